// The calendar under the life line, and what part of it is seen.
#include "app/ui/lifeline.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>

namespace ui {

namespace {

using namespace std::chrono;

constexpr double kClosest = 4;  // days across the picture
constexpr std::array kShortMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

double number(year_month_day day)
{
    return static_cast<double>(sys_days{day}.time_since_epoch().count());
}

year_month_day day_at(double number)
{
    return sys_days{days{static_cast<std::int64_t>(std::floor(number))}};
}

void add_years(double from, double to, int step, std::vector<LifeTick>& ticks)
{
    int at = static_cast<int>(day_at(from).year());
    at -= ((at % step) + step) % step;
    for (;; at += step) {
        const double day = number(year{at} / January / 1);
        if (day > to) return;
        if (day >= from) ticks.push_back({day, std::to_string(at), true});
    }
}

void add_months(double from, double to, unsigned step, std::vector<LifeTick>& ticks)
{
    const auto first = day_at(from);
    year_month at = first.year() / month{(static_cast<unsigned>(first.month()) - 1) / step * step + 1};
    for (;; at += months{step}) {
        const double day = number(at / 1);
        if (day > to) return;
        if (day < from) continue;
        const bool year = at.month() == January;
        ticks.push_back({day,
                         year ? std::to_string(static_cast<int>(at.year()))
                              : kShortMonths[static_cast<unsigned>(at.month()) - 1],
                         year});
    }
}

void add_days(double from, double to, int step, std::vector<LifeTick>& ticks)
{
    for (double day = std::ceil(from); day <= to; ++day) {
        const auto at = day_at(day);
        const auto of_month = static_cast<unsigned>(at.day());
        const unsigned last = 31 - static_cast<unsigned>(step) / 2;
        if ((of_month - 1) % static_cast<unsigned>(step) != 0 || of_month > last) continue;
        std::string label = std::to_string(of_month);
        label += std::string(" ") + kShortMonths[static_cast<unsigned>(at.month()) - 1];
        const bool year = of_month == 1 && at.month() == January;
        if (year) label = std::to_string(static_cast<int>(at.year()));
        ticks.push_back({day, label, year});
    }
}

}  // namespace

std::vector<LifeTick> life_ticks(double from, double to, double least_days)
{
    std::vector<LifeTick> ticks;
    for (const int step : {1, 2, 7, 14})
        if (least_days <= step) {
            add_days(from, to, step, ticks);
            return ticks;
        }
    for (const unsigned step : {1U, 3U, 6U})
        if (least_days <= 30.0 * step) {
            add_months(from, to, step, ticks);
            return ticks;
        }
    int step = 1;
    for (const int wider : {2, 5, 10, 20, 50, 100})
        if (least_days > 365.0 * step) step = wider;
    add_years(from, to, step, ticks);
    return ticks;
}

LifeRange whole_life(const LifeSpec& spec)
{
    if (spec.marks.empty()) {
        const double end = spec.death.value_or(20000);
        return {spec.scope_from.value_or(end - 3650), end + 30};
    }
    LifeRange range{spec.marks.front().from, spec.marks.front().to};
    for (const LifeMark& mark : spec.marks) {
        range.from = std::min(range.from, mark.from);
        range.to = std::max(range.to, mark.to);
    }
    // The death is the right edge; what came after it is found by moving there.
    if (spec.death && *spec.death > range.from) range.to = *spec.death;
    const double margin = std::max(2.0, (range.to - range.from) * 0.03);
    return {range.from - margin, range.to + margin};
}

void zoom_life(const LifeSpec& spec, LifeState& state, double factor, double about)
{
    const LifeRange whole = whole_life(spec);
    const double most = std::max(kClosest, whole.to - whole.from);
    const double span = std::clamp((state.to - state.from) * factor, kClosest, most);
    const double share = (about - state.from) / std::max(0.001, state.to - state.from);
    state.from = about - span * std::clamp(share, 0.0, 1.0);
    state.to = state.from + span;
    if (span >= most) {
        state.from = whole.from;
        state.to = whole.to;
    }
}

}  // namespace ui
