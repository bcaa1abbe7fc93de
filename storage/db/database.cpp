#include "storage/db/database.h"

#include <array>
#include <cstring>

#include "crypto/base/secret.h"
#include "storage/db/failure.h"

#include <sqlcipher/sqlite3.h>

// SQLCipher's header hides it behind SQLITE_HAS_CODEC.
extern "C" int sqlite3_key_v2(sqlite3* db, const char* name, const void* key, int size);
extern "C" int sqlite3_rekey_v2(sqlite3* db, const char* name, const void* key, int size);

namespace storage {

using base::ErrorKind;
using base::fail;

namespace {

constexpr std::string_view kPlainHeader{"SQLite format 3\0", 16};

bool is_schema_name(std::string_view name)
{
    return !name.empty() && name.find_first_not_of("abcdefghijklmnopqrstuvwxyz") == std::string_view::npos;
}

void put_hex(std::span<std::uint8_t> to, ByteView bytes)
{
    static constexpr char kDigits[] = "0123456789abcdef";
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        to[2 * i] = static_cast<std::uint8_t>(kDigits[bytes[i] >> 4]);
        to[2 * i + 1] = static_cast<std::uint8_t>(kDigits[bytes[i] & 15]);
    }
}

// SQLCipher takes a raw key and salt as x'<64 hex><32 hex>'.
Result<base::Secret> spelled(Key key)
{
    if (key.key.size() != 32 || key.salt.size() != 16)
        return fail(ErrorKind::Invalid, "A database key has 32 bytes and its salt 16.");
    base::Secret text(99);
    text.writable()[0] = 'x';
    text.writable()[1] = '\'';
    put_hex(text.writable().subspan(2), key.key);
    put_hex(text.writable().subspan(66), key.salt);
    text.writable()[98] = '\'';
    return text;
}

/// SQLite gives a new file the modes that the process allows, and a journal those of its database: so the
/// file is made before it is written to, for its owner only.
Result<void> make_private(const Path& path)
{
    return base::write_new_file(path, {}, base::Privacy::OwnerOnly);
}

/// The same for a file that is there. A medium without modes keeps its own.
void keep_private(const Path& path)
{
    using std::filesystem::perms;
    std::error_code ignored;
    std::filesystem::permissions(path, perms::owner_read | perms::owner_write, ignored);
}

// An unencrypted database is never opened, whatever the key.
Result<bool> present_and_encrypted(const Path& path)
{
    std::error_code error;
    if (!std::filesystem::exists(path, error)) return false;
    TRY_ASSIGN(base::InputFile file, base::InputFile::open(path));
    std::array<std::uint8_t, kPlainHeader.size()> head{};
    TRY_ASSIGN(const std::size_t count, file.read_full(head));
    // To SQLite an empty file is a new database, whatever the key.
    if (count == 0)
        return fail(ErrorKind::Corrupt,
                    "A database file is empty. Nothing was changed; restore the newest backup.");
    if (count == head.size() && std::memcmp(head.data(), kPlainHeader.data(), head.size()) == 0)
        return fail(ErrorKind::Corrupt,
                    "A database that is not encrypted lies where the encrypted one should be. "
                    "It was not opened.");
    return true;
}

Result<std::string> one_value(Database& db, std::string_view sql)
{
    TRY_ASSIGN(Statement query, db.prepare(sql));
    TRY_ASSIGN(const bool row, query.step());
    return row ? query.text(0) : std::string();
}

Result<void> expect(Database& db, std::string_view sql, std::string_view wanted)
{
    TRY_ASSIGN(const std::string found, one_value(db, sql));
    if (found != wanted)
        return fail(ErrorKind::Io,
                    "The database library did not take a safety setting (" + std::string(sql) + ").");
    return {};
}

}  // namespace

void Database::Close::operator()(sqlite3* db) const noexcept
{
    sqlite3_close_v2(db);
}
void Database::Finalize::operator()(sqlite3_stmt* statement) const noexcept
{
    sqlite3_finalize(statement);
}

