#pragma once
/// What changed in a review since a day or a meeting, by meaning. Source: docs/domain.md R36.

#include "storage/review/review.h"
#include "storage/rules/queries.h"

namespace core {

using base::Result;

/// The records that are not what they were at the beginning of that day in London.
Result<std::vector<rules::RecordTurn>> changed_since(review::Review& review, model::Day day);
/// The same after an entry of the journal.
Result<std::vector<rules::RecordTurn>> changed_after(review::Review& review, std::int64_t entry);
/// The first moment of a day in London.
base::Time london_midnight(model::Day day);

}  // namespace core
