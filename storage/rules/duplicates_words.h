#pragma once
/// The words of a contact as duplicates compare them: folded, stemmed, words that agencies use for the same
/// thing made one; and the agencies a text names. Source: docs/decisions/0065-duplicate-score.md.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace rules {

/// Agencies a text may name, as bits: police, ambulance, hospital...
using AgencyNames = std::uint32_t;
AgencyNames agencies_named(const std::vector<std::string>& words);
/// Of a code of `agency_type`.
AgencyNames agency_of_type(std::string_view type);
/// "police", "ambulance service"; of the lowest bit.
std::string_view agency_word(AgencyNames names);

/// Words of folded text without those that say nothing; clock times as "22:40" become one spelling.
std::vector<std::string> telling_words(const std::vector<std::string>& words);
/// One spelling for a word and what agencies say instead: "stabbed" and "knifed" give the same.
std::string word_root(std::string_view word);
/// Clock times in raw text, minutes after midnight: "22:40", "2240 hrs", "10.40pm".
std::vector<int> clock_times(std::string_view text);

enum class Refers : std::uint8_t { No, Says, Received };
/// Whether a text speaks of a referral, or of one received.
Refers refers(const std::vector<std::string>& words);

}  // namespace rules
