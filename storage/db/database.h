#pragma once
/// The only folder that knows SQLite. An encrypted database file, one connection, one thread.
/// Source: docs/formats/vault.md, "Databases".

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "crypto/base/bytes.h"
#include "crypto/base/platform.h"
#include "crypto/base/result.h"
#include "crypto/base/stream.h"

struct sqlite3;
struct sqlite3_stmt;

namespace storage {

using base::ByteView;
using base::Path;
using base::Result;

/// A prepared statement borrowed from its Database's cache.
///
/// Bind left to right, then step() until it returns false. Destruction resets the statement and clears
/// its bindings, so no value lingers in it. Move-only; must not outlive the Database.
class Statement {
public:
    Statement(Statement&& other) noexcept;
    Statement& operator=(Statement&&) = delete;
    ~Statement();

    Statement& bind(std::int64_t value);
    Statement& bind(std::string_view utf8);  ///< copied
    Statement& bind(ByteView blob);          ///< copied; empty stays X'', not NULL
    Statement& bind(std::nullopt_t);
    Statement& bind(std::optional<std::int64_t> value);  ///< NULL when empty

    /// True while there is a row. Errors: Conflict (constraint), Corrupt, Busy, Io.
    Result<bool> step();
    /// step() for a statement that returns no row.
    Result<void> run();
    /// Ready to be bound and stepped again.
    void again();

    // Columns count from 0. Views hold until the next step() or again().
    std::int64_t integer(int column) const;
    std::string text(int column) const;
    std::string_view text_view(int column) const;
    base::Bytes blob(int column) const;
    ByteView blob_view(int column) const;
    bool is_null(int column) const;

private:
    friend class Database;
    explicit Statement(sqlite3_stmt* handle) : handle_(handle) {}
    sqlite3_stmt* handle_;
    int next_ = 1;        // SQLite numbers parameters from 1
    int bind_error_ = 0;  // first failed bind, reported by step()
};

/// A raw SQLCipher key and salt; views of guarded memory that outlive the call.
struct Key {
    ByteView key;   ///< 32 bytes
    ByteView salt;  ///< 16 bytes, also the file's first 16
};

enum class Create { No, Yes };

/// An open, keyed, verified SQLCipher database file, alone or with others attached.
class Database {
public:
    /// Verifies that the library encrypts and that the key fits before it returns.
    /// Errors: NotFound (Create::No and absent), Conflict (Create::Yes and present), Denied (wrong key, or
    /// not a database), Corrupt (an unencrypted database lies there), Busy, Io.
    static Result<Database> open(const Path& path, Key key, Create create);
    Database(Database&&) noexcept;
    Database& operator=(Database&&) noexcept;
    ~Database();

    /// Makes a second database file part of this connection under `schema` (lower-case letters): transactions
    /// then cover both files, atomically also across a crash. Errors: as open().
    Result<void> attach(const Path& path, Key key, std::string_view schema);
    /// The same with an empty database in memory.
    Result<void> attach_memory(std::string_view schema);
    /// Errors: Conflict inside a transaction.
    Result<void> detach(std::string_view schema);

    /// Compiles `sql` once per connection; later calls reuse it. `sql` is a literal with ? parameters: values
    /// are always bound, never concatenated. Errors: Conflict when the same statement is still being stepped.
    Result<Statement> prepare(std::string_view sql);
    /// Runs one or more statements without parameters (schema and transactions only).
    Result<void> execute(std::string_view sql);

    std::int64_t last_row_id() const;
    std::int64_t changes() const;  ///< rows changed by the last statement

    /// Reads every page and its MAC, then SQLite's own check. What was found, worded for the owner; empty =
    /// sound. Errors: Io only.
    Result<std::vector<std::string>> integrity(std::string_view schema = "main");
    /// Encrypts the main database anew under another key and salt, in one transaction. Errors: Io, Corrupt.
    Result<void> rekey(Key key);
    /// A compact copy under the same key and salt. Only for the main database, outside a transaction.
    /// Errors: Conflict when `to` exists; Io.
    Result<void> vacuum_into(const Path& to);

private:
    struct Close {
        void operator()(sqlite3* db) const noexcept;
    };
    struct Finalize {
        void operator()(sqlite3_stmt* statement) const noexcept;
    };
    explicit Database(sqlite3* db);
    Result<void> harden();
    Result<void> settle(std::string_view schema);
    Result<void> run_check(const std::string& pragma, std::vector<std::string>& findings);
    std::unique_ptr<sqlite3, Close> handle_;
    std::unordered_map<std::string, std::unique_ptr<sqlite3_stmt, Finalize>>
        cache_;  // destroyed before handle_
};

/// Rolls back unless commit() succeeded.
class Transaction {
public:
    static Result<Transaction> begin(Database& db);
    Transaction(Transaction&& other) noexcept;
    Transaction& operator=(Transaction&&) = delete;
    ~Transaction();
    Result<void> commit();

private:
    explicit Transaction(Database& db) : db_(&db) {}
    Database* db_;  // null once finished or moved from
};

/// One forward step of the schema; its position in the list, from 1, is its version.
struct Migration {
    const char* name;
    const char* sql;
};

/// The version a file stands at (PRAGMA user_version); 0 for a new one.
/// Errors: Corrupt when its application id is another program's.
Result<std::int64_t> schema_version(Database& db, std::int32_t application_id,
                                    std::string_view schema = "main");

/// Brings the file to `steps.size()`, one transaction a step. Errors: Refused when the file is newer than
/// this program; Corrupt when it is another program's.
Result<void> migrate(Database& db, std::int32_t application_id, std::span<const Migration> steps);

}  // namespace storage
