#include "app/core/chronology_words.h"

#include <algorithm>
#include <array>
#include <chrono>

#include "crypto/base/utf8.h"

namespace core {

namespace {

constexpr std::array kMonths = {"January", "February", "March",     "April",   "May",      "June",
                                "July",    "August",   "September", "October", "November", "December"};
constexpr std::array kWeekdays = {"Sunday",   "Monday", "Tuesday", "Wednesday",
                                  "Thursday", "Friday", "Saturday"};

constexpr std::int64_t kLeastGap = 56;      // days: eight weeks
constexpr std::int64_t kGapInMonths = 122;  // from here on months are said, below it days

std::string number(unsigned value)
{
    return std::to_string(value);
}

std::string month_of(model::Day day)
{
    return kMonths[static_cast<unsigned>(day.month()) - 1];
}

std::string year_of(model::Day day)
{
    return std::to_string(static_cast<int>(day.year()));
}

std::string between(model::Day from, model::Day to)
{
    if (from.year() != to.year()) return day_words(from) + " to " + day_words(to);
    std::string start = number(static_cast<unsigned>(from.day()));
    if (from.month() != to.month()) start += " " + month_of(from);
    return start + " to " + day_words(to);
}

std::string first_letters(std::string_view name, std::size_t count)
{
    std::string letters;
    for (std::size_t i = 0; i < count; ++i) {
        const auto c = base::take_code_point(name);
        if (!c) break;
        base::append_utf8(letters, i == 0 && *c >= 'a' && *c <= 'z' ? *c - 32 : *c);
    }
    return letters;
}

std::string initials(const std::string& name)
{
    const std::size_t space = name.find(' ');
    if (space == std::string::npos || space + 1 >= name.size()) return {};
    return first_letters(name, 1) + first_letters(std::string_view(name).substr(space + 1), 1);
}

/// Bytes of the words that every name begins with: "Thamesbrook Police", "Thamesbrook Health" share the
/// first.
std::size_t shared_beginning(const std::vector<std::string>& names)
{
    if (names.size() < 2) return 0;
    std::size_t shared = 0;
    const std::string& first = names.front();
    for (std::size_t end = first.find(' '); end != std::string::npos; end = first.find(' ', end + 1)) {
        const auto begins = [&](const std::string& name) {
            return name.size() > end + 1 && name.compare(0, end + 1, first, 0, end + 1) == 0;
        };
        if (!std::all_of(names.begin(), names.end(), begins)) break;
        shared = end + 1;
    }
    return shared;
}

}  // namespace

std::string day_words(model::Day day)
{
    return number(static_cast<unsigned>(day.day())) + " " + month_of(day) + " " + year_of(day);
}

DateWords date_words(std::string_view earliest, std::string_view latest, std::string_view time,
                     bool approximate)
{
    const auto from = model::day_from_text(earliest);
    const auto to = model::day_from_text(latest);
    const std::string at = time.empty() ? std::string() : ", " + std::string(time);
    const std::string unsure = approximate ? "approximate" : "";
    if (!from && !to) return {"Date not known", ""};
    if (!from) return {"Not later than " + day_words(*to) + at, unsure};
    if (!to) return {"Not earlier than " + day_words(*from) + at, unsure};
    if (*from != *to) return {between(*from, *to) + at, unsure};
    if (approximate) return {day_words(*from) + at, unsure};
    const std::chrono::weekday weekday{std::chrono::sys_days{*from}};
    return {day_words(*from) + at, kWeekdays[weekday.c_encoding()]};
}

std::string gap_words(std::int64_t days)
{
    if (days < kLeastGap) return {};
    if (days < kGapInMonths) return std::to_string(days) + " days without contact";
    const std::int64_t months = days * 12 / 365;
    if (months < 36) return std::to_string(months) + " months without contact";
    return std::to_string(days / 365) + " years without contact";
}

std::vector<std::string> agency_letters(const std::vector<std::string>& names)
{
    const std::size_t shared = shared_beginning(names);
    std::vector<std::string> letters;
    for (const std::string& whole : names) {
        const std::string name = whole.substr(shared);
        std::string mine;
        for (const std::string& wish : {first_letters(name, 1), initials(name), first_letters(name, 2)})
            if (mine.empty() && !wish.empty() &&
                std::find(letters.begin(), letters.end(), wish) == letters.end())
                mine = wish;
        for (int n = 2; mine.empty(); ++n) {
            const std::string wish = first_letters(name, 1) + std::to_string(n);
            if (std::find(letters.begin(), letters.end(), wish) == letters.end()) mine = wish;
        }
        letters.push_back(mine);
    }
    return letters;
}

}  // namespace core
