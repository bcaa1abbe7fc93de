#include "storage/rules/months.h"

namespace rules {

namespace {

Day shifted(Day from, int days)
{
    return Day(std::chrono::sys_days(from) + std::chrono::days(days));
}

Day last_of(std::chrono::year_month month)
{
    return Day(std::chrono::sys_days(month / std::chrono::last));
}

}  // namespace

int days_between(Day from, Day to)
{
    return static_cast<int>((std::chrono::sys_days(to) - std::chrono::sys_days(from)).count());
}

Day plus_days(Day from, int days)
{
    return shifted(from, days);
}

Day plus_months(Day from, int months)
{
    const auto month = from.year() / from.month() + std::chrono::months(months);
    const Day same = month / from.day();
    return same.ok() ? same : last_of(month);
}

Day last_day_of_months(Day first, int months)
{
    const auto month = first.year() / first.month() + std::chrono::months(months);
    const Day same = month / first.day();
    return same.ok() ? shifted(same, -1) : last_of(month);
}

Day plus_working_days(Day from, int days, const model::Calendar& by)
{
    return days <= 0 ? from : model::add_working_days(from, days, by);
}

Day minus_working_days(Day from, int days, const model::Calendar& by)
{
    return days <= 0 ? from : model::add_working_days(from, -days, by);
}

int working_days_between(Day from, Day to, const model::Calendar& by)
{
    int count = 0;
    for (Day day = shifted(from, 1); day <= to; day = shifted(day, 1))
        if (model::is_working_day(day, by)) ++count;
    return count;
}

int days_of_hours(int hours)
{
    return hours <= 0 ? 0 : (hours + 23) / 24;
}

}  // namespace rules
