#pragma once
/// How a time limit is counted. Days are days in London; nothing here knows a time of day.
/// Pure. Source: docs/domain.md 2.2, docs/formats/clocks.md.

#include "storage/model/calendar.h"

namespace rules {

using model::Day;

/// Negative when `to` lies before `from`.
int days_between(Day from, Day to);
Day plus_days(Day from, int days);

/// The corresponding date `months` later, or the last day of a shorter month. months >= 0.
Day plus_months(Day from, int months);
/// Last day of a "period of n months beginning with the day": the day before the corresponding date, or the
/// last day of the later month where there is no such date. 15 March -> 14 April; 31 January -> 28 February.
Day last_day_of_months(Day first, int months);
/// The n-th working day of England and Wales after `from` (before it, where asked). n >= 1; 0 gives `from`.
Day plus_working_days(Day from, int days, const model::Calendar& by = model::Calendar::built_in());
Day minus_working_days(Day from, int days, const model::Calendar& by = model::Calendar::built_in());
/// Working days after `from` up to and including `to`; 0 when `to` is not later.
int working_days_between(Day from, Day to, const model::Calendar& by = model::Calendar::built_in());
/// Hours counted in days, rounded up: no time of day is kept. 24 -> 1, 25 -> 2.
int days_of_hours(int hours);

}  // namespace rules
