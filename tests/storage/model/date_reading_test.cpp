#include "storage/model/date_reading.h"

#include <algorithm>
#include <array>
#include <catch2/catch_test_macros.hpp>
#include <random>

#include "date_forms.h"

namespace {

using namespace std::chrono;
using model::DateReading;
using model::Day;
using model::DayMonthOrder;
using model::Precision;
using model::ReadingContext;

ReadingContext context_of(DayMonthOrder order = DayMonthOrder::DayFirst)
{
    return {order, year{2026} / 11 / 22, {}, {}};
}

DateReading read(std::string_view date, std::string_view time = {},
                 DayMonthOrder order = DayMonthOrder::DayFirst)
{
    return model::read_date(date, time, context_of(order));
}

std::string shown(const std::optional<Day>& day)
{
    return day ? model::to_text(*day) : "null";
}

void check(const test::Form& form)
{
    INFO("[" << form.date << "] [" << form.time << "]");
    const DateReading reading = read(form.date, form.time);
    CHECK(reading.text == form.date);
    CHECK(shown(reading.earliest) == form.earliest);
    CHECK(shown(reading.latest) == form.latest);
    CHECK(model::to_code(reading.precision) == form.precision);
    CHECK(reading.approximate == form.approximate);
    CHECK((reading.time ? model::to_text(*reading.time) : "-") == form.clock);
    CHECK(reading.problems.empty() != form.to_settle);
}

}  // namespace

TEST_CASE("date reading: each form of the field is read as its meaning", "[dates]")
{
    REQUIRE(test::forms_one().size() + test::forms_two().size() >= 250);
    for (const test::Form& form : test::forms_one()) check(form);
    for (const test::Form& form : test::forms_two()) check(form);
}

TEST_CASE("date reading: no form is both unknown and without a problem", "[dates]")
{
    for (const auto forms : {test::forms_one(), test::forms_two()})
        for (const test::Form& form : forms) {
            INFO(form.date);
            const DateReading reading = read(form.date, form.time);
            if (reading.precision == Precision::Unknown) CHECK_FALSE(reading.problems.empty());
            if (reading.earliest && reading.latest) CHECK(*reading.earliest <= *reading.latest);
        }
}

TEST_CASE("date reading: a figure date is month first where the file is", "[dates]")
{
    CHECK(shown(read("03/11/2018", {}, DayMonthOrder::MonthFirst).earliest) == "2018-03-11");
    CHECK(shown(read("11.3.18", {}, DayMonthOrder::MonthFirst).earliest) == "2018-11-03");
    CHECK(shown(read("w/c 04/12/21", {}, DayMonthOrder::MonthFirst).latest) == "2021-04-18");
    CHECK(shown(read("03/?"
                     "?/2020",
                     {}, DayMonthOrder::MonthFirst)
                    .latest) == "2020-03-31");
    CHECK(shown(read("2018-11-03", {}, DayMonthOrder::MonthFirst).earliest) == "2018-11-03");
}

TEST_CASE("date reading: without an order an ambiguous figure date is not guessed", "[dates]")
{
    const DateReading reading = read("03/11/2018", {}, DayMonthOrder::Unsettled);
    CHECK(reading.order_ambiguous);
    CHECK(reading.precision == Precision::Unknown);
    CHECK_FALSE(reading.earliest);
    CHECK_FALSE(reading.problems.empty());
}

TEST_CASE("date reading: figures that allow one order show it", "[dates]")
{
    CHECK(read("20/4/22", {}, DayMonthOrder::Unsettled).order_shown == DayMonthOrder::DayFirst);
    CHECK(read("4/20/22", {}, DayMonthOrder::Unsettled).order_shown == DayMonthOrder::MonthFirst);
    CHECK(read("w/c 19/04/21", {}, DayMonthOrder::Unsettled).order_shown == DayMonthOrder::DayFirst);
    CHECK(read("before 13/01/2020", {}, DayMonthOrder::Unsettled).order_shown == DayMonthOrder::DayFirst);
    CHECK(read("20/4/22", {}, DayMonthOrder::Unsettled).earliest == year{2022} / 4 / 20);
    CHECK(read("20/04/2022 - 04/22/2022", {}, DayMonthOrder::Unsettled).order_contradictory);
}

TEST_CASE("date reading: equal figures, names and ISO dates show no order", "[dates]")
{
    for (const char* text :
         {"03/03/2020", "2020-03-04", "3 Nov 2018", "11/2020", "31/06/2021", "44625", "summer 2020"}) {
        INFO(text);
        const DateReading reading = read(text, {}, DayMonthOrder::Unsettled);
        CHECK(reading.order_shown == DayMonthOrder::Unsettled);
        CHECK_FALSE(reading.order_ambiguous);
    }
}

TEST_CASE("date reading: a two-figure year is the latest not after the import", "[dates]")
{
    ReadingContext context = context_of();
    context.imported = year{2030} / 1 / 1;
    CHECK(shown(model::read_date("3/11/30", {}, context).earliest) == "2030-11-03");
    CHECK(shown(model::read_date("3/11/31", {}, context).earliest) == "1931-11-03");
}

