// Somebody with the folder in hand: older pages and files put back, files of others put in, words that should
// be gone looked for below SQL.
#include <catch2/catch_test_macros.hpp>
#include <fstream>

#include "storage/db/database.h"
#include "storage/review/schema.h"
#include "tests/support/file_bytes.h"
#include "tests/support/vault_fixture.h"

#include <sqlcipher/sqlite3.h>

extern "C" int sqlite3_key_v2(sqlite3* db, const char* name, const void* key, int size);

using namespace support;
using base::ErrorKind;

namespace {

namespace fs = std::filesystem;
constexpr std::size_t kPage = 4096;

void write(const base::Path& file, const base::Bytes& bytes)
{
    REQUIRE(base::replace_file(file, bytes, base::Privacy::OwnerOnly));
}

crypto::VaultKeyFile key_file(const VaultFixture& fixture)
{
    auto file = crypto::VaultKeyFile::parse(bytes_at(fixture.folder() / "vault.key"));
    REQUIRE(file);
    REQUIRE(file->open(with_passphrase()));
    return *std::move(file);
}

/// A database of the closed vault, opened as the vault does.
storage::Database database(const base::Path& file, base::ByteView key, base::ByteView salt)
{
    auto db = storage::Database::open(file, {key, salt}, storage::Create::No);
    REQUIRE(db);
    return *std::move(db);
}
storage::Database vault_database(const VaultFixture& fixture)
{
    const auto file = key_file(fixture);
    return database(fixture.folder() / "vault.db", file.keys().database_key.bytes(),
                    file.keys().database_salt.bytes());
}

struct Keys {
    base::Bytes key, salt;
};
Keys identity_keys(const VaultFixture& fixture)
{
    auto db = vault_database(fixture);
    auto query = db.prepare("SELECT identity_key, identity_salt FROM review");
    REQUIRE(query);
    REQUIRE(query->step());
    return {query->blob(0), query->blob(1)};
}

/// Every page as it is under its encryption, free ones too.
std::string plain_pages(const base::Path& file, base::ByteView key, base::ByteView salt)
{
    sqlite3* db = nullptr;
    REQUIRE(sqlite3_open_v2(file.c_str(), &db, SQLITE_OPEN_READWRITE, nullptr) == SQLITE_OK);
    const std::string spelled = "x'" + base::to_hex(key) + base::to_hex(salt) + "'";
    REQUIRE(sqlite3_key_v2(db, "main", spelled.data(), static_cast<int>(spelled.size())) == SQLITE_OK);
    REQUIRE(sqlite3_exec(db, "SELECT count(*) FROM sqlite_master", nullptr, nullptr, nullptr) == SQLITE_OK);
    sqlite3_int64 size = 0;
    unsigned char* pages = sqlite3_serialize(db, "main", &size, 0);
    REQUIRE(pages != nullptr);
    std::string text(reinterpret_cast<const char*>(pages), static_cast<std::size_t>(size));
    sqlite3_free(pages);
    sqlite3_close(db);
    CHECK(text.size() == fs::file_size(file));
    return text;
}

bool holds(const std::string& pages, std::string_view word)
{
    return pages.find(word) != std::string::npos;
}

/// Whether opening the vault and the review, or the check, says that something is wrong.
bool is_noticed(VaultFixture& fixture)
{
    if (!fixture.reopen()) return true;
    const auto health = fixture.vault->check();
    if (!health || health->damaged) return true;
    return !fixture.vault->open_review(fixture.uuid);
}

void add_event(VaultFixture& fixture, std::string_view text)
{
    REQUIRE(
        fixture.opened->apply({{put("chronology_event", fixture.new_id(),
                                    object({{"text", std::string(text)}, {"summary", "Seen at home"}}))}}));
}

}  // namespace

TEST_CASE("attack: an older page of the vault's database put back is noticed", "[vault][attack]")
{
    VaultFixture fixture;
    fixture.demo_review();
    for (int i = 0; i < 40; ++i) add_event(fixture, "first");
    fixture.opened.reset();
    fixture.vault.reset();
    const auto file = fixture.folder() / "vault.db";
    const auto before = bytes_at(file);
    REQUIRE(fixture.reopen());
    fixture.open_demo();
    add_event(fixture, "second");
    const auto state = *fixture.opened->state_hash();
    fixture.opened.reset();
    fixture.vault.reset();
    const auto after = bytes_at(file);
    std::size_t differing = 0, noticed = 0;
    for (std::size_t page = 0; page + kPage <= before.size() && page + kPage <= after.size(); page += kPage) {
        if (std::equal(before.begin() + static_cast<std::ptrdiff_t>(page),
                       before.begin() + static_cast<std::ptrdiff_t>(page + kPage),
                       after.begin() + static_cast<std::ptrdiff_t>(page)))
            continue;
        INFO("page " << page / kPage + 1);
        auto mixed = after;
        std::copy_n(before.begin() + static_cast<std::ptrdiff_t>(page), kPage,
                    mixed.begin() + static_cast<std::ptrdiff_t>(page));
        write(file, mixed);
        ++differing;
        const bool found = is_noticed(fixture);
        noticed += found ? 1 : 0;
        // What is not noticed says nothing false: every record is there, and every search finds it.
        if (!found) {
            REQUIRE(fixture.reopen());
            CHECK(*fixture.open_demo().state_hash() == state);
            CHECK(fixture.opened->search("home")->size() == 41);
        }
        fixture.opened.reset();
        fixture.vault.reset();
    }
    CHECK(differing > 4);
    CHECK(noticed + 2 >= differing);  // the file's counters, and the index's own
}

