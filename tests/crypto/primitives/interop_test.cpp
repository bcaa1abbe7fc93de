// The real programs read what we write, and we read what they write.

#include <catch2/catch_test_macros.hpp>
#include <filesystem>

#include "crypto/base/platform.h"
#include "crypto/primitives/age.h"
#include "crypto/primitives/hash.h"
#include "crypto/primitives/sign.h"
#include "crypto/primitives/vault_key.h"

using namespace crypto;
using base::bytes_of;
using base::Path;
using base::Privacy;
using base::text_of;

namespace {

struct Folder {
    Path path = *base::make_temporary_folder();
    ~Folder()
    {
        std::error_code ignored;
        std::filesystem::remove_all(path, ignored);
    }
    std::string at(const std::string& name) const { return (path / name).native(); }
    std::string put(const std::string& name, ByteView bytes) const
    {
        REQUIRE(base::replace_file(path / name, bytes, Privacy::OwnerOnly));
        return at(name);
    }
    Bytes get(const std::string& name) const
    {
        auto bytes = base::read_file(path / name, 1 << 26);
        REQUIRE(bytes);
        return *bytes;
    }
};

/// Runs it; it must be there and succeed.
Bytes ran(const std::vector<std::string>& command, ByteView input = {})
{
    const auto finished = base::run(command, input);
    INFO(command[0]);
    REQUIRE(finished);
    INFO(text_of(finished->errors));
    REQUIRE(finished->exit_code == 0);
    return finished->output;
}

bool fails(const std::vector<std::string>& command, ByteView input = {})
{
    const auto finished = base::run(command, input);
    REQUIRE(finished);
    return finished->exit_code != 0;
}

Bytes made_up_bytes(std::size_t size)
{
    Bytes bytes(size);
    for (std::size_t i = 0; i < size; ++i) bytes[i] = static_cast<std::uint8_t>(i * 13 + i / 97);
    return bytes;
}

std::string trimmed(ByteView bytes)
{
    std::string text(text_of(bytes));
    while (text.ends_with('\n')) text.pop_back();
    return text;
}

constexpr std::size_t kSizes[] = {0, 1, 65535, 65536, 65537, 1'000'000};

}  // namespace

TEST_CASE("interop: age opens our files with each recipient's key", "[interop]")
{
    const Folder folder;
    const auto one = Identity::generate();
    const auto two = Identity::generate();
    folder.put("one", one.text().bytes());
    folder.put("two", two.text().bytes());
    CHECK(trimmed(ran({"age-keygen", "-y", folder.at("one")})) == one.recipient().text());
    for (const auto size : kSizes) {
        INFO(size);
        base::MemorySink file;
        auto writer = encrypt(std::vector{one.recipient(), two.recipient()}, file);
        REQUIRE(writer);
        REQUIRE(writer->write(made_up_bytes(size)));
        REQUIRE(writer->finish());
        for (const auto* key : {"one", "two"})
            CHECK(ran({"age", "-d", "-i", folder.at(key)}, file.bytes) == made_up_bytes(size));
    }
}

TEST_CASE("interop: we open age's files, as a stream and at any place", "[interop]")
{
    const Folder folder;
    ran({"age-keygen", "-o", folder.at("key")});
    const std::string text(text_of(folder.get("key")));
    const auto line = text.substr(text.find("AGE-SECRET-KEY-1"));
    const auto identity = Identity::parse(bytes_of(trimmed(bytes_of(line))));
    REQUIRE(identity);
    const auto other = Identity::generate().recipient().text();
    for (const auto size : kSizes) {
        INFO(size);
        const auto file = ran({"age", "-r", other, "-r", identity->recipient().text()}, made_up_bytes(size));
        CHECK(file.size() == encrypted_size(2, size));
        base::MemorySource from(file);
        auto reader = decrypt(from, {&*identity, 1});
        REQUIRE(reader);
        base::MemorySink out;
        REQUIRE(base::copy(*reader, out));
        CHECK(out.bytes == made_up_bytes(size));

        const auto read_at = [&](std::uint64_t offset, std::span<std::uint8_t> into) -> Result<void> {
            std::copy_n(file.begin() + static_cast<std::ptrdiff_t>(offset), into.size(), into.begin());
            return {};
        };
        auto places = SeekableReader::open(read_at, file.size(), {&*identity, 1});
        REQUIRE(places);
        CHECK(places->size() == size);
    }
}

TEST_CASE("interop: age's armored and passphrase files are refused by name", "[interop]")
{
    const auto me = Identity::generate();
    const auto armored = ran({"age", "-a", "-r", me.recipient().text()}, made_up_bytes(10));
    base::MemorySource from(armored);
    CHECK(decrypt(from, {&me, 1}).error().code == "age_armor");
}

