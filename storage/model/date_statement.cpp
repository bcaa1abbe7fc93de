#include "storage/model/date_statement.h"

#include <algorithm>

namespace model {
namespace {

using Kind = Stated::Kind;

/// How far the grammar goes to make sense of a cell; the strictest that does is used.
enum class Pass { Strict, WithNotes, WithoutYear };

struct Core {
    Interval interval;
    Cursor next;
    bool takes_time = false;
    std::optional<Bound> bound;
    std::optional<TimeStated> time;
};

constexpr std::size_t kMostCores = 400;  // no real cell has more ways to be read

void append(std::vector<std::string>& to, const std::vector<std::string>& from)
{
    for (const std::string& problem : from)
        if (std::ranges::find(to, problem) == to.end()) to.push_back(problem);
}

void merge_order(Interval& to, const Interval& from)
{
    to.order_ambiguous = to.order_ambiguous || from.order_ambiguous;
    to.shows_day_first = to.shows_day_first || from.shows_day_first;
    to.shows_month_first = to.shows_month_first || from.shows_month_first;
}

Interval bounded(Interval interval, Bound bound)
{
    if (!interval.is_known()) return interval;
    const auto first = interval.first;
    const auto last = interval.last;
    interval.first.reset();
    interval.last.reset();
    switch (bound) {
        case Bound::Before: interval.last = plus_days(*first, -1); break;
        case Bound::Until: interval.last = last; break;
        case Bound::After: interval.first = plus_days(*last, 1); break;
        case Bound::From: interval.first = first; break;
    }
    interval.precision = interval.last ? Precision::Before : Precision::After;
    interval.problems.emplace_back(
        interval.last ? "Only the latest day is stated: how early it may have been is to be settled."
                      : "Only the earliest day is stated: how late it may have been, or when it ended, is to "
                        "be settled.");
    return interval;
}

Interval backwards()
{
    Interval interval;
    interval.problems.emplace_back("The period ends before it begins.");
    return interval;
}

/// From the first day of one to the last day of the other.
Interval joined(const Interval& first, const Interval& last)
{
    Interval whole;
    append(whole.problems, first.problems);
    append(whole.problems, last.problems);
    whole.approximate = first.approximate || last.approximate;
    merge_order(whole, first);
    merge_order(whole, last);
    if (!first.is_known() || !last.is_known()) return whole;
    if (*last.last < *first.first) {
        const Interval wrong = backwards();
        append(whole.problems, wrong.problems);
        return whole;
    }
    whole.first = first.first;
    whole.last = last.last;
    whole.precision = whole.is_day() ? Precision::Day : Precision::Range;
    return whole;
}

/// A period whose first part may lack what the last states, or the other way about.
std::optional<Interval> pair_of(Stated first, Stated last, const ReadingContext& context)
{
    if (first.whole_day && (last.kind == Kind::Year || last.kind == Kind::Years)) return std::nullopt;
    // "March or 2021": a year cannot end a period and lend itself to the beginning.
    if (!first.year && (last.kind == Kind::Year || last.kind == Kind::Years)) return std::nullopt;
    const bool bare_day = first.kind == Kind::OneDay && first.month == 0;
    if (bare_day && last.kind != Kind::OneDay && last.kind != Kind::Numeric) return std::nullopt;
    if (first.kind == Kind::Numeric && !first.year && last.kind != Kind::Numeric) return std::nullopt;
    if (bare_day && last.kind == Kind::Numeric && last.year) {  // "1-5/3/2020"
        const Interval to = resolve(last, context, Use::Edge);
        if (!to.is_known()) return to;
        first.month = static_cast<int>(static_cast<unsigned>(to.first->month()));
    }
    const bool lacked_year = !first.year;
    bool lent_year = false;
    if (!is_complete(last)) {
        const bool may_lend =
            is_complete(first) && !last.year && (last.kind != Kind::OneDay || last.month != 0);
        if (!may_lend) return std::nullopt;
        last.year = first.year;
        lent_year = true;
    }
    complete_from(first, last);
    if (!is_complete(first)) return std::nullopt;
    Interval from = resolve(first, context, Use::Edge);
    Interval to = resolve(last, context, Use::Edge);
    if (lent_year) {
        if (from.is_known() && to.is_known() && *to.last < *from.first) return std::nullopt;
        to.problems.emplace_back("The second year is not given: read as the same.");
    }
    if (lacked_year && from.is_known() && to.is_known() && *from.first > *to.last) {
        first.year = *first.year - 1;
        from = resolve(first, context, Use::Edge);
        from.problems.emplace_back("The first year is not given: read as the year before.");
    }
    return joined(from, to);
}

class Reader {
public:
    Reader(const ReadingContext& context, Pass pass) : context_(context), pass_(pass) {}

