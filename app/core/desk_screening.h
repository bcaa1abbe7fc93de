#pragma once
/// Which reviews may apply: the tests in the order of the law, what the records suggest, what people answered
/// and what was decided. And the making of a new review, which begins with them. Belongs to the store thread.

#include <optional>
#include <string>
#include <vector>

#include "app/core/desk_store.h"

namespace core {

/// One answer of a person.
struct DeskAnswer {
    std::string basis, test;  ///< codes
    std::string answer;       ///< MET, NOT_MET, UNKNOWN
    std::string reasons_for, reasons_against;
    bool with_evidence = false;  ///< what the records show is kept as its evidence
};

struct ScreeningTest {
    std::string code, label;
    bool excludes = false;              ///< met, it takes the duty away
    std::string suggests;               ///< code; empty: the records say nothing
    std::string hint;                   ///< what the records show, in words
    std::vector<std::string> evidence;  ///< records the hint rests on, by name
    std::string answer;                 ///< code; empty: not answered
    std::string reasons_for, reasons_against;
    std::vector<std::string> kept;  ///< evidence of the answer, by name
    std::string answered_on;        ///< "3 May 2026"
};
struct DeskBasis {
    int step = 0;
    std::string code, label;  ///< "DHR", "Domestic Homicide Review"
    std::string words;        ///< what the result means
    std::string result;       ///< MET, NOT_MET, UNKNOWN
    std::vector<ScreeningTest> tests;
};
struct ScreeningDecision {
    std::string text, reason, by, on;  ///< by: sealed
};
struct DeskScreening {
    DeskReview review;
    std::int64_t events = 0;
    std::vector<DeskBasis> bases;
    std::vector<std::string> met;  ///< labels: which reviews may apply
    std::vector<std::string> met_codes;
    std::vector<std::string> notes;
    std::vector<ScreeningDecision> decisions;  ///< on what applies, newest first
    std::vector<DeskDraft> drafts;             ///< answers and a decision being typed
};
/// Of the open review.
Result<DeskScreening> desk_screening(DeskStore& store);
/// Of a review that is not made yet: what these answers lead to.
Result<DeskScreening> desk_screening_of(DeskStore& store, const std::vector<DeskAnswer>& answers);

Result<void> desk_answer(DeskStore& store, const DeskAnswer& answer);

struct DeskDecide {
    std::string text, reason, by;
    std::vector<std::string> legal_basis;  ///< codes
};
Result<void> desk_decide(DeskStore& store, const DeskDecide& decide);

/// A review as it would be made.
struct DeskNewReview {
    std::string type, area;  ///< codes
    bool demo = false;
    std::string year_of_death;  ///< four figures; may be empty
    std::vector<DeskAnswer> answers;
    std::optional<DeskDecide> decide;
};
struct DeskTemplate {
    std::string name;   ///< "OWHR, version 3"
    std::string force;  ///< whether its law is in force there, in words
};
/// The template that a new review of that type gets. Errors: NotFound.
Result<DeskTemplate> desk_template(DeskStore& store, const std::string& type, const std::string& area);
/// Makes it, with the answers and the decision. The review is closed again; its id.
Result<DeskReview> desk_make_review(DeskStore& store, const DeskNewReview& wanted);

struct DeskDemo {
    std::string name, about;
};
std::vector<DeskDemo> desk_demos();
/// Builds one invented case; the list of reviews again.
Result<Closed> desk_build_demo(DeskStore& store, const std::string& name);

}  // namespace core
