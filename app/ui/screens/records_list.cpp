#include "app/ui/screens/records_list.h"

#include <algorithm>
#include <utility>

#include "app/ui/screens/empty_words.h"
#include "storage/model/fold.h"

namespace ui {

namespace {

constexpr std::size_t kFindFrom = 8;  // lines; a shorter list is seen at a glance

std::vector<Chip> chips_of(const RecordLine& line)
{
    std::vector<Chip> chips;
    if (!line.problems.empty())
        chips.push_back({std::to_string(line.problems.size()) + " to do", ToneName::Amber});
    if (!line.status.text.empty()) chips.push_back(line.status);
    chips.insert(chips.end(), line.marks.begin(), line.marks.end());
    return chips;
}

/// Where the parts of a line stand, from its top left corner.
struct LinePlan {
    float title_w = 0, title_h = 0, words_w = 0, words_h = 0, height = 0;
    std::string title, words;
    std::vector<Chip> chips;
};

LinePlan plan_line(const Kit& kit, const RecordsScreen& screen, const RecordLine& line, float width)
{
    LinePlan plan;
    plan.chips = chips_of(line);
    plan.words_w = width - kit.px(2 * space::kMedium);
    float chips = 0;
    for (const Chip& chip : plan.chips) chips += kit.chip_width(chip) + kit.px(8);
    plan.title_w = std::max(plan.words_w * 0.4F, plan.words_w - chips);
    plan.title = kit.shortened(Face::Strong, line.title_in(screen.head), plan.title_w, 2);
    plan.title_h = kit.text_height(Face::Strong, plan.title, plan.title_w);
    plan.words = kit.shortened(Face::Small, line.words_in(screen.head), plan.words_w, 2);
    plan.words_h = plan.words.empty() ? 0 : kit.text_height(Face::Small, plan.words, plan.words_w);
    plan.height = kit.px(28) + plan.title_h + plan.words_h;
    return plan;
}

void paint_record(Kit& kit, const LinePlan& plan, const Rect& r, const RowLook& look)
{
    const Theme& t = kit.theme();
    const Colour back = kit.row_ground(r, look);
    const Kit::OnSurface on(kit, back);
    const float x = r.x + kit.px(space::kMedium);
    const float top = r.y + kit.px(13);
    float right = r.right() - kit.px(space::kMedium);
    for (auto chip = plan.chips.rbegin(); chip != plan.chips.rend(); ++chip) {
        const float most = std::max(kit.px(40), right - x - plan.title_w * 0.6F);
        const float wide = std::min(most, kit.chip_width(*chip));
        right -= wide;
        kit.paint_chip(right, top, *chip, wide);
        right -= kit.px(8);
    }
    kit.paint(x, top, Face::Strong, t.ink, plan.title, plan.title_w);
    kit.paint(x, top + plan.title_h + kit.px(2), Face::Small, t.muted, plan.words, plan.words_w);
    kit.fill({x, r.bottom() - 1, plan.words_w, 1}, t.line);
}

TableSpec records_table(Kit& kit, const RecordsScreen& screen, float width)
{
    const auto& here = kind_here(screen);
    const auto& lines = lines_of(screen, here.kind);
    TableSpec spec;
    spec.key = "records.table";
    spec.name = here.name;
    spec.header = false;
    spec.several = true;
    spec.rows = static_cast<std::int64_t>(screen.shown.size());
    spec.columns = {{"called", "Record", 0},
                    {"words", "In words", width * 0.4F},
                    {"status", "State", width * 0.7F},
                    {"problems", "To do", width * 0.85F}};
    spec.estimate = kit.px(76);
    const auto at = [&lines, &screen](std::int64_t row) -> const RecordLine& {
        return lines[screen.shown[static_cast<std::size_t>(row)]];
    };
    spec.row_key = [at](std::int64_t row) { return at(row).id; };
    spec.height = [&kit, &screen, at, width](std::int64_t row) {
        return plan_line(kit, screen, at(row), width).height;
    };
    spec.cells = [at, &screen](std::int64_t row) -> std::vector<std::string> {
        const auto& line = at(row);
        return {line.title_in(screen.head), line.words_in(screen.head), line.status.text,
                std::to_string(line.problems.size())};
    };
    spec.paint = [&kit, &screen, at](std::int64_t row, const Rect& r, const RowLook& look) {
        paint_record(kit, plan_line(kit, screen, at(row), r.w), r, look);
    };
    return spec;
}

// Not before a panel or a family: a table holds more than they are shown.
bool may_be_table(const RecordsScreen& screen)
{
    return screen.head.shown == ShownAs::Coded || screen.head.identified();
}

/// Draws what stands above the lines; returns where they begin.
float tools(Kit& kit, RecordsScreen& screen, const Rect& r, ListAsks& asks)
{
    const auto& here = kind_here(screen);
    const auto count = lines_of(screen, here.kind).size();
    float x = r.x;
    float top = r.y;
    const auto slot = [&](std::string_view label) {
        const float wide = std::min(r.w, kit.text_width(Face::Strong, label) + kit.px(40));
        if (x > r.x && x + wide > r.right()) {
            x = r.x;
            top += kit.px(space::kControl + space::kSmall);
        }
        kit.place({x, top, wide, kit.px(space::kControl)});
        x += wide + kit.px(space::kSmall);
    };
    bool any = false;
    if (!here.add.empty()) {
        slot(here.add);
        asks.add = kit.button("records.add", here.add, ButtonLook::Secondary);
        any = true;
    }
    if (count > 1 && screen.has_table && may_be_table(screen)) {
        const std::string_view label = screen.as_table ? "Show as a list" : "Show as a table";
        slot(label);
        if (kit.button("records.as_table", label, ButtonLook::Secondary)) screen.as_table = !screen.as_table;
        any = true;
    }
    if (any) top += kit.px(space::kControl + space::kSmall);
    if (count < kFindFrom || screen.as_table) return top;
    kit.place({r.x, top, r.w, kit.px(space::kControl)});
    const auto before = screen.find.version();
    kit.text_field({.key = "records.find", .label = {}, .placeholder = "Find in this list"}, screen.find);
    if (before != screen.find.version()) refresh_shown(screen);
    return top + kit.px(space::kControl + space::kSmall);
}

void empty_part(Kit& kit, const SectionKind& here, const Rect& r)
{
    const Kit::Pane pane(kit, "records.empty", "Nothing here yet", r, kit.px(space::kMedium));
    kit.heading("records.none", "Nothing here yet", 3);
    if (const auto about = empty_words(here.kind); !about.empty())
        kit.text("records.none.about", about, Face::Text, kit.theme().muted);
}

}  // namespace

const SectionKind& kind_here(const RecordsScreen& screen)
{
    const auto& kinds = section(screen.section)->kinds;
    return kinds[static_cast<std::size_t>(std::clamp(screen.tab, 0, static_cast<int>(kinds.size()) - 1))];
}

const std::vector<RecordLine>& lines_of(const RecordsScreen& screen, std::string_view kind)
{
    static const std::vector<RecordLine> none;
    const auto found = screen.records.find(kind);
    return found == screen.records.end() ? none : found->second;
}

void refresh_shown(RecordsScreen& screen)
{
    const auto& lines = lines_of(screen, kind_here(screen).kind);
    const auto sought = model::words(model::fold(screen.find.text()));
    screen.shown.clear();
    screen.shown_kind = kind_here(screen).kind;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const std::string all = model::fold(lines[i].called + " " + lines[i].title + " " +
                                            lines[i].words_in(screen.head) + " " + lines[i].status.text);
        if (std::all_of(sought.begin(), sought.end(),
                        [&](const auto& word) { return all.find(word) != std::string::npos; }))
            screen.shown.push_back(i);
    }
    screen.table.selected = -1;
    for (std::size_t i = 0; i < screen.shown.size(); ++i)
        if (lines[screen.shown[i]].id == screen.chosen) screen.table.selected = static_cast<std::int64_t>(i);
    screen.table.heights.reset(0, 1);
}

