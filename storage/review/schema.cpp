#include "storage/review/schema.h"

namespace review {

namespace {

// Numbers that name a review's entries and records carry the review in their upper bits (number.h), so that
// one range of keys is one review and everything is appended in order.
constexpr const char* kVault1 = R"sql(
CREATE TABLE vault(
  key TEXT PRIMARY KEY,
  value BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE shelf(
  key TEXT PRIMARY KEY,
  value BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE review(
  no INTEGER PRIMARY KEY,
  uuid TEXT NOT NULL UNIQUE,
  reference TEXT NOT NULL UNIQUE,
  identity_key BLOB,
  identity_salt BLOB,
  writable INTEGER NOT NULL DEFAULT 1,
  lines INTEGER NOT NULL DEFAULT 0,
  head BLOB NOT NULL,
  signed_lines INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE journal(
  entry INTEGER PRIMARY KEY,
  record INTEGER NOT NULL,
  line BLOB NOT NULL
) STRICT;
CREATE INDEX journal_record ON journal(record, entry);

CREATE TABLE body(
  entry INTEGER PRIMARY KEY,
  line BLOB NOT NULL
) STRICT;

CREATE TABLE command(
  entry INTEGER PRIMARY KEY,
  undoes INTEGER,
  barrier INTEGER NOT NULL
) STRICT;

CREATE TABLE record(
  record INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  id TEXT NOT NULL,
  created INTEGER NOT NULL,
  struck INTEGER NOT NULL,
  fields TEXT NOT NULL,
  entries TEXT NOT NULL
) STRICT;
CREATE INDEX record_kind_id ON record(kind, id);

CREATE TABLE chronology(
  record INTEGER PRIMARY KEY,
  undated INTEGER NOT NULL,
  earliest TEXT NOT NULL,
  time TEXT NOT NULL,
  latest TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  id TEXT NOT NULL
) STRICT;

CREATE TABLE object(
  review INTEGER NOT NULL,
  part BLOB NOT NULL,
  part_length INTEGER NOT NULL,
  object BLOB NOT NULL,
  object_length INTEGER NOT NULL,
  key TEXT,
  PRIMARY KEY(review, part)
) STRICT, WITHOUT ROWID;
CREATE INDEX object_name ON object(object);

CREATE TABLE draft(
  review INTEGER NOT NULL,
  id TEXT NOT NULL,
  field TEXT NOT NULL,
  kind TEXT NOT NULL,
  text TEXT NOT NULL,
  cursor INTEGER NOT NULL,
  undo BLOB NOT NULL,
  PRIMARY KEY(review, id, field)
) STRICT, WITHOUT ROWID;

CREATE VIRTUAL TABLE search USING fts5(
  text, content='', columnsize=0, detail=none,
  tokenize="unicode61 remove_diacritics 0 categories 'L* N* M* Co'");
INSERT INTO search(search, rank) VALUES('secure-delete', 1);
)sql";

// Events placed by hand beside another: "a" and the uuid of the one before, or "b" and that of the one after,
// or both. Most have none, and those that have are found at once.
constexpr const char* kVault2 = R"sql(
ALTER TABLE chronology ADD COLUMN placed TEXT NOT NULL DEFAULT '';
CREATE INDEX chronology_placed ON chronology(record) WHERE placed <> '';
)sql";

constexpr const char* kIdentity1 = R"sql(
CREATE TABLE identity(
  key TEXT PRIMARY KEY,
  value BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE sealed(
  entry INTEGER PRIMARY KEY,
  line BLOB NOT NULL
) STRICT;

CREATE TABLE record(
  record INTEGER PRIMARY KEY,
  fields TEXT NOT NULL,
  entries TEXT NOT NULL
) STRICT;

CREATE TABLE object_key(
  part BLOB PRIMARY KEY,
  key TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE draft(
  review INTEGER NOT NULL,
  id TEXT NOT NULL,
  field TEXT NOT NULL,
  kind TEXT NOT NULL,
  text TEXT NOT NULL,
  cursor INTEGER NOT NULL,
  undo BLOB NOT NULL,
  PRIMARY KEY(review, id, field)
) STRICT, WITHOUT ROWID;

CREATE VIRTUAL TABLE search USING fts5(
  text, content='', columnsize=0, detail=none,
  tokenize="unicode61 remove_diacritics 0 categories 'L* N* M* Co'");
INSERT INTO search(search, rank) VALUES('secure-delete', 1);
)sql";

constexpr storage::Migration kVaultSteps[] = {{"0001_vault", kVault1}, {"0002_placed", kVault2}};
constexpr storage::Migration kIdentitySteps[] = {{"0001_identity", kIdentity1}};

}  // namespace

std::span<const storage::Migration> vault_steps()
{
    return kVaultSteps;
}

std::span<const storage::Migration> identity_steps()
{
    return kIdentitySteps;
}

std::string erased_identity_sql()
{
    std::string sql = kIdentity1;
    for (const std::string_view verb : {"CREATE TABLE ", "CREATE VIRTUAL TABLE ", "INSERT INTO "})
        for (auto at = sql.find(verb); at != std::string::npos; at = sql.find(verb, at + verb.size()))
            sql.insert(at + verb.size(), "identity.");
    return sql;
}

base::Result<void> upgrade(storage::Database& db, const base::Path& file, std::int32_t application,
                           std::span<const storage::Migration> steps)
{
    TRY_ASSIGN(const std::int64_t version, storage::schema_version(db, application));
    if (version == 0)
        return base::fail(base::ErrorKind::Corrupt, "The database is empty where it should hold a vault.");
    if (version < static_cast<std::int64_t>(steps.size())) {
        base::Path copy = file;
        copy += ".before-" + std::to_string(version);
        std::error_code error;
        if (!std::filesystem::exists(copy, error)) {
            base::Path fresh = file;
            fresh += ".copying";
            TRY_VOID(base::durable_remove(fresh));  // of an earlier attempt that was cut off
            TRY_VOID(db.vacuum_into(fresh));
            TRY_VOID(base::durable_rename(fresh, copy));
        }
    }
    return storage::migrate(db, application, steps);
}

}  // namespace review
