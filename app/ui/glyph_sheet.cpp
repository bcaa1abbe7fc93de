#include "app/ui/glyph_sheet.h"

#include <algorithm>
#include <cmath>

namespace ui {

const GlyphSheet::Place& GlyphSheet::place(text::ScriptFonts& fonts, int font, std::uint32_t glyph, float em,
                                           int quarter)
{
    const auto size = static_cast<std::uint64_t>(std::lround(em * 16)) & 0xFFFFU;
    const std::uint64_t key = (static_cast<std::uint64_t>(glyph) << 32U) | (size << 16U) |
                              (static_cast<std::uint64_t>(font) << 2U) | static_cast<std::uint64_t>(quarter);
    const auto [found, fresh] = places_.try_emplace(key);
    Place& place = found->second;
    if (!fresh) return place;
    const auto picture = fonts.draw(font, glyph, em, quarter);
    if (picture.width == 0 || picture.width > kWidth) return place;
    if (x_ + picture.width + 1 > kWidth) {
        x_ = 0;
        y_ += row_ + 1;
        row_ = 0;
    }
    if (y_ + picture.height + 1 > kHeight) {
        full_ = true;
        return place;
    }
    place = {x_, y_, picture.width, picture.height, picture.left, picture.top};
    for (int row = 0; row < picture.height; ++row)
        std::copy_n(picture.grey.begin() + static_cast<std::ptrdiff_t>(row) * picture.width, picture.width,
                    grey_.begin() + static_cast<std::ptrdiff_t>(y_ + row) * kWidth + x_);
    first_ = std::min(first_, y_);
    last_ = std::max(last_, y_ + picture.height);
    row_ = std::max(row_, picture.height);
    x_ += picture.width + 1;
    return place;
}

void GlyphSheet::begin_frame()
{
    if (full_) clear();
}

void GlyphSheet::clear()
{
    std::fill(grey_.begin(), grey_.end(), std::uint8_t{0});
    places_.clear();
    x_ = y_ = row_ = 0;
    first_ = 0;
    last_ = kHeight;
    full_ = false;
}

bool GlyphSheet::take_changed(int& first, int& last)
{
    if (last_ <= first_) return false;
    first = first_;
    last = std::min(last_, kHeight);
    first_ = kHeight;
    last_ = -1;
    return true;
}

}  // namespace ui
