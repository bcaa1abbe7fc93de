#include "app/ui/screens/card_page.h"

#include <algorithm>

namespace ui {

namespace {

/// The stones of a cairn: the program's mark.
void mark(Kit& kit, float x, float y)
{
    const Theme& t = kit.theme();
    const float u = kit.px(1);
    kit.fill({x + 13 * u, y, 14 * u, 9 * u}, t.accent, 4.5F * u);
    kit.fill({x + 7 * u, y + 11 * u, 26 * u, 11 * u}, t.accent, 5.5F * u);
    kit.fill({x, y + 24 * u, 40 * u, 13 * u}, t.accent, 6.5F * u);
}

}  // namespace

void card_page(Kit& kit, std::string_view key, std::string_view name, float design_width,
               const std::function<void()>& inside)
{
    const Rect window = kit.window();
    const float width = std::min(window.w, kit.px(design_width));
    const Kit::Pane page(kit, key, name, window, 0);
    const float room = (window.h - kit.card_height(std::string(key) + ".card")) / kit.px(1) - 140;
    kit.space(std::clamp(room / 2, space::kLarge + space::kSmall, 180.0F));
    const float left = (window.w - width) / 2;
    const float top = kit.flow_y();
    mark(kit, left + kit.px(32), top);
    kit.place({left + kit.px(88), top, width, kit.leading(Face::Title)});
    kit.heading(std::string(key) + ".cairn", "Cairn", 1);
    kit.space(56);
    kit.card_flow({left, kit.flow_y(), width, 0}, std::string(key) + ".card", inside);
    kit.space(space::kLarge);
}

}  // namespace ui
