#pragma once
/// The overview from the store thread's words.

#include "app/core/desk_overview.h"
#include "app/desktop/present.h"
#include "app/ui/screens/overview_screen.h"

namespace desktop {

ui::ToneName tone_of(core::Urgency urgency);
std::vector<ui::SectionState> states_of(const std::vector<core::DeskForm>& forms);
/// Which parts stand opened stays.
void take(ui::OverviewScreen& screen, const core::DeskOverview& overview);

}  // namespace desktop
