#pragma once
/// What a body decides: answers to the tests of screening, which review applies, and the stage a review is
/// in. The program decides nothing; each of these is recorded by name. Source: docs/domain.md 2.1, 3.1.

#include <string>
#include <string_view>

#include "app/core/facts.h"
#include "storage/rules/screening.h"
#include "storage/rules/stages.h"

namespace core {

/// `said`: answer (MET, NOT_MET, UNKNOWN), reasons_for, reasons_against, evidence, decided_by (person),
/// decided_on (today where absent). A second answer to the same test replaces the first; the history keeps
/// both. Errors: Invalid (no such test of this basis, no answer, no reason).
Result<std::int64_t> answer_test(review::Vault& vault, review::Review& review, std::string_view basis,
                                 std::string_view test, const json::Object& said);

struct Decided {
    std::int64_t command = 0;
    std::string decision;  ///< id of its record
    std::string from, to;  ///< stages; equal where the stage did not change
};

/// Which review applies. `said`: text, reason, decided_by_text, decided_on, outcome, legal_basis (codes), and
/// stage where the decision moves the review. Every recorded answer is tied to the decision.
/// Errors: Invalid, Refused (as enter_stage).
Result<Decided> decide_screening(review::Vault& vault, review::Review& review, const json::Object& said);

/// Moves the review, with the decision that does it in the same command. `said`: text, reason,
/// decided_by_text, decided_on, decision_kind, meeting, decided_by, body, refs. Status P pauses the review
/// (an overlay that keeps the stage), and `resume` ends it. Errors: Invalid (no text, reason or name);
/// Refused `stage_gate` naming each record and remedy, nothing is written.
Result<Decided> enter_stage(review::Vault& vault, review::Review& review, std::string_view status,
                            bool resume, const json::Object& said);
/// What stands before it.
Result<std::vector<rules::Obstacle>> before_stage(review::Vault& vault, review::Review& review,
                                                  std::string_view status);

}  // namespace core
