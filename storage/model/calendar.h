#pragma once
/// The calendar of England and Wales: bank holidays as data (assets/calendar/bank-holidays.json),
/// beyond the years of that table by the standing rules; Easter; days known by a name.
/// Source: Banking and Financial Dealings Act 1971, royal proclamations; docs/formats/dates.md.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "storage/model/date_reading.h"

namespace model {

struct BankHoliday {
    Day day;
    std::string name;  ///< "Early May bank holiday"
    bool operator==(const BankHoliday&) const = default;
};

/// Ascending. Years 1971 to 9999; none outside.
std::vector<BankHoliday> bank_holidays(int year);
/// The name, where that day is a bank holiday.
std::optional<std::string> bank_holiday_on(Day day);
bool is_bank_holiday(Day day);
/// Monday to Friday and not a bank holiday.
bool is_working_day(Day day);
/// The n-th working day after `from`; n >= 1.
Day add_working_days(Day from, int n);

/// Western Easter Sunday of a Gregorian year.
Day easter_sunday(int year);

/// First and last year whose bank holidays are data and not rules.
struct CalendarYears {
    int first = 0;
    int last = 0;
};
CalendarYears calendar_years();

/// Days that people name: christmas eve, christmas day, boxing day, new year's eve, new year's day,
/// good friday, easter sunday, easter monday, and others of docs/formats/dates.md. The name in lower case,
/// words parted by single spaces, without apostrophes ("new years day").
/// `last` differs from `first` for what lasts longer ("easter": Good Friday to Easter Monday).
struct NamedDays {
    Day first;
    Day last;
    bool operator==(const NamedDays&) const = default;
};
std::optional<NamedDays> named_days(std::string_view name, int year);

}  // namespace model
