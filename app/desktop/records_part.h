#pragma once
/// The records of a review inside a place: how every section that shows them begins, and takes what stands.

#include "app/core/desk_words.h"
#include "app/desktop/place.h"
#include "app/ui/screens/records_screen.h"

namespace desktop {

/// Of the open review, for the section of that key; nothing is read yet.
void begin_records(const Host& host, ui::RecordsScreen& screen, std::string section);
/// The records as they stand now; drafts kept from before a lock are taken up the first time.
void take_records(Host& host, ui::RecordsScreen& screen, core::Records records);

}  // namespace desktop
