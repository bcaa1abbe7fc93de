#include "storage/model/calendar.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <map>

#include "assets/assets.h"
#include "storage/json/json.h"

namespace model {
namespace {

using std::chrono::days;
using std::chrono::month;
using std::chrono::sys_days;
using std::chrono::weekday;
using std::chrono::year;
namespace chrono = std::chrono;

constexpr std::string_view kHolidaysFormat = "cairn/bank-holidays/v1";

Day shifted(Day day, int by)
{
    return Day{sys_days{day} + days{by}};
}

unsigned weekday_number(Day day)
{
    return weekday{sys_days{day}}.c_encoding();
}

Day nth_weekday(int y, unsigned m, weekday which, unsigned n)
{
    return Day{sys_days{year{y} / month{m} / which[n]}};
}

Day last_weekday(int y, unsigned m, weekday which)
{
    return Day{sys_days{year{y} / month{m} / which[chrono::last]}};
}

void add_christmas(std::vector<BankHoliday>& to, int y)
{
    const unsigned on = weekday_number(day_at(y, 12, 25));
    const bool christmas_moves = on == 6 || on == 0;
    const bool boxing_moves = on == 5 || on == 6;
    if (!christmas_moves) to.push_back({day_at(y, 12, 25), "Christmas Day"});
    if (!boxing_moves) to.push_back({day_at(y, 12, 26), "Boxing Day"});
    if (christmas_moves) to.push_back({day_at(y, 12, 27), "Christmas Day (substitute day)"});
    if (boxing_moves) to.push_back({day_at(y, 12, 28), "Boxing Day (substitute day)"});
}

/// The standing rules, without what a proclamation moved or added.
std::vector<BankHoliday> by_rule(int y)
{
    std::vector<BankHoliday> found;
    const unsigned new_year = weekday_number(day_at(y, 1, 1));
    if (new_year == 6)
        found.push_back({day_at(y, 1, 3), "New Year's Day (substitute day)"});
    else if (new_year == 0)
        found.push_back({day_at(y, 1, 2), "New Year's Day (substitute day)"});
    else
        found.push_back({day_at(y, 1, 1), "New Year's Day"});
    found.push_back({shifted(easter_sunday(y), -2), "Good Friday"});
    found.push_back({shifted(easter_sunday(y), 1), "Easter Monday"});
    if (y >= 1978) found.push_back({nth_weekday(y, 5, chrono::Monday, 1), "Early May bank holiday"});
    found.push_back({last_weekday(y, 5, chrono::Monday), "Spring bank holiday"});
    found.push_back({last_weekday(y, 8, chrono::Monday), "Summer bank holiday"});
    add_christmas(found, y);
    return found;
}

base::Error bad_calendar(std::string_view what)
{
    return base::fail(base::ErrorKind::Invalid,
                      "The table of bank holidays cannot be used: " + std::string(what) + ".", "calendar");
}

struct FixedDay {
    std::string_view name;
    int month, day;
};
constexpr std::array kFixed = {FixedDay{"christmas eve", 12, 24}, FixedDay{"christmas day", 12, 25},
                               FixedDay{"boxing day", 12, 26},    FixedDay{"st stephens day", 12, 26},
                               FixedDay{"new years eve", 12, 31}, FixedDay{"new year eve", 12, 31},
                               FixedDay{"nye", 12, 31},           FixedDay{"new years day", 1, 1},
                               FixedDay{"new year day", 1, 1},    FixedDay{"new years", 1, 1},
                               FixedDay{"new year", 1, 1},        FixedDay{"nyd", 1, 1},
                               FixedDay{"twelfth night", 1, 5},   FixedDay{"valentines day", 2, 14},
                               FixedDay{"valentines", 2, 14},     FixedDay{"st patricks day", 3, 17},
                               FixedDay{"st georges day", 4, 23}, FixedDay{"april fools day", 4, 1},
                               FixedDay{"halloween", 10, 31},     FixedDay{"hallowe en", 10, 31},
                               FixedDay{"bonfire night", 11, 5},  FixedDay{"guy fawkes night", 11, 5},
                               FixedDay{"guy fawkes", 11, 5},     FixedDay{"fireworks night", 11, 5},
                               FixedDay{"armistice day", 11, 11}, FixedDay{"leap day", 2, 29},
                               FixedDay{"ve day", 5, 8},          FixedDay{"vj day", 8, 15}};

struct EasterDay {
    std::string_view name;
    int from_easter;
};
constexpr std::array kByEaster = {
    EasterDay{"shrove tuesday", -47},   EasterDay{"pancake day", -47},  EasterDay{"ash wednesday", -46},
    EasterDay{"mothering sunday", -21}, EasterDay{"mothers day", -21},  EasterDay{"palm sunday", -7},
    EasterDay{"maundy thursday", -3},   EasterDay{"good friday", -2},   EasterDay{"easter saturday", -1},
    EasterDay{"holy saturday", -1},     EasterDay{"easter sunday", 0},  EasterDay{"easter day", 0},
    EasterDay{"easter monday", 1},      EasterDay{"ascension day", 39}, EasterDay{"whit sunday", 49},
    EasterDay{"pentecost", 49}};

std::optional<NamedDays> named_bank_holiday(std::string_view name, int y, const Calendar& by)
{
    std::string_view wanted;
    if (name == "may day" || name == "mayday") wanted = "Early May";
    if (name == "whitsun" || name == "whit monday") wanted = "Spring";
    if (wanted.empty()) return std::nullopt;
    for (const BankHoliday& holiday : by.bank_holidays(y))
        if (holiday.name.starts_with(wanted)) return NamedDays{holiday.day, holiday.day};
    return std::nullopt;
}

}  // namespace

Result<Calendar> Calendar::load(std::string_view text)
{
    TRY_ASSIGN(const auto table, json::parse_object(text));
    if (json::text_or(table, "format") != kHolidaysFormat) return bad_calendar("its format is another one");
    Calendar made;
    made.version_ = json::text_or(table, "version");
    made.years_ = {static_cast<int>(json::number_or(table, "first_year")),
                   static_cast<int>(json::number_or(table, "last_year"))};
    if (made.version_.empty()) return bad_calendar("it has no version");
    if (made.years_.first < 1971 || made.years_.last < made.years_.first || made.years_.last > 9999)
        return bad_calendar("its years are no years");
    const json::Value* list = table.find("holidays");
    if (list == nullptr || list->array() == nullptr) return bad_calendar("it has no days");
    std::optional<Day> before;
    for (const json::Value& row : *list->array()) {
        const auto day =
            row.object() == nullptr ? std::nullopt : day_from_text(json::text_or(*row.object(), "day"));
        const auto name = row.object() == nullptr ? std::string() : json::text_or(*row.object(), "name");
        if (!day || name.empty()) return bad_calendar("a day has no date or no name");
        const int year = static_cast<int>(day->year());
        if (year < made.years_.first || year > made.years_.last)
            return bad_calendar("a day is of no year of it");
        if (before && *day <= *before) return bad_calendar("its days do not follow each other");
        before = day;
        made.holidays_[year].push_back({*day, name});
    }
    return made;
}

const Calendar& Calendar::built_in()
{
    static const Calendar calendar = [] {
        const auto file = assets::find("calendar/bank-holidays.json");
        auto read = load(file.value_or(std::string_view()));
        // The table travels inside the program: one that cannot be read is a fault of the build.
        if (!read) std::abort();
        return *std::move(read);
    }();
    return calendar;
}

std::vector<BankHoliday> Calendar::bank_holidays(int y) const
{
    if (y >= years_.first && y <= years_.last) {
        const auto found = holidays_.find(y);
        return found == holidays_.end() ? std::vector<BankHoliday>{} : found->second;
    }
    if (y < 1971 || y > 9999) return {};
    return by_rule(y);
}

std::vector<BankHoliday> bank_holidays(int y, const Calendar& by)
{
    return by.bank_holidays(y);
}

std::optional<std::string> bank_holiday_on(Day day, const Calendar& by)
{
    for (const BankHoliday& holiday : by.bank_holidays(static_cast<int>(day.year())))
        if (holiday.day == day) return holiday.name;
    return std::nullopt;
}

bool is_bank_holiday(Day day, const Calendar& by)
{
    return bank_holiday_on(day, by).has_value();
}

bool is_working_day(Day day, const Calendar& by)
{
    const unsigned on = weekday_number(day);
    return on != 0 && on != 6 && !is_bank_holiday(day, by);
}

Day add_working_days(Day from, int n, const Calendar& by)
{
    const int step = n < 0 ? -1 : 1;
    Day day = from;
    for (int left = n * step; left > 0;) {
        day = shifted(day, step);
        if (is_working_day(day, by)) --left;
    }
    return day;
}

/// The anonymous Gregorian computus (Meeus, Astronomical Algorithms, chapter 8).
Day day_at(int year, int month, int day)
{
    return std::chrono::year{year} / std::chrono::month{static_cast<unsigned>(month)} /
           std::chrono::day{static_cast<unsigned>(day)};
}

Day easter_sunday(int y)
{
    const int golden = y % 19;
    const int century = y / 100;
    const int leap_skip = century / 4;
    const int moon = (century - (century + 8) / 25 + 1) / 3;
    const int epact = (19 * golden + century - leap_skip - moon + 15) % 30;
    const int sunday = (32 + 2 * (century % 4) + 2 * (y % 100 / 4) - epact - y % 100 % 4) % 7;
    const int correction = (golden + 11 * epact + 22 * sunday) / 451;
    const int sum = epact + sunday - 7 * correction + 114;
    return day_at(y, sum / 31, sum % 31 + 1);
}

std::optional<NamedDays> named_days(std::string_view name, int y, const Calendar& by)
{
    if (y < 1583 || y > 9998) return std::nullopt;
    for (const FixedDay& fixed : kFixed) {
        if (fixed.name != name) continue;
        const Day day = day_at(y, fixed.month, fixed.day);
        if (!day.ok()) return std::nullopt;
        return NamedDays{day, day};
    }
    for (const EasterDay& moved : kByEaster)
        if (moved.name == name)
            return NamedDays{shifted(easter_sunday(y), moved.from_easter),
                             shifted(easter_sunday(y), moved.from_easter)};
    const auto one = [](Day day) { return NamedDays{day, day}; };
    if (name == "fathers day") return one(nth_weekday(y, 6, chrono::Sunday, 3));
    if (name == "remembrance sunday" || name == "remembrance day")
        return one(nth_weekday(y, 11, chrono::Sunday, 2));
    if (name == "black friday") return one(shifted(nth_weekday(y, 11, chrono::Thursday, 4), 1));
    if (name == "easter") return NamedDays{shifted(easter_sunday(y), -2), shifted(easter_sunday(y), 1)};
    if (name == "easter weekend")
        return NamedDays{shifted(easter_sunday(y), -2), shifted(easter_sunday(y), 1)};
    if (name == "christmas") return NamedDays{day_at(y, 12, 25), day_at(y, 12, 26)};
    return named_bank_holiday(name, y, by);
}

}  // namespace model