Database::Database(sqlite3* db) : handle_(db) {}
Database::Database(Database&&) noexcept = default;
Database::~Database() = default;

Database& Database::operator=(Database&& other) noexcept
{
    cache_.clear();  // before the connection they belong to goes
    handle_ = std::move(other.handle_);
    cache_ = std::move(other.cache_);
    return *this;
}

Result<Database> Database::open(const Path& path, Key key, Create create)
{
    TRY_ASSIGN(const bool present, present_and_encrypted(path));
    if (create == Create::No && !present) return fail(ErrorKind::NotFound, "The database file is not there.");
    if (create == Create::Yes && present)
        return fail(ErrorKind::Conflict, "A database file is there already; it was not touched.");
    TRY_ASSIGN(const base::Secret text, spelled(key));
    if (create == Create::Yes)
        TRY_VOID(make_private(path));
    else
        keep_private(path);

    sqlite3* raw = nullptr;
    const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
    const int opened = sqlite3_open_v2(base::to_utf8(path).c_str(), &raw, flags, nullptr);
    Database db(raw);
    if (opened != SQLITE_OK) return failure(opened, "open");
    TRY_VOID(db.execute("PRAGMA cipher_log_level = NONE; PRAGMA cipher_memory_security = ON"));
    const int keyed = sqlite3_key_v2(raw, "main", text.bytes().data(), static_cast<int>(text.size()));
    if (keyed != SQLITE_OK) return failure(keyed, "set key");
    TRY_VOID(db.harden());
    return db;
}

Result<void> Database::harden()
{
    TRY_ASSIGN(const std::string version, one_value(*this, "PRAGMA cipher_version"));
    if (version.empty())
        return fail(ErrorKind::Io, "The database library has no encryption. Nothing was opened or written.");
    TRY_VOID(
        execute("PRAGMA cipher_page_size = 4096; PRAGMA locking_mode = EXCLUSIVE; PRAGMA temp_store = 2"));
    TRY_VOID(expect(*this, "PRAGMA temp_store", "2"));
    for (const auto& [setting, value] :
         {std::pair{SQLITE_DBCONFIG_DEFENSIVE, 1}, std::pair{SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0},
          std::pair{SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0}}) {
        const int code = sqlite3_db_config(handle_.get(), setting, value, nullptr);
        if (code != SQLITE_OK) return failure(code, "configure");
    }
    // The first page is read here: a wrong key fails now.
    TRY_VOID(execute("SELECT count(*) FROM sqlite_master"));
    TRY_VOID(execute("PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON"));
    TRY_VOID(expect(*this, "PRAGMA trusted_schema", "0"));
    return settle("main");
}

// What SQLite keeps for each attached file.
Result<void> Database::settle(std::string_view schema)
{
    const std::string at = "PRAGMA " + std::string(schema) + ".";
    TRY_VOID(execute(at + "journal_mode = TRUNCATE;" + at + "synchronous = EXTRA;" + at +
                     "secure_delete = ON;" + at + "mmap_size = 0;" + at + "cache_size = -32768"));
    TRY_VOID(expect(*this, at + "journal_mode", schema == "memory" ? "memory" : "truncate"));
    TRY_VOID(expect(*this, at + "synchronous", "3"));
    return expect(*this, at + "secure_delete", "1");
}

Result<void> Database::attach(const Path& path, Key key, std::string_view schema)
{
    if (!is_schema_name(schema))
        return fail(ErrorKind::Invalid, "A schema name has lower-case letters only.");
    TRY_ASSIGN(const bool present, present_and_encrypted(path));
    if (!present) return fail(ErrorKind::NotFound, "A database file that belongs to this one is not there.");
    keep_private(path);
    TRY_ASSIGN(const base::Secret text, spelled(key));
    {
        TRY_ASSIGN(Statement attach, prepare("ATTACH ? AS " + std::string(schema) + " KEY ?"));
        attach.bind(std::string_view(base::to_utf8(path)));
        attach.bind(base::text_of(text.bytes()));
        TRY_VOID(attach.run());
    }
    const std::string name(schema);
    auto usable = execute("SELECT count(*) FROM " + name + ".sqlite_master");
    if (usable) usable = settle(schema);
    if (!usable) (void)detach(schema);
    return usable;
}

