#include "storage/rules/stages.h"

#include <algorithm>
#include <set>

#include "storage/model/field.h"
#include "storage/rules/golden.h"
#include "storage/rules/role_word.h"
#include "storage/rules/words.h"

namespace rules {

namespace {

using Obstacles = std::vector<Obstacle>;

int stage_number(std::string_view status)
{
    if (status.size() != 3 || status[0] != 'S') return -1;
    return (status[1] - '0') * 10 + (status[2] - '0');
}

// Where a review goes that is not held, or not held to its end: no gate of a finished review applies.
bool is_way_out(std::string_view status)
{
    return status == "S11" || status == "S12" || status == "S95";
}

bool is_publication(std::string_view status)
{
    return status == "S80" || status == "S81";
}

// The last gate whose fields must be filled before `status` is entered.
int gate_of(std::string_view from, std::string_view status)
{
    if (is_way_out(status) || (is_way_out(from) && status == "S90")) return 0;
    return stage_number(status);
}

// Whether a field lies sealed: it is then not among the facts rules read, and no gate can ask for it.
bool out_of_sight(const Record& record, const model::KindSpec& kind, const model::FieldSpec& field)
{
    const std::string own = text(record, "disclosure_class");
    return own == "D3" || own == "D4" || model::is_sealed(field, kind.disclosure);
}

void add_unfilled(const Facts& facts, const Record& record, const model::KindSpec& kind, int gate,
                  Obstacles& into)
{
    for (const auto& field : kind.fields) {
        if (field.mandatory.empty() || stage_number(field.mandatory) > gate || has(record, field.id))
            continue;
        if (out_of_sight(record, kind, field)) continue;
        into.push_back({"M", record.id, record.kind, std::string(field.id),
                        (record.kind == "review" ? "The review" : called(facts, record)) + " has no " +
                            field_words(kind.name, field.id) + ": fill it in first."});
    }
}

void require_kind(const Facts& facts, std::string_view kind, std::string_view words, Obstacles& into)
{
    if (facts.all(kind).empty()) into.push_back({"M", "", std::string(kind), "", std::string(words)});
}

bool answered(const Facts& facts, std::string_view test)
{
    return std::ranges::any_of(facts.all("eligibility_test"), [&](const Record& one) {
        return text(one, "test_code") == test && has(one, "answer");
    });
}

// Before a decision to hold a review: who died, and every test of its basis answered, unknown included.
void gate_screening(const Facts& facts, const Template& by, Obstacles& into)
{
    require_kind(facts, "incident",
                 "No incident is recorded: record it with the date of death and the borough.", into);
    if (victims(facts).empty())
        into.push_back(
            {"M", "", "person_role", "", "No victim is recorded: record the person and the role."});
    std::string missing;
    for (const auto& test : by.tests)
        if (!answered(facts, test)) missing += (missing.empty() ? "" : ", ") + test;
    if (!missing.empty())
        into.push_back({"M", "", "eligibility_test", "answer",
                        "Tests of eligibility without an answer: " + missing +
                            ". Answer each with `screen answer`; unknown is an answer."});
}

void gate_terms(const Facts& facts, const Template& by, Obstacles& into)
{
    const auto* setup = by.stage("S20");
    if (setup == nullptr || setup->outputs.empty()) return;  // a quick lesson has no terms of reference
    require_kind(facts, "terms_of_reference",
                 "No terms of reference are recorded: record and agree them before information is gathered.",
                 into);
    require_kind(facts, "kloe",
                 "No key line of enquiry is recorded: record the questions the review must answer.", into);
}

bool unidentified(const Facts& facts, const Record& person)
{
    const auto cases = facts.naming(person.id, "criminal_justice", "suspect");
    return !cases.empty() &&
           std::ranges::all_of(cases, [](const Record* one) { return text(*one, "cj_status") == "UNID"; });
}

bool said_already(const Obstacles& said, std::string_view rule, std::string_view record);

// V7: nine characteristics for every victim and every identified suspect.
void gate_equality(const Facts& facts, Obstacles& into)
{
    const auto* list = facts.lists().list("protected_char");
    auto people = victims(facts);
    for (const auto* one : suspects(facts))
        if (!unidentified(facts, *one) && std::ranges::find(people, one) == people.end())
            people.push_back(one);
    for (const auto* person : people) {
        std::set<std::string> addressed;
        for (const auto* one : facts.naming(person->id, "equality", "person"))
            if (has(*one, "considered") || has(*one, "analysis"))
                addressed.insert(text(*one, "characteristic"));
        std::string missing;
        for (const auto& value : list->values)
            if (!addressed.contains(value.code)) missing += (missing.empty() ? "" : ", ") + value.label;
        if (!missing.empty() && !said_already(into, "V7", person->id))
            into.push_back({"V7", person->id, "person", "",
                            called(facts, *person) + ": not addressed: " + missing +
                                ". Record each, also where it was considered and did not matter."});
    }
}

void gate_kloes(const Facts& facts, Obstacles& into)
{
    for (const auto& kloe : facts.all("kloe"))
        if (text(kloe, "answer_status") == "OPEN")
            into.push_back({"V6", kloe.id, "kloe", "answer_status",
                            called(facts, kloe) +
                                " is still open: answer it, or say that it cannot be answered and why."});
}

void gate_findings(const Facts& facts, Obstacles& into)
{
    for (const auto& finding : facts.all("finding")) {
        const auto pieces = facts.naming(finding.id, "finding_evidence", "finding");
        if (std::ranges::none_of(pieces, [](const Record* one) { return text(*one, "role") == "SUPPORTS"; }))
            into.push_back({"V1", finding.id, "finding", "",
                            called(facts, finding) + " has no supporting evidence: link at least one event, "
                                                     "extract, account or factor that supports it."});
    }
}

bool said_already(const Obstacles& said, std::string_view rule, std::string_view record)
{
    return std::ranges::any_of(said,
                               [&](const Obstacle& one) { return one.rule == rule && one.record == record; });
}

// What the golden thread calls a gate, and what it says of key lines and characteristics.
void gate_thread(const Facts& facts, bool equality, Obstacles& into)
{
    for (const auto& problem : check(facts)) {
        if (problem.rule == "V8") continue;  // asked of the published stages only, with their scan
        const auto* record = facts.find(problem.id);
        if (problem.rule == "V7" && (!equality || (record != nullptr && unidentified(facts, *record))))
            continue;
        if (!problem.gate && problem.rule != "V6" && problem.rule != "V7") continue;
        if (!said_already(into, problem.rule, problem.id))
            into.push_back(
                {problem.rule, problem.id, problem.kind, "", problem.message + " " + problem.remedy});
    }
}

void gate_parallel(const Facts& facts, Obstacles& into)
{
    for (const auto& process : facts.all("parallel_process")) {
        const std::string state = text(process, "state");
        if (text(process, "constraint") != "NOPUB" || state == "ENDED" || state == "NONE") continue;
        into.push_back({"parallel", process.id, "parallel_process", "constraint",
                        called(facts, process) + " (" +
                            facts.lists().label("parallel", text(process, "kind")) +
                            ") forbids publication: wait until it has ended, or record the new advice."});
    }
}

void gate_publication(const Facts& facts, const std::optional<ScanAnswer>& scan, Obstacles& into)
{
    gate_parallel(facts, into);
    for (const auto& problem : check_published(facts, scan))
        into.push_back({problem.rule, problem.id, problem.kind, "", problem.message + " " + problem.remedy});
}

Obstacle out_of_order(const Facts& facts, const Template& by, std::string_view from, std::string_view status)
{
    const auto& lists = facts.lists();
    std::string may;
    for (const auto& next : next_stages(by, from)) may += (may.empty() ? "" : ", ") + next;
    std::string words = by.stage(status) == nullptr
                            ? "This type of review has no stage " + std::string(status) + ". "
                            : lists.label("review_status", status) + " (" + std::string(status) +
                                  ") does not follow " + lists.label("review_status", from) + " (" +
                                  std::string(from) + "). ";
    return {"order", facts.review().id, "review", "status",
            words + (may.empty() ? "No stage follows this one." : "From here: " + may + ".")};
}

}  // namespace

std::string stage_of(const Facts& facts)
{
    const auto status = text(facts.review(), "status");
    return status.empty() ? "S00" : status;
}

bool is_step_back(std::string_view from, std::string_view to)
{
    if (is_way_out(from)) return stage_number(to) < 10;
    if (is_way_out(to) || from == "S66" || is_publication(to) || to == "S82") return false;
    return stage_number(to) < stage_number(from);
}

std::vector<std::string> next_stages(const Template& by, std::string_view from)
{
    std::vector<std::string> found;
    const auto* stage = by.stage(from);
    if (stage == nullptr) return found;
    for (const auto& next : stage->next)
        if (!is_step_back(from, next)) found.push_back(next);
    for (const auto& next : stage->next)
        if (is_step_back(from, next)) found.push_back(next);
    return found;
}

std::vector<Obstacle> unfilled(const Facts& facts, std::string_view status)
{
    Obstacles found;
    const int gate = gate_of(stage_of(facts), status);
    for (const auto& kind : model::kinds()) {
        if (std::ranges::none_of(kind.fields, [](const auto& field) { return !field.mandatory.empty(); }))
            continue;
        for (const auto& record : facts.all(kind.name)) add_unfilled(facts, record, kind, gate, found);
    }
    return found;
}

std::vector<Obstacle> may_enter(const Facts& facts, const Template& by, std::string_view status,
                                const std::optional<ScanAnswer>& scan)
{
    const std::string from = stage_of(facts);
    const auto* here = by.stage(from);
    const bool back = is_step_back(from, status);
    const bool known = by.stage(status) != nullptr;
    const bool named = here == nullptr || std::ranges::find(here->next, status) != here->next.end();
    // Before publication a review may go back to any earlier stage.
    const bool follows = named || (back && stage_number(from) < stage_number("S80"));
    if (!known || from == status || !follows) return {out_of_order(facts, by, from, status)};
    if (back) return {};
    auto found = unfilled(facts, status);
    const int gate = gate_of(from, status);
    if (gate >= 15) gate_screening(facts, by, found);
    if (gate >= 30) gate_terms(facts, by, found);
    if (gate >= 60) {
        const bool equality = by.format != "quick";  // a note of one page, days after a death
        gate_kloes(facts, found);
        gate_findings(facts, found);
        gate_thread(facts, equality, found);
        if (equality) gate_equality(facts, found);
    }
    if (is_publication(status)) gate_publication(facts, scan, found);
    return found;
}

std::string refusal(const std::vector<Obstacle>& obstacles, std::string_view status,
                    const model::CodeLists& lists)
{
    std::string words = "The review stays where it is: " + std::to_string(obstacles.size()) +
                        (obstacles.size() == 1 ? " thing stands" : " things stand") + " before \"" +
                        lists.label("review_status", status) + "\". Nothing was written.";
    constexpr std::size_t kShown = 40;
    std::size_t shown = 0;
    for (const auto& one : obstacles) {
        if (shown++ == kShown)
            return words + "\n- and " + std::to_string(obstacles.size() - kShown) + " more";
        words += "\n- " + one.rule + ": " + one.words;
    }
    return words;
}

}  // namespace rules
