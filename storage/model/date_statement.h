#pragma once
/// A whole date cell: one date, two with what joins them, a bound, a time beside it.

#include <optional>

#include "storage/model/date_resolve.h"
#include "storage/model/date_tokens.h"
#include "storage/model/time_reading.h"

namespace model {

struct Statement {
    Interval interval;
    std::optional<TimeStated> time;
};

/// Nothing when the tokens are not wholly understood.
std::optional<Statement> statement_of(const Tokens& tokens, const ReadingContext& context);
/// "aged 14", "when V was 14": nothing when it says no age.
std::optional<Interval> age_of(const Tokens& tokens, const ReadingContext& context);
/// What follows a date: the rest must be a time, a part of the day or nothing.
bool take_rest(Cursor& cursor, std::optional<TimeStated>& time);
/// "same day", "ditto", `"`, "as above".
bool take_as_above(Cursor& cursor);

}  // namespace model
