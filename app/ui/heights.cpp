#include "app/ui/heights.h"

#include <algorithm>
#include <bit>

namespace ui {

void Heights::reset(std::int64_t rows, float estimate)
{
    const auto n = static_cast<std::size_t>(rows);
    heights_.assign(n, estimate);
    sums_.assign(n + 1, 0.0);
    for (std::size_t i = 1; i <= n; ++i) {
        sums_[i] += static_cast<double>(estimate);
        if (const std::size_t up = i + (i & (~i + 1)); up <= n) sums_[up] += sums_[i];
    }
}

void Heights::set(std::int64_t row, float height)
{
    auto i = static_cast<std::size_t>(row);
    const double change = static_cast<double>(height) - static_cast<double>(heights_[i]);
    if (change == 0.0) return;
    heights_[i] = height;
    for (++i; i < sums_.size(); i += i & (~i + 1)) sums_[i] += change;
}

double Heights::top_of(std::int64_t row) const
{
    double sum = 0;
    for (auto i = static_cast<std::size_t>(row); i > 0; i -= i & (~i + 1)) sum += sums_[i];
    return sum;
}

std::int64_t Heights::row_at(double y) const
{
    if (heights_.empty()) return 0;
    std::size_t at = 0;
    for (std::size_t step = std::bit_floor(heights_.size()); step > 0; step /= 2) {
        if (at + step < sums_.size() && sums_[at + step] <= y) {
            at += step;
            y -= sums_[at];
        }
    }
    return std::min(static_cast<std::int64_t>(at), rows() - 1);
}

}  // namespace ui
