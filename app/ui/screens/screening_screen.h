#pragma once
/// The section "Screening" of a review: the tests, which reviews may apply, and the decision by name.

#include <map>
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

/// Words being typed that are not recorded yet: `id` says where ("answer.DHR/DHR_REL", "decision").
struct TypedWords {
    std::string id, field, text;
};

struct ScreeningScreen {
    ReviewHead head;
    bool loading = true;
    std::string problem;
    ScreeningPart part;
    std::vector<ScreeningDecision> decisions;  ///< newest first
    std::vector<Choice> legal_bases;
    DecisionForm form;
    bool deciding = false;

    std::vector<TypedWords> kept;                               ///< from before a lock
    std::string opened;                                         ///< the test whose kept words were taken up
    std::map<std::string, std::uint64_t, std::less<>> drafted;  ///< version of each text in the draft store
    double typed_at = -1;                                       ///< seconds; below 0: nothing is to be kept
    std::uint64_t typed = 0;

    /// Words kept from before a lock: what was being answered or decided stands open again.
    void take_up(std::vector<TypedWords> words);
};

struct ScreeningAsks {
    Requests common;
    std::optional<TestAnswer> answer;
    bool decide = false;  ///< as the form says
};

ScreeningAsks draw(Kit& kit, ScreeningScreen& screen);

}  // namespace ui