TEST_CASE("interop: the recovery kit opens vault.key with age alone", "[interop]")
{
    const Folder folder;
    const auto kit = Identity::generate();
    VaultKeys keys;
    keys.vault = "3f6d9a52-0c1e-4b7a-9d21-5e8f00a1b2c3";
    keys.database_key = Secret::copy_of(Bytes(32, 0xab));
    keys.database_salt = Secret::copy_of(Bytes(16, 0xcd));
    keys.minimum = {64, 2};
    const auto file =
        VaultKeyFile::create(std::move(keys), bytes_of("five words of no matter"), {64, 2}, kit.recipient());
    REQUIRE(file);
    folder.put("kit", kit.text().bytes());
    const auto text = ran({"age", "-d", "-i", folder.at("kit")}, file->encode());
    CHECK(text_of(text).starts_with(
        "cairn/vault/v1\nvault 3f6d9a52-0c1e-4b7a-9d21-5e8f00a1b2c3\nepoch 1\ndbkey abab"));
}

TEST_CASE("interop: minisign verifies our signatures and refuses altered ones", "[interop]")
{
    const Folder folder;
    const auto key = SigningKey::generate();
    folder.put("message", made_up_bytes(5000));
    folder.put("sig", bytes_of(sign(key, made_up_bytes(5000), "cairn1 interop")));
    const std::vector<std::string> verify_it{
        "minisign", "-V", "-P", key.public_key().text(), "-m", folder.at("message"), "-x", folder.at("sig")};
    const auto said = ran(verify_it);
    CHECK(text_of(said).find("Trusted comment: cairn1 interop") != std::string_view::npos);
    folder.put("message", made_up_bytes(5001));
    CHECK(fails(verify_it));
}

TEST_CASE("interop: we verify minisign's signatures", "[interop]")
{
    const Folder folder;
    folder.put("message", made_up_bytes(5000));
    ran({"minisign", "-G", "-W", "-p", folder.at("public"), "-s", folder.at("secret")});
    ran({"minisign", "-S", "-s", folder.at("secret"), "-m", folder.at("message"), "-x", folder.at("sig"),
         "-t", "trusted words"});
    const auto public_text = trimmed(folder.get("public"));
    const auto key = PublicKey::parse(std::string_view(public_text).substr(public_text.find('\n') + 1));
    REQUIRE(key);
    const auto number = key->number_text();  // minisign leaves out zeros at its beginning
    CHECK(public_text.find(number.substr(number.find_first_not_of('0'))) != std::string::npos);
    const auto text = folder.get("sig");
    const auto signature = parse_signature(text_of(text));
    REQUIRE(signature);
    CHECK(signature->trusted_comment == "trusted words");
    CHECK(verify(*key, *signature, made_up_bytes(5000)));
    CHECK_FALSE(verify(*key, *signature, made_up_bytes(5001)));
}

TEST_CASE("interop: openssl verifies both Ed25519 signatures of a minisig", "[interop]")
{
    const Folder folder;
    const auto key = SigningKey::generate();
    const auto message = made_up_bytes(777);
    const auto signature = parse_signature(sign(key, message, "a comment"));
    REQUIRE(signature);
    // RFC 8410: the fixed beginning of an Ed25519 public key, then the point.
    Bytes der = *base::from_hex("302a300506032b6570032100");
    const auto point = key.public_key().point;
    der.insert(der.end(), point.begin(), point.end());
    folder.put("key", der);
    const auto verified = [&](ByteView covered, ByteView by) {
        folder.put("covered", covered);
        folder.put("by", by);
        return !fails({"openssl", "pkeyutl", "-verify", "-pubin", "-inkey", folder.at("key"), "-keyform",
                       "DER", "-rawin", "-in", folder.at("covered"), "-sigfile", folder.at("by")});
    };
    folder.put("message", message);
    const auto digest = ran({"openssl", "dgst", "-blake2b512", "-binary", folder.at("message")});
    CHECK(verified(digest, signature->of_message));
    Bytes covered(signature->of_message.begin(), signature->of_message.end());
    for (const char c : signature->trusted_comment) covered.push_back(static_cast<std::uint8_t>(c));
    CHECK(verified(covered, signature->of_comment));
    covered.back() ^= 0x01;
    CHECK_FALSE(verified(covered, signature->of_comment));
}

TEST_CASE("interop: openssl and coreutils give our hashes", "[interop]")
{
    const auto bytes = made_up_bytes(100'000);
    CHECK(base::to_hex(ran({"openssl", "dgst", "-sha256", "-binary"}, bytes)) == base::to_hex(sha256(bytes)));
    CHECK(base::to_hex(ran({"openssl", "dgst", "-sha512", "-binary"}, bytes)) == base::to_hex(sha512(bytes)));
    CHECK(trimmed(ran({"sha256sum"}, bytes)) == base::to_hex(sha256(bytes)) + "  -");
}
