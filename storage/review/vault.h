#pragma once
/// The vault folder: one person's reviews, encrypted at rest. One process, one thread, one writer.
/// Source: docs/formats/vault.md.

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "crypto/base/clock.h"
#include "crypto/base/platform.h"
#include "crypto/primitives/sign.h"
#include "crypto/primitives/vault_key.h"
#include "storage/json/json.h"
#include "storage/model/command.h"
#include "storage/rules/reference_data.h"

namespace review {

using base::Bytes;
using base::ByteView;
using base::Path;
using base::Result;

class Review;

/// What tests hold still. The defaults are the real ones.
struct Seams {
    const base::Clock* clock = nullptr;  ///< null: the system's; must outlive the vault
    base::Random* random = nullptr;      ///< null: the system's; must outlive the vault
};

/// What a card in the list of reviews shows.
struct ReviewCard {
    std::string uuid;
    std::string reference;  ///< `OWHR-X99000001-2025-001`
    std::string type;       ///< code of `review_type`
    std::string area;       ///< GSS code
    std::string status;     ///< code of `review_status`
    bool demo = false;
    bool writable = true;          ///< false after a hand-over
    bool identities_gone = false;  ///< crypto-erased
    std::int64_t entries = 0;      ///< journal lines
    std::int64_t events = 0;       ///< live chronology events
};

struct NewReview {
    std::string type;  ///< code of `review_type`
    std::string area;  ///< GSS code; X99 areas only with demo
    bool demo = false;
    std::optional<int> year_of_death;  ///< for the reference; else the year of opening
    std::string template_id = {};      ///< of docs/formats/templates.md; empty: the one of its type
};

/// What was found at unlock or by check(). `findings` are worded for the owner; empty means sound.
struct Health {
    std::vector<std::string> findings;
    bool damaged = false;  ///< something is unreadable or altered
    std::int64_t reviews = 0;
    std::int64_t entries = 0;  ///< journal lines whose chain was verified
    std::int64_t objects = 0;  ///< attachments whose bytes were verified
};

/// A backup this vault made, as it remembers it.
struct BackupMade {
    base::Time at{};
    std::string path;  ///< UTF-8
};

/// A pack of reference data in this vault. Source: docs/formats/packs.md.
struct InstalledPack {
    std::string name;
    std::int64_t version = 0;
    base::Time installed{};
    std::vector<std::string> files;  ///< below pack/data/
};

/// Must outlive every Review opened from it.
class Vault {
public:
    struct State;  ///< for this folder only

    /// Makes the folder and its first contents; the vault is open afterwards. `owner` is the owner's display
    /// name. Errors: Conflict when the folder exists and is not empty; Refused when the passphrase is too
    /// weak or the folder is inside another vault; Io.
    static Result<Vault> create(const Path& folder, std::string_view owner, ByteView passphrase,
                                const crypto::Recipient& recovery, crypto::KdfCost cost, Seams seams = {});
    /// Errors: NoVault; Busy (another program has it open); Denied (wrong passphrase or kit); Corrupt
    /// (damaged: neither copy of vault.key is well formed, or the database fails its MAC); Refused (written
    /// by a newer program).
    static Result<Vault> open(const Path& folder, const crypto::Unlock& with, Seams seams = {});
    Vault(Vault&&) noexcept;
    Vault& operator=(Vault&&) noexcept;
    ~Vault();  ///< locks: keys wiped, database closed, lock released

    const Path& folder() const;
    const std::string& uuid() const;
    std::string owner() const;
    std::uint64_t key_epoch() const;
    /// What open() repaired or noticed (a damaged copy of vault.key rewritten, an older key file put back).
    const std::vector<std::string>& notices() const;
    const base::Clock& clock() const;
    base::Random& random() const;

    /// The person's signing key and age identity, made at creation, kept in the database.
    const crypto::SigningKey& signing_key() const;
    const crypto::Identity& identity() const;

    /// Whether this passphrase opens this vault; takes as long as opening it. Errors: Corrupt, Io.
    Result<bool> opens_with(ByteView passphrase);
    /// Data is not re-encrypted; earlier backups still open with the old passphrase (the caller says so).
    Result<void> change_passphrase(ByteView passphrase, crypto::KdfCost cost);
    Result<void> change_recovery(const crypto::Recipient& recovery);

    /// Reads everything: page MACs, journal chains, body hashes, projections against a replay, every object's
    /// bytes.
    Result<Health> check(const base::Progress& progress = {});

    /// A consistent encrypted copy in a new folder: vault.key, databases, objects, manifest of hashes.
    Result<void> backup(const Path& to, const base::Progress& progress = {});
    /// The same, for a copy that does not stay: backups() does not list it.
    Result<void> snapshot(const Path& to, const base::Progress& progress = {});
    /// A backup that was destroyed is listed no longer. Fine when it never was.
    Result<void> forget_backup(std::string_view path);
    /// Reads a backup back: its list names exactly the files that are there, and each has its hash. Opens
    /// nothing. Errors: Corrupt, Io, Cancelled.
    static Result<void> verify_backup(const Path& folder, const base::Progress& progress = {});
    /// Those made so far, oldest first: they hold what was erased later, and open with the passphrase of
    /// their day.
    Result<std::vector<BackupMade>> backups();
    /// Verifies a backup's manifest, copies it to a new folder, opens the copy with `with`. Errors: Corrupt,
    /// Conflict, Denied.
    static Result<void> restore(const Path& from, const Path& to, const crypto::Unlock& with);

    Result<std::vector<ReviewCard>> reviews();
    /// Opens the journal with the review record itself, under the newest version of its template. Returns the
    /// card. Errors: Invalid (unknown type, area or template), Refused (X99 area without demo).
    Result<ReviewCard> create_review(const NewReview& wanted);
    /// `reference_or_uuid`: either. One review is open at a time: close (destroy) it before opening another.
    /// Errors: NotFound, Conflict (another is open), Corrupt (chain head does not match: an old page was put
    /// back).
    Result<Review> open_review(std::string_view reference_or_uuid);
    /// Destroys the identity key of a review, then rekeys the vault. The pseudonymised record stays valid.
    Result<void> erase_identities(std::string_view uuid);

    /// Small values that sync keeps here (pinned roster, sent bundles, receipts, checkpoints): key to bytes.
    /// Keys are ASCII paths such as `sent/<bundle>`.
    Result<void> shelve(std::string_view key, ByteView value);
    Result<void> shelve(const std::vector<std::pair<std::string, Bytes>>& values);  ///< all or none
    Result<void> unshelve(std::string_view key);  ///< fine when nothing lies there
    Result<std::optional<Bytes>> shelved(std::string_view key);
    Result<std::vector<std::string>> shelved_keys(std::string_view prefix);  ///< ascending

    /// Code lists, templates, bank holidays and library in use here: the program's own and those of installed
    /// packs. References stay good until a pack is installed.
    const rules::ReferenceData& reference() const;
    const model::CodeLists& lists() const;
    const rules::Templates& templates() const;
    const model::Calendar& calendar() const;
    const rules::Library& library() const;
    /// Keeps a pack whose signature the caller has verified (sync/pack) in the place of an older one of its
    /// name. Errors: as rules::ReferenceData::take.
    Result<void> install_pack(const InstalledPack& pack, const rules::DataFiles& files, ByteView file);
    Result<std::vector<InstalledPack>> packs();      ///< ascending by name
    Result<Bytes> pack_file(std::string_view name);  ///< as it came. Errors: NotFound

private:
    friend class Review;
    Result<void> load_packs();
    explicit Vault(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace review
