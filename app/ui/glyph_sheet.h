#pragma once
/// The picture of glyphs shaped from installed fonts, beside the picture of the program's own letters: it
/// grows as glyphs are first drawn, and begins anew when it is full or letters get another size.

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "app/text/script_fonts.h"

namespace ui {

class GlyphSheet {
public:
    static constexpr int kWidth = 1024, kHeight = 2048;  ///< pixels

    struct Place {
        int x = 0, y = 0, width = 0, height = 0;  ///< in the picture; no width: nothing to draw
        int left = 0, top = 0;                    ///< from the pen
    };
    /// Draws it when it is not there yet.
    const Place& place(text::ScriptFonts& fonts, int font, std::uint32_t glyph, float em, int quarter);
    /// Between two frames: begins anew if the last one found no room.
    void begin_frame();
    void clear();

    const std::vector<std::uint8_t>& grey() const { return grey_; }  ///< rows from the top
    /// Rows drawn since the last call; false when there are none.
    bool take_changed(int& first, int& last);

    std::uintptr_t texture = 0;  ///< as the renderer knows the picture

private:
    std::vector<std::uint8_t> grey_ = std::vector<std::uint8_t>(static_cast<std::size_t>(kWidth) * kHeight);
    std::unordered_map<std::uint64_t, Place> places_;
    int x_ = 0, y_ = 0, row_ = 0;
    int first_ = kHeight, last_ = -1;
    bool full_ = false;
};

}  // namespace ui
