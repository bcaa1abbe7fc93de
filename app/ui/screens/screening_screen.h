#pragma once
/// The section "Screening" of a review: the tests, which reviews may apply, and the decision by name.

#include <optional>
#include <string>
#include <vector>

#include "app/ui/requests.h"
#include "app/ui/screens/review_frame.h"
#include "app/ui/screens/screening_part.h"

namespace ui {

struct ScreeningDecision {
    std::string text, reason, by, on;  ///< by: sealed
};

/// A decision as it is being made.
struct DecisionForm {
    Prose text, reason;
    text::Editor by{text::Lines::One};
    std::vector<std::string> legal_basis;  ///< codes
    std::string problem, problem_field;
    bool complete();  ///< says what is missing
};
/// Its fields; `bases`: the list of legal bases.
void draw_decision(Kit& kit, DecisionForm& form, const std::vector<Choice>& bases);

struct ScreeningScreen {
    ReviewHead head;
    bool loading = true;
    std::string problem;
    ScreeningPart part;
    std::vector<ScreeningDecision> decisions;  ///< newest first
    std::vector<Choice> legal_bases;
    DecisionForm form;
    bool deciding = false;
};

struct ScreeningAsks {
    Requests common;
    std::optional<TestAnswer> answer;
    bool decide = false;  ///< as the form says
};

ScreeningAsks draw(Kit& kit, ScreeningScreen& screen);

}  // namespace ui
