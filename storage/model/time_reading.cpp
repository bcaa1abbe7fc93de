#include "storage/model/time_reading.h"

#include <algorithm>
#include <array>
#include <initializer_list>

#include "storage/model/date_words.h"

namespace model {
namespace {

constexpr int kDay = 24 * 60;

struct DayPart {
    std::initializer_list<std::string_view> words;
    int from, to;  // minutes
};

TimeStated window(int from, int to)
{
    TimeStated stated;
    stated.from = from;
    stated.to = to;
    stated.approximate = true;
    return stated;
}

enum class Half { None, Am, Pm };

/// "am", "a.m."
Half take_half(Cursor& cursor)
{
    if (cursor.take("am") || cursor.take_all({"a", "m"})) return Half::Am;
    if (cursor.take("pm") || cursor.take_all({"p", "m"})) return Half::Pm;
    return Half::None;
}

bool take_hours_word(Cursor& cursor)
{
    return cursor.take("hrs") || cursor.take("hours") || cursor.take("hr") || cursor.take("hour") ||
           cursor.take("h") || cursor.take("hs");
}

struct Clock {
    int hour = 0;
    int minute = 0;
    Half half = Half::None;
    bool marked = false;  ///< has a colon, "hrs", "am": cannot be a bare number
    bool oclock = false;
    bool universal = false;
    bool zero_seconds = false;
    bool hour_alone = false;  ///< one or two figures
    bool lost_zero = false;   ///< "930" or "107": a nought may be missing in front

