// Small values of the vault: its own, and what sync keeps on the shelf.
#include "storage/review/vault_state.h"

namespace review {

namespace {

bool is_shelf_key(std::string_view key)
{
    if (key.empty() || key.size() > 200) return false;
    for (const char c : key)
        if (c < 0x21 || c > 0x7e) return false;
    return true;
}

Result<void> put_on_shelf(storage::Database& db, std::string_view key, ByteView value)
{
    if (!is_shelf_key(key))
        return fail(ErrorKind::Invalid, "A shelf key has 1 to 200 visible ASCII characters.");
    TRY_ASSIGN(Statement put, db.prepare("INSERT INTO shelf(key, value) VALUES(?, ?) "
                                         "ON CONFLICT(key) DO UPDATE SET value = excluded.value"));
    return put.bind(key).bind(value).run();
}

}  // namespace

Result<std::optional<Bytes>> vault_value(storage::Database& db, std::string_view key)
{
    TRY_ASSIGN(Statement query, db.prepare("SELECT value FROM vault WHERE key = ?"));
    TRY_ASSIGN(const bool row, query.bind(key).step());
    if (!row) return std::optional<Bytes>();
    return std::optional<Bytes>(query.blob(0));
}

Result<void> set_vault_value(storage::Database& db, std::string_view key, ByteView value)
{
    TRY_ASSIGN(Statement put, db.prepare("INSERT INTO vault(key, value) VALUES(?, ?) "
                                         "ON CONFLICT(key) DO UPDATE SET value = excluded.value"));
    return put.bind(key).bind(value).run();
}

Result<std::int64_t> vault_number(storage::Database& db, std::string_view key)
{
    TRY_ASSIGN(const auto value, vault_value(db, key));
    std::int64_t number = 0;
    if (value)
        for (const std::uint8_t digit : *value) {
            if (digit < '0' || digit > '9' || number > std::int64_t{1} << 59)
                return fail(ErrorKind::Corrupt, "A number in the vault's database is damaged.");
            number = 10 * number + (digit - '0');
        }
    return number;
}

Result<void> set_vault_number(storage::Database& db, std::string_view key, std::int64_t value)
{
    return set_vault_value(db, key, base::bytes_of(std::to_string(value)));
}

Result<void> Vault::shelve(std::string_view key, ByteView value)
{
    return put_on_shelf(state_->db(), key, value);
}

Result<void> Vault::shelve(const std::vector<std::pair<std::string, Bytes>>& values)
{
    TRY_ASSIGN(Transaction transaction, Transaction::begin(state_->db()));
    for (const auto& [key, value] : values) TRY_VOID(put_on_shelf(state_->db(), key, value));
    return transaction.commit();
}

Result<void> Vault::unshelve(std::string_view key)
{
    TRY_ASSIGN(Statement remove, state_->db().prepare("DELETE FROM shelf WHERE key = ?"));
    return remove.bind(key).run();
}

Result<std::optional<Bytes>> Vault::shelved(std::string_view key)
{
    TRY_ASSIGN(Statement query, state_->db().prepare("SELECT value FROM shelf WHERE key = ?"));
    TRY_ASSIGN(const bool row, query.bind(key).step());
    if (!row) return std::optional<Bytes>();
    return std::optional<Bytes>(query.blob(0));
}

Result<std::vector<std::string>> Vault::shelved_keys(std::string_view prefix)
{
    TRY_ASSIGN(Statement query, state_->db().prepare("SELECT key FROM shelf WHERE key >= ? ORDER BY key"));
    query.bind(prefix);
    std::vector<std::string> keys;
    for (;;) {
        TRY_ASSIGN(const bool row, query.step());
        if (!row || !query.text_view(0).starts_with(prefix)) return keys;
        keys.push_back(query.text(0));
    }
}

}  // namespace review
