#include "app/report/delimited.h"

#include <algorithm>

#include "crypto/base/utf8.h"

namespace report {

namespace {

constexpr std::string_view kMark = "\xEF\xBB\xBF";
constexpr std::size_t kMostDigits = 15;  // a spreadsheet keeps no more

bool digit(char c)
{
    return c >= '0' && c <= '9';
}

bool shaped(std::string_view text, std::string_view pattern)
{
    if (text.size() != pattern.size()) return false;
    for (std::size_t i = 0; i < text.size(); ++i)
        if (pattern[i] == '9' ? !digit(text[i]) : text[i] != pattern[i]) return false;
    return true;
}

// A number, date or fraction to a spreadsheet, which would show it in its own way.
bool reshaped(std::string_view text)
{
    constexpr std::string_view kFigures = "0123456789.,:/-+eE% ";
    if (text.find_first_not_of(kFigures) != std::string_view::npos) return false;
    if (std::none_of(text.begin(), text.end(), digit)) return false;
    if (shaped(text, "99:99") || shaped(text, "9999-99-99")) return false;
    const bool whole = std::all_of(text.begin(), text.end(), digit);
    if (!whole) return true;
    return (text.size() > 1 && text.front() == '0') || text.size() > kMostDigits;
}

// Full-width and small = + - @ and the minus sign, which some spreadsheets take for the plain ones.
bool fullwidth_formula(std::string_view text)
{
    for (const std::string_view sign :
         {"\xEF\xBC\x9D", "\xEF\xBC\x8B", "\xEF\xBC\x8D", "\xEF\xBC\xA0", "\xEF\xB9\xA6", "\xEF\xB9\xA2",
          "\xEF\xB9\xA3", "\xEF\xB9\xAB", "\xE2\x88\x92"})
        if (text.starts_with(sign)) return true;
    return false;
}

// Blanks and what cannot be seen: a spreadsheet may drop them and run what comes after.
bool dropped(char32_t point)
{
    const auto between = [point](char32_t first, char32_t last) { return point >= first && point <= last; };
    return point == ' ' || point == 0xA0 || point == 0xAD || point == 0x34F || point == 0x61C ||
           point == 0x1680 || point == 0x180E || between(0x80, 0x9F) || between(0x2000, 0x200F) ||
           between(0x2028, 0x202F) || between(0x205F, 0x206F) || point == 0x3000 || between(0xFE00, 0xFE0F) ||
           point == 0xFEFF;
}

std::string_view without_dropped(std::string_view text)
{
    for (auto rest = text; !rest.empty(); text = rest) {
        const auto point = base::take_code_point(rest);
        if (!point || !dropped(*point)) break;
    }
    return text;
}

}  // namespace

bool needs_guard(std::string_view text)
{
    if (reshaped(text)) return true;
    const auto seen = without_dropped(text);
    if (seen.empty()) return false;
    constexpr std::string_view kRuns = "=+-@\t\r\n";
    return kRuns.find(seen.front()) != std::string_view::npos || fullwidth_formula(seen);
}

std::string guarded(std::string_view text)
{
    const bool guard = needs_guard(text) || (!text.empty() && text.front() == '\'');
    return (guard ? "'" : "") + std::string(text);
}

std::string unguarded(std::string_view text)
{
    if (!text.empty() && text.front() == '\'') text.remove_prefix(1);
    return std::string(text);
}

std::string csv_field(std::string_view text)
{
    const bool edged = !text.empty() && (text.front() == ' ' || text.back() == ' ');
    if (!edged && text.find_first_of(",;\"\r\n\t") == std::string_view::npos) return std::string(text);
    std::string quoted = "\"";
    for (const char c : text) {
        if (c == '"') quoted += '"';
        quoted += c;
    }
    return quoted + '"';
}

Result<std::vector<std::vector<std::string>>> read_csv(std::string_view bytes)
{
    if (bytes.starts_with(kMark)) bytes.remove_prefix(kMark.size());
    std::vector<std::vector<std::string>> rows;
    std::size_t at = 0;
    while (at < bytes.size()) {
        std::vector<std::string> row;
        for (bool more = true; more;) {
            std::string field;
            if (at < bytes.size() && bytes[at] == '"') {
                for (++at;; ++at) {
                    if (at >= bytes.size())
                        return base::fail(base::ErrorKind::Invalid, "The file ends inside a quoted cell.");
                    if (bytes[at] == '"') {
                        if (at + 1 >= bytes.size() || bytes[at + 1] != '"') break;
                        ++at;
                    }
                    field += bytes[at];
                }
                ++at;
                if (at < bytes.size() && bytes[at] != ',' && bytes[at] != '\r' && bytes[at] != '\n')
                    return base::fail(base::ErrorKind::Invalid,
                                      "Something follows the quote that closes a cell.");
            } else {
                const auto end = std::min(bytes.find_first_of(",\r\n", at), bytes.size());
                field = bytes.substr(at, end - at);
                at = end;
            }
            row.push_back(std::move(field));
            more = at < bytes.size() && bytes[at] == ',';
            if (more) ++at;
        }
        if (at < bytes.size() && bytes[at] == '\r') ++at;
        if (at < bytes.size() && bytes[at] == '\n') ++at;
        rows.push_back(std::move(row));
    }
    return rows;
}

}  // namespace report
