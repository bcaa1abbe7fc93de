// A table of words: columns that fit their words, the first held fast, the others moved sideways.
#include <algorithm>
#include <cmath>

#include "app/ui/kit.h"

namespace ui {

namespace {

constexpr float kLeast = 80, kMost = 340;  // design pixels: width of a column not drawn by the person
constexpr std::int64_t kLookedAt = 60;     // rows whose words make the widths
constexpr float kWordRow = 62;             // design pixels: two lines
constexpr float kFrozenMost = 0.45F;       // of the table's width

}  // namespace

/// One frame of one grid.
class WordTableFrame {
public:
    WordTableFrame(Kit& kit, const WordTableSpec& spec, WordTableState& state, const Rect& rect)
        : kit_(kit), spec_(spec), state_(state), rect_(rect)
    {
    }
    WordTableResult run();

private:
    void fit();
    void reveal_column();
    void row(std::int64_t at, const Rect& r, const RowLook& look);
    void cell(std::size_t column, std::string_view words, const Rect& r, const RowLook& look, Colour back);
    void header();
    void header_name(std::size_t column);
    void sort_keys();
    void sort_by(std::size_t column);
    void bar();
    float left(std::size_t column) const { return column == 0 ? 0 : lefts_[column] - state_.sideways; }
    float wide(std::size_t column) const { return widths_[column]; }

