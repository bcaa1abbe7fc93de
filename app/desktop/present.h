#pragma once
/// From the answers of the store thread to the plain state of the screens.

#include "app/core/desk_files.h"
#include "app/core/desk_words.h"
#include "app/ui/kit_files.h"
#include "app/ui/screens/records_screen.h"
#include "app/ui/screens/reviews_screen.h"

namespace desktop {

ui::ReviewCard card_of(const core::DeskReview& review);
ui::ReviewsScreen reviews_of(const std::string& owner, const std::vector<core::DeskReview>& reviews,
                             std::vector<std::string> notices);
std::map<std::string, std::vector<ui::RecordLine>, std::less<>> lines_of(
    std::vector<core::DeskRecord> records);
ui::Chip chip_of(const std::string& status, core::DeskTone mark);
ui::RecordGrid grid_of(core::DeskGrid grid);
std::vector<ui::Draft> drafts_of(std::vector<core::DeskDraft> drafts);
ui::FolderShown folder_of(const core::DeskFolder& folder);
/// What the person reads when the vault did not open.
std::string unlock_problem(const base::Error& error);

}  // namespace desktop
