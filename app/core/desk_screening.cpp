#include "app/core/desk_screening.h"

#include <algorithm>

#include "app/core/chronology_words.h"
#include "app/core/deciding.h"
#include "app/core/demo.h"
#include "app/core/facts.h"
#include "app/core/importing.h"
#include "storage/model/codelists.h"
#include "storage/rules/golden.h"
#include "storage/rules/screening.h"

namespace core {

namespace {

// Where words being typed are kept until they are a record.
constexpr std::string_view kDecision = "decision";
constexpr std::string_view kAnswer = "answer.";

std::vector<std::string> names_of(const rules::Facts& facts, const std::vector<std::string>& ids)
{
    std::vector<std::string> names;
    for (const auto& id : ids)
        if (const auto* record = facts.find(id)) names.push_back(rules::named(facts, *record));
    return names;
}

std::string answer_code(const std::optional<rules::Answered>& answered)
{
    return answered ? std::string(rules::to_code(*answered)) : std::string();
}

ScreeningTest test_in_words(const rules::Facts& facts, const rules::TestState& state)
{
    ScreeningTest test;
    test.code = state.code;
    test.label = facts.lists().label("eligibility_test", state.code);
    test.excludes = state.excludes;
    test.suggests = answer_code(state.hint.suggests);
    test.hint = state.hint.words;
    test.evidence = names_of(facts, state.hint.evidence);
    test.answer = answer_code(state.answer);
    test.reasons_for = state.reasons_for;
    test.reasons_against = state.reasons_against;
    test.kept = names_of(facts, state.evidence);
    if (state.decided_on) test.answered_on = day_words(*state.decided_on);
    return test;
}

DeskScreening screening_in_words(const rules::Facts& facts, const rules::Screening& screening)
{
    DeskScreening made;
    const auto& lists = facts.lists();
    for (const auto& state : screening.bases) {
        DeskBasis basis{state.step,
                        state.basis,
                        lists.label("review_type", state.basis),
                        state.words,
                        answer_code(state.result),
                        {}};
        for (const auto& test : state.tests) basis.tests.push_back(test_in_words(facts, test));
        made.bases.push_back(std::move(basis));
    }
    made.met_codes = screening.met;
    for (const auto& code : screening.met) made.met.push_back(lists.label("review_type", code));
    for (const auto& note : screening.notes)
        if (note.find('`') == std::string::npos) made.notes.push_back(note);
    return made;
}

std::vector<ScreeningDecision> decisions_of(const rules::Facts& facts)
{
    std::vector<ScreeningDecision> made;
    for (const auto& one : facts.all("decision")) {
        if (rules::text(one, "decision_kind") != "CRIT") continue;
        ScreeningDecision decision{
            rules::text(one, "text"), rules::text(one, "reason"), rules::text(one, "decided_by_text"), {}};
        if (const auto on = rules::day(one, "decided_on")) decision.on = day_words(*on);
        made.push_back(std::move(decision));
    }
    std::ranges::reverse(made);
    return made;
}

json::Object answer_fields(const DeskAnswer& answer, const std::vector<std::string>& evidence)
{
    json::Object fields;
    fields.set("answer", answer.answer);
    for (const auto& [name, words] : {std::pair{"reasons_for", &answer.reasons_for},
                                      std::pair{"reasons_against", &answer.reasons_against}})
        fields.set(name, words->empty() ? json::Value() : json::Value(*words));
    if (answer.with_evidence && !evidence.empty())
        fields.set("evidence", json::Array(evidence.begin(), evidence.end()));
    return fields;
}

json::Object decision_fields(const DeskDecide& decide)
{
    json::Object fields;
    fields.set("text", decide.text);
    fields.set("reason", decide.reason);
    fields.set("decided_by_text", decide.by);
    if (!decide.legal_basis.empty())
        fields.set("legal_basis", json::Array(decide.legal_basis.begin(), decide.legal_basis.end()));
    return fields;
}

Result<void> answer_in(review::Vault& vault, review::Review& review, const DeskAnswer& answer)
{
    std::vector<std::string> evidence;
    if (answer.with_evidence) {
        TRY_ASSIGN(const auto facts, core::facts(vault, review, Scope::People));
        const auto screening = rules::screen(facts, vault.templates());
        if (const auto* basis = screening.basis(answer.basis))
            for (const auto& test : basis->tests)
                if (test.code == answer.test) evidence = test.hint.evidence;
    }
    TRY_VOID(answer_test(vault, review, answer.basis, answer.test, answer_fields(answer, evidence)));
    return {};
}

Result<std::optional<int>> year_stated(const std::string& text)
{
    if (text.empty()) return std::optional<int>();
    if (text.size() != 4 || text.find_first_not_of("0123456789") != std::string::npos)
        return base::fail(base::ErrorKind::Invalid, "The year of death is four figures, such as 2025.");
    return std::optional<int>(std::stoi(text));
}

}  // namespace

Result<DeskScreening> desk_screening(DeskStore& store)
{
    TRY_ASSIGN(const auto held, store.held());
    TRY_ASSIGN(const auto facts, core::facts(held.vault, held.review, Scope::Records));
    TRY_ASSIGN(const auto card, held.review.card());
    auto made = screening_in_words(facts, rules::screen(facts, held.vault.templates()));
    made.review = in_words(card);
    made.events = card.events;
    made.decisions = decisions_of(facts);
    TRY_ASSIGN(const auto drafts, held.review.drafts());
    for (const auto& draft : drafts)
        if (!draft.text.empty() && (draft.id == kDecision || draft.id.starts_with(kAnswer)))
            made.drafts.push_back({draft.kind, draft.id, draft.field, draft.text,
                                   static_cast<std::size_t>(draft.cursor), draft.undo});
    return made;
}

Result<DeskScreening> desk_screening_of(DeskStore& store, const std::vector<DeskAnswer>& answers)
{
    TRY_ASSIGN(auto* vault, store.unlocked());
    rules::Facts facts(london_day(vault->clock().now()), vault->lists(), vault->calendar());
    std::vector<rules::Record> records;
    for (const auto& answer : answers) {
        rules::Record record{"eligibility_test", answer.basis + " " + answer.test, answer_fields(answer, {})};
        record.fields.set("basis", answer.basis);
        record.fields.set("test_code", answer.test);
        records.push_back(std::move(record));
    }
    facts.add("eligibility_test", std::move(records));
    return screening_in_words(facts, rules::screen(facts, vault->templates()));
}

Result<void> desk_answer(DeskStore& store, const DeskAnswer& answer)
{
    TRY_ASSIGN(const auto held, store.held());
    TRY_VOID(answer_in(held.vault, held.review, answer));
    const std::string kept = std::string(kAnswer) + answer.basis + "/" + answer.test;
    for (const char* field : {"reasons_for", "reasons_against"})
        TRY_VOID(held.review.drop_draft(kept, field));
    return {};
}

Result<void> desk_decide(DeskStore& store, const DeskDecide& decide)
{
    TRY_ASSIGN(const auto held, store.held());
    TRY_VOID(decide_screening(held.vault, held.review, decision_fields(decide)));
    for (const char* field : {"text", "reason", "decided_by_text"})
        TRY_VOID(held.review.drop_draft(kDecision, field));
    return {};
}

Result<DeskTemplate> desk_template(DeskStore& store, const std::string& type, const std::string& area)
{
    TRY_ASSIGN(auto* vault, store.unlocked());
    const auto* one = vault->templates().for_type(type);
    if (one == nullptr)
        return base::fail(base::ErrorKind::NotFound, "This program has no template for that type of review.");
    DeskTemplate made;
    made.name = one->label + ", version " + std::to_string(one->version);
    if (area.empty()) return made;
    made.force =
        rules::in_force(*one, area, london_day(vault->clock().now()))
            ? "In force in this area today."
            : "Not in force in this area today. The review can be opened all the same; this is recorded.";
    return made;
}

Result<DeskReview> desk_make_review(DeskStore& store, const DeskNewReview& wanted)
{
    TRY_ASSIGN(auto* vault, store.unlocked());
    review::NewReview made;
    made.type = wanted.type;
    made.area = wanted.area;
    made.demo = wanted.demo;
    TRY_ASSIGN(made.year_of_death, year_stated(wanted.year_of_death));
    store.open.reset();
    TRY_ASSIGN(const auto card, vault->create_review(made));
    TRY_ASSIGN(auto review, vault->open_review(card.uuid));
    for (const auto& answer : wanted.answers) TRY_VOID(answer_in(*vault, review, answer));
    if (wanted.decide) TRY_VOID(decide_screening(*vault, review, decision_fields(*wanted.decide)));
    TRY_ASSIGN(const auto now, review.card());
    return in_words(now);
}

std::vector<DeskDemo> desk_demos()
{
    std::vector<DeskDemo> demos;
    for (const auto& one : demo_cases()) demos.push_back({one.name, one.about});
    return demos;
}

Result<Closed> desk_build_demo(DeskStore& store, const std::string& name)
{
    TRY_ASSIGN(auto* vault, store.unlocked());
    store.open.reset();
    TRY_VOID(build_demo(*vault, name));
    return desk_close(store);
}

}  // namespace core