    Kit& kit_;
    const WordTableSpec& spec_;
    WordTableState& state_;
    Rect rect_;
    std::vector<float> widths_, lefts_;
    float total_ = 0, head_ = 0;
    WordTableResult result_;
};

void WordTableFrame::fit()
{
    const std::size_t n = spec_.columns.size();
    if (state_.widths.size() != n) {
        state_.widths.assign(n, 0);
        for (std::size_t i = 0; i < n; ++i)
            state_.widths[i] = kit_.text_width(Face::SmallStrong, spec_.columns[i]) / kit_.px(1) + 52;
        for (std::int64_t at = 0; at < std::min(spec_.rows, kLookedAt); ++at) {
            const auto words = spec_.cells(at);
            for (std::size_t i = 0; i < std::min(n, words.size()); ++i)
                state_.widths[i] =
                    std::max(state_.widths[i], kit_.text_width(Face::Small, words[i]) / kit_.px(1) + 32);
        }
        for (float& one : state_.widths) one = std::clamp(one, kLeast, kMost);
    }
    float x = 0;
    for (std::size_t i = 0; i < n; ++i) {
        float w = kit_.px(state_.widths[i]);
        if (i == 0) w = std::min(w, rect_.w * kFrozenMost);
        widths_.push_back(w);
        lefts_.push_back(x);
        x += w;
    }
    total_ = x;
    state_.sideways = std::clamp(state_.sideways, 0.0F, std::max(0.0F, total_ - rect_.w));
}

void WordTableFrame::reveal_column()
{
    const int column = state_.table.column;
    if (column == state_.shown_column) return;
    state_.shown_column = column;
    if (column <= 0) return;
    const auto at = static_cast<std::size_t>(column);
    const float from = lefts_[at] - widths_[0];
    const float to = lefts_[at] + widths_[at] - rect_.w;
    state_.sideways = std::clamp(state_.sideways, std::min(to, from), std::max(0.0F, from));
}

void WordTableFrame::cell(std::size_t column, std::string_view words, const Rect& r, const RowLook& look,
                          Colour back)
{
    const float pad = kit_.px(12);
    const float room = wide(column) - 2 * pad;
    const Rect box{rect_.x + left(column), r.y, wide(column), r.h};
    if (column == 0) kit_.fill({box.x, box.y, box.w, box.h - 1}, back);
    const std::string text = kit_.shortened(column == 0 ? Face::SmallStrong : Face::Small, words, room, 2);
    const Face face = column == 0 ? Face::SmallStrong : Face::Small;
    const float high = kit_.text_height(face, text, room);
    kit_.paint(box.x + pad, r.y + (r.h - high) / 2, face, kit_.theme().ink, text, room);
    if (column == 0 && (look.selected || look.marked))
        kit_.fill({box.x, r.y, kit_.px(look.marked ? 6.0F : 4.0F), r.h}, kit_.theme().accent);
}

void WordTableFrame::row(std::int64_t at, const Rect& r, const RowLook& look)
{
    const Theme& t = kit_.theme();
    const Colour back = look.selected || look.marked ? t.selected : look.hovered ? t.paper : t.sheet;
    kit_.fill(r, back);
    const Kit::OnSurface on(kit_, back);
    const auto words = spec_.cells(at);
    const Rect moving{rect_.x + wide(0), r.y, std::max(0.0F, rect_.w - wide(0)), r.h};
    kit_.push_clip(moving);
    for (std::size_t i = 1; i < words.size(); ++i)
        if (left(i) < rect_.w && left(i) + wide(i) > wide(0)) cell(i, words[i], r, look, back);
    kit_.pop_clip();
    if (!words.empty()) cell(0, words[0], r, look, back);
    kit_.fill({rect_.x, r.bottom() - 1, rect_.w, 1}, t.line);
    if (total_ > rect_.w) kit_.fill({rect_.x + wide(0) - 1, r.y, std::max(1.0F, kit_.px(1)), r.h}, t.border);
}

void WordTableFrame::sort_by(std::size_t column)
{
    state_.falling = state_.sorted == static_cast<int>(column) && !state_.falling;
    state_.sorted = static_cast<int>(column);
    state_.table.marked.clear();
    result_.sort = true;
    kit_.announce("Sorted by " + spec_.columns[column] + (state_.falling ? ", last first" : ""));
    kit_.again_ = true;
}

void WordTableFrame::header_name(std::size_t column)
{
    const Theme& t = kit_.theme();
    const Rect r{rect_.x + left(column), rect_.y, wide(column), head_};
    const Id id = id_of(id_of(kRoot, "table", spec_.key), "column", std::to_string(column));
    const float edge = kit_.px(6);
    const Rect seen = column == 0 ? r : r.cut({rect_.x + wide(0), rect_.y, rect_.w - wide(0), head_});
    const bool over = kit_.pointer_in(seen);
    const bool on_edge = over && kit_.pointer_x_ > r.right() - edge;
    if (column == 0) kit_.fill({r.x, r.y, r.w, r.h - 1}, t.sheet);
    if (over) kit_.fill({seen.x, seen.y, seen.w, seen.h - 1}, t.faint);
    const Kit::OnSurface on(kit_, over ? t.faint : t.sheet);
    const bool here = state_.sorted == static_cast<int>(column);
    const float mark = here ? kit_.px(20) : 0;
    kit_.paint(r.x + kit_.px(12), r.y + (r.h - kit_.leading(Face::SmallStrong)) / 2, Face::SmallStrong,
               here ? t.accent : t.muted, spec_.columns[column], 0, r.w - kit_.px(20) - mark);
    if (here)
        kit_.paint(r.right() - kit_.px(26), r.y + (r.h - kit_.leading(Face::SmallStrong)) / 2,
                   Face::SmallStrong, t.accent, state_.falling ? "\xE2\x86\x93" : "\xE2\x86\x91");
    kit_.fill({r.right() - 1, r.y + kit_.px(10), 1, r.h - kit_.px(20)}, t.line);
    if (kit_.event_.kind == Event::Kind::Down && over && kit_.armed_ == 0) {
        kit_.armed_ = id;
        if (on_edge)
            state_.drawn = static_cast<int>(column);
        else
            sort_by(column);
        kit_.event_ = {};
    }
    if (kit_.take_ask(Ask::What::Press, id)) sort_by(column);
    if (state_.drawn == static_cast<int>(column)) {
        if (!kit_.button_down_) state_.drawn = -1;
        state_.widths[column] = std::max(kLeast, (kit_.pointer_x_ - r.x) / kit_.px(1));
        kit_.fill({r.right() - kit_.px(2), r.y, kit_.px(2), r.h}, t.accent);
    }
}

void WordTableFrame::header()
{
    kit_.push_clip({rect_.x, rect_.y, rect_.w, head_});
    for (std::size_t i = 1; i < spec_.columns.size(); ++i) header_name(i);
    if (!spec_.columns.empty()) header_name(0);
    kit_.pop_clip();
    kit_.fill({rect_.x, rect_.y + head_ - 1, rect_.w, 1}, kit_.theme().border);
}

// A bar along the foot, where the columns do not fit.
void WordTableFrame::bar()
{
    if (total_ <= rect_.w + 1) return;
    const float high = kit_.px(10);
    const Rect track{rect_.x + wide(0), rect_.bottom() - high, rect_.w - wide(0) - high, high};
    const float range = total_ - rect_.w;
    const float share = std::max(kit_.px(40), track.w * track.w / (total_ - wide(0)));
    const float travel = std::max(1.0F, track.w - share);
    const float at = track.x + state_.sideways / range * travel;
    const bool over = kit_.pointer_in(track);
    if (kit_.event_.kind == Event::Kind::Down && over && kit_.armed_ == 0) {
        kit_.armed_ = id_of(kRoot, "sideways", spec_.key);
        state_.thumb = true;
        state_.grab =
            kit_.pointer_x_ >= at && kit_.pointer_x_ < at + share ? kit_.pointer_x_ - at : share / 2;
        kit_.event_ = {};
    }
    if (state_.thumb) {
        if (!kit_.button_down_) state_.thumb = false;
        state_.sideways = std::clamp((kit_.pointer_x_ - state_.grab - track.x) / travel, 0.0F, 1.0F) * range;
        kit_.again_ = kit_.again_ || state_.thumb;
    }
    kit_.fill({track.x, track.y, track.w, track.h}, kit_.theme().sheet);
    kit_.fill({at, track.y + kit_.px(2), share, high - kit_.px(4)},
              over || state_.thumb ? kit_.theme().muted : kit_.theme().border, kit_.px(3));
}

// Ctrl+Up and Ctrl+Down sort by the column of the focused cell.
void WordTableFrame::sort_keys()
{
    const Node* focus = kit_.shown_.find(kit_.focus_);
    const bool here =
        focus != nullptr && focus->role == Role::Cell && focus->key.starts_with(std::string(spec_.key) + "/");
    if (!here || kit_.event_.kind != Event::Kind::Key || kit_.event_.with != Modifiers{.ctrl = true}) return;
    if (kit_.event_.key != Key::Up && kit_.event_.key != Key::Down) return;
    state_.sorted = state_.table.column;
    state_.falling = kit_.event_.key == Key::Down;  // sort_by turns it
    sort_by(static_cast<std::size_t>(state_.table.column));
    kit_.event_ = {};
}

WordTableResult WordTableFrame::run()
{
    fit();
    sort_keys();
    head_ = kit_.leading(Face::SmallStrong) + kit_.px(18);
    std::vector<std::string> keys;
    for (std::size_t i = 0; i < spec_.columns.size(); ++i) keys.push_back(std::to_string(i));
    TableSpec table;
    table.key = spec_.key;
    table.name = spec_.name;
    table.rows = spec_.rows;
    table.several = true;
    for (std::size_t i = 0; i < keys.size(); ++i)
        table.columns.push_back({keys[i], spec_.columns[i], left(i), false, wide(i)});
    table.estimate = kit_.px(kWordRow);
    table.row_key = spec_.row_key;
    table.cells = spec_.cells;
    table.height = [this](std::int64_t) { return kit_.px(kWordRow); };
    table.paint = [this](std::int64_t at, const Rect& r, const RowLook& look) { row(at, r, look); };
    kit_.push_clip(rect_);
    result_.rows = kit_.table(table, state_.table, {rect_.x, rect_.y, rect_.w, rect_.h - kit_.px(10)});
    reveal_column();
    header();
    bar();
    kit_.pop_clip();
    return result_;
}

WordTableResult Kit::word_table(const WordTableSpec& spec, WordTableState& state, const Rect& rect)
{
    return WordTableFrame(*this, spec, state, rect).run();
}

void Kit::side_by_side(std::span<const std::function<void()>> parts, float least)
{
    const PaneFrame before = flow();
    const auto n = static_cast<float>(parts.size());
    const float gap = px(space::kMedium);
    const float wide = (before.flow_w - (n - 1) * gap) / n;
    if (wide < px(least)) {
        for (const auto& part : parts) part();
        return;
    }
    float bottom = before.y;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        PaneFrame& pane = flow();
        pane.x = before.x + static_cast<float>(i) * (wide + gap);
        pane.flow_w = wide;
        pane.y = before.y;
        beside_ = false;
        parts[i]();
        bottom = std::max(bottom, flow().y);
    }
    PaneFrame& pane = flow();
    pane.x = before.x;
    pane.flow_w = before.flow_w;
    pane.y = bottom;
    beside_ = false;
}

}  // namespace ui
