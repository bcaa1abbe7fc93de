#pragma once
/// What a screen with one problem at a time says beside the field that has it.

#include <string_view>

namespace ui {

/// Empty where the problem of the screen is not that of this field.
template <typename Screen>
std::string_view error_of(const Screen& screen, std::string_view field)
{
    return screen.problem_field == field ? std::string_view(screen.problem) : std::string_view();
}

}  // namespace ui
