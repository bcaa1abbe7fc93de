#include "storage/model/date_resolve.h"

#include "storage/model/calendar.h"
#include "storage/model/date_words.h"

namespace model {
namespace {

using Kind = Stated::Kind;
using std::chrono::sys_days;

Interval span(Day first, Day last, Precision precision)
{
    Interval interval;
    interval.first = first;
    interval.last = last;
    interval.precision = precision;
    return interval;
}

Interval unknown(std::string problem)
{
    Interval interval;
    interval.problems.push_back(std::move(problem));
    return interval;
}

Interval listed(Interval interval, std::string problem)
{
    interval.problems.push_back(std::move(problem));
    return interval;
}

Interval no_such_day()
{
    return unknown("There is no such day in the calendar.");
}

bool is_year(int year)
{
    return year >= 1 && year <= 9998;
}

Interval of_day(int year, int month, int day)
{
    if (day < 1 || day > 31 || month < 1 || month > 12 || !day_at(year, month, day).ok())
        return no_such_day();
    return span(day_at(year, month, day), day_at(year, month, day), Precision::Day);
}

Interval of_months(int year, int from, int to, Precision precision)
{
    return span(first_of_month(year, from), last_of_month(year, to), precision);
}

bool fits(const Interval& day, int weekday)
{
    return std::chrono::weekday{sys_days{*day.first}}.c_encoding() == static_cast<unsigned>(weekday);
}

Interval of_figures(const Stated& stated, const ReadingContext& context)
{
    const int year = *stated.year;
    const Interval day_first = of_day(year, stated.second, stated.first);
    const Interval month_first = of_day(year, stated.first, stated.second);
    Interval chosen;
    if (day_first.is_known() && month_first.is_known()) {
        if (stated.first == stated.second) return day_first;
        // "Thu 03/04/2021": a weekday that only one order has says which it is, of this date.
        if (context.order == DayMonthOrder::Unsettled && stated.weekday &&
            fits(day_first, *stated.weekday) != fits(month_first, *stated.weekday))
            return fits(day_first, *stated.weekday) ? day_first : month_first;
        if (context.order == DayMonthOrder::Unsettled) {
            chosen = unknown("It cannot be told which figure is the day and which the month.");
        } else {
            chosen = context.order == DayMonthOrder::DayFirst ? day_first : month_first;
        }
        chosen.order_ambiguous = true;
        return chosen;
    }
    if (!day_first.is_known() && !month_first.is_known()) return no_such_day();
    const auto shown = day_first.is_known() ? DayMonthOrder::DayFirst : DayMonthOrder::MonthFirst;
    if (context.order != DayMonthOrder::Unsettled && context.order != shown)
        chosen =
            unknown(shown == DayMonthOrder::DayFirst
                        ? "There is no such day with the month first; it would be one with the day first."
                        : "There is no such day with the day first; it would be one with the month first.");
    else
        chosen = day_first.is_known() ? day_first : month_first;
    chosen.shows_day_first = shown == DayMonthOrder::DayFirst;
    chosen.shows_month_first = shown == DayMonthOrder::MonthFirst;
    return chosen;
}

/// "??/03/2020" is a month; "03/??/2020" is one only where the month stands first.
Interval of_unknown_figure(const Stated& stated, const ReadingContext& context)
{
    const int year = *stated.year;
    const bool month_first = context.order == DayMonthOrder::MonthFirst && stated.second == 0;
    const int month = month_first ? stated.first : stated.second;
    if (month > 12) return no_such_day();
    if (month >= 1) return of_months(year, month, month, Precision::Month);
    Interval interval = of_months(year, 1, 12, Precision::Year);
    if (stated.first != 0) interval.problems.emplace_back("The month is not given.");
    return interval;
}

Interval of_season(const Stated& stated)
{
    const int year = *stated.year;
    switch (static_cast<Season>(stated.part)) {
        case Season::Spring: return of_months(year, 3, 5, Precision::Season);
        case Season::Summer: return of_months(year, 6, 8, Precision::Season);
        case Season::Autumn: return of_months(year, 9, 11, Precision::Season);
        case Season::Winter: break;
    }
    Interval winter = span(first_of_month(year, 12), last_of_month(year + 1, 2), Precision::Season);
    if (stated.year_to) return winter;
    winter.approximate = true;
    return listed(winter,
                  "A winter has two years: read as December of that year to February of the next; it may be "
                  "the winter before.");
}

/// The seasons of a school year fall in its first or its second calendar year.
int term_year(const Stated& stated)
{
    const bool autumn =
        stated.part == static_cast<int>(Season::Autumn) || stated.part == static_cast<int>(Season::Winter);
    return stated.year_to && !autumn ? *stated.year_to : *stated.year;
}

Interval of_term(const Stated& stated)
{
    const int year = term_year(stated);
    const std::string problem =
        "Schools set their own terms: the dates are to be taken from the school's calendar.";
    switch (static_cast<Season>(stated.part)) {
        case Season::Spring: return listed(of_months(year, 1, 4, Precision::Term), problem);
        case Season::Summer: return listed(of_months(year, 4, 7, Precision::Term), problem);
        case Season::Autumn:
        case Season::Winter: break;
    }
    return listed(of_months(year, 9, 12, Precision::Term), problem);
}

Interval of_half_term(const Stated& stated)
{
    const std::string problem =
        "Half-term weeks are set locally: the dates are to be taken from the school's calendar.";
    if (stated.month != 0) {
        const int year = stated.year_to && stated.month < 9 ? *stated.year_to : *stated.year;
        return listed(of_months(year, stated.month, stated.month, Precision::Term), problem);
    }
    const int year = stated.part < 0 ? *stated.year : term_year(stated);
    if (stated.part < 0) return listed(of_months(year, 2, 11, Precision::Term), problem);
    switch (static_cast<Season>(stated.part)) {
        case Season::Spring: return listed(of_months(year, 2, 2, Precision::Term), problem);
        case Season::Summer: return listed(of_months(year, 5, 6, Precision::Term), problem);
        case Season::Autumn:
        case Season::Winter: break;
    }
    return listed(of_months(year, 10, 11, Precision::Term), problem);
}

Interval of_holidays(const Stated& stated)
{
    const std::string problem =
        "School holidays are set locally: the dates are to be taken from the school's calendar.";
    const int year = *stated.year;
    const int spring = stated.year_to ? *stated.year_to : year;
    if (stated.name == "easter" || stated.part == static_cast<int>(Season::Spring))
        return listed(of_months(spring, 3, 4, Precision::Term), problem);
    if (stated.part == static_cast<int>(Season::Summer))
        return listed(of_months(spring, 7, 9, Precision::Term), problem);
    if (stated.part == static_cast<int>(Season::Autumn))
        return listed(of_months(year, 10, 11, Precision::Term), problem);
    return listed(span(first_of_month(year, 12), last_of_month(year + 1, 1), Precision::Term), problem);
}

Interval of_twelve_months(const Stated& stated, int from_month, Precision precision, const char* problem)
{
    const int year = *stated.year;
    if (stated.year_to && *stated.year_to != year + 1)
        return listed(span(first_of_month(year, from_month), last_of_month(*stated.year_to, from_month - 1),
                           Precision::Range),
                      "More than one such year is given.");
    Interval interval =
        span(first_of_month(year, from_month), last_of_month(year + 1, from_month - 1), precision);
    return stated.year_to ? interval : listed(interval, problem);
}

Interval of_quarter(const Stated& stated)
{
    const int year = *stated.year;
    const int first = (stated.part - 1) * 3 + 1;
    if (!stated.year_to)
        return listed(of_months(year, first, first + 2, Precision::Quarter),
                      "Read as a quarter of the calendar year; some agencies count from April.");
    if (*stated.year_to != year + 1)
        return unknown("The quarter names two years that do not follow each other.");
    const bool next = stated.part == 4;
    const int month = next ? 1 : first + 3;
    return of_months(next ? year + 1 : year, month, month + 2, Precision::Quarter);
}

Interval of_named(const Stated& stated, Use use, const Calendar& calendar)
{
    const auto named = named_days(stated.name, *stated.year, calendar);
    if (!named) return no_such_day();
    Interval interval =
        span(named->first, named->last, named->first == named->last ? Precision::Day : Precision::Range);
    const bool feast = stated.name == "christmas" || stated.name == "easter" || stated.name == "new year" ||
                       stated.name == "new years";
    if (!feast || use == Use::Edge) return interval;
    const Day middle = stated.name == "easter" ? plus_days(named->first, 2) : named->first;
    interval.first = plus_days(middle, -3);
    interval.last = plus_days(middle, 3);
    interval.precision = Precision::DayApprox;
    interval.approximate = true;
    return listed(interval, "A feast is named, not a day: read as within three days of it.");
}

bool is_holiday_meant(const BankHoliday& holiday, const Stated& stated)
{
    if (stated.weekday &&
        std::chrono::weekday{sys_days{holiday.day}}.c_encoding() != static_cast<unsigned>(*stated.weekday))
        return false;
    // "late May" was in June in 2002, 2012 and 2022.
    if (stated.name == "spring" || stated.name == "late") return holiday.name.starts_with("Spring");
    if (stated.name == "early") return holiday.name.starts_with("Early");
    if (stated.month != 0 &&
        static_cast<unsigned>(holiday.day.month()) != static_cast<unsigned>(stated.month))
        return false;
    if (stated.name == "summer") return holiday.name.starts_with("Summer");
    if (stated.name == "easter") return holiday.name == "Good Friday" || holiday.name == "Easter Monday";
    return true;
}

Interval of_bank_holiday(const Stated& stated, const Calendar& calendar)
{
    std::vector<Day> found;
    for (const BankHoliday& holiday : calendar.bank_holidays(*stated.year))
        if (is_holiday_meant(holiday, stated)) found.push_back(holiday.day);
    if (found.empty()) return unknown("There was no such bank holiday.");
    Interval interval =
        span(found.front(), found.back(), found.size() == 1 ? Precision::Day : Precision::Range);
    if (found.size() > 1) {
        interval.approximate = true;
        return listed(interval, "More than one bank holiday fits.");
    }
    if (stated.weekend) {
        const auto weekday = std::chrono::weekday{sys_days{found.front()}};
        const bool friday = weekday == std::chrono::Friday;
        interval.first =
            friday ? found.front() : plus_days(found.front(), weekday == std::chrono::Monday ? -2 : 0);
        interval.last = friday ? plus_days(found.front(), 3) : found.front();
        interval.precision = Precision::Range;
    }
    return interval;
}

Interval of_half(const Stated& stated)
{
    const int year = *stated.year;
    const bool second = stated.part == 2;
    if (stated.month == 0) return of_months(year, second ? 7 : 1, second ? 12 : 6, Precision::Range);
    const Day middle = day_at(year, stated.month, second ? 16 : 15);
    return second ? span(middle, last_of_month(year, stated.month), Precision::Range)
                  : span(first_of_month(year, stated.month), middle, Precision::Range);
}

Interval of_week_of(const Stated& stated)
{
    const int year = *stated.year;
    Interval interval = stated.month == 0 ? of_months(year, 1, 12, Precision::Year)
                                          : of_months(year, stated.month, stated.month, Precision::Month);
    interval.approximate = true;
    return listed(interval, "A part of it is named without its first and last day: the whole is kept.");
}

Interval of_kind(const Stated& stated, const ReadingContext& context, Use use)
{
    const int year = stated.year.value_or(0);
    const Calendar& calendar = context.calendar == nullptr ? Calendar::built_in() : *context.calendar;
    switch (stated.kind) {
        case Kind::OneDay: return of_day(year, stated.month, stated.day);
        case Kind::Numeric: return of_figures(stated, context);
        case Kind::DayUnknown: return of_unknown_figure(stated, context);
        case Kind::Month: return of_months(year, stated.month, stated.month, Precision::Month);
        case Kind::Year: return of_months(year, 1, 12, Precision::Year);
        case Kind::Years:
            return span(first_of_month(year, 1), last_of_month(*stated.year_to, 12), Precision::Range);
        case Kind::Season: return of_season(stated);
        case Kind::Quarter: return of_quarter(stated);
        case Kind::Named: return of_named(stated, use, calendar);
        case Kind::BankHoliday: return of_bank_holiday(stated, calendar);
        case Kind::Term: return of_term(stated);
        case Kind::HalfTerm: return of_half_term(stated);
        case Kind::Holidays: return of_holidays(stated);
        case Kind::AcademicYear:
            return of_twelve_months(
                stated, 9, Precision::Term,
                "A school year has two years: read as beginning in September of that year.");
        case Kind::FinancialYear:
            return of_twelve_months(
                stated, 4, Precision::Range,
                "A financial year has two years: read as beginning in April of that year.");
        case Kind::Decade:
            return span(first_of_month(year, 1), last_of_month(year + 9, 12), Precision::Range);
        case Kind::HalfOf: return of_half(stated);
        case Kind::WeekOf: return of_week_of(stated);
    }
    return {};
}

void check_weekday(Interval& interval, const Stated& stated)
{
    if (!stated.weekday || stated.kind == Kind::BankHoliday) return;
    if (!interval.is_day()) {
        interval.problems.emplace_back("A weekday is named beside something that is not one day.");
        return;
    }
    const unsigned is = std::chrono::weekday{sys_days{*interval.first}}.c_encoding();
    if (is != static_cast<unsigned>(*stated.weekday))
        interval.problems.push_back(std::string("The weekday does not fit: that day was a ") +
                                    std::string(kWeekdayNames[is]) + ".");
}

void widen_to_week(Interval& interval, WeekWord word)
{
    if (!interval.is_day()) {
        interval =
            listed(interval, "A week is named beside something that is not one day: the whole is kept.");
        interval.approximate = true;
        return;
    }
    const Day day = *interval.first;
    const int weekday = static_cast<int>(std::chrono::weekday{sys_days{day}}.c_encoding());
    const int from_monday = (weekday + 6) % 7;
    interval.precision = Precision::Week;
    switch (word) {
        case WeekWord::Commencing:
            interval.last = plus_days(day, 6);
            if (from_monday != 0 && weekday != 0)
                interval.problems.emplace_back("The week is said to begin on a day that is not a Monday.");
            break;
        case WeekWord::Ending: interval.first = plus_days(day, -6); break;
        case WeekWord::Of:
            interval.first = plus_days(day, -from_monday);
            interval.last = plus_days(day, 6 - from_monday);
            break;
        case WeekWord::Weekend:
            interval.precision = Precision::Range;
            interval.first = plus_days(day, weekday == 0   ? -1
                                            : weekday == 5 ? 1
                                            : weekday == 6 ? 0
                                                           : 5 - from_monday);
            interval.last = plus_days(*interval.first, 1);
            if (from_monday < 4)
                interval.problems.emplace_back("The weekend is named by a day of the week before it.");
            break;
    }
}

void apply_hedge(Interval& interval, Use use)
{
    interval.approximate = true;
    if (interval.precision != Precision::Day || !interval.is_day() || use == Use::Edge) return;
    interval.precision = Precision::DayApprox;
    interval.first = plus_days(*interval.first, -3);
    interval.last = plus_days(*interval.last, 3);
}

void check_year(Interval& interval, const Stated& stated, const ReadingContext& context)
{
    const int year = *stated.year;
    if (year < 1900)
        interval.problems.emplace_back("The year is before 1900.");
    else if (context.imported.ok() && interval.first && *interval.first > context.imported)
        interval.problems.emplace_back("The date is after the day of the import.");
}

}  // namespace

Day first_of_month(int year, int month)
{
    return day_at(year, month, 1);
}

Day last_of_month(int year, int month)
{
    return Day{std::chrono::year{year} / std::chrono::month{static_cast<unsigned>(month)} /
               std::chrono::last};
}

Day plus_days(Day day, int by)
{
    return Day{sys_days{day} + std::chrono::days{by}};
}

bool is_complete(const Stated& stated)
{
    return stated.year.has_value() && (stated.kind != Kind::OneDay || stated.month != 0);
}

void complete_from(Stated& left, const Stated& right)
{
    if (left.kind == Kind::OneDay && left.month == 0) left.month = right.month;
    if (!left.year) left.year = right.year;
    if (!left.year_to && left.kind == Kind::Season) left.year_to = right.year_to;
}

Interval resolve(const Stated& stated, const ReadingContext& context, Use use)
{
    if (!stated.year) return unknown("The year is not given.");
    if (!is_year(*stated.year) || (stated.year_to && !is_year(*stated.year_to))) return no_such_day();
    Interval interval = of_kind(stated, context, use);
    interval.problems.insert(interval.problems.end(), stated.problems.begin(), stated.problems.end());
    if (!interval.is_known()) return interval;
    check_weekday(interval, stated);
    check_year(interval, stated, context);
    if (stated.week) widen_to_week(interval, *stated.week);
    if (stated.narrowed) {
        interval.approximate = true;
        interval.problems.emplace_back(
            "A part of it is named (early, middle, late) without its first and last day: the whole is kept.");
    }
    if (stated.hedged) apply_hedge(interval, use);
    return interval;
}

}  // namespace model
