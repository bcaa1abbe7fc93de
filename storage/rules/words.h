#pragma once
/// Dates and fields as a person reads them in a sentence.

#include <string>
#include <string_view>

#include "storage/rules/facts.h"

namespace rules {

/// "2 February 2025".
std::string day_words(Day day);
/// Of two days as stored, either of which may be empty: "2 February 2025", "1 June 2020 to 31 August 2020",
/// "not before ...", "not after ..."; empty where both are.
std::string span_words(const std::string& earliest, const std::string& latest);

/// A field as the form of its record shows it, quoted: "\"Response due\"".
std::string field_words(std::string_view kind, std::string_view field);

}  // namespace rules
