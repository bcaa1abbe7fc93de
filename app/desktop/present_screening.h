#pragma once
/// Screening from the store thread's words, and what a person said back to it.

#include "app/core/desk_screening.h"
#include "app/desktop/present.h"
#include "app/ui/screens/screening_screen.h"

namespace desktop {

/// The test that is being answered stays open.
void take(ui::ScreeningPart& part, core::DeskScreening now);
core::DeskAnswer answer_of(const ui::TestAnswer& answer);
core::DeskDecide decision_of(const ui::DecisionForm& form);
/// The codes of a list that may be chosen today.
std::vector<ui::Choice> codes_of(std::string_view list);

}  // namespace desktop
