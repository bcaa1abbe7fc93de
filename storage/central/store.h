#pragma once
/// The central store: every submission that was ever taken in, the record it adds up to, and the log.
/// One folder, one process, one thread, one writer. All SQL of the centre stands behind `Store`, so that a
/// store on PostgreSQL can take its place; nothing here knows rosters, statements or receipts, only their
/// bytes. Source: docs/formats/store.md.

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/base/clock.h"
#include "crypto/base/platform.h"
#include "crypto/primitives/age.h"
#include "crypto/primitives/vault_key.h"

namespace central {

using base::Bytes;
using base::ByteView;
using base::Digest32;
using base::Digest64;
using base::Path;
using base::Result;

/// What tests hold still. The defaults are the real ones.
struct Seams {
    const base::Clock* clock = nullptr;  ///< null: the system's; must outlive the store
    base::Random* random = nullptr;      ///< null: the system's; must outlive the store
};

/// Where a submission stands. The text is what the log entry of that outcome says.
enum class Status { Accepted, Rejected, Fork, Waiting };
std::string_view to_text(Status);

/// One bundle that passed its signatures.
struct Submission {
    std::string review;  ///< uuid
    std::string bundle;  ///< 32 hex
    std::int64_t revision = 0;
    Digest32 statement{};              ///< SHA-256 of tagmanifest-sha512.txt
    Digest32 ciphertext{};             ///< SHA-256 of bundle.age
    std::optional<Digest32> previous;  ///< as the statement names it
    std::string author;                ///< 56 base64: first signer
    std::string next;                  ///< 56 base64 of the key the review is handed to, or empty
    Status status = Status::Waiting;
    std::string code;        ///< reason code of rejected, waiting and fork; else empty
    std::uint64_t seen = 0;  ///< size of the checkpoint the sender had seen
    std::string missing;     ///< objects waited for, one h a line, ascending; else empty
    bool sealed = false;     ///< has a sealed part
    bool sealed_checked = false;
    base::Time received{};
};

/// The newest accepted revision of a review.
struct Head {
    std::string review;
    std::string bundle;
    std::int64_t revision = 0;
    Digest32 statement{};
    std::string author;        ///< 56 base64
    std::string next;          ///< 56 base64 or empty
    std::int64_t lines = 0;    ///< of journal.jsonl
    std::uint64_t length = 0;  ///< bytes of journal.jsonl
    Digest32 journal{};        ///< SHA-256 of journal.jsonl
};

/// One object as it was accepted. Source: docs/formats/bundle.md, "Objects".
struct Object {
    std::string review;
    Digest32 object{};  ///< h: SHA-256 of the age file
    std::uint64_t object_length = 0;
    Digest32 part{};  ///< SHA-256 of the part
    std::uint64_t part_length = 0;
    Digest64 part_sha512{};  ///< as the manifest has it
    bool opened = false;     ///< its plaintext was verified here
    std::string bundle;      ///< that brought it
};

/// One line of a review's journal as it was sent.
struct JournalLine {
    std::int64_t n = 0;
    std::string line;                 ///< LF included
    std::optional<std::string> body;  ///< open body, LF included; absent when none or expunged
};

/// One record of the open part.
struct Record {
    std::string kind;
    std::string id;
    bool struck = false;
    std::string fields;  ///< JSON object, as review.jsonl has it
    bool operator==(const Record&) const = default;
};

struct Checkpoint {
    std::uint64_t size = 0;
    Bytes note;  ///< signed
};

struct LogEntry {
    std::uint64_t index = 0;
    Bytes entry;
    Digest32 leaf{};
    std::string bundle;  ///< 32 hex, or empty when the entry is not about a bundle
};

struct Receipt {
    std::string bundle;
    std::uint64_t index = 0;
    Bytes proof;                   ///< `<bundle>.<index>.receipt`
    Bytes consistency;             ///< `<bundle>.<index>.consistency`
    std::optional<Bytes> missing;  ///< `<bundle>.missing`, when objects are waited for
};

struct Quarantined {
    std::string id;  ///< 32 hex, the folder below quarantine/
    int step = 0;    ///< of docs/formats/ingest.md
    std::string code;
    base::Time received{};
};

struct ReviewSummary {
    std::string review;
    std::int64_t revision = 0;  ///< newest accepted, 0 when none
    std::int64_t submissions = 0;
    std::int64_t waiting = 0;
    std::int64_t forks = 0;
    std::int64_t records = 0;       ///< live records of the open part
    bool sealed_unchecked = false;  ///< the newest accepted revision has a sealed part nobody checked yet
    bool demo = false;              ///< invented: belongs in no count
};

class Store {
public:
    /// Makes the folder. Errors: Conflict when it exists and is not empty; Io.
    static Result<Store> create(const Path& folder, ByteView passphrase, crypto::KdfCost cost,
                                const crypto::Recipient& recovery, Seams seams = {});
    /// Takes away what an interrupted import left half done. Errors: NoVault; Busy; Denied; Corrupt; Refused
    /// (newer program).
    static Result<Store> open(const Path& folder, const crypto::Unlock& with, Seams seams = {});
    Store(Store&&) noexcept;
    Store& operator=(Store&&) noexcept;
    ~Store();

