#pragma once
/// For putting.cpp only: what may never be written, and what the program fills in.

#include <string_view>

#include "storage/model/command.h"
#include "storage/review/review.h"

namespace core::putting {

using base::Result;

/// V12 and the review's stage. Errors: Refused `imported_row`, `imported_words`, `stage_needs_decision`,
/// `made_by_program`, `decision_number`, `decision_permanent`, `one_review`, `number_taken`,
/// `due_day_told`.
Result<void> guard(review::Review& review, const model::Command& command);

/// Gives new records of numbered kinds the next number where none was given. A number is never used again,
/// not even that of a record that was struck out or taken back.
Result<void> fill_numbers(review::Review& review, model::Command& command);

/// The field that numbers records of this kind; empty when none does.
std::string_view number_field(std::string_view kind);

/// An expunge removes words: numbers, codes and stages that stand stay.
Result<void> keep_marks(review::Review& review, model::Command& command);

/// What the fields of a record would be put to by this expunge, null for what goes. NotFound as
/// Review::record.
Result<json::Object> after_expunge(review::Review& review, const model::Change& change);

}  // namespace core::putting
