#pragma once
/// How the window looks, as it is remembered between two starts.

#include "app/core/preferences.h"
#include "app/ui/kit.h"

namespace desktop {

core::Preferences preferences_of(ui::ThemeName theme, int percent, const std::string& folder);
ui::ThemeName theme_of(const core::Preferences& kept);
/// The size after Ctrl and +, - or 0 in this frame.
int zoomed(ui::Kit& kit, int percent);

}  // namespace desktop