TEST_CASE("attack: an older identity database put back is noticed by the check", "[vault][attack]")
{
    VaultFixture fixture;
    fixture.demo_review();
    add_event(fixture, "first");
    fixture.opened.reset();
    fixture.vault.reset();
    const auto file = fixture.folder() / "identity" / (fixture.uuid + ".db");
    const auto before = bytes_at(file);
    REQUIRE(fixture.reopen());
    fixture.open_demo();
    add_event(fixture, "second");
    fixture.opened.reset();
    fixture.vault.reset();
    write(file, before);
    CHECK(is_noticed(fixture));
}

TEST_CASE("attack: the identity database of another review does not open in its place", "[vault][attack]")
{
    VaultFixture fixture;
    const auto other = fixture.vault->create_review({"OWHR", "X99000001", true, 2025});
    REQUIRE(other);
    fixture.demo_review();
    fixture.opened.reset();
    fixture.vault.reset();
    const auto folder = fixture.folder() / "identity";
    write(folder / (fixture.uuid + ".db"), bytes_at(folder / (other->uuid + ".db")));
    REQUIRE(fixture.reopen());
    const auto refused = fixture.vault->open_review(fixture.uuid);
    REQUIRE(!refused);
    CHECK(refused.error().kind == ErrorKind::Corrupt);
    CHECK(refused.error().code == "identity_damaged");
    CHECK(fixture.vault->check()->damaged);
    CHECK(fixture.vault->open_review(other->uuid));
}

TEST_CASE("attack: an empty database file is damage, not a new vault", "[vault][attack]")
{
    VaultFixture fixture;
    fixture.demo_review();
    fixture.opened.reset();
    fixture.vault.reset();
    write(fixture.folder() / "identity" / (fixture.uuid + ".db"), {});
    REQUIRE(fixture.reopen());
    CHECK(fixture.vault->open_review(fixture.uuid).error().kind == ErrorKind::Corrupt);
    fixture.vault.reset();
    write(fixture.folder() / "vault.db", {});
    CHECK(fixture.reopen().error().kind == ErrorKind::Corrupt);
    CHECK(fs::file_size(fixture.folder() / "vault.db") == 0);
}

TEST_CASE("attack: every file of a vault and of its backup is for its owner only", "[vault][attack]")
{
    VaultFixture fixture;
    fixture.demo_review();
    add_event(fixture, "first");
    const auto copy = fixture.temporary.path() / "copy";
    REQUIRE(fixture.vault->backup(copy));
    for (const auto& folder : {fixture.folder(), copy})
        for (const auto& entry : fs::recursive_directory_iterator(folder)) {
            INFO(entry.path().filename());
            CHECK((entry.status().permissions() & (fs::perms::group_all | fs::perms::others_all)) ==
                  fs::perms::none);
        }
    fixture.opened.reset();
    fixture.vault.reset();
    const auto file = fixture.folder() / "vault.db";
    fs::permissions(file, fs::perms::others_read, fs::perm_options::add);  // as earlier versions left it
    REQUIRE(fixture.reopen());
    CHECK((fs::status(file).permissions() & fs::perms::others_all) == fs::perms::none);
}

