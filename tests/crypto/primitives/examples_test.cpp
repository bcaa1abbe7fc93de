// The worked examples in docs/formats are true: each is read, and written again byte for byte.
// `test_crypto_primitives "examples: fresh ones"` prints new ones when a format changes.

#include <catch2/catch_test_macros.hpp>
#include <iostream>

#include "crypto/base/clock.h"
#include "crypto/base/lexical.h"
#include "crypto/primitives/age_parts.h"
#include "crypto/primitives/hash.h"
#include "crypto/primitives/sign.h"
#include "crypto/primitives/vault_payload.h"
#include "tests/support/age_header.h"
#include "tests/support/vectors.h"

using namespace crypto;
using base::bytes_of;
using base::text_of;
using test::header_of;

namespace {

const std::string kPlaintext = "What was learned is kept.\n";
const std::string kPassphrase = "lantern gravel sonnet piano thimble";

/// The fenced block of that name in a document.
std::string block(const std::string& document, const std::string& name)
{
    const auto text = test::file_bytes(std::filesystem::path(PROJECT_ROOT) / "docs" / "formats" / document);
    const std::string start = "```text " + name + "\n";
    const auto at = text.find(start);
    INFO(document << " " << name);
    REQUIRE(at != text.npos);
    const auto from = at + start.size();
    return text.substr(from, text.find("```", from) - from);
}

Bytes hex_block(const std::string& document, const std::string& name)
{
    std::string digits;
    for (const char c : block(document, name))
        if (c != '\n' && c != ' ') digits += c;
    auto bytes = base::from_hex(digits);
    REQUIRE(bytes);
    return *bytes;
}

std::string one_line(const std::string& document, const std::string& name)
{
    auto text = block(document, name);
    REQUIRE(text.ends_with('\n'));
    text.pop_back();
    return text;
}

/// The file written again from its parts under this file key: header, nonce, and one chunk.
Bytes written_again(const Bytes& file, ByteView file_key, ByteView plain)
{
    const auto header = header_of(file);
    Bytes again = write_header(header.stanzas, file_key);
    const auto nonce = ByteView(file).subspan(header.size, kPayloadNonce);
    Bytes sealed(plain.size() + kTag);
    ChunkCipher(file_key, nonce).seal(0, true, plain, sealed);
    again.insert(again.end(), nonce.begin(), nonce.end());
    again.insert(again.end(), sealed.begin(), sealed.end());
    return again;
}

Identity fixed_identity()
{
    return *Identity::restore(Bytes(32, 0x11));
}

SigningKey fixed_key()
{
    Bytes stored{1, 2, 3, 4, 5, 6, 7, 8};
    stored.resize(40, 0x22);
    return *SigningKey::restore(stored);
}

VaultKeys fixed_keys()
{
    VaultKeys keys;
    keys.vault = "3f6d9a52-0c1e-4b7a-9d21-5e8f00a1b2c3";
    keys.database_key = Secret::copy_of(Bytes(32, 0x33));
    keys.database_salt = Secret::copy_of(Bytes(16, 0x44));
    keys.minimum = {64, 2};
    keys.created = *base::time_from_text("2026-03-01T08:05:09Z");
    return keys;
}

void print(const std::string& name, ByteView bytes)
{
    std::cout << "```text " << name << '\n';
    for (std::size_t at = 0; at < bytes.size(); at += 32)
        std::cout << base::to_hex(bytes.subspan(at, std::min<std::size_t>(32, bytes.size() - at))) << '\n';
    std::cout << "```\n";
}

}  // namespace

TEST_CASE("examples: lexical.md spells its values as the program does", "[examples]")
{
    const auto text = block("lexical.md", "values");
    auto lines = base::LineReader::open(text);
    REQUIRE(lines);
    const auto hash = sha256(bytes_of("cairn"));
    CHECK(*lines->field("hex") == base::to_hex(hash));
    CHECK(*lines->field("base64") == base::to_base64(hash));
    CHECK(*lines->field("base64-age") == base::to_base64_raw(hash));
    CHECK(*lines->field("base64-url") == base::to_base64_url(hash));
    CHECK(*lines->field("fingerprint") == base::fingerprint(hash));
    CHECK(*base::number_from_text(*lines->field("integer")) == 0x7FFFFFFFFFFFFFFF);
    CHECK(*lines->field("time") == base::to_text(base::Time(std::chrono::seconds(1772352309))));
    CHECK(base::is_uuid(*lines->field("uuid")));
    CHECK(*lines->field("keynumber") == fixed_key().public_key().number_text());
    CHECK(lines->at_end());
    CHECK(hex_block("lexical.md", "bytes") == Bytes(text.begin(), text.end()));
}