    std::optional<Statement> read(Cursor start) const
    {
        if (auto found = read_from(start, std::nullopt)) return found;
        Cursor at = start;
        auto time = take_time(at, true);
        if (!time) time = take_day_part(at);
        if (!time) return std::nullopt;
        while (at.take("on") || at.take("of") || at.take(",") || at.take("-") || at.take("the")) {
        }
        return read_from(at, time);
    }

private:
    std::optional<Statement> read_from(Cursor start, const std::optional<TimeStated>& time) const
    {
        Cursor between = start;
        while (take_filler(between) || take_hedge(between)) {
        }
        std::vector<Core> found;
        if (between.take("between")) {
            add_lists(found, between, {}, {});
            return first_finished(found, time);
        }
        // The plain forms first: most cells need no more.
        add_singles(found, start);
        if (auto statement = first_finished(found, time)) return statement;
        found.clear();
        add_bounds(found, start);
        add_lists(found, start, {}, {});
        return first_finished(found, time);
    }

    std::optional<Statement> first_finished(std::vector<Core>& found,
                                            const std::optional<TimeStated>& time) const
    {
        for (Core& core : found) {
            if (time && !core.takes_time && core.interval.precision != Precision::Range) continue;
            if (time && (core.takes_time || time->time)) core.time = time;
            if (auto statement = finished(core)) return statement;
        }
        return std::nullopt;
    }

    void add_singles(std::vector<Core>& found, Cursor start) const
    {
        for (const Candidate& point : points_at(start, context_.imported)) {
            if (!is_complete(point.stated) && pass_ != Pass::WithoutYear) continue;
            if (point.stated.kind == Kind::OneDay && point.stated.month == 0) continue;
            found.push_back({resolve(point.stated, context_),
                             point.next,
                             point.stated.whole_day && !point.stated.week,
                             {},
                             {}});
            Cursor next = point.next;
            if (take_onwards(next) || is_open_end(next))
                found.push_back({bounded(resolve(point.stated, context_, Use::Edge), Bound::From),
                                 next,
                                 point.stated.whole_day,
                                 Bound::From,
                                 {}});
        }
    }

    /// "17/10/2023 -": a period without its end.
    static bool is_open_end(Cursor& cursor)
    {
        if (!cursor.peek().is("-") || cursor.at + 1 != cursor.tokens->size()) return false;
        cursor = cursor.after(1);
        return true;
    }

    void add_bounds(std::vector<Core>& found, Cursor start) const
    {
        Cursor at = start;
        bool hedged = false;
        while (true) {
            if (take_filler(at)) continue;
            if (!take_hedge(at)) break;
            hedged = true;
        }
        for (Cursor from : {start, at}) {
            const auto bound = take_bound(from);
            if (!bound) continue;
            for (const Candidate& point : points_at(from, context_.imported)) {
                if (!is_complete(point.stated)) continue;
                Interval interval = bounded(resolve(point.stated, context_, Use::Edge), *bound);
                interval.approximate = interval.approximate || hedged;
                Cursor next = point.next;
                if (*bound == Bound::From) take_onwards(next);  // "from March 2020 onwards"
                found.push_back({std::move(interval), next, point.stated.whole_day, *bound, {}});
            }
            if (*bound == Bound::From) add_lists(found, from, {}, {});
            return;
        }
    }

    /// "X to Y", "X or Y", "X, Y and Z": whatever lies between the first and the last.
    void add_lists(std::vector<Core>& found, Cursor start, const std::vector<Stated>& earlier,
                   const std::optional<TimeStated>& begun) const
    {
        for (const Candidate& point : points_at(start, context_.imported)) {
            if (found.size() > kMostCores) return;
            std::vector<Stated> all = earlier;
            all.push_back(point.stated);
            if (all.size() >= 2) add_list(found, all, point.next, begun);
            if (all.size() >= 5) continue;
            for (auto& [next, time] : after_first(point)) {
                const bool comma = next.take(",");
                if (take_range_mark(next) || comma) {
                    next.take("from");
                    add_lists(found, next, all, all.size() == 1 ? time : begun);
                }
            }
        }
    }

