// Lines and cards that lead somewhere, marks of completeness.
#include <algorithm>
#include <cmath>

#include <imgui.h>

#include "app/ui/kit.h"

namespace ui {

bool Kit::line(const LineWords& words)
{
    const float pad = px(10);
    const float edge = px(12);  // it stands out of the flow by so much: its words are in line with others
    const float arrow = text_width(Face::Strong, "›") + px(8);
    const float wide = flow_width();
    const float chip = words.chip.text.empty() ? 0 : chip_width(words.chip) + px(12);
    const bool under = chip > 0 && wide - chip - arrow < px(220);  // too narrow for both
    const float room = wide - arrow - (under ? 0 : chip);
    float high = 2 * pad + text_height(Face::Text, words.text, room);
    if (!words.note.empty()) high += px(2) + text_height(Face::Small, words.note, room);
    if (under) high += chip_height() + px(6);
    const Rect slot = take_slot(0, std::max(high, px(space::kControl)));
    const Rect r{slot.x - edge, slot.y, slot.w + 2 * edge, slot.h};
    const Control c = control(Role::Button, words.key, words.text, r);
    std::string more(words.note);
    if (!words.chip.text.empty()) more += (more.empty() ? "" : ", ") + words.chip.text;
    tree_.nodes[c.node].description = more;
    const Colour back = c.hovered ? theme().selected : surface_;
    if (c.hovered) fill(r, back, px(6));
    const OnSurface on(*this, back);
    float y = r.y + pad;
    y += paint(r.x + edge, y, Face::Text, theme().ink, words.text, room);
    if (!words.note.empty())
        y += px(2) + paint(r.x + edge, y + px(2), Face::Small, theme().muted, words.note, room);
    if (under) paint_chip(r.x + edge, y + px(6), words.chip);
    if (chip > 0 && !under)
        paint_chip(r.right() - edge - arrow - chip + px(12), r.y + pad + px(1), words.chip);
    paint(r.right() - edge - arrow + px(8), r.y + pad, Face::Strong, theme().accent, "›");
    if (words.below)
        fill({slot.x, r.y - std::round(px(space::kSmall) / 2), slot.w, std::max(1.0F, px(1))}, theme().line);
    if (c.focused) ring(r.inset(px(2)), px(6));
    return activated(c);
}

std::string Kit::clipboard_text() const
{
    std::string copied;
    if (clipboard_ != nullptr) clipboard_->read([&](std::string_view text) { copied = text; });
    return copied;
}

void Kit::describe_last(std::string_view more)
{
    tree_.nodes.back().description = more;
}

bool Kit::tile(std::string_view key, std::string_view name, std::string_view description, const Rect& rect,
               const std::function<void()>& inside)
{
    place(rect);
    const Rect r = take_slot(0, 0);
    const Control c = control(Role::Button, key, name, r);
    tree_.nodes[c.node].description = description;
    const Colour back = c.hovered ? theme().selected : theme().sheet;
    fill(r, back, px(space::kRadius));
    frame(r, c.hovered ? theme().accent : theme().line, px(space::kRadius), std::max(1.0F, px(1)));
    {
        const OnSurface on(*this, back);
        inside();
    }
    if (c.focused) ring(r, px(space::kRadius));
    return activated(c);
}

bool Kit::row_link(std::string_view key, std::string_view name, std::string_view description,
                   const Rect& rect, const std::function<void()>& inside)
{
    const Control c = control(Role::Button, key, name, rect);
    tree_.nodes[c.node].description = description;
    const Colour back = c.hovered ? theme().selected : surface_;
    if (c.hovered) fill(rect, back, px(6));
    {
        const OnSurface on(*this, back);
        inside();
    }
    if (c.focused) ring(rect, px(6));
    return activated(c);
}

void Kit::share_bar(const Rect& r, float share, Colour c)
{
    fill(r, theme().line, r.h / 2);
    if (share > 0) fill({r.x, r.y, std::max(r.h, r.w * std::min(1.0F, share)), r.h}, c, r.h / 2);
}

// A ring, half filled, filled with a tick: told by shape, not by colour.
void Kit::paint_mark(float x, float y, float radius, Mark mark, Colour c)
{
    const ImU32 ink = IM_COL32(c.r, c.g, c.b, 255);
    const float thick = std::max(1.5F, px(1.5F));
    switch (mark) {
        case Mark::None: return;
        case Mark::Empty: draw_->AddCircle({x, y}, radius - thick / 2, ink, 0, thick); return;
        case Mark::Begun:
            draw_->AddCircle({x, y}, radius - thick / 2, ink, 0, thick);
            draw_->PathArcTo({x, y}, radius, 1.5708F, 4.7124F, 24);
            draw_->PathFillConvex(ink);
            return;
        case Mark::Done:
            draw_->AddCircleFilled({x, y}, radius, ink, 0);
            const ImU32 tick = IM_COL32(surface_.r, surface_.g, surface_.b, 255);
            draw_->AddLine({x - radius * 0.45F, y + radius * 0.05F}, {x - radius * 0.1F, y + radius * 0.4F},
                           tick, thick);
            draw_->AddLine({x - radius * 0.1F, y + radius * 0.4F}, {x + radius * 0.5F, y - radius * 0.35F},
                           tick, thick);
            return;
    }
}

}  // namespace ui
