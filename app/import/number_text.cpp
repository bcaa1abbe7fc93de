#include "app/import/number_text.h"

#include <array>
#include <charconv>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <optional>

#include "app/import/cells.h"
#include "storage/model/date_reading.h"

namespace import_ {
namespace {

using std::chrono::days;
using std::chrono::sys_days;

constexpr std::array<std::string_view, 12> kMonths = {"January",   "February", "March",    "April",
                                                      "May",       "June",     "July",     "August",
                                                      "September", "October",  "November", "December"};

/// The letters of a format that stand for something: quoted words, colours, locales and escapes taken out.
/// An elapsed "[h]" stays as "H".
std::string placeholders(std::string_view code)
{
    std::string kept;
    for (std::size_t i = 0; i < code.size(); ++i) {
        const char c = code[i];
        if (c == ';') break;  // the format of positive numbers comes first
        if (c == '"') {
            const std::size_t end = code.find('"', i + 1);
            if (end == std::string_view::npos) break;
            i = end;
        } else if (c == '[') {
            const std::size_t end = code.find(']', i + 1);
            if (end == std::string_view::npos) break;
            const std::string_view inside = code.substr(i + 1, end - i - 1);
            if (!inside.empty() && inside.find_first_not_of("hHmMsS") == std::string_view::npos) kept += 'H';
            i = end;
        } else if (c == '\\' || c == '_' || c == '*') {
            ++i;
        } else {
            kept += lower(c);
        }
    }
    return kept;
}

std::string two(std::int64_t value)
{
    return (value < 10 ? "0" : "") + std::to_string(value);
}

std::string time_of(std::int64_t seconds)
{
    std::string text = two(seconds / 3600) + ":" + two(seconds / 60 % 60);
    if (seconds % 60 != 0) text += ":" + two(seconds % 60);
    return text;
}

/// Fifteen figures, as Excel shows them; never in powers of ten.
std::string plain_number(std::string_view stored, double value)
{
    const bool simple =
        stored.size() <= 15 && stored.find_first_not_of("-0123456789.") == std::string_view::npos;
    if (simple) return std::string(stored);
    std::array<char, 400> text{};
    if (std::abs(value) >= 1e-7 && std::abs(value) < 1e15) {
        const auto general =
            std::to_chars(text.data(), text.data() + text.size(), value, std::chars_format::general, 15);
        const std::string_view shown(text.data(), static_cast<std::size_t>(general.ptr - text.data()));
        if (shown.find('e') == std::string_view::npos) return std::string(shown);
    }
    if (std::abs(value) < 1e21 && value == std::floor(value)) {
        const auto fixed =
            std::to_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed, 0);
        return {text.data(), fixed.ptr};
    }
    return std::string(stored);
}

/// Nothing for a day the calendar does not have.
std::optional<model::Day> day_of(std::int64_t count, bool from_1904)
{
    if (from_1904) return model::Day(sys_days(std::chrono::year{1904} / 1 / 1) + days(count));
    if (count <= 0 || count == 60) return std::nullopt;
    return model::Day(sys_days(std::chrono::year{1899} / 12 / (count < 60 ? 31 : 30)) + days(count));
}

/// What of the day is shown: a cell formatted "mmm-yy" holds the first of the month and means the month.
std::string day_text(const model::Day& day, const NumberFormat& format, bool with_time)
{
    const auto month = static_cast<unsigned>(day.month());
    const bool first = static_cast<unsigned>(day.day()) == 1 && !with_time;
    if (format.year && !format.day && first) {
        if (format.month)
            return std::string(kMonths[month - 1]) + " " + std::to_string(static_cast<int>(day.year()));
        if (month == 1) return std::to_string(static_cast<int>(day.year()));
    }
    return model::to_text(day);
}

NumberText date_text(double value, std::string_view stored, const NumberFormat& format, bool from_1904)
{
    constexpr double kLast = 2958465;  // 31 December 9999
    const auto whole_problem = [&](const char* problem) { return NumberText{std::string(stored), problem}; };
    if (!(value >= 0) || value > kLast)
        return whole_problem("A cell is formatted as a date but holds a number that is none.");
    auto count = static_cast<std::int64_t>(std::floor(value));
    auto seconds = static_cast<std::int64_t>(std::llround((value - std::floor(value)) * 86400));
    if (seconds == 86400) {
        seconds = 0;
        ++count;
    }
    const bool only_time = format.time && !format.year && !format.month && !format.day;
    if (only_time && (count == 0 || format.elapsed)) return {time_of(seconds + count * 86400), ""};
    if (count == 0 && !from_1904) return {time_of(seconds), ""};
    const auto day = day_of(count, from_1904);
    if (!day)
        return whole_problem(
            "A cell holds 29 February 1900, a day that never was: it is a number, not a date.");
    if (seconds != 0) return {model::to_text(*day) + " " + time_of(seconds), ""};
    if (format.time) return {model::to_text(*day) + " 00:00:00", ""};
    return {day_text(*day, format, false), ""};
}

}  // namespace

