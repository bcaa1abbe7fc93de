#pragma once
/// The kind of record that an event of the chronology is.

#include <string_view>

namespace core {

inline constexpr std::string_view kEvent = "chronology_event";

}  // namespace core
