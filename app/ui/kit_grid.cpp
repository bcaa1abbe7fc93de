// The matrix: one tab stop, arrows inside, its heads always in view.
#include <algorithm>
#include <cmath>

#include "app/ui/kit.h"

namespace ui {

/// One frame of one matrix.
class GridFrame {
public:
    GridFrame(Kit& kit, const GridSpec& spec, GridState& state, const Rect& rect)
        : kit_(kit),
          spec_(spec),
          state_(state),
          rect_(rect),
          id_(id_of(kRoot, "table", spec.key)),
          cell_w_(kit.px(spec.cell_width)),
          head_w_(std::min(kit.px(spec.head_width), rect.w * 0.4F))
    {
    }
    std::optional<std::pair<std::size_t, std::size_t>> run();

private:
    void measure();
    void keep();
    void reveal();
    void keys();
    void heads();
    void paint_cell(std::size_t row, std::size_t column, const Rect& r, const Rect& seen);
    void cells();
    Id cell_id(std::size_t row, std::size_t column) const
    {
        return id_of(id_of(id_, "row", spec_.rows[row].key), "cell", spec_.columns[column].key);
    }
    std::string cell_key(std::size_t row, std::size_t column) const
    {
        return std::string(spec_.key) + "/" + spec_.rows[row].key + "/" + spec_.columns[column].key;
    }
    std::size_t row() const { return static_cast<std::size_t>(state_.row); }
    std::size_t column() const { return static_cast<std::size_t>(state_.column); }

