// Project Wycheproof's vectors, through the functions that this module really calls.

#include <sodium.h>
#include <array>
#include <catch2/catch_test_macros.hpp>
#include <functional>

#include "crypto/base/secret.h"
#include "crypto/primitives/kdf.h"
#include "crypto/primitives/sign.h"
#include "storage/json/json.h"
#include "tests/support/vectors.h"

namespace {

using base::Bytes;

Bytes hex(const json::Object& object, std::string_view key)
{
    auto bytes = base::from_hex(json::text_or(object, key));
    REQUIRE(bytes);
    return *bytes;
}

/// Calls `one` for every vector of a file; counts them.
void each_vector(const std::string& file, std::size_t expected,
                 const std::function<void(const json::Object& group, const json::Object& test)>& one)
{
    const auto folder = test::vectors("wycheproof");
    if (!folder) {
        test::count_vectors("wycheproof/" + file, 0, expected);
        SKIP("no vectors: set CAIRN_VECTORS");
    }
    const auto whole = json::parse_object(test::file_bytes(*folder / (file + "_test.json")));
    REQUIRE(whole);
    std::size_t run = 0;
    for (const auto& group : *whole->find("testGroups")->array()) {
        for (const auto& vector : *group.object()->find("tests")->array()) {
            const auto& test = *vector.object();
            INFO(file << " " << json::number_or(test, "tcId") << ": " << json::text_or(test, "comment"));
            one(*group.object(), test);
            ++run;
        }
    }
    CHECK(run == expected);
    test::count_vectors("wycheproof/" + file, run, 0);
}

bool is_valid(const json::Object& test)
{
    return json::text_or(test, "result") == "valid";
}

}  // namespace

TEST_CASE("wycheproof: Ed25519 verification", "[vectors]")
{
    each_vector("ed25519", 151, [](const json::Object& group, const json::Object& test) {
        const auto point = hex(*group.find("publicKey")->object(), "pk");
        CHECK(crypto::ed25519_verify(point, hex(test, "msg"), hex(test, "sig")) == is_valid(test));
    });
}

TEST_CASE("wycheproof: X25519", "[vectors]")
{
    base::start_crypto();
    each_vector("x25519", 518, [](const json::Object&, const json::Object& test) {
        std::array<std::uint8_t, 32> shared{};
        const bool made =
            crypto_scalarmult(shared.data(), hex(test, "private").data(), hex(test, "public").data()) == 0;
        const bool neutral = json::text_or(test, "shared") == std::string(64, '0');
        CHECK(made == !neutral);
        if (made) CHECK(base::to_hex(shared) == json::text_or(test, "shared"));
    });
}

TEST_CASE("wycheproof: ChaCha20-Poly1305", "[vectors]")
{
    base::start_crypto();
    each_vector("chacha20_poly1305", 325, [](const json::Object&, const json::Object& test) {
        const auto key = hex(test, "key");
        const auto nonce = hex(test, "iv");
        const auto more = hex(test, "aad");
        const auto plain = hex(test, "msg");
        auto sealed = hex(test, "ct");
        const auto tag = hex(test, "tag");
        sealed.insert(sealed.end(), tag.begin(), tag.end());
        // Only 96-bit nonces can be asked of this function at all.
        if (nonce.size() != crypto_aead_chacha20poly1305_ietf_NPUBBYTES) {
            CHECK_FALSE(is_valid(test));
            return;
        }
        Bytes opened(sealed.size() - tag.size());
        const bool held = crypto_aead_chacha20poly1305_ietf_decrypt(
                              opened.data(), nullptr, nullptr, sealed.data(), sealed.size(), more.data(),
                              more.size(), nonce.data(), key.data()) == 0;
        CHECK(held == is_valid(test));
        if (!is_valid(test)) return;
        CHECK(opened == plain);
        Bytes again(plain.size() + tag.size());
        crypto_aead_chacha20poly1305_ietf_encrypt(again.data(), nullptr, plain.data(), plain.size(),
                                                  more.data(), more.size(), nullptr, nonce.data(),
                                                  key.data());
        CHECK(again == sealed);
    });
}

TEST_CASE("wycheproof: HKDF-SHA-256", "[vectors]")
{
    each_vector("hkdf_sha256", 86, [](const json::Object&, const json::Object& test) {
        Bytes into(static_cast<std::size_t>(json::number_or(test, "size")));
        const bool made = crypto::hkdf_sha256(hex(test, "ikm"), hex(test, "salt"), hex(test, "info"), into);
        CHECK(made == is_valid(test));
        if (made) CHECK(into == hex(test, "okm"));
    });
}

TEST_CASE("wycheproof: HMAC-SHA-256", "[vectors]")
{
    each_vector("hmac_sha256", 174, [](const json::Object& group, const json::Object& test) {
        const auto tag = crypto::hmac_sha256(hex(test, "key"), {hex(test, "msg")});
        const auto bytes = static_cast<std::size_t>(json::number_or(group, "tagSize")) / 8;
        CHECK((base::to_hex(base::ByteView(tag).first(bytes)) == json::text_or(test, "tag")) ==
              is_valid(test));
    });
}
