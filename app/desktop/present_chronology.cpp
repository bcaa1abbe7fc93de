#include "app/desktop/present_chronology.h"

#include "app/core/chronology_words.h"
#include "app/core/desk_review.h"

#include <chrono>

#include "app/desktop/present.h"

namespace desktop {

namespace {

constexpr double kOpenEnd = 365;  // days: how far an end that is open fades

ui::Chip coding_chip(const core::DeskCoding& coding)
{
    switch (coding.kind) {
        case core::Coding::Key: return {coding.text, ui::ToneName::Accent};
        case core::Coding::Missed: return {coding.text, ui::ToneName::Red};
        case core::Coding::Good: return {coding.text, ui::ToneName::Green};
        case core::Coding::Theme:
        case core::Coding::Other: return {coding.text, ui::ToneName::Plain};
        case core::Coding::ToSettle: return {coding.text, ui::ToneName::Amber};
    }
    return {};
}

std::optional<double> number(const std::optional<std::int32_t>& day)
{
    return day ? std::optional<double>(*day) : std::nullopt;
}

std::string day_in_words(std::int32_t day)
{
    return core::day_words(std::chrono::sys_days{std::chrono::days{day}});
}

ui::LifeMark life_mark(const core::DeskMark& mark, std::int64_t row)
{
    ui::LifeMark made;
    made.row = row;
    made.missed = mark.missed;
    made.good = mark.good;
    made.key = mark.key;
    made.from = number(mark.day.from).value_or(mark.day.to.value_or(0) - kOpenEnd);
    made.to = number(mark.day.to).value_or(made.from + kOpenEnd);
    if (made.from == made.to) {
        made.from += mark.minute < 0 ? 0.5 : mark.minute / 1440.0;
        made.to = made.from;
    } else {
        made.to += 1;
    }
    return made;
}

std::vector<ui::Fact> facts_of(std::vector<core::DeskFact> facts)
{
    std::vector<ui::Fact> made;
    for (core::DeskFact& fact : facts)
        made.push_back({std::move(fact.label), std::move(fact.text), fact.sealed});
    return made;
}

ui::Filter filter_of(const core::DeskFilter& filter)
{
    ui::Filter made;
    made.words = filter.words;
    made.agencies = filter.agencies;
    made.person = filter.person;
    made.kind = filter.kind;
    made.theme = filter.theme;
    made.significance = filter.significance;
    made.missed = !filter.mo.empty();
    made.good = !filter.gp.empty();
    made.from = filter.from;
    made.to = filter.to;
    made.to_settle = filter.to_settle;
    made.not_coded = filter.not_coded;
    return made;
}

}  // namespace

core::DeskFilter filter_of(const ui::Filter& filter)
{
    core::DeskFilter made;
    made.words = filter.words;
    made.agencies = filter.agencies;
    made.person = filter.person;
    made.kind = filter.kind;
    made.theme = filter.theme;
    made.significance = filter.significance;
    if (filter.missed) made.mo = "*";
    if (filter.good) made.gp = "*";
    made.from = filter.from;
    made.to = filter.to;
    made.to_settle = filter.to_settle;
    made.not_coded = filter.not_coded;
    return made;
}

core::EventCodes codes_of(const ui::CodeEvents& asked)
{
    core::EventCodes codes;
    if (asked.field == "mo") codes.mo = {asked.code};
    if (asked.field == "gp") codes.gp = {asked.code};
    if (asked.field == "themes") codes.themes = {asked.code};
    if (asked.field == "significance") codes.significance = asked.code;
    return codes;
}

core::MergeWanted merge_of(const ui::PossibleDouble& pair)
{
    core::MergeWanted wanted;
    wanted.a = pair.a.id;
    wanted.b = pair.b.id;
    wanted.link = pair.kind;
    wanted.confidence = pair.score;
    wanted.reasons = pair.reasons;
    return wanted;
}

void take(ui::ChronologyScreen& screen, const core::Opened& opened)
{
    screen.head.review = card_of(opened.review);
    screen.head.events = opened.events;
    screen.uncoded = opened.uncoded;
    screen.to_settle = opened.to_settle;
    screen.several = opened.several;
    screen.lists = opened.lists;
    screen.agencies.clear();
    screen.agency_lanes.clear();
    for (std::size_t i = 0; i < opened.agencies.size(); ++i) {
        const core::DeskAgency& agency = opened.agencies[i];
        const int tone = static_cast<int>(i % ui::kAgencyTones);
        screen.agencies.push_back({agency.id, agency.name, agency.letter, tone, agency.count});
    }
    screen.scope_from = number(opened.life.scope.from);
    screen.scope_to = number(opened.life.scope.to);
    screen.death = number(opened.life.death.to ? opened.life.death.to : opened.life.death.from);
    if (screen.death) *screen.death += 0.99;
    const bool exact = opened.life.death.from == opened.life.death.to;
    screen.death_words.clear();
    if (screen.death && exact)
        screen.death_words = "died " + day_in_words(*opened.life.death.to);
    else if (screen.death)
        screen.death_words = "date of death not exact";
    screen.gaps.clear();
    for (const core::DeskGap& gap : opened.life.gaps)
        screen.gaps.push_back({static_cast<double>(gap.from) + 1, static_cast<double>(gap.to), gap.words});
}

void take(ui::ChronologyScreen& screen, core::DeskOffer offer)
{
    screen.today = offer.today;
    screen.people.clear();
    for (core::ChronologyChoice& person : offer.people)
        screen.people.push_back({person.id, person.called + ", " + person.note, person.called});
    screen.findings.clear();
    for (core::ChronologyChoice& finding : offer.findings)
        screen.findings.push_back(
            {finding.id, finding.called + (finding.note.empty() ? "" : ": " + finding.note), ""});
    screen.views.clear();
    for (core::DeskView& view : offer.views) screen.views.push_back({view.name, filter_of(view.filter)});
}

namespace {

/// Lanes on which something lies, and where each agency or part of a life has its own.
struct Lanes {
    std::vector<int> at;
    void use(int which) { at[slot(which)] = 0; }
    int of(int which) const { return at[slot(which)]; }
    std::size_t slot(int which) const
    {
        return which < 0 ? at.size() - 1 : static_cast<std::size_t>(which);  // the last: not known
    }
};

void add_marks(const core::DeskMark& mark, std::int64_t row, ui::ChronologyScreen& screen,
               const Lanes& agencies, const Lanes& areas)
{
    ui::LifeMark made = life_mark(mark, row);
    const auto add = [&made](std::vector<ui::LifeMark>& marks, int lane, bool other) {
        made.lane = lane;
        made.other_source = other;
        bool there = false;
        for (auto one = marks.rbegin(); other && one != marks.rend() && one->row == made.row; ++one)
            there = there || one->lane == lane;
        if (!there) marks.push_back(made);
    };
    add(screen.by_agency, agencies.of(mark.agency), false);
    add(screen.by_area, areas.of(mark.domain), false);
    for (const auto& [agency, domain] : mark.also) {
        add(screen.by_agency, agencies.of(agency), true);
        add(screen.by_area, areas.of(domain), true);
    }
}

}  // namespace

void take_marks(ui::ChronologyScreen& screen, const std::vector<core::DeskMark>& marks)
{
    Lanes agencies{std::vector<int>(screen.agencies.size() + 1, -1)};
    const auto domains = core::life_domains();
    const auto letters = core::agency_letters(domains);
    Lanes areas{std::vector<int>(domains.size(), -1)};
    for (const core::DeskMark& mark : marks) {
        agencies.use(mark.agency);
        areas.use(mark.domain);
        for (const auto& [agency, domain] : mark.also) {
            agencies.use(agency);
            areas.use(domain);
        }
    }
    screen.agency_lanes.clear();
    screen.area_lanes.clear();
    for (std::size_t i = 0; i < agencies.at.size(); ++i) {
        if (agencies.at[i] < 0) continue;
        agencies.at[i] = static_cast<int>(screen.agency_lanes.size());
        if (i < screen.agencies.size())
            screen.agency_lanes.push_back(
                {screen.agencies[i].name, screen.agencies[i].letter, screen.agencies[i].tone});
        else
            screen.agency_lanes.push_back({"Agency not known", "?", ui::kAgencyTones - 1});
    }
    for (std::size_t i = 0; i < areas.at.size(); ++i) {
        if (areas.at[i] < 0) continue;
        areas.at[i] = static_cast<int>(screen.area_lanes.size());
        const std::string& name = domains[i];
        screen.area_lanes.push_back({name, letters[i], static_cast<int>(i % ui::kAgencyTones)});
    }
    screen.by_agency.clear();
    screen.by_area.clear();
    screen.mark_ids.clear();
    screen.undated = 0;
    for (std::size_t i = 0; i < marks.size(); ++i) {
        screen.mark_ids.push_back(marks[i].id);
        if (marks[i].day.from || marks[i].day.to)
            add_marks(marks[i], static_cast<std::int64_t>(i), screen, agencies, areas);
        else
            ++screen.undated;
    }
}

std::vector<ui::ChronologyRow> rows_of(std::vector<core::DeskRow> rows)
{
    std::vector<ui::ChronologyRow> out;
    out.reserve(rows.size());
    for (core::DeskRow& row : rows) {
        ui::ChronologyRow& to = out.emplace_back();
        to.id = std::move(row.id);
        to.agency = row.agency;
        to.also = std::move(row.also);
        to.date = std::move(row.date);
        to.day = std::move(row.note);
        to.written = std::move(row.written);
        to.summary = std::move(row.summary);
        to.what = std::move(row.what);
        to.outcome = std::move(row.outcome);
        to.open_line = std::move(row.open_line);
        to.gap = std::move(row.gap);
        to.age = std::move(row.age);
        to.before_death = std::move(row.before_death);
        to.by_hand = row.by_hand;
        for (const core::DeskCoding& coding : row.coding) to.coding.push_back(coding_chip(coding));
        to.mo = std::move(row.mo);
        to.gp = std::move(row.gp);
        to.themes = std::move(row.themes);
        to.significance = std::move(row.significance);
        to.facts = facts_of(std::move(row.facts));
        to.to_settle = std::move(row.to_settle);
    }
    return out;
}

ui::ContactWhole whole_of(core::DeskEvent event)
{
    ui::ContactWhole made;
    made.id = std::move(event.id);
    made.fields = std::move(event.fields);
    for (core::DeskSource& source : event.sources)
        made.sources.push_back({std::move(source.id), source.agency, std::move(source.date),
                                std::move(source.note), facts_of(std::move(source.facts)),
                                std::move(source.link), std::move(source.link_words)});
    for (core::DeskStep& step : event.thread)
        made.thread.push_back({std::move(step.id), std::move(step.kind_label), std::move(step.called),
                               std::move(step.words), step.upstream, step.kind == "finding",
                               std::move(step.role)});
    for (core::DeskTurn& turn : event.history)
        made.history.push_back({std::move(turn.when), std::move(turn.what)});
    for (core::DeskDraft& draft : event.drafts)
        made.drafts.push_back(
            {std::move(draft.field), std::move(draft.text), draft.caret, std::move(draft.undo)});
    return made;
}

std::vector<ui::PossibleDouble> doubles_of(std::vector<core::DeskDouble> doubles)
{
    std::vector<ui::PossibleDouble> made;
    for (core::DeskDouble& one : doubles) {
        ui::PossibleDouble& to = made.emplace_back();
        core::DoubleShown& from = one.shown;
        to.a = {std::move(from.a.id), std::move(from.a.when), std::move(from.a.text), one.agency_a};
        to.b = {std::move(from.b.id), std::move(from.b.when), std::move(from.b.text), one.agency_b};
        to.kind = std::string(from.proposal.link);
        to.kind_words = std::move(one.link_words);
        to.score = from.proposal.score;
        to.reasons = std::move(from.proposal.reasons);
        to.link = std::move(from.link);
        to.joined = from.confirmed;
    }
    return made;
}

}  // namespace desktop
