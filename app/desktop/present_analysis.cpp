#include "app/desktop/present_analysis.h"

namespace desktop {

namespace {

ui::MatrixShown matrix_of(core::DeskMatrix matrix)
{
    ui::MatrixShown shown{things_of(std::move(matrix.rows)), things_of(std::move(matrix.columns)), {}};
    for (auto& row : matrix.cells) {
        auto& cells = shown.cells.emplace_back();
        for (auto& cell : row)
            cells.push_back(
                {cell.evidence, cell.findings, cell.asked, cell.gap, things_of(std::move(cell.behind))});
    }
    return shown;
}

ui::FactorGridShown factors_of(core::FactorGrid grid)
{
    ui::FactorGridShown shown{std::move(grid.rows), std::move(grid.columns), {}};
    for (auto& row : grid.cells) {
        auto& cells = shown.cells.emplace_back();
        for (auto& cell : row) cells.push_back(things_of(std::move(cell)));
    }
    return shown;
}

ui::RecommendationShown recommendation_of(core::DeskRecommendation from)
{
    ui::RecommendationShown shown{std::move(from.id),
                                  std::move(from.status),
                                  std::move(from.due),
                                  from.late,
                                  {},
                                  std::move(from.warnings),
                                  {}};
    for (auto& test : from.smart)
        shown.smart.push_back({std::move(test.test), std::move(test.score), test.met});
    for (auto& one : from.similar)
        shown.similar.push_back({std::move(one.ref), std::move(one.text), one.score});
    return shown;
}

}  // namespace

ui::Thing thing_of(core::DeskThing thing)
{
    return {std::move(thing.kind), std::move(thing.id), std::move(thing.called), std::move(thing.words),
            std::move(thing.sealed)};
}

std::vector<ui::Thing> things_of(std::vector<core::DeskThing> things)
{
    std::vector<ui::Thing> shown;
    shown.reserve(things.size());
    for (auto& one : things) shown.push_back(thing_of(std::move(one)));
    return shown;
}

void take_analysis(core::Analysis analysis, ui::AnalysisScreen& screen)
{
    screen.agencies = matrix_of(std::move(analysis.agencies));
    screen.findings = matrix_of(std::move(analysis.findings));
    screen.factors = factors_of(std::move(analysis.factors));
    screen.behind.reset();
    screen.evidence.clear();
    for (auto& one : analysis.evidence)
        screen.evidence.push_back({std::move(one.id), std::move(one.finding), std::move(one.role),
                                   thing_of(std::move(one.target))});
    screen.recommendations.clear();
    for (auto& one : analysis.recommendations)
        screen.recommendations.push_back(recommendation_of(std::move(one)));
    screen.actions.clear();
    for (auto& one : analysis.actions)
        screen.actions.push_back({std::move(one.id), std::move(one.colour), std::move(one.label),
                                  std::move(one.reason), std::move(one.due), one.days_late});
    screen.threads = things_of(std::move(analysis.threads));
    screen.loading = false;
}

ui::ThreadShown thread_of(core::DeskThread thread)
{
    ui::ThreadShown shown;
    shown.of = std::move(thread.of);
    for (auto& node : thread.nodes)
        shown.nodes.push_back({thing_of(std::move(node.thing)), static_cast<int>(node.column)});
    shown.links = std::move(thread.links);
    shown.loose = std::move(thread.loose);
    return shown;
}

}  // namespace desktop
