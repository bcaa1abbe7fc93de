#pragma once
/// The checked way to write: gates before, what the program makes filled in, the rules after.
/// Source: docs/domain.md, "The golden thread".

#include <cstdint>
#include <vector>

#include "storage/review/review.h"
#include "storage/rules/golden.h"

namespace core {

using base::Result;

struct Written {
    std::int64_t command = 0;
    /// What the rules say now of the records written, and what is wrong elsewhere because of them.
    std::vector<rules::Problem> problems;
};

/// Writes one command as a person gave it. Numbers that were not given, a finding's fingerprint of its
/// evidence, and what is worked out (rules/derived.h) are filled in. Errors: Refused (a gate: names the
/// record and the remedy, nothing is written); otherwise as Review::apply.
Result<Written> put(review::Vault& vault, review::Review& review, model::Command command);

}  // namespace core