    int minutes() const
    {
        int value = hour;
        if (half == Half::Pm && hour < 12) value += 12;
        if (half == Half::Am && hour == 12) value = 0;
        return value * 60 + minute;
    }
    bool is_possible() const
    {
        return (hour < 24 || (hour == 24 && minute == 0)) && minute < 60 && !(half == Half::Am && hour > 12);
    }
};

/// ":22", ":22.000" after hours and minutes.
void take_seconds(Clock& clock, Cursor& cursor)
{
    if (!(cursor.peek().is(":") || cursor.peek().is(".")) || !cursor.peek(1).is_number(2, 2) ||
        cursor.peek().spaced)
        return;
    clock.zero_seconds = cursor.peek(1).value == 0;
    cursor = cursor.after(2);
    if (cursor.peek().is(".") && cursor.peek(1).kind == Token::Kind::Number) cursor = cursor.after(2);
}

void take_zone(Clock& clock, Cursor& cursor)
{
    const bool offset = cursor.peek().is("+") && !cursor.peek().spaced && cursor.peek(1).is_number(2, 4);
    if (offset) {
        const int hours = cursor.peek(1).is_number(4, 4) ? cursor.peek(1).value / 100 : cursor.peek(1).value;
        // "+00:00" is universal time; "+01:00" is what the clock showed in summer.
        clock.universal = hours == 0;
        cursor = cursor.after(2);
        if (cursor.peek().is(":") && cursor.peek(1).is_number(2, 2)) cursor = cursor.after(2);
        return;
    }
    if (cursor.take("z") || cursor.take("utc"))
        clock.universal = true;
    else if (!cursor.take("gmt"))
        cursor.take("bst");
}

void take_endings(Clock& clock, Cursor& cursor)
{
    clock.half = take_half(cursor);
    const bool hours = take_hours_word(cursor);
    const bool oclock = cursor.take("oclock") ||
                        (clock.hour_alone && clock.half == Half::None && !hours && cursor.peek().is("ish"));
    if (oclock && clock.half == Half::None) clock.half = take_half(cursor);
    clock.oclock = oclock && clock.half == Half::None;
    clock.marked = clock.marked || clock.half != Half::None || hours || oclock;
    take_zone(clock, cursor);
}

/// The figures of a clock time, without its endings.
bool take_figures(Clock& clock, Cursor& cursor)
{
    const Token& first = cursor.peek();
    const Token& mark = cursor.peek(1);
    const bool joined = (mark.is(":") || mark.is(".") || mark.is(";") || (mark.is("h") && !mark.spaced)) &&
                        cursor.peek(2).is_number(2, 2) && !cursor.peek(2).spaced;
    if (first.is_number(1, 2) && joined) {
        clock.hour = first.value;
        clock.minute = cursor.peek(2).value;
        clock.marked = true;
        const bool colon = mark.is(":");
        cursor = cursor.after(3);
        if (colon) take_seconds(clock, cursor);
        // "05.03.20" is a date.
        const bool goes_on = cursor.peek().is(".") || cursor.peek().is("/");
        return colon || !(goes_on && cursor.peek(1).kind == Token::Kind::Number);
    }
    if (first.is_number(1, 2)) {
        clock.hour = first.value;
        clock.hour_alone = true;
        cursor = cursor.after(1);
        return true;
    }
    if (first.is_number(3, 4)) {
        clock.hour = first.value / 100;
        clock.minute = first.value % 100;
        clock.lost_zero = first.is_number(3, 3);
        cursor = cursor.after(1);
        return true;
    }
    if (first.is_number(6, 6)) {
        clock.hour = first.value / 10000;
        clock.minute = first.value / 100 % 100;
        cursor = cursor.after(1);
        return first.value % 100 < 60;
    }
    return false;
}

std::optional<Clock> take_clock(Cursor& cursor, bool bare)
{
    Cursor at = cursor;
    const bool iso = at.take("t");
    const std::size_t length = at.peek().text.size();
    Clock clock;
    if (!take_figures(clock, at)) return std::nullopt;
    const bool single = !clock.marked && length <= 2;
    take_endings(clock, at);
    if (at.take("noon") || at.take("midday"))
        clock.half = Half::Pm, clock.marked = true;
    else if (clock.hour == 12 && at.take("midnight"))
        clock.half = Half::Am, clock.marked = true;
    if (!clock.marked && (single || !(bare || iso))) return std::nullopt;
    if (!clock.is_possible()) return std::nullopt;
    cursor = at;
    return clock;
}

TimeStated stated(const Clock& clock)
{
    TimeStated time;
    time.universal = clock.universal;
    time.empty_clock = clock.zero_seconds && clock.minutes() == 0;
    if (clock.oclock && clock.hour >= 1 && clock.hour <= 12) {
        time.from = clock.minutes() % (12 * 60);
        time.to = *time.from + 12 * 60;
        time.approximate = true;
        time.problems.emplace_back("The time does not say whether it is morning or evening.");
        return time;
    }
    if (clock.hour == 24) {
        time = window(kDay - 1, kDay - 1);
        time.problems.emplace_back("24:00 is the end of that day.");
        return time;
    }
    time.time = clock.minutes();
    if (clock.lost_zero && !clock.marked)
        time.problems.emplace_back("The time has three figures; read as if a nought were missing in front.");
    return time;
}

std::optional<TimeStated> take_named_time(Cursor& cursor)
{
    TimeStated time;
    if (cursor.take("midnight")) {
        time.time = 0;
        time.problems.emplace_back("Midnight: it may be the start or the end of that day.");
        return time;
    }
    if (cursor.take("noon") || cursor.take("midday")) {
        time.time = 12 * 60;
        return time;
    }
    return std::nullopt;
}

std::optional<TimeStated> take_one(Cursor& cursor, bool bare)
{
    if (auto named = take_named_time(cursor)) return named;
    const auto clock = take_clock(cursor, bare);
    if (!clock) return std::nullopt;
    return stated(*clock);
}

/// "10-11pm": the first takes its half of the day from the second.
std::optional<TimeStated> take_short_range(Cursor& cursor)
{
    if (!cursor.peek().is_number(1, 2)) return std::nullopt;
    Cursor at = cursor.after(1);
    const int hour = cursor.peek().value;
    if (!at.take("-") && !at.take("to") && !at.take("/")) return std::nullopt;
    Clock second;
    if (!take_figures(second, at)) return std::nullopt;
    take_endings(second, at);
    if (second.half == Half::None || !second.is_possible() || hour > 12 || hour == 0) return std::nullopt;
    Clock first;
    first.hour = hour;
    first.half = second.half;
    if (first.minutes() > second.minutes()) first.half = Half::Am;
    cursor = at;
    TimeStated time = window(first.minutes(), second.minutes());
    time.time = first.minutes();
    return time;
}

/// Joins "22:00 - 23:30", "between 2200 and 2330".
TimeStated joined_times(const TimeStated& first, const TimeStated& second, bool between)
{
    TimeStated time = first;
    time.problems.insert(time.problems.end(), second.problems.begin(), second.problems.end());
    time.from = first.time ? first.time : first.from;
    time.to = second.time ? second.time : second.to;
    if (between) {
        time.time.reset();
        time.approximate = true;
    }
    if (time.from && time.to && *time.to < *time.from) {
        time.to = kDay - 1;
        time.problems.emplace_back("The time runs past midnight into the next day.");
    }
    return time;
}

std::optional<TimeStated> take_bounded(Cursor& cursor, bool bare)
{
    Cursor at = cursor;
    if (at.take("between")) {
        auto short_range = Cursor(at);
        auto first = take_one(at, bare);
        if (!first || !at.take("and")) {
            at = short_range;
            return std::nullopt;
        }
        const auto second = take_one(at, bare);
        if (!second) return std::nullopt;
        cursor = at;
        return joined_times(*first, *second, true);
    }
    const auto bound = take_bound(at);
    if (!bound) return std::nullopt;
    auto time = take_one(at, bare);
    if (!time || !time->time) return std::nullopt;
    cursor = at;
    const int minute = *time->time;
    if (*bound == Bound::From || *bound == Bound::After)
        time->from = minute, time->to = kDay - 1;
    else
        time->from = 0, time->to = minute;
    time->approximate = true;
    time->time.reset();
    return time;
}

std::optional<TimeStated> take_plain(Cursor& cursor, bool bare)
{
    if (auto range = take_short_range(cursor)) return range;
    auto time = take_one(cursor, bare);
    if (!time) return std::nullopt;
    Cursor at = cursor;
    if (at.take("-") || at.take("to") || at.take("until") || at.take("/") || at.take("till") ||
        at.take("or")) {
        if (const auto second = take_one(at, bare)) {
            cursor = at;
            return joined_times(*time, *second, false);
        }
    }
    return time;
}

/// "0.645833": what Excel stores for a time of day.
std::optional<TimeStated> day_fraction(const Tokens& tokens)
{
    Cursor cursor{&tokens, 0};
    if (!cursor.peek().is("0") || !cursor.peek(1).is(".") || cursor.peek(2).kind != Token::Kind::Number ||
        tokens.size() != 3)
        return std::nullopt;
    const std::string& figures = cursor.peek(2).text;
    if (figures.size() == 2 || figures.size() > 17) return std::nullopt;
    double fraction = 0;
    double unit = 0.1;
    for (const char figure : figures) {
        fraction += unit * (figure - '0');
        unit /= 10;
    }
    TimeStated time;
    time.time = std::min(static_cast<int>(fraction * kDay + 0.5), kDay - 1);
    time.problems.emplace_back("The time is a part of a day as Excel stores it; read so.");
    return time;
}

}  // namespace

bool says_not_known(const Tokens& tokens)
{
    static const std::initializer_list<std::initializer_list<std::string_view>> kPhrases = {
        {"unknown"},
        {"unk"},
        {"n", "/", "k"},
        {"nk"},
        {"n", "k"},
        {"not", "known"},
        {"not", "recorded"},
        {"not", "stated"},
        {"not", "given"},
        {"n", "/", "a"},
        {"na"},
        {"tbc"},
        {"-"},
        {"-", "-"},
        {"?"},
        {"?", "?"},
        {"various"},
        {"various", "times"},
        {"all", "day"},
        {"x"},
        {"no", "time"},
        {"none"},
        {"time", "unknown"},
        {"date", "unknown"},
        {"date", "not", "known"},
        {"undated"},
        {"no", "date"},
        {"date", "not", "recorded"},
        {"n", "d"},
        {"time", "not", "known"},
        {"time", "not", "recorded"},
        {"not", "specified"},
        {"no", "time", "given"},
        {"no", "time", "recorded"}};
    return std::ranges::any_of(kPhrases, [&](const auto& phrase) {
        Cursor cursor{&tokens, 0};
        return cursor.take_all(phrase) && cursor.done();
    });
}

std::optional<TimeStated> take_day_part(Cursor& cursor)
{
    static const std::initializer_list<DayPart> kParts = {
        {{"early", "hours", "of", "the", "morning"}, 0, 359},
        {{"small", "hours"}, 0, 359},
        {{"early", "hours"}, 0, 359},
        {{"early", "hrs"}, 0, 359},
        {{"the", "early", "hours"}, 0, 359},
        {{"in", "the", "early", "hours"}, 0, 359},
        {{"middle", "of", "the", "night"}, 0, 299},
        {{"early", "morning"}, 240, 539},
        {{"early", "am"}, 0, 539},
        {{"late", "morning"}, 600, 719},
        {{"mid", "morning"}, 540, 689},
        {{"mid", "-", "morning"}, 540, 689},
        {{"morning"}, 300, 719},
        {{"am"}, 0, 719},
        {{"a", "m"}, 0, 719},
        {{"forenoon"}, 300, 719},
        {{"breakfast"}, 360, 599},
        {{"breakfast", "time"}, 360, 599},
        {{"lunchtime"}, 690, 869},
        {{"lunch", "time"}, 690, 869},
        {{"lunch"}, 690, 869},
        {{"early", "afternoon"}, 720, 899},
        {{"late", "afternoon"}, 900, 1079},
        {{"mid", "afternoon"}, 840, 989},
        {{"mid", "-", "afternoon"}, 840, 989},
        {{"afternoon"}, 720, 1079},
        {{"late", "pm"}, 1020, 1439},
        {{"early", "pm"}, 720, 959},
        {{"pm"}, 720, 1439},
        {{"p", "m"}, 720, 1439},
        {{"teatime"}, 960, 1139},
        {{"tea", "time"}, 960, 1139},
        {{"early", "evening"}, 1020, 1199},
        {{"late", "evening"}, 1200, 1439},
        {{"mid", "evening"}, 1110, 1289},
        {{"evening"}, 1020, 1439},
        {{"eve"}, 1020, 1439},
        {{"late", "at", "night"}, 1260, 1439},
        {{"late", "night"}, 1260, 1439},
        {{"night", "time"}, 1140, 1439},
        {{"nighttime"}, 1140, 1439},
        {{"overnight"}, 1140, 1439},
        {{"night"}, 1140, 1439},
        {{"dawn"}, 240, 479},
        {{"dusk"}, 930, 1319},
        {{"daytime"}, 420, 1139},
        {{"day", "time"}, 420, 1139},
        {{"after", "school"}, 900, 1079},
        {{"before", "school"}, 420, 539},
        {{"bedtime"}, 1110, 1379},
        {{"school", "hours"}, 510, 929},
        {{"office", "hours"}, 540, 1019},
        {{"out", "of", "hours"}, 0, 1439}};
    Cursor at = cursor;
    while (at.take("in") || at.take("the") || at.take("during") || at.take("at") || at.take("that")) {
    }
    for (const DayPart& part : kParts) {
        Cursor probe = at;
        if (!probe.take_all(part.words)) continue;
        TimeStated time = window(part.from, part.to);
        const std::string_view last = *(part.words.end() - 1);
        if (last == "night" || last == "overnight")
            time.problems.emplace_back("The night may run past midnight into the next day.");
        cursor = probe;
        return time;
    }
    return std::nullopt;
}

std::optional<TimeStated> take_time(Cursor& cursor, bool bare)
{
    Cursor at = cursor;
    while (at.take("at") || at.take("@") || at.take("time") || at.take(":") || at.take("of")) {
    }
    bool hedged = false;
    while (take_hedge(at)) hedged = true;
    while (at.take("at") || at.take("@")) {
    }
    auto time = take_bounded(at, bare);
    if (!time) time = take_plain(at, bare);
    if (!time) return std::nullopt;
    const bool bracket = at.peek().is("(");
    Cursor after = bracket || (at.peek().is("-") && at.peek(1).is("ish")) ? at.after(1) : at;
    bool doubt = false;
    while (take_hedge(after)) doubt = true;
    if (doubt && (!bracket || after.take(")"))) {
        hedged = true;
        at = after;
    }
    time->approximate = time->approximate || hedged;
    cursor = at;
    return time;
}

TimeStated read_time(std::string_view text)
{
    TimeStated unread;
    unread.problems.emplace_back("The time could not be read.");
    const auto tokens = tokens_of(text);
    if (!tokens) return unread;
    if (tokens->empty() || says_not_known(*tokens)) {
        TimeStated none;
        none.nothing = true;
        return none;
    }
    if (auto fraction = day_fraction(*tokens)) return *fraction;
    Cursor cursor{&*tokens, 0};
    auto time = take_time(cursor, true);
    if (!time) {
        while (take_hedge(cursor)) {
        }
        time = take_day_part(cursor);
    }
    if (time && !cursor.done()) {  // "10pm (evening)", "evening - 2200"
        while (cursor.take("-") || cursor.take(",") || cursor.take("(") || cursor.take("in") ||
               cursor.take("the")) {
        }
        if (const auto part = take_day_part(cursor)) {
            cursor.take(")");
        } else if (auto second = take_time(cursor, true); second && !time->time) {
            cursor.take(")");
            time = second;
        }
    }
    if (!time || !cursor.done()) return unread;
    return *time;
}

}  // namespace model
