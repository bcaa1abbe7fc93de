#include <utility>

#include "storage/db/database.h"
#include "storage/db/failure.h"

#include <sqlcipher/sqlite3.h>

namespace storage {

using base::ErrorKind;
using base::fail;

Statement::Statement(Statement&& other) noexcept
    : handle_(std::exchange(other.handle_, nullptr)), next_(other.next_), bind_error_(other.bind_error_)
{
}

Statement::~Statement()
{
    if (handle_ != nullptr) again();
}

void Statement::again()
{
    sqlite3_reset(handle_);
    sqlite3_clear_bindings(handle_);
    next_ = 1;
    bind_error_ = SQLITE_OK;
}

Statement& Statement::bind(std::int64_t value)
{
    if (bind_error_ == SQLITE_OK) bind_error_ = sqlite3_bind_int64(handle_, next_++, value);
    return *this;
}

Statement& Statement::bind(std::string_view utf8)
{
    const char* data = utf8.data() == nullptr ? "" : utf8.data();
    if (bind_error_ == SQLITE_OK)
        bind_error_ = sqlite3_bind_text64(handle_, next_++, data, utf8.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
    return *this;
}

Statement& Statement::bind(ByteView blob)
{
    const void* data = blob.empty() ? static_cast<const void*>("") : blob.data();
    if (bind_error_ == SQLITE_OK)
        bind_error_ = sqlite3_bind_blob64(handle_, next_++, data, blob.size(), SQLITE_TRANSIENT);
    return *this;
}

Statement& Statement::bind(std::nullopt_t)
{
    if (bind_error_ == SQLITE_OK) bind_error_ = sqlite3_bind_null(handle_, next_++);
    return *this;
}

Statement& Statement::bind(std::optional<std::int64_t> value)
{
    return value ? bind(*value) : bind(std::nullopt);
}

Result<bool> Statement::step()
{
    if (bind_error_ != SQLITE_OK) return failure(bind_error_, "bind");
    const int code = sqlite3_step(handle_);
    if (code == SQLITE_ROW) return true;
    if (code == SQLITE_DONE) return false;
    return failure(code, "step");
}

Result<void> Statement::run()
{
    TRY_ASSIGN(const bool row, step());
    if (row) return fail(ErrorKind::Invalid, "A statement gave a row where none was expected.");
    again();
    return {};
}

std::int64_t Statement::integer(int column) const
{
    return sqlite3_column_int64(handle_, column);
}

std::string_view Statement::text_view(int column) const
{
    const auto* data = reinterpret_cast<const char*>(sqlite3_column_text(handle_, column));
    if (data == nullptr) return {};
    return {data, static_cast<std::size_t>(sqlite3_column_bytes(handle_, column))};
}

std::string Statement::text(int column) const
{
    return std::string(text_view(column));
}

ByteView Statement::blob_view(int column) const
{
    const auto* data = static_cast<const std::uint8_t*>(sqlite3_column_blob(handle_, column));
    if (data == nullptr) return {};
    return {data, static_cast<std::size_t>(sqlite3_column_bytes(handle_, column))};
}

base::Bytes Statement::blob(int column) const
{
    const ByteView view = blob_view(column);
    return {view.begin(), view.end()};
}

bool Statement::is_null(int column) const
{
    return sqlite3_column_type(handle_, column) == SQLITE_NULL;
}

Result<Transaction> Transaction::begin(Database& db)
{
    TRY_VOID(db.execute("BEGIN IMMEDIATE"));
    return Transaction(db);
}

Transaction::Transaction(Transaction&& other) noexcept : db_(std::exchange(other.db_, nullptr)) {}

Transaction::~Transaction()
{
    if (db_ != nullptr) (void)db_->execute("ROLLBACK");
}

Result<void> Transaction::commit()
{
    TRY_VOID(db_->execute("COMMIT"));
    db_ = nullptr;
    return {};
}

}  // namespace storage
