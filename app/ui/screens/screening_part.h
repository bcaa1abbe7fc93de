#pragma once
/// The tests of screening in the order of the law, each with its answer and reasons, and which reviews may
/// apply. The program never decides. Used within a review and before a new one is made.

#include <optional>
#include <string>
#include <vector>

#include "app/ui/kit.h"

namespace ui {

struct ScreenedTest {
    std::string code, label;
    bool excludes = false;
    std::string suggests, hint;
    std::vector<std::string> evidence;
    std::string answer;  ///< MET, NOT_MET, UNKNOWN; empty: not answered
    std::string reasons_for, reasons_against;
    std::vector<std::string> kept;
    std::string answered_on;
};
struct ScreenedBasis {
    int step = 0;
    std::string code, label, words, result;
    std::vector<ScreenedTest> tests;
};

/// What a person answered.
struct TestAnswer {
    std::string basis, test, answer, reasons_for, reasons_against;
    bool with_evidence = false;
};

struct ScreeningPart {
    std::vector<ScreenedBasis> bases;
    std::vector<std::string> met, met_codes, notes;

    std::string open;  ///< "DHR/DHR_REL": the test that is being answered
    std::string answer, problem;
    Prose reasons_for, reasons_against;
    bool with_evidence = false;
    bool show_whole = false;  ///< just opened: its form comes into view down to its buttons

    void open_test(const ScreenedBasis& basis, const ScreenedTest& test);
};

/// Draws the tests; an answer when one was given.
std::optional<TestAnswer> draw_tests(Kit& kit, ScreeningPart& part);
/// Which reviews may apply, in a card.
void draw_result(Kit& kit, const ScreeningPart& part);

}  // namespace ui
