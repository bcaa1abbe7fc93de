#pragma once
/// What the rules say, in an answer: lines for people, members for machines.

#include <string>
#include <vector>

#include "app/cli/answer.h"
#include "storage/rules/golden.h"

namespace cli {

/// `[{"rule","kind","id","message","remedy","gate"}]`
json::Array to_json(const std::vector<rules::Problem>& problems);
/// "V1  Finding 3 is agreed ... (what to do)", one a line.
std::string to_lines(const std::vector<rules::Problem>& problems);

}  // namespace cli
