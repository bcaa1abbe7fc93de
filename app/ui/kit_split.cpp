// The border between two parts of a screen, and a list that opens beside something.
#include <algorithm>
#include <cmath>
#include <utility>

#include "app/ui/kit.h"

namespace ui {

namespace {
constexpr float kLeastShare = 0.15F, kMostShare = 0.85F, kShareStep = 0.05F;
}

bool Kit::splitter(std::string_view key, std::string_view name, const Rect& bar, bool upright, float whole,
                   float& share)
{
    const Control c = control(Role::Splitter, key, name, bar);
    Node& node = tree_.nodes[c.node];
    node.value = std::to_string(static_cast<int>(std::lround(share * 100))) + " %";
    node.description = "The arrow keys move it";
    float to = share;
    if (c.pressed && event_.kind == Event::Kind::Move && whole > 0)
        to += (upright ? pointer_x_ - (bar.x + bar.w / 2) : pointer_y_ - (bar.y + bar.h / 2)) / whole;
    if (c.focused && event_.kind == Event::Kind::Key && event_.with == Modifiers{}) {
        const Key less = upright ? Key::Left : Key::Up, more = upright ? Key::Right : Key::Down;
        if (event_.key == less) to -= kShareStep;
        if (event_.key == more) to += kShareStep;
        if (event_.key == less || event_.key == more) event_ = {};
    }
    const Colour ink = c.pressed || c.hovered ? theme().accent : theme().border;
    const float long_side = px(36), thick = std::max(2.0F, px(3));
    if (upright)
        fill({bar.x + (bar.w - thick) / 2, bar.y + (bar.h - long_side) / 2, thick, long_side}, ink,
             thick / 2);
    else
        fill({bar.x + (bar.w - long_side) / 2, bar.y + (bar.h - thick) / 2, long_side, thick}, ink,
             thick / 2);
    if (c.focused) ring(bar.inset(px(1)), px(3));
    to = std::clamp(to, kLeastShare, kMostShare);
    if (std::abs(to - share) < 0.001F) return false;
    share = to;
    again_ = true;
    return true;
}

std::optional<std::string> Kit::choose(std::string_view key, std::string_view title, const Rect& anchor,
                                       std::span<const Choice> choices, const std::vector<std::string>& held,
                                       bool& open)
{
    const Id id = id_of(kRoot, "choose", key);
    if (!open) {
        if (choices_.asked == id) choices_.asked = 0;
        return std::nullopt;
    }
    if (choices_.asked != id) {
        choices_.asked = choices_.owner = id;
        choices_.before = focus_;
        choices_.search.set("");
        choices_.at = 0;
        choices_.chosen.reset();
        focus("choices.search");
    } else if (choices_.owner != id) {  // Escape, or a press beside it
        open = false;
        choices_.asked = 0;
        set_focus(choices_.before, false);
        return std::nullopt;
    }
    choices_.seen = true;
    if (auto chosen = std::exchange(choices_.chosen, std::nullopt)) {
        open = false;
        choices_.asked = 0;
        close_choices();
        set_focus(choices_.before, false);
        return chosen;
    }
    choices_.draw = [this, anchor, held, all = std::vector<Choice>(choices.begin(), choices.end()),
                     name = std::string(title)] { draw_choices(anchor, name, all, held, true); };
    return std::nullopt;
}

}  // namespace ui
