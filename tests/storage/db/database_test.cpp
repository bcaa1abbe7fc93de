#include "storage/db/database.h"

#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <fstream>

#include "crypto/base/secret.h"
#include "tests/support/faulty_vfs.h"

using base::ErrorKind;
using storage::Create;
using storage::Database;

namespace {

struct Place {
    Place()
    {
        auto made = base::make_temporary_folder();
        REQUIRE(made);
        folder = *made;
    }
    Place(const Place&) = delete;
    Place& operator=(const Place&) = delete;
    ~Place() { std::filesystem::remove_all(folder); }
    storage::Key key() const { return {secret.bytes(), salt.bytes()}; }
    storage::Key other_key() const { return {other.bytes(), salt.bytes()}; }
    base::Path file() const { return folder / "one.db"; }

    base::Path folder;
    base::Secret secret = base::Secret::random(32);
    base::Secret other = base::Secret::random(32);
    base::Secret salt = base::Secret::random(16);
};

constexpr std::int32_t kApplication = 77;
constexpr storage::Migration kSteps[] = {{"1", "CREATE TABLE t(a INTEGER PRIMARY KEY, b TEXT) STRICT"},
                                         {"2", "CREATE TABLE u(a) "}};

Database made(const Place& place)
{
    auto db = Database::open(place.file(), place.key(), Create::Yes);
    REQUIRE(db);
    REQUIRE(storage::migrate(*db, kApplication, std::span(kSteps).first(1)));
    return std::move(*db);
}

std::int64_t number(Database& db, std::string_view sql)
{
    auto query = db.prepare(sql);
    REQUIRE(query);
    REQUIRE(*query->step());
    return query->integer(0);
}

void flip(const base::Path& path, std::streamoff offset)
{
    std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
    file.seekg(offset);
    const int byte = file.get();
    file.seekp(offset);
    file.put(static_cast<char>(byte ^ 1));
}

}  // namespace

TEST_CASE("database: opens with its key only, and holds nothing readable", "[db]")
{
    Place place;
    {
        auto db = made(place);
        auto put = db.prepare("INSERT INTO t(b) VALUES(?)");
        REQUIRE(put->bind("nightingale").run());
    }
    CHECK(Database::open(place.file(), place.other_key(), Create::No).error().kind == ErrorKind::Denied);
    CHECK(Database::open(place.file(), place.key(), Create::Yes).error().kind == ErrorKind::Conflict);
    CHECK(Database::open(place.folder / "none.db", place.key(), Create::No).error().kind ==
          ErrorKind::NotFound);
    auto db = Database::open(place.file(), place.key(), Create::No);
    REQUIRE(db);
    CHECK(number(*db, "SELECT count(*) FROM t") == 1);
    const auto bytes = *base::read_file(place.file(), 1 << 20);
    CHECK(base::text_of(bytes).find("nightingale") == std::string_view::npos);
    CHECK(std::equal(place.salt.bytes().begin(), place.salt.bytes().end(), bytes.begin()));
}

TEST_CASE("database: one that is not encrypted is never opened", "[db]")
{
    Place place;
    sqlite3* plain = nullptr;
    REQUIRE(sqlite3_open(base::to_utf8(place.file()).c_str(), &plain) == SQLITE_OK);
    REQUIRE(sqlite3_exec(plain, "CREATE TABLE t(a)", nullptr, nullptr, nullptr) == SQLITE_OK);
    sqlite3_close(plain);
    CHECK(Database::open(place.file(), place.key(), Create::No).error().kind == ErrorKind::Corrupt);
}

TEST_CASE("database: every safety setting reads back", "[db]")
{
    Place place;
    auto db = made(place);
    for (const auto& [sql, wanted] :
         {std::pair{"PRAGMA temp_store", 2}, std::pair{"PRAGMA synchronous", 3},
          std::pair{"PRAGMA secure_delete", 1}, std::pair{"PRAGMA trusted_schema", 0},
          std::pair{"PRAGMA cell_size_check", 1}, std::pair{"PRAGMA cipher_memory_security", 1},
          std::pair{"PRAGMA page_size", 4096}, std::pair{"PRAGMA mmap_size", 0}}) {
        INFO(sql);
        auto query = db.prepare(sql);
        REQUIRE(query);
        const auto row = query->step();
        REQUIRE(row);
        CHECK((*row ? query->integer(0) : 0) == wanted);
    }
    CHECK(db.prepare("PRAGMA journal_mode")->step());
    CHECK_FALSE(db.execute("SELECT load_extension('x')"));
    CHECK_FALSE(db.execute("PRAGMA writable_schema = ON; DELETE FROM sqlite_master"));
}

