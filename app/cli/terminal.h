#pragma once
/// Text on its way to a terminal. What agencies, packs and file names hold is shown, never obeyed.

#include <string>
#include <string_view>

namespace cli {

/// `text` with every control character but LF and TAB (and CR before LF), every mark that turns the direction
/// of writing and every byte that is no UTF-8 shown as <U+001B> or <9B>.
std::string for_terminal(std::string_view text);

/// The same of JSON text, as \u escapes: the values stay what they are.
std::string json_for_terminal(std::string_view json);

}  // namespace cli
