// Boards: controls and lines on a sheet larger than its view.
#include <algorithm>
#include <cmath>

#include <imgui.h>

#include "app/ui/kit.h"
#include "app/ui/packed.h"

namespace ui {

namespace {

constexpr float kBoardNotch = 60;  // design pixels a notch of the wheel, or a press of an arrow
constexpr float kBoardZoomStep = 1.15F;
constexpr float kRoom = 3;  // design pixels kept free around a control brought into view

/// The view moves no further than the contents; contents smaller than the view stand in its middle.
float kept(float at, float content, float view)
{
    return content <= view ? (content - view) / 2 : std::clamp(at, 0.0F, content - view);
}

}  // namespace

Kit::Board::Board(Kit& kit, std::string_view key, std::string_view name, const Rect& view, BoardState& state,
                  Point size)
    : kit_(kit), state_(state), view_(view), size_(size), id_(id_of(kRoot, "board", key))
{
    if (!state.fitted && view.w > 0 && size.x > 0 && size.y > 0) {
        const float all = std::min(view.w / kit.px(1) / size.x, view.h / kit.px(1) / size.y);
        state.zoom = std::clamp(all, 0.7F, 1.0F);
        state.fitted = true;
    }
    kit.add(id_, kit.flow().id, Role::Pane, key, view).name = name;
    const Event& event = kit.event_;
    if (event.kind == Event::Kind::Wheel && kit.wheel_target_ == id_) {
        if (event.with.ctrl) {
            const float before = state.zoom;
            state.zoom = std::clamp(before * (event.wheel > 0 ? kBoardZoomStep : 1 / kBoardZoomStep),
                                    kLeastZoom, kMostZoom);
            const float by = state.zoom / before;
            state.x = (state.x + event.x - view.x) * by - (event.x - view.x);
            state.y = (state.y + event.y - view.y) * by - (event.y - view.y);
        } else {
            (event.with.shift ? state.x : state.y) -= event.wheel * kit.px(kBoardNotch);
        }
        kit.event_ = {};
        kit.again_ = true;
    }
    state.x = kept(state.x, scaled(size.x), view.w);
    state.y = kept(state.y, scaled(size.y), view.h);
    kit.push_clip(view);
    const Rect seen = view.cut(kit.clip());
    kit.panes_.push_back({id_, view, seen, view.x, view.y, view.w, view.y, 0, false, &state});
    const float down = scaled(size.y) - view.h;
    kit.scrollers_.push_back({id_, seen, state.y > 0.5F, state.y < down - 0.5F});
}

Kit::Board::~Board()
{
    kit_.panes_.pop_back();
    const Event& event = kit_.event_;
    if (event.kind == Event::Kind::Down && kit_.armed_ == 0 && kit_.pointer_in(view_)) {
        kit_.armed_ = kit_.dragged_ = id_;
        state_.grab_x = state_.x + event.x;
        state_.grab_y = state_.y + event.y;
    }
    if (kit_.dragged_ == id_ && kit_.button_down_) {
        state_.x = kept(state_.grab_x - kit_.pointer_x_, scaled(size_.x), view_.w);
        state_.y = kept(state_.grab_y - kit_.pointer_y_, scaled(size_.y), view_.h);
    }
    const bool here = kit_.focus_pane_ == id_ && kit_.focus_ != 0;
    if (here && event.kind == Event::Kind::Key && event.with == Modifiers{}) {
        const float by = kit_.px(kBoardNotch);
        bool used = true;
        switch (event.key) {
            case Key::Left: state_.x -= by; break;
            case Key::Right: state_.x += by; break;
            case Key::Up: state_.y -= by; break;
            case Key::Down: state_.y += by; break;
            case Key::Plus: state_.zoom = std::min(kMostZoom, state_.zoom * kBoardZoomStep); break;
            case Key::Minus: state_.zoom = std::max(kLeastZoom, state_.zoom / kBoardZoomStep); break;
            default: used = false; break;
        }
        if (used) {
            kit_.event_ = {};
            kit_.again_ = true;
        }
    }
    kit_.pop_clip();
}

float Kit::Board::scaled(float design) const
{
    return std::round(kit_.px(100) * design * state_.zoom / 100);
}

Point Kit::Board::at(float x, float y) const
{
    return {view_.x - std::round(state_.x) + scaled(x), view_.y - std::round(state_.y) + scaled(y)};
}

Rect Kit::Board::at(const Rect& r) const
{
    const Point corner = at(r.x, r.y);
    return {corner.x, corner.y, scaled(r.w), scaled(r.h)};
}

Hot Kit::Board::hot(Role role, std::string_view key, std::string_view name, const Rect& where,
                    std::string_view description, bool selected)
{
    const Control c = kit_.control(role, key, name, where);
    Node& node = kit_.tree_.nodes[c.node];
    node.description = description;
    if (selected) node.states |= kSelectable | kSelected;
    return {kit_.activated(c), c.focused, c.hovered};
}

bool Kit::board_reveals(PaneFrame& pane, Rect& rect)
{
    if (pane.board == nullptr) return false;
    const float room = px(kRoom);
    const auto move = [room](float from, float to, float low, float high) {
        if (to + room > high && to - from <= high - low) return to + room - high;
        return from - room < low ? from - room - low : 0.0F;
    };
    const float by_x = move(rect.x, rect.right(), pane.rect.x, pane.rect.right());
    const float by_y = move(rect.y, rect.bottom(), pane.rect.y, pane.rect.bottom());
    pane.board->x += by_x;
    pane.board->y += by_y;
    rect.x -= by_x;
    rect.y -= by_y;
    again_ = again_ || std::abs(by_x) > 1 || std::abs(by_y) > 1;
    return true;
}

void Kit::line(Point from, Point to, Colour c, float thickness, bool dashed)
{
    const float dx = to.x - from.x, dy = to.y - from.y;
    const float length = std::sqrt(dx * dx + dy * dy);
    if (!dashed || length < 1) {
        draw_->AddLine({from.x, from.y}, {to.x, to.y}, packed(c), thickness);
        return;
    }
    const float on = px(7), off = px(5);
    for (float at = 0; at < length; at += on + off) {
        const float end = std::min(length, at + on);
        draw_->AddLine({from.x + dx * at / length, from.y + dy * at / length},
                       {from.x + dx * end / length, from.y + dy * end / length}, packed(c), thickness);
    }
}

void Kit::outline(std::span<const Point> corners, Colour c, float thickness, std::optional<Colour> inside)
{
    std::vector<ImVec2> points;
    for (const Point& one : corners) points.emplace_back(one.x, one.y);
    const int count = static_cast<int>(points.size());
    if (inside) draw_->AddConvexPolyFilled(points.data(), count, packed(*inside));
    draw_->AddPolyline(points.data(), count, packed(c), ImDrawFlags_Closed, thickness);
}

void Kit::circle(Point middle, float radius, Colour c, float thickness)
{
    draw_->AddCircle({middle.x, middle.y}, radius, packed(c), 0, thickness);
}

}  // namespace ui
