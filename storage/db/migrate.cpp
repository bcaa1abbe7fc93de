#include "storage/db/database.h"

namespace storage {

using base::ErrorKind;
using base::fail;

namespace {

Result<std::int64_t> pragma(Database& db, const std::string& sql)
{
    TRY_ASSIGN(Statement query, db.prepare(sql));
    TRY_ASSIGN(const bool row, query.step());
    if (!row) return fail(ErrorKind::Corrupt, "The database does not tell its version.");
    return query.integer(0);
}

}  // namespace

Result<std::int64_t> schema_version(Database& db, std::int32_t application_id, std::string_view schema)
{
    const std::string at = "PRAGMA " + std::string(schema) + ".";
    TRY_ASSIGN(const std::int64_t version, pragma(db, at + "user_version"));
    TRY_ASSIGN(const std::int64_t id, pragma(db, at + "application_id"));
    if (version == 0 && id == 0) return 0;
    if (version < 1 || id != application_id)
        return fail(ErrorKind::Corrupt, "This database was not made by this program.");
    return version;
}

Result<void> migrate(Database& db, std::int32_t application_id, std::span<const Migration> steps)
{
    TRY_ASSIGN(const std::int64_t version, schema_version(db, application_id));
    if (version > static_cast<std::int64_t>(steps.size()))
        return fail(ErrorKind::Refused,
                    "This was written by a newer version of the program. Nothing was changed; install the "
                    "newer version.",
                    "newer_schema");
    for (auto next = static_cast<std::size_t>(version); next < steps.size(); ++next) {
        TRY_ASSIGN(Transaction transaction, Transaction::begin(db));
        TRY_VOID(db.execute(steps[next].sql));
        TRY_VOID(db.execute("PRAGMA application_id = " + std::to_string(application_id) +
                            "; PRAGMA user_version = " + std::to_string(next + 1)));
        TRY_VOID(transaction.commit());
    }
    return {};
}

}  // namespace storage
