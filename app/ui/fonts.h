#pragma once
/// The program's own fonts, read from its own folder and drawn into one picture for the renderer, so that
/// every machine shows the same letters. A text that holds a letter of another script is shaped from fonts
/// installed on the computer, into a second picture. No system font service is asked.

#include <array>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "app/text/shape.h"
#include "app/ui/glyph_sheet.h"
#include "app/ui/theme.h"
#include "crypto/base/platform.h"

struct ImFont;
struct ImFontAtlas;

namespace ui {

/// Letters in the picture: Latin with Extended-A, -B and Additional (Vietnamese), Greek, Cyrillic,
/// punctuation, currency. Inter first, Noto Sans where Inter has no letter; then installed fonts.
class Fonts {
public:
    /// Reads the four font files. Errors: NotFound, Io; the sentence names the folder.
    static base::Result<Fonts> load(const base::Path& folder);
    /// The folder beside the program, or where the installation put it.
    static base::Path folder_for(const base::Path& program);

    /// Draws every letter at `pixels` times the type scale; the renderer must upload the picture again.
    /// `pixels`: 1 at 100 % on an ordinary screen.
    void build(ImFontAtlas& atlas, float pixels);
    ImFont* face(Face face) const { return faces_[static_cast<std::size_t>(face)]; }
    float pixels() const { return pixels_; }

    /// Every letter is in the program's own picture.
    bool plain(Face face, std::string_view text) const;
    /// A line that is not plain, as it is drawn; kept for the next frame. The reference stands until then.
    const text::Shaped& shaped(Face face, std::string_view line) const;
    float advance(Face face, std::string_view line) const;  ///< pixels
    /// The lines of a text wrapped at `width` pixels (0: not wrapped).
    std::vector<std::string_view> lines(Face face, std::string_view text, float width) const;
    float em(Face face) const { return kTypeScale[static_cast<std::size_t>(face)].em * pixels_; }
    text::ScriptFonts& scripts() const { return others_->shaper.fonts(); }
    GlyphSheet& sheet() const { return others_->sheet; }
    /// Debian packages that would have drawn what was drawn as a box.
    const std::set<std::string>& missing() const { return others_->shaper.missing(); }
    /// What is kept of texts.
    void begin_frame() const;
    void forget() const;

private:
    struct Others {
        text::Shaper shaper;
        GlyphSheet sheet;
        std::unordered_map<std::string, text::Shaped> kept;  ///< face and line
    };
    Fonts() = default;
    float own_advance(const ImFont* font, char32_t letter) const;
    base::Bytes regular_, strong_, more_regular_, more_strong_;
    std::array<ImFont*, kFaces> faces_{};
    float pixels_ = 0;
    std::unique_ptr<Others> others_ = std::make_unique<Others>();
};

}  // namespace ui
