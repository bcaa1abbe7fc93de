#pragma once
/// The calendar of England and Wales: bank holidays as data (assets/calendar/bank-holidays.json),
/// beyond the years of that table by the standing rules; Easter; days known by a name.
/// Source: Banking and Financial Dealings Act 1971, royal proclamations; docs/formats/dates.md.

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/base/result.h"
#include "storage/model/date_reading.h"

namespace model {

using base::Result;

struct BankHoliday {
    Day day;
    std::string name;  ///< "Early May bank holiday"
    bool operator==(const BankHoliday&) const = default;
};

/// First and last year whose bank holidays are data and not rules.
struct CalendarYears {
    int first = 0;
    int last = 0;
};

/// The table of bank holidays in use: the program's own, or one that an installed pack brings.
class Calendar {
public:
    /// One asset file. Errors: Invalid `calendar`, naming what is wrong with it.
    static Result<Calendar> load(std::string_view json);
    /// The one that travels inside the program.
    static const Calendar& built_in();

    const std::string& version() const { return version_; }  ///< "2026-11"
    CalendarYears years() const { return years_; }
    /// Ascending. Years 1971 to 9999; none outside.
    std::vector<BankHoliday> bank_holidays(int year) const;

private:
    Calendar() = default;
    std::string version_;
    CalendarYears years_;
    std::map<int, std::vector<BankHoliday>> holidays_;
};

std::vector<BankHoliday> bank_holidays(int year, const Calendar& by = Calendar::built_in());
/// The name, where that day is a bank holiday.
std::optional<std::string> bank_holiday_on(Day day, const Calendar& by = Calendar::built_in());
bool is_bank_holiday(Day day, const Calendar& by = Calendar::built_in());
/// Monday to Friday and not a bank holiday.
bool is_working_day(Day day, const Calendar& by = Calendar::built_in());
/// The n-th working day after `from`, for n < 0 the one before it; `from` itself for 0.
Day add_working_days(Day from, int n, const Calendar& by = Calendar::built_in());

/// Western Easter Sunday of a Gregorian year.
Day easter_sunday(int year);
Day day_at(int year, int month, int day);  ///< whether or not the calendar has it

/// Days that people name: christmas eve, christmas day, boxing day, new year's eve, new year's day,
/// good friday, easter sunday, easter monday, and others of docs/formats/dates.md. The name in lower case,
/// words parted by single spaces, without apostrophes ("new years day").
/// `last` differs from `first` for what lasts longer ("easter": Good Friday to Easter Monday).
struct NamedDays {
    Day first;
    Day last;
    bool operator==(const NamedDays&) const = default;
};
std::optional<NamedDays> named_days(std::string_view name, int year,
                                    const Calendar& by = Calendar::built_in());

}  // namespace model
