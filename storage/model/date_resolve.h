#pragma once
/// From what is stated to the days it can be.

#include <optional>
#include <string>
#include <vector>

#include "storage/model/date_reading.h"
#include "storage/model/date_units.h"

namespace model {

struct Interval {
    std::optional<Day> first, last;
    Precision precision = Precision::Unknown;
    bool approximate = false;
    bool order_ambiguous = false;
    bool shows_day_first = false;  ///< its figures allow only that order
    bool shows_month_first = false;
    std::vector<std::string> problems;

    bool is_known() const { return first || last; }
    bool is_day() const { return first && last && *first == *last; }
};

/// What a stated date is needed for: "Xmas 2024" alone is the days around it, "before Xmas 2024" ends the day
/// before.
enum class Use { Whole, Edge };

/// The days of one stated date; unknown with a problem when there is no such day.
Interval resolve(const Stated& stated, const ReadingContext& context, Use use = Use::Whole);
/// True when nothing is missing that a following date could lend ("1" of "1-5 March 2020").
bool is_complete(const Stated& stated);
/// Lends day-less, month-less or year-less `left` what `right` states.
void complete_from(Stated& left, const Stated& right);

Day first_of_month(int year, int month);
Day last_of_month(int year, int month);
Day plus_days(Day day, int by);

}  // namespace model
