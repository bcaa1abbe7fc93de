#include <catch2/catch_test_macros.hpp>

#include "crypto/base/utf8.h"

using namespace base;

TEST_CASE("utf8: every code point goes there and back", "[base]")
{
    std::size_t wrong = 0;
    for (char32_t point = 0; point <= 0x10FFFF; ++point) {
        if (point >= 0xD800 && point <= 0xDFFF) continue;
        std::string text;
        append_utf8(text, point);
        std::string_view rest = text;
        if (take_code_point(rest) != point || !rest.empty()) ++wrong;
    }
    CHECK(wrong == 0);
}

TEST_CASE("utf8: what RFC 3629 forbids is refused and nothing is taken", "[base]")
{
    const std::string bad[] = {"\x80",
                               "\xBF",
                               "\xC0\x80",
                               "\xC1\xBF",
                               "\xE0\x80\x80",
                               "\xE0\x9F\xBF",
                               "\xED\xA0\x80",
                               "\xED\xBF\xBF",
                               "\xF0\x80\x80\x80",
                               "\xF0\x8F\xBF\xBF",
                               "\xF4\x90\x80\x80",
                               "\xF5\x80\x80\x80",
                               "\xFF",
                               "\xC3",
                               "\xE2\x82",
                               "\xF0\x9F\x98",
                               "\xC3(",
                               "\xE2\x28\xA1"};
    for (const auto& text : bad) {
        INFO("sequence of " << text.size() << " bytes beginning "
                            << static_cast<int>(static_cast<unsigned char>(text[0])));
        std::string_view rest = text;
        CHECK_FALSE(take_code_point(rest).has_value());
        CHECK(rest.size() == text.size());
        CHECK_FALSE(is_utf8("ok" + text));
    }
    CHECK(is_utf8(""));
    CHECK(is_utf8("Zażółć \xF0\x9F\x98\x80"));
}
