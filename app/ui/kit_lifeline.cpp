// The life line: one list of events in the tree, lanes and marks in the picture. Marks that fall into one
// column of a lane are drawn as one, so that a frame costs the same whatever the number of events.
#include <algorithm>
#include <cmath>
#include <unordered_set>

#include <imgui.h>

#include "app/ui/kit.h"
#include "app/ui/packed.h"

namespace ui {

namespace {

constexpr float kPitch = 8;       // design pixels: what lies closer is drawn as one mark
constexpr float kBar = 9;         // from this width on a mark is a bar
constexpr float kNamedLane = 40;  // from this height on a lane's name stands above its line
constexpr float kLeastLane = 24, kMostLane = 56;
constexpr float kStrip = 24;  // height of the line of gaps
constexpr double kLifeZoomStep = 0.7;

Colour mixed(Colour a, Colour b)
{
    const auto half = [](std::uint8_t x, std::uint8_t y) { return static_cast<std::uint8_t>((x + y) / 2); };
    return {half(a.r, b.r), half(a.g, b.g), half(a.b, b.b)};
}

}  // namespace

/// One frame of one life line.
class LifeFrame {
public:
    LifeFrame(Kit& kit, const LifeSpec& spec, LifeState& state, const Rect& rect)
        : kit_(kit),
          spec_(spec),
          state_(state),
          rect_(rect),
          id_(id_of(kRoot, "life", spec.key)),
          at_(spec.selected)
    {
    }
    LifeResult run();

private:
    /// What is drawn for one mark, or for several that lie in one column.
    struct Item {
        std::size_t mark = 0;
        float x = 0, y = 0, x0 = 0, x1 = 0;
        int count = 0;
        bool missed = false, good = false, key = false, bar = false;
    };

    void layout();
    void look();
    void follow();
    void keys();
    void wheel_and_drag();
    void step_to(std::size_t mark);
    void step_lane(int by);
    void pan(double days);
    void collect();
    void add_mark(std::size_t at, std::vector<int>& cells, std::unordered_set<std::uint64_t>& bars);
    void backdrop();
    void calendar();
    void lane_lines();
    void gap_strip();
    void draw_bar(const Item& item);
    void draw_shape(const Item& item);
    void draw_items();
    Rect hit_of(const Item& item) const;
    void presses();
    void record();
    std::optional<std::size_t> selected() const;
    // The events beside one, each row once.
    std::size_t next_of(std::size_t mark) const
    {
        std::size_t at = mark + 1;
        while (at < spec_.marks.size() && spec_.marks[at].other_source) ++at;
        return at < spec_.marks.size() ? at : mark;
    }
    std::size_t before_of(std::size_t mark) const
    {
        while (mark > 0 && spec_.marks[--mark].other_source) {
        }
        return mark;
    }
    Id item_id(std::size_t mark) const { return id_of(id_, "event", spec_.row_key(spec_.marks[mark].row)); }
    float x_of(double day) const
    {
        return body_.x + static_cast<float>((day - state_.from) / (state_.to - state_.from)) * body_.w;
    }
    double day_of(float x) const
    {
        return state_.from + static_cast<double>((x - body_.x) / body_.w) * (state_.to - state_.from);
    }
    float line_y(int lane) const
    {
        const float at = named_ ? lane_h_ - kit_.px(13) : lane_h_ / 2;
        return body_.y + lane_h_ * static_cast<float>(lane) + at - state_.hidden;
    }
    const Tone& tone_of(int lane) const
    {
        const auto at = static_cast<std::size_t>(lane);
        return at < spec_.lanes.size() ? kit_.theme().agencies[static_cast<std::size_t>(spec_.lanes[at].tone)]
                                       : kit_.tone(ToneName::Plain);
    }

