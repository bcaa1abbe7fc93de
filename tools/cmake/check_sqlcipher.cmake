# Refuses SQLCipher older than 4.6 and any SQLite without encryption, by asking the library that will be linked.
if(NOT DEFINED CAIRN_SQLCIPHER_VERSION)
  file(WRITE ${CMAKE_BINARY_DIR}/check_sqlcipher.cpp [[
#include <cstdio>
#include <sqlcipher/sqlite3.h>
int main()
{
    sqlite3* db = nullptr;
    sqlite3_stmt* query = nullptr;
    if (sqlite3_open(":memory:", &db) != SQLITE_OK) return 2;
    if (sqlite3_prepare_v2(db, "PRAGMA cipher_version", -1, &query, nullptr) != SQLITE_OK) return 2;
    if (sqlite3_step(query) != SQLITE_ROW) return 1;
    std::puts(reinterpret_cast<const char*>(sqlite3_column_text(query, 0)));
    sqlite3_finalize(query);
    sqlite3_close(db);
    return 0;
}
]])
  try_run(ran compiled ${CMAKE_BINARY_DIR}/check_sqlcipher ${CMAKE_BINARY_DIR}/check_sqlcipher.cpp
    LINK_LIBRARIES PkgConfig::sqlcipher RUN_OUTPUT_VARIABLE said COMPILE_OUTPUT_VARIABLE complaint)
  if(NOT compiled)
    message(FATAL_ERROR "SQLCipher could not be compiled against: install libsqlcipher-dev 4.6 or later.\n${complaint}")
  elseif(NOT ran EQUAL 0)
    message(FATAL_ERROR "The SQLite found has no encryption: Cairn needs SQLCipher 4.6 or later (package libsqlcipher-dev).")
  endif()
  string(REGEX MATCH "^[0-9.]+" version "${said}")
  if(version VERSION_LESS 4.6)
    message(FATAL_ERROR "SQLCipher ${version} is too old: Cairn needs 4.6 or later (package libsqlcipher-dev, on Debian 12 from bookworm-backports).")
  endif()
  set(CAIRN_SQLCIPHER_VERSION ${version} CACHE INTERNAL "SQLCipher found")
  message(STATUS "SQLCipher ${version}")
endif()
