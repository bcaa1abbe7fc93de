// The evidence matrices and the grid of contributory factors.
#include <algorithm>

#include "app/ui/screens/analysis_screen.h"

namespace ui {

namespace {

constexpr float kCellBeside = 1180;  // design pixels: from here on what is behind a cell stands beside

std::string cell_counts(const MatrixCellShown& cell)
{
    const auto of = [](std::int64_t n, const char* one, const char* more) {
        return std::to_string(n) + " " + (n == 1 ? one : more);
    };
    return of(cell.evidence, "piece of evidence", "pieces of evidence") + ", " +
           of(cell.findings, "finding", "findings");
}

// "Key line of enquiry 3" is "Key line 3" here: the table says what its rows and columns are.
GridHead head_of(const Thing& thing)
{
    std::string called = thing.called;
    if (const auto at = called.find(" of enquiry"); at != std::string::npos) called.erase(at, 11);
    return {thing.id, called + (thing.words.empty() ? "" : "\n" + thing.words),
            thing.called + (thing.words.empty() ? "" : ": " + thing.words)};
}

std::string short_words(const Kit& kit, const GridHead& head, float width, int lines)
{
    return kit.shortened(Face::Small, head.label, width, lines);
}

GridSpec matrix_spec(const Kit& kit, const MatrixShown& matrix, bool agencies)
{
    GridSpec spec;
    spec.key = agencies ? "matrix.agencies" : "matrix.findings";
    spec.name = agencies ? "Agencies by key line of enquiry" : "Key lines of enquiry by finding";
    spec.corner = agencies ? "Agency, by key line" : "Key line, by finding";
    spec.cell_width = 184;
    spec.head_width = 260;
    for (const auto& one : matrix.rows) {
        spec.rows.push_back(head_of(one));
        if (agencies) spec.rows.back().label = one.called;
        spec.rows.back().label = short_words(kit, spec.rows.back(), kit.px(230), 3);
    }
    for (const auto& one : matrix.columns) {
        spec.columns.push_back(head_of(one));
        spec.columns.back().label = short_words(kit, spec.columns.back(), kit.px(162), 6);
    }
    spec.cell = [&matrix](std::size_t row, std::size_t column) -> GridCell {
        const auto& cell = matrix.cells[row][column];
        if (cell.gap) return {"Nothing yet", ToneName::Amber, "Asked, and nothing yet"};
        if (cell.evidence == 0 && cell.findings == 0) return {"–", ToneName::Plain, "Not asked"};
        return {std::to_string(cell.evidence) + "  ·  " + std::to_string(cell.findings), ToneName::Green,
                cell_counts(cell)};
    };
    return spec;
}

GridSpec factor_spec(const FactorGridShown& grid)
{
    GridSpec spec;
    spec.key = "matrix.factors";
    spec.name = "Contributory factors by level and role";
    spec.corner = "Level, by role";
    spec.cell_width = 168;
    spec.head_width = 260;
    for (const auto& [code, label] : grid.rows) spec.rows.push_back({"row" + code, label, label});
    for (const auto& [code, label] : grid.columns) spec.columns.push_back({"column" + code, label, label});
    spec.cell = [&grid](std::size_t row, std::size_t column) -> GridCell {
        const auto count = grid.cells[row][column].size();
        if (count == 0) return {"–", ToneName::Plain, "None"};
        return {std::to_string(count), ToneName::Accent,
                std::to_string(count) + (count == 1 ? " factor" : " factors")};
    };
    return spec;
}

void draw_behind(Kit& kit, AnalysisScreen& screen, const Rect& r, AnalysisAsks& asks)
{
    kit.card(r);
    const Kit::OnSurface sheet(kit, kit.theme().sheet);
    const Kit::Pane pane(kit, "behind", "Behind the cell", r, kit.px(space::kLarge));
    if (!screen.behind) {
        kit.text("behind.none", "Choose a cell to see what is behind it.", Face::Text, kit.theme().muted);
        return;
    }
    kit.heading("behind.title", screen.behind->title, 3);
    if (screen.behind->things.empty()) kit.text("behind.empty", "Nothing yet.");
    int n = 0;
    std::optional<Thing> go;
    for (const auto& thing : screen.behind->things) {
        const std::string key = "behind." + std::to_string(n++);
        if (kit.button(key, thing.called, ButtonLook::Quiet)) go = thing;
        if (const auto& said = thing.said(screen.records.head.identified()); !said.empty())
            kit.text(key + ".words", said, Face::Small, kit.theme().muted);
    }
    if (go) go_to(screen, *go, asks);
}

void draw_grid(Kit& kit, AnalysisScreen& screen, const Rect& r)
{
    const bool factors = screen.matrix == 2;
    const auto& matrix = screen.matrix == 0 ? screen.agencies : screen.findings;
    const GridSpec spec =
        factors ? factor_spec(screen.factors) : matrix_spec(kit, matrix, screen.matrix == 0);
    if (spec.rows.empty() || spec.columns.empty()) {
        kit.place(r);
        kit.text("matrix.none", factors ? "No contributory factors yet. Add them on the Factors tab."
                                : screen.matrix == 0
                                    ? "The matrix fills once agencies are involved and key lines of enquiry "
                                      "are set (Scope and terms)."
                                    : "The matrix fills once there are key lines of enquiry and findings.");
        return;
    }
    kit.card(r);
    const Kit::OnSurface sheet(kit, kit.theme().sheet);
    const auto pressed = kit.grid(spec, screen.grids[screen.matrix], r);
    if (!pressed) return;
    const auto [row, column] = *pressed;
    const auto title = [](const std::string& head) { return head.substr(0, head.find(':')); };
    const std::string called = title(spec.rows[row].said) + ", " + title(spec.columns[column].said);
    screen.behind =
        Behind{called, factors ? screen.factors.cells[row][column] : matrix.cells[row][column].behind};
    kit.announce(called + ": " + spec.cell(row, column).said);
}

}  // namespace

void draw_matrices(Kit& kit, AnalysisScreen& screen, const Rect& content, AnalysisAsks& asks)
{
    static constexpr std::string_view kNames[] = {"Agencies by key line", "Key lines by finding",
                                                  "Contributory factors"};
    for (int i = 0; i < 3; ++i) {
        if (i > 0) kit.beside();
        const std::string key = "matrix.kind." + std::to_string(i);
        if (kit.toggle(key, kNames[i], "", kit.tone(ToneName::Accent), screen.matrix == i) &&
            screen.matrix != i) {
            screen.matrix = i;
            screen.behind.reset();
        }
    }
    kit.text("matrix.legend",
             screen.matrix == 2
                 ? "How many factors at each level, by the part they played."
                 : "In each cell: pieces of evidence, then findings. Amber: asked, and nothing yet.",
             Face::Small, kit.theme().muted);
    const float pad = kit.px(space::kLarge);
    const float room =
        std::max(content.h - pad - kit.flow_used(), std::min(kit.px(360), content.h - 2 * pad));
    const bool beside = kit.flow_width() / kit.px(1) >= kCellBeside;
    const Rect slot = kit.take_slot(0, room);
    if (beside) {
        const float side = kit.px(380);
        draw_grid(kit, screen, {slot.x, slot.y, slot.w - side - kit.px(space::kMedium), slot.h});
        draw_behind(kit, screen, {slot.right() - side, slot.y, side, slot.h}, asks);
    } else {
        draw_grid(kit, screen, slot);
        draw_behind(kit, screen, kit.take_slot(0, std::min(kit.px(300), content.h - 2 * pad)), asks);
    }
}

}  // namespace ui
