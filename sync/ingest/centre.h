#pragma once
/// The centre at work: its keys and roster, taking submissions in, receipts, the identity desk.
/// Source: docs/formats/ingest.md, docs/formats/store.md.

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/base/platform.h"
#include "crypto/primitives/age.h"
#include "crypto/primitives/vault_key.h"
#include "storage/central/store.h"
#include "storage/rules/reference_data.h"
#include "sync/ingest/verify.h"
#include "sync/ingest/worker.h"

namespace ingest {

using base::Bytes;
using base::ByteView;
using base::Path;
using base::Result;

struct NewCentre {
    std::string origin;  ///< of the log, `reviews.example.org/cairn`
    std::optional<Path>
        keys_out;  ///< folder that also gets central.txt, identity.txt, recovery.txt (age identities)
    crypto::KdfCost cost;
};

struct Enrolment {
    std::string member;  ///< uuid of a member who gets a further device; empty: a new member
    std::vector<std::string> roles = {"author"};  ///< of docs/formats/roster.md
    std::int64_t valid_days = 3 * 365;
};

struct Enrolled {
    std::string member;  ///< uuid
    std::string name;    ///< display name, as requested
    std::string organisation;
    std::string device;
    std::string key;          ///< key number, 16 hex digits
    std::string fingerprint;  ///< of the request, to be read back over a second channel
    std::uint64_t roster_version = 0;
    bool again = false;  ///< this very request was granted before; nothing was changed
};

/// What a pack is to hold. Source: docs/formats/packs.md.
struct PackWanted {
    std::string name;
    std::uint64_t version = 1;
    std::string valid_from, valid_to;  ///< YYYY-MM-DD; empty: today, open
    std::string minimum = "0.1.0";     ///< oldest program
    rules::DataFiles files;
};

struct IssuedPack {
    std::string file_name;
    std::uint64_t version = 0;
    std::string key;  ///< number of the publisher's key
    Bytes file;
};

struct MemberRow {
    std::string member, name, key, roles;
    base::Time from{}, to{};
    bool revoked = false;
};

/// What became of one submission file.
struct Outcome {
    std::string file;    ///< as given; for a bundle taken up by itself: its folder in the store
    std::string status;  ///< accepted, rejected, fork, waiting, quarantined
    std::string code;    ///< reason code; empty when accepted
    int step = 0;        ///< of docs/formats/ingest.md where it stopped; 0 when it did not
    std::string what;    ///< one sentence for the person at the desk
    std::string bundle;  ///< 32 hex, or empty when quarantined
    std::string review;  ///< uuid, or empty
    std::int64_t revision = 0;
    bool replay = false;             ///< seen before: the receipt of then stands
    bool taken_up = false;           ///< waited before, and this import settled it
    bool sealed_unverified = false;  ///< has a sealed part that the identity desk has not checked
    std::optional<std::uint64_t> log_index;
    std::vector<std::string> missing;  ///< objects waited for, by h
};

/// `central show`: one review, or one bundle, as it stands.
struct ReviewView {
    central::ReviewSummary summary;
    std::vector<central::Submission> submissions;
    std::optional<central::Head> head;
    std::vector<central::Record> records;
    std::vector<central::Object> objects;
};

struct SealedCheck {
    std::string review, bundle;
    std::int64_t revision = 0;
    std::uint64_t log_index = 0;
    std::uint64_t records = 0;  ///< sealed bodies verified
    std::uint64_t objects = 0;  ///< sealed attachments opened and verified
    bool again = false;         ///< was checked before; nothing was changed
};

class Centre {
public:
    /// Makes store, keys, roster version 1 and the first log entry. Errors: Conflict, Refused (weak
    /// passphrase), Invalid (origin), Io.
    static Result<Centre> create(const Path& folder, ByteView passphrase, const NewCentre& wanted,
                                 central::Seams seams = {});
    /// Completes receipts and waiting submissions that an interruption left. Errors: as central::Store::open.
    /// `apart`: the worker that reads submissions; without a program they are read in this process.
    static Result<Centre> open(const Path& folder, const crypto::Unlock& with, central::Seams seams = {},
                               const Apart& apart = {});
    Centre(Centre&&) noexcept;
    Centre& operator=(Centre&&) noexcept;
    ~Centre();

    central::Store& store();
    const std::string& origin() const;

    /// Grants a request (its file and the `.minisig` beside it) in a new roster version.
    Result<Enrolled> enrol(ByteView request, ByteView signature, const Enrolment& as = {});
    Result<Enrolled> enrol_file(const Path& request, const Enrolment& as = {});
    /// A member's key (56 base64 or 16 hex key number) or an age recipient stands no longer, from the next
    /// log index on.
    Result<std::uint64_t> revoke(std::string_view key_or_recipient, std::string_view reason);
    /// The centre passes a review to another author: an `author` line.
    Result<std::uint64_t> pass_review(std::string_view review, std::string_view key);
    /// The oldest program (`major.minor.patch`) that may write bundles and judge them, from the next roster
    /// version on. Errors: Invalid.
    Result<std::uint64_t> ask_for_program(std::string_view version);
    Result<std::vector<MemberRow>> members();
    /// The file given out: every version, oldest first.
    Result<Bytes> roster_file();
    /// The newest signed checkpoint.
    Result<Bytes> checkpoint();
    /// To be printed in the letter that goes with the roster.
    Result<std::string> root_fingerprint();

    /// Signs a pack with the publisher's key and uses it here from now on. Errors: those of pack::write_pack,
    /// pack::check_version and rules::ReferenceData::take.
    Result<IssuedPack> issue_pack(const PackWanted& wanted);

    /// Takes in each file or loose folder, one after another; what it unlocks among the waiting follows in
    /// the list. One outcome a file even when refused; an error only when the centre itself failed (disk,
    /// store).
    Result<std::vector<Outcome>> import_files(std::span<const Path> files,
                                              const base::Progress& progress = {});

    Result<std::vector<central::ReviewSummary>> list();
    /// The review's uuid. `reference` as for show(). Errors: NotFound.
    Result<std::string> find(std::string_view reference);
    /// `reference`: review uuid, 32 hex of a bundle, or the reference of the review record. Errors: NotFound,
    /// Conflict `reference_ambiguous`.
    Result<ReviewView> show(std::string_view reference);
    Result<std::vector<central::Quarantined>> quarantine();

    /// The newest receipt of a bundle, or the one of that log index. Errors: NotFound.
    Result<central::Receipt> receipt(std::string_view bundle, std::optional<std::uint64_t> index = {});
    /// Writes FILE, FILE.consistency and, when objects are missing, FILE.missing.
    Result<void> write_receipt(std::string_view bundle, const Path& file,
                               std::optional<std::uint64_t> index = {});

    /// The identity desk's checks of the newest accepted revision. Without identities: the store's own.
    /// Errors: NotFound, Conflict (nothing accepted, no sealed part), Corrupt/Invalid with the code of what
    /// failed.
    Result<SealedCheck> sealed_check(std::string_view reference,
                                     std::span<const crypto::Identity> identities = {},
                                     const base::Progress& progress = {});

    struct State;  ///< for this module only

private:
    explicit Centre(std::unique_ptr<State> state);
    static Result<Centre> assemble(central::Store opened, const Apart& apart);
    std::unique_ptr<State> state_;
};

}  // namespace ingest
