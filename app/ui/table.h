#pragma once
/// A table whose rows have different heights and may be very many: only rows in view are asked for.

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/ui/heights.h"
#include "app/ui/tree.h"

namespace ui {

struct Column {
    std::string_view key, name;
    float x = 0;        ///< pixels from the table's left edge
    bool shown = true;  ///< its name stands above the rows; it is in the tree in any case
};

struct RowLook {
    bool selected = false, hovered = false, focused = false;
};

/// What a table shows. The functions are called for rows in view and for the focused row only.
struct TableSpec {
    std::string_view key, name;
    std::int64_t rows = 0;
    std::vector<Column> columns;
    float estimate = 80;                               ///< pixels: height of a row not yet measured
    bool header = true;                                ///< column names above the rows
    std::string_view enter = {};                       ///< what Enter does, for the description
    std::function<std::string(std::int64_t)> row_key;  ///< stable, whatever the order
    std::function<std::vector<std::string>(std::int64_t)> cells;  ///< the words, one text for each column
    std::function<float(std::int64_t)> height;                    ///< pixels
    /// Pixels at the row's top that do not belong to it (a line between two rows); may be left out.
    std::function<float(std::int64_t)> lead;
    std::function<void(std::int64_t, const Rect&, const RowLook&)> paint;
};

/// What the table keeps between frames.
struct TableState {
    Heights heights;
    std::int64_t top = 0;  ///< first row in view
    float hidden = 0;      ///< pixels of it above the view
    std::int64_t selected = -1;
    int column = 0;       ///< of the focused cell
    float width = 0;      ///< for which the heights were measured
    bool reveal = false;  ///< bring the selected row into view
    Id stop = 0;          ///< the cell that took the focus in the last frame

    /// Selects and scrolls there.
    void go_to(std::int64_t row)
    {
        selected = row;
        reveal = true;
    }
};

struct TableResult {
    bool selection_changed = false;
    std::optional<std::int64_t> entered;  ///< Enter, or a second press on the selected row
    std::int64_t first = 0, last = -1;    ///< rows in view
};

}  // namespace ui
