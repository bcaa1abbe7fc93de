#pragma once
/// The roster: who may sign, to whom bundles are written, which log keys count; every version signed by k of
/// n root keys of its own and of the version before. Source: docs/formats/roster.md (`cairn/roster/v1`).

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "crypto/base/clock.h"
#include "crypto/primitives/sign.h"
#include "sync/trust/note.h"

namespace trust {

inline constexpr std::size_t kRosterRoots = 9;
inline constexpr std::size_t kRosterFileBytes = 64 * 1024 * 1024;
inline constexpr std::size_t kRosterVersions = 10'000;

/// Roles a member line may give; words of `[a-z-]`, ascending, comma between.
inline constexpr std::string_view kRoleAuthor = "author";    ///< signs submissions
inline constexpr std::string_view kRoleCentral = "central";  ///< works at the centre

enum class RecipientUse { Central, Identity, Recovery };
std::string_view to_text(RecipientUse);

struct RosterRecipient {
    RecipientUse use = RecipientUse::Central;
    std::string recipient;  ///< age1...
    bool operator==(const RosterRecipient&) const = default;
};

struct Witness {
    bool quorum = false;  ///< its cosignature is asked for
    NoteKey key;
    bool operator==(const Witness&) const = default;
};

struct Member {
    std::string id;  ///< uuid; the same person keeps it with every device
    crypto::PublicKey key;
    std::string recipient;
    std::vector<std::string> roles;  ///< ascending
    base::Time from{}, to{};
    std::string name;  ///< as shown
    bool has(std::string_view role) const;
    bool operator==(const Member&) const = default;
};

struct Revocation {
    std::string subject;  ///< 56 base64 characters of a key, or an age recipient
    base::Time at{};
    std::uint64_t from_index = 0;  ///< log entries from this index on no longer count
    std::string reason;
    bool operator==(const Revocation&) const = default;
};

struct AuthorLine {
    std::string review;
    crypto::PublicKey key;
    base::Time at{};
    bool operator==(const AuthorLine&) const = default;
};

/// The text of one version, without signatures.
struct Roster {
    std::string origin;
    std::uint64_t version = 1;
    std::optional<Digest32> previous;  ///< SHA-256 of the note of version - 1
    base::Time issued{}, expires{};
    std::uint64_t threshold = 1;
    std::vector<NoteKey> roots;
    std::vector<NoteKey> logs;
    std::vector<Witness> witnesses;
    std::vector<RosterRecipient> recipients;
    std::vector<crypto::PublicKey> publishers;
    std::vector<Member> members;
    std::vector<Revocation> revoked;
    std::vector<AuthorLine> authors;
    std::string minimum = "0.1.0";  ///< program version

    std::string text() const;
    /// Errors: Invalid `roster_form`. parse(x)->text() == x.
    static Result<Roster> parse(std::string_view text);
    /// SHA-256 of the root lines, LF included: what a client pins; base::fingerprint() shows it.
    Digest32 root_digest() const;
    std::vector<NoteKey> witness_keys() const;

    const Member* member(const crypto::PublicKey& key) const;  ///< null when not listed
    std::vector<std::string> recipients_of(RecipientUse use) const;
    bool is_publisher(const crypto::PublicKey& key) const;
    /// Null, or the newest `author` line for the review.
    const AuthorLine* author_of(std::string_view review) const;
    /// Null unless a `revoked` line names the key or recipient.
    const Revocation* revocation(std::string_view subject) const;
    /// True when no `revoked` line cuts in at or before the log index.
    bool stands(std::string_view subject, std::uint64_t log_index) const;
};

/// Whether the key may sign so, at this time of the centre's and with this (next) log index.
/// Errors: Denied `signer_unknown`, `signer_role`, `signer_not_valid`, `signer_revoked`.
Result<Member> check_signer(const Roster& current, const crypto::PublicKey& key, std::string_view role,
                            base::Time at, std::uint64_t log_index);
/// Whether `key` may speak for the review after a revision whose author was `former` and whose `next` was
/// `next`. The signer passed check_signer already. `former` empty: first revision. Errors: Denied
/// `author_changed`.
Result<void> check_author(const Roster& current, std::string_view review, const crypto::PublicKey& key,
                          const std::optional<crypto::PublicKey>& former,
                          const std::optional<crypto::PublicKey>& next, std::uint64_t log_index);

/// To whom a bundle made under this roster goes, in roster order: `central` (sealed part: `identity`), then
/// `recovery`, then the member of `next`. Errors: Refused `next_unknown`, `no_recipient`,
/// `recipient_revoked`.
Result<std::vector<std::string>> bundle_recipients(const Roster& roster,
                                                   const std::optional<crypto::PublicKey>& next);
Result<std::vector<std::string>> sealed_recipients(const Roster& roster,
                                                   const std::optional<crypto::PublicKey>& next);
/// Whether the statement's lists are those of the roster version it names, none of them revoked in `current`,
/// and that version not older than 24 months. `sealed` may be empty (no sealed part). Errors: Refused
/// `recipients_wrong`, `sealed_recipients_wrong`, `recipient_revoked`, `roster_old`.
Result<void> check_recipients(const Roster& named, const Roster& current,
                              const std::vector<std::string>& open, const std::vector<std::string>& sealed,
                              const std::optional<crypto::PublicKey>& next, base::Time at);

/// One signed version as stored and sent.
struct RosterNote {
    std::string note;   ///< exact bytes
    Digest32 digest{};  ///< SHA-256 of them: "roster" of a statement, "previous" of the next version
    Roster roster;
};

/// Signs a version with several root keys. Errors: Invalid when the text would not parse or a key is no root.
Result<std::string> sign_roster(const Roster& roster, std::span<const NoteSigner> roots);

/// A roster file: every version, oldest first, the chain unbroken and every signature rule kept.
class RosterChain {
public:
    /// Errors: Invalid `roster_form`, Denied `roster_signature` / `roster_chain`.
    static Result<RosterChain> parse(std::string_view file);
    /// Starts a chain with version 1.
    static Result<RosterChain> begin(std::string note);
    /// Adds the next version, checked like parse().
    Result<void> append(std::string note);
    std::string encode() const;

    const RosterNote& newest() const { return notes_.back(); }
    const std::vector<RosterNote>& notes() const { return notes_; }
    /// Null when there is no such version with that digest.
    const RosterNote* find(std::uint64_t version, const Digest32& digest) const;
    /// What a client pins after it has accepted this chain.
    Digest32 pin() const { return newest().roster.root_digest(); }

    /// Errors: Denied `roster_pin` unless a version of the chain has these root lines (later ones follow
    /// through the chain).
    Result<void> check_pin(const Digest32& root_lines) const;
    /// The same by the printed groups; spaces, hyphens and case do not matter.
    Result<void> check_fingerprint(std::string_view fingerprint) const;
    /// Whether this file may replace `held`: it holds every note of it and perhaps more.
    /// Errors: Refused `roster_older`; Denied `roster_fork` when a version differs.
    Result<void> check_follows(const RosterChain& held) const;

private:
    RosterChain() = default;
    std::vector<RosterNote> notes_;
};

/// A warning to show: work and export go on, the centre decides.
bool is_expired(const Roster& roster, base::Time at);
/// Whether the roster allows a program of this version to write bundles and to judge them. Errors: Refused
/// `program_too_old`.
Result<void> check_program(const Roster& roster, std::string_view version);
bool is_program_version(std::string_view text);  ///< major.minor.patch
/// Compared number by number; false when either is no version.
bool is_new_enough(std::string_view version, std::string_view least);

}  // namespace trust
