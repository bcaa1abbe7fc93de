#pragma once
/// The fonts installed on this computer for scripts that the program's own picture of letters has not: found
/// by the letters they hold, opened when one is first needed, drawn one glyph at a time.

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "crypto/base/platform.h"

struct hb_font_t;

namespace text {

/// A glyph drawn in grey, and where it stands from the pen on the baseline.
struct Picture {
    int width = 0, height = 0;         ///< pixels
    int left = 0, top = 0;             ///< of its left edge; of its upper edge above the baseline
    std::vector<std::uint8_t> grey{};  ///< rows from the top
};

class ScriptFonts {
public:
    /// Looks in these folders and those within them.
    explicit ScriptFonts(std::vector<base::Path> folders = installed());
    ~ScriptFonts();
    ScriptFonts(ScriptFonts&&) noexcept;
    ScriptFonts& operator=(ScriptFonts&&) noexcept;
    static std::vector<base::Path> installed();

    /// The number of a font that has this letter; remembered, also when there is none.
    std::optional<int> holding(char32_t letter, bool strong);
    bool has(int font, char32_t letter) const;
    /// For HarfBuzz, at `em` pixels. Belongs to the fonts.
    hb_font_t* sized(int font, float em);
    /// One glyph at `em` pixels, its pen `quarter` quarters of a pixel to the right.
    Picture draw(int font, std::uint32_t glyph, float em, int quarter);

private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

/// The Debian package that has fonts for the letter's script: what the health page names.
std::string package_for(char32_t letter);

}  // namespace text