    /// The place after a date, and after the time that may follow it.
    static std::vector<std::pair<Cursor, std::optional<TimeStated>>> after_first(const Candidate& point)
    {
        std::vector<std::pair<Cursor, std::optional<TimeStated>>> places = {{point.next, std::nullopt}};
        Cursor at = point.next;
        at.take(",");
        if (!point.stated.whole_day) return places;
        if (const auto time = take_time(at, true)) places.emplace_back(at, time);
        return places;
    }

    void add_list(std::vector<Core>& found, const std::vector<Stated>& all, Cursor next,
                  const std::optional<TimeStated>& begun) const
    {
        const auto whole = pair_of(all.front(), all.back(), context_);
        if (!whole) return;
        Core core{*whole, next, false, {}, begun};
        for (std::size_t i = 1; i + 1 < all.size(); ++i) {
            const auto part = pair_of(all[i], all.back(), context_);
            if (!part) return;
            if (part->first && core.interval.first && *part->first < *core.interval.first)
                core.interval = backwards();
            merge_order(core.interval, *part);
        }
        if (all.size() > 2)
            append(core.interval.problems,
                   {"Several dates are given: the whole from the first to the last is kept."});
        Cursor after = next;
        after.take(",");
        const auto ended = take_time(after, true);
        if (ended || take_day_part(after)) core.next = after;
        if (core.time && ended)
            core.time->to = ended->time;  // from this time of the first day to that of the last
        found.push_back(core);
        if (core.next.at != next.at) {
            core.next = next;
            core.time = begun;
            found.push_back(core);
        }
    }

    std::optional<Statement> finished(Core& core) const
    {
        Cursor at = core.next;
        Cursor strict = at;
        auto time = core.time;
        const bool had_time = time.has_value();
        std::optional<TimeStated> tail;
        const bool clean = core.takes_time && !had_time ? take_rest(strict, tail) : take_hedges(strict, core);
        if (tail) time = tail;
        if (!clean || !strict.done()) {
            if (pass_ != Pass::WithNotes) return std::nullopt;
            if (!is_harmless_note(strict)) return std::nullopt;
            core.interval.problems.emplace_back(
                "Words beside the date were not used: check that they do not change it.");
        }
        if (pass_ == Pass::WithoutYear) time.reset();  // "3 March 2021": the figures may be either
        const bool strictly = core.bound == Bound::Before || core.bound == Bound::After;
        if (time && strictly && core.interval.is_known()) {  // "before 22:00 on the 3rd" may be the 3rd
            if (core.interval.last) core.interval.last = plus_days(*core.interval.last, 1);
            if (core.interval.first) core.interval.first = plus_days(*core.interval.first, -1);
        }
        return Statement{core.interval, time};
    }

    static bool take_hedges(Cursor& at, Core& core)
    {
        while (take_hedge(at)) core.interval.approximate = true;
        return true;
    }

    /// A note in brackets or after a dash, comma or line that names no date, number or condition.
    static bool is_harmless_note(Cursor at)
    {
        const Token& mark = at.peek();
        if (!(mark.is("(") || mark.is("-") || mark.is(",") || mark.is(";") || mark.is(":"))) return false;
        if (mark.is(",") && at.at + 1 == at.tokens->size()) return true;
        for (std::size_t i = at.at; i < at.tokens->size(); ++i)
            if (changes_meaning((*at.tokens)[i])) return false;
        return true;
    }

