#include <catch2/catch_test_macros.hpp>

#include "crypto/primitives/passphrase.h"

using namespace crypto;
using base::bytes_of;
using base::ErrorKind;

TEST_CASE("passphrase: spellings that look the same become one", "[passphrase]")
{
    const auto normal = [](std::string_view text) {
        const auto secret = normalised_passphrase(bytes_of(text));
        REQUIRE(secret);
        return std::string(base::text_of(secret->bytes()));
    };
    CHECK(normal("e\xCC\x81t\xC3\xA9") == "\xC3\xA9t\xC3\xA9");  // combining accent
    CHECK(normal("\xEF\xAC\x81sh") == "fish");                   // ligature
    CHECK(normal("a\xC2\xA0"
                 "b") == "a b");                        // no-break space
    CHECK(normal("\xEF\xBC\xA1\xEF\xBC\x91") == "A1");  // full width
    CHECK(normal(" as it is ") == " as it is ");
}

TEST_CASE("passphrase: what is no text, empty or too long is invalid", "[passphrase]")
{
    CHECK(normalised_passphrase(bytes_of("")).error().kind == ErrorKind::Invalid);
    CHECK(normalised_passphrase(bytes_of("\xff\xfe")).error().kind == ErrorKind::Invalid);
    CHECK(normalised_passphrase(bytes_of("\xED\xA0\x80")).error().kind == ErrorKind::Invalid);
    CHECK(normalised_passphrase(bytes_of(std::string(4096, 'x'))));
    CHECK(normalised_passphrase(bytes_of(std::string(4097, 'x'))).error().kind == ErrorKind::Invalid);
    CHECK(bits(bytes_of("\xff")) == 0);
}

TEST_CASE("passphrase strength: five unrelated words and random characters pass", "[passphrase]")
{
    for (const auto* text :
         {"lantern gravel sonnet piano thimble", "anvil-meadow-turnip-copper-glacier",
          "velvet harbour onion trumpet candle mosaic", "kX9#tQ2!vL7@mZ4$w", "h7Gq-2pXw-9LmR-t4Ks-v8Nd",
          "xkqzjvbwmpfhtrlgyndc", "brzeg lampa kot wiadro szafa okno"}) {
        INFO(text << " " << bits(bytes_of(text)));
        CHECK(check_strength(bytes_of(text)));
    }
}

TEST_CASE("passphrase strength: what guessers try is refused in words that help", "[passphrase]")
{
    for (const auto* text : {"password", "P@ssw0rd123!", "Summer2026!", "correct horse battery staple",
                             "correcthorsebatterystaple", "qwertyuiopasdfghjklzxcvbnm",
                             "12345678901234567890", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                             "abcdefghijklmnopqrstuvwxyz", "letmein letmein letmein letmein letmein",
                             "table table table table table table", "Arsenal 12/05/1984", "MichaelJordan1963",
                             "homicide review 2026 london borough police", "a", "kX9#tQ2!"}) {
        INFO(text << " " << bits(bytes_of(text)));
        const auto checked = check_strength(bytes_of(text));
        REQUIRE_FALSE(checked);
        CHECK(checked.error().kind == ErrorKind::Refused);
        CHECK(checked.error().code == "weak_passphrase");
    }
}

TEST_CASE("passphrase strength: more of the same adds almost nothing", "[passphrase]")
{
    const double once = bits(bytes_of("lantern gravel"));
    CHECK(bits(bytes_of("lantern gravel lantern gravel lantern gravel")) < once + 10);
    CHECK(bits(bytes_of("LANTERN GRAVEL")) < once + 5);
    CHECK(bits(bytes_of("lantern gravel 1984")) < once + 10);
}
