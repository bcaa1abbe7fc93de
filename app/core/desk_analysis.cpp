#include "app/core/desk_analysis.h"

#include <algorithm>
#include <array>
#include <map>

#include "app/core/chronology_words.h"
#include "app/core/desk_find.h"
#include "app/core/desk_records.h"
#include "app/core/event_kind.h"
#include "app/core/facts.h"
#include "app/core/wording.h"
#include "storage/model/field.h"
#include "storage/rules/queries.h"
#include "storage/rules/recommend.h"
#include "storage/rules/thread.h"
#include "storage/rules/words.h"

namespace core {

namespace {

constexpr std::size_t kEvidenceShown = 60;
constexpr std::size_t kWordsShown = 200;  // bytes of an agency's own words

/// The records, and the agencies' own words on those events whose words are at hand, by event. Sealed.
struct Told {
    const rules::Facts& facts;
    std::map<std::string, std::string> words;
};

// As much as a line takes, to the end of a word.
std::string beginning(std::string words)
{
    std::ranges::replace(words, '\n', ' ');
    if (words.size() <= kWordsShown) return words;
    const auto end = words.rfind(' ', kWordsShown);
    if (end != std::string::npos && end > 0) return words.substr(0, end) + "…";
    std::size_t cut = kWordsShown;
    while (cut > 0 && (static_cast<unsigned char>(words[cut]) & 0xC0) == 0x80) --cut;
    return words.substr(0, cut) + "…";
}

Result<std::string> agency_words(review::Review& review, const std::string& event)
{
    TRY_ASSIGN(const auto record, review.record(kEvent, event, model::Part::Sealed));
    return beginning(json::text_or(record.fields, "text"));
}

Result<Told> told_of(review::Review& review, const rules::Facts& facts)
{
    Told told{facts, {}};
    for (const auto& event : facts.all(kEvent)) {
        TRY_ASSIGN(told.words[event.id], agency_words(review, event.id));
    }
    return told;
}

// An event by its day and agency; any other record as its section has it.
DeskThing thing_of(const Told& told, const rules::Record& record)
{
    const auto& facts = told.facts;
    if (record.kind != kEvent) {
        auto made = record_in_words(facts, *model::kind(record.kind), record);
        return {record.kind, record.id, std::move(made.called), std::move(made.words),
                std::move(made.sealed)};
    }
    const auto date = date_words(rules::text(record, "earliest"), rules::text(record, "latest"),
                                 rules::text(record, "time"), rules::flag(record, "approx"));
    const auto* agency = facts.find(rules::text(record, "organisation"));
    const std::string by = agency == nullptr ? "" : rules::called(facts, *agency);
    const auto summary = confirmed_summary(record.fields);
    const auto kind = rules::text(record, "contact_kind");
    const auto said = !summary.empty() ? summary
                      : kind.empty()   ? std::string()
                                       : facts.lists().label("contact_kind", kind);
    const auto own = told.words.find(record.id);
    const bool known = own != told.words.end() && !own->second.empty();
    return {record.kind, record.id, date.date, joined(by, said, ": "),
            known ? joined(by, own->second, ": ") : std::string()};
}

DeskThing behind_of(const Told& told, const rules::Record& record)
{
    if (record.kind == "finding_evidence")
        if (const auto* target = told.facts.find(rules::text(record, "target")))
            return thing_of(told, *target);
    return thing_of(told, record);
}

DeskMatrix matrix_in_words(const Told& told, const rules::Matrix& matrix)
{
    DeskMatrix made;
    for (const auto* one : matrix.rows) made.rows.push_back(thing_of(told, *one));
    for (const auto* one : matrix.columns) made.columns.push_back(thing_of(told, *one));
    for (const auto& row : matrix.cells) {
        auto& cells = made.cells.emplace_back();
        for (const auto& cell : row) {
            auto& shown =
                cells.emplace_back(DeskCell{cell.evidence, cell.findings, cell.asked, cell.gap(), {}});
            for (const auto* one : cell.behind) shown.behind.push_back(behind_of(told, *one));
        }
    }
    return made;
}

std::vector<std::pair<std::string, std::string>> used_codes(const rules::Facts& facts, std::string_view list,
                                                            std::string_view field)
{
    std::vector<std::pair<std::string, std::string>> codes;
    bool none = false;
    std::map<std::string, bool> used;
    for (const auto& factor : facts.all("factor")) {
        const auto code = rules::text(factor, field);
        none = none || code.empty();
        used[code] = true;
    }
    if (const auto* known = facts.lists().list(list))
        for (const auto& value : known->values)
            if (used.contains(value.code)) codes.emplace_back(value.code, value.label);
    if (none) codes.emplace_back("", "Not yet said");
    return codes;
}

FactorGrid factor_grid(const Told& told)
{
    const auto& facts = told.facts;
    FactorGrid grid{used_codes(facts, "factor_domain", "factor_domain"),
                    used_codes(facts, "factor_role", "factor_role"),
                    {}};
    grid.cells.assign(grid.rows.size(), std::vector<std::vector<DeskThing>>(grid.columns.size()));
    const auto place = [](const auto& codes, const std::string& code) {
        return static_cast<std::size_t>(
            std::find_if(codes.begin(), codes.end(), [&](const auto& one) { return one.first == code; }) -
            codes.begin());
    };
    for (const auto& factor : facts.all("factor")) {
        const auto row = place(grid.rows, rules::text(factor, "factor_domain"));
        const auto column = place(grid.columns, rules::text(factor, "factor_role"));
        if (row < grid.rows.size() && column < grid.columns.size())
            grid.cells[row][column].push_back(thing_of(told, factor));
    }
    return grid;
}

std::vector<DeskTest> smart_of(const rules::Facts& facts, const rules::Record& recommendation)
{
    std::vector<DeskTest> tests;
    const auto* list = facts.lists().list("smart");
    if (list == nullptr) return tests;
    const auto scored = rules::rows(recommendation, "smart");
    for (const auto& test : list->values) {
        DeskTest one{test.label, "", false};
        for (const auto& row : scored) {
            if (json::text_or(row, "test") != test.code) continue;
            const auto score = json::text_or(row, "score");
            one.score = score.empty() ? "" : facts.lists().label("smart_score", score);
            one.met = score == "MET";
        }
        tests.push_back(std::move(one));
    }
    return tests;
}

std::vector<DeskRecommendation> recommendations(const rules::Facts& facts, const review::Vault& vault)
{
    std::vector<DeskRecommendation> made;
    auto entries = vault.reference().library().entries;
    const auto reference = rules::text(facts.review(), "reference");
    for (const auto& one : facts.all("recommendation")) entries.push_back(rules::as_entry(one, reference));
    const rules::RecommendationIndex index(std::move(entries));
    for (const auto& one : facts.all("recommendation")) {
        const auto stands = rules::recommendation_status(facts, one);
        DeskRecommendation shown{one.id, facts.lists().label("rec_status", stands.status), "", false, {}, {},
                                 {}};
        if (stands.response_due) {
            shown.due = rules::day_words(*stands.response_due);
            shown.late = stands.days_left < 0;
        }
        shown.smart = smart_of(facts, one);
        for (const auto& warning : rules::warnings(facts, one)) shown.warnings.push_back(warning.message);
        const auto own = rules::as_entry(one, reference);
        for (const auto& found : index.find(own, 4))
            if (found.entry.ref != own.ref || found.entry.text != own.text)
                shown.similar.push_back({found.entry.ref, found.entry.text, found.score});
        made.push_back(std::move(shown));
    }
    return made;
}

std::vector<DeskAction> actions(const rules::Facts& facts)
{
    std::vector<DeskAction> made;
    for (const auto* one : rules::action_plan(facts)) {
        const auto colour = rules::action_colour(facts, *one);
        made.push_back({one->id, colour.colour, facts.lists().label("action_rag", colour.colour),
                        colour.reason, colour.due ? rules::day_words(*colour.due) : "", colour.days_late});
    }
    return made;
}

ThreadColumn column_of(std::string_view kind)
{
    if (kind == "document") return ThreadColumn::Source;
    if (kind == "finding" || kind == "kloe") return ThreadColumn::Finding;
    if (kind == "lesson") return ThreadColumn::Lesson;
    if (kind == "recommendation") return ThreadColumn::Recommendation;
    if (kind == "action") return ThreadColumn::Action;
    if (kind == "action_update") return ThreadColumn::Update;
    return ThreadColumn::Evidence;
}

// The links with the pieces of evidence left out: what they point at leads to the finding itself.
void link(const std::vector<rules::ThreadLink>& links, const std::map<std::string, std::size_t>& place,
          DeskThread& made)
{
    const auto add = [&](const rules::Record& from, const rules::Record& to) {
        const auto a = place.find(from.id), b = place.find(to.id);
        if (a == place.end() || b == place.end()) return;
        const std::pair pair{a->second, b->second};
        if (std::find(made.links.begin(), made.links.end(), pair) == made.links.end())
            made.links.push_back(pair);
    };
    for (const auto& one : links) {
        add(*one.from, *one.to);
        if (one.to->kind != "finding_evidence") continue;
        for (const auto& next : links)
            if (next.from == one.to) add(*one.from, *next.to);
    }
}

}  // namespace

Result<Analysis> desk_analysis(DeskStore& store)
{
    TRY_ASSIGN(const auto held, store.held());
    TRY_ASSIGN(const auto facts, core::facts(held.vault, held.review, Scope::Records));
    TRY_ASSIGN(const auto told, told_of(held.review, facts));
    Analysis made;
    made.agencies = matrix_in_words(told, rules::agencies_by_key_line(facts));
    made.findings = matrix_in_words(told, rules::key_lines_by_finding(facts));
    made.factors = factor_grid(told);
    for (const auto& one : facts.all("finding_evidence"))
        if (const auto* target = facts.find(rules::text(one, "target")))
            made.evidence.push_back(
                {one.id, rules::text(one, "finding"), rules::text(one, "role"), thing_of(told, *target)});
    made.recommendations = recommendations(facts, held.vault);
    made.actions = actions(facts);
    for (const std::string_view kind : {"finding", "lesson", "recommendation", "action", "kloe", "document"})
        for (const auto& one : facts.all(kind)) made.threads.push_back(thing_of(told, one));
    return made;
}

Result<DeskThread> desk_thread(DeskStore& store, const std::string& id)
{
    TRY_ASSIGN(const auto held, store.held());
    TRY_ASSIGN(const auto facts, core::facts(held.vault, held.review, Scope::Records));
    const auto* record = facts.find(id);
    if (record == nullptr)
        return base::fail(base::ErrorKind::NotFound,
                          "This record is no longer there, or nothing rests on it.");
    const auto thread = rules::thread(facts, *record);
    TRY_ASSIGN(const auto told, told_of(held.review, facts));
    DeskThread made;
    made.of = id;
    std::map<std::string, std::size_t> place;
    const auto add = [&](const rules::Record& one) {
        if (one.kind == "finding_evidence" || place.contains(one.id)) return;
        place[one.id] = made.nodes.size();
        made.nodes.push_back({thing_of(told, one), column_of(one.kind)});
    };
    for (const auto& step : thread.upstream) add(*step.record);
    add(*record);
    for (const auto& step : thread.downstream) add(*step.record);
    link(rules::thread_links(facts, *record, thread), place, made);
    for (const auto& problem : rules::orphans(facts))
        if (place.contains(problem.id)) made.loose.push_back(problem.message + " " + problem.remedy);
    return made;
}

Result<std::vector<DeskThing>> desk_evidence(DeskStore& store, const std::string& words, bool identified)
{
    TRY_ASSIGN(const auto held, store.held());
    std::vector<DeskThing> found;
    constexpr std::array<std::string_view, 4> kKinds = {kEvent, "extract", "account", "factor"};
    if (words.find_first_not_of(' ') == std::string::npos) {
        TRY_ASSIGN(const auto facts, core::facts(held.vault, held.review, Scope::Open));
        Told told{facts, {}};
        for (const auto& problem : rules::orphans(facts)) {
            const auto* one = facts.find(problem.id);
            if (one == nullptr || problem.rule != "evidence_unused") continue;
            if (found.size() == kEvidenceShown) break;
            if (identified && one->kind == kEvent) {
                TRY_ASSIGN(told.words[one->id], agency_words(held.review, one->id));
            }
            found.push_back(thing_of(told, *one));
        }
        return found;
    }
    TRY_ASSIGN(const auto hits, desk_find(store, words, identified, 4 * kEvidenceShown));
    TRY_ASSIGN(auto facts, core::facts(held.vault, held.review, Scope::Thread));
    for (const auto& hit : hits) {
        if (std::find(kKinds.begin(), kKinds.end(), hit.kind) == kKinds.end()) continue;
        if (found.size() == kEvidenceShown) break;
        TRY_ASSIGN(const auto record, held.review.record(hit.kind, hit.id, model::Part::Open));
        auto one = thing_of({facts, {{hit.id, identified ? hit.words : std::string()}}},
                            {record.kind, record.id, record.fields});
        if (record.kind != kEvent) one.sealed = hit.words;
        found.push_back(std::move(one));
    }
    return found;
}

}  // namespace core