    Kit& kit_;
    const GridSpec& spec_;
    GridState& state_;
    Rect rect_, body_;
    Id id_;
    float cell_w_, head_w_, head_h_ = 0, wide_ = 0, high_ = 0;
    std::vector<float> tops_;  ///< of the rows, and below the last
    bool focused_ = false;
    std::optional<std::pair<std::size_t, std::size_t>> pressed_;
};

void GridFrame::measure()
{
    const float pad = kit_.px(10);
    head_h_ = kit_.leading(Face::SmallStrong);
    for (const auto& one : spec_.columns)
        head_h_ = std::max(head_h_, kit_.text_height(Face::SmallStrong, one.label, cell_w_ - 2 * pad));
    head_h_ = std::min(head_h_ + 2 * pad, rect_.h * 0.4F);
    tops_ = {0};
    for (const auto& one : spec_.rows)
        tops_.push_back(
            tops_.back() +
            std::max(kit_.px(52), 2 * pad + kit_.text_height(Face::Small, one.label, head_w_ - 2 * pad)));
    high_ = tops_.back();
    wide_ = cell_w_ * static_cast<float>(spec_.columns.size());
    body_ = {rect_.x + head_w_, rect_.y + head_h_, rect_.w - head_w_, rect_.h - head_h_};
}

void GridFrame::keep()
{
    state_.x = std::clamp(state_.x, 0.0F, std::max(0.0F, wide_ - body_.w));
    state_.y = std::clamp(state_.y, 0.0F, std::max(0.0F, high_ - body_.h));
}

void GridFrame::reveal()
{
    const float left = cell_w_ * static_cast<float>(state_.column);
    state_.x = std::clamp(state_.x, left + cell_w_ - body_.w, left);
    state_.y = std::clamp(state_.y, tops_[row() + 1] - body_.h, tops_[row()]);
    state_.reveal = false;
    keep();
}

void GridFrame::keys()
{
    if (!focused_ || kit_.event_.kind != Event::Kind::Key || kit_.event_.with != Modifiers{}) return;
    const int last_row = static_cast<int>(spec_.rows.size()) - 1;
    const int last_column = static_cast<int>(spec_.columns.size()) - 1;
    switch (kit_.event_.key) {
        case Key::Down: state_.row = std::min(last_row, state_.row + 1); break;
        case Key::Up: state_.row = std::max(0, state_.row - 1); break;
        case Key::Left: state_.column = std::max(0, state_.column - 1); break;
        case Key::Right: state_.column = std::min(last_column, state_.column + 1); break;
        case Key::Home: state_.column = 0; break;
        case Key::End: state_.column = last_column; break;
        case Key::Enter:
        case Key::Space: pressed_ = {row(), column()}; break;
        default: return;
    }
    kit_.event_ = {};
    kit_.again_ = true;
    state_.reveal = true;
}

void GridFrame::heads()
{
    const Theme& t = kit_.theme();
    const float pad = kit_.px(10);
    const Kit::OnSurface on(kit_, t.paper);
    kit_.push_clip({rect_.x, rect_.y, rect_.w, head_h_});
    kit_.fill({rect_.x, rect_.y, rect_.w, head_h_}, t.paper, kit_.px(space::kRadius));
    kit_.paint(rect_.x + pad, rect_.y + pad, Face::Small, t.muted, spec_.corner, head_w_ - 2 * pad);
    kit_.pop_clip();
    kit_.push_clip({body_.x, rect_.y, body_.w, head_h_});
    for (std::size_t i = 0; i < spec_.columns.size(); ++i) {
        const Rect r{body_.x - state_.x + cell_w_ * static_cast<float>(i), rect_.y, cell_w_, head_h_};
        Node& node = kit_.add(id_of(id_, "column", spec_.columns[i].key), id_, Role::ColumnHeader,
                              std::string(spec_.key) + "." + spec_.columns[i].key, r);
        node.name = spec_.columns[i].said;
        node.col = static_cast<int>(i);
        kit_.paint(r.x + pad, r.y + pad, Face::SmallStrong, t.ink, spec_.columns[i].label, cell_w_ - 2 * pad);
    }
    kit_.pop_clip();
}

void GridFrame::paint_cell(std::size_t row, std::size_t column, const Rect& r, const Rect& seen)
{
    const Theme& t = kit_.theme();
    const GridCell cell = spec_.cell(row, column);
    const bool here = row == this->row() && column == this->column();
    const bool hovered = kit_.pointer_in(seen);
    const Tone& tone = kit_.tone(cell.tone);
    const Colour back = cell.tone != ToneName::Plain ? tone.wash : hovered ? t.paper : t.sheet;
    const Rect inner = r.inset(kit_.px(3));
    if (!(back == t.sheet)) kit_.fill(inner, back, kit_.px(5));
    const Kit::OnSurface on(kit_, back);
    const float wide = kit_.text_width(Face::SmallStrong, cell.text);
    kit_.paint(r.x + (r.w - wide) / 2, r.y + (r.h - kit_.leading(Face::SmallStrong)) / 2, Face::SmallStrong,
               cell.tone == ToneName::Plain ? t.ink : tone.ink, cell.text);
    if (focused_ && here) kit_.ring(inner, kit_.px(5));
    Node& node = kit_.add(cell_id(row, column), id_of(id_, "row", spec_.rows[row].key), Role::Cell,
                          cell_key(row, column), seen);
    node.name = spec_.columns[column].said;
    node.value = cell.said;
    node.row = static_cast<int>(row);
    node.col = static_cast<int>(column);
    node.states |= kSelectable | (here ? kSelected | kFocusable : kNoState);
    if (kit_.event_.kind == Event::Kind::Down && kit_.armed_ == 0 && hovered) {
        kit_.armed_ = id_;
        state_.row = static_cast<int>(row);
        state_.column = static_cast<int>(column);
        kit_.set_focus(cell_id(row, column), false);
        pressed_ = {row, column};
    }
    if (kit_.take_ask(Ask::What::Press, cell_id(row, column))) pressed_ = {row, column};
}

void GridFrame::cells()
{
    const Theme& t = kit_.theme();
    const float pad = kit_.px(10);
    for (std::size_t row = 0; row < spec_.rows.size(); ++row) {
        const float y = body_.y - state_.y + tops_[row], h = tops_[row + 1] - tops_[row];
        const bool shown = y + h > body_.y && y < body_.bottom();
        if (!shown && row != this->row()) continue;
        const Rect line = Rect{rect_.x, y, rect_.w, h}.cut({rect_.x, body_.y, rect_.w, body_.h});
        Node& node = kit_.add(id_of(id_, "row", spec_.rows[row].key), id_, Role::Row,
                              std::string(spec_.key) + "/" + spec_.rows[row].key, line);
        node.name = spec_.rows[row].said;
        node.row = static_cast<int>(row);
        kit_.push_clip({rect_.x, body_.y, rect_.w, body_.h});
        kit_.paint(rect_.x + pad, y + pad, Face::Small, t.ink, spec_.rows[row].label, head_w_ - 2 * pad);
        kit_.fill({rect_.x, y + h - 1, rect_.w, 1}, t.line);
        kit_.pop_clip();
        kit_.push_clip(body_);
        for (std::size_t column = 0; column < spec_.columns.size(); ++column) {
            const Rect r{body_.x - state_.x + cell_w_ * static_cast<float>(column), y, cell_w_, h};
            const Rect seen = r.cut(body_);
            if ((seen.w > 0 && seen.h > 0) || (row == this->row() && column == this->column()))
                paint_cell(row, column, r, seen);
        }
        kit_.pop_clip();
    }
    kit_.fill({body_.x - 1, rect_.y, 1, rect_.h}, t.line);
    kit_.fill({rect_.x, body_.y - 1, rect_.w, 1}, t.line);
}

std::optional<std::pair<std::size_t, std::size_t>> GridFrame::run()
{
    Node& table = kit_.add(id_, kit_.flow().id, Role::Table, spec_.key, rect_);
    table.name = spec_.name;
    table.description = "Enter lists what is behind a cell";
    table.rows = static_cast<int>(spec_.rows.size());
    table.cols = static_cast<int>(spec_.columns.size());
    if (spec_.rows.empty() || spec_.columns.empty()) return std::nullopt;
    measure();
    state_.row = std::clamp(state_.row, 0, static_cast<int>(spec_.rows.size()) - 1);
    state_.column = std::clamp(state_.column, 0, static_cast<int>(spec_.columns.size()) - 1);
    if (kit_.event_.kind == Event::Kind::Wheel && kit_.event_.with.shift && kit_.pointer_in(rect_)) {
        state_.x -= kit_.event_.wheel * kit_.px(72);
        kit_.event_ = {};
    } else {
        state_.y += kit_.wheel_for(id_);
    }
    keep();
    const Id before = cell_id(row(), column());
    if (kit_.wanted_focus_ == spec_.key) {
        kit_.wanted_focus_.clear();
        kit_.set_focus(before, true);
        state_.reveal = true;
    }
    if (state_.stop != 0 && kit_.focus_ == state_.stop) kit_.focus_ = before;
    focused_ = kit_.focus_ == before && kit_.view_.active;
    keys();
    if (focused_) kit_.set_focus(cell_id(row(), column()), false);
    if (state_.reveal) reveal();
    kit_.push_clip(rect_);
    heads();
    cells();
    kit_.pop_clip();
    state_.stop = cell_id(row(), column());
    kit_.stop(state_.stop, rect_);
    kit_.scrollers_.push_back({id_, rect_, state_.y > 0, state_.y + body_.h < high_ - 1});
    return pressed_;
}

std::optional<std::pair<std::size_t, std::size_t>> Kit::grid(const GridSpec& spec, GridState& state,
                                                             const Rect& rect)
{
    return GridFrame(*this, spec, state, rect).run();
}

}  // namespace ui
