#pragma once
/// The program's own fonts, read from its own folder and drawn into one picture for the renderer. No system
/// font service is asked, so every machine shows the same letters.

#include <array>
#include <string>

#include "app/ui/theme.h"
#include "crypto/base/platform.h"

struct ImFont;
struct ImFontAtlas;

namespace ui {

/// Letters in the picture: Latin with Extended-A, -B and Additional (Vietnamese), Greek, Cyrillic,
/// punctuation, currency. Inter first, Noto Sans where Inter has no letter; what neither has is drawn as a
/// box.
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

private:
    Fonts() = default;
    base::Bytes regular_, strong_, more_regular_, more_strong_;
    std::array<ImFont*, kFaces> faces_{};
    float pixels_ = 0;
};

}  // namespace ui
