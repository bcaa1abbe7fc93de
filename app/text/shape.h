#pragma once
/// A line of any script as the glyphs that are drawn, from left to right: bidirectional order, joining and
/// ligatures. Source: Unicode Standard Annexes 9 (order) and 24 (scripts).

#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "app/text/boundaries.h"
#include "app/text/script_fonts.h"

namespace text {

constexpr int kOwnFont = -1;  ///< the program's own picture of letters; the glyph is the code point
constexpr int kNoFont = -2;   ///< no font has it: a box is drawn, `id` is the code point

struct Glyph {
    int font = kOwnFont;
    std::uint32_t id = 0;
    float x = 0, y = 0;  ///< pixels: the pen from the line's left end; above the baseline
};

/// One letter as a reader sees it, and where it is drawn.
struct Letter {
    Range range;                ///< bytes of the line
    float left = 0, right = 0;  ///< pixels
    bool from_right = false;
};

struct Shaped {
    std::vector<Glyph> glyphs;
    std::vector<Letter> letters;  ///< in the order of the text
    float width = 0;

    /// Where the caret before byte `at` stands, and the border nearest to `x`.
    float x_of(std::size_t at) const;
    std::size_t at(float x) const;
};

/// How wide the program's own picture draws a letter; below 0: it has not got it.
using OwnAdvance = std::function<float(char32_t letter)>;

class Shaper {
public:
    explicit Shaper(ScriptFonts fonts = ScriptFonts()) : fonts_(std::move(fonts)) {}

    /// `line`: UTF-8 without line ends; `em`: pixels.
    Shaped shape(std::string_view line, float em, bool strong, const OwnAdvance& own);
    ScriptFonts& fonts() { return fonts_; }
    /// Packages whose fonts would have drawn what had none.
    const std::set<std::string>& missing() const { return missing_; }

private:
    struct Work;
    void choose_fonts(Work& work, bool strong, const OwnAdvance& own);
    void shape_run(Work& work, std::size_t from, std::size_t to, float em);

    ScriptFonts fonts_;
    std::set<std::string> missing_;
};

}  // namespace text