TEST_CASE("database: values keep their type, and a statement in use is refused", "[db]")
{
    Place place;
    auto db = made(place);
    auto query = db.prepare("SELECT ?, ?, ?, ?, ?");
    const base::Bytes blob{1, 0, 2};
    query->bind(std::int64_t{-5})
        .bind(std::string_view("é\0x", 4))
        .bind(base::ByteView(blob))
        .bind(std::nullopt)
        .bind(base::ByteView());
    REQUIRE(*query->step());
    CHECK(query->integer(0) == -5);
    CHECK(query->text(1) == std::string("é\0x", 4));
    CHECK(query->blob(2) == blob);
    CHECK(query->is_null(3));
    CHECK_FALSE(query->is_null(4));
    CHECK(db.prepare("SELECT ?, ?, ?, ?, ?").error().kind == ErrorKind::Conflict);
    CHECK(db.prepare("INSERT INTO t(a) VALUES(1)")->run());
    CHECK(db.prepare("INSERT INTO t(a) VALUES(1)")->run().error().kind == ErrorKind::Conflict);
}

TEST_CASE("database: a transaction over two files is rolled back in both", "[db]")
{
    Place place;
    auto db = made(place);
    {
        REQUIRE(Database::open(place.folder / "two.db", place.other_key(), Create::Yes)
                    ->execute("CREATE TABLE s(a)"));
    }
    CHECK(db.attach(place.folder / "two.db", place.key(), "second").error().kind == ErrorKind::Denied);
    REQUIRE(db.attach(place.folder / "two.db", place.other_key(), "second"));
    {
        auto transaction = storage::Transaction::begin(db);
        REQUIRE(transaction);
        REQUIRE(db.execute("INSERT INTO t(a) VALUES(1); INSERT INTO second.s VALUES(1)"));
    }
    CHECK(number(db, "SELECT count(*) FROM t") + number(db, "SELECT count(*) FROM second.s") == 0);
    REQUIRE(db.detach("second"));
    CHECK_FALSE(db.prepare("SELECT * FROM second.s"));
    CHECK(db.attach(place.file(), place.key(), "bad name").error().kind == ErrorKind::Invalid);
}

TEST_CASE("database: migrates forward, refuses a newer file and another program's", "[db]")
{
    Place place;
    auto db = made(place);
    CHECK(*storage::schema_version(db, kApplication) == 1);
    REQUIRE(storage::migrate(db, kApplication, kSteps));
    CHECK(*storage::schema_version(db, kApplication) == 2);
    CHECK(storage::migrate(db, kApplication, std::span(kSteps).first(1)).error().code == "newer_schema");
    CHECK(storage::migrate(db, 78, kSteps).error().kind == ErrorKind::Corrupt);
}

TEST_CASE("database: a flipped bit is found, and a copy is made whole", "[db]")
{
    Place place;
    {
        auto db = made(place);
        REQUIRE(db.execute(
            "INSERT INTO t(b) WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c WHERE x < 200) "
            "SELECT hex(randomblob(500)) FROM c"));
        CHECK(db.integrity()->empty());
        REQUIRE(db.vacuum_into(place.folder / "copy.db"));
        CHECK(db.vacuum_into(place.folder / "copy.db").error().kind == ErrorKind::Conflict);
    }
    flip(place.file(), 4096 * 20 + 77);
    auto db = Database::open(place.file(), place.key(), Create::No);
    REQUIRE(db);
    CHECK_FALSE(db->integrity()->empty());
    auto copy = Database::open(place.folder / "copy.db", place.key(), Create::No);
    REQUIRE(copy);
    CHECK(number(*copy, "SELECT count(*) FROM t") == 200);
    REQUIRE(copy->rekey(place.other_key()));
    CHECK(number(*copy, "SELECT count(*) FROM t") == 200);
    *copy = std::move(*db);
    CHECK(Database::open(place.folder / "copy.db", place.key(), Create::No).error().kind ==
          ErrorKind::Denied);
    CHECK(Database::open(place.folder / "copy.db", place.other_key(), Create::No));
}

TEST_CASE("database: a commit that was reported survives a failing disk and a power cut at every point",
          "[db][faults]")
{
    Place place;
    {
        made(place);
    }
    support::FaultyDisk disk;
    std::int64_t done = 0;
    std::int64_t points = 0;
    for (std::int64_t n = 1;; ++n, ++points) {
        INFO("point " << n);
        disk.settle();
        bool committed = false;
        {
            auto db = Database::open(place.file(), place.key(), Create::No);
            REQUIRE(db);
            disk.fail_from(n);
            committed = db->execute("INSERT INTO t(b) VALUES('x')").has_value();
        }
        const bool failed = disk.failed();
        disk.heal();
        disk.lose_power();
        auto db = Database::open(place.file(), place.key(), Create::No);
        REQUIRE(db);
        const auto rows = number(*db, "SELECT count(*) FROM t");
        CHECK(rows >= done + (committed ? 1 : 0));
        CHECK(rows <= done + 1);
        CHECK(db->integrity()->empty());
        done = rows;
        if (!failed) break;
        REQUIRE(n < 100);
    }
    CHECK(points > 3);
}
