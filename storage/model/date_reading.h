#pragma once
/// What a date as written in the field means: an interval of calendar days, a precision, and what a
/// person should still settle. Nothing is guessed; the text itself is always kept.
/// Source: docs/domain.md, list `date_precision` and its reading rules.

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace model {

/// Codes of the list `date_precision`.
enum class Precision {
    Instant,
    TimeApprox,
    Day,
    DayApprox,
    Week,
    Month,
    Season,
    Term,
    Quarter,
    Year,
    Range,
    Before,
    After,
    Age,
    Unknown
};
// After Precision: g++ 12 takes the enumerator for a shadow of an earlier name.
using Day = std::chrono::year_month_day;

std::string_view to_code(Precision);  ///< "INSTANT"
std::optional<Precision> precision_from_code(std::string_view);

enum class DayMonthOrder { Unsettled, DayFirst, MonthFirst };

/// A time of day in minutes after midnight, Europe/London wall clock.
struct Minutes {
    int value = 0;  ///< 0 to 1439
    bool operator==(const Minutes&) const = default;
};
std::string to_text(Minutes);  ///< "HH:MM"

struct DateReading {
    std::string text;             ///< exactly as written
    std::optional<Day> earliest;  ///< none: open
    std::optional<Day> latest;    ///< none: open
    Precision precision = Precision::Unknown;
    bool approximate = false;
    std::optional<Minutes> time;  ///< the stated time, also when approximate; none for "evening"
    std::optional<Minutes> time_earliest, time_latest;
    std::vector<std::string> problems;  ///< what a person should settle, in plain words
    bool order_ambiguous = false;       ///< numeric, and both day-month and month-day are possible
    /// The order its own figures prove, whatever order was asked for: "20/4/22" can only be day first.
    DayMonthOrder order_shown = DayMonthOrder::Unsettled;
    bool order_contradictory = false;  ///< one part proves day first and another month first
};

class Calendar;

struct ReadingContext {
    DayMonthOrder order = DayMonthOrder::Unsettled;
    Day imported{};                      ///< two-digit years: the latest year not after this day
    std::optional<Day> same_as_above;    ///< for a blank date under a dated row
    std::optional<Day> birth;            ///< of the person the row is about, for "aged 14"
    const Calendar* calendar = nullptr;  ///< null: the program's own
};

/// For a day that may lie ahead: one within thirty years is no problem, and "30/6/27" is not 1927.
ReadingContext looking_ahead(ReadingContext context);

/// True for a cell that says "as above": nothing but white space, `"`, ditto, same day, as above.
bool says_as_above(std::string_view date_text);
/// "ongoing", "present", "to date": what an end date holds where nothing has ended.
bool says_ongoing(std::string_view date_text);

/// Reads a date text, and a separate time text where the file has one (may be empty).
DateReading read_date(std::string_view date_text, std::string_view time_text, const ReadingContext& context);

/// "Sunday 3 April 2022", "between 1 and 31 March 2019, approximate".
std::string describe(const DateReading& reading);

std::string to_text(Day day);                        ///< YYYY-MM-DD
std::optional<Day> day_from_text(std::string_view);  ///< YYYY-MM-DD only, a real day

}  // namespace model
