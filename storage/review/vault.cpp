#include "storage/review/vault.h"

#include "crypto/primitives/passphrase.h"
#include "storage/review/schema.h"
#include "storage/review/vault_state.h"

namespace review {

namespace {

const base::SystemClock kSystemClock;
base::SystemRandom& system_random()
{
    static base::SystemRandom random;
    return random;
}

std::unique_ptr<Vault::State> new_state(const Path& folder, Seams seams)
{
    auto state = std::make_unique<Vault::State>();
    state->folder = folder;
    state->clock = seams.clock != nullptr ? seams.clock : &kSystemClock;
    state->random = seams.random != nullptr ? seams.random : &system_random();
    return state;
}

Result<void> may_hold_a_vault(const Path& folder)
{
    std::error_code error;
    if (std::filesystem::exists(folder, error) &&
        (!std::filesystem::is_directory(folder, error) || !std::filesystem::is_empty(folder, error)))
        return fail(ErrorKind::Conflict,
                    "There is something in this place already. Name a new or an empty folder.");
    Path above = std::filesystem::absolute(folder, error).lexically_normal();
    if (above.filename().empty()) above = above.parent_path();
    for (above = above.parent_path(); !above.empty(); above = above.parent_path()) {
        if (std::filesystem::exists(key_file(above), error))
            return fail(ErrorKind::Refused,
                        "This place lies inside another vault. Name a folder outside it.");
        if (above == above.parent_path()) break;
    }
    return {};
}

crypto::VaultKeys fresh_keys(Vault::State& vault, crypto::KdfCost cost)
{
    crypto::VaultKeys keys;
    keys.vault = base::new_uuid(*vault.random);
    keys.database_key = crypto::Secret::random(32);
    keys.database_salt = crypto::Secret::random(16);
    keys.minimum = cost;
    keys.created = vault.clock->now();
    return keys;
}

Result<void> write_first_values(storage::Database& db, std::string_view owner, const crypto::VaultKeys& keys)
{
    TRY_ASSIGN(Transaction transaction, Transaction::begin(db));
    const auto signing = crypto::SigningKey::generate();
    const auto identity = crypto::Identity::generate();
    TRY_VOID(set_vault_value(db, "uuid", base::bytes_of(keys.vault)));
    TRY_VOID(set_vault_value(db, "owner", base::bytes_of(owner)));
    TRY_VOID(set_vault_value(db, "signing-key", signing.store()));
    TRY_VOID(set_vault_value(db, "age-identity", identity.scalar()));
    TRY_VOID(set_vault_number(db, "epoch", static_cast<std::int64_t>(keys.epoch)));
    return transaction.commit();
}

Result<Bytes> must_have(storage::Database& db, std::string_view key)
{
    TRY_ASSIGN(auto value, vault_value(db, key));
    if (!value)
        return fail(ErrorKind::Corrupt,
                    "The vault's database lacks a value it must have. Restore the newest backup.");
    return *std::move(value);
}

// The person's keys pass through plain memory once, and are wiped there.
template <class Key>
Result<void> load_key(storage::Database& db, std::string_view name, std::optional<Key>& into)
{
    TRY_ASSIGN(Bytes stored, must_have(db, name));
    auto key = Key::restore(stored);
    base::wipe(stored);
    if (!key)
        return fail(ErrorKind::Corrupt,
                    "A key in the vault's database is damaged. Restore the newest backup.");
    into.emplace(*std::move(key));
    return {};
}

Result<void> compare_epochs(Vault::State& vault)
{
    TRY_ASSIGN(const std::int64_t last, vault_number(vault.db(), "epoch"));
    const auto now = static_cast<std::int64_t>(vault.keys->keys().epoch);
    if (now < last)
        vault.notices.emplace_back(
            "An older vault.key than the last one used was put back: an earlier passphrase or recovery kit "
            "may open "
            "this vault again. Change the passphrase if you did not do this yourself.");
    if (now > last) return set_vault_number(vault.db(), "epoch", now);
    return {};
}

Result<void> load(Vault::State& vault)
{
    TRY_VOID(open_database(vault));
    TRY_VOID(upgrade(vault.db(), database_file(vault.folder), kVaultApplication, vault_steps()));
    TRY_ASSIGN(const Bytes uuid, must_have(vault.db(), "uuid"));
    if (base::text_of(uuid) != vault.keys->keys().vault)
        return fail(ErrorKind::Corrupt,
                    "vault.key and vault.db belong to different vaults. Nothing was changed.");
    TRY_ASSIGN(const Bytes owner, must_have(vault.db(), "owner"));
    vault.owner = base::text_of(owner);
    TRY_VOID(load_key(vault.db(), "signing-key", vault.signing_key));
    TRY_VOID(load_key(vault.db(), "age-identity", vault.identity));
    TRY_VOID(compare_epochs(vault));
    return sweep(vault);
}

Result<void> make_contents(Vault::State& vault, std::string_view owner)
{
    const Path& folder = vault.folder;
    for (const Path& made : {folder, identity_folder(folder), object_folder(folder), outbox_folder(folder)})
        TRY_VOID(base::make_folder(made));
    {
        const auto& keys = vault.keys->keys();
        TRY_ASSIGN(storage::Database db,
                   storage::Database::open(database_file(folder), database_key(keys), storage::Create::Yes));
        TRY_VOID(storage::migrate(db, kVaultApplication, vault_steps()));
        TRY_VOID(write_first_values(db, owner, keys));
    }
    return write_keys(folder, *vault.keys, nullptr);
}

}  // namespace

storage::Key database_key(const crypto::VaultKeys& keys)
{
    return {keys.database_key.bytes(), keys.database_salt.bytes()};
}

Path part_folder(const Path& folder)
{
    std::error_code error;
    Path whole = std::filesystem::absolute(folder, error).lexically_normal();
    if (whole.filename().empty()) whole = whole.parent_path();
    Path name = ".";
    name += whole.filename();
    name += ".cairn-part";
    return whole.parent_path() / name;
}

Result<void> put_in_place(const Path& made, const Path& folder)
{
    std::error_code error;
    if (std::filesystem::exists(folder, error)) std::filesystem::remove(folder, error);  // only when empty
    return base::durable_rename(made, folder);
}

base::Error stopped()
{
    return fail(ErrorKind::Cancelled, "Stopped; nothing was kept.");
}

Vault::Vault(std::unique_ptr<State> state) : state_(std::move(state)) {}
Vault::Vault(Vault&&) noexcept = default;
Vault& Vault::operator=(Vault&&) noexcept = default;
Vault::~Vault() = default;

Result<Vault> Vault::create(const Path& folder, std::string_view owner, ByteView passphrase,
                            const crypto::Recipient& recovery, crypto::KdfCost cost, Seams seams)
{
    TRY_VOID(may_hold_a_vault(folder));
    if (owner.empty() || owner.size() > 200 || owner.find_first_of("\n\t") != std::string_view::npos)
        return fail(ErrorKind::Invalid, "The owner's name has 1 to 200 bytes on one line.");
    TRY_VOID(crypto::check_strength(passphrase));
    const Path made = part_folder(folder);
    std::error_code error;
    std::filesystem::remove_all(made, error);  // of an earlier attempt that was cut off
    auto state = new_state(made, seams);
    TRY_ASSIGN(auto keys, crypto::VaultKeyFile::create(fresh_keys(*state, cost), passphrase, cost, recovery));
    state->keys.emplace(std::move(keys));
    if (auto done = make_contents(*state, owner); !done) {
        std::filesystem::remove_all(made, error);
        return done.error();
    }
    TRY_VOID(put_in_place(made, folder));
    state->folder = folder;
    TRY_ASSIGN(base::FileLock lock, base::FileLock::acquire(folder / "lock"));
    state->lock.emplace(std::move(lock));
    TRY_VOID(load(*state));
    Vault opened(std::move(state));
    TRY_VOID(opened.load_packs());
    return opened;
}

Result<Vault> Vault::open(const Path& folder, const crypto::Unlock& with, Seams seams)
{
    std::error_code error;
    if (!std::filesystem::exists(key_file(folder), error) &&
        !std::filesystem::exists(second_key_file(folder), error))
        return fail(ErrorKind::NoVault, "There is no vault in this folder.");
    auto state = new_state(folder, seams);
    auto lock = base::FileLock::acquire(folder / "lock");
    if (!lock && lock.error().kind == ErrorKind::Busy)
        return fail(ErrorKind::Busy, "Another program has this vault open. Close it there first.");
    if (!lock) return lock.error();
    state->lock.emplace(*std::move(lock));
    TRY_ASSIGN(Unlocked unlocked, unlock_keys(folder, with));
    state->keys.emplace(std::move(unlocked.file));
    state->notices = std::move(unlocked.notices);
    TRY_VOID(load(*state));
    Vault opened(std::move(state));
    TRY_VOID(opened.load_packs());
    return opened;
}

Result<bool> Vault::opens_with(ByteView passphrase)
{
    auto tried = unlock_keys(state_->folder, {.passphrase = passphrase});
    if (!tried && tried.error().kind == ErrorKind::Denied) return false;
    if (!tried) return tried.error();
    return tried->file.keys().vault == uuid();
}

const Path& Vault::folder() const
{
    return state_->folder;
}
const std::string& Vault::uuid() const
{
    return state_->keys->keys().vault;
}
std::string Vault::owner() const
{
    return state_->owner;
}
std::uint64_t Vault::key_epoch() const
{
    return state_->keys->keys().epoch;
}
const std::vector<std::string>& Vault::notices() const
{
    return state_->notices;
}
const base::Clock& Vault::clock() const
{
    return *state_->clock;
}
base::Random& Vault::random() const
{
    return *state_->random;
}
const crypto::SigningKey& Vault::signing_key() const
{
    return *state_->signing_key;
}
const crypto::Identity& Vault::identity() const
{
    return *state_->identity;
}

Result<void> Vault::change_passphrase(ByteView passphrase, crypto::KdfCost cost)
{
    TRY_VOID(crypto::check_strength(passphrase));
    const crypto::KdfCost least = state_->keys->keys().minimum;
    cost = {std::max(cost.mebibytes, least.mebibytes), std::max(cost.passes, least.passes)};
    TRY_VOID(state_->keys->change_passphrase(passphrase, cost));
    crypto::Unlock proof;
    proof.passphrase = passphrase;
    TRY_VOID(write_keys(state_->folder, *state_->keys, &proof));
    return set_vault_number(state_->db(), "epoch", static_cast<std::int64_t>(key_epoch()));
}

Result<void> Vault::change_recovery(const crypto::Recipient& recovery)
{
    TRY_VOID(state_->keys->change_recovery(recovery));
    TRY_VOID(write_keys(state_->folder, *state_->keys, nullptr));
    return set_vault_number(state_->db(), "epoch", static_cast<std::int64_t>(key_epoch()));
}

}  // namespace review
