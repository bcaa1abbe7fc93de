#include "app/desktop/remembered.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace desktop {

namespace {

constexpr std::array<std::string_view, 3> kThemes = {"light", "dark", "contrast"};

}  // namespace

core::Preferences preferences_of(ui::ThemeName theme, int percent, const std::string& folder)
{
    return {std::string(kThemes[static_cast<std::size_t>(theme)]), percent, folder};
}

ui::ThemeName theme_of(const core::Preferences& kept)
{
    const auto at = std::ranges::find(kThemes, kept.theme);
    return at == kThemes.end() ? ui::ThemeName::Light : static_cast<ui::ThemeName>(at - kThemes.begin());
}

int zoomed(ui::Kit& kit, int percent)
{
    for (const bool shift : {false, true}) {
        if (kit.shortcut(ui::Key::Plus, {.ctrl = true, .shift = shift})) percent = ui::next_scale(percent, 1);
        if (kit.shortcut(ui::Key::Minus, {.ctrl = true, .shift = shift}))
            percent = ui::next_scale(percent, -1);
    }
    return kit.shortcut(ui::Key::Zero, {.ctrl = true}) ? 100 : percent;
}

}  // namespace desktop
