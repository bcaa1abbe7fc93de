// A text as the forms read it: what only looks different made the same.
#include <algorithm>

#include "crypto/base/utf8.h"
#include "storage/rules/residual_forms.h"

namespace rules::residual {

namespace {

bool between(char32_t point, char32_t first, char32_t last)
{
    return point >= first && point <= last;
}

bool is_blank(char32_t point)
{
    return point == U'\t' || point == U'\n' || point == U'\r' || point == 0xA0 || point == 0x1680 ||
           between(point, 0x2000, 0x200A) || point == 0x2028 || point == 0x2029 || point == 0x202F ||
           point == 0x205F || point == 0x3000;
}

bool is_unseen(char32_t point)
{
    return point == 0xAD || point == 0x34F || point == 0x61C || point == 0x180E ||
           between(point, 0x200B, 0x200F) || between(point, 0x202A, 0x202E) ||
           between(point, 0x2060, 0x206F) || between(point, 0xFE00, 0xFE0F) || point == 0xFEFF;
}

bool is_dash(char32_t point)
{
    return between(point, 0x2010, 0x2015) || point == 0x2043 || point == 0x2212 || point == 0xFE58 ||
           point == 0xFE63 || point == 0xFF0D;
}

// Letters of other scripts drawn as ours.
char twin(char32_t point)
{
    constexpr std::u32string_view kDrawn = U"АВЕЅІЈКМНОРСТУХаеѕіјорсухΑΒΕΖΗΙΚΜΝΟΡΤΥΧο";
    constexpr std::string_view kMeant = "ABESIJKMHOPCTYXaesijopcyxABEZHIKMNOPTYXo";
    static_assert(kDrawn.size() == kMeant.size());
    const auto at = kDrawn.find(point);
    return at == std::u32string_view::npos ? '\0' : kMeant[at];
}

char digit_of(char32_t point)
{
    for (const char32_t zero : {0x660U, 0x6F0U, 0x966U, 0xFF10U})
        if (between(point, zero, zero + 9)) return static_cast<char>('0' + (point - zero));
    if (between(point, 0x1D7CE, 0x1D7FF)) return static_cast<char>('0' + (point - 0x1D7CE) % 10);
    return '\0';
}

char letter_of(char32_t point)
{
    if (between(point, 0xFF01, 0xFF5E)) return static_cast<char>(point - 0xFF01 + '!');
    if (between(point, 0x1D400, 0x1D6A3)) {
        const auto at = (point - 0x1D400) % 52;
        return static_cast<char>(at < 26 ? 'A' + at : 'a' + (at - 26));
    }
    return twin(point);
}

char plain_of(char32_t point)
{
    if (is_blank(point)) return ' ';
    if (is_dash(point)) return '-';
    if (point == 0x2018 || point == 0x2019 || point == 0x2BC) return '\'';
    if (const char digit = digit_of(point)) return digit;
    return letter_of(point);
}

}  // namespace

Plain plain(std::string_view text)
{
    Plain made;
    const std::size_t size = text.size();
    made.text.reserve(size);
    made.at.reserve(size + 1);
    while (!text.empty()) {
        const auto rest = text;
        const auto point = base::take_code_point(text);
        if (!point) text.remove_prefix(1);
        if (point && is_unseen(*point)) continue;
        if (point == U'\r' && text.starts_with('\n')) continue;
        const char instead = point ? plain_of(*point) : '\0';
        const auto taken =
            instead != '\0' ? std::string_view(&instead, 1) : rest.substr(0, rest.size() - text.size());
        made.at.insert(made.at.end(), taken.size(), size - rest.size());
        made.text += taken;
    }
    made.at.push_back(size);
    return made;
}

}  // namespace rules::residual
