#include <catch2/catch_test_macros.hpp>

#include "crypto/primitives/sign.h"
#include "storage/json/json.h"
#include "tests/support/vectors.h"

using namespace crypto;
using base::Bytes;
using base::bytes_of;
using base::ErrorKind;

namespace {

SigningKey signing_key(std::uint8_t fill)
{
    return *SigningKey::restore(Bytes(40, fill));
}

bool holds(const PublicKey& by, std::string_view text, std::string_view message)
{
    const auto signature = parse_signature(text);
    return signature && verify(by, *signature, bytes_of(message));
}

/// Our JSON has no CR in strings, some of these vectors do: a private character stands in for it while
/// parsing.
constexpr std::string_view kStandIn = "\xEE\x80\x80";  // U+E000

std::string replaced(std::string text, std::string_view from, std::string_view to)
{
    for (auto at = text.find(from); at != text.npos; at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
    return text;
}

std::string text_of_member(const json::Object& vector, std::string_view key)
{
    return replaced(json::text_or(vector, key), kStandIn, "\r");
}

}  // namespace

TEST_CASE("signature: what was signed verifies and its comments come back", "[sign]")
{
    const auto text = sign(signing_key(1), bytes_of("a message"), "cairn1 test", "hello");
    const auto signature = parse_signature(text);
    REQUIRE(signature);
    CHECK(signature->trusted_comment == "cairn1 test");
    CHECK(signature->untrusted_comment == "hello");
    CHECK(signature->number == signing_key(1).public_key().number);
    CHECK(verify(signing_key(1).public_key(), *signature, bytes_of("a message")));
    CHECK(sign(signing_key(1), bytes_of("a message"), "cairn1 test", "hello") ==
          text);  // RFC 8032: no chance in it
}

TEST_CASE("signature: an empty message and an empty comment can be signed", "[sign]")
{
    CHECK(holds(signing_key(1).public_key(), sign(signing_key(1), {}, ""), ""));
}

TEST_CASE("signature: another message, key or comment does not hold", "[sign]")
{
    const auto text = sign(signing_key(1), bytes_of("a message"), "one");
    const auto signature = *parse_signature(text);
    CHECK(verify(signing_key(1).public_key(), signature, bytes_of("a messagf")).error().kind ==
          ErrorKind::Denied);
    CHECK(verify(signing_key(2).public_key(), signature, bytes_of("a message")).error().kind ==
          ErrorKind::Denied);
    auto same_number = signing_key(2).public_key();
    same_number.number = signing_key(1).public_key().number;
    CHECK_FALSE(verify(same_number, signature, bytes_of("a message")));
    auto altered = signature;
    altered.trusted_comment = "two";
    CHECK_FALSE(verify(signing_key(1).public_key(), altered, bytes_of("a message")));
}

TEST_CASE("signature: a flip of any byte but the untrusted comment's is refused", "[sign]")
{
    const auto text = sign(signing_key(1), bytes_of("m"), "trusted");
    const auto comment_from = std::string("untrusted comment: ").size();
    const auto comment_to = text.find('\n');
    for (std::size_t at = 0; at < text.size(); ++at) {
        for (const int flip : {0x01, 0x04, 0x20, 0x80}) {
            std::string bad = text;
            bad[at] = static_cast<char>(bad[at] ^ flip);
            INFO("byte " << at << " xor " << flip);
            if (at >= comment_from && at < comment_to)
                continue;  // minisign does not sign it, and nothing reads it
            CHECK_FALSE(holds(signing_key(1).public_key(), bad, "m"));
        }
    }
}

TEST_CASE("signature: a cut at any length and anything behind it is refused", "[sign]")
{
    const auto text = sign(signing_key(1), bytes_of("m"), "trusted");
    for (std::size_t length = 0; length < text.size(); ++length) {
        INFO(length);
        CHECK_FALSE(parse_signature(text.substr(0, length)));
    }
    CHECK_FALSE(parse_signature(text + "\n"));
    CHECK_FALSE(parse_signature(text + text));
}

TEST_CASE("signature: looser forms that minisign reads are refused", "[sign]")
{
    const auto text = sign(signing_key(1), bytes_of("m"), "trusted");
    const auto with = [&](const std::string& from, const std::string& to) {
        std::string other = text;
        other.replace(other.find(from), from.size(), to);
        return other;
    };
    CHECK(parse_signature(text));
    CHECK_FALSE(parse_signature(with("\n", "\r\n")));
    CHECK_FALSE(parse_signature(with("untrusted comment: ", "untrusted comment:")));
    CHECK_FALSE(parse_signature(with("\ntrusted", "\nTrusted")));
    CHECK_FALSE(parse_signature(with("cairn1", "cairn\x01")));
    CHECK_FALSE(parse_signature(with("cairn1", "cairn\xff")));
    CHECK_FALSE(parse_signature(with("cairn1", std::string(9000, 'x'))));
}

TEST_CASE("public key: its text goes there and back and its number reads high byte first", "[sign]")
{
    PublicKey known;
    known.number = {0x01, 0x23, 0x45, 0x67, 0x89, 0xab, 0xcd, 0x00};
    CHECK(known.number_text() == "00CDAB8967452301");
    const auto mine = signing_key(3).public_key();
    CHECK(mine.text().size() == 56);
    CHECK(mine.text().starts_with("RW"));
    CHECK(*PublicKey::parse(mine.text()) == mine);
    for (const auto& text :
         {mine.text() + "\n", mine.text().substr(1), std::string(56, 'A'), std::string()}) {
        INFO(text);
        CHECK(PublicKey::parse(text).error().kind == ErrorKind::Invalid);
    }
}

TEST_CASE("signing key: what was stored is the same key", "[sign]")
{
    const auto fresh = SigningKey::generate();
    const auto again = SigningKey::restore(fresh.store());
    REQUIRE(again);
    CHECK(again->public_key() == fresh.public_key());
    CHECK(fresh.public_key() != SigningKey::generate().public_key());
    CHECK_FALSE(SigningKey::restore(Bytes(39)));
}

TEST_CASE("ed25519: the first examples of RFC 8032 hold", "[sign]")
{
    const auto seed = *base::from_hex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60");
    CHECK(base::to_hex(ed25519_public(seed)) ==
          "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
    const auto signature = ed25519_sign(seed, {});
    CHECK(base::to_hex(signature) ==
          "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd2"
          "5bf5f0595bbe246551"
          "41438e7a100b");
    CHECK(ed25519_verify(ed25519_public(seed), {}, signature));
    CHECK_FALSE(ed25519_verify(ed25519_public(seed), Bytes{0}, signature));
    CHECK_FALSE(ed25519_verify(ed25519_public(seed), {}, base::ByteView(signature).first(63)));
    CHECK_FALSE(ed25519_verify(Bytes(31), {}, signature));
}

TEST_CASE("minisign vectors: only strict prehashed signatures are read", "[vectors]")
{
    const auto folder = test::vectors("minisign");
    if (!folder) {
        test::count_vectors("minisign", 0, 20);
        SKIP("no vectors: set CAIRN_VECTORS");
    }
    const auto all =
        json::parse_object(replaced(test::file_bytes(*folder / "vectors.json"), "\\r", kStandIn));
    REQUIRE(all);
    std::size_t run = 0;
    for (const auto& value : *all->find("signatures")->array()) {
        const auto& vector = *value.object();
        INFO(json::text_or(vector, "name"));
        const auto signature = parse_signature(text_of_member(vector, "sig"));
        const bool valid = json::flag_or(vector, "strict_valid");
        CHECK(signature.has_value() == valid);
        if (valid) {
            const auto by = PublicKey::parse(json::text_or(vector, "pubkey"));
            REQUIRE(by);
            CHECK(verify(*by, *signature, *base::from_hex(json::text_or(vector, "message_hex"))));
        }
        ++run;
    }
    CHECK(run == 16);
    for (const auto& value : *all->find("public_keys")->array()) {
        const auto& vector = *value.object();
        const auto text = text_of_member(vector, "text");
        INFO(text);
        // White space after a key is narrowed: one spelling only.
        CHECK(PublicKey::parse(text).has_value() ==
              (!json::flag_or(vector, "should_fail") && text.size() == 56));
        ++run;
    }
    CHECK(run == 20);
    test::count_vectors("minisign", run, 0);
}
