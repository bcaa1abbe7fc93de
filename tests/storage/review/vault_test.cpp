#include <catch2/catch_test_macros.hpp>
#include <fstream>

#include "crypto/primitives/hash.h"
#include "tests/support/file_bytes.h"
#include "tests/support/longer.h"
#include "tests/support/vault_fixture.h"

using base::ErrorKind;
using namespace support;

namespace {

void flip(const base::Path& file, std::uint64_t offset)
{
    std::fstream stream(file, std::ios::in | std::ios::out | std::ios::binary);
    REQUIRE(stream.good());
    stream.seekg(static_cast<std::streamoff>(offset));
    const int byte = stream.get();
    stream.seekp(static_cast<std::streamoff>(offset));
    stream.put(static_cast<char>(byte ^ 0x10));
}

bool says(const std::vector<std::string>& lines, std::string_view words)
{
    for (const auto& line : lines)
        if (line.find(words) != std::string::npos) return true;
    return false;
}

}  // namespace

TEST_CASE("vault: a new one opens with its passphrase and with its kit, and with nothing else", "[vault]")
{
    VaultFixture fixture;
    const std::string uuid = fixture.vault->uuid();
    const auto key = fixture.vault->signing_key().public_key();
    REQUIRE(fixture.reopen());
    CHECK(fixture.vault->uuid() == uuid);
    CHECK(fixture.vault->owner() == "Test Chair");
    CHECK(fixture.vault->signing_key().public_key() == key);
    CHECK(fixture.vault->notices().empty());
    fixture.vault.reset();

    crypto::Unlock kit;
    kit.recovery = &fixture.kit;
    CHECK(review::Vault::open(fixture.folder(), kit));
    const auto wrong = review::Vault::open(fixture.folder(), with_passphrase(kOtherPassphrase));
    REQUIRE(!wrong);
    CHECK(wrong.error().kind == ErrorKind::Denied);
    CHECK(wrong.error().what.find("damaged") == std::string::npos);
    for (const char* name : {"vault.key", "vault.key.2", "vault.db", "identity", "objects", "outbox", "lock"})
        CHECK(std::filesystem::exists(fixture.folder() / name));
}

TEST_CASE("vault: create refuses a weak passphrase, a used folder and a folder inside a vault", "[vault]")
{
    VaultFixture fixture;
    const auto create = [&](const base::Path& folder, std::string_view passphrase) {
        return review::Vault::create(folder, "X", base::bytes_of(passphrase), fixture.kit.recipient(),
                                     kCheap);
    };
    CHECK(create(fixture.temporary.path() / "weak", "password").error().kind == ErrorKind::Refused);
    CHECK_FALSE(std::filesystem::exists(fixture.temporary.path() / "weak"));
    CHECK(create(fixture.folder(), kPassphrase).error().kind == ErrorKind::Conflict);
    CHECK(create(fixture.folder() / "inner", kPassphrase).error().kind == ErrorKind::Refused);
}

TEST_CASE("vault: an empty folder is no vault, and a vault that is open is busy", "[vault]")
{
    VaultFixture fixture;
    CHECK(review::Vault::open(fixture.temporary.path(), with_passphrase()).error().kind ==
          ErrorKind::NoVault);
    CHECK_FALSE(std::filesystem::exists(fixture.temporary.path() / "lock"));
    CHECK(review::Vault::open(fixture.folder(), with_passphrase()).error().kind == ErrorKind::Busy);
}

TEST_CASE("vault: one damaged or missing copy of vault.key is rewritten from the other and said",
          "[vault][spec:vault-11]")
{
    VaultFixture fixture;
    for (const char* name : {"vault.key", "vault.key.2"}) {
        INFO(name);
        fixture.vault.reset();
        const auto before = bytes_at(fixture.folder() / name);
        for (std::size_t offset = 3; offset < before.size(); offset += stride(before.size() / 3)) {
            flip(fixture.folder() / name, offset);
            REQUIRE(fixture.reopen());
            CHECK(says(fixture.vault->notices(), "damaged"));
            CHECK(bytes_at(fixture.folder() / name) == before);
            fixture.vault.reset();
        }
        std::filesystem::remove(fixture.folder() / name);
        REQUIRE(fixture.reopen());
        CHECK(says(fixture.vault->notices(), "missing"));
        CHECK(bytes_at(fixture.folder() / name) == before);
    }
}

