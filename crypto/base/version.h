#pragma once
/// The version of this program: `Bag-Software-Agent` of what it writes, and what a roster's `minimum` is held
/// against. The same as the project's in CMakeLists.txt.

#include <string_view>

namespace base {

inline constexpr std::string_view kProgramVersion = "0.1.0";

}  // namespace base
