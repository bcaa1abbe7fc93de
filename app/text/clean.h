#pragma once
/// Pasted and typed text brought to plain letters: what other programs put between them is left out.

#include <string>
#include <string_view>

namespace text {

/// UTF-8 with LF line ends (spaces instead when `one_line`). Controls, soft hyphens, zero-width and
/// bidirectional marks go; tabs and fixed or non-breaking spaces become spaces. Joiners stay between letters
/// of scripts that are spelled with them, and where they are all that was typed. Empty when it is not UTF-8.
std::string clean(std::string_view from, bool one_line);

}  // namespace text
