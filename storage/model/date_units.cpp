#include "storage/model/date_units.h"

#include <algorithm>

#include "storage/model/time_reading.h"

namespace model {
namespace {

using Kind = Stated::Kind;

bool is_separator(const Token& token)
{
    return token.is("/") || token.is(".") || token.is("-");
}

/// Between figures: "/" and "." with or without spaces, "-" only without (with them it is a range).
bool joins_figures(Cursor cursor)
{
    const Token& mark = cursor.peek();
    if (!is_separator(mark)) return false;
    return !mark.is("-") || (!mark.spaced && !cursor.peek(1).spaced);
}

bool starts_clock(Cursor cursor)
{
    const Token& next = cursor.peek();
    if (next.is(":") && !next.spaced && cursor.peek(1).is_number(2, 2)) return true;
    if (!next.is_word()) return false;
    return next.is("am") || next.is("pm") || next.is("hrs") || next.is("hr") || next.is("hours") ||
           next.is("oclock") || next.is("h") || ((next.is("a") || next.is("p")) && cursor.peek(1).is("m"));
}

/// A year of two or four figures at the cursor.
std::optional<std::pair<int, Cursor>> year_at(Cursor cursor, Day imported, bool two_digits)
{
    const Token& token = cursor.peek();
    if (token.is_number(4, 4)) {
        // "2021 pm" is a year and a part of the day; "2240hrs" is a time.
        const bool plausible =
            token.value >= 1900 && token.value < 2100 && cursor.peek(1).spaced && cursor.peek(1).is_word();
        if (!plausible && starts_clock(cursor.after(1))) return std::nullopt;
        return std::pair{token.value, cursor.after(1)};
    }
    if (!two_digits || !token.is_number(2, 2)) return std::nullopt;
    if (starts_clock(cursor.after(1)) && (token.value <= 12 || !cursor.peek(1).spaced)) return std::nullopt;
    return std::pair{year_of_two_digits(token.value, imported), cursor.after(1)};
}

struct Figure {
    int value;  ///< 0 unknown
    Cursor next;
};

/// "03", or what is put where a figure is not known: "00", "??", "xx".
std::optional<Figure> figure_at(Cursor cursor)
{
    const Token& token = cursor.peek();
    if (token.is_number(1, 2)) return Figure{token.value, cursor.after(1)};
    if (token.is("x") || token.is("xx") || token.is("dd") || token.is("mm"))
        return Figure{0, cursor.after(1)};
    if (!token.is("?")) return std::nullopt;
    return Figure{0, cursor.after(cursor.peek(1).is("?") ? 2 : 1)};
}

Stated day_of(int day, int month, std::optional<int> year)
{
    Stated stated;
    stated.day = day;
    stated.month = month;
    stated.year = year;
    stated.whole_day = true;
    return stated;
}

Stated month_stated(int month, std::optional<int> year)
{
    Stated stated;
    stated.kind = Kind::Month;
    stated.month = month;
    stated.year = year;
    return stated;
}

Stated two_figures(int first, int second, std::optional<int> year)
{
    Stated stated;
    stated.kind = first == 0 || second == 0 ? Kind::DayUnknown : Kind::Numeric;
    stated.first = first;
    stated.second = second;
    stated.year = year;
    stated.whole_day = stated.kind == Kind::Numeric;
    return stated;
}

/// "03/11/2018", "3.11.18", "03 11 2018", "??/03/2020"; without a year "03/11"; "11/2020".
void add_numeric(std::vector<Candidate>& to, Cursor cursor, Day imported)
{
    const auto first = figure_at(cursor);
    if (!first) return;
    Cursor at = first->next;
    const bool spaces =
        at.peek().is_number(1, 2) && at.peek().spaced && at.peek(1).is_number(4, 4) && at.peek(1).spaced;
    if (spaces) {
        if (const auto year = year_at(at.after(1), imported, false))
            to.push_back({two_figures(first->value, at.peek().value, year->first), year->second});
        return;
    }
    if (!joins_figures(at)) return;
    const std::string mark = at.peek().text;
    at = at.after(1);
    if (at.peek().is_number(4, 4) && first->value >= 1 && first->value <= 12) {
        to.push_back({month_stated(first->value, at.peek().value), at.after(1)});
        return;
    }
    const auto second = figure_at(at);
    if (!second) return;
    at = second->next;
    if (joins_figures(at) && at.peek().is(mark))
        if (const auto year = year_at(at.after(1), imported, true))
            to.push_back({two_figures(first->value, second->value, year->first), year->second});
    if (first->value != 0 && second->value != 0)
        to.push_back({two_figures(first->value, second->value, std::nullopt), at});
}

/// "20181103", "03112018".
void add_compact(std::vector<Candidate>& to, Cursor cursor)
{
    const Token& token = cursor.peek();
    if (!token.is_number(8, 8)) return;
    const int year = token.value / 10000;
    const int month = token.value / 100 % 100;
    if (year >= 1900 && year < 2200 && month <= 12)
        to.push_back(
            {month == 0 ? two_figures(0, 0, year) : day_of(token.value % 100, month, year), cursor.after(1)});
    else
        to.push_back({two_figures(token.value / 1000000, year % 100, token.value % 10000), cursor.after(1)});
}

/// "2018-11-03", "2018/11/03", "2020-03-00", "2020-11", "2018 Nov 03".
void add_year_first(std::vector<Candidate>& to, Cursor cursor)
{
    const Token& year = cursor.peek();
    if (!year.is_number(4, 4)) return;
    Cursor at = cursor.after(1);
    if (is_separator(at.peek())) at = at.after(1);
    if (const auto month = at.peek().is_word() ? month_of(at.peek().text) : std::nullopt) {
        at = at.after(1);
        Cursor day = at;
        if (is_separator(day.peek())) day = day.after(1);
        if (day.peek().is_number(1, 2) && !starts_clock(day.after(1))) {
            Cursor next = day.after(1);
            if (next.peek().is_word() && is_ordinal_ending(next.peek().text)) next = next.after(1);
            to.push_back({day_of(day.peek().value, *month, year.value), next});
        }
        to.push_back({month_stated(*month, year.value), at});
        return;
    }
    if (!joins_figures(cursor.after(1)) || !at.peek().is_number(1, 2)) return;
    const int month = at.peek().value;
    const Cursor after_month = at.after(1);
    if (joins_figures(after_month) && after_month.peek(1).is_number(1, 2)) {
        const int day = after_month.peek(1).value;
        if (day == 0 || month == 0) {
            Stated stated = month == 0 ? two_figures(0, 0, year.value) : month_stated(month, year.value);
            to.push_back({stated, after_month.after(2)});
        } else {
            to.push_back({day_of(day, month, year.value), after_month.after(2)});
        }
    }
    const bool next_year = at.peek().is_number(2, 2) && month == (year.value + 1) % 100;
    if (!next_year && month >= 1 && month <= 12) to.push_back({month_stated(month, year.value), after_month});
}

/// What may stand between the parts of a written date.
Cursor past_separator(Cursor cursor)
{
    if (is_separator(cursor.peek()) || cursor.peek().is(",")) return cursor.after(1);
    if (cursor.peek().is("of")) return cursor.after(1);
    return cursor;
}

/// "3 Nov 2018", "3rd of November 2018", "22-Jan-21", "05MAR22", "3 Nov".
void add_day_month(std::vector<Candidate>& to, Cursor cursor, Day imported)
{
    if (!cursor.peek().is_number(1, 2)) return;
    const int day = cursor.peek().value;
    Cursor at = cursor.after(1);
    if (at.peek().is_word() && is_ordinal_ending(at.peek().text)) at = at.after(1);
    const bool uncertain = at.peek().is("?");  // "6? March 2022"
    if (uncertain) at = at.after(1);
    if (at.peek().is("day") && at.peek(1).is("of")) at = at.after(1);
    const Cursor word = past_separator(at);
    const auto month = word.peek().is_word() ? month_of(word.peek().text) : std::nullopt;
    if (!month) return;
    const Cursor after_month = word.after(1);
    for (const Cursor year : {past_separator(after_month), after_month}) {
        if (const auto found = year_at(year, imported, true)) {
            Stated stated = day_of(day, *month, found->first);
            stated.hedged = uncertain;
            to.push_back({stated, found->second});
            break;
        }
    }
    to.push_back({day_of(day, *month, std::nullopt), after_month});
}

/// "Nov 3rd 2018", "March 5, 2020", "Nov 2020", "Mar-21", "November".
void add_month_first(std::vector<Candidate>& to, Cursor cursor, Day imported)
{
    const auto month = cursor.peek().is_word() ? month_of(cursor.peek().text) : std::nullopt;
    if (!month) return;
    const Cursor after_month = cursor.after(1);
    const Cursor at = past_separator(after_month);
    if (at.peek().is_number(4, 4) && !starts_clock(at.after(1)))
        to.push_back({month_stated(*month, at.peek().value), at.after(1)});
    if (at.peek().is_number(1, 2)) {
        Cursor next = at.after(1);
        const bool ordinal = next.peek().is_word() && is_ordinal_ending(next.peek().text);
        if (ordinal) next = next.after(1);
        if (const auto year = year_at(past_separator(next), imported, true))
            to.push_back({day_of(at.peek().value, *month, year->first), year->second});
        if (const auto year = ordinal ? std::nullopt : year_at(at, imported, true)) {
            Stated stated = month_stated(*month, year->first);
            if (!at.peek().apostrophe && at.peek().value >= 1 && at.peek().value <= 31)
                stated.problems.emplace_back(
                    "Read as a month and a year; it could also be a day of that month in a year that is not "
                    "given.");
            to.push_back({stated, year->second});
        }
        to.push_back({day_of(at.peek().value, *month, std::nullopt), next});
    }
    to.push_back({month_stated(*month, std::nullopt), after_month});
}

/// "2019"; "2019-20", "2019/2020", "2019-23".
void add_years(std::vector<Candidate>& to, Cursor cursor, Day imported)
{
    if (!cursor.peek().is_number(4, 4)) return;
    const auto years = years_at(cursor, imported, false);
    if (!years) return;
    if (years->year_to) {
        Stated stated;
        stated.kind = Kind::Years;
        stated.year = years->year;
        stated.year_to = years->year_to;
        stated.problems.emplace_back(
            "Two years are given: it may be a school year, a financial year or both calendar years.");
        to.push_back({stated, years->next});
    }
    const Token& ending = cursor.peek(1);
    Stated stated;
    stated.year = cursor.peek().value;
    if (ending.is("s") && !ending.spaced && cursor.peek().value % 10 == 0) {
        stated.kind = Kind::Decade;
        to.push_back({stated, cursor.after(2)});
        return;
    }
    if (starts_clock(cursor.after(1))) return;
    stated.kind = Kind::Year;
    to.push_back({stated, cursor.after(1)});
}

/// "1" of "1-5 March 2020".
void add_bare_day(std::vector<Candidate>& to, Cursor cursor)
{
    if (!cursor.peek().is_number(1, 2) || cursor.peek().value < 1 || cursor.peek().value > 31) return;
    Cursor next = cursor.after(1);
    if (next.peek().is_word() && is_ordinal_ending(next.peek().text)) next = next.after(1);
    if (!starts_clock(next)) to.push_back({day_of(cursor.peek().value, 0, std::nullopt), next});
}

std::optional<int> weekday_at(Cursor& cursor)
{
    if (!cursor.peek().is_word()) return std::nullopt;
    const auto weekday = weekday_of(cursor.peek().text);
    if (!weekday) return std::nullopt;
    cursor = cursor.after(1);
    while (cursor.take(",") || cursor.take("-") || cursor.take(".")) {
    }
    cursor.take("the");
    return weekday;
}

/// "(Sat)", ", Saturday" after a date.
std::optional<int> weekday_after(Cursor& cursor)
{
    Cursor probe = cursor;
    const bool bracket = probe.take("(");
    if (!bracket && !probe.take(",")) probe.take("-");
    if (!probe.peek().is_word()) return std::nullopt;
    const auto weekday = weekday_of(probe.peek().text);
    if (!weekday) return std::nullopt;
    probe = probe.after(1);
    if (bracket && !probe.take(")")) return std::nullopt;
    cursor = probe;
    return weekday;
}

struct Before {
    bool hedged = false;
    bool narrowed = false;
    std::optional<WeekWord> week;
    std::optional<int> weekday;
};

Before modifiers_at(Cursor& cursor)
{
    Before before;
    for (bool more = true; more && !cursor.done();) {
        more = true;
        if (take_hedge(cursor))
            before.hedged = true;
        else if (const auto week = before.week ? std::nullopt : take_week_word(cursor))
            before.week = week;
        else if (take_part(cursor))
            before.narrowed = true;
        else if (take_filler(cursor))
            continue;
        else if (const auto weekday = before.weekday ? std::nullopt : weekday_at(cursor))
            before.weekday = weekday;
        else
            more = false;
    }
    return before;
}

/// "3 March 2020 approx 2200": the doubt is about the time.
bool is_time_at(Cursor cursor)
{
    return !cursor.done() && take_time(cursor, true).has_value();
}

/// What follows: hedges, the weekday.
void take_after(Candidate& candidate)
{
    for (bool more = true; more;) {
        more = false;
        Cursor probe = candidate.next;
        const bool bracket = probe.take("(");
        const bool apart = probe.peek().spaced;
        if (take_hedge(probe) && !(apart && is_time_at(probe)) && (!bracket || probe.take(")"))) {
            candidate.stated.hedged = true;
            candidate.next = probe;
            more = true;
        } else if (const auto weekday =
                       candidate.stated.weekday ? std::nullopt : weekday_after(candidate.next)) {
            candidate.stated.weekday = weekday;
            more = true;
        }
    }
}

}  // namespace

int year_of_two_digits(int two_digits, Day imported)
{
    if (!imported.ok() || static_cast<int>(imported.year()) < 100) return 2000 + two_digits;
    const int limit = static_cast<int>(imported.year());
    const int year = limit / 100 * 100 + two_digits;
    return year > limit ? year - 100 : year;
}

std::optional<YearsAt> years_at(Cursor cursor, Day imported, bool two_digits)
{
    if (cursor.peek().is("of") || cursor.peek().is(",") || cursor.peek().is("in") || cursor.peek().is("-"))
        cursor = cursor.after(1);
    const auto year = year_at(cursor, imported, two_digits);
    if (!year) return std::nullopt;
    YearsAt found{year->first, std::nullopt, year->second};
    const Token& mark = found.next.peek();
    const Token& second = found.next.peek(1);
    if (!(mark.is("/") || mark.is("-")) || mark.spaced || second.spaced) return found;
    if (second.is_number(4, 4) && second.value > found.year && second.value - found.year < 50) {
        found.year_to = second.value;
    } else if (second.is_number(2, 2)) {
        const int to =
            found.year - found.year % 100 + second.value + (second.value < found.year % 100 ? 100 : 0);
        const bool month_like = cursor.peek().is_number(4, 4) && second.value <= 12 && to != found.year + 1;
        if (!month_like && to > found.year && to - found.year < 50) found.year_to = to;
    }
    if (found.year_to) found.next = found.next.after(2);
    return found;
}

std::vector<Candidate> units_at(Cursor cursor, Day imported)
{
    std::vector<Candidate> found;
    if (cursor.done()) return found;
    add_named_units(found, cursor, imported);
    add_year_first(found, cursor);
    add_numeric(found, cursor, imported);
    add_compact(found, cursor);
    add_day_month(found, cursor, imported);
    add_month_first(found, cursor, imported);
    add_years(found, cursor, imported);
    add_bare_day(found, cursor);
    return found;
}

std::vector<Candidate> points_at(Cursor cursor, Day imported)
{
    std::vector<Candidate> found;
    // A "?" may be a figure ("??/03/2020") or a doubt ("?6 March"): the figure first.
    if (cursor.peek().is("?")) add_numeric(found, cursor, imported);
    Cursor at = cursor;
    const Before before = modifiers_at(at);
    std::vector<Candidate> units = units_at(at, imported);
    // "early may bank holiday", "summer": where the words taken as modifiers are part of a name.
    if (at.at != cursor.at) {
        auto named = units_at(cursor, imported);
        found.insert(found.end(), named.begin(), named.end());
    }
    for (Candidate& candidate : units) {
        candidate.stated.hedged = candidate.stated.hedged || before.hedged;
        candidate.stated.narrowed = candidate.stated.narrowed || before.narrowed;
        candidate.stated.week = before.week;
        if (!candidate.stated.weekday) candidate.stated.weekday = before.weekday;
        found.push_back(std::move(candidate));
    }
    for (Candidate& candidate : found) take_after(candidate);
    return found;
}

}  // namespace model
