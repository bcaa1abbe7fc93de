#include "storage/model/date_reading.h"

#include "crypto/base/utf8.h"
#include "storage/model/date_statement.h"
#include "storage/model/date_tidy.h"
#include "storage/model/date_words.h"

namespace model {
namespace {

/// Days as Excel counts them in the 1900 system: 1 March 1900 is 61.
constexpr int kExcelUnixDay = 25569;  // 1970-01-01
constexpr int kLeastSerial = 18264;   // 1950-01-01
constexpr int kMostSerial = 73050;    // 2099-12-31

std::optional<Minutes> minutes(std::optional<int> value)
{
    if (!value) return std::nullopt;
    return Minutes{*value};
}

/// "44625", "44625.75": only where the day is plausible.
std::optional<Statement> serial_of(const Tokens& tokens)
{
    if (tokens.empty() || !tokens[0].is_number(5, 5) || tokens[0].value < kLeastSerial ||
        tokens[0].value > kMostSerial)
        return std::nullopt;
    Statement statement;
    if (tokens.size() == 3 && (tokens[1].is(".") || tokens[1].is(",")) &&
        tokens[2].kind == Token::Kind::Number && tokens[2].text.size() <= 17) {
        const TimeStated time =
            read_time("0." + (tokens[2].text.size() == 2 ? tokens[2].text + "0" : tokens[2].text));
        if (time.time && *time.time != 0) statement.time = time;
        if (statement.time) statement.time->problems.clear();
    } else if (tokens.size() != 1) {
        return std::nullopt;
    }
    const Day day{std::chrono::sys_days{std::chrono::days{tokens[0].value - kExcelUnixDay}}};
    statement.interval.first = statement.interval.last = day;
    statement.interval.precision = Precision::Day;
    statement.interval.problems.emplace_back("The cell holds Excel's number of a day: read so.");
    return statement;
}

Statement unread(const Tokens& tokens)
{
    Statement statement;
    if (says_not_known(tokens))
        statement.interval.problems.emplace_back("The date is said not to be known.");
    else
        statement.interval.problems.emplace_back(
            is_relative(tokens) ? "The date is told by another event or day: a person has to work it out."
                                : "The date could not be read.");
    return statement;
}

Statement as_above(const ReadingContext& context, bool blank)
{
    Statement statement;
    if (!context.same_as_above) {
        statement.interval.problems.emplace_back(
            blank ? "There is no date." : "The date refers to a row above that has no single day.");
        return statement;
    }
    statement.interval.first = statement.interval.last = context.same_as_above;
    statement.interval.precision = Precision::Day;
    statement.interval.problems.emplace_back(blank ? "The date is blank: read as the day of the row above."
                                                   : "Read as the day of the row above.");
    return statement;
}

Statement statement_of_text(std::string_view text, const ReadingContext& context)
{
    const auto tokens = tokens_of(text);
    if (!tokens) return unread({});
    if (tokens->empty()) return as_above(context, true);
    Cursor cursor{&*tokens, 0};
    std::optional<TimeStated> time;
    if (take_as_above(cursor) && take_rest(cursor, time)) {
        Statement statement = as_above(context, false);
        statement.time = time;
        return statement;
    }
    if (auto serial = serial_of(*tokens)) return *serial;
    if (const auto age = age_of(*tokens, context)) return {*age, std::nullopt};
    const Tidied tidied = tidy(*tokens);
    if (auto serial = serial_of(tidied.tokens)) return *serial;
    auto statement = statement_of(tidied.tokens, context);
    if (!statement || (tidied.day_not_known && statement->interval.is_day())) return unread(*tokens);
    return *statement;
}

/// True from the last Sunday of March 01:00 to the last Sunday of October 01:00, universal time.
bool is_summer_time(Day day, int minute)
{
    using namespace std::chrono;
    const Day begins{sys_days{day.year() / March / Sunday[last]}};
    const Day ends{sys_days{day.year() / October / Sunday[last]}};
    if (day == begins) return minute >= 60;
    if (day == ends) return minute < 60;
    return begins < day && day < ends;
}

void move_to_uk_time(Interval& interval, TimeStated& time)
{
    if (!time.universal || !time.time || !interval.is_day() || !is_summer_time(*interval.first, *time.time))
        return;
    *time.time += 60;
    if (*time.time >= 24 * 60) {
        *time.time -= 24 * 60;
        interval.first = interval.last = plus_days(*interval.first, 1);
    }
    time.problems.emplace_back("The time is universal time: an hour was added for British Summer Time.");
}

/// The time of the date cell and that of the time cell as one.
std::optional<TimeStated> one_time(std::optional<TimeStated> in_date, const TimeStated& in_cell,
                                   std::vector<std::string>& problems)
{
    const bool cell_says = in_cell.time || in_cell.from;
    if (!cell_says) {
        problems.insert(problems.end(), in_cell.problems.begin(), in_cell.problems.end());
        if (!in_date || !in_date->empty_clock) return in_date;
        problems.emplace_back(
            "The time is 00:00:00, as programs write a day without a time: read as the day alone.");
        return std::nullopt;
    }
    if (in_date && in_date->time && !in_date->empty_clock && in_cell.time && *in_date->time != *in_cell.time)
        problems.emplace_back(
            "The date cell and the time cell state different times: the time cell was read.");
    return in_cell;
}

void put_time(DateReading& reading, const TimeStated& time)
{
    reading.time = minutes(time.time);
    reading.time_earliest = minutes(time.from ? time.from : time.time);
    reading.time_latest = minutes(time.to ? time.to : time.time);
    reading.problems.insert(reading.problems.end(), time.problems.begin(), time.problems.end());
    if (reading.precision == Precision::Day)
        reading.precision = time.approximate || !time.time ? Precision::TimeApprox : Precision::Instant;
}

}  // namespace

ReadingContext looking_ahead(ReadingContext context)
{
    context.imported += std::chrono::years(30);
    return context;
}

bool says_as_above(std::string_view date_text)
{
    const auto tokens = tokens_of(date_text);
    if (!tokens) return false;
    Cursor cursor{&*tokens, 0};
    std::optional<TimeStated> time;
    return cursor.done() || (take_as_above(cursor) && take_rest(cursor, time));
}

bool says_ongoing(std::string_view date_text)
{
    const auto tokens = tokens_of(date_text);
    if (!tokens || tokens->empty()) return false;
    Cursor cursor{&*tokens, 0};
    cursor.take("still");
    return (take_onwards(cursor) || cursor.take("open") || cursor.take_all({"not", "ended"})) &&
           cursor.done();
}

DateReading read_date(std::string_view date_text, std::string_view time_text, const ReadingContext& context)
{
    DateReading reading;
    reading.text = date_text;
    Statement statement = statement_of_text(date_text, context);
    Interval& interval = statement.interval;
    std::vector<std::string> time_problems;
    auto time = one_time(statement.time, read_time(time_text), time_problems);
    if (time) move_to_uk_time(interval, *time);
    reading.earliest = interval.first;
    reading.latest = interval.last;
    reading.precision = interval.is_known() ? interval.precision : Precision::Unknown;
    reading.approximate = interval.approximate && interval.is_known();
    reading.problems = interval.problems;
    reading.order_ambiguous = interval.order_ambiguous;
    reading.order_contradictory = interval.shows_day_first && interval.shows_month_first;
    if (!reading.order_contradictory && interval.shows_day_first)
        reading.order_shown = DayMonthOrder::DayFirst;
    if (!reading.order_contradictory && interval.shows_month_first)
        reading.order_shown = DayMonthOrder::MonthFirst;
    reading.problems.insert(reading.problems.end(), time_problems.begin(), time_problems.end());
    if (time) put_time(reading, *time);
    return reading;
}

}  // namespace model
