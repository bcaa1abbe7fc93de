#pragma once
/// Reading a bundle, in the order of formats section 9 that needs no store: each step refuses with its code
/// and nothing later runs. `verify`, `central import` and `inspect` all pass through here. Source:
/// docs/formats/bundle.md, "Reading".

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "storage/journal/journal.h"
#include "storage/json/json.h"
#include "storage/model/codelists.h"
#include "sync/bundle/objects.h"
#include "sync/bundle/statement.h"
#include "sync/bundle/submission.h"
#include "sync/bundle/tags.h"

namespace bundle {

/// What the centre knows about an object it accepted before for the same review.
struct KnownObject {
    std::uint64_t object_length = 0;
    Digest32 part{};
    std::uint64_t part_length = 0;
    Digest64 part_sha512{};
    bool opened = false;  ///< its plaintext was checked already
    /// Opens the stored age file; needed only when its key comes openly for the first time.
    std::function<Result<std::unique_ptr<base::Source>>()> open;
};
using KnownObjects = std::function<std::optional<KnownObject>(const Digest32& object)>;

struct ObjectsReport {
    std::vector<Digest32> missing;            ///< neither in the submission nor known: `waiting`; ascending
    std::vector<Digest32> sealed_unverified;  ///< present, plaintext not yet checked
    std::size_t opened = 0;                   ///< decrypted and checked now
};

/// The journal as accepted with the revision before: must be a prefix of this one.
struct Prefix {
    std::uint64_t lines = 0;
    std::uint64_t length = 0;  ///< bytes
    Digest32 sha256{};
};

struct HistoryReport {
    Prefix journal;                          ///< of the whole journal.jsonl, for the next revision
    std::optional<std::string> handover_to;  ///< the public key the last line passes the review to
};

struct SealedReport {
    std::size_t bodies = 0;
    std::size_t objects_opened = 0;
    std::vector<Digest32> missing;  ///< sealed objects not at hand, so not checked; ascending
};

/// What was signed and by whom, as bytes: enough to check the signatures again without the rest.
struct Evidence {
    std::string tagmanifest;              ///< text of tagmanifest-sha512.txt
    std::vector<std::string> signatures;  ///< minisign files of the statement's signers, in their order
};
/// That every signer of the statement signed a list which names this very statement. Errors: Denied.
Result<void> check_evidence(const Statement& statement, const Evidence& evidence);

class OpenedBundle {
public:
    /// Steps 3 to 8 (signatures by the keys the statement names; the roster is the caller's next question).
    /// The files of `submission` stay where they are; `identities` are needed only during the call.
    /// Errors (code): see docs/formats/bundle.md, "Failure codes".
    static Result<OpenedBundle> open(const Submission& submission,
                                     std::span<const crypto::Identity> identities,
                                     const base::Progress& progress = {});
    OpenedBundle(OpenedBundle&&) noexcept;
    OpenedBundle& operator=(OpenedBundle&&) noexcept;
    ~OpenedBundle();

    const Statement& statement() const;
    const std::string& statement_text() const;
    Evidence evidence() const;
    const Digest32& tagmanifest() const;  ///< SHA-256 of tagmanifest-sha512.txt
    const Digest32& ciphertext() const;   ///< SHA-256 of bundle.age
    const std::vector<ObjectRow>& objects() const;
    Digest32 objects_digest() const;  ///< columns 1-4
    /// SHA-512 of a part, from the payload manifest.
    std::optional<Digest64> part_sha512(const Digest32& part) const;
    bool has_sealed_part() const;
    /// Names of the payload members in the archive, ascending: "data/bodies.jsonl",
    /// "data/schema/review.json".
    std::vector<std::string> payload() const;
    /// Bytes of a payload member as a stream, decrypted as it is read (nothing lands on disk). Errors:
    /// NotFound, Corrupt.
    Result<std::unique_ptr<base::Source>> read(std::string_view member) const;
    /// The same whole. Errors: also Refused `member_limit`.
    Result<std::string> text(std::string_view member, std::uint64_t limit = 1ULL << 30) const;

    /// Every object that came along is listed. What is not was put there by a carrier: nothing signed speaks
    /// of it, so it says nothing about the signer. Errors: Invalid `object_unlisted`.
    Result<void> check_carried() const;
    /// Step 12. `known` may be empty (then objects absent from the submission are `missing`).
    Result<ObjectsReport> check_objects(const KnownObjects& known = {},
                                        const base::Progress& progress = {}) const;
    /// Step 13: payload manifest, Oxum, fetch.txt and archive agree exactly, every payload hash holds.
    Result<void> check_payload(const base::Progress& progress = {}) const;
    /// Step 14: JSON limits, chain, prefix, body hashes, replay, review.jsonl by value, codes by `lists`.
    Result<HistoryReport> check_history(const std::optional<Prefix>& before = {},
                                        const model::CodeLists& lists = model::CodeLists::built_in()) const;
    /// Steps 12 to 14.
    Result<std::pair<ObjectsReport, HistoryReport>> check_content(const KnownObjects& known = {},
                                                                  const std::optional<Prefix>& before = {},
                                                                  const base::Progress& progress = {}) const;

    /// The identity part, opened by `identity` or `recovery`: its form, every sealed body against the chain,
    /// the keys and every sealed object. Errors: Denied `age_no_match` when no identity opens it (then:
    /// `sealed unverified`).
    Result<SealedReport> check_sealed(std::span<const crypto::Identity> identities,
                                      const KnownObjects& known = {}, const base::Progress& progress = {},
                                      const model::CodeLists& lists = model::CodeLists::built_in()) const;
    /// Lines of sealed.jsonl, after check_sealed's form checks. Case data: keep it in guarded places only.
    Result<void> each_sealed_line(std::span<const crypto::Identity> identities,
                                  const std::function<Result<void>(std::string_view line)>& take) const;
    /// Keys of sealed objects.
    Result<std::vector<SealedObjectRow>> sealed_keys(std::span<const crypto::Identity> identities) const;

    struct State;  ///< private to the module

private:
    explicit OpenedBundle(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

/// Calls `take` for each line of a stream, LF included; the last must end with LF; at most `line_bytes` each.
/// Errors: Invalid `json_lines`.
Result<void> each_line(base::Source& from, std::size_t line_bytes,
                       const std::function<Result<void>(std::string_view line)>& take);
inline constexpr std::size_t kJsonLineBytes = 4 * 1024 * 1024;

}  // namespace bundle
