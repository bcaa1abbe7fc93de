#pragma once
/// Looking for words in a text as a person means them: large and small letters alike, straight quotes for
/// curly ones, an ordinary space for any.

#include <string_view>
#include <vector>

#include "app/text/boundaries.h"

namespace text {

/// Where `what` stands, in order, none overlapping. UTF-8; ranges are on code-point borders.
std::vector<Range> find_all(std::string_view text, std::string_view what, bool match_case);

}  // namespace text
