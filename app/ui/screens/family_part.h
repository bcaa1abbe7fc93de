#pragma once
/// What stands above the family's records: which steps were taken, what still waits for an answer, the names
/// chosen and the pen portrait. Private to the records screen. Source: docs/domain.md 3.1 (FamilyEngagement),
/// R19.

#include "app/ui/screens/records_screen.h"

namespace ui {

void draw_family(Kit& kit, const RecordsScreen& screen);

}  // namespace ui
