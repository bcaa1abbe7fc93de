#pragma once
/// A new review, step by step: screening first, then its type and area, then the decision that opens it.

#include <optional>
#include <string>
#include <vector>

#include "app/ui/requests.h"
#include "app/ui/screens/screening_part.h"
#include "app/ui/screens/screening_screen.h"

namespace ui {

struct NewReviewScreen {
    enum class Step : std::uint8_t { Screening, Type, Decision };

    std::string owner;
    Step step = Step::Screening;
    bool loading = true, making = false;
    std::string problem, problem_field;

    ScreeningPart part;
    std::vector<TestAnswer> answers;  ///< one for each test that was answered

    std::vector<Choice> types, areas, demo_areas, legal_bases;
    std::string type, area;
    bool demo = false;
    text::Editor year{text::Lines::One};
    std::string template_name, template_force;  ///< of the type and area chosen

    DecisionForm form;
    bool decided = true;  ///< a decision is recorded with it

    void answered(TestAnswer answer);  ///< in place of an earlier one to the same test
};

struct NewReviewAsks {
    bool screen = false;       ///< what the answers lead to
    bool template_of = false;  ///< of the type and area
    bool make = false;
    bool leave = false;
    bool lock = false;
};

NewReviewAsks draw(Kit& kit, NewReviewScreen& screen);

}  // namespace ui
