#include <catch2/catch_test_macros.hpp>

#include "crypto/base/bytes.h"

using namespace base;

namespace {

Bytes bytes(std::string_view text)
{
    const auto view = bytes_of(text);
    return {view.begin(), view.end()};
}

}  // namespace

TEST_CASE("hex: bytes go there and back in lower case", "[base]")
{
    const Bytes value{0x00, 0x7f, 0xab, 0xff};
    CHECK(to_hex(value) == "007fabff");
    CHECK(*from_hex("007fabff") == value);
    CHECK(from_hex("")->empty());
}

TEST_CASE("hex: capitals, odd lengths and other characters are refused", "[base]")
{
    for (const auto* text : {"0", "0G", "AB", "0x", " 0", "0\n", "abc"}) {
        INFO(text);
        CHECK_FALSE(from_hex(text));
    }
    CHECK_FALSE(digest32_from_hex(std::string(62, 'a')));
    CHECK_FALSE(digest32_from_hex(std::string(66, 'a')));
    CHECK_FALSE(digest32_from_hex(std::string(64, 'A')));
    CHECK(digest32_from_hex(std::string(64, 'a')));
    CHECK(digest64_from_hex(std::string(128, '0')));
    CHECK_FALSE(digest64_from_hex(std::string(64, '0')));
}

TEST_CASE("base64: the strings of RFC 4648 section 10 come out and go in", "[base]")
{
    const std::pair<std::string, std::string> known[] = {{"", ""},
                                                         {"f", "Zg=="},
                                                         {"fo", "Zm8="},
                                                         {"foo", "Zm9v"},
                                                         {"foob", "Zm9vYg=="},
                                                         {"fooba", "Zm9vYmE="},
                                                         {"foobar", "Zm9vYmFy"}};
    for (const auto& [plain, text] : known) {
        INFO(plain);
        CHECK(to_base64(bytes_of(plain)) == text);
        CHECK(*from_base64(text) == bytes(plain));
        const std::string raw = text.substr(0, text.find('='));
        CHECK(to_base64_raw(bytes_of(plain)) == raw);
        CHECK(*from_base64_raw(raw) == bytes(plain));
    }
    CHECK(to_base64_url(Bytes{0xfb, 0xff, 0xfe}) == "-__-");
    CHECK(to_base64(Bytes{0xfb, 0xff, 0xfe}) == "+//+");
}

TEST_CASE("base64: a second spelling of the same bytes is refused", "[base]")
{
    for (const auto* text : {"Zg", "Zg=", "Zh==", "Zm9=", "Zm9v=", "Z===", "====", "Zm9v\n", " Zm9v", "Zm-v",
                             "Zm_v", "Zg==Zg=="}) {
        INFO(text);
        CHECK_FALSE(from_base64(text));
    }
    for (const auto* text : {"Z", "Zg==", "Zh", "Zm9vZ", "Zm9v\r", "Zm9 "}) {
        INFO(text);
        CHECK_FALSE(from_base64_raw(text));
    }
}

TEST_CASE("base64: every length up to 100 goes there and back", "[base]")
{
    Bytes value;
    for (int i = 0; i < 100; ++i) {
        value.push_back(static_cast<std::uint8_t>(i * 37 + 11));
        INFO(i);
        CHECK(*from_base64(to_base64(value)) == value);
        CHECK(*from_base64_raw(to_base64_raw(value)) == value);
    }
}

TEST_CASE("fingerprint: the first 100 bits are five groups of Crockford characters", "[base]")
{
    Digest32 digest{};
    CHECK(fingerprint(digest) == "0000-0000-0000-0000-0000");
    digest.fill(0xff);
    CHECK(fingerprint(digest) == "ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ");
    // 00001 00010 00011 00100 00101 ... up to 20: 0x08 0x86 0x42 0x98 0xe8 ...
    for (std::size_t i = 0; i < 20; ++i)
        for (std::size_t bit = 0; bit < 5; ++bit) {
            const std::size_t at = i * 5 + bit;
            const bool set = ((i + 1) >> (4 - bit) & 1) != 0;
            const auto mask = static_cast<std::uint8_t>(0x80 >> at % 8);
            digest[at / 8] = static_cast<std::uint8_t>(set ? digest[at / 8] | mask : digest[at / 8] & ~mask);
        }
    CHECK(fingerprint(digest) == "1234-5678-9ABC-DEFG-HJKM");
}

TEST_CASE("equal_secret: only equal bytes of equal length are equal", "[base]")
{
    const Bytes a{1, 2, 3};
    CHECK(equal_secret(a, Bytes{1, 2, 3}));
    CHECK_FALSE(equal_secret(a, Bytes{1, 2, 4}));
    CHECK_FALSE(equal_secret(a, Bytes{1, 2}));
    CHECK(equal_secret(Bytes{}, Bytes{}));
}
