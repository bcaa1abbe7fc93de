#include "storage/central/store.h"

#include "storage/central/schema.h"
#include "storage/central/store_state.h"

namespace central {

using base::ErrorKind;
using base::fail;

namespace {

constexpr std::uint64_t kKeyFileBytes = 64 * 1024;

const char* const kKeyFile = "store.key";
const char* const kKeyCopy = "store.key.2";
const char* const kDatabase = "store.db";

bool is_empty_or_absent(const Path& folder)
{
    std::error_code code;
    if (!std::filesystem::exists(folder, code)) return !code;
    return std::filesystem::is_directory(folder, code) && std::filesystem::is_empty(folder, code) && !code;
}

Result<storage::Database> open_database(const Path& folder, const crypto::VaultKeys& keys,
                                        storage::Create create)
{
    const storage::Key key{.key = keys.database_key.bytes(), .salt = keys.database_salt.bytes()};
    TRY_ASSIGN(auto db, storage::Database::open(folder / kDatabase, key, create));
    TRY_VOID(storage::migrate(db, kApplicationId, migrations()));
    return db;
}

struct KeyCopies {
    std::optional<crypto::VaultKeyFile> first, second;  // well-formed ones
    bool present = false;
};

Result<KeyCopies> read_copies(const Path& folder)
{
    KeyCopies copies;
    const auto read_one = [&](const char* name) -> Result<std::optional<crypto::VaultKeyFile>> {
        auto bytes = base::read_file(folder / name, kKeyFileBytes);
        if (!bytes && bytes.error().kind == ErrorKind::NotFound) return std::optional<crypto::VaultKeyFile>{};
        if (!bytes && bytes.error().kind == ErrorKind::Io) return bytes.error();
        copies.present = true;
        if (!bytes) return std::optional<crypto::VaultKeyFile>{};
        auto parsed = crypto::VaultKeyFile::parse(*bytes);
        if (!parsed) return std::optional<crypto::VaultKeyFile>{};
        return std::optional<crypto::VaultKeyFile>(std::move(*parsed));
    };
    TRY_ASSIGN(copies.first, read_one(kKeyFile));
    TRY_ASSIGN(copies.second, read_one(kKeyCopy));
    return copies;
}

/// The copy that opens; the other one is put right from it. Source: docs/formats/vault.md, "vault.key".
Result<crypto::VaultKeyFile> unlock(const Path& folder, const crypto::Unlock& with)
{
    TRY_ASSIGN(auto copies, read_copies(folder));
    if (!copies.present)
        return fail(ErrorKind::NoVault, "There is no central store in this folder: store.key is not there.");
    std::optional<base::Error> why;
    for (auto* copy : {&copies.first, &copies.second}) {
        if (!*copy) continue;
        auto opened = (*copy)->open(with);
        if (!opened) {
            if (!why) why = opened.error();
            continue;
        }
        auto* other = copy == &copies.first ? &copies.second : &copies.first;
        auto* best = copy;
        const bool other_holds = *other && (*other)->open_like(**copy);
        if (other_holds && (*other)->keys().epoch > (*copy)->keys().epoch) best = other;
        const auto bytes = (*best)->encode();
        const bool same = other_holds && (*copies.first).keys().epoch == (*copies.second).keys().epoch;
        if (!same) {
            TRY_VOID(base::replace_file(folder / kKeyCopy, bytes, base::Privacy::OwnerOnly));
            TRY_VOID(base::replace_file(folder / kKeyFile, bytes, base::Privacy::OwnerOnly));
        }
        return std::move(**best);
    }
    if (why) return *why;
    return fail(
        ErrorKind::Corrupt,
        "Neither copy of store.key can be read: the store stays as it is. Restore them from a backup.");
}

}  // namespace

std::int64_t to_row(base::Time at)
{
    return at.time_since_epoch().count();
}
base::Time time_from_row(std::int64_t seconds)
{
    return base::Time{std::chrono::seconds{seconds}};
}

Result<Digest32> digest32_of(ByteView bytes)
{
    Digest32 digest{};
    if (bytes.size() != digest.size())
        return fail(ErrorKind::Corrupt, "The central store holds a hash of the wrong length.",
                    "store_damaged");
    std::copy(bytes.begin(), bytes.end(), digest.begin());
    return digest;
}

std::string_view to_text(Status status)
{
    switch (status) {
        case Status::Accepted: return "accepted";
        case Status::Rejected: return "rejected";
        case Status::Fork: return "fork";
        case Status::Waiting: return "waiting";
    }
    return "";
}

Store::Store(std::unique_ptr<State> state) : state_(std::move(state)) {}
Store::Store(Store&&) noexcept = default;
Store& Store::operator=(Store&&) noexcept = default;
Store::~Store() = default;

Result<Store> Store::create(const Path& folder, ByteView passphrase, crypto::KdfCost cost,
                            const crypto::Recipient& recovery, Seams seams)
{
    base::start_crypto();
    if (!is_empty_or_absent(folder))
        return fail(ErrorKind::Conflict, "The folder is not empty: choose a new one for the central store.");
    TRY_VOID(base::make_folder(folder));
    TRY_ASSIGN(auto lock, base::FileLock::acquire(folder / "lock"));
    for (const char* name : {"objects", "submissions", "quarantine"})
        TRY_VOID(base::make_folder(folder / name));

    base::SystemClock clock;
    base::SystemRandom random;
    crypto::VaultKeys keys;
    keys.vault = base::new_uuid(seams.random != nullptr ? *seams.random : random);
    keys.database_key = base::Secret::random(32);
    keys.database_salt = base::Secret::random(16);
    keys.minimum = cost;
    keys.created = (seams.clock != nullptr ? *seams.clock : clock).now();
    TRY_ASSIGN(auto file, crypto::VaultKeyFile::create(std::move(keys), passphrase, cost, recovery));
    TRY_ASSIGN(auto db, open_database(folder, file.keys(), storage::Create::Yes));
    // The key is written last: a folder without it is no store, and may be taken away.
    const auto bytes = file.encode();
    TRY_VOID(base::write_new_file(folder / kKeyCopy, bytes, base::Privacy::OwnerOnly));
    TRY_VOID(base::write_new_file(folder / kKeyFile, bytes, base::Privacy::OwnerOnly));
    return Store(std::make_unique<State>(folder, std::move(lock), std::move(db), seams));
}

Result<Store> Store::open(const Path& folder, const crypto::Unlock& with, Seams seams)
{
    base::start_crypto();
    std::error_code code;
    if (!std::filesystem::is_directory(folder, code))
        return fail(ErrorKind::NoVault, "There is no central store in this folder.");
    if (!std::filesystem::exists(folder / kKeyFile, code) &&
        !std::filesystem::exists(folder / kKeyCopy, code))
        return fail(ErrorKind::NoVault, "There is no central store in this folder: store.key is not there.");
    TRY_ASSIGN(auto lock, base::FileLock::acquire(folder / "lock"));
    TRY_ASSIGN(auto file, unlock(folder, with));
    auto db = open_database(folder, file.keys(), storage::Create::No);
    if (!db && (db.error().kind == ErrorKind::Denied || db.error().kind == ErrorKind::NotFound))
        return fail(ErrorKind::Corrupt,
                    "store.db is missing or damaged: it does not open with the key of this store. Nothing "
                    "was changed.");
    if (!db) return db.error();
    Store store(std::make_unique<State>(folder, std::move(lock), std::move(*db), seams));
    TRY_VOID(sweep(store));
    return store;
}

const Path& Store::folder() const
{
    return state_->folder;
}
const base::Clock& Store::clock() const
{
    return *state_->clock;
}
base::Random& Store::random() const
{
    return *state_->random;
}

Result<void> Store::transaction(const std::function<Result<void>()>& work)
{
    TRY_ASSIGN(auto transaction, storage::Transaction::begin(state_->db));
    TRY_VOID(work());
    return transaction.commit();
}

}  // namespace central
