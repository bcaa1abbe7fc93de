#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "crypto/primitives/age_parts.h"
#include "crypto/primitives/vault_key.h"
#include "crypto/primitives/vault_payload.h"
#include "tests/support/age_header.h"
#include "tests/support/longer.h"

using namespace crypto;
using base::bytes_of;
using base::ErrorKind;
using test::header_of;

namespace {

constexpr KdfCost kCheap{64, 2};  // the least that is read
const std::string kWords = "lantern gravel sonnet piano thimble";

Identity kit(std::uint8_t fill = 5)
{
    return *Identity::restore(Bytes(32, fill));
}

VaultKeys sample_keys()
{
    VaultKeys keys;
    keys.vault = "3f6d9a52-0c1e-4b7a-9d21-5e8f00a1b2c3";
    keys.database_key = Secret::copy_of(Bytes(32, 0xd1));
    keys.database_salt = Secret::copy_of(Bytes(16, 0xd2));
    keys.minimum = kCheap;
    keys.created = *base::time_from_text("2026-03-01T08:05:09Z");
    return keys;
}

VaultKeyFile sample_file()
{
    auto made = VaultKeyFile::create(sample_keys(), bytes_of(kWords), kCheap, kit().recipient());
    REQUIRE(made);
    return *std::move(made);
}

Result<VaultKeyFile> opened_with(const Bytes& file, const std::string& passphrase)
{
    TRY_ASSIGN(auto parsed, VaultKeyFile::parse(file));
    TRY_VOID(parsed.open({.passphrase = bytes_of(passphrase)}));
    return parsed;
}

Result<VaultKeyFile> opened_with(const Bytes& file, const Identity& identity)
{
    TRY_ASSIGN(auto parsed, VaultKeyFile::parse(file));
    TRY_VOID(parsed.open({.passphrase = {}, .recovery = &identity}));
    return parsed;
}

bool same(const VaultKeys& a, const VaultKeys& b)
{
    const auto equal = [](const std::optional<Secret>& x, const std::optional<Secret>& y) {
        return x.has_value() == y.has_value() && (!x || base::equal_secret(x->bytes(), y->bytes()));
    };
    return a.vault == b.vault && a.epoch == b.epoch &&
           base::equal_secret(a.database_key.bytes(), b.database_key.bytes()) &&
           base::equal_secret(a.database_salt.bytes(), b.database_salt.bytes()) &&
           equal(a.next_key, b.next_key) && equal(a.next_salt, b.next_salt) && a.minimum == b.minimum &&
           a.created == b.created;
}

/// The same payload under other stanzas, sealed with a file key that the kit can open: what a later version
/// might write.
Bytes rebuilt(std::vector<Stanza> extra, const VaultKeys& keys)
{
    const Bytes file_key(16, 0x0f);
    extra.push_back(wrap(kit().recipient(), file_key));
    Bytes file = write_header(extra, file_key);
    const Bytes nonce(16, 0x0e);
    const auto text = write_vault_payload(keys);
    REQUIRE(text);
    Bytes sealed(text->size() + kTag);
    ChunkCipher(file_key, nonce).seal(0, true, text->bytes(), sealed);
    file.insert(file.end(), nonce.begin(), nonce.end());
    file.insert(file.end(), sealed.begin(), sealed.end());
    return file;
}

}  // namespace

TEST_CASE("vault.key: passphrase and recovery kit each open it", "[vault_key]")
{
    const auto made = sample_file();
    CHECK(made.is_open());
    const auto file = made.encode();
    const auto by_words = opened_with(file, kWords);
    REQUIRE(by_words);
    CHECK(same(by_words->keys(), made.keys()));
    const auto by_kit = opened_with(file, kit());
    REQUIRE(by_kit);
    CHECK(same(by_kit->keys(), made.keys()));
    CHECK(by_kit->encode() == file);
    const auto closed = VaultKeyFile::parse(file);
    REQUIRE(closed);
    CHECK_FALSE(closed->is_open());
    CHECK(closed->encode() == file);
}

TEST_CASE("vault.key: a wrong passphrase or kit is denied, not damaged", "[vault_key]")
{
    const auto file = sample_file().encode();
    const auto words = opened_with(file, "lantern gravel sonnet piano thimbles");
    REQUIRE_FALSE(words);
    CHECK(words.error().kind == ErrorKind::Denied);
    CHECK(words.error().code == "wrong_passphrase");
    CHECK(opened_with(file, kit(6)).error().kind == ErrorKind::Denied);
}

