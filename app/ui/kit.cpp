// Frame, focus and scrolling. Drawing is in kit_paint.cpp, the controls in kit_controls.cpp and
// kit_table.cpp.
#include "app/ui/kit.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include <imgui.h>

namespace ui {

namespace {

constexpr double kBlink = 0.5;    // seconds: two frames a second while a caret is shown
constexpr float kWheelStep = 72;  // design pixels a notch
constexpr float kRingRoom = 6;    // design pixels kept free around a control scrolled into view

}  // namespace

float Kit::px(float design) const
{
    return std::round(design * fonts_->pixels());
}

void Kit::begin(const View& view, Input& input)
{
    again_ = view.width != view_.width || view.height != view_.height || view.active != view_.active;
    view_ = view;
    event_ = held_.kind == Event::Kind::None ? input.take() : std::exchange(held_, {});
    again_ = again_ || event_.kind != Event::Kind::None || !input.empty() || !asks_.empty();
    tree_ = Tree{};
    tree_.active = view.active;
    last_stops_.swap(stops_);
    stops_.clear();
    last_scrollers_.swap(scrollers_);
    scrollers_.clear();
    panes_.clear();
    least_contrast_ = 21;
    caret_shown_ = false;
    wake_at_ = -1;
    wheel_target_ = 0;
    surface_ = theme().paper;

    fonts_->begin_frame();
    ImGuiIO& io = ImGui::GetIO();
    io.DisplaySize = {view.width, view.height};
    io.DeltaTime = 1.0F / 60;
    ImGui::NewFrame();
    draw_ = ImGui::GetBackgroundDrawList();
    fill(window(), theme().paper);
    add(kRoot, 0, Role::Window, "window", window()).name = "Cairn";
    panes_.push_back({kRoot, window(), window(), 0, 0, view.width, 0, 0, false});

    if (event_.kind == Event::Kind::Move || event_.kind == Event::Kind::Down ||
        event_.kind == Event::Kind::Up || event_.kind == Event::Kind::Wheel ||
        event_.kind == Event::Kind::Context) {
        pointer_x_ = event_.x;
        pointer_y_ = event_.y;
    }
    if (event_.kind == Event::Kind::Down) button_down_ = true;
    if (event_.kind == Event::Kind::Up) released_ = true;
    if (event_.kind == Event::Kind::Wheel) {
        for (const Scroller& s : last_scrollers_)  // the innermost that can still move takes it
            if (s.clip.holds(event_.x, event_.y) && (event_.with.ctrl || (event_.wheel > 0 ? s.up : s.down)))
                wheel_target_ = s.id;
    }
    if (event_.kind == Event::Kind::Key && event_.key == Key::Tab && !event_.with.ctrl && !event_.with.alt)
        move_focus(event_.with.shift);
    if (event_.kind == Event::Kind::Key || event_.kind == Event::Kind::Text) caret_since_ = view.now;
    screen_.clear();
    toast_.allowed = false;
    under_ = sheet_.open || choices_.owner != 0;
    if (!under_ && event_.kind == Event::Kind::Down && toast_.rect.holds(event_.x, event_.y))
        toast_.press = std::exchange(event_, {});
    if (!std::exchange(coach_.seen, false)) coach_ = {};
    const bool on_coach = event_.kind == Event::Kind::Down && coach_.rect.holds(event_.x, event_.y);
    const bool key = coach_.rect.w > 0 && event_.kind == Event::Kind::Key;
    const bool answers =
        key && (event_.key == Key::Escape || (event_.key == Key::Enter && !has_focus("tour.leave")));
    if (!under_ && (on_coach || answers)) coach_.press = std::exchange(event_, {});
    if (under_) held_ = std::exchange(event_, {});
}

void Kit::end()
{
    draw_toast();
    draw_over();
    if (!news_.empty()) {
        Node& node =
            add(id_of(kRoot, "news", std::to_string(news_count_)), kRoot, Role::Notification, "news", {});
        node.name = news_;
        node.live = Live::Polite;
    }
    ImGui::Render();
    if (released_) {  // whoever took the event
        button_down_ = released_ = false;
        armed_ = dragged_ = 0;
    }
    event_ = {};
    // What was held for a dialog that was gone is for what the person sees now. Tab has moved the focus already.
    if (held_.kind == Event::Kind::Key && held_.key == Key::Tab) held_ = {};
    again_ = again_ || held_.kind != Event::Kind::None;
    asks_.clear();  // what is left names a control that is gone
    if (std::find(stops_.begin(), stops_.end(), focus_) == stops_.end()) focus_ = 0;
    if (!again_) reveal_ = false;
    tree_.focus = view_.active ? focus_ : 0;
    shown_ = std::move(tree_);
    tree_ = Tree{};
}

std::optional<double> Kit::caret_wait() const
{
    const bool caret = caret_shown_ && view_.active;
    if (!caret && wake_at_ < 0) return std::nullopt;
    const double turn = caret ? kBlink - std::fmod(view_.now - caret_since_, kBlink) : 1e9;
    const double wake = wake_at_ < 0 ? 1e9 : std::max(0.0, wake_at_ - view_.now);
    return std::min(turn, wake);
}

void Kit::wake_in(double seconds)
{
    const double at = view_.now + std::max(0.0, seconds);
    wake_at_ = wake_at_ < 0 ? at : std::min(wake_at_, at);
}

bool Kit::caret_on() const
{
    return view_.active && std::fmod(view_.now - caret_since_, 2 * kBlink) < kBlink;
}

bool Kit::editing() const
{
    const Node* node = shown_.find(focus_);
    return node != nullptr && (node->states & kEditable) != 0;
}

void Kit::forget()
{
    aid_.forget();
    copied_.clear();
    copied_words_.clear();
    choices_ = {};
    held_ = {};
    fonts_->forget();
}

bool Kit::shortcut(Key key, Modifiers with)
{
    if (event_.kind != Event::Kind::Key || event_.key != key || event_.with != with) return false;
    event_ = {};
    return true;
}

bool Kit::shortcut_anywhere(Key key, Modifiers with)
{
    if (shortcut(key, with)) return true;
    if (held_.kind != Event::Kind::Key || held_.key != key || held_.with != with) return false;
    held_ = {};
    return true;
}

bool Kit::letter(char small)
{
    if (event_.kind != Event::Kind::Text) return false;
    const char32_t c = event_.text;
    if ((c >= U'A' && c <= U'Z' ? c + 32 : c) != static_cast<char32_t>(small)) return false;
    event_ = {};
    return true;
}

void Kit::focus(std::string_view key)
{
    wanted_focus_ = key;
    again_ = true;
}

bool Kit::has_focus(std::string_view key) const
{
    const Node* node = shown_.find(key);
    return node != nullptr && node->id == focus_;
}

void Kit::announce(std::string_view text)
{
    news_ = text;
    ++news_count_;
    again_ = true;
}

void Kit::set_focus(Id id, bool reveal)
{
    if (focus_ != id) again_ = true;
    focus_ = id;
    reveal_ = reveal_ || reveal;
    caret_since_ = view_.now;
}

void Kit::move_focus(bool backwards)
{
    event_ = {};
    if (last_stops_.empty()) return;
    const auto n = last_stops_.size();
    const auto here = std::find(last_stops_.begin(), last_stops_.end(), focus_);
    std::size_t next = backwards ? n - 1 : 0;
    if (here != last_stops_.end()) {
        const auto at = static_cast<std::size_t>(here - last_stops_.begin());
        next = (at + (backwards ? n - 1 : 1)) % n;
    }
    set_focus(last_stops_[next], true);
}

bool Kit::take_ask(Ask::What what, Id id)
{
    const auto found =
        std::find_if(asks_.begin(), asks_.end(), [&](const Ask& a) { return a.what == what && a.id == id; });
    if (found == asks_.end()) return false;
    asks_.erase(found);
    again_ = true;
    return true;
}

Kit::PaneMemory& Kit::memory(Id id)
{
    const auto found =
        std::find_if(memories_.begin(), memories_.end(), [&](const PaneMemory& m) { return m.id == id; });
    if (found != memories_.end()) return *found;
    return memories_.emplace_back(PaneMemory{.id = id});
}

Node& Kit::add(Id id, Id parent, Role role, std::string_view key, const Rect& rect)
{
    Node& node = tree_.nodes.emplace_back();
    node.id = id;
    node.parent = parent;
    node.role = role;
    node.key = key;
    node.rect = rect;
    node.states = kEnabled;
    if (panes_.empty()) {
        node.states |= kShowing;
    } else if (const Rect seen = rect.cut(clip()); seen.w > 0 && seen.h > 0) {
        node.states |= kShowing;
    }
    return node;
}

bool Kit::pointer_in(const Rect& r) const
{
    return !under_ && r.holds(pointer_x_, pointer_y_) && clip().holds(pointer_x_, pointer_y_);
}

void Kit::stop(Id id, const Rect& rect)
{
    stops_.push_back(id);
    if (take_ask(Ask::What::Focus, id)) set_focus(id, true);
    if (focus_ != id) return;
    focus_pane_ = flow().id;
    if (reveal_) bring_into_view(rect);
}

bool Kit::bring_into_view(Rect rect)
{
    bool seen = true;
    for (auto pane = panes_.rbegin(); pane != panes_.rend(); ++pane) {
        if (board_reveals(*pane, rect)) continue;
        if (!pane->scrolls) break;
        PaneMemory& m = memory(pane->id);
        const Rect view = pane->rect;
        const float room = px(kRingRoom);
        float by = 0;
        if (rect.bottom() + room > view.bottom()) by = rect.bottom() + room - view.bottom();
        if (rect.y - room - by < view.y) by = rect.y - room - view.y;
        const float most = std::max(0.0F, m.content - view.h);
        const float to = std::clamp(m.scroll + by, 0.0F, most);
        seen = seen && m.scroll + by <= most + 1;
        again_ = again_ || to != m.scroll;
        rect.y -= to - m.scroll;
        m.scroll = to;
    }
    return seen;
}

void Kit::scroll_to_top()
{
    memory(flow().id).scroll = 0;
    again_ = true;
}

/// Keys that the focused control did not want move the pane it lies in, so that long text is read without a
/// mouse.
void Kit::scroll_by_keys(PaneMemory& pane, float view)
{
    if (event_.kind != Event::Kind::Key || event_.with != Modifiers{} || pane.content <= view) return;
    float by = 0;
    switch (event_.key) {
        case Key::Down: by = px(kWheelStep) / 2; break;
        case Key::Up: by = -px(kWheelStep) / 2; break;
        case Key::PageDown: by = view * 0.9F; break;
        case Key::PageUp: by = -view * 0.9F; break;
        default: return;  // every other key belongs to the screen
    }
    event_ = {};
    pane.scroll = std::clamp(pane.scroll + by, 0.0F, pane.content - view);
}

Kit::Control Kit::control(Role role, std::string_view key, std::string_view name, const Rect& rect,
                          bool enabled)
{
    Control c;
    c.id = id_of(kRoot, to_text(role), key);
    c.node = tree_.nodes.size();
    Node& node = add(c.id, flow().id, role, key, rect);
    node.name = name;
    if (!enabled) {
        node.states &= ~static_cast<std::uint32_t>(kEnabled);
        return c;
    }
    if (!under_) node.states |= kFocusable;  // what lies under a sheet is out of reach
    if (!wanted_focus_.empty() && wanted_focus_ == key) {
        wanted_focus_.clear();
        set_focus(c.id, true);
    }
    c.hovered = pointer_in(rect);
    if (event_.kind == Event::Kind::Down && c.hovered && armed_ == 0) {
        armed_ = c.id;
        set_focus(c.id, false);
    }
    stop(c.id, rect);
    c.focused = focus_ == c.id && view_.active;
    c.pressed = armed_ == c.id && button_down_;
    return c;
}

bool Kit::activated(const Control& c)
{
    if (c.id == 0) return false;
    if (take_ask(Ask::What::Press, c.id)) return true;
    if (event_.kind == Event::Kind::Up && armed_ == c.id && c.hovered) return true;
    if (focus_ != c.id || event_.kind != Event::Kind::Key || event_.with != Modifiers{}) return false;
    if (event_.key != Key::Enter && event_.key != Key::Space) return false;
    event_ = {};
    return true;
}

float Kit::wheel_for(Id id)
{
    // With Ctrl or Shift it is for what lies under the pointer itself.
    if (event_.kind != Event::Kind::Wheel || wheel_target_ != id || event_.with != Modifiers{}) return 0;
    const float by = -event_.wheel * px(kWheelStep);
    event_ = {};
    return by;
}

Kit::Pane::Pane(Kit& kit, std::string_view key, std::string_view name, const Rect& rect, float padding)
    : kit_(kit)
{
    kit_.open_pane(key, name, rect, padding);
}

Kit::Pane::~Pane()
{
    kit_.close_pane();
}

void Kit::open_pane(std::string_view key, std::string_view name, const Rect& rect, float padding)
{
    const Id id = id_of(kRoot, "pane", key);
    add(id, flow().id, Role::Pane, key, rect).name = name;
    PaneMemory& m = memory(id);
    m.scroll = std::clamp(m.scroll + wheel_for(id), 0.0F, std::max(0.0F, m.content - rect.h));
    push_clip(rect);
    const Rect seen = rect.cut(clip());
    panes_.push_back({id, rect, seen, rect.x + padding, rect.y + padding - m.scroll, rect.w - 2 * padding,
                      rect.y - m.scroll, padding, true});
    scrollers_.push_back({id, seen, m.scroll > 0, m.scroll + rect.h < m.content});
    beside_ = false;
}

void Kit::close_pane()
{
    const PaneFrame pane = panes_.back();
    PaneMemory& m = memory(pane.id);
    const float content = pane.y + pane.padding - pane.top;
    if (std::abs(content - m.content) > 0.5F) {
        m.content = content;
        again_ = true;
    }
    if (focus_pane_ == pane.id && focus_ != 0) scroll_by_keys(m, pane.rect.h);
    if (m.content > pane.rect.h + 1) {
        const auto to =
            scroll_bar(pane.id, pane.rect, static_cast<double>(m.content), static_cast<double>(m.scroll));
        if (to) m.scroll = static_cast<float>(*to);
    }
    panes_.pop_back();
    pop_clip();
    beside_ = false;
}

std::optional<double> Kit::scroll_bar(Id id, const Rect& view, double content, double scroll)
{
    const float wide = px(10);
    const Rect track{view.right() - wide, view.y, wide, view.h};
    const double share = static_cast<double>(view.h) / content;
    const float tall = std::max(px(32), static_cast<float>(share) * view.h);
    const double range = std::max(1.0, content - static_cast<double>(view.h));
    const float travel = view.h - tall;
    const float at = view.y + static_cast<float>(scroll / range) * travel;
    const Rect thumb{track.x + px(2), at + px(2), wide - px(4), tall - px(4)};

    std::optional<double> to;
    const bool over = pointer_in(track);
    if (event_.kind == Event::Kind::Down && over && armed_ == 0) {
        armed_ = dragged_ = id;
        const bool on_thumb = pointer_y_ >= thumb.y && pointer_y_ < thumb.bottom();
        drag_grab_ = static_cast<double>(on_thumb ? pointer_y_ - at : tall / 2);
    }
    if (dragged_ == id && button_down_ && travel > 0) {
        const double y = (static_cast<double>(pointer_y_) - drag_grab_ - static_cast<double>(view.y)) /
                         static_cast<double>(travel);
        to = std::clamp(y, 0.0, 1.0) * range;
    }
    fill(thumb, over || dragged_ == id ? theme().muted : theme().border, thumb.w / 2);
    return to;
}

Rect Kit::take_slot(float width, float height)
{
    if (placed_) {
        const Rect r = *placed_;
        placed_.reset();
        return r;
    }
    PaneFrame& pane = flow();
    if (width <= 0) width = pane.flow_w;
    width = std::min(width, pane.flow_w);
    Rect r{pane.x, pane.y, width, height};
    if (beside_ && last_slot_.right() + px(space::kSmall) + width <= pane.x + pane.flow_w + 0.5F) {
        r.x = last_slot_.right() + px(space::kSmall);
        r.y = std::round(last_slot_.y + (last_slot_.h - height) / 2);  // one middle line
    }
    beside_ = false;
    last_slot_ = r;
    pane.y = std::max(pane.y, r.bottom() + px(space::kSmall));
    return r;
}

float Kit::card_height(std::string_view key)
{
    return memory(id_of(kRoot, "card", key)).content;
}

void Kit::card_flow(const Rect& r, std::string_view key, const std::function<void()>& inside)
{
    // As high as in the frame before; the first frame only measures.
    PaneMemory& m = memory(id_of(kRoot, "card", key));
    const float pad = px(r.w < px(420) ? space::kMedium : space::kLarge + space::kSmall);
    card({r.x, r.y, r.w, m.content});
    const PaneFrame before = flow();
    PaneFrame& pane = flow();
    pane.x = r.x + pad;
    pane.flow_w = r.w - 2 * pad;
    pane.y = r.y + pad;
    {
        const OnSurface sheet(*this, theme().sheet);
        inside();
    }
    const float high = flow().y + pad - px(space::kSmall) - r.y;
    PaneMemory& after = memory(id_of(kRoot, "card", key));
    if (std::abs(after.content - high) > 0.5F) {
        after.content = high;
        again_ = true;
    }
    flow().x = before.x;
    flow().flow_w = before.flow_w;
    flow().y = r.y + high + px(space::kSmall);
    beside_ = false;
}

}  // namespace ui
