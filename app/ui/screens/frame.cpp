#include "app/ui/screens/frame.h"

#include <algorithm>

namespace ui {

namespace {

constexpr float kRail = 232;       // design pixels
constexpr float kRailEnd = 217;    // where marks and counts end: the longest name in bold ends before them
constexpr float kRailFrom = 1180;  // narrower windows have a bar instead
constexpr float kRow = 38;         // of a section in the rail: all of them stand in a window 900 high
constexpr float kHeader = 72;
constexpr float kForm = 720;
constexpr std::size_t kInBar = 3;  // sections beside each other in the bar

void rail_section(Kit& kit, const Section& section, FrameResult& result)
{
    const auto look = section.here ? ButtonLook::OnRailHere : ButtonLook::OnRail;
    const float top = kit.flow_y();
    kit.place({kit.px(12), top, kit.px(kRail - 24), kit.px(kRow)});
    if (kit.button("rail." + section.key, section.name, look)) result.pressed = section.key;
    kit.describe_last(section.state);
    kit.space(kRow + 2);
    const Kit::OnSurface here(kit, section.here ? kit.theme().rail_here : kit.theme().rail);
    kit.paint_mark(kit.px(kRailEnd - 6.5F), top + kit.px(kRow) / 2, kit.px(6.5F), section.mark,
                   kit.theme().on_rail_muted);
    if (section.count.empty()) return;
    const float w = kit.text_width(Face::Small, section.count);
    kit.paint(kit.px(kRailEnd) - w, top + (kit.px(kRow) - kit.leading(Face::Small)) / 2, Face::Small,
              kit.theme().on_rail_muted, section.count);
}

void rail(Kit& kit, const FrameWords& words, FrameResult& result)
{
    const Rect r{0, 0, kit.px(kRail), kit.window().h};
    kit.fill(r, kit.theme().rail);
    const Kit::OnSurface dark(kit, kit.theme().rail);
    const auto at_foot = std::ranges::count_if(words.sections, &Section::at_foot);
    const float foot = kit.px(124 + static_cast<float>(at_foot) * (kRow + 2));
    {
        const Kit::Pane pane(kit, "rail", "Sections", {r.x, r.y, r.w, r.h - foot}, kit.px(12));
        kit.paint(kit.px(28), kit.flow_y() + kit.px(8), Face::Title, kit.theme().on_rail, "Cairn");
        kit.space(64);
        for (const Section& section : words.sections)
            if (!section.at_foot) rail_section(kit, section, result);
    }
    const Kit::Pane pane(kit, "rail.foot", "Saving and locking", {r.x, r.bottom() - foot, r.w, foot},
                         kit.px(12));
    for (const Section& section : words.sections)
        if (section.at_foot) rail_section(kit, section, result);
    kit.space(6);
    kit.place({kit.px(28), kit.flow_y(), r.w - kit.px(40), kit.leading(Face::Small)});
    kit.text("rail.saved", "Every change is saved", Face::Small, kit.theme().on_rail_muted);
    kit.space(32);
    if (kit.button("lock", "Lock now", ButtonLook::OnRail, "Ctrl+L")) result.lock = true;
    kit.paint(kit.px(kRailEnd) - kit.text_width(Face::Small, "Ctrl+L"),
              kit.flow_y() - kit.px(space::kControl - 3), Face::Small, kit.theme().on_rail_muted, "Ctrl+L");
}

void section_buttons(Kit& kit, const FrameWords& words, FrameResult& result)
{
    float x = kit.px(8);
    for (const Section& section : words.sections) {
        const float w = kit.text_width(Face::Strong, section.name) + kit.px(36);
        kit.place({x, kit.px(6), w, kit.px(space::kControl)});
        if (kit.button("rail." + section.key, section.name,
                       section.here ? ButtonLook::OnRailHere : ButtonLook::OnRail))
            result.pressed = section.key;
        x += w + kit.px(4);
    }
}

// Too many for a bar: one list of them.
void section_picker(Kit& kit, const FrameWords& words, FrameResult& result)
{
    std::vector<Choice> choices;
    std::string here;
    for (const Section& section : words.sections) {
        choices.push_back({section.key, section.name, section.state.empty() ? section.count : section.state});
        if (section.here) here = section.key;
    }
    const float room = kit.window().w - kit.text_width(Face::Text, "Lock") - kit.px(72);
    kit.place({kit.px(8), kit.px(6), std::min(room, kit.px(420)), kit.px(space::kControl)});
    std::string chosen = here;
    if (kit.pick({.key = "rail.section", .label = {}, .placeholder = "Section"}, choices, chosen) &&
        !chosen.empty() && chosen != here)
        result.pressed = chosen;
}

float bar(Kit& kit, const FrameWords& words, FrameResult& result)
{
    const float high = kit.px(space::kControl + 12);
    const Rect r{0, 0, kit.window().w, high};
    kit.fill(r, kit.theme().rail);
    const Kit::OnSurface dark(kit, kit.theme().rail);
    const Kit::Pane pane(kit, "rail", "Sections", r, kit.px(6));
    if (words.sections.size() > kInBar)
        section_picker(kit, words, result);
    else
        section_buttons(kit, words, result);
    const float w = kit.text_width(Face::Text, "Lock") + kit.px(36);
    kit.place({r.w - w - kit.px(8), kit.px(6), w, kit.px(space::kControl)});
    if (kit.button("lock", "Lock", ButtonLook::OnRail, "Ctrl+L")) result.lock = true;
    return high;
}

float header(Kit& kit, const FrameWords& words, float left, float top, FrameResult& result)
{
    const float w = kit.window().w - left;
    const Chip view{words.view.name + "  " + words.view.key, words.view.tone};
    float chips = words.view.name.empty() ? 0 : kit.chip_width(view) + kit.px(10);
    for (const Chip& chip : words.chips) chips += kit.chip_width(chip) + kit.px(10);
    const float pad = kit.px(space::kLarge);
    const float title_w = kit.text_width(Face::Strong, words.title);
    const float words_w = std::max(title_w, kit.text_width(Face::Small, words.subtitle));
    // Beside both lines; beside the first; below both.
    const bool middle = words_w + chips + 3 * pad <= w;
    const bool stacked = title_w + chips + 3 * pad > w;
    const float line = kit.leading(Face::Small);  // the words may take two
    const float words_h =
        std::clamp(kit.text_height(Face::Small, words.subtitle, w - 2 * pad), line, 2 * line);
    const float first = kit.px(kHeader) + words_h - line;
    const float high = first + (stacked ? kit.chip_height() + kit.px(8) : 0);
    const Rect r{left, top, w, high};
    kit.fill(r, kit.theme().sheet);
    kit.fill({left, top + high - 1, w, 1}, kit.theme().line);
    const Kit::OnSurface sheet(kit, kit.theme().sheet);
    kit.place({left + pad, top + kit.px(12), w - 2 * pad, kit.leading(Face::Strong)});
    kit.heading("header.title", words.title, 3);
    kit.place({left + pad, top + kit.px(38), w - 2 * pad, words_h});
    kit.text("header.subtitle", kit.shortened(Face::Small, words.subtitle, w - 2 * pad, 2), Face::Small,
             kit.theme().muted);
    float x = stacked ? left + pad : left + w - pad - chips + kit.px(10);
    const float y = stacked  ? top + first - kit.px(4)
                    : middle ? top + (high - kit.chip_height()) / 2
                             : top + kit.px(12) + (kit.leading(Face::Strong) - kit.chip_height()) / 2;
    if (!words.view.name.empty()) {
        kit.place({x, y, kit.chip_width(view), kit.chip_height()});
        result.view = kit.chip_button("header.view", view);
        x += kit.chip_width(view) + kit.px(10);
    }
    int n = 0;
    for (const Chip& chip : words.chips) {
        kit.place({x, y, kit.chip_width(chip), kit.chip_height()});
        kit.chip("header.chip" + std::to_string(n++), chip);
        x += kit.chip_width(chip) + kit.px(10);
    }
    return high;
}

}  // namespace

FrameResult draw_frame(Kit& kit, const FrameWords& words)
{
    FrameResult result;
    float left = 0;
    float top = 0;
    if (kit.design_width() >= kRailFrom) {
        rail(kit, words, result);
        left = kit.px(kRail);
    } else {
        top = bar(kit, words, result);
    }
    top += header(kit, words, left, top, result);
    result.content = {left, top, kit.window().w - left, kit.window().h - top};
    if (kit.shortcut(Key::L, {.ctrl = true})) result.lock = true;
    return result;
}

void form_card(Kit& kit, std::string_view key, const std::function<void()>& inside)
{
    const Rect at = kit.take_slot(0, 0);
    kit.card_flow({at.x, at.y, std::min(at.w, kit.px(kForm)), 0}, key, inside);
}

std::string grouped(std::int64_t number)
{
    std::string digits = std::to_string(number);
    for (auto at = static_cast<std::ptrdiff_t>(digits.size()) - 3; at > (number < 0 ? 1 : 0); at -= 3)
        digits.insert(static_cast<std::size_t>(at), ",");
    return digits;
}

}  // namespace ui