TEST_CASE("vault.key: the passphrase opens it however its accents are typed", "[vault_key]")
{
    auto made = sample_file();
    REQUIRE(made.change_passphrase(bytes_of("caf\xC3\xA9 one two three four"), kCheap));
    CHECK(opened_with(made.encode(), "cafe\xCC\x81 one two three four"));
}

TEST_CASE("vault.key: stanzas and their order are those of the format", "[vault_key]")
{
    const auto header = header_of(sample_file().encode());
    REQUIRE(header.stanzas.size() == 2);
    const auto& words = header.stanzas[0];
    REQUIRE(words.arguments.size() == 5);
    CHECK(words.arguments[0] == "cairn/argon2id");
    CHECK(base::from_base64_raw(words.arguments[1])->size() == 16);
    CHECK(words.arguments[2] == "64");
    CHECK(words.arguments[3] == "2");
    CHECK(words.arguments[4] == "1");
    CHECK(words.body.size() == 32);
    CHECK(header.stanzas[1].arguments[0] == "X25519");
}

TEST_CASE("vault.key: changing the passphrase keeps the kit's slot as it was and counts up", "[vault_key]")
{
    auto made = sample_file();
    const auto before = header_of(made.encode());
    const auto old_file = made.encode();
    REQUIRE(made.change_passphrase(bytes_of("anvil meadow turnip copper glacier"), {65, 2}));
    const auto after = header_of(made.encode());
    CHECK(made.keys().epoch == 2);
    REQUIRE(after.stanzas.size() == 2);
    CHECK(after.stanzas[1].arguments == before.stanzas[1].arguments);
    CHECK(after.stanzas[1].body == before.stanzas[1].body);
    CHECK(after.stanzas[0].arguments[2] == "65");
    CHECK(opened_with(made.encode(), "anvil meadow turnip copper glacier"));
    CHECK(opened_with(made.encode(), kWords).error().kind == ErrorKind::Denied);
    CHECK(opened_with(made.encode(), kit())->keys().epoch == 2);
    CHECK(opened_with(old_file, kWords)->keys().epoch ==
          1);  // an old copy keeps opening with the old passphrase
}

TEST_CASE("vault.key: a new kit takes the place of the old one", "[vault_key]")
{
    auto made = sample_file();
    REQUIRE(made.change_recovery(kit(6).recipient()));
    CHECK(made.keys().epoch == 2);
    CHECK(opened_with(made.encode(), kit(6)));
    CHECK_FALSE(opened_with(made.encode(), kit(5)));
    CHECK(opened_with(made.encode(), kWords));
}

TEST_CASE("vault.key: new keys are read back, those of a rekey too", "[vault_key]")
{
    auto made = sample_file();
    auto keys = made.keys().copy();
    keys.next_key = Secret::random(32);
    keys.next_salt = Secret::random(16);
    REQUIRE(made.set_keys(keys.copy()));
    keys.epoch = 2;
    CHECK(same(opened_with(made.encode(), kit())->keys(), keys));
    keys.next_salt.reset();
    CHECK(made.set_keys(keys.copy()).error().kind == ErrorKind::Invalid);
    CHECK(made.keys().epoch == 2);
}

TEST_CASE("vault.key: the other copy opens with what the first one gave", "[vault_key]")
{
    auto newer = sample_file();
    auto older = VaultKeyFile::parse(newer.encode());
    REQUIRE(older);
    CHECK(older->open_like(*VaultKeyFile::parse(newer.encode())).error().kind == ErrorKind::Conflict);
    REQUIRE(newer.change_recovery(kit(6).recipient()));
    REQUIRE(older->open_like(newer));
    CHECK(older->keys().epoch == 1);
    auto foreign = sample_file();
    CHECK(foreign.open_like(newer).error().kind == ErrorKind::Corrupt);
}

TEST_CASE("vault.key: nothing is changed while it is locked", "[vault_key]")
{
    auto closed = VaultKeyFile::parse(sample_file().encode());
    REQUIRE(closed);
    CHECK(closed->change_passphrase(bytes_of(kWords), kCheap).error().kind == ErrorKind::Conflict);
    CHECK(closed->change_recovery(kit().recipient()).error().kind == ErrorKind::Conflict);
    CHECK(closed->set_keys(sample_keys()).error().kind == ErrorKind::Conflict);
}

