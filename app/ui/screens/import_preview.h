#pragma once
/// What would come in: the rows as they would be read, what the columns are, and what wants a person.

#include "app/ui/screens/import_screen.h"

namespace ui {

/// The preview step of the import assistant, in the pane that is open.
void draw_preview(Kit& kit, ImportScreen& screen, ReviewFrame& frame, ImportAsks& asks);

}  // namespace ui
