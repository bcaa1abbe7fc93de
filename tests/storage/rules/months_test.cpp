#include "storage/rules/months.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <vector>

#include "tests/storage/rules/support.h"

using model::Day;
using test::day_of;

namespace {

Day next(Day day)
{
    return Day(std::chrono::sys_days(day) + std::chrono::days(1));
}

// The slow way: every calendar day from 2020 to 2036, walked one by one.
const std::vector<Day>& days()
{
    static const std::vector<Day> all = [] {
        std::vector<Day> made;
        for (Day day = day_of("2020-01-01"); day <= day_of("2036-12-31"); day = next(day))
            made.push_back(day);
        return made;
    }();
    return all;
}

// The corresponding date by walking: the first day of the n-th later month whose number is that of `from`,
// else the last day of that month.
Day slow_months(Day from, int months)
{
    auto at = std::ranges::find(days(), from);
    int passed = 0;
    Day last = from;
    for (++at; at != days().end(); ++at) {
        if (at->month() != last.month() && ++passed > months) return last;
        last = *at;
        if (passed == months && at->day() == from.day()) return *at;
    }
    return last;
}

// Last day of a month counted from its first day: every day until the next would begin another month.
Day slow_inclusive(Day first)
{
    const Day later = slow_months(first, 1);
    if (later.day() != first.day()) return later;  // no corresponding date
    auto at = std::ranges::find(days(), first);
    while (*std::next(at) != later) ++at;
    return *at;
}

}  // namespace

TEST_CASE("2.2: one month beginning with the day ends the day before the corresponding date", "[rules]")
{
    CHECK(rules::last_day_of_months(day_of("2025-03-15"), 1) == day_of("2025-04-14"));
    CHECK(rules::last_day_of_months(day_of("2025-01-29"), 1) == day_of("2025-02-28"));
    CHECK(rules::last_day_of_months(day_of("2025-01-30"), 1) == day_of("2025-02-28"));
    CHECK(rules::last_day_of_months(day_of("2025-01-31"), 1) == day_of("2025-02-28"));
    CHECK(rules::last_day_of_months(day_of("2024-01-29"), 1) == day_of("2024-02-28"));
    CHECK(rules::last_day_of_months(day_of("2024-01-30"), 1) == day_of("2024-02-29"));
    CHECK(rules::last_day_of_months(day_of("2024-02-29"), 1) == day_of("2024-03-28"));
    CHECK(rules::last_day_of_months(day_of("2025-03-31"), 1) == day_of("2025-04-30"));
    CHECK(rules::last_day_of_months(day_of("2024-12-01"), 1) == day_of("2024-12-31"));
}

TEST_CASE("2.2: calendar months use the corresponding date, or the last day of a shorter month", "[rules]")
{
    CHECK(rules::plus_months(day_of("2025-01-31"), 1) == day_of("2025-02-28"));
    CHECK(rules::plus_months(day_of("2024-01-31"), 1) == day_of("2024-02-29"));
    CHECK(rules::plus_months(day_of("2022-07-08"), 6) == day_of("2023-01-08"));
    CHECK(rules::plus_months(day_of("2024-02-29"), 12) == day_of("2025-02-28"));
    CHECK(rules::plus_months(day_of("2024-02-29"), 48) == day_of("2028-02-29"));
}

TEST_CASE("2.2: ten years of days: months agree with a walk through the calendar", "[rules]")
{
    Day before = day_of("2022-12-31");
    for (Day day = day_of("2023-01-01"); day <= day_of("2032-12-31"); day = next(day)) {
        const Day month = rules::plus_months(day, 1);
        const Day inclusive = rules::last_day_of_months(day, 1);
        if (month != slow_months(day, 1) || inclusive != slow_inclusive(day)) {
            FAIL_CHECK(model::to_text(day));
            break;
        }
        // Never leaves the month asked for, never goes back when the start goes on, never past the other.
        CHECK(month.month() == day.month() + std::chrono::months(1));
        CHECK(month >= rules::plus_months(before, 1));
        CHECK(inclusive >= rules::last_day_of_months(before, 1));
        CHECK(inclusive <= month);
        before = day;
    }
}

TEST_CASE("2.2: ten years of days: working days agree with a walk, and undo each other", "[rules]")
{
    for (Day day = day_of("2023-01-01"); day <= day_of("2032-12-31"); day = next(day)) {
        const Day fifth = rules::plus_working_days(day, 5);
        int seen = 0;
        Day walked = day;
        while (seen < 5) {
            walked = next(walked);
            const auto weekday = std::chrono::weekday(std::chrono::sys_days(walked)).c_encoding();
            const auto holidays = model::bank_holidays(static_cast<int>(walked.year()));
            const bool closed =
                std::ranges::any_of(holidays, [&](const auto& one) { return one.day == walked; });
            if (weekday != 0 && weekday != 6 && !closed) ++seen;
        }
        if (fifth != walked || rules::working_days_between(day, fifth) != 5) {
            FAIL_CHECK(model::to_text(day));
            break;
        }
        if (model::is_working_day(day)) CHECK(rules::minus_working_days(fifth, 5) == day);
    }
}

TEST_CASE("2.2: days are days in London: a clock change neither adds nor loses one", "[rules]")
{
    // Clocks go forward on 30 March 2025 and back on 26 October 2025.
    CHECK(rules::days_between(day_of("2025-03-29"), day_of("2025-03-31")) == 2);
    CHECK(rules::plus_days(day_of("2025-03-29"), 1) == day_of("2025-03-30"));
    CHECK(rules::plus_days(day_of("2025-03-30"), 1) == day_of("2025-03-31"));
    CHECK(rules::plus_days(day_of("2025-10-25"), 2) == day_of("2025-10-27"));
    CHECK(rules::plus_days(day_of("2025-02-10"), 56) == day_of("2025-04-07"));
    for (Day day = day_of("2023-01-01"); day <= day_of("2032-12-31"); day = next(day))
        if (rules::days_between(day, rules::plus_days(day, 56)) != 56) FAIL_CHECK(model::to_text(day));
}

TEST_CASE("2.2: hours are rounded up to days, for no time of day is kept", "[rules]")
{
    CHECK(rules::days_of_hours(24) == 1);
    CHECK(rules::days_of_hours(25) == 2);
    CHECK(rules::days_of_hours(48) == 2);
    CHECK(rules::days_of_hours(0) == 0);
}