TEST_CASE("vault.key: no slot may be cheaper than the vault allows or than is read", "[vault_key]")
{
    auto keys = sample_keys();
    keys.minimum = {128, 3};
    CHECK(VaultKeyFile::create(keys.copy(), bytes_of(kWords), {127, 3}, kit().recipient()).error().code ==
          "vault_key_cost");
    CHECK(VaultKeyFile::create(keys.copy(), bytes_of(kWords), {128, 2}, kit().recipient()).error().code ==
          "vault_key_cost");
    auto made = sample_file();
    CHECK(made.change_passphrase(bytes_of(kWords), {63, 2}).error().kind == ErrorKind::Refused);
    CHECK(made.change_passphrase(bytes_of(kWords), {64, 1}).error().kind == ErrorKind::Refused);
    CHECK(made.change_passphrase(bytes_of(kWords), {2049, 2}).error().kind == ErrorKind::Refused);
    CHECK(made.set_keys(keys.copy()).error().code == "vault_key_cost");
    CHECK(made.keys().epoch == 1);
}

TEST_CASE("vault.key: slots outside the read limits are refused before any work is done", "[vault_key]")
{
    const auto with = [](std::vector<std::string> cost) {
        std::vector<std::string> arguments{"cairn/argon2id", base::to_base64_raw(Bytes(16, 1))};
        arguments.insert(arguments.end(), cost.begin(), cost.end());
        return rebuilt({Stanza{arguments, Bytes(32)}}, sample_keys());
    };
    CHECK(VaultKeyFile::parse(with({"64", "2", "1"})));
    CHECK(VaultKeyFile::parse(with({"2048", "16", "1"})));
    for (const auto& cost : {std::vector<std::string>{"63", "2", "1"},
                             {"2049", "2", "1"},
                             {"64", "1", "1"},
                             {"64", "17", "1"},
                             {"1099511627776", "2", "1"}}) {
        INFO(cost[0] << " " << cost[1]);
        CHECK(VaultKeyFile::parse(with(cost)).error().kind == ErrorKind::Refused);
    }
    for (const auto& cost : {std::vector<std::string>{"064", "2", "1"},
                             {"64", "2", "2"},
                             {"64", "2"},
                             {"64", "2", "1", "1"},
                             {"+64", "2", "1"},
                             {"64", "2x", "1"}}) {
        INFO(cost[0] << " " << cost[1] << ", " << cost.size());
        CHECK(VaultKeyFile::parse(with(cost)).error().kind == ErrorKind::Corrupt);
    }
}

TEST_CASE("vault.key: a slot of an unknown kind stays through every change", "[vault_key]")
{
    const Stanza later{{"cairn/argon2id-tpm", "AAAA", "256", "3", "1", "BBBB"}, Bytes(32, 7)};
    auto file = opened_with(rebuilt({later}, sample_keys()), kit());
    REQUIRE(file);
    REQUIRE(file->change_passphrase(bytes_of(kWords), kCheap));
    REQUIRE(file->change_recovery(kit(6).recipient()));
    const auto header = header_of(file->encode());
    REQUIRE(header.stanzas.size() == 3);
    CHECK(header.stanzas[1].arguments == later.arguments);
    CHECK(header.stanzas[1].body == later.body);
    CHECK(opened_with(file->encode(), kWords));
}