TEST_CASE("vault: two unreadable copies are damaged, not a wrong passphrase", "[vault][spec:vault-11]")
{
    VaultFixture fixture;
    fixture.vault.reset();
    flip(fixture.folder() / "vault.key", 3);
    const auto differ = review::Vault::open(fixture.folder(), with_passphrase(kOtherPassphrase));
    REQUIRE(!differ);
    CHECK(differ.error().kind == ErrorKind::Denied);
    CHECK(differ.error().what.find("damaged") != std::string::npos);
    flip(fixture.folder() / "vault.key.2", 3);
    CHECK(review::Vault::open(fixture.folder(), with_passphrase()).error().kind == ErrorKind::Corrupt);
}

TEST_CASE("vault: a changed passphrase opens, the former does not, and the kit still does", "[vault]")
{
    VaultFixture fixture;
    const auto old_key = bytes_at(fixture.folder() / "vault.key");
    const auto epoch = fixture.vault->key_epoch();
    REQUIRE(fixture.vault->change_passphrase(base::bytes_of(kOtherPassphrase), kCheap));
    CHECK(fixture.vault->key_epoch() == epoch + 1);
    CHECK(fixture.reopen().error().kind == ErrorKind::Denied);
    REQUIRE(fixture.reopen(kOtherPassphrase));
    fixture.vault.reset();
    crypto::Unlock kit;
    kit.recovery = &fixture.kit;
    CHECK(review::Vault::open(fixture.folder(), kit));

    SECTION("a change cut off between the copies is completed")
    {
        const auto now = bytes_at(fixture.folder() / "vault.key");
        REQUIRE(base::replace_file(fixture.folder() / "vault.key", old_key, base::Privacy::OwnerOnly));
        REQUIRE(fixture.reopen(kOtherPassphrase));
        CHECK(says(fixture.vault->notices(), "completed"));
        CHECK(bytes_at(fixture.folder() / "vault.key") == now);
    }
    SECTION("both copies put back are a rollback, and said")
    {
        for (const char* name : {"vault.key", "vault.key.2"})
            REQUIRE(base::replace_file(fixture.folder() / name, old_key, base::Privacy::OwnerOnly));
        REQUIRE(fixture.reopen());
        CHECK(says(fixture.vault->notices(), "older vault.key"));
    }
}

TEST_CASE("vault: a new kit replaces the former", "[vault]")
{
    VaultFixture fixture;
    const auto fresh = crypto::Identity::generate();
    REQUIRE(fixture.vault->change_recovery(fresh.recipient()));
    fixture.vault.reset();
    crypto::Unlock former, now;
    former.recovery = &fixture.kit;
    now.recovery = &fresh;
    CHECK(review::Vault::open(fixture.folder(), former).error().kind == ErrorKind::Denied);
    CHECK(review::Vault::open(fixture.folder(), now));
}

TEST_CASE("vault: a damaged database is damaged, not a wrong passphrase", "[vault]")
{
    VaultFixture fixture;
    fixture.vault.reset();
    flip(fixture.folder() / "vault.db", 200);
    CHECK(fixture.reopen().error().kind == ErrorKind::Corrupt);
}

TEST_CASE("vault: the shelf keeps values, all or none, and lists keys by beginning", "[vault]")
{
    VaultFixture fixture;
    REQUIRE(fixture.vault->shelve({{"sent/b", {2}}, {"sent/a", {1}}, {"roster", {3}}}));
    CHECK(fixture.vault->shelve({{"sent/c", {1}}, {"bad key", {1}}}).error().kind == ErrorKind::Invalid);
    REQUIRE(fixture.reopen());
    CHECK(*fixture.vault->shelved_keys("sent/") == std::vector<std::string>{"sent/a", "sent/b"});
    CHECK(**fixture.vault->shelved("sent/b") == base::Bytes{2});
    CHECK_FALSE(fixture.vault->shelved("sent/c")->has_value());
}

TEST_CASE("vault: references count up, and demonstration areas need a demonstration", "[vault]")
{
    VaultFixture fixture;
    auto& vault = *fixture.vault;
    CHECK(vault.create_review({"OWHR", "E09000022", false, 2025})->reference == "OWHR-E09000022-2025-001");
    CHECK(vault.create_review({"OWHR", "E09000022", false, 2025})->reference == "OWHR-E09000022-2025-002");
    CHECK(vault.create_review({"DHR", "X99000001", true, {}}));
    CHECK(vault.create_review({"OWHR", "X99000001", false, {}}).error().kind == ErrorKind::Refused);
    CHECK(vault.create_review({"NONE", "E09000022", false, {}}).error().kind == ErrorKind::Invalid);
    CHECK(vault.create_review({"OWHR", "E10000001", false, {}}).error().kind == ErrorKind::Invalid);
    REQUIRE(fixture.reopen());
    CHECK(fixture.vault->reviews()->size() == 3);
}

