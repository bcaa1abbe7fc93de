#include "storage/rules/screening.h"

#include <algorithm>
#include <cstdlib>

#include "storage/rules/screening_hints.h"

namespace rules {

namespace {

/// One alternative of a clause. `not_met`: counts where the test is not met (section 26).
struct Literal {
    std::string_view test;
    bool not_met = false;
};

/// A basis: every clause must hold, by any of its tests.
struct Basis {
    int step;
    std::string_view review_type;
    bool must;
    std::vector<std::vector<Literal>> clauses;
};

// docs/domain.md 2.1, in its order.
const std::vector<Basis>& bases()
{
    static const std::vector<Basis> all = {
        {0, "CDR", true, {{{"CH_UNDER18"}}, {{"CH_SERIOUS"}}}},
        {0, "RR", true, {{{"CH_UNDER18"}}, {{"CH_ABUSE"}}, {{"CH_SERIOUS"}}}},
        {1,
         "DHR",
         false,
         {{{"DHR_AGE16"}}, {{"DHR_VIOLENCE"}, {"DHR_SUICIDE"}}, {{"DHR_REL"}, {"DHR_SUICIDE"}}}},
        {2, "SAR_M", true, {{{"SAR_NEEDS"}}, {{"SAR_ABUSE"}, {"SAR_ALIVE"}}, {{"SAR_JOINT"}}}},
        {2, "SAR_D", false, {{{"SAR_NEEDS"}}, {{"SAR_OTHER"}}}},
        {3,
         "OWHR",
         true,
         {{{"OW_AGE18"}},
          {{"OW_HOMICIDE"}},
          {{"OW_WEAPON"}},
          {{"OW_AREA"}},
          {{"OW_INFO"}},
          {{"OW_IDENTITY"}},
          {{"S26_CDR", true}},
          {{"S26_DHR", true}},
          {{"S26_SAR", true}},
          {{"S26_MH", true}}}},
        {4, "MHHR", false, {{{"MH_CARE"}}}},
        {5, "LHR", false, {{{"LO_HOMICIDE"}}, {{"LO_LEARNING"}}}}};
    return all;
}

Answered turned(Answered answer)
{
    switch (answer) {
        case Answered::Met: return Answered::NotMet;
        case Answered::NotMet: return Answered::Met;
        case Answered::Unknown: return Answered::Unknown;
    }
    std::abort();
}

// Three-valued: failed where a clause fails, unknown where one is open, else met.
template <class Of>
Answered basis_holds(const Basis& basis, const Of& answer_of)
{
    bool open = false;
    for (const auto& clause : basis.clauses) {
        bool met = false, unknown = false;
        for (const auto& one : clause) {
            auto answer = answer_of(one.test);
            if (one.not_met) answer = turned(answer);
            met = met || answer == Answered::Met;
            unknown = unknown || answer == Answered::Unknown;
        }
        if (!met && !unknown) return Answered::NotMet;
        open = open || !met;
    }
    return open ? Answered::Unknown : Answered::Met;
}

const TestState* state_of(const BasisState& basis, std::string_view test)
{
    const auto found = std::ranges::find(basis.tests, test, &TestState::code);
    return found == basis.tests.end() ? nullptr : &*found;
}

// The newest answer to a test of a basis.
const Record* answer_record(const Facts& facts, std::string_view basis, std::string_view test)
{
    const Record* found = nullptr;
    for (const auto& one : facts.all("eligibility_test"))
        if (text(one, "basis") == basis && text(one, "test_code") == test) found = &one;
    return found;
}

TestState tested(const Facts& facts, const Templates& templates, const Basis& basis, const Literal& literal)
{
    TestState state;
    state.code = std::string(literal.test);
    state.excludes = literal.not_met;
    state.hint = hint_for(facts, templates, literal.test);
    const auto* record = answer_record(facts, basis.review_type, literal.test);
    if (record == nullptr) return state;
    state.record = record->id;
    state.answer = answered_from_code(text(*record, "answer"));
    state.reasons_for = text(*record, "reasons_for");
    state.reasons_against = text(*record, "reasons_against");
    state.evidence = texts(*record, "evidence");
    state.decided_by = text(*record, "decided_by");
    state.decided_on = day(*record, "decided_on");
    return state;
}

BasisState stated(const Facts& facts, const Templates& templates, const Basis& basis)
{
    BasisState state;
    state.step = basis.step;
    state.basis = std::string(basis.review_type);
    state.must = basis.must;
    for (const auto& clause : basis.clauses)
        for (const auto& literal : clause)
            if (state_of(state, literal.test) == nullptr)
                state.tests.push_back(tested(facts, templates, basis, literal));
    return state;
}

// Section 26: what the earlier steps say is the hint for the tests that take the duty away. "May" counts as
// much as "must".
void hint_section_26(const model::CodeLists& lists, const Screening& all, BasisState& owhr)
{
    static const std::vector<std::pair<std::string_view, std::vector<std::string_view>>> kTakes = {
        {"S26_CDR", {"CDR"}}, {"S26_DHR", {"DHR"}}, {"S26_SAR", {"SAR_M", "SAR_D"}}};
    for (const auto& [test, by] : kTakes) {
        const auto state = std::ranges::find(owhr.tests, test, &TestState::code);
        Answered most = Answered::NotMet;
        std::string words;
        for (const auto code : by) {
            const auto* basis = all.basis(code);
            const auto now = basis->suggested.value_or(basis->result);
            if (now == Answered::Met || (now == Answered::Unknown && most == Answered::NotMet)) most = now;
            words += (words.empty() ? "" : "; ") + lists.label("review_type", code) + ": " +
                     (now == Answered::Met      ? "tests met"
                      : now == Answered::NotMet ? "tests failed"
                                                : "tests open");
        }
        state->hint = {most, "By the tests above, " + words + ". \"May\" counts as much as \"must\".", {}};
    }
}

// Step 5: only where none of the steps before it leads to a review.
void hint_no_other(const model::CodeLists& lists, const Screening& all, BasisState& local)
{
    const auto state = std::ranges::find(local.tests, "LO_HOMICIDE", &TestState::code);
    for (const auto& basis : all.bases)
        if (basis.step < 4 && basis.suggested == Answered::Met)
            state->hint = {Answered::NotMet,
                           "The tests of the " + lists.label("review_type", basis.basis) +
                               " look met: it would cover the death.",
                           {}};
}

void judge(const Basis& basis, BasisState& state)
{
    state.result = basis_holds(basis, [&](std::string_view test) {
        return state_of(state, test)->answer.value_or(Answered::Unknown);
    });
    state.suggested = basis_holds(basis, [&](std::string_view test) {
        const auto* one = state_of(state, test);
        return one->answer ? *one->answer : one->hint.suggests.value_or(Answered::Unknown);
    });
}

std::string names_of(const std::vector<std::string>& tests, const model::CodeLists& lists)
{
    std::string words;
    for (const auto& test : tests)
        words += (words.empty() ? "" : "; ") + lists.label("eligibility_test", test);
    return words;
}

void put_in_words(const model::CodeLists& lists, BasisState& state)
{
    const std::string held = state.must ? " must be considered and held." : " may be held.";
    switch (state.result) {
        case Answered::Met: state.words = "Every test is met: it" + held; return;
        case Answered::NotMet:
            state.words = "A test fails by the recorded answers: it does not apply.";
            break;
        case Answered::Unknown: state.words = "Open: tests are unknown or not answered yet."; break;
    }
    std::vector<std::string> away, open;
    for (const auto& one : state.tests) {
        if (!one.excludes) continue;
        if (one.answer == Answered::Met) away.push_back(one.code);
        if (!one.answer || *one.answer == Answered::Unknown) open.push_back(one.code);
    }
    if (!away.empty())
        state.words += " Section 26 takes the duty away: " + names_of(away, lists) + ".";
    else if (!open.empty())
        state.words +=
            " The duty is residual, and it is not settled whether another review must or may be "
            "held: " +
            names_of(open, lists) + ".";
}

void add_screening_notes(const model::CodeLists& lists, Screening& all)
{
    bool open = false;
    for (const auto& state : all.bases) {
        if (state.result == Answered::Met) all.met.push_back(state.basis);
        open = open || (state.step < 4 && state.result == Answered::Unknown);
    }
    std::vector<std::string> reviews;  // MHHR is noted beside a review, and LHR is held where there is none
    for (const auto& basis : all.met)
        if (basis != "MHHR" && basis != "LHR") reviews.push_back(basis);
    if (reviews.size() > 1) {
        std::string names;
        for (const auto& basis : reviews)
            names += (names.empty() ? "" : ", ") + lists.label("review_type", basis);
        all.notes.push_back("More than one basis is true (" + names +
                            "): hold a joint review (earliest clock, strictest publication rule), or link "
                            "two reviews.");
    }
    if (reviews.empty())
        all.notes.emplace_back(
            open ? "No basis is met yet, and tests are open: answer them before a local review is chosen."
                 : "No statutory review applies. Decide on a local review: full, desktop, thematic, or none "
                   "with the reason.");
    if (std::ranges::find(all.met, "MHHR") != all.met.end())
        all.notes.emplace_back(
            "A suspect was recently under mental-health care: note the NHS investigation. "
            "It takes an OWHR away only if regulations say so (section 26(2)). Check "
            "against current guidance.");
    all.notes.emplace_back("Cairn never decides. Record who decided, and why, with `screen decide`.");
}

}  // namespace

std::string_view to_code(Answered answered)
{
    switch (answered) {
        case Answered::Met: return "MET";
        case Answered::NotMet: return "NOT_MET";
        case Answered::Unknown: return "UNKNOWN";
    }
    std::abort();
}

std::optional<Answered> answered_from_code(std::string_view code)
{
    for (const auto one : {Answered::Met, Answered::NotMet, Answered::Unknown})
        if (to_code(one) == code) return one;
    return {};
}

const BasisState* Screening::basis(std::string_view code) const
{
    const auto found = std::ranges::find(bases, code, &BasisState::basis);
    return found == bases.end() ? nullptr : &*found;
}

Screening screen(const Facts& facts, const Templates& templates)
{
    Screening all;
    for (const auto& basis : bases()) {
        auto state = stated(facts, templates, basis);
        if (basis.review_type == "OWHR") hint_section_26(facts.lists(), all, state);
        if (basis.review_type == "LHR") hint_no_other(facts.lists(), all, state);
        judge(basis, state);
        put_in_words(facts.lists(), state);
        all.bases.push_back(std::move(state));
    }
    add_screening_notes(facts.lists(), all);
    return all;
}

bool is_test_of(std::string_view basis, std::string_view test)
{
    const auto found = std::ranges::find(bases(), basis, &Basis::review_type);
    if (found == bases().end()) return false;
    return std::ranges::any_of(found->clauses, [&](const auto& clause) {
        return std::ranges::find(clause, test, &Literal::test) != clause.end();
    });
}

std::vector<std::string_view> screened_bases()
{
    std::vector<std::string_view> codes;
    for (const auto& basis : bases()) codes.push_back(basis.review_type);
    return codes;
}

}  // namespace rules