ListAsks draw_records_list(Kit& kit, RecordsScreen& screen, const Rect& r)
{
    ListAsks asks;
    if (screen.shown_kind != kind_here(screen).kind) refresh_shown(screen);
    const auto& lines = lines_of(screen, kind_here(screen).kind);
    const float top = tools(kit, screen, r, asks);
    const Rect slot{r.x, top, r.w, std::max(kit.px(100), r.bottom() - top)};
    if (lines.empty() || screen.shown.empty()) {
        if (lines.empty())
            empty_part(kit, kind_here(screen), slot);
        else {
            kit.place({r.x, top + kit.px(space::kSmall), r.w, kit.leading(Face::Text)});
            kit.text("records.not_found", "No line holds these words", Face::Text, kit.theme().muted);
        }
        return asks;
    }
    const Rect inside = kit.card(slot);
    const Kit::OnSurface sheet(kit, kit.theme().sheet);
    const auto result = kit.table(records_table(kit, screen, inside.w), screen.table, inside);
    if (result.selection_changed && screen.table.selected >= 0)
        asks.open = lines[screen.shown[static_cast<std::size_t>(screen.table.selected)]].id;
    asks.enter = result.entered.has_value();
    return asks;
}

ListAsks draw_records_grid(Kit& kit, RecordsScreen& screen, const Rect& r)
{
    ListAsks asks;
    const std::string kind(kind_here(screen).kind);
    const bool identified = screen.head.identified();
    const float top = tools(kit, screen, r, asks);
    const Rect slot{r.x, top, r.w, r.bottom() - top};
    RecordGrid& grid = screen.grid;
    if (grid.kind != kind || grid.identified != identified) {
        grid = {};
        const std::string wanted = kind + (identified ? " identified" : "");
        if (screen.grid_asked != wanted) asks.grid = NeedGrid{kind};
        screen.grid_asked = wanted;
        kit.place({slot.x, slot.y + kit.px(space::kMedium), slot.w, kit.px(40)});
        kit.progress("records.grid.loading", "Reading the table", -1);
        return asks;
    }
    const Rect inside = kit.card(slot);
    const Kit::OnSurface sheet(kit, kit.theme().sheet);
    WordTableSpec spec;
    spec.key = "records.grid";
    spec.name = kind_here(screen).name;
    spec.columns = grid.columns;
    spec.rows = static_cast<std::int64_t>(grid.rows.size());
    const auto at = [&grid](std::int64_t row) -> const RecordGrid::Row& {
        return grid.rows[static_cast<std::size_t>(row)];
    };
    spec.row_key = [at](std::int64_t row) { return at(row).id; };
    spec.cells = [at](std::int64_t row) { return at(row).cells; };
    const auto result = kit.word_table(spec, grid.state, inside);
    if (result.rows.entered) asks.open = at(*result.rows.entered).id;
    if (result.sort) {
        const auto column = static_cast<std::size_t>(grid.state.sorted);
        std::stable_sort(grid.rows.begin(), grid.rows.end(), [&](const auto& a, const auto& b) {
            return grid.state.falling ? b.keys[column] < a.keys[column] : a.keys[column] < b.keys[column];
        });
        grid.state.table.selected = -1;
    }
    return asks;
}

}  // namespace ui
