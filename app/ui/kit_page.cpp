// A page of a document: moved by wheel and arrows, a part of it chosen by dragging.
#include <algorithm>
#include <cmath>

#include <imgui.h>

#include "app/ui/kit.h"

namespace ui {

namespace {

constexpr float kPageNotch = 72;  // design pixels
constexpr float kLeastPart = 6;   // pixels: less is a press, not a part

PagePart between(Point a, Point b)
{
    const float x = std::min(a.x, b.x), y = std::min(a.y, b.y);
    return {x, y, std::abs(a.x - b.x), std::abs(a.y - b.y)};
}

Rect on_page(const Rect& page, const PagePart& part)
{
    return {page.x + part.x * page.w, page.y + part.y * page.h, part.w * page.w, part.h * page.h};
}

}  // namespace

void Kit::page_pointer(const PageSpec& spec, PageState& state, const Rect& view, const Rect& page,
                       PageResult& result)
{
    const Id id = id_of(kRoot, to_text(Role::Pane), spec.key);
    const auto there = [&] {
        return Point{std::clamp((pointer_x_ - page.x) / page.w, 0.0F, 1.0F),
                     std::clamp((pointer_y_ - page.y) / page.h, 0.0F, 1.0F)};
    };
    if (armed_ == id && event_.kind == Event::Kind::Down && page.cut(view).holds(pointer_x_, pointer_y_)) {
        dragged_ = id;
        state.from = there();
        state.part.reset();
        result.part_chosen = true;
    }
    if (dragged_ == id && state.from && (button_down_ || event_.kind == Event::Kind::Up)) {
        const PagePart part = between(*state.from, there());
        if (part.w * page.w >= kLeastPart && part.h * page.h >= kLeastPart && !(state.part == part)) {
            state.part = part;
            result.part_chosen = true;
        }
    }
    if (event_.kind == Event::Kind::Up) state.from.reset();
}

void Kit::page_keys(PageState& state, const Rect& view, PageResult& result)
{
    if (event_.kind != Event::Kind::Key || event_.with != Modifiers{}) return;
    const float by = px(kPageNotch);
    switch (event_.key) {
        case Key::Left: state.x -= by; break;
        case Key::Right: state.x += by; break;
        case Key::Up: state.y -= by; break;
        case Key::Down: state.y += by; break;
        case Key::Home: state.y = 0; break;
        case Key::End: state.y += view.h * 100; break;
        case Key::PageDown: result.turn = 1; break;
        case Key::PageUp: result.turn = -1; break;
        default: return;
    }
    event_ = {};
    again_ = true;
}

PageResult Kit::page(const PageSpec& spec, PageState& state, const Rect& view)
{
    PageResult result;
    const Theme& t = theme();
    const float high = std::round(spec.width * spec.shape);
    const Control c = control(Role::Pane, spec.key, spec.name, view);
    tree_.nodes[c.node].description = spec.words;
    if (event_.kind == Event::Kind::Wheel && wheel_target_ == c.id) {
        (event_.with.shift ? state.x : state.y) -= event_.wheel * px(kPageNotch);
        event_ = {};
        again_ = true;
    }
    if (c.focused) page_keys(state, view, result);
    const float room = px(space::kMedium);
    state.x = std::clamp(state.x, 0.0F, std::max(0.0F, spec.width + 2 * room - view.w));
    state.y = std::clamp(state.y, 0.0F, std::max(0.0F, high + 2 * room - view.h));
    const float left = std::max(room, (view.w - spec.width) / 2);
    const Rect page{std::round(view.x + left - state.x), std::round(view.y + room - state.y), spec.width,
                    high};
    scrollers_.push_back({c.id, view.cut(clip()), state.y > 0.5F, state.y < high + 2 * room - view.h - 0.5F});
    page_pointer(spec, state, view, page, result);

    fill(view, t.faint);
    push_clip(view);
    fill(page, {255, 255, 255});
    frame({page.x - 1, page.y - 1, page.w + 2, page.h + 2}, t.border, 0);
    if (spec.pixels != nullptr && pictures_ != nullptr) {
        const auto texture = pictures_->texture(*spec.pixels);
        draw_->AddImage(reinterpret_cast<ImTextureID>(static_cast<std::uintptr_t>(texture)), {page.x, page.y},
                        {page.right(), page.bottom()});
    }
    for (const PagePart& mark : spec.marks) {
        const Rect r = on_page(page, mark);
        fill({r.x - px(6), r.y, px(4), r.h}, t.accent, px(2));
        frame(r.inset(-px(2)), t.accent, px(3), std::max(1.0F, px(1.5F)));
    }
    if (state.part) {
        const Rect r = on_page(page, *state.part);
        const ImU32 wash = IM_COL32(t.accent.r, t.accent.g, t.accent.b, 40);
        draw_->AddRectFilled({r.x, r.y}, {r.right(), r.bottom()}, wash);
        frame(r, t.accent, 0, std::max(2.0F, px(2)));
    }
    pop_clip();
    frame(view, t.line, px(space::kRadius));
    if (c.focused) ring(view.inset(px(3)), px(space::kRadius));
    return result;
}

}  // namespace ui