TEST_CASE("examples: the file of age-profile.md opens and is written again alike", "[examples]")
{
    const auto identity = Identity::parse(bytes_of(one_line("age-profile.md", "identity")));
    REQUIRE(identity);
    CHECK(base::equal_secret(identity->scalar(), fixed_identity().scalar()));
    CHECK(one_line("age-profile.md", "recipient") == identity->recipient().text());
    const auto file = hex_block("age-profile.md", "file");
    CHECK(file.size() == encrypted_size(1, kPlaintext.size()));
    base::MemorySource from(file);
    auto reader = decrypt(from, {&*identity, 1});
    REQUIRE(reader);
    base::MemorySink out;
    REQUIRE(base::copy(*reader, out));
    CHECK(text_of(out.bytes) == kPlaintext);
    const auto header = header_of(file);
    CHECK(block("age-profile.md", "header") == text_of(ByteView(file).first(header.size)));
    const auto file_key = unwrap(header, {&*identity, 1});
    REQUIRE(file_key);
    CHECK(one_line("age-profile.md", "file-key") == base::to_hex(file_key->bytes()));
    CHECK(written_again(file, file_key->bytes(), bytes_of(kPlaintext)) == file);
}

TEST_CASE("examples: the signature of signature.md is the one that is made", "[examples]")
{
    const auto key = fixed_key();
    CHECK(one_line("signature.md", "key") == base::to_hex(key.store()));
    CHECK(one_line("signature.md", "public-key") == key.public_key().text());
    const auto text = sign(key, bytes_of(kPlaintext), "an example");
    CHECK(block("signature.md", "minisig") == text);
    CHECK(hex_block("signature.md", "bytes") == Bytes(text.begin(), text.end()));
    const auto signature = parse_signature(block("signature.md", "minisig"));
    REQUIRE(signature);
    CHECK(verify(key.public_key(), *signature, bytes_of(kPlaintext)));
}

TEST_CASE("examples: the file of vault-key.md opens both ways and is written again alike", "[examples]")
{
    const auto file = hex_block("vault-key.md", "file");
    auto parsed = VaultKeyFile::parse(file);
    REQUIRE(parsed);
    REQUIRE(parsed->open({.passphrase = bytes_of(one_line("vault-key.md", "passphrase"))}));
    const Identity kit = fixed_identity();
    REQUIRE(parsed->open({.passphrase = {}, .recovery = &kit}));
    const auto header = header_of(file);
    CHECK(block("vault-key.md", "header") == text_of(ByteView(file).first(header.size)));
    const auto text = write_vault_payload(fixed_keys());
    REQUIRE(text);
    CHECK(block("vault-key.md", "payload") == text_of(text->bytes()));
    const auto file_key = unwrap(header, {&kit, 1});
    REQUIRE(file_key);
    CHECK(written_again(file, file_key->bytes(), text->bytes()) == file);
}

TEST_CASE("examples: fresh ones", "[.generate]")
{
    const auto to = fixed_identity().recipient();
    base::MemorySink age;
    auto writer = encrypt({&to, 1}, age);
    REQUIRE(writer);
    REQUIRE(writer->write(bytes_of(kPlaintext)));
    REQUIRE(writer->finish());
    const auto header = header_of(age.bytes);
    const auto me = fixed_identity();
    std::cout << text_of(me.text().bytes()) << '\n' << to.text() << '\n';
    std::cout << text_of(ByteView(age.bytes).first(header.size))
              << base::to_hex(unwrap(header, {&me, 1})->bytes()) << '\n';
    print("file", age.bytes);
    const auto text = sign(fixed_key(), bytes_of(kPlaintext), "an example");
    std::cout << base::to_hex(fixed_key().store()) << '\n' << fixed_key().public_key().text() << '\n' << text;
    print("bytes", bytes_of(text));
    auto vault = VaultKeyFile::create(fixed_keys(), bytes_of(kPassphrase), {64, 2}, to);
    REQUIRE(vault);
    const auto file = vault->encode();
    std::cout << text_of(ByteView(file).first(header_of(file).size))
              << text_of(write_vault_payload(fixed_keys())->bytes());
    print("file", file);
    const auto hash = sha256(bytes_of("cairn"));
    std::cout << base::to_hex(hash) << '\n'
              << base::to_base64(hash) << '\n'
              << base::to_base64_url(hash) << '\n';
    std::cout << base::fingerprint(hash) << '\n' << fixed_key().public_key().number_text() << '\n';
}