    const Path& folder() const;
    const base::Clock& clock() const;
    base::Random& random() const;

    /// All or nothing: `work` runs in one write transaction; its failure rolls back. Not to be nested.
    Result<void> transaction(const std::function<Result<void>()>& work);

    // Small named values: the origin, and the centre's keys.
    Result<void> put_setting(std::string_view name, std::string_view value);
    Result<std::optional<std::string>> setting(std::string_view name);
    Result<void> put_secret(std::string_view name, ByteView value);
    /// Errors: NotFound.
    Result<base::Secret> secret(std::string_view name);
    Result<std::vector<std::string>> secret_names(std::string_view prefix);  ///< ascending

    // Roster versions, each one signed note; and the requests that were granted.
    Result<void> put_roster(std::uint64_t version, ByteView note);
    Result<std::vector<Bytes>> rosters();  ///< oldest first
    Result<void> put_enrolment(const Digest32& request, std::string_view member, std::string_view key,
                               std::uint64_t version);
    Result<std::optional<std::string>> enrolled_member(const Digest32& request);  ///< member uuid

    // Submissions and what they led to.
    Result<std::optional<Submission>> submission(std::string_view bundle);
    Result<std::optional<Submission>> submission_by_statement(std::string_view review,
                                                              const Digest32& statement);
    Result<std::vector<Submission>> submissions(std::string_view review);  ///< as received
    Result<std::vector<Submission>> waiting(std::string_view review);      ///< by revision, then as received
    Result<std::vector<std::string>> reviews_waiting();                    ///< with anything waiting
    Result<void> put_submission(
        const Submission& submission);  ///< by bundle: inserts or replaces the outcome
    Result<std::optional<Head>> head(std::string_view review);
    Result<void> put_head(const Head& head);
    Result<std::vector<ReviewSummary>> reviews();

    // The record.
    /// Adds lines after those stored, and takes away the open bodies of `expunged`.
    Result<void> extend_journal(std::string_view review, const std::vector<JournalLine>& lines,
                                const std::vector<std::int64_t>& expunged);
    Result<void> each_line(std::string_view review,
                           const std::function<Result<void>(const JournalLine&)>& take);
    Result<void> replace_records(std::string_view review, const std::vector<Record>& records);
    Result<std::vector<Record>> records(std::string_view review);  ///< by kind, id
    /// A text field of the first live record of the kind, or empty.
    Result<std::string> record_field(std::string_view review, std::string_view kind, std::string_view field);
    Result<void> put_object(const Object& object);                 ///< by review and h
    Result<std::vector<Object>> objects(std::string_view review);  ///< by h

    // The log. Append only.
    Result<std::uint64_t> log_size();
    Result<std::uint64_t> append(ByteView entry, const Digest32& leaf,
                                 std::string_view bundle);  ///< its index
    Result<std::vector<Digest32>> leaves();
    Result<LogEntry> log_entry(std::uint64_t index);
    Result<std::vector<LogEntry>> entries_of(std::string_view bundle);  ///< ascending
    Result<std::vector<LogEntry>> entries_without_receipt();            ///< about bundles, ascending
    Result<void> put_checkpoint(std::uint64_t size, ByteView note);
    Result<std::optional<Checkpoint>> newest_checkpoint();
    Result<void> put_receipt(const Receipt& receipt);
    Result<std::optional<Receipt>> receipt(std::string_view bundle, std::uint64_t index);

    // Quarantine.
    Result<void> put_quarantined(const Quarantined& entry);
    Result<std::vector<Quarantined>> quarantined();  ///< as received

    // Files.
    Path object_file(const Digest32& object) const;
    Path submission_folder(std::string_view bundle) const;
    Path quarantine_folder(std::string_view id) const;
    /// Files the objects that came with an accepted bundle below objects/; may be repeated.
    Result<void> file_objects(std::string_view bundle);

    /// Reads everything back: page MACs, every original's and object's bytes. `findings` empty means sound.
    Result<std::vector<std::string>> check(const base::Progress& progress = {});

private:
    struct State;
    explicit Store(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace central
