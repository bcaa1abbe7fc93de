#pragma once
/// A time of day as written: "1540", "23.50hrs", "approx 10pm", "early hours", "between 2200 and 2330".

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "storage/model/date_tokens.h"

namespace model {

struct TimeStated {
    std::optional<int> time;      ///< minutes after midnight; none for "evening"
    std::optional<int> from, to;  ///< the window, where one is stated
    bool approximate = false;
    bool universal = false;    ///< written with Z or UTC: not yet moved to UK time
    bool empty_clock = false;  ///< 00:00:00, as programs write a day without a time
    bool nothing = false;      ///< says that the time is not known
    std::vector<std::string> problems;
};

/// Takes a time at the cursor; `bare` also allows "1540" without a mark or ending.
std::optional<TimeStated> take_time(Cursor& cursor, bool bare);
/// "early hours", "pm", "after school": a part of the day.
std::optional<TimeStated> take_day_part(Cursor& cursor);
/// "not known", "n/k", "-", "tbc".
bool says_not_known(const Tokens& tokens);
/// A whole time cell. An unreadable one gives a problem; an empty one gives `nothing`.
TimeStated read_time(std::string_view text);

}  // namespace model
