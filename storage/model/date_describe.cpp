// Codes and wordings of readings.
#include <array>
#include <cstdio>

#include "storage/model/date_reading.h"
#include "storage/model/date_words.h"

namespace model {
namespace {

constexpr std::array<std::string_view, 15> kCodes = {
    "INSTANT", "TIME_APPROX", "DAY",   "DAY_APPROX", "WEEK",  "MONTH", "SEASON", "TERM",
    "QUARTER", "YEAR",        "RANGE", "BEFORE",     "AFTER", "AGE",   "UNKNOWN"};
constexpr std::array<std::string_view, 12> kMonthNames = {"January",   "February", "March",    "April",
                                                          "May",       "June",     "July",     "August",
                                                          "September", "October",  "November", "December"};

/// "3 April 2022": the month is always spelled.
std::string long_day(Day day)
{
    return std::to_string(static_cast<unsigned>(day.day())) + " " +
           std::string(kMonthNames[static_cast<unsigned>(day.month()) - 1]) + " " +
           std::to_string(static_cast<int>(day.year()));
}

std::string with_weekday(Day day)
{
    return std::string(kWeekdayNames[std::chrono::weekday{std::chrono::sys_days{day}}.c_encoding()]) + " " +
           long_day(day);
}

std::string interval_words(const DateReading& reading)
{
    if (reading.earliest && reading.latest) {
        if (*reading.earliest == *reading.latest) return with_weekday(*reading.earliest);
        return "between " + long_day(*reading.earliest) + " and " + long_day(*reading.latest);
    }
    if (reading.earliest) return "on or after " + long_day(*reading.earliest);
    if (reading.latest) return "on or before " + long_day(*reading.latest);
    return "date not known";
}

std::string time_words(const DateReading& reading)
{
    if (reading.time)
        return (reading.precision == Precision::TimeApprox ? ", about " : ", ") + to_text(*reading.time);
    if (reading.time_earliest && reading.time_latest)
        return ", between " + to_text(*reading.time_earliest) + " and " + to_text(*reading.time_latest);
    return {};
}

std::optional<int> digits_value(std::string_view text)
{
    int value = 0;
    for (const char c : text) {
        if (c < '0' || c > '9') return std::nullopt;
        value = value * 10 + (c - '0');
    }
    return value;
}

std::string padded(unsigned value, int width)
{
    std::array<char, 16> text{};
    std::snprintf(text.data(), text.size(), "%0*u", width, value);
    return text.data();
}

}  // namespace

std::string_view to_code(Precision precision)
{
    return kCodes[static_cast<std::size_t>(precision)];
}

std::optional<Precision> precision_from_code(std::string_view code)
{
    for (std::size_t i = 0; i < kCodes.size(); ++i)
        if (kCodes[i] == code) return static_cast<Precision>(i);
    return std::nullopt;
}

std::string to_text(Minutes minutes)
{
    return padded(static_cast<unsigned>(minutes.value) / 60, 2) + ":" +
           padded(static_cast<unsigned>(minutes.value) % 60, 2);
}

std::string to_text(Day day)
{
    return padded(static_cast<unsigned>(static_cast<int>(day.year())), 4) + "-" +
           padded(static_cast<unsigned>(day.month()), 2) + "-" + padded(static_cast<unsigned>(day.day()), 2);
}

std::optional<Day> day_from_text(std::string_view text)
{
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
    const auto year = digits_value(text.substr(0, 4));
    const auto month = digits_value(text.substr(5, 2));
    const auto day = digits_value(text.substr(8, 2));
    if (!year || !month || !day) return std::nullopt;
    const Day found = std::chrono::year{*year} / std::chrono::month{static_cast<unsigned>(*month)} /
                      std::chrono::day{static_cast<unsigned>(*day)};
    if (!found.ok()) return std::nullopt;
    return found;
}

std::string describe(const DateReading& reading)
{
    const bool hedged = reading.approximate && reading.precision != Precision::TimeApprox;
    return interval_words(reading) + time_words(reading) + (hedged ? ", approximate" : "");
}

}  // namespace model
