// What stands around a date and is taken off before it is read.
#include <catch2/catch_test_macros.hpp>

#include "date_forms.h"
#include "storage/model/date_reading.h"

namespace {

constexpr test::Form kForms[] = {
    {"(08/03/2021)", "", "2021-03-08", "2021-03-08", "DAY", false, "-", false},
    {"[08/03/2021]", "", "2021-03-08", "2021-03-08", "DAY", false, "-", false},
    {"\"08/03/2021\"", "", "2021-03-08", "2021-03-08", "DAY", false, "-", false},
    {"08/03/2021*", "", "2021-03-08", "2021-03-08", "DAY", false, "-", false},
    {"Date of incident: 08/03/2021", "", "2021-03-08", "2021-03-08", "DAY", false, "-", false},
    {"Mon 8th Mar 2021 (all day)", "", "2021-03-08", "2021-03-08", "DAY", false, "-", false},
    {"8/3/21 - 12/3/21 inclusive", "", "2021-03-08", "2021-03-12", "RANGE", false, "-", false},
    {"202103080915", "", "2021-03-08", "2021-03-08", "INSTANT", false, "09:15", false},
    {"20210308091500", "", "2021-03-08", "2021-03-08", "INSTANT", false, "09:15", false},
    {"08/03/2021 or thereabouts", "", "2021-03-05", "2021-03-11", "DAY_APPROX", true, "-", false},
    {"08/03/2021 tbc", "", "2021-03-05", "2021-03-11", "DAY_APPROX", true, "-", false},
    {"08/03/2021 (date uncertain)", "", "2021-03-05", "2021-03-11", "DAY_APPROX", true, "-", false},
    {"8 March 2021 - date approximate", "", "2021-03-05", "2021-03-11", "DAY_APPROX", true, "-", false},
    {"wk beg 8/3/21", "", "2021-03-08", "2021-03-14", "WEEK", false, "-", false},
    {"W/comm 8/3/21", "", "2021-03-08", "2021-03-14", "WEEK", false, "-", false},
    {"March 2021 (date not known)", "", "2021-03-01", "2021-03-31", "MONTH", false, "-", false},
    {"March 2021 (exact date unknown)", "", "2021-03-01", "2021-03-31", "MONTH", false, "-", false},
    {"March 2021 - date unknown", "", "2021-03-01", "2021-03-31", "MONTH", false, "-", false},
    {"unknown date in March 2021", "", "2021-03-01", "2021-03-31", "MONTH", false, "-", false},
    {"some point in March 2021", "", "2021-03-01", "2021-03-31", "MONTH", false, "-", false},
    {"--/03/2021", "", "2021-03-01", "2021-03-31", "MONTH", false, "-", false},
    {"__/03/2021", "", "2021-03-01", "2021-03-31", "MONTH", false, "-", false},
    {"XX.03.2021", "", "2021-03-01", "2021-03-31", "MONTH", false, "-", false},
    {"2021 - date unknown", "", "2021-01-01", "2021-12-31", "YEAR", false, "-", false},
    {"08/03/2021 (date unknown)", "", "null", "null", "UNKNOWN", false, "-", true},
    {"Spring (2021)", "", "2021-03-01", "2021-05-31", "SEASON", false, "-", false},
    {"Autumn term (2021)", "", "2021-09-01", "2021-12-31", "TERM", false, "-", true},
    {"Aut term 2021", "", "2021-09-01", "2021-12-31", "TERM", false, "-", true},
    {"to 08/03/2021", "", "null", "2021-03-08", "BEFORE", false, "-", true},
    {"08/03/2021 \u2192", "", "2021-03-08", "null", "AFTER", false, "-", true},
    {"May Day bank holiday 2020", "", "2020-05-08", "2020-05-08", "DAY", false, "-", false},
    {"14/01/2020", "10pm-ish", "2020-01-14", "2020-01-14", "TIME_APPROX", false, "22:00", false},
    {"14/01/2020", "10ish", "2020-01-14", "2020-01-14", "TIME_APPROX", false, "-", true},
};

std::string day_text(const std::optional<model::Day>& day)
{
    return day ? model::to_text(*day) : "null";
}

}  // namespace

TEST_CASE("date reading: what stands around a date does not hide it")
{
    using namespace std::chrono;
    model::ReadingContext context;
    context.order = model::DayMonthOrder::DayFirst;
    context.imported = model::Day{year{2026}, November, day{22}};
    for (const auto& form : kForms) {
        INFO(form.date << " " << form.time);
        const auto reading = model::read_date(form.date, form.time, context);
        CHECK(day_text(reading.earliest) == form.earliest);
        CHECK(day_text(reading.latest) == form.latest);
        CHECK(model::to_code(reading.precision) == form.precision);
        CHECK(reading.approximate == form.approximate);
        CHECK((reading.time ? model::to_text(*reading.time) : std::string("-")) == form.clock);
        CHECK(reading.problems.empty() != form.to_settle);
    }
}

TEST_CASE("date reading: words for the day of the row above take it")
{
    using namespace std::chrono;
    model::ReadingContext context;
    context.order = model::DayMonthOrder::DayFirst;
    context.imported = model::Day{year{2026}, November, day{22}};
    context.same_as_above = model::Day{year{2021}, March, day{8}};
    for (const char* words : {"-do-", "Later that day", "later the same day", "that day", "\u3003"}) {
        INFO(words);
        CHECK(model::says_as_above(words));
        CHECK(day_text(model::read_date(words, {}, context).earliest) == "2021-03-08");
    }
    CHECK_FALSE(model::says_as_above("later"));
    CHECK_FALSE(model::says_as_above("the following day"));
}

TEST_CASE("date reading: an end that is still open is told from a date")
{
    for (const char* words : {"ongoing", "Present", "to date", "still ongoing", "current", "Open"})
        CHECK(model::says_ongoing(words));
    for (const char* words : {"", "12/03/2021", "n/k", "current address"})
        CHECK_FALSE(model::says_ongoing(words));
}
