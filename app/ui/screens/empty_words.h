#pragma once
/// What an empty list says: what goes there, and how to begin.

#include <string_view>

namespace ui {

/// Empty where nothing is to be said of that kind.
std::string_view empty_words(std::string_view kind);

}  // namespace ui
