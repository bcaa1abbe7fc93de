// The table: rows measured as they come into view, one tab stop, arrows inside.
#include <algorithm>
#include <cmath>

#include "app/ui/kit.h"

namespace ui {

/// One frame of one table.
class TableFrame {
public:
    TableFrame(Kit& kit, const TableSpec& spec, TableState& state, const Rect& rect)
        : kit_(kit), spec_(spec), state_(state), rect_(rect), id_(id_of(kRoot, "table", spec.key))
    {
    }
    TableResult run();

private:
    float measure(std::int64_t row);
    void fit();
    void scroll_by(float dy);
    void clamp_end();
    void reveal(std::int64_t row);
    void record_table();
    void header();
    void keys();
    bool move_to(std::int64_t row);
    void mark_range(std::int64_t to);
    void turn_mark(std::int64_t row);
    bool keys_of_several();
    void copy();
    void pointer(std::int64_t row, const Rect& r);
    void rows();
    void record_row(std::int64_t row, const Rect& r);
    Id row_id(std::int64_t row) const { return id_of(id_, "row", spec_.row_key(row)); }
    Id cell_id(std::int64_t row, int col) const
    {
        return id_of(row_id(row), "cell", spec_.columns[static_cast<std::size_t>(col)].key);
    }

    Kit& kit_;
    const TableSpec& spec_;
    TableState& state_;
    Rect rect_, body_;
    Id id_;
    bool focused_ = false;
    TableResult result_;
};

float TableFrame::measure(std::int64_t row)
{
    const float h = spec_.height(row);
    state_.heights.set(row, h);
    return h;
}

void TableFrame::fit()
{
    const bool other_width = std::abs(state_.width - rect_.w) > 0.5F;
    if (state_.heights.rows() != spec_.rows) {
        state_.marked.clear();
        state_.anchor = -1;
    }
    if (state_.heights.rows() != spec_.rows || other_width) {
        state_.heights.reset(spec_.rows, spec_.estimate);
        state_.width = rect_.w;
    }
    state_.top = std::clamp<std::int64_t>(state_.top, 0, std::max<std::int64_t>(0, spec_.rows - 1));
    if (state_.selected >= spec_.rows) state_.selected = spec_.rows - 1;
}

void TableFrame::scroll_by(float dy)
{
    state_.hidden += dy;
    while (state_.hidden < 0 && state_.top > 0) state_.hidden += measure(--state_.top);
    state_.hidden = std::max(0.0F, state_.hidden);
    while (state_.top + 1 < spec_.rows) {
        const float h = measure(state_.top);
        if (state_.hidden < h) break;
        state_.hidden -= h;
        ++state_.top;
    }
    clamp_end();
}

/// The last row does not leave the bottom edge.
void TableFrame::clamp_end()
{
    float below = -state_.hidden;
    std::int64_t row = state_.top;
    while (row < spec_.rows && below < body_.h) below += measure(row++);
    float missing = body_.h - below;
    if (missing <= 0) return;
    while (missing > 0) {
        if (state_.hidden >= missing) {
            state_.hidden -= missing;
            return;
        }
        missing -= state_.hidden;
        state_.hidden = 0;
        if (state_.top == 0) return;
        state_.hidden = measure(--state_.top);
    }
}

void TableFrame::reveal(std::int64_t row)
{
    if (row < 0 || row >= spec_.rows) return;
    if (row <= state_.top) {
        state_.top = row;
        state_.hidden = 0;
    } else {
        float above = measure(row);  // from the row upwards, as much as the view holds
        std::int64_t first = row;
        while (first > state_.top && above < body_.h) above += measure(--first);
        if (first > state_.top || above - state_.hidden > body_.h) {
            state_.top = first;
            state_.hidden = std::max(0.0F, above - body_.h);
        }
    }
    clamp_end();
}

void TableFrame::record_table()
{
    Node& node = kit_.add(id_, kit_.flow().id, Role::Table, spec_.key, rect_);
    node.name = spec_.name;
    node.description = spec_.enter;
    node.rows = static_cast<int>(spec_.rows);
    node.cols = static_cast<int>(spec_.columns.size());
}

void TableFrame::header()
{
    const float h = spec_.header ? kit_.leading(Face::SmallStrong) + kit_.px(18) : 0;
    body_ = {rect_.x, rect_.y + h, rect_.w, rect_.h - h};
    for (std::size_t i = 0; i < spec_.columns.size(); ++i) {
        const Column& column = spec_.columns[i];
        const float next = column.w > 0                   ? column.x + column.w
                           : i + 1 < spec_.columns.size() ? spec_.columns[i + 1].x
                                                          : rect_.w;
        Node& node = kit_.add(id_of(id_, "column", column.key), id_, Role::ColumnHeader,
                              std::string(spec_.key) + "." + std::string(column.key),
                              {rect_.x + column.x, rect_.y, next - column.x, h});
        node.name = column.name;
        node.col = static_cast<int>(i);
        if (spec_.header && column.shown)
            kit_.paint(rect_.x + column.x, rect_.y + kit_.px(9), Face::SmallStrong, kit_.theme().muted,
                       column.name, 0, next - column.x - kit_.px(8));
    }
    if (spec_.header) kit_.fill({rect_.x, body_.y - 1, rect_.w, 1}, kit_.theme().line);
}

bool TableFrame::move_to(std::int64_t row)
{
    row = std::clamp<std::int64_t>(row, 0, spec_.rows - 1);
    if (row == state_.selected) return false;
    state_.selected = row;
    state_.reveal = true;
    result_.selection_changed = true;
    kit_.again_ = true;
    return true;
}

void TableFrame::mark_range(std::int64_t to)
{
    if (state_.anchor < 0) state_.anchor = std::max<std::int64_t>(0, state_.selected);
    to = std::clamp<std::int64_t>(to, 0, spec_.rows - 1);
    state_.marked.clear();
    for (auto row = std::min(state_.anchor, to); row <= std::max(state_.anchor, to); ++row)
        state_.marked.insert(row);
}

void TableFrame::turn_mark(std::int64_t row)
{
    if (state_.marked.empty() && state_.selected >= 0 && state_.selected != row)
        state_.marked.insert(state_.selected);  // the one chosen before is the first of several
    if (state_.marked.erase(row) == 0) state_.marked.insert(row);
    state_.anchor = row;
}

// What is marked, or the one row chosen, as a table that Word and Excel take.
void TableFrame::copy()
{
    if (kit_.clipboard_ == nullptr) return;
    const auto put = [](std::string& text, std::string_view words, bool last) {
        for (const char c : words) text += c == '\t' || c == '\n' || c == '\r' ? ' ' : c;
        text += last ? '\n' : '\t';
    };
    std::string text;
    for (std::size_t i = 0; i < spec_.columns.size(); ++i)
        put(text, spec_.columns[i].name, i + 1 == spec_.columns.size());
    auto rows = state_.marked;
    if (rows.empty()) rows.insert(std::max<std::int64_t>(0, state_.selected));
    if (spec_.read && !std::ranges::all_of(rows, spec_.read))  // never a part in place of all
        return kit_.toast("Too many to copy at once. Ctrl+K, then Save a table, takes all of them",
                          ToastOffer::None);
    for (const auto row : rows) {
        const auto words = spec_.cells(row);
        for (std::size_t i = 0; i < words.size(); ++i) put(text, words[i], i + 1 == words.size());
    }
    kit_.clipboard_->write(text);
    result_.copied = static_cast<std::int64_t>(rows.size());
    kit_.toast(std::to_string(rows.size()) + (rows.size() == 1 ? " line" : " lines") +
                   " copied. Paste into Word or Excel",
               ToastOffer::None);
}

bool TableFrame::keys_of_several()
{
    const Event& event = kit_.event_;
    const std::int64_t here = std::max<std::int64_t>(0, state_.selected);
    const bool shift = event.with == Modifiers{.shift = true};
    const bool ctrl = event.with == Modifiers{.ctrl = true};
    if (shift && (event.key == Key::Down || event.key == Key::Up)) {
        const std::int64_t to = here + (event.key == Key::Down ? 1 : -1);
        mark_range(to);
        move_to(to);
    } else if (event.key == Key::Space && (ctrl || event.with == Modifiers{})) {
        turn_mark(here);
    } else if (ctrl && event.key == Key::A) {
        state_.anchor = 0;
        mark_range(spec_.rows - 1);
    } else if (ctrl && event.key == Key::C) {
        copy();
    } else if (event.key == Key::Escape && event.with == Modifiers{} && !state_.marked.empty()) {
        state_.marked.clear();
        state_.anchor = -1;
    } else {
        return false;
    }
    kit_.event_ = {};
    kit_.again_ = true;
    return true;
}

void TableFrame::keys()
{
    if (!focused_ || kit_.event_.kind != Event::Kind::Key) return;
    if (spec_.several && keys_of_several()) return;
    if (kit_.event_.with != Modifiers{}) return;
    const std::int64_t here = std::max<std::int64_t>(0, state_.selected);
    const auto page = std::max<std::int64_t>(1, static_cast<std::int64_t>(body_.h / spec_.estimate) - 1);
    const int last_col = static_cast<int>(spec_.columns.size()) - 1;
    switch (kit_.event_.key) {
        case Key::Down: move_to(here + 1); break;
        case Key::Up: move_to(here - 1); break;
        case Key::PageDown: move_to(here + page); break;
        case Key::PageUp: move_to(here - page); break;
        case Key::Home: move_to(0); break;
        case Key::End: move_to(spec_.rows - 1); break;
        case Key::Left: state_.column = std::max(0, state_.column - 1); break;
        case Key::Right: state_.column = std::min(last_col, state_.column + 1); break;
        case Key::Enter: result_.entered = here; break;
        default: return;  // every other key belongs to the screen
    }
    kit_.event_ = {};
    kit_.again_ = true;
}

void TableFrame::pointer(std::int64_t row, const Rect& r)
{
    const Rect seen = r.cut(body_);
    if (kit_.event_.kind != Event::Kind::Down || kit_.armed_ != 0 || !kit_.pointer_in(seen)) return;
    kit_.armed_ = id_;
    const Modifiers with = kit_.event_.with;
    if (spec_.several && with == Modifiers{.shift = true}) {
        mark_range(row);
    } else if (spec_.several && with == Modifiers{.ctrl = true}) {
        turn_mark(row);
    } else {
        state_.marked.clear();
        state_.anchor = -1;
        if (row == state_.selected && focused_) result_.entered = row;
    }
    move_to(row);
    kit_.set_focus(cell_id(row, state_.column), false);
    state_.reveal = true;
}

void TableFrame::record_row(std::int64_t row, const Rect& r)
{
    const std::vector<std::string> words = spec_.cells(row);
    const Id id = row_id(row);
    const bool selected = row == state_.selected;
    const Rect seen = r.cut(body_);
    const std::string key = std::string(spec_.key) + "/" + spec_.row_key(row);
    const auto mark = [&](Node& node) {
        if (seen.h <= 0) node.states &= ~static_cast<std::uint32_t>(kShowing);
        node.row = static_cast<int>(row);
        const bool marked = state_.marked.contains(row);
        node.states |= kSelectable | (selected || marked ? kSelected : kNoState);
    };
    Node& row_node = kit_.add(id, id_, Role::Row, key, seen);
    mark(row_node);
    for (std::size_t col = 0; col < words.size(); ++col) {
        const Column& column = spec_.columns[col];
        const float next = column.w > 0                     ? column.x + column.w
                           : col + 1 < spec_.columns.size() ? spec_.columns[col + 1].x
                                                            : rect_.w;
        Node& cell =
            kit_.add(cell_id(row, static_cast<int>(col)), id, Role::Cell, key + "/" + std::string(column.key),
                     {r.x + column.x, seen.y, std::max(0.0F, next - column.x), seen.h});
        cell.name = column.name;
        cell.value = words[col];
        cell.col = static_cast<int>(col);
        mark(cell);
        if (selected && !kit_.under_) cell.states |= kFocusable;
    }
}

void TableFrame::rows()
{
    float y = body_.y - state_.hidden;
    result_.first = state_.top;
    const std::int64_t focus_row = std::max<std::int64_t>(0, state_.selected);
    if (spec_.rows > 0 && focus_row < state_.top) record_row(focus_row, {rect_.x, body_.y, rect_.w, 0});
    kit_.push_clip(body_);
    std::int64_t row = state_.top;
    Rect focus_rect;
    for (; row < spec_.rows && y < body_.bottom(); ++row) {
        const Rect r{rect_.x, y, rect_.w, measure(row)};
        pointer(row, r);
        RowLook look;
        look.selected = row == state_.selected;
        look.marked = state_.marked.contains(row);
        look.hovered = kit_.pointer_in(r.cut(body_));
        look.focused = focused_ && row == focus_row;
        spec_.paint(row, r, look);
        record_row(row, r);
        if (look.focused) {
            const float lead = spec_.lead ? spec_.lead(row) : 0;
            focus_rect = {r.x, r.y + lead, r.w, r.h - lead};
        }
        y += r.h;
    }
    result_.last = row - 1;
    if (focus_rect.h > 0) kit_.ring(focus_rect.inset(kit_.px(3)), kit_.px(4));
    kit_.pop_clip();
    if (spec_.rows > 0 && focus_row >= row) record_row(focus_row, {rect_.x, body_.bottom(), rect_.w, 0});
}

TableResult TableFrame::run()
{
    fit();
    record_table();
    header();
    if (spec_.rows == 0) return result_;
    if (const float by = kit_.wheel_for(id_); by != 0) {
        scroll_by(by);
        kit_.again_ = true;
    }
    // One tab stop: the cell that has, or would get, the focus.
    const Id before = cell_id(std::max<std::int64_t>(0, state_.selected), state_.column);
    if (kit_.wanted_focus_ == spec_.key) {
        kit_.wanted_focus_.clear();
        kit_.set_focus(before, true);
    }
    // A row that has only now arrived from the store has a new key, and so has its cell: the focus stays.
    if (state_.stop != 0 && kit_.focus_ == state_.stop) kit_.focus_ = before;
    focused_ = kit_.focus_ == before && kit_.view_.active;
    if (focused_ && state_.selected < 0) move_to(0);
    keys();
    const std::int64_t now = std::max<std::int64_t>(0, state_.selected);
    if (kit_.take_ask(Ask::What::Press, before)) result_.entered = now;
    if (focused_) kit_.set_focus(cell_id(now, state_.column), false);
    if (state_.reveal) {
        reveal(state_.selected);
        state_.reveal = false;
    } else {
        scroll_by(0);
    }
    rows();
    state_.stop = cell_id(std::max<std::int64_t>(0, state_.selected), state_.column);
    kit_.stop(state_.stop, rect_);
    for (std::int64_t row = result_.first; row <= result_.last; ++row)
        for (int col = 0; col < static_cast<int>(spec_.columns.size()); ++col)
            if (kit_.take_ask(Ask::What::Focus, cell_id(row, col))) {
                state_.column = col;
                move_to(row);
                kit_.set_focus(cell_id(row, col), true);
            }
    const double total = state_.heights.total();
    const double at = state_.heights.top_of(state_.top) + static_cast<double>(state_.hidden);
    kit_.scrollers_.push_back({id_, body_, at > 0, at + static_cast<double>(body_.h) < total - 1});
    if (total > static_cast<double>(body_.h) + 1) {
        if (const auto to = kit_.scroll_bar(id_, body_, total, at)) {
            state_.top = state_.heights.row_at(*to);
            state_.hidden = static_cast<float>(*to - state_.heights.top_of(state_.top));
            clamp_end();
        }
    }
    return result_;
}

Colour Kit::row_ground(const Rect& row, const RowLook& look)
{
    const Theme& t = theme();
    const bool chosen = look.selected || look.marked;
    const Colour back = chosen ? t.selected : look.hovered ? t.paper : t.sheet;
    if (back == t.sheet) return back;
    const Rect r = row.inset(px(3));
    fill(r, back, px(4));
    if (look.marked || (look.selected && !look.focused))
        fill({r.x, r.y, px(look.marked ? 6.0F : 4.0F), r.h}, t.accent, px(2));
    return back;
}

TableResult Kit::table(const TableSpec& spec, TableState& state, const Rect& rect)
{
    return TableFrame(*this, spec, state, rect).run();
}

}  // namespace ui