TEST_CASE("vault.key: malformed slots of a known kind and too many slots are damage", "[vault_key]")
{
    const auto keys = sample_keys();
    const std::string salt = base::to_base64_raw(Bytes(16, 1));
    CHECK_FALSE(
        VaultKeyFile::parse(rebuilt({Stanza{{"cairn/argon2id", salt, "64", "2", "1"}, Bytes(31)}}, keys)));
    CHECK_FALSE(VaultKeyFile::parse(
        rebuilt({Stanza{{"cairn/argon2id", salt + "A", "64", "2", "1"}, Bytes(32)}}, keys)));
    CHECK_FALSE(VaultKeyFile::parse(rebuilt({Stanza{{"X25519", "AAAA"}, Bytes(32)}}, keys)));
    CHECK(VaultKeyFile::parse(rebuilt(std::vector<Stanza>(11, Stanza{{"x"}, {}}), keys)));
    CHECK(VaultKeyFile::parse(rebuilt(std::vector<Stanza>(12, Stanza{{"x"}, {}}), keys)).error().kind ==
          ErrorKind::Corrupt);
    CHECK(VaultKeyFile::parse({}).error().kind == ErrorKind::Corrupt);
    CHECK(VaultKeyFile::parse(Bytes(100'000, 'x')).error().kind == ErrorKind::Corrupt);
}

TEST_CASE("vault.key: a flip of any byte is refused", "[vault_key]")
{
    const auto file = sample_file().encode();
    for (std::size_t at = 0; at < file.size(); ++at) {
        for (const int flip : {0x01, 0x80}) {
            Bytes bad = file;
            bad[at] = static_cast<std::uint8_t>(bad[at] ^ flip);
            INFO("byte " << at << " xor " << flip);
            CHECK_FALSE(opened_with(bad, kit()));
        }
    }
    // The way through the passphrase, a few places of each line: stanza, salt, cost, body, MAC, nonce,
    // payload.
    for (std::size_t at = 25; at < file.size(); at += support::stride<std::size_t>(37)) {
        Bytes bad = file;
        bad[at] ^= 0x01;
        INFO("byte " << at);
        CHECK_FALSE(opened_with(bad, kWords));
    }
}

TEST_CASE("vault.key: a cut at any length and anything behind it is refused", "[vault_key]")
{
    auto file = sample_file().encode();
    for (std::size_t length = 0; length < file.size(); ++length) {
        INFO(length);
        CHECK_FALSE(
            opened_with(Bytes(file.begin(), file.begin() + static_cast<std::ptrdiff_t>(length)), kit()));
    }
    file.push_back(0);
    CHECK(opened_with(file, kit()).error().kind == ErrorKind::Corrupt);
}

TEST_CASE("vault payload: it reads as it was written and in no other form", "[vault_key]")
{
    auto keys = sample_keys();
    keys.next_key = Secret::copy_of(Bytes(32, 0xe1));
    keys.next_salt = Secret::copy_of(Bytes(16, 0xe2));
    keys.epoch = 9'223'372'036'854'775'807;
    const auto secret = write_vault_payload(keys);
    REQUIRE(secret);
    const std::string text(base::text_of(secret->bytes()));
    CHECK(same(*read_vault_payload(bytes_of(text)), keys));

    const auto with = [&](std::string_view from, std::string_view to) {
        std::string other = text;
        other.replace(other.find(from), from.size(), to);
        return read_vault_payload(bytes_of(other)).has_value();
    };
    CHECK(with("epoch 9223372036854775807", "epoch 1"));
    CHECK_FALSE(with("epoch 9223372036854775807", "epoch 0"));
    CHECK_FALSE(with("epoch 9223372036854775807", "epoch 9223372036854775808"));
    CHECK_FALSE(with("epoch 9223372036854775807", "epoch 01"));
    CHECK_FALSE(with("cairn/vault/v1", "cairn/vault/v2"));
    CHECK_FALSE(with("dbkey d1", "dbkey D1"));
    CHECK_FALSE(with("dbkey d1", "dbkey "));
    std::string e1;
    for (int i = 0; i < 32; ++i) e1 += "e1";
    CHECK_FALSE(with("next-dbkey " + e1, "next-dbkey -"));  // both or neither
    CHECK_FALSE(with("\nminimum 64 2", "\nminimum 64 2 1"));
    CHECK_FALSE(with("\nminimum 64 2", "\nminimum 63 2"));
    CHECK_FALSE(with("\ncreated", "\n\ncreated"));
    CHECK_FALSE(with("T08:05:09Z\n", "T08:05:09Z"));
    CHECK_FALSE(with("T08:05:09Z\n", "T08:05:09Z\nmore\n"));
    CHECK_FALSE(with("vault 3f6d9a52", "vault 3F6D9A52"));
    for (std::size_t length = 0; length < text.size(); ++length) {
        INFO(length);
        CHECK_FALSE(read_vault_payload(bytes_of(text).first(length)));
    }
}

TEST_CASE("calibrate: the cost is never under the floor", "[vault_key]")
{
    const auto cost = calibrate({400, 2});
    CHECK((cost.mebibytes == 400 || cost.mebibytes == 800));
    CHECK(cost.passes == 2);
    CHECK(calibrate({600, 2}) == KdfCost{600, 2});  // twice as much would be over 1024 MiB
}
