#include "app/core/importing.h"

namespace core {

namespace {

using namespace std::chrono;

sys_days last_sunday(year y, month m)
{
    return sys_days(y / m / weekday_last(Sunday));
}

}  // namespace

// British Summer Time runs from 01:00 UTC on the last Sunday of March to 01:00 UTC on the last Sunday of
// October (Summer Time Act 1972, section 1, as amended 2002).
base::Time london_time(base::Time at)
{
    const year y = year_month_day(floor<days>(at)).year();
    const bool summer = at >= last_sunday(y, March) + hours(1) && at < last_sunday(y, October) + hours(1);
    return at + (summer ? hours(1) : hours(0));
}

model::Day london_day(base::Time at)
{
    return floor<days>(london_time(at));
}

}  // namespace core
