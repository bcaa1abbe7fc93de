#pragma once
/// What a person does with the template of a review: answer its prompts, move to another version.

#include "storage/review/review.h"
#include "storage/rules/template_use.h"

namespace core {

using base::Result;

/// Writes what was written under a prompt, with the question as asked. `fields`: answer, note, and an id of
/// an earlier answer to change. Errors: NotFound (no such prompt), those of Review::apply.
Result<std::string> answer_prompt(review::Vault& vault, review::Review& review, std::string_view prompt,
                                  json::Object fields, std::string_view id = {});

struct Moved {
    rules::Move move;
    std::int64_t command = 0;
};
/// `version`: "owhr/2", "2", or empty: the newest. With `write` the review is moved in one command; no answer
/// is lost, and undo takes it back. Errors: NotFound (no such version), Conflict (it is there already).
Result<Moved> move_template(review::Vault& vault, review::Review& review, std::string_view version,
                            bool write);

}  // namespace core
