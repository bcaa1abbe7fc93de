// New database key: the steps, and how a start after a cut finishes them. Source: docs/formats/vault.md,
// "Rekey".
#include "storage/review/vault_state.h"

namespace review {

namespace {

crypto::VaultKeys copy_of(const crypto::VaultKeys& keys)
{
    crypto::VaultKeys copy;
    copy.vault = keys.vault;
    copy.epoch = keys.epoch;
    copy.database_key = crypto::Secret::copy_of(keys.database_key.bytes());
    copy.database_salt = crypto::Secret::copy_of(keys.database_salt.bytes());
    if (keys.next_key) copy.next_key = crypto::Secret::copy_of(keys.next_key->bytes());
    if (keys.next_salt) copy.next_salt = crypto::Secret::copy_of(keys.next_salt->bytes());
    copy.minimum = keys.minimum;
    copy.created = keys.created;
    return copy;
}

storage::Key next_database_key(const crypto::VaultKeys& keys)
{
    return {keys.next_key->bytes(), keys.next_salt->bytes()};
}

Path new_database_file(const Path& folder)
{
    return folder / "vault.db.new";
}

// Step 1: the next key is in both copies of vault.key before anything is written under it.
Result<void> announce(Vault::State& vault)
{
    crypto::VaultKeys keys = copy_of(vault.keys->keys());
    keys.next_key = crypto::Secret::random(32);
    keys.next_salt = crypto::Secret::random(16);
    TRY_VOID(vault.keys->set_keys(std::move(keys)));
    return write_keys(vault.folder, *vault.keys, nullptr);
}

// Step 2: a copy under the next key, beside the database.
Result<void> make_copy(Vault::State& vault)
{
    const Path fresh = new_database_file(vault.folder);
    Path journal = fresh;
    journal += "-journal";
    for (const Path& stale : {fresh, journal}) TRY_VOID(base::durable_remove(stale));
    TRY_VOID(vault.db().vacuum_into(fresh));
    const auto& keys = vault.keys->keys();
    {
        TRY_ASSIGN(auto copy, storage::Database::open(fresh, database_key(keys), storage::Create::No));
        TRY_VOID(copy.rekey(next_database_key(keys)));
    }
    {
        TRY_ASSIGN(auto copy, storage::Database::open(fresh, next_database_key(keys), storage::Create::No));
        TRY_ASSIGN(const auto findings, copy.integrity());
        if (!findings.empty())
            return fail(ErrorKind::Corrupt,
                        "The database under its new key could not be read back. The old one was kept.");
    }
    return base::durable_remove(journal);
}

// Step 3: it takes the old one's place.
Result<void> swap_in(Vault::State& vault)
{
    vault.database.reset();
    auto renamed = base::durable_rename(new_database_file(vault.folder), database_file(vault.folder));
    const auto& keys = vault.keys->keys();
    const storage::Key key = renamed ? next_database_key(keys) : database_key(keys);
    TRY_ASSIGN(auto db, storage::Database::open(database_file(vault.folder), key, storage::Create::No));
    vault.database.emplace(std::move(db));
    return renamed;
}

// Step 4: the next key is the key.
Result<void> promote(Vault::State& vault)
{
    crypto::VaultKeys keys = copy_of(vault.keys->keys());
    keys.database_key = std::move(*keys.next_key);
    keys.database_salt = std::move(*keys.next_salt);
    keys.next_key.reset();
    keys.next_salt.reset();
    TRY_VOID(vault.keys->set_keys(std::move(keys)));
    TRY_VOID(write_keys(vault.folder, *vault.keys, nullptr));
    TRY_VOID(remove_upgrade_copies(vault.folder));
    TRY_VOID(set_vault_number(vault.db(), kRekeyWanted, 0));
    return set_vault_number(vault.db(), "epoch", static_cast<std::int64_t>(vault.keys->keys().epoch));
}

Result<void> from_copy_on(Vault::State& vault)
{
    TRY_VOID(make_copy(vault));
    TRY_VOID(swap_in(vault));
    return promote(vault);
}

base::Error does_not_open(const base::Error& error)
{
    if (error.kind == ErrorKind::NotFound)
        return fail(ErrorKind::Corrupt, "vault.db is missing. Restore the newest backup.",
                    "database_missing");
    if (error.kind == ErrorKind::Denied)
        return fail(ErrorKind::Corrupt,
                    "vault.db is damaged, or belongs to another vault.key. Nothing was changed; restore the "
                    "newest backup.",
                    "database_damaged");
    return error;
}

}  // namespace

Result<void> rekey(Vault::State& vault)
{
    if (vault.open_review != 0)
        return fail(ErrorKind::Conflict, "Close the review before the vault gets new keys.");
    if (!vault.keys->keys().next_key) TRY_VOID(announce(vault));
    return from_copy_on(vault);
}

Result<void> open_database(Vault::State& vault)
{
    const Path file = database_file(vault.folder);
    const auto& keys = vault.keys->keys();
    auto db = storage::Database::open(file, database_key(keys), storage::Create::No);
    if (db) {
        vault.database.emplace(*std::move(db));
        TRY_ASSIGN(const std::int64_t wanted, vault_number(vault.db(), kRekeyWanted));
        if (!keys.next_key && wanted == 0) return base::durable_remove(new_database_file(vault.folder));
        vault.notices.emplace_back("A change of the database key had been cut off; it was completed.");
        return rekey(vault);
    }
    if (db.error().kind != ErrorKind::Denied || !keys.next_key) return does_not_open(db.error());
    auto next = storage::Database::open(file, next_database_key(keys), storage::Create::No);
    if (!next) return does_not_open(next.error());
    vault.database.emplace(*std::move(next));
    vault.notices.emplace_back("A change of the database key had been cut off; it was completed.");
    return promote(vault);
}

}  // namespace review