TEST_CASE("date reading: a blank or ditto date is the day of the row above", "[dates]")
{
    ReadingContext context = context_of();
    context.same_as_above = year{2021} / 1 / 22;
    for (const char* text : {"", "  ", "\xC2\xA0", "\"", "ditto", "Same day", "as above", "SAME DATE",
                             "(same day)", "\xE2\x80\x9D"}) {
        INFO(text);
        CHECK(model::says_as_above(text));
        const DateReading reading = model::read_date(text, "1910", context);
        CHECK(shown(reading.earliest) == "2021-01-22");
        CHECK(reading.precision == Precision::Instant);
        CHECK_FALSE(reading.problems.empty());
    }
    CHECK_FALSE(model::says_as_above("3 March 2020"));
    CHECK(model::read_date("same day 22:15", {}, context).time == model::Minutes{22 * 60 + 15});
}

TEST_CASE("date reading: an age is a year of life where the birth is known", "[dates]")
{
    ReadingContext context = context_of();
    context.birth = year{2004} / 2 / 29;
    const DateReading reading = model::read_date("when V was 14", {}, context);
    CHECK(reading.precision == Precision::Age);
    CHECK(shown(reading.earliest) == "2018-03-01");
    CHECK(shown(reading.latest) == "2019-02-28");
    CHECK(shown(model::read_date("aged 14-15", {}, context).latest) == "2020-02-28");
}

TEST_CASE("date reading: universal time is moved to UK time only in summer", "[dates]")
{
    CHECK(model::to_text(*read("2022-03-27T00:59Z").time) == "00:59");
    CHECK(model::to_text(*read("2022-03-27T01:00Z").time) == "02:00");
    CHECK(model::to_text(*read("2022-10-30T00:59Z").time) == "01:59");
    CHECK(model::to_text(*read("2022-10-30T01:00Z").time) == "01:00");
    CHECK(shown(read("2022-06-21T23:30:00Z").earliest) == "2022-06-22");
    CHECK(model::to_text(*read("2022-06-21T23:30:00").time) == "23:30");
}

TEST_CASE("date reading: codes and texts go both ways", "[dates]")
{
    for (int i = 0; i <= static_cast<int>(Precision::Unknown); ++i) {
        const auto precision = static_cast<Precision>(i);
        CHECK(model::precision_from_code(model::to_code(precision)) == precision);
    }
    CHECK_FALSE(model::precision_from_code("day"));
    CHECK(model::day_from_text("2020-02-29") == year{2020} / 2 / 29);
    for (const char* text :
         {"2021-02-29", "2020-2-29", "2020-02-29 ", "20200229", "2020/02/29", "+020-02-29", ""}) {
        INFO(text);
        CHECK_FALSE(model::day_from_text(text));
    }
}

TEST_CASE("date reading: a description spells the month and says what is not sure", "[dates]")
{
    CHECK(model::describe(read("3/4/22")) == "Sunday 3 April 2022");
    CHECK(model::describe(read("c. March 2019")) == "between 1 March 2019 and 31 March 2019, approximate");
    CHECK(model::describe(read("3/4/22", "approx 10pm")) == "Sunday 3 April 2022, about 22:00");
    CHECK(model::describe(read("3/4/22", "evening")) == "Sunday 3 April 2022, between 17:00 and 23:59");
    CHECK(model::describe(read("before 3/4/22")) == "on or before 2 April 2022");
    CHECK(model::describe(read("3/4/22 onwards")) == "on or after 3 April 2022");
    CHECK(model::describe(read("31/06/2021")) == "date not known");
}

namespace {

std::string two(unsigned value)
{
    return (value < 10 ? "0" : "") + std::to_string(value);
}

constexpr std::array<const char*, 12> kMonths = {"January",   "February", "March",    "April",
                                                 "May",       "June",     "July",     "August",
                                                 "September", "October",  "November", "December"};

std::string ordinal(unsigned day)
{
    const bool teen = day >= 11 && day <= 13;
    return std::to_string(day) + (teen || day % 10 > 3 || day % 10 == 0 ? "th"
                                  : day % 10 == 1                       ? "st"
                                  : day % 10 == 2                       ? "nd"
                                                                        : "rd");
}

std::vector<std::string> figure_styles(const std::string& first, const std::string& second,
                                       const std::string& full_year, const std::string& short_year)
{
    std::vector<std::string> styles;
    for (const char* mark : {"/", ".", "-"})
        for (const std::string& y : {full_year, short_year})
            styles.push_back(first + mark + second + mark + y);
    styles.push_back(first + " / " + second + " / " + full_year);
    styles.push_back(first + " " + second + " " + full_year);
    return styles;
}

std::vector<std::string> named_styles(Day day)
{
    const unsigned d = static_cast<unsigned>(day.day());
    const unsigned m = static_cast<unsigned>(day.month());
    const std::string y = std::to_string(static_cast<int>(day.year()));
    const std::string yy = y.substr(2);
    const std::string month = kMonths[m - 1];
    const std::string brief = month.substr(0, 3);
    return {model::to_text(day),
            y + two(m) + two(d),
            y + "/" + two(m) + "/" + two(d),
            std::to_string(d) + " " + month + " " + y,
            ordinal(d) + " " + month + " " + y,
            ordinal(d) + " of " + month + ", " + y,
            month + " " + ordinal(d) + " " + y,
            month + " " + std::to_string(d) + ", " + y,
            two(d) + "-" + brief + "-" + yy,
            two(d) + brief + y,
            std::to_string(d) + "." + brief + "." + y,
            y + " " + brief + " " + two(d),
            "on the " + ordinal(d) + " " + brief + " '" + yy};
}

}  // namespace

