#pragma once
/// Heights of many rows, most of them only estimated: where a row begins and which row lies at a height, in
/// logarithmic time, so that a scroll bar over 100,000 rows of different heights costs nothing.

#include <cstdint>
#include <vector>

namespace ui {

class Heights {
public:
    /// Every row as high as `estimate`, in pixels.
    void reset(std::int64_t rows, float estimate);
    std::int64_t rows() const { return static_cast<std::int64_t>(heights_.size()); }
    void set(std::int64_t row, float height);
    float at(std::int64_t row) const { return heights_[static_cast<std::size_t>(row)]; }
    double total() const { return top_of(rows()); }
    double top_of(std::int64_t row) const;  ///< sum of the heights before it
    std::int64_t row_at(double y) const;    ///< the row that covers y; the first or last one outside

private:
    std::vector<float> heights_;
    std::vector<double> sums_;  ///< Fenwick tree, from index 1
};

}  // namespace ui
