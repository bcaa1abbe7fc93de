// Dates that are named: seasons, terms, quarters, holidays.
#include <array>
#include <string>

#include "storage/model/calendar.h"
#include "storage/model/date_units.h"

namespace model {
namespace {

using Kind = Stated::Kind;

Stated stated_as(Kind kind, int part = 0)
{
    Stated stated;
    stated.kind = kind;
    stated.part = part;
    return stated;
}

/// Adds the candidate with the years that follow, if any, and without.
void add_with_years(std::vector<Candidate>& to, Stated stated, Cursor next, Day imported)
{
    if (!stated.year)
        if (const auto years = years_at(next, imported, true)) {
            Stated dated = stated;
            dated.year = years->year;
            dated.year_to = years->year_to;
            to.push_back({dated, years->next});
        }
    to.push_back({std::move(stated), next});
}

bool take_term_word(Cursor& cursor)
{
    return cursor.take("term") || cursor.take("terms") || cursor.take("semester");
}

bool take_half_term(Cursor& cursor)
{
    return cursor.take_all({"half", "-", "term"}) || cursor.take_all({"half", "term"}) ||
           cursor.take("halfterm") || cursor.take_all({"1", "/", "2", "term"});
}

bool take_holidays(Cursor& cursor)
{
    Cursor probe = cursor;
    probe.take("school");
    if (probe.take("holidays") || probe.take("holiday") || probe.take("hols") || probe.take("vacation") ||
        probe.take("break")) {
        cursor = probe;
        return true;
    }
    return false;
}

/// "Summer 2020", "winter 2020/21", "autumn term 2019", "summer holidays 2021", "spring half term 2023".
void add_seasons(std::vector<Candidate>& to, Cursor cursor, Day imported)
{
    const auto season = cursor.peek().is_word() ? season_of(cursor.peek().text) : std::nullopt;
    if (!season) return;
    const int part = static_cast<int>(*season);
    const Cursor next = cursor.after(1);
    Cursor half = next;
    Cursor term = next;
    Cursor holidays = next;
    if (take_half_term(half)) return add_with_years(to, stated_as(Kind::HalfTerm, part), half, imported);
    if (take_term_word(term)) return add_with_years(to, stated_as(Kind::Term, part), term, imported);
    if (take_holidays(holidays))
        return add_with_years(to, stated_as(Kind::Holidays, part), holidays, imported);
    if (const auto years = years_at(next, imported, true)) {
        Cursor after = years->next;
        if (take_term_word(after)) {  // "autumn 2019 term"
            Stated stated = stated_as(Kind::Term, part);
            stated.year = years->year;
            stated.year_to = years->year_to;
            to.push_back({stated, after});
        }
    }
    add_with_years(to, stated_as(Kind::Season, part), next, imported);
}

/// "Feb half term 2023", "half-term October 2022", "half term 2023".
void add_half_terms(std::vector<Candidate>& to, Cursor cursor, Day imported)
{
    Stated stated = stated_as(Kind::HalfTerm, -1);
    Cursor at = cursor;
    if (const auto month = at.peek().is_word() ? month_of(at.peek().text) : std::nullopt) {
        stated.month = *month;
        at = at.after(1);
        if (const auto years = years_at(at, imported, false)) {  // "Feb 2023 half term"
            Cursor after = years->next;
            if (take_half_term(after)) {
                stated.year = years->year;
                to.push_back({stated, after});
                return;
            }
        }
    }
    if (!take_half_term(at)) return;
    at.take(",");
    if (stated.month == 0 && at.peek().is_word())
        if (const auto month = month_of(at.peek().text)) {
            stated.month = *month;
            at = at.after(1);
        }
    add_with_years(to, stated, at, imported);
}

bool take_academic(Cursor& cursor)
{
    return cursor.take_all({"academic", "year"}) || cursor.take_all({"school", "year"}) ||
           cursor.take_all({"academic", "yr"}) || cursor.take("ay") || cursor.take("academicyear") ||
           cursor.take_all({"school", "yr"});
}

bool take_financial(Cursor& cursor)
{
    return cursor.take_all({"financial", "year"}) || cursor.take_all({"fiscal", "year"}) ||
           cursor.take("fy") || cursor.take_all({"tax", "year"});
}

/// "2019-20 academic year", "academic year 2019/20", "FY 2019/20".
void add_named_years(std::vector<Candidate>& to, Cursor cursor, Day imported)
{
    Cursor academic = cursor;
    if (take_academic(academic)) return add_with_years(to, stated_as(Kind::AcademicYear), academic, imported);
    Cursor financial = cursor;
    if (take_financial(financial))
        return add_with_years(to, stated_as(Kind::FinancialYear), financial, imported);
    if (cursor.peek().kind != Token::Kind::Number) return;
    const auto years = years_at(cursor, imported, true);
    if (!years) return;
    Stated stated;
    stated.year = years->year;
    stated.year_to = years->year_to;
    Cursor next = years->next;
    if (take_academic(next))
        stated.kind = Kind::AcademicYear;
    else if (take_financial(next))
        stated.kind = Kind::FinancialYear;
    else if (const auto season = next.peek().is_word() ? season_of(next.peek().text) : std::nullopt) {
        next = next.after(1);
        stated.kind = take_term_word(next) ? Kind::Term : Kind::Season;
        stated.part = static_cast<int>(*season);
    } else {
        return;
    }
    to.push_back({stated, next});
}

/// "Q3 2019", "2019 Q3", "third quarter of 2019".
void add_quarters(std::vector<Candidate>& to, Cursor cursor, Day imported)
{
    Stated stated = stated_as(Kind::Quarter);
    if (cursor.peek().is_number(4, 4)) {
        const auto years = years_at(cursor, imported, false);
        if (!years) return;
        stated.year = years->year;
        stated.year_to = years->year_to;
        cursor = years->next;
        if (cursor.peek().is("-")) cursor = cursor.after(1);
    }
    const auto figure = [&](Cursor at) {
        return at.peek().is_number(1, 1) && at.peek().value >= 1 && at.peek().value <= 4;
    };
    Cursor at = cursor;
    if (at.take("q") || at.take("qtr") || at.take("quarter")) {
        if (!figure(at)) return;
        stated.part = at.peek().value;
        at = at.after(1);
    } else if (figure(at) && is_ordinal_ending(at.peek(1).text) &&
               (at.peek(2).is("quarter") || at.peek(2).is("qtr"))) {
        stated.part = at.peek().value;
        at = at.after(3);
    } else if (at.peek().is_word() && ordinal_of(at.peek().text) && at.peek(1).is("quarter")) {
        stated.part = *ordinal_of(at.peek().text);
        at = at.after(2);
    } else {
        return;
    }
    add_with_years(to, stated, at, imported);
}

/// The words at the cursor as calendar.h names days: "xmas eve" is "christmas eve".
std::string name_at(Cursor cursor, std::size_t words)
{
    std::string name;
    for (std::size_t i = 0; i < words; ++i) {
        const Token& token = cursor.peek(i);
        if (!token.is_word()) return {};
        std::string word = token.text;
        if (word == "xmas" || word == "chrismas" || word == "christmass" || word == "crimbo" ||
            word == "xmass")
            word = "christmas";
        name += (name.empty() ? "" : " ") + word;
    }
    return name;
}

void add_named_days(std::vector<Candidate>& to, Cursor cursor, Day imported)
{
    Stated stated = stated_as(Kind::Named);
    if (cursor.peek().is_number(4, 4)) {
        stated.year = cursor.peek().value;
        cursor = cursor.after(1);
    }
    for (std::size_t words = 4; words >= 1; --words) {
        const std::string name = name_at(cursor, words);
        if (name.empty()) continue;
        Cursor next = cursor.after(words);
        Cursor holidays = next;
        if ((name == "christmas" || name == "easter") &&
            (take_holidays(holidays) || take_term_word(holidays))) {
            Stated away = stated_as(Kind::Holidays, -1);
            away.name = name;
            away.year = stated.year;
            add_with_years(to, away, holidays, imported);
            return;
        }
        if (!named_days(name, 2000)) continue;
        stated.name = name;
        const auto named = named_days(name, 2000);
        stated.whole_day = named->first == named->last;
        add_with_years(to, stated, next, imported);
        return;
    }
}

bool take_bank_holiday(Cursor& cursor)
{
    return cursor.take_all({"bank", "holiday"}) || cursor.take_all({"bank", "hol"}) ||
           cursor.take_all({"bank", "-", "holiday"}) || cursor.take_all({"b", "/", "h"}) ||
           cursor.take("bh") || cursor.take("bankholiday") || cursor.take_all({"public", "holiday"}) ||
           cursor.take_all({"bank", "hols"});
}

/// One more word of "bank holiday Mon, Aug 2021"; false when this one is none of its words.
bool take_bank_holiday_word(Stated& stated, Cursor& cursor)
{
    if (cursor.take(",") || cursor.take("of") || cursor.take("in") || cursor.take("the")) return true;
    if (cursor.take("weekend")) return stated.weekend = true;
    for (const std::string_view name : {"early", "late", "spring", "summer", "easter"})
        if (cursor.take(name)) {
            stated.name = name;
            return true;
        }
    if (!cursor.peek().is_word()) return false;
    if (const auto weekday = weekday_of(cursor.peek().text); weekday && !stated.weekday) {
        stated.weekday = weekday;
    } else if (const auto month = month_of(cursor.peek().text); month && stated.month == 0) {
        stated.month = *month;
    } else {
        return false;
    }
    cursor = cursor.after(1);
    return true;
}

void add_bank_holidays(std::vector<Candidate>& to, Cursor cursor, Day imported)
{
    Stated stated = stated_as(Kind::BankHoliday);
    bool named = false;
    for (Cursor at = cursor; !at.done();) {
        if (take_bank_holiday(at)) {
            named = true;
        } else if (!take_bank_holiday_word(stated, at)) {
            if (!named) return;
            add_with_years(to, stated, at, imported);
            return;
        }
        if (named && at.done()) to.push_back({stated, at});
    }
}

/// "first half of 2019", "second half of March 2020", "2nd week of June 2021".
void add_halves(std::vector<Candidate>& to, Cursor cursor, Day imported)
{
    Cursor at = cursor;
    at.take("the");
    int which = 0;
    if (at.peek().is_word() && ordinal_of(at.peek().text)) {
        which = *ordinal_of(at.peek().text);
        at = at.after(1);
    } else if (at.take("last") || at.take("final") || at.take("latter")) {
        which = 9;
    } else if (at.peek().is_number(1, 1) && is_ordinal_ending(at.peek(1).text)) {
        which = at.peek().value;
        at = at.after(2);
    }
    const bool half = which != 0 && at.take("half");
    const bool week =
        which != 0 && !half &&
        (at.take("week") || at.take("part") || at.take("weekend") || at.take("few") || at.take("days"));
    if (!half && !week) return;
    at.take("days");
    at.take("weeks");
    if (!at.take("of") && !at.take("in")) return;
    if (half && which != 1 && which != 2 && which != 9) return;
    for (const Candidate& inner : units_at(at, imported)) {
        if (inner.stated.kind != Kind::Month && inner.stated.kind != Kind::Year) continue;
        Stated stated = inner.stated;
        stated.kind = half ? Kind::HalfOf : Kind::WeekOf;
        stated.part = which == 9 ? 2 : which;
        to.push_back({stated, inner.next});
    }
}

}  // namespace

void add_named_units(std::vector<Candidate>& to, Cursor cursor, Day imported)
{
    add_bank_holidays(to, cursor, imported);
    add_named_days(to, cursor, imported);
    add_half_terms(to, cursor, imported);
    add_seasons(to, cursor, imported);
    add_named_years(to, cursor, imported);
    add_quarters(to, cursor, imported);
    add_halves(to, cursor, imported);
}

}  // namespace model