    Kit& kit_;
    const LifeSpec& spec_;
    LifeState& state_;
    Rect rect_, body_, axis_, strip_;
    Id id_;
    std::int64_t at_;  ///< the row that is chosen when the frame ends
    float lane_h_ = 0;
    bool named_ = false, focused_ = false;
    std::vector<Item> items_;
    LifeResult result_;
};

void LifeFrame::layout()
{
    const float pad = kit_.px(14);
    const auto lanes = static_cast<float>(std::max<std::size_t>(1, spec_.lanes.size()));
    axis_ = {rect_.x + pad, rect_.y, rect_.w - 2 * pad, kit_.leading(Face::Small) + kit_.px(4)};
    const bool foot = !spec_.gaps.empty() || spec_.death;
    const float strip = foot ? kit_.px(kStrip) : 0;
    body_ = {axis_.x, axis_.bottom(), axis_.w, std::max(kit_.px(20), rect_.h - axis_.h - strip)};
    strip_ = {axis_.x, body_.bottom(), axis_.w, strip};
    lane_h_ = std::clamp(std::floor(body_.h / lanes), kit_.px(kLeastLane), kit_.px(kMostLane));
    named_ = lane_h_ >= kit_.px(kNamedLane);
    if (!named_) {  // the letters stand at the left
        const float gutter = kit_.px(30);
        for (Rect* part : {&axis_, &body_, &strip_}) {
            part->x += gutter;
            part->w -= gutter;
        }
    }
    const float all = lane_h_ * lanes;
    state_.hidden = std::clamp(state_.hidden, 0.0F, std::max(0.0F, all - body_.h));
}

void LifeFrame::look()
{
    if (state_.to - state_.from > 0.5) return;
    const LifeRange whole = whole_life(spec_);
    state_.from = whole.from;
    state_.to = whole.to;
}

std::optional<std::size_t> LifeFrame::selected() const
{
    const auto at = std::lower_bound(spec_.marks.begin(), spec_.marks.end(), at_,
                                     [](const LifeMark& mark, std::int64_t row) { return mark.row < row; });
    if (at == spec_.marks.end() || at->row != at_) return std::nullopt;
    return static_cast<std::size_t>(at - spec_.marks.begin());
}

/// A selection made elsewhere is brought into view.
void LifeFrame::follow()
{
    if (state_.seen == spec_.selected) return;
    state_.seen = spec_.selected;
    const auto at = selected();
    if (!at) return;
    const LifeMark& mark = spec_.marks[*at];
    const double middle = (mark.from + mark.to) / 2, span = state_.to - state_.from;
    if (middle < state_.from || middle > state_.to) {
        state_.from = middle - span / 2;
        state_.to = state_.from + span;
    }
    const float top = lane_h_ * static_cast<float>(mark.lane);
    state_.hidden = std::clamp(state_.hidden, top + lane_h_ - body_.h, top);
    state_.hidden = std::max(0.0F, state_.hidden);
}

void LifeFrame::pan(double days)
{
    if (spec_.marks.empty()) return;
    const LifeRange whole = whole_life(spec_);
    double last = whole.to;
    for (const LifeMark& mark : spec_.marks) last = std::max(last, mark.to + 2);
    const double span = state_.to - state_.from;
    state_.from = std::clamp(state_.from + days, std::min(whole.from, last - span), last - span * 0.2);
    state_.to = state_.from + span;
    kit_.again_ = true;
}

void LifeFrame::step_to(std::size_t mark)
{
    const std::int64_t row = spec_.marks[mark].row;
    if (row != spec_.selected) result_.chosen = row;
    at_ = row;
    kit_.again_ = true;
    kit_.set_focus(item_id(mark), false);
}

void LifeFrame::step_lane(int by)
{
    const auto here = selected();
    if (!here) return;
    const LifeMark& mark = spec_.marks[*here];
    for (int lane = mark.lane + by; lane >= 0 && lane < static_cast<int>(spec_.lanes.size()); lane += by) {
        std::optional<std::size_t> best;
        for (std::size_t i = 0; i < spec_.marks.size(); ++i) {
            if (spec_.marks[i].lane != lane) continue;
            const auto far = [&](std::size_t at) { return std::abs(spec_.marks[at].from - mark.from); };
            if (!best || far(i) < far(*best)) best = i;
        }
        if (best) return step_to(*best);
    }
}

void LifeFrame::keys()
{
    if (!focused_ || kit_.event_.kind != Event::Kind::Key || kit_.event_.with.ctrl || kit_.event_.with.alt)
        return;
    const bool shift = kit_.event_.with.shift;
    const std::size_t here = selected().value_or(0);
    const double span = state_.to - state_.from;
    const LifeMark& mark = spec_.marks[here];
    switch (kit_.event_.key) {
        case Key::Right:
            if (shift)
                pan(span * 0.2);
            else
                step_to(selected() ? next_of(here) : 0);
            break;
        case Key::Left:
            if (shift)
                pan(-span * 0.2);
            else
                step_to(before_of(here));
            break;
        case Key::Home: step_to(0); break;
        case Key::End: step_to(before_of(spec_.marks.size())); break;
        case Key::Up: step_lane(-1); break;
        case Key::Down: step_lane(1); break;
        case Key::Plus: zoom_life(spec_, state_, kLifeZoomStep, (mark.from + mark.to) / 2); break;
        case Key::Minus: zoom_life(spec_, state_, 1 / kLifeZoomStep, (mark.from + mark.to) / 2); break;
        case Key::Zero: state_.to = state_.from; break;
        case Key::Enter: result_.entered = true; break;
        default: return;  // every other key belongs to the screen
    }
    kit_.event_ = {};
    kit_.again_ = true;
}

void LifeFrame::wheel_and_drag()
{
    const bool over = kit_.pointer_in(rect_);
    if (kit_.event_.kind == Event::Kind::Wheel && over && kit_.event_.with != Modifiers{}) {
        const auto notches = static_cast<double>(kit_.event_.wheel);
        if (kit_.event_.with.ctrl)
            zoom_life(spec_, state_, std::pow(kLifeZoomStep, notches), day_of(kit_.pointer_x_));
        else
            pan(-notches * (state_.to - state_.from) * 0.1);
        kit_.event_ = {};
        kit_.again_ = true;
    }
    if (const float by = kit_.wheel_for(id_); by != 0) {
        state_.hidden += by;
        kit_.again_ = true;
    }
    if (kit_.event_.kind == Event::Kind::Down && over && kit_.armed_ == 0) {
        kit_.armed_ = id_;
        state_.drag_x = kit_.pointer_x_;
    }
    if (kit_.armed_ == id_ && kit_.button_down_ && kit_.pointer_x_ != state_.drag_x) {
        pan(static_cast<double>((state_.drag_x - kit_.pointer_x_) / body_.w) * (state_.to - state_.from));
        state_.drag_x = kit_.pointer_x_;
    }
}

void LifeFrame::add_mark(std::size_t at, std::vector<int>& cells, std::unordered_set<std::uint64_t>& bars)
{
    const LifeMark& mark = spec_.marks[at];
    if (mark.to < state_.from || mark.from > state_.to) return;
    const float x0 = x_of(mark.from), x1 = x_of(mark.to);
    Item item{at, (x0 + x1) / 2, line_y(mark.lane), x0, x1, 1, mark.missed, mark.good, mark.key, false};
    const auto columns = static_cast<int>(body_.w / kit_.px(kPitch)) + 1;
    if (x1 - x0 > kit_.px(kBar)) {
        item.bar = true;
        item.x = std::clamp(item.x, body_.x, body_.right());
        const auto cell = [&](float x) { return static_cast<std::uint64_t>(std::max(0.0F, x) / 4); };
        const std::uint64_t key = static_cast<std::uint64_t>(mark.lane) << 48U | cell(x0) << 24U | cell(x1);
        const bool coded = mark.missed || mark.good || mark.key;
        if (!bars.insert(key).second && !coded) return;
        items_.push_back(item);
        return;
    }
    const int column =
        std::clamp(static_cast<int>((item.x - body_.x) / kit_.px(kPitch)), 0, std::max(0, columns - 1));
    int& held = cells[static_cast<std::size_t>(mark.lane * columns + column)];
    if (held < 0) {
        held = static_cast<int>(items_.size());
        items_.push_back(item);
        return;
    }
    Item& first = items_[static_cast<std::size_t>(held)];
    if (spec_.marks[first.mark].other_source) first.mark = at;
    ++first.count;
    first.missed = first.missed || item.missed;
    first.good = first.good || item.good;
    first.key = first.key || item.key;
}

void LifeFrame::collect()
{
    const auto columns = static_cast<std::size_t>(body_.w / kit_.px(kPitch)) + 1;
    std::vector<int> cells(columns * (spec_.lanes.size() + 1), -1);
    std::unordered_set<std::uint64_t> bars;
    for (std::size_t i = 0; i < spec_.marks.size(); ++i) add_mark(i, cells, bars);
}

void LifeFrame::backdrop()
{
    const Theme& t = kit_.theme();
    if (spec_.scope_from || spec_.scope_to) {
        const float from = spec_.scope_from ? std::max(body_.x, x_of(*spec_.scope_from)) : body_.x;
        const float to = spec_.scope_to ? std::min(body_.right(), x_of(*spec_.scope_to + 1)) : body_.right();
        if (to > from)
            kit_.fill({from, body_.y, to - from, body_.h}, mixed(t.sheet, kit_.tone(ToneName::Accent).wash));
    }
}

void LifeFrame::calendar()
{
    const Theme& t = kit_.theme();
    const double per_day = static_cast<double>(body_.w) / (state_.to - state_.from);
    float free = axis_.x - kit_.px(10);
    for (const LifeTick& tick :
         life_ticks(state_.from, state_.to, static_cast<double>(kit_.px(56)) / per_day)) {
        const float x = std::round(x_of(tick.day));
        kit_.fill({x, body_.y, std::max(1.0F, kit_.px(1)), body_.h}, tick.year ? t.line : t.faint);
        const Face face = tick.year ? Face::SmallStrong : Face::Small;
        const float wide = kit_.text_width(face, tick.label);
        const float left = std::clamp(x - wide / 2, axis_.x - kit_.px(10), axis_.right() - wide);
        if (left < free) continue;
        kit_.paint(left, axis_.y + kit_.px(1), face, tick.year ? t.ink : t.muted, tick.label);
        free = left + wide + kit_.px(10);
    }
}

void LifeFrame::lane_lines()
{
    const Theme& t = kit_.theme();
    for (std::size_t i = 0; i < spec_.lanes.size(); ++i) {
        const int lane = static_cast<int>(i);
        const float y = line_y(lane);
        if (y < body_.y - lane_h_ || y > body_.bottom() + lane_h_) continue;
        kit_.fill({body_.x, std::round(y), body_.w, std::max(1.0F, kit_.px(1))}, t.line);
        if (named_)
            kit_.paint(body_.x, y - kit_.px(9) - kit_.leading(Face::SmallStrong), Face::SmallStrong,
                       tone_of(lane).ink, spec_.lanes[i].name, 0, body_.w - kit_.px(20));
        else
            kit_.paint_badge(body_.x - kit_.px(20), y, kit_.px(10), spec_.lanes[i].letter, tone_of(lane));
    }
}

void LifeFrame::gap_strip()
{
    if (strip_.h <= 0) return;
    const Theme& t = kit_.theme();
    const float middle = strip_.y + strip_.h / 2;
    float free = strip_.x;
    for (const LifeGap& gap : spec_.gaps) {
        if (gap.to < state_.from || gap.from > state_.to) continue;
        const float x0 = std::max(strip_.x, x_of(gap.from)), x1 = std::min(strip_.right(), x_of(gap.to));
        if (x1 - x0 < kit_.px(3)) continue;
        kit_.fill({x0, middle - kit_.px(3), x1 - x0, kit_.px(6)}, t.line, kit_.px(3));
        const std::size_t end = gap.words.find(" without");
        const std::string words = gap.words.substr(0, end);
        const float wide = kit_.text_width(Face::Small, words);
        const float left = (x0 + x1 - wide) / 2;
        if (wide + kit_.px(12) > x1 - x0 || left < free) continue;
        kit_.fill({left - kit_.px(5), middle - kit_.px(4), wide + kit_.px(10), kit_.px(8)}, t.sheet);
        kit_.paint(left, middle - kit_.leading(Face::Small) / 2, Face::Small, t.muted, words);
        free = left + wide;
    }
    if (!spec_.death || *spec_.death > state_.to || spec_.death_words.empty()) return;
    const float wide = kit_.text_width(Face::SmallStrong, spec_.death_words);
    const float right = x_of(*spec_.death) - kit_.px(8);
    if (right - wide < strip_.x || right < strip_.x) return;
    kit_.fill({right - wide - kit_.px(6), strip_.y + kit_.px(2), wide + kit_.px(12), strip_.h - kit_.px(2)},
              t.sheet);
    kit_.paint(right - wide, middle - kit_.leading(Face::SmallStrong) / 2, Face::SmallStrong,
               kit_.tone(ToneName::Red).ink, spec_.death_words);
}

void LifeFrame::draw_bar(const Item& item)
{
    const Colour c = tone_of(spec_.marks[item.mark].lane).ink;
    const float high = kit_.px(12), y0 = item.y - high / 2, y1 = item.y + high / 2;
    const float x0 = std::max(item.x0, body_.x - body_.w), x1 = std::min(item.x1, body_.right() + body_.w);
    const float fade = (x1 - x0) * 0.35F;
    const ImU32 none = packed(c, 0), full = packed(c, 170);
    kit_.draw_->AddRectFilledMultiColor({x0, y0}, {x0 + fade, y1}, none, full, full, none);
    kit_.draw_->AddRectFilled({x0 + fade, y0}, {x1 - fade, y1}, full);
    kit_.draw_->AddRectFilledMultiColor({x1 - fade, y0}, {x1, y1}, full, none, none, full);
}

void LifeFrame::draw_shape(const Item& item)
{
    const Theme& t = kit_.theme();
    const float more = item.count > 1 ? std::min(kit_.px(4), kit_.px(1) * std::log2(float(item.count))) : 0;
    const float r = kit_.px(5) + more;
    if (item.key) kit_.draw_->AddCircle({item.x, item.y}, r + kit_.px(5), packed(t.accent), 0, kit_.px(2));
    if (!item.missed && !item.good) {
        if (item.bar && !item.key) return;
        kit_.disc(item.x, item.y, r + kit_.px(1), t.sheet);
        kit_.disc(item.x, item.y, r, tone_of(spec_.marks[item.mark].lane).ink);
        return;
    }
    const float apart = item.missed && item.good ? r * 0.8F : 0, s = r + kit_.px(2.5F);
    const auto diamond = [&](float x, float size, Colour c) {
        kit_.draw_->AddQuadFilled({x, item.y - size}, {x + size, item.y}, {x, item.y + size},
                                  {x - size, item.y}, packed(c));
    };
    const auto triangle = [&](float x, float size, Colour c) {
        kit_.draw_->AddTriangleFilled({x, item.y - size}, {x + size, item.y + size * 0.8F},
                                      {x - size, item.y + size * 0.8F}, packed(c));
    };
    if (item.missed) {
        diamond(item.x - apart, s + kit_.px(1.5F), t.sheet);
        diamond(item.x - apart, s, kit_.tone(ToneName::Red).ink);
    }
    if (item.good) {
        triangle(item.x + apart, s + kit_.px(1.5F), t.sheet);
        triangle(item.x + apart, s, kit_.tone(ToneName::Green).ink);
    }
}

void LifeFrame::draw_items()
{
    for (const Item& item : items_)
        if (item.bar) draw_bar(item);
    for (const Item& item : items_) draw_shape(item);
    const auto chosen = selected();
    for (auto at = chosen.value_or(spec_.marks.size()); at < spec_.marks.size(); ++at) {
        const LifeMark& mark = spec_.marks[at];
        if (mark.row != at_) return;
        const float x = std::clamp(x_of((mark.from + mark.to) / 2), body_.x - 1, body_.right() + 1);
        const float y = line_y(mark.lane);
        kit_.draw_->AddCircle({x, y}, kit_.px(12), packed(kit_.theme().sheet), 0, kit_.px(5));
        kit_.draw_->AddCircle({x, y}, kit_.px(12), packed(kit_.theme().accent), 0, kit_.px(3));
    }
}

Rect LifeFrame::hit_of(const Item& item) const
{
    const float half = std::max(kit_.px(10), item.bar ? (item.x1 - item.x0) / 2 : 0);
    const float middle = item.bar ? (item.x0 + item.x1) / 2 : item.x;
    return Rect{middle - half, item.y - kit_.px(12), 2 * half, kit_.px(24)}.cut(body_.inset(-kit_.px(6)));
}

void LifeFrame::presses()
{
    std::optional<std::size_t> wanted;
    const bool down = kit_.event_.kind == Event::Kind::Down && kit_.armed_ == id_;
    float nearest = 0;
    for (const Item& item : items_) {
        const Id id = item_id(item.mark);
        if (kit_.take_ask(Ask::What::Press, id) || kit_.take_ask(Ask::What::Focus, id)) wanted = item.mark;
        if (!down || !kit_.pointer_in(hit_of(item))) continue;
        const float far = std::abs(kit_.pointer_x_ - item.x);
        if (wanted && far >= nearest) continue;
        wanted = item.mark;
        nearest = far;
    }
    if (!wanted) return;
    kit_.event_ = {};
    step_to(*wanted);
    focused_ = true;
}

void LifeFrame::record()
{
    std::sort(items_.begin(), items_.end(), [](const Item& a, const Item& b) { return a.mark < b.mark; });
    const auto chosen = selected();
    std::size_t stop = chosen.value_or(items_.empty() ? 0 : items_.front().mark);
    while (stop > 0 && spec_.marks[stop].other_source) --stop;
    bool stopped = false;
    const auto add = [&](const Item& item) {
        const Rect hit = hit_of(item);
        const Id id = item_id(item.mark);
        const LifeMark& mark = spec_.marks[item.mark];
        Node& node =
            kit_.add(id, id_, Role::ListItem, std::string(spec_.key) + "/" + spec_.row_key(mark.row), hit);
        node.name = spec_.words(mark);
        if (item.count > 1) node.description = std::to_string(item.count - 1) + " more close to it";
        node.states |= kSelectable | (mark.row == at_ ? kSelected : kNoState);
        node.row = static_cast<int>(item.mark);
        if (item.mark == stop) {
            node.states |= kFocusable;
            kit_.stop(id, hit);
            stopped = true;
            if (focused_) kit_.ring(hit, kit_.px(6));
        }
    };
    bool drawn = !chosen;
    for (const Item& item : items_) {
        if (spec_.marks[item.mark].other_source) continue;  // its row is told once
        if (!drawn && item.mark > *chosen) {  // it lies with others in one column, or out of view
            const LifeMark& mark = spec_.marks[*chosen];
            add({*chosen, x_of((mark.from + mark.to) / 2), line_y(mark.lane), x_of(mark.from), x_of(mark.to),
                 1});
            drawn = true;
        }
        drawn = drawn || item.mark == *chosen;
        add(item);
    }
    if (!drawn) {
        const LifeMark& mark = spec_.marks[*chosen];
        add({*chosen, x_of((mark.from + mark.to) / 2), line_y(mark.lane), x_of(mark.from), x_of(mark.to), 1});
    }
    state_.stop = stopped ? item_id(stop) : 0;
}

LifeResult LifeFrame::run()
{
    layout();
    look();
    follow();
    Node& node = kit_.add(id_, kit_.flow().id, Role::List, spec_.key, rect_);
    node.name = spec_.name;
    node.description =
        "Left and Right go from event to event, Up and Down from lane to lane, + and - zoom, 0 shows all";
    node.rows = static_cast<int>(spec_.marks.size());
    if (!spec_.marks.empty()) {
        const Id here = item_id(selected().value_or(0));
        if (kit_.wanted_focus_ == spec_.key) {
            kit_.wanted_focus_.clear();
            kit_.set_focus(selected() || state_.stop == 0 ? here : state_.stop, true);
        }
        if (state_.stop != 0 && kit_.focus_ == state_.stop && selected()) kit_.focus_ = here;
        focused_ =
            kit_.view_.active && (kit_.focus_ == here || kit_.focus_ == state_.stop) && kit_.focus_ != 0;
        keys();
        wheel_and_drag();
        look();
        collect();
    }
    kit_.push_clip({rect_.x, body_.y, rect_.w, body_.h});
    backdrop();
    kit_.pop_clip();
    kit_.push_clip(rect_);
    calendar();
    kit_.push_clip({rect_.x, body_.y - kit_.px(2), rect_.w, body_.h + kit_.px(2)});
    lane_lines();
    draw_items();
    kit_.pop_clip();
    if (spec_.death && *spec_.death <= state_.to && *spec_.death >= state_.from)
        kit_.fill({std::round(x_of(*spec_.death)), body_.y, std::max(2.0F, kit_.px(2)), body_.h + strip_.h},
                  kit_.tone(ToneName::Red).ink);
    gap_strip();
    if (!spec_.marks.empty()) {
        presses();
        record();
    }
    kit_.pop_clip();
    const float all = lane_h_ * static_cast<float>(spec_.lanes.size());
    kit_.scrollers_.push_back({id_, body_, state_.hidden > 0, state_.hidden + body_.h < all - 1});
    return result_;
}

LifeResult Kit::life_line(const LifeSpec& spec, LifeState& state, const Rect& rect)
{
    return LifeFrame(*this, spec, state, rect).run();
}

}  // namespace ui