NumberFormat read_format(std::string_view code)
{
    NumberFormat format;
    const std::string kept = placeholders(code);
    if (kept.find("general") != std::string::npos) return format;
    if (!kept.empty() && kept.find_first_not_of('0') == std::string::npos) {
        format.padded = kept.size() > 1 && kept.size() <= 15 ? kept.size() : 0;
        return format;
    }
    const bool scientific = kept.find("0e") != std::string::npos || kept.find("#e") != std::string::npos;
    if (scientific) return format;
    char before = 0;
    for (std::size_t i = 0; i < kept.size(); ++i) {
        const char c = kept[i];
        if (c == 'm') {
            // Minutes beside hours or seconds, else the month.
            const std::size_t after =
                kept.find_first_of("ymdhs", std::min(kept.find_first_not_of('m', i), kept.size()));
            const bool minutes =
                before == 'h' || before == 'H' || (after != std::string::npos && kept[after] == 's');
            (minutes ? format.time : format.month) = true;
            while (i + 1 < kept.size() && kept[i + 1] == 'm') ++i;
            before = 'm';
            continue;
        }
        if (c == 'y') format.year = true;
        if (c == 'd') format.day = true;
        if (c == 'h' || c == 's' || c == 'H') format.time = true;
        if (c == 'H') format.elapsed = true;
        if (c == 'y' || c == 'd' || c == 'h' || c == 's' || c == 'H') before = c;
    }
    return format;
}

NumberFormat built_in_format(unsigned number)
{
    switch (number) {
        case 14:
        case 15: return {.year = true, .month = true, .day = true};
        case 16: return {.month = true, .day = true};
        case 17: return {.year = true, .month = true};
        case 18:
        case 19:
        case 20:
        case 21:
        case 45:
        case 47: return {.time = true};
        case 46: return {.time = true, .elapsed = true};
        case 22: return {.year = true, .month = true, .day = true, .time = true};
        default: break;
    }
    // Dates of the far eastern editions of Excel.
    if ((number >= 27 && number <= 31) || number == 36 || (number >= 50 && number <= 54) || number == 57 ||
        number == 58)
        return {.year = true, .month = true, .day = true};
    return {};
}

NumberText number_text(std::string_view stored, const NumberFormat& format, bool from_1904)
{
    double value = 0;
    const auto read = std::from_chars(stored.data(), stored.data() + stored.size(), value);
    if (read.ec != std::errc() || read.ptr != stored.data() + stored.size() || !std::isfinite(value))
        return {std::string(stored), "A cell is marked as a number but holds something else."};
    if (format.is_date()) return date_text(value, stored, format, from_1904);
    std::string text = plain_number(stored, value);
    if (format.padded > text.size() && text.find_first_not_of("0123456789") == std::string::npos)
        text.insert(0, format.padded - text.size(), '0');
    return {text, ""};
}

}  // namespace import_
