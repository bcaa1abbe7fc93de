#pragma once
/// For putting.cpp only: what may never be written, and what the program fills in.

#include "storage/model/command.h"
#include "storage/review/review.h"

namespace core::putting {

using base::Result;

/// V12 and the review's stage. Errors: Refused `imported_row`, `imported_words`, `stage_needs_decision`,
/// `made_by_program`, `decision_number`.
Result<void> guard(review::Review& review, const model::Command& command);

/// Gives new records of numbered kinds the next number where none was given. A number is never used again,
/// not even that of a record that was struck out or taken back.
Result<void> fill_numbers(review::Review& review, model::Command& command);

}  // namespace core::putting
