#include "app/desktop/present_overview.h"

namespace desktop {

namespace {

ui::Mark form_mark(core::DeskForm::State state)
{
    switch (state) {
        case core::DeskForm::State::NotStarted: return ui::Mark::Empty;
        case core::DeskForm::State::Begun: return ui::Mark::Begun;
        case core::DeskForm::State::Done: return ui::Mark::Done;
        case core::DeskForm::State::NotApplicable: return ui::Mark::None;
    }
    return ui::Mark::None;
}

std::vector<ui::OverviewLine> overview_lines(const std::vector<core::DeskLine>& lines)
{
    std::vector<ui::OverviewLine> shown;
    for (const auto& line : lines)
        shown.push_back({line.kind, line.id, line.text, line.note, {line.mark, tone_of(line.urgency)}});
    return shown;
}

}  // namespace

ui::ToneName tone_of(core::Urgency urgency)
{
    switch (urgency) {
        case core::Urgency::None:
        case core::Urgency::Calm: return ui::ToneName::Plain;
        case core::Urgency::Soon: return ui::ToneName::Amber;
        case core::Urgency::Late: return ui::ToneName::Red;
        case core::Urgency::Good: return ui::ToneName::Green;
    }
    return ui::ToneName::Plain;
}

std::vector<ui::SectionState> states_of(const std::vector<core::DeskForm>& forms)
{
    std::vector<ui::FormProgress> shown;
    for (const auto& form : forms)
        shown.push_back({form.kind, form.agency ? "agencies" : "", form_mark(form.state)});
    return ui::states_of(shown);
}

void take(ui::OverviewScreen& screen, const core::DeskOverview& overview)
{
    screen.loading = false;
    screen.problem.clear();
    screen.today = overview.today;
    screen.other_clocks = overview.other_clocks;
    screen.clocks.clear();
    for (const auto& clock : overview.clocks)
        screen.clocks.push_back(
            {clock.record, clock.what, clock.who, clock.due, clock.left, tone_of(clock.urgency)});
    const bool met = !overview.since.empty();
    std::vector<ui::OverviewPart> parts = {
        {"late", "Late", "", "Nothing is late.", overview_lines(overview.late)},
        {"decisions", "Decisions waiting", "", "No decision is waiting.", overview_lines(overview.decisions)},
        {"returns", "Missing returns", "",
         overview.asked ? "Every agency has returned what was asked."
                        : "Nothing has been asked of an agency yet.",
         overview_lines(overview.returns)},
        {"changed", "Changed since the last meeting", overview.since,
         met ? "Nothing has changed."
             : "No meeting is recorded yet. After the first, what changed is listed here.",
         overview_lines(overview.changed)},
        {"gaps", "Gaps in the golden thread", "From evidence to finding, lesson, recommendation and action",
         overview.findings ? "The thread is whole." : "There is no finding yet.",
         overview_lines(overview.gaps)}};
    for (auto& part : parts)
        for (const auto& before : screen.parts)
            if (before.key == part.key) part.whole = before.whole;
    screen.parts = std::move(parts);
}

}  // namespace desktop
