#pragma once
/// A table whose rows have different heights and may be very many: only rows in view are asked for.

#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <span>
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
    float w = 0;        ///< pixels; 0: as far as the next one
};

struct RowLook {
    bool selected = false, hovered = false, focused = false;
    bool marked = false;  ///< one of several that the person chose
};

/// What a table shows. The functions are called for rows in view and for the focused row only.
struct TableSpec {
    std::string_view key, name;
    std::int64_t rows = 0;
    std::vector<Column> columns;
    float estimate = 80;                               ///< pixels: height of a row not yet measured
    bool header = true;                                ///< column names above the rows
    bool several = false;                              ///< several rows can be marked and copied out
    std::string_view enter = {};                       ///< what Enter does, for the description
    std::function<std::string(std::int64_t)> row_key;  ///< stable, whatever the order
    std::function<std::vector<std::string>(std::int64_t)> cells;  ///< the words, one text for each column
    std::function<bool(std::int64_t)> read;     ///< its words are at hand; may be left out: they always are
    std::function<float(std::int64_t)> height;  ///< pixels
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
    int column = 0;                 ///< of the focused cell
    float width = 0;                ///< for which the heights were measured
    bool reveal = false;            ///< bring the selected row into view
    Id stop = 0;                    ///< the cell that took the focus in the last frame
    std::set<std::int64_t> marked;  ///< rows; forgotten when the number of rows changes
    std::int64_t anchor = -1;       ///< where a range of marked rows begins

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
    std::int64_t copied = 0;              ///< rows that Ctrl+C put on the clipboard
};

/// A table of words alone: columns as wide as their words or as the person drew them, the first one held fast
/// while the others move sideways, rows sorted by any of them.
struct WordTableSpec {
    std::string_view key, name;
    std::span<const std::string> columns;
    std::int64_t rows = 0;
    std::function<std::string(std::int64_t)> row_key;
    std::function<std::vector<std::string>(std::int64_t)> cells;
};
struct WordTableState {
    TableState table;
    std::vector<float> widths;  ///< design pixels; empty: by the words
    float sideways = 0;         ///< pixels hidden at the left
    int sorted = -1;            ///< column; below 0: in the order given
    bool falling = false;
    int drawn = -1;  ///< column whose edge is being drawn
    int shown_column = 0;
    bool thumb = false;  ///< the bar at the foot is being drawn
    float grab = 0;
};
struct WordTableResult {
    TableResult rows;
    bool sort = false;  ///< by state.sorted and state.falling
};

}  // namespace ui
