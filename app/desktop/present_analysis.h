#pragma once
/// The analysis, from the answers of the store thread to the plain state of its screen.

#include "app/core/desk_analysis.h"
#include "app/ui/screens/analysis_screen.h"

namespace desktop {

ui::Thing thing_of(core::DeskThing thing);
std::vector<ui::Thing> things_of(std::vector<core::DeskThing> things);
/// What is chosen and typed stays.
void take_analysis(core::Analysis analysis, ui::AnalysisScreen& screen);
ui::ThreadShown thread_of(core::DeskThread thread);

}  // namespace desktop