TEST_CASE("date reading: ten thousand generated days come back from every style under both orders",
          "[dates][property]")
{
    constexpr unsigned kSeed = 20261122;
    INFO("seed " << kSeed);
    std::mt19937 random(kSeed);
    const auto earliest = sys_days{year{1927} / 1 / 1}.time_since_epoch().count();
    const auto latest = sys_days{year{2026} / 11 / 22}.time_since_epoch().count();
    std::uniform_int_distribution<long> pick(earliest, latest);
    std::size_t wrong = 0;
    std::size_t leap_days = 0;
    for (int i = 0; i < 10'000; ++i) {
        Day day{sys_days{days{pick(random)}}};
        if (i % 50 == 0) day = Day{year{1928 + 4 * (i / 50 % 25)} / 2 / 29};
        leap_days += day.month() == February && static_cast<unsigned>(day.day()) == 29 ? 1U : 0U;
        const std::string d = std::to_string(static_cast<unsigned>(day.day()));
        const std::string m = std::to_string(static_cast<unsigned>(day.month()));
        const std::string y = std::to_string(static_cast<int>(day.year()));
        for (const bool day_first : {true, false}) {
            auto styles = figure_styles(day_first ? d : m, day_first ? m : d, y, y.substr(2));
            if (i % 5 == 0) {
                const auto named = named_styles(day);
                styles.insert(styles.end(), named.begin(), named.end());
            }
            // Every style over the run; two of them for each day keep the run short.
            for (std::size_t k = 0; k < (i % 5 == 0 ? styles.size() : 2); ++k) {
                const std::string& text = styles[(static_cast<std::size_t>(i) + k) % styles.size()];
                const DateReading reading =
                    read(text, {}, day_first ? DayMonthOrder::DayFirst : DayMonthOrder::MonthFirst);
                const bool right = reading.earliest == day && reading.latest == day &&
                                   reading.precision == Precision::Day && reading.problems.empty();
                if (!right && ++wrong < 5) {
                    INFO(text << " read as " << model::describe(reading));
                    CHECK(right);
                }
            }
        }
    }
    CHECK(wrong == 0);
    CHECK(leap_days >= 200);
}

TEST_CASE("date reading: any bytes give a reading that keeps them", "[dates][property]")
{
    constexpr unsigned kSeed = 7;
    INFO("seed " << kSeed);
    std::mt19937 random(kSeed);
    const std::vector<std::string> words = {
        "3",      "31",           "2020", "/",    "-",       ".",     ",",    "?",  "(",
        ")",      "mar",          "or",   "to",   "w/c",     "early", "term", "c.", "\xE2\x80\x93",
        "before", "aged",         "10pm", ":",    "\"",      "\xFF",  " ",    "0",  "99999",
        "xmas",   "bank holiday", "q3",   "half", "between", "and",   "week", "'"};
    for (int i = 0; i < 4'000; ++i) {
        std::string text;
        for (auto n = random() % 10; n > 0; --n)
            text += words[random() % words.size()] + (random() % 2 == 0 ? " " : "");
        const DateReading reading = read(text, i % 3 == 0 ? text : "",
                                         i % 2 == 0 ? DayMonthOrder::Unsettled : DayMonthOrder::DayFirst);
        REQUIRE(reading.text == text);
        if (reading.precision == Precision::Unknown) REQUIRE_FALSE(reading.problems.empty());
    }
}

TEST_CASE("4.1: a weekday that fits one order only settles day and month of that date", "[dates]")
{
    const auto day = [](std::string_view text, DayMonthOrder order) {
        const DateReading reading = read(text, {}, order);
        return reading.earliest ? model::to_text(*reading.earliest) : std::string("open");
    };
    CHECK(day("Thu 03/04/2021", DayMonthOrder::Unsettled) == "2021-03-04");
    CHECK(day("Sat 03/04/2021", DayMonthOrder::Unsettled) == "2021-04-03");
    CHECK_FALSE(read("Sat 03/04/2021", {}, DayMonthOrder::Unsettled).order_ambiguous);
    // Neither fits, or both: still a question of the file.
    CHECK(day("Tue 03/04/2021", DayMonthOrder::Unsettled) == "open");
    CHECK(read("Tue 03/04/2021", {}, DayMonthOrder::Unsettled).order_ambiguous);
    // What the person said of the file stands; the weekday is then listed.
    CHECK(day("Thu 03/04/2021", DayMonthOrder::DayFirst) == "2021-04-03");
    CHECK_FALSE(read("Thu 03/04/2021", {}, DayMonthOrder::DayFirst).problems.empty());
}
