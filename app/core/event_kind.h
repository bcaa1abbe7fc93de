#pragma once
/// The kind of record that an event of the chronology is, and what of it may be shown in coded view.

#include <string>
#include <string_view>

#include "storage/json/json.h"

namespace core {

inline constexpr std::string_view kEvent = "chronology_event";

/// The summary, once somebody has confirmed that it names nobody; before that it is not shown in coded view.
inline std::string confirmed_summary(const json::Object& fields)
{
    return json::flag_or(fields, "summary_confirmed") ? json::text_or(fields, "summary") : std::string();
}

}  // namespace core
