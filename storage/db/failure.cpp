#include "storage/db/failure.h"

#include <sqlcipher/sqlite3.h>

namespace storage {

using base::ErrorKind;

base::Error failure(int code, const char* doing)
{
    const std::string at = std::string(" (") + doing + ": " + sqlite3_errstr(code) + ")";
    switch (code & 0xff) {
        case SQLITE_CONSTRAINT:
            return base::fail(ErrorKind::Conflict,
                              "The database refused a value that is there already or missing" + at + ".");
        case SQLITE_CORRUPT:
            return base::fail(ErrorKind::Corrupt, "The database is damaged" + at +
                                                      ". Nothing was changed; restore the newest backup.");
        case SQLITE_NOTADB:
            return base::fail(ErrorKind::Denied,
                              "The key does not fit this database, or it is no database" + at + ".");
        case SQLITE_FULL:
            return base::fail(
                ErrorKind::Io,
                "The disk is full. Nothing of this step was kept; free some space and try again.");
        case SQLITE_BUSY:
        case SQLITE_LOCKED: return base::fail(ErrorKind::Busy, "Another program has this database open.");
        case SQLITE_CANTOPEN:
            return base::fail(ErrorKind::Io, "The database file could not be opened" + at + ".");
        case SQLITE_READONLY:
            return base::fail(ErrorKind::Io, "The database file may not be written" + at + ".");
        case SQLITE_INTERRUPT:
            return base::fail(ErrorKind::Cancelled, "The work was stopped; nothing of it was kept.");
        case SQLITE_TOOBIG: return base::fail(ErrorKind::Invalid, "A value is too large to be stored.");
        default:
            return base::fail(ErrorKind::Io,
                              "The database could not do its work" + at + ". Nothing of this step was kept.");
    }
}

}  // namespace storage
