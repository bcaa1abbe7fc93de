#include "storage/model/calendar.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>

namespace {

using namespace std::chrono;

std::string listed(int y)
{
    std::string text;
    for (const auto& holiday : model::bank_holidays(y))
        text += (text.empty() ? "" : " ") + model::to_text(holiday.day).substr(5);
    return text;
}

}  // namespace

TEST_CASE("calendar: the bank holidays of years with special days are those that were kept", "[calendar]")
{
    CHECK(listed(2002) == "01-01 03-29 04-01 05-06 06-03 06-04 08-26 12-25 12-26");
    CHECK(listed(2011) == "01-03 04-22 04-25 04-29 05-02 05-30 08-29 12-26 12-27");
    CHECK(listed(2012) == "01-02 04-06 04-09 05-07 06-04 06-05 08-27 12-25 12-26");
    CHECK(listed(2020) == "01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28");
    CHECK(listed(2022) == "01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27");
    CHECK(listed(2023) == "01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26");
}

TEST_CASE("calendar: ordinary years follow the published lists", "[calendar]")
{
    CHECK(listed(2010) == "01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28");
    CHECK(listed(2016) == "01-01 03-25 03-28 05-02 05-30 08-29 12-26 12-27");
    CHECK(listed(2021) == "01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28");
    CHECK(listed(2024) == "01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26");
    CHECK(listed(2025) == "01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26");
    CHECK(listed(2026) == "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28");
    CHECK(listed(2027) == "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28");
    CHECK(listed(2028) == "01-03 04-14 04-17 05-01 05-29 08-28 12-25 12-26");
}

TEST_CASE("calendar: the table covers the years promised, ascending and on working weekdays", "[calendar]")
{
    CHECK(model::Calendar::built_in().years().first <= 2000);
    CHECK(model::Calendar::built_in().years().last >= 2032);
    for (int y = model::Calendar::built_in().years().first; y <= model::Calendar::built_in().years().last;
         ++y) {
        INFO(y);
        const auto holidays = model::bank_holidays(y);
        CHECK(holidays.size() >= 8);
        CHECK(std::ranges::is_sorted(holidays, {}, &model::BankHoliday::day));
        for (const auto& holiday : holidays) {
            CHECK(static_cast<int>(holiday.day.year()) == y);
            const unsigned on = weekday{sys_days{holiday.day}}.c_encoding();
            CHECK((on >= 1 && on <= 5));
        }
    }
}

TEST_CASE("calendar: years beyond the table follow the standing rules", "[calendar]")
{
    CHECK(listed(1999) == "01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28");
    CHECK(listed(2044) == "01-01 04-15 04-18 05-02 05-30 08-29 12-26 12-27");
    CHECK(listed(1900).empty());
}

TEST_CASE("calendar: Easter Sundays agree with the almanac", "[calendar]")
{
    CHECK(model::easter_sunday(1961) == year{1961} / 4 / 2);
    CHECK(model::easter_sunday(1954) == year{1954} / 4 / 18);
    CHECK(model::easter_sunday(1981) == year{1981} / 4 / 19);
    CHECK(model::easter_sunday(2000) == year{2000} / 4 / 23);
    CHECK(model::easter_sunday(2008) == year{2008} / 3 / 23);
    CHECK(model::easter_sunday(2011) == year{2011} / 4 / 24);
    CHECK(model::easter_sunday(2019) == year{2019} / 4 / 21);
    CHECK(model::easter_sunday(2038) == year{2038} / 4 / 25);
    CHECK(model::easter_sunday(2049) == year{2049} / 4 / 18);
}

TEST_CASE("calendar: working days leave out weekends and bank holidays", "[calendar]")
{
    CHECK_FALSE(model::is_working_day(year{2020} / 5 / 8));
    CHECK(model::is_working_day(year{2020} / 5 / 4));
    CHECK_FALSE(model::is_working_day(year{2020} / 5 / 9));
    CHECK(model::add_working_days(year{2020} / 12 / 24, 1) == year{2020} / 12 / 29);
    CHECK(model::add_working_days(year{2022} / 9 / 16, 1) == year{2022} / 9 / 20);
    CHECK(model::bank_holiday_on(year{2021} / 8 / 30) == "Summer bank holiday");
    CHECK_FALSE(model::is_bank_holiday(year{2021} / 8 / 29));
}

TEST_CASE("calendar: days are known by their names", "[calendar]")
{
    CHECK(model::named_days("good friday", 2021)->first == year{2021} / 4 / 2);
    CHECK(model::named_days("easter", 2021)->last == year{2021} / 4 / 5);
    CHECK(model::named_days("boxing day", 2020)->first == year{2020} / 12 / 26);
    CHECK(model::named_days("mothers day", 2022)->first == year{2022} / 3 / 27);
    CHECK(model::named_days("may day", 2020)->first == year{2020} / 5 / 8);
    CHECK_FALSE(model::named_days("nobodys day", 2020));
}

TEST_CASE("2.2: a pack's table of bank holidays decides what is a working day and what a date means",
          "[dates]")
{
    const auto pack = model::Calendar::load(
        R"({"format":"cairn/bank-holidays/v1","version":"2027-02","first_year":2027,"last_year":2027,)"
        R"("holidays":[{"day":"2027-05-10","name":"Early May bank holiday"}]})");
    REQUIRE(pack);
    CHECK(model::is_working_day(year{2027} / 5 / 3, *pack));
    CHECK_FALSE(model::is_working_day(year{2027} / 5 / 10, *pack));
    CHECK(model::add_working_days(year{2027} / 5 / 7, 1, *pack) == year{2027} / 5 / 11);
    CHECK_FALSE(model::is_working_day(year{2028} / 5 / 1, *pack));  // beyond the table: by the standing rules
    model::ReadingContext context;
    context.imported = year{2028} / 1 / 1;
    context.calendar = &*pack;
    CHECK(model::read_date("early May bank holiday 2027", "", context).earliest == year{2027} / 5 / 10);
    context.calendar = nullptr;
    CHECK(model::read_date("early May bank holiday 2027", "", context).earliest == year{2027} / 5 / 3);
}

TEST_CASE("2.2: working days are counted back too", "[dates]")
{
    CHECK(model::add_working_days(year{2020} / 12 / 29, -1) == year{2020} / 12 / 24);
    CHECK(model::add_working_days(year{2022} / 9 / 20, -7) == year{2022} / 9 / 8);
    CHECK(model::add_working_days(year{2022} / 9 / 20, 0) == year{2022} / 9 / 20);
}

TEST_CASE("a table of bank holidays that is not of the form is refused", "[dates]")
{
    const auto load = [](std::string_view years, std::string_view days) {
        return model::Calendar::load(R"({"format":"cairn/bank-holidays/v1","version":"1",)" +
                                     std::string(years) + R"(,"holidays":[)" + std::string(days) + "]}");
    };
    constexpr std::string_view kYears = R"("first_year":2027,"last_year":2027)";
    CHECK(load(kYears, R"({"day":"2027-05-03","name":"x"})"));
    CHECK_FALSE(load(kYears, R"({"day":"2028-05-03","name":"x"})"));
    CHECK_FALSE(load(kYears, R"({"day":"2027-05-03","name":""})"));
    CHECK_FALSE(load(kYears, R"({"day":"2027-05-03","name":"x"},{"day":"2027-05-03","name":"y"})"));
    CHECK_FALSE(load(R"("first_year":2027,"last_year":2026)", ""));
    CHECK_FALSE(model::Calendar::load("{}"));
}
