#pragma once
/// What an open vault holds. Private to storage/review.

#include "storage/db/database.h"
#include "storage/review/review.h"
#include "storage/review/vault.h"

namespace review {

using base::ErrorKind;
using base::fail;
using storage::Statement;
using storage::Transaction;

struct Vault::State {
    Path folder;
    std::optional<base::FileLock> lock;
    std::optional<crypto::VaultKeyFile> keys;
    std::optional<storage::Database> database;
    std::vector<std::string> notices;
    std::optional<rules::ReferenceData> reference;  ///< none: the program's own, no pack is installed
    std::string owner;
    std::optional<crypto::SigningKey> signing_key;
    std::optional<crypto::Identity> identity;
    const base::Clock* clock = nullptr;
    base::Random* random = nullptr;
    std::int64_t open_review = 0;     ///< number of the review attached as `identity`; 0: none
    Review::State* active = nullptr;  ///< the review a caller holds open

    storage::Database& db() { return *database; }
    const model::CodeLists& lists() const
    {
        return reference ? reference->lists() : rules::ReferenceData::built_in().lists();
    }
    const rules::Templates& templates() const
    {
        return reference ? reference->templates() : rules::ReferenceData::built_in().templates();
    }
};

// Names inside the folder. Source: docs/formats/vault.md, "Folder".
Path key_file(const Path& folder);
Path second_key_file(const Path& folder);
Path database_file(const Path& folder);
Path identity_folder(const Path& folder);
Path identity_file(const Path& folder, std::string_view uuid);
Path object_folder(const Path& folder);
Path object_path(const Path& folder, const base::Digest32& object);
Path incoming_folder(const Path& folder);  ///< attachments being written
Path outbox_folder(const Path& folder);

/// Beside `folder`: where a vault or a backup is built before it gets its name.
Path part_folder(const Path& folder);
/// Built beside its place and renamed: a vault or a backup appears whole or not at all.
Result<void> put_in_place(const Path& made, const Path& folder);

base::Error stopped();  ///< Cancelled: nothing was kept

/// The key and salt of vault.db.
storage::Key database_key(const crypto::VaultKeys& keys);

/// Both copies of vault.key: opened, compared, the damaged or older one rewritten.
struct Unlocked {
    crypto::VaultKeyFile file;
    std::vector<std::string> notices;
};
/// Errors: NoVault, Denied, Corrupt, Refused, Io.
Result<Unlocked> unlock_keys(const Path& folder, const crypto::Unlock& with);
/// Writes an open key file over both copies, the second first, each only after it was read back and opened:
/// with `proof` when it is a new secret, else like the one in memory. When it fails, both copies and `file`
/// are what they were. Errors: Corrupt, Io.
Result<void> write_keys(const Path& folder, crypto::VaultKeyFile& file, const crypto::Unlock* proof);

/// Values of the table `vault`.
Result<std::optional<Bytes>> vault_value(storage::Database& db, std::string_view key);
Result<void> set_vault_value(storage::Database& db, std::string_view key, ByteView value);
Result<std::int64_t> vault_number(storage::Database& db, std::string_view key);  ///< 0 when absent
Result<void> set_vault_number(storage::Database& db, std::string_view key, std::int64_t value);

/// Value that says a rekey must follow: set in the transaction that makes one necessary.
constexpr std::string_view kRekeyWanted = "rekey-wanted";
/// Opens vault.db with the keys and finishes or takes back a rekey that was cut off.
Result<void> open_database(Vault::State& vault);
/// New database key and salt; crash-safe at each step. No review may be open. Errors: Conflict, Io.
Result<void> rekey(Vault::State& vault);

/// Removes what belongs to no review: attachments never named, files half written, identity files of no
/// review or of one whose identities were erased, what an interrupted export left in the outbox.
Result<void> sweep(Vault::State& vault);
/// The copies that upgrades left open with the former key, so they go when the key does.
Result<void> remove_upgrade_copies(const Path& folder);

/// One row of the table `review`.
struct ReviewRow {
    std::int64_t no = 0;
    std::string uuid;
    std::string reference;
    std::optional<crypto::Secret> identity_key;  ///< absent: erased
    std::optional<crypto::Secret> identity_salt;
    bool writable = true;
    std::int64_t lines = 0;
    base::Digest32 head{};
    std::int64_t signed_lines = 0;
};
Result<std::vector<ReviewRow>> review_rows(storage::Database& db);
/// By number, or by reference or uuid. Errors: NotFound.
Result<ReviewRow> review_row(storage::Database& db, std::string_view reference_or_uuid);
Result<ReviewCard> review_card(Vault::State& vault, const ReviewRow& row);

/// Attaches the review's identity database (an empty one in memory when it was erased). Errors: Conflict,
/// Corrupt.
Result<std::unique_ptr<Review::State>> open_state(Vault::State& vault, const ReviewRow& row);

/// Sets the review that a caller holds open aside while others, or all of them, are worked on.
class Suspended {
public:
    explicit Suspended(Vault::State& vault) : vault_(vault) {}
    Suspended(const Suspended&) = delete;
    Suspended& operator=(const Suspended&) = delete;
    ~Suspended();
    Result<void> detach();
    Result<void> resume();

private:
    Vault::State& vault_;
    Review::State* review_ = nullptr;
};

/// Holds the end of the chain against the head that the vault remembers. Errors: Corrupt `chain_head`.
Result<void> check_head(Review::State& review);
/// What check() says of one open review. Findings are added to `health`.
Result<void> check_review(Review::State& review, Health& health, const base::Progress& progress);

Result<base::Digest32> digest_of(ByteView stored);  ///< Corrupt unless 32 bytes

}  // namespace review
