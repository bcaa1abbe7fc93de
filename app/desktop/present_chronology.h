#pragma once
/// From the store thread's answers to the state of the chronology screen, and back.

#include "app/core/desk_chronology.h"
#include "app/ui/screens/chronology_screen.h"

namespace desktop {

/// The agencies, counts and the frame of the picture; what was typed and chosen stays.
void take(ui::ChronologyScreen& screen, const core::Opened& opened);
void take(ui::ChronologyScreen& screen, core::DeskOffer offer);
void take_marks(ui::ChronologyScreen& screen, const std::vector<core::DeskMark>& marks);
std::vector<ui::ChronologyRow> rows_of(std::vector<core::DeskRow> rows);
ui::ContactWhole whole_of(core::DeskEvent event);
std::vector<ui::PossibleDouble> doubles_of(std::vector<core::DeskDouble> doubles);
core::DeskFilter filter_of(const ui::Filter& filter);
/// Codes of the field that the screen names.
core::EventCodes codes_of(const ui::CodeEvents& asked);
core::MergeWanted merge_of(const ui::PossibleDouble& pair);

}  // namespace desktop