TEST_CASE("vault: a backup restores, and a damaged one does not", "[vault][backup]")
{
    VaultFixture fixture;
    auto& review = fixture.demo_review();
    const auto hash = *review.state_hash();
    base::MemorySource source(base::bytes_of("the bytes of a file"));
    const auto attached = review.attach(source, true);
    REQUIRE(attached);
    json::Array parts{json::Value(base::to_hex(attached->parts[0]))};
    REQUIRE(review.apply({{put("document", fixture.new_id(), object({{"parts", parts}}))}}));
    const auto after = *review.state_hash();
    CHECK(hash != after);
    const auto copy = fixture.temporary.path() / "copy";
    const auto back = fixture.temporary.path() / "back";
    REQUIRE(fixture.vault->backup(copy));
    CHECK(*review.state_hash() == after);  // the open review goes on
    CHECK(fixture.vault->backups()->size() == 1);

    REQUIRE(review::Vault::restore(copy, back, with_passphrase()));
    {
        auto vault = review::Vault::open(back, with_passphrase());
        REQUIRE(vault);
        auto restored = vault->open_review(fixture.uuid);
        REQUIRE(restored);
        CHECK(*restored->state_hash() == after);
        base::MemorySink sink;
        REQUIRE(restored->read_attachment(attached->parts, sink));
        CHECK(base::text_of(sink.bytes) == "the bytes of a file");
    }
    CHECK(review::Vault::restore(copy, back, with_passphrase()).error().kind == ErrorKind::Conflict);
    CHECK(review::Vault::restore(copy, fixture.temporary.path() / "no", with_passphrase(kOtherPassphrase))
              .error()
              .kind == ErrorKind::Denied);
    flip(copy / "identity" / (fixture.uuid + ".db"), 5000);
    CHECK(review::Vault::restore(copy, fixture.temporary.path() / "bad", with_passphrase()).error().kind ==
          ErrorKind::Corrupt);
    CHECK_FALSE(std::filesystem::exists(fixture.temporary.path() / "bad"));
}

TEST_CASE(
    "vault: erased identities are gone, the open part stays, and old databases do not open with today's key",
    "[vault][erase]")
{
    VaultFixture fixture;
    auto& review = fixture.demo_review();
    const std::string id = fixture.new_id();
    REQUIRE(review.apply({{put("organisation", id, object({{"name", "Kestrel House"}}))}}));
    const std::string event = fixture.new_id();
    REQUIRE(review.apply({{put(
        "chronology_event", event,
        object(
            {{"text", "Seen by Nightingale"}, {"summary", "Seen at home"}, {"earliest", "2024-03-01"}}))}}));
    fixture.opened.reset();
    const auto old_database = bytes_at(fixture.folder() / "vault.db");
    REQUIRE(fixture.vault->erase_identities(fixture.uuid));
    CHECK_FALSE(std::filesystem::exists(fixture.folder() / "identity" / (fixture.uuid + ".db")));
    REQUIRE(fixture.reopen());
    CHECK(fixture.vault->notices().empty());
    auto& erased = fixture.open_demo();
    CHECK(erased.card()->identities_gone);
    const auto record = erased.record("chronology_event", event);
    REQUIRE(record);
    CHECK(json::text_or(record->fields, "summary") == "Seen at home");
    CHECK_FALSE(record->fields.has("text"));
    CHECK(erased.search("nightingale")->empty());
    CHECK(erased.search("home")->size() == 1);
    CHECK(erased.apply({{put("chronology_event", event, object({{"text", "again"}}))}}).error().code ==
          "identities_gone");
    CHECK(erased.apply({{put("chronology_event", event, object({{"summary", "Seen"}}))}}));
    CHECK(fixture.vault->check()->findings.empty());

    fixture.opened.reset();
    fixture.vault.reset();
    REQUIRE(base::replace_file(fixture.folder() / "vault.db", old_database, base::Privacy::OwnerOnly));
    CHECK(fixture.reopen().error().kind == ErrorKind::Corrupt);
}
