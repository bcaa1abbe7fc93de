#include "app/text/clean.h"

#include "crypto/base/utf8.h"

namespace text {

namespace {

constexpr char32_t kNonJoiner = 0x200C, kJoiner = 0x200D, kJoinersFrom = 0x0590;

bool ends_line(char32_t c)
{
    return c == '\n' || c == '\v' || c == '\f' || c == '\r' || c == 0x85 || c == 0x2028 || c == 0x2029;
}

bool is_blank(char32_t c)
{
    return c == '\t' || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x202F ||
           c == 0x205F;
}

// Unicode's controls and format characters, the joiners aside.
bool is_unseen(char32_t c)
{
    return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0xAD || c == 0x034F || c == 0x061C || c == 0x180E ||
           c == 0x200B || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) ||
           (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF || (c >= 0xFFF9 && c <= 0xFFFB) ||
           (c >= 0xE0000 && c <= 0xE007F);
}

}  // namespace

std::string clean(std::string_view from, bool one_line)
{
    if (!base::is_utf8(from)) return {};
    std::string made;
    made.reserve(from.size());
    const bool alone = from.size() == 3;  // one joiner, typed
    char32_t former = 0;
    while (const auto taken = base::take_code_point(from)) {
        const char32_t c = *taken;
        const char32_t before = former;
        former = c;
        if (c == '\n' && before == '\r') continue;
        if (ends_line(c))
            made += one_line ? ' ' : '\n';
        else if (is_blank(c))
            made += ' ';
        else if (c == kJoiner || c == kNonJoiner ? alone || before >= kJoinersFrom : !is_unseen(c))
            base::append_utf8(made, c);
    }
    return made;
}

}  // namespace text