Result<void> Database::attach_memory(std::string_view schema)
{
    if (!is_schema_name(schema))
        return fail(ErrorKind::Invalid, "A schema name has lower-case letters only.");
    return execute("ATTACH ':memory:' AS " + std::string(schema) + " KEY ''");
}

Result<void> Database::detach(std::string_view schema)
{
    if (!is_schema_name(schema))
        return fail(ErrorKind::Invalid, "A schema name has lower-case letters only.");
    cache_.clear();  // statements hold the schema open
    return execute("DETACH " + std::string(schema));
}

Result<Statement> Database::prepare(std::string_view sql)
{
    auto [entry, fresh] = cache_.try_emplace(std::string(sql));
    if (fresh) {
        sqlite3_stmt* raw = nullptr;
        const int code = sqlite3_prepare_v3(handle_.get(), sql.data(), static_cast<int>(sql.size()),
                                            SQLITE_PREPARE_PERSISTENT, &raw, nullptr);
        if (code != SQLITE_OK) {
            cache_.erase(entry);
            return failure(code, "prepare");
        }
        entry->second.reset(raw);
    }
    if (sqlite3_stmt_busy(entry->second.get()) != 0)
        return fail(ErrorKind::Conflict, "The same question is still being answered.");
    return Statement(entry->second.get());
}

Result<void> Database::execute(std::string_view sql)
{
    const int code = sqlite3_exec(handle_.get(), std::string(sql).c_str(), nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) return failure(code, "execute");
    return {};
}

std::int64_t Database::last_row_id() const
{
    return sqlite3_last_insert_rowid(handle_.get());
}

std::int64_t Database::changes() const
{
    return sqlite3_changes64(handle_.get());
}

Result<void> Database::run_check(const std::string& pragma, std::vector<std::string>& findings)
{
    TRY_ASSIGN(Statement query, prepare(pragma));
    for (;;) {
        TRY_ASSIGN(const bool row, query.step());
        if (!row) return {};
        // quick_check may quote index and table names, never values.
        if (query.text_view(0) != "ok" && findings.size() < 100) findings.push_back(query.text(0));
    }
}

Result<std::vector<std::string>> Database::integrity(std::string_view schema)
{
    if (!is_schema_name(schema))
        return fail(ErrorKind::Invalid, "A schema name has lower-case letters only.");
    std::vector<std::string> findings;
    for (const char* check : {".cipher_integrity_check", ".quick_check"}) {
        const auto ran = run_check("PRAGMA " + std::string(schema) + check, findings);
        if (ran) continue;
        // After a page that failed its MAC the connection may say so in several ways.
        if (ran.error().kind != ErrorKind::Corrupt && ran.error().kind != ErrorKind::Denied &&
            findings.empty())
            return ran.error();
        findings.emplace_back("pages of the database cannot be read");
    }
    return findings;
}

Result<void> Database::rekey(Key key)
{
    TRY_ASSIGN(const base::Secret text, spelled(key));
    const int code =
        sqlite3_rekey_v2(handle_.get(), "main", text.bytes().data(), static_cast<int>(text.size()));
    if (code != SQLITE_OK) return failure(code, "change key");
    return {};
}

Result<void> Database::vacuum_into(const Path& to)
{
    std::error_code error;
    if (std::filesystem::exists(to, error))
        return fail(ErrorKind::Conflict, "There is a file already where the copy of the database should go.");
    TRY_VOID(make_private(to));
    TRY_ASSIGN(Statement vacuum, prepare("VACUUM main INTO ?"));
    return vacuum.bind(std::string_view(base::to_utf8(to))).run();
}

}  // namespace storage
