#pragma once
/// A review and its template: whether the law is in force for it, its prompts and answers, what a move to
/// another version changes, and its letters. Source: docs/formats/templates.md, docs/domain.md 0.6, 0.7, 2.3.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "storage/rules/facts.h"
#include "storage/rules/template.h"

namespace rules {

/// The template of the review as its rules apply: for a joint review with those of its bases.
/// Errors: NotFound `template_missing` (none was kept, or its pack is not installed here).
Result<Template> template_of(const Facts& facts, const Templates& among);

/// Whether the law of the template was in force where and when it counts. Shown and recorded, never a bar.
struct Force {
    bool in_force = true;
    Day on{};              ///< the death, else the day of opening
    std::string on_field;  ///< "incident.death_date" or "review.opened_on"
    std::string sentence;  ///< "Not in force in this area on 2 February 2025. ..."
};
Force force(const Facts& facts, const Template& by);

struct PromptAnswer {
    std::string record;
    std::string question;  ///< as it was asked
    std::string version;   ///< of the template then: "owhr/1"
    std::string answer;    ///< empty where the facts were read without it
    bool retired = false;
};
struct PromptSheet {
    struct Row {
        Prompt prompt;
        std::vector<PromptAnswer> answers;
    };
    struct Part {
        std::string id, title;
        std::vector<Row> rows;
    };
    std::vector<Part> sections;
    std::vector<PromptAnswer> retired;  ///< to prompts no longer asked: kept and readable
    int asked = 0, answered = 0;
};
PromptSheet prompts(const Facts& facts, const Template& by);

/// What moving a review to another version would change.
struct Move {
    std::string from, to;                                                 ///< "owhr/1", "owhr/2"
    std::vector<std::string> clocks_new, clocks_gone, clocks_changed;     ///< ids of rules
    std::vector<std::string> stages_new, stages_gone;                     ///< codes
    std::vector<std::string> sections_new, sections_gone;                 ///< titles
    std::vector<std::string> prompts_new, prompts_gone, prompts_changed;  ///< ids
    std::vector<std::string> outputs_new, outputs_gone;
    std::vector<std::string> publication_changed;  ///< items
    std::vector<std::string> retire, revive;       ///< records `prompt_answer` to mark and to unmark
    int kept = 0;                                  ///< answers that stay as they are
};
Move move(const Facts& facts, const Template& from, const Template& to);

/// A letter with its blanks filled. It names no person.
struct LetterText {
    std::string title, text;
    std::string purpose, basis;  ///< codes
    bool compels = false;
    std::vector<std::string> refusals;  ///< codes of `refusal_reason`
    std::vector<std::string> unfilled;  ///< blanks for which nothing is recorded: in the text in brackets
};
/// `purpose`: "request" or "reminder". Errors: NotFound (no such request, no such letter).
Result<LetterText> letter(const Facts& facts, const Template& by, std::string_view request,
                          std::string_view purpose);

}  // namespace rules
