#include <array>
#include <catch2/catch_test_macros.hpp>

#include "crypto/primitives/bech32.h"

using namespace crypto;

namespace {

std::string encode(std::string_view prefix, base::ByteView data)
{
    std::string text(bech32_length(prefix.size(), data.size()), '\0');
    bech32_encode(prefix, data, text);
    return text;
}

}  // namespace

TEST_CASE("bech32: the all-zero example of BIP 173 is spelled as there", "[bech32]")
{
    // abcdef1qpzry9x8gf2tvdw0s3jn54khce6mua7lmqqqxw holds the 32 symbols in order: 20 bytes.
    base::Bytes data(20);
    REQUIRE(bech32_decode("abcdef1qpzry9x8gf2tvdw0s3jn54khce6mua7lmqqqxw", "abcdef", data));
    CHECK(base::to_hex(data) == "00443214c74254b635cf84653a56d7c675be77df");
    CHECK(encode("abcdef", data) == "abcdef1qpzry9x8gf2tvdw0s3jn54khce6mua7lmqqqxw");
    base::Bytes none;
    CHECK(bech32_decode("A12UEL5L", "a", none));
    CHECK(encode("a", {}) == "a12uel5l");
}

TEST_CASE("bech32: every length goes there and back, also in capitals", "[bech32]")
{
    base::Bytes data;
    for (int i = 0; i < 70; ++i) {
        INFO(i);
        std::string text = encode("age", data);
        base::Bytes back(data.size());
        CHECK(bech32_decode(text, "age", back));
        CHECK(back == data);
        for (char& c : text)
            if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 32);
        CHECK(bech32_decode(text, "age", back));
        data.push_back(static_cast<std::uint8_t>(i * 41 + 3));
    }
}

TEST_CASE("bech32: each wrong character and each mixed case is refused", "[bech32]")
{
    const base::Bytes data(32, 0x42);
    const std::string good = encode("age", data);
    base::Bytes back(32);
    for (std::size_t at = 0; at < good.size(); ++at) {
        for (const char c : std::string_view("qpz7b1IA!\x80")) {
            if (good[at] == c) continue;
            std::string bad = good;
            bad[at] = c;
            INFO(bad);
            CHECK_FALSE(bech32_decode(bad, "age", back));
        }
    }
    CHECK_FALSE(bech32_decode(good, "agf", back));
    CHECK_FALSE(bech32_decode(good.substr(1), "age", back));
    CHECK_FALSE(bech32_decode(good + "q", "age", back));
}

TEST_CASE("bech32: filling bits that are not zero are refused", "[bech32]")
{
    std::array<std::uint8_t, 1> byte{};
    CHECK(bech32_decode("a1qqqd87cq", "a", byte));
    // The same byte with a filling bit set, and a checksum that is right for it.
    CHECK_FALSE(bech32_decode("a1qpamnt9j", "a", byte));
    CHECK_FALSE(bech32_decode("a1qzngxatd", "a", byte));
}
