#pragma once
/// Pictures larger than their view: boards of things with lines between them, and pages of documents.

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/ui/theme.h"
#include "app/ui/tree.h"

namespace ui {

struct Point {
    float x = 0, y = 0;
};

/// What a board keeps between frames. Its contents are laid out in design pixels at 100 %.
struct BoardState {
    float x = 0, y = 0;  ///< pixels of the contents left of and above the view
    float zoom = 1;
    bool fitted = false;  ///< was brought to a size that shows all, once
    float grab_x = 0, grab_y = 0;
};
constexpr float kLeastZoom = 0.4F, kMostZoom = 2.5F;

/// How a control on a board stands in this frame.
struct Hot {
    bool pressed = false, focused = false, hovered = false;
};

/// One cell of a matrix.
struct GridCell {
    std::string text;  ///< "3 · 1"; empty: nothing there
    ToneName tone = ToneName::Plain;
    std::string said;  ///< in full, for who listens
};
struct GridHead {
    std::string key, label;  ///< shown, wrapped
    std::string said;        ///< in full
};
/// A matrix with its heads in view, however it is moved.
struct GridSpec {
    std::string_view key, name;
    std::string_view corner;  ///< what the rows and columns are
    std::vector<GridHead> rows, columns;
    std::function<GridCell(std::size_t row, std::size_t column)> cell;
    float cell_width = 124, head_width = 240;  ///< design pixels
};
struct GridState {
    int row = 0, column = 0;
    float x = 0, y = 0;
    bool reveal = false;
    Id stop = 0;
};

/// A page as pixels; shared with the renderer by its number.
struct Pixels {
    std::uint64_t number = 0;  ///< unlike that of any other picture
    int width = 0, height = 0;
    std::vector<std::uint8_t> rgb;
};
/// Puts pictures where they can be drawn; what was not shown in a frame is forgotten after it.
class Pictures {
public:
    virtual ~Pictures() = default;
    virtual std::uint64_t texture(const Pixels& pixels) = 0;
};

/// A part of a page: 0 to 1 from its left and top edge.
struct PagePart {
    float x = 0, y = 0, w = 0, h = 0;
    bool operator==(const PagePart&) const = default;
};
struct PageState {
    float x = 0, y = 0;  ///< pixels of the page left of and above the view
    std::optional<PagePart> part;
    std::optional<Point> from;  ///< where dragging began, as a part of the page
};
struct PageSpec {
    std::string_view key, name;
    std::string_view words;          ///< what stands on it, for who cannot see it
    const Pixels* pixels = nullptr;  ///< null: still being drawn
    float shape = 1.41F;             ///< height by width
    float width = 0;                 ///< pixels, zoomed
    std::vector<PagePart> marks;     ///< parts already cited, or of the chosen line
};
struct PageResult {
    int turn = 0;              ///< pages on or back
    bool part_chosen = false;  ///< another part was dragged
};

}  // namespace ui
