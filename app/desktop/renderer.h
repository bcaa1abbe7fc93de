#pragma once
/// Everything that touches the graphics card, so that another system's way of drawing is one more file.

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "app/ui/board.h"
#include "app/ui/glyph_sheet.h"
#include "crypto/base/result.h"

struct GLFWwindow;

namespace desktop {

class Renderer : public ui::Pictures {
public:
    /// Takes the picture of letters that the fonts have just drawn.
    virtual void upload_fonts() = 0;
    /// Keeps the picture of shaped glyphs: all of it at first, then the rows that changed.
    virtual void upload_glyphs(ui::GlyphSheet& sheet) = 0;
    /// Draws the frame last built into the window's back buffer.
    virtual void draw(int width, int height) = 0;
    virtual void present() = 0;
    /// The back buffer as RGB rows from the top.
    virtual std::vector<std::uint8_t> read_back(int width, int height) = 0;
    /// "llvmpipe (...)": for the health page and for reports of faults.
    virtual std::string name() const = 0;
};

/// OpenGL 3 in a window made for it. Errors: Io.
base::Result<std::unique_ptr<Renderer>> make_gl3_renderer(GLFWwindow* window);

}  // namespace desktop