TEST_CASE("attack: after an expunge no page of either database holds the word", "[vault][attack][expunge]")
{
    VaultFixture fixture;
    auto& review = fixture.demo_review();
    const std::string id = fixture.new_id();
    REQUIRE(review.apply({{put("chronology_event", id,
                               object({{"text", "Zyxquorn was here"}, {"summary", "Qvutsrwp was seen"}}))}}));
    for (int i = 0; i < 20; ++i) add_event(fixture, "another");
    const auto look = [&] {
        fixture.opened.reset();
        fixture.vault.reset();
        const auto keys = identity_keys(fixture);
        const auto file = key_file(fixture);
        std::string pages = plain_pages(fixture.folder() / "vault.db", file.keys().database_key.bytes(),
                                        file.keys().database_salt.bytes());
        pages += plain_pages(fixture.folder() / "identity" / (fixture.uuid + ".db"), keys.key, keys.salt);
        return pages;
    };
    const auto before = look();
    // The words themselves, and as the search index has them.
    for (const char* word : {"Zyxquorn", "zyxquorn", "Qvutsrwp", "qvutsrwp"}) {
        INFO(word);
        CHECK(holds(before, word));
    }
    REQUIRE(fixture.reopen());
    model::Change expunge;
    expunge.op = model::Op::Expunge;
    expunge.kind = "chronology_event";
    expunge.id = id;
    expunge.target = 2;
    expunge.reason = "entered_in_error";
    const auto removed = fixture.open_demo().apply({{expunge}});
    INFO((removed ? std::string() : removed.error().what));
    REQUIRE(removed);
    const auto after = look();
    for (const char* word : {"Zyxquorn", "zyxquorn", "Qvutsrwp", "qvutsrwp"}) {
        INFO(word);
        CHECK_FALSE(holds(after, word));
    }
    REQUIRE(fixture.reopen());
    CHECK(fixture.vault->check()->findings.empty());
}

TEST_CASE("attack: a database of a newer program is refused and left as it was", "[vault][upgrade]")
{
    VaultFixture fixture;
    fixture.demo_review();
    fixture.opened.reset();
    fixture.vault.reset();
    const auto file = fixture.folder() / "identity" / (fixture.uuid + ".db");
    {
        const auto keys = identity_keys(fixture);
        auto db = database(file, keys.key, keys.salt);
        REQUIRE(db.execute("PRAGMA user_version = 99"));
    }
    const auto newer_identity = bytes_at(file);
    REQUIRE(fixture.reopen());
    const auto review = fixture.vault->open_review(fixture.uuid);
    REQUIRE(!review);
    CHECK(review.error().kind == ErrorKind::Refused);
    CHECK(review.error().code == "newer_schema");
    fixture.vault.reset();
    CHECK(bytes_at(file) == newer_identity);
    {
        auto db = vault_database(fixture);
        REQUIRE(db.execute("PRAGMA user_version = 99"));
    }
    const auto newer = bytes_at(fixture.folder() / "vault.db");
    const auto refused = fixture.reopen();
    REQUIRE(!refused);
    CHECK(refused.error().code == "newer_schema");
    CHECK(bytes_at(fixture.folder() / "vault.db") == newer);
}

TEST_CASE("attack: an upgrade leaves a copy of before, and a new database key takes the copy away",
          "[vault][upgrade]")
{
    VaultFixture fixture;
    fixture.demo_review();
    fixture.opened.reset();
    fixture.vault.reset();
    const auto file = fixture.folder() / "vault.db";
    std::vector<storage::Migration> steps(review::vault_steps().begin(), review::vault_steps().end());
    const auto now = static_cast<std::int64_t>(steps.size());
    const auto copy = fixture.folder() / ("vault.db.before-" + std::to_string(now));
    steps.push_back({"9999_test", "CREATE TABLE later(x INTEGER) STRICT;"});
    const auto version = [&](const base::Path& path) {
        const auto keys = key_file(fixture);
        auto db = database(path, keys.keys().database_key.bytes(), keys.keys().database_salt.bytes());
        return *storage::schema_version(db, review::kVaultApplication);
    };
    {
        auto db = vault_database(fixture);
        // A step that fails leaves the copy and changes nothing.
        auto wrong = steps;
        wrong.back().sql = "CREATE TABLE review(x INTEGER)";
        REQUIRE(!review::upgrade(db, file, review::kVaultApplication, wrong));
    }
    CHECK(version(file) == now);
    CHECK(version(copy) == now);
    const auto kept = bytes_at(copy);
    {
        auto db = vault_database(fixture);
        REQUIRE(review::upgrade(db, file, review::kVaultApplication, steps));
    }
    CHECK(version(file) == now + 1);
    CHECK(bytes_at(copy) == kept);
    CHECK((fs::status(copy).permissions() & fs::perms::others_all) == fs::perms::none);
    CHECK(fixture.reopen().error().code == "newer_schema");

    // The copy opens as a vault of its own time; erasing identities there leaves no copy under the former
    // key.
    fs::copy_file(copy, file, fs::copy_options::overwrite_existing);
    REQUIRE(fixture.reopen());
    const auto left = fixture.folder() / "identity" / (fixture.uuid + ".db.before-1");
    write(left, base::Bytes(kPage, 1));
    REQUIRE(fixture.vault->erase_identities(fixture.uuid));
    CHECK_FALSE(fs::exists(copy));
    CHECK_FALSE(fs::exists(left));
}
