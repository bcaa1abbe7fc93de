#pragma once
/// The words of dates: months (with the usual slips), weekdays, seasons, parts, bounds, hedges.
/// All take words as date_tokens.h gives them: lower case, no apostrophes.

#include <array>
#include <optional>
#include <string_view>

#include "storage/model/date_tokens.h"

namespace model {

/// As a person writes them, from 0 Sunday.
inline constexpr std::array<std::string_view, 7> kWeekdayNames = {
    "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"};

/// 1 to 12. At least three letters of the name, or a common misspelling of it.
std::optional<int> month_of(std::string_view word);
/// 0 Sunday to 6 Saturday.
std::optional<int> weekday_of(std::string_view word);
bool is_ordinal_ending(std::string_view word);  ///< st nd rd th

enum class Season { Spring, Summer, Autumn, Winter };
std::optional<Season> season_of(std::string_view word);

/// 1 to 4 for "first" to "fourth"; 1 to 12 written out "one" to "twelve" is number_of.
std::optional<int> ordinal_of(std::string_view word);

/// "early", "mid", "late", "start of", "end of", "beginning of"...: narrows without saying to what.
bool take_part(Cursor& cursor);
/// "c.", "approx", "about", "on or about", "?", "~"...: the date is not certain.
bool take_hedge(Cursor& cursor);
/// "on", "in", "the", "of", "during", "date:"...: says nothing.
bool take_filler(Cursor& cursor);

enum class Bound { Before, Until, After, From };
/// "before", "by", "after", "since", "on or before"...
std::optional<Bound> take_bound(Cursor& cursor);
/// "onwards", "to date", "ongoing"... after a date.
bool take_onwards(Cursor& cursor);
/// "-", "to", "until", "/", "or", "and"... between two dates.
bool take_range_mark(Cursor& cursor);

enum class WeekWord { Commencing, Ending, Of, Weekend };
std::optional<WeekWord> take_week_word(Cursor& cursor);

/// True for words that place a date against something else ("before death", "last Tuesday", "later").
bool is_relative(const Tokens& tokens);
/// True for words that, standing in a note beside a date, could change which date is meant.
bool changes_meaning(const Token& token);

}  // namespace model
