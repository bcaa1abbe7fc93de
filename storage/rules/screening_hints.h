#pragma once
/// What the records suggest for one test of screening. Source: docs/domain.md 2.1.

#include <string_view>

#include "storage/rules/screening.h"

namespace rules {

/// Without a suggestion where the records say nothing. Never an answer.
Hint hint_for(const Facts& facts, const Templates& templates, std::string_view test);

}  // namespace rules
