#pragma once
/// Which review applies: the order of docs/domain.md 2.1 as data, with what the records suggest for every
/// test and what people answered. The program never decides: it shows what is met, unknown or failed.

#include <array>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "storage/rules/facts.h"
#include "storage/rules/template.h"

namespace rules {

enum class Answered { Met, NotMet, Unknown };
std::string_view to_code(Answered);  ///< as in the list `test_answer`
std::optional<Answered> answered_from_code(std::string_view code);

/// What the records suggest for one test. A suggestion is never an answer.
struct Hint {
    std::optional<Answered> suggests;
    std::string words;                  ///< in plain English, codes of people, no names
    std::vector<std::string> evidence;  ///< records it rests on
};

struct TestState {
    std::string code;       ///< of `eligibility_test`
    bool excludes = false;  ///< met takes the basis away (section 26)
    Hint hint;
    std::string record;  ///< id of the recorded answer; empty: not answered
    std::optional<Answered> answer;
    std::string reasons_for, reasons_against;
    std::vector<std::string> evidence;
    std::string decided_by;  ///< person
    std::optional<Day> decided_on;
};

struct BasisState {
    int step = 0;       ///< 0 to 5, the order of screening
    std::string basis;  ///< code of `review_type`
    bool must = false;  ///< "must be held" where the tests are met; else "may"
    std::vector<TestState> tests;
    Answered result = Answered::Unknown;  ///< by the recorded answers alone
    std::optional<Answered> suggested;    ///< by the answers and, where there is none, the hints
    std::string words;                    ///< what the result means
};

struct Screening {
    std::vector<BasisState> bases;   ///< in the order of screening
    std::vector<std::string> notes;  ///< residual duty, several bases, nothing left but a local review
    std::vector<std::string> met;    ///< bases whose tests are met
    const BasisState* basis(std::string_view code) const;
};

/// `templates` tells in which areas and from when a basis is in force.
Screening screen(const Facts& facts, const Templates& templates);
/// Whether a test belongs to a basis. Used to refuse an answer to a question nobody asks.
bool is_test_of(std::string_view basis, std::string_view test);
/// The bases of screening, in order.
std::vector<std::string_view> screened_bases();

}  // namespace rules