    const ReadingContext& context_;
    Pass pass_;
};

bool take_time_marks(Cursor& cursor, bool& dash)
{
    Cursor at = cursor;
    while (at.take(",") || at.take(";") || at.take(":") || at.take("@") || at.take("at") ||
           at.peek().is("-")) {
        if (at.take("-")) dash = true;
    }
    const bool taken = at.at != cursor.at;
    cursor = at;
    return taken;
}

/// After a dash "2021" is rather a year than 20:21.
bool is_like_year(const Cursor& cursor)
{
    return cursor.peek().is_number(4, 4) && cursor.peek().value >= 1900 && cursor.peek().value < 2060;
}

}  // namespace

bool take_rest(Cursor& cursor, std::optional<TimeStated>& time)
{
    while (!cursor.done()) {
        Cursor at = cursor;
        bool dash = false;
        take_time_marks(at, dash);
        const bool bracket = at.take("(");
        std::optional<TimeStated> found;
        if (!time || !time->time) found = take_time(at, !(dash && is_like_year(at)));
        if (!found) found = take_day_part(at);
        if (found) {
            if (!time || (!time->time && found->time)) time = found;
        } else if (take_hedge(at)) {
            if (time) time->approximate = true;
        } else {
            return false;
        }
        if (bracket && !at.take(")")) return false;
        cursor = at;
    }
    return true;
}

bool take_as_above(Cursor& cursor)
{
    Cursor at = cursor;
    at.take("(");
    at.take("the");
    if (at.take_all({"later", "on"}) || at.take("later")) {
        at.take("on");
        at.take("the");
        if (!at.peek().is("same") && !at.peek().is("that")) return false;
    }
    const bool taken = at.take_all({"same", "day"}) || at.take_all({"that", "same", "day"}) ||
                       at.take_all({"that", "day"}) || at.take_all({"that", "date"}) ||
                       at.take_all({"-", "do", "-"}) || at.take_all({"same", "date"}) ||
                       at.take_all({"as", "above"}) || at.take("ditto") || at.take("do") ||
                       at.take_all({"same", "as", "above"}) || at.take("same") || at.take("above") ||
                       at.take_all({"\"", "\""}) || at.take("\"") || at.take("\u201D") || at.take("\u3003") ||
                       at.take_all({"-", "\"", "-"}) || at.take_all({"date", "as", "above"});
    if (!taken) return false;
    at.take(")");
    cursor = at;
    return true;
}

std::optional<Statement> statement_of(const Tokens& tokens, const ReadingContext& context)
{
    for (const Pass pass : {Pass::Strict, Pass::WithNotes, Pass::WithoutYear})
        if (auto found = Reader(context, pass).read(Cursor{&tokens, 0})) return found;
    return std::nullopt;
}

namespace {

/// The birthday on which that age is reached; 1 March for 29 February in a common year.
Day birthday(Day birth, int age)
{
    const Day day{birth.year() + std::chrono::years{age}, birth.month(), birth.day()};
    return day.ok() ? day : Day{std::chrono::sys_days{day}};
}

/// "aged", "when V was", "at the age of": up to where the number stands.
bool take_age_words(Cursor& cursor)
{
    Cursor at = cursor;
    const bool when = at.take("when");
    if (when || at.take("while")) {
        for (std::size_t words = 0; words < 4 && !at.done(); ++words) {
            if (at.take("was") || at.take("were") || at.take("is") || at.take("turned") || at.take("aged") ||
                at.take("age")) {
                while (at.take("aged") || at.take("about") || at.take("around") || at.take("just")) {
                }
                cursor = at;
                return true;
            }
            at = at.after(1);
        }
        return false;
    }
    at.take("at");
    at.take("the");
    if (!at.take("aged") && !at.take("age")) return false;
    at.take("of");
    at.take(":");
    cursor = at;
    return true;
}

bool take_years_old(Cursor& cursor)
{
    Cursor at = cursor;
    at.take("-");
    bool taken = at.take("yo") || at.take("y") || at.take("yrs") || at.take("years") || at.take("yr") ||
                 at.take("year");
    if (!taken) return false;
    at.take("-");
    if (at.take("/")) at.take("o");
    at.take("old");
    at.take("o");
    cursor = at;
    return true;
}

}  // namespace

std::optional<Interval> age_of(const Tokens& tokens, const ReadingContext& context)
{
    Cursor cursor{&tokens, 0};
    Interval interval;
    while (take_hedge(cursor)) interval.approximate = true;
    const bool worded = take_age_words(cursor);
    while (take_hedge(cursor)) interval.approximate = true;
    if (!cursor.peek().is_number(1, 3) || cursor.peek().value > 120) return std::nullopt;
    const int from = cursor.peek().value;
    int to = from;
    cursor = cursor.after(1);
    if (Cursor next = cursor; (next.take("-") || next.take("or") || next.take("to") || next.take("/")) &&
                              next.peek().is_number(1, 3) && next.peek().value <= 120) {
        to = next.peek().value;
        cursor = next.after(1);
    }
    const bool old = take_years_old(cursor);
    while (take_hedge(cursor)) interval.approximate = true;
    if (!(worded || old) || !cursor.done() || to < from) return std::nullopt;
    if (!context.birth || !context.birth->ok()) {
        interval.problems.emplace_back("An age is given: the date of birth is needed to place it.");
        interval.approximate = false;
        return interval;
    }
    interval.first = birthday(*context.birth, from);
    interval.last = plus_days(birthday(*context.birth, to + 1), -1);
    interval.precision = Precision::Age;
    return interval;
}

}  // namespace model
