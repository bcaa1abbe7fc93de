#pragma once
/// The records of one kind as a list beside the form, and as a table over the whole width.

#include <optional>
#include <string>

#include "app/ui/screens/records_screen.h"

namespace ui {

struct ListAsks {
    bool add = false;                 ///< a new record
    bool enter = false;               ///< into the form of the chosen one
    std::optional<std::string> open;  ///< id
    std::optional<NeedGrid> grid;     ///< for the table
};

const SectionKind& kind_here(const RecordsScreen& screen);
const std::vector<RecordLine>& lines_of(const RecordsScreen& screen, std::string_view kind);
/// Which lines of the kind hold the words sought.
void refresh_shown(RecordsScreen& screen);

ListAsks draw_records_list(Kit& kit, RecordsScreen& screen, const Rect& r);
ListAsks draw_records_grid(Kit& kit, RecordsScreen& screen, const Rect& r);

}  // namespace ui
