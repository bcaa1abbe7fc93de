#pragma once
/// The chair's side: enrolment, the pinned roster, sending a review, and what comes back.
/// Its own memory lies on the vault's shelf (keys: docs/formats/exchange.md) and in the vault's outbox/.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/base/platform.h"
#include "storage/review/review.h"
#include "storage/review/vault.h"

namespace exchange {

using base::Bytes;
using base::ByteView;
using base::Path;
using base::Result;

struct Request {
    std::string file_name;  ///< `enrol-<8 hex>.txt`; the signature's is the same with `.minisig`
    Bytes request;
    Bytes signature;
    std::string fingerprint;  ///< to be read out over a second channel
};
/// Asks to be enrolled. The same request as long as name, organisation and device stay the same.
Result<Request> identity_request(review::Vault& vault, std::string_view organisation,
                                 std::string_view device);
/// Writes FILE and FILE.minisig. Errors: as identity_request, Conflict when FILE exists.
Result<Request> write_identity_request(review::Vault& vault, std::string_view organisation,
                                       std::string_view device, const Path& file);

/// `identity show`.
struct IdentityView {
    std::string owner;
    std::string key;         ///< 56 base64: minisign public key
    std::string key_number;  ///< 16 hex digits
    std::string recipient;   ///< age1...
    bool enrolled = false;   ///< in the trusted roster
    bool revoked = false;
    std::string member, roles;
    std::optional<std::uint64_t> roster_version;
    std::string root_fingerprint;  ///< of the pinned root lines; empty when none
    std::string origin;            ///< of the centre
};
Result<IdentityView> identity(review::Vault& vault);

struct Trusted {
    std::uint64_t version = 0;
    std::string origin;
    std::string root_fingerprint;
    bool first = false;      ///< pinned now: show the fingerprint and have it compared
    bool unchanged = false;  ///< this version was trusted already
    bool expired = false;
    bool enrolled = false;  ///< this vault's key is a member
    std::string too_old;    ///< what to say when the roster asks for a newer program; else empty
};
/// Takes a roster file: versions only go up, by an unbroken chain; other root keys are refused.
/// `root`: fingerprint from the letter; empty: first use is trusted and shown. Errors: Refused (code),
/// Invalid, Corrupt.
Result<Trusted> trust_roster(review::Vault& vault, ByteView roster_file, std::string_view root = {});

struct ExportOptions {
    bool keep_undone = false;  ///< bodies of what was taken back travel too
    std::string kind =
        "submission";    ///< of the statement; later revisions are `amendment` when left at the default
    std::string next;    ///< 56 base64: the key the review is handed to; empty: none
    bool loose = false;  ///< a folder even when a file would do
};

struct Exported {
    std::string bundle;
    std::string review;
    std::int64_t revision = 0;
    Path written;  ///< the file or folder
    std::int64_t undone_dropped = 0;
    std::uint64_t objects_listed = 0;
    std::uint64_t objects_sent = 0;
    std::uint64_t bytes = 0;           ///< of bundle.age and the objects sent
    std::vector<std::string> notices;  ///< roster expired, ...
};
/// `destination`: a folder (the bundle's name is added) or the file to write.
/// Errors: Refused `not_enrolled`, `read_only`, `fork_open`, ...; Corrupt when the vault's check fails;
/// Conflict when the destination exists; Io.
Result<Exported> export_review(review::Vault& vault, review::Review& review, ByteView roster_file,
                               const Path& destination, const ExportOptions& options = {},
                               const base::Progress& progress = {});
/// How large the next bundle of the review is with the objects that the centre has not, near enough to be
/// told.
Result<std::uint64_t> expected_size(review::Vault& vault, review::Review& review);
/// The same bytes again. Errors: NotFound when the outbox has no such bundle.
Result<Exported> export_again(review::Vault& vault, review::Review& review, std::string_view bundle,
                              const Path& destination, const base::Progress& progress = {});

struct Applied {
    std::string bundle, review;
    std::int64_t revision = 0;
    std::string outcome;  ///< accepted, rejected, fork, waiting, sealed-checked
    std::string code;     ///< of rejected
    std::uint64_t log_index = 0;
    bool again = false;  ///< was applied before; nothing was changed
    bool sealed_unverified = false;
    std::uint64_t objects_acknowledged = 0;
    std::vector<std::string> missing;  ///< objects the centre waits for, by h
    std::vector<std::string> notices;
};
/// Verifies a receipt and what lies beside it, and keeps it. Errors: NotFound (nothing here was sent under
/// that name), Corrupt (a signature or proof does not hold), Refused `centre_contradicts_itself` (the
/// evidence is kept). `consistency` and `missing` may be empty when not at hand; consistency is needed unless
/// the bundle had seen no checkpoint.
Result<Applied> apply_receipt(review::Vault& vault, ByteView receipt, ByteView consistency, ByteView missing,
                              ByteView roster_file);
/// Reads FILE, FILE.consistency and FILE.missing (or the names the centre gives them).
Result<Applied> apply_receipt_file(review::Vault& vault, const Path& receipt, ByteView roster_file);

/// One bundle that was made here.
struct Sent {
    std::string bundle, review;
    std::int64_t revision = 0;
    std::string status;  ///< sent, waiting, accepted, rejected, fork
    std::string code;    ///< of rejected, fork
    base::Time made{};
    std::int64_t lines = 0;  ///< journal lines it carried
    std::optional<std::uint64_t> log_index;
    bool sealed_unverified = false;
    bool in_outbox = false;  ///< can be written out again
};
Result<std::vector<Sent>> sent(review::Vault& vault, std::string_view review);  ///< oldest first

/// Where a review stands between desk and centre.
struct Standing {
    std::string state;              ///< draft, sent, waiting, accepted, rejected, fork
    std::int64_t revision = 0;      ///< of the newest bundle; 0 when none
    std::int64_t unsent_lines = 0;  ///< journal lines that no standing bundle carries
    bool sealed_unverified = false;
};
Result<Standing> standing(review::Vault& vault, review::Review& review);

}  // namespace exchange
