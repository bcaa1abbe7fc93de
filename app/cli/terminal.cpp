#include "app/cli/terminal.h"

#include "crypto/base/utf8.h"

namespace cli {

namespace {

// Controls of C0 and C1, DEL, line and paragraph separators, and what embeds or overrides a direction.
bool acts(char32_t point)
{
    return point < 0x20 || (point >= 0x7F && point <= 0x9F) || (point >= 0x2028 && point <= 0x202E) ||
           (point >= 0x2066 && point <= 0x2069);
}

std::string hex(char32_t value, int digits)
{
    constexpr std::string_view kDigits = "0123456789ABCDEF";
    std::string text;
    for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) text += kDigits[(value >> shift) & 0xF];
    return text;
}

bool ends_line(char32_t point, std::string_view rest)
{
    return point == U'\n' || (point == U'\r' && rest.starts_with('\n'));
}

}  // namespace

std::string for_terminal(std::string_view text)
{
    std::string out;
    out.reserve(text.size());
    while (!text.empty()) {
        const auto before = text;
        const auto point = base::take_code_point(text);
        if (!point) {
            out += "<" + hex(static_cast<unsigned char>(text.front()), 2) + ">";
            text.remove_prefix(1);
        } else if (acts(*point) && *point != U'\t' && !ends_line(*point, text)) {
            out += "<U+" + hex(*point, 4) + ">";
        } else {
            out += before.substr(0, before.size() - text.size());
        }
    }
    return out;
}

std::string json_for_terminal(std::string_view json)
{
    std::string out;
    out.reserve(json.size());
    while (!json.empty()) {
        const auto before = json;
        const auto point = base::take_code_point(json);
        if (!point) {
            out += "\\uFFFD";
            json.remove_prefix(1);
        } else if (acts(*point) && *point != U'\n') {
            out += "\\u" + hex(*point, 4);
        } else {
            out += before.substr(0, before.size() - json.size());
        }
    }
    return out;
}

}  // namespace cli
