#pragma once
/// The clocks of a review: for each rule of its template (and each review partner where the rule says so)
/// what is due when, and where it stands. Computed from the facts each time; only what people did is kept
/// (records `clock`, `notification`). Source: docs/domain.md 2.2, docs/formats/clocks.md.

#include <optional>
#include <string>
#include <vector>

#include "storage/rules/facts.h"
#include "storage/rules/template.h"

namespace rules {

enum class ClockState { NotStarted, Running, Paused, Met, Missed, Waived };
std::string_view to_text(ClockState);    ///< "not_started", "running", ...
std::string_view described(ClockState);  ///< "not started"

struct Extension {
    Day new_date{};
    std::string reason, approved_by;
    std::optional<Day> on;
};

struct Pause {
    Day from{};
    std::optional<Day> to;  ///< none: still paused
    std::string reason, advice;
};

/// A calculation that gives another day than the one somebody was told.
struct DueDifference {
    Day old_due{};  ///< the one notified: it stands until somebody accepts the new one
    Day new_due{};
};

struct Clock {
    const ClockRule* rule = nullptr;  ///< of the template given to clocks()
    std::string record;               ///< id of its `clock` record; empty: nothing was recorded
    std::string party;                ///< organisation whose clock it is; empty: the review's own
    std::string subject;              ///< record that starts it (an incident, a recommendation); may be empty
    ClockState state = ClockState::NotStarted;
    std::optional<Day> started;
    bool started_approximate = false;  ///< counted from the earliest day of an uncertain date
    std::optional<Day> computed;       ///< by the rule, with extensions and pauses
    std::optional<Day> due;            ///< what counts: the day notified where there is one, else computed
    std::optional<Day> notified_due;
    std::optional<DueDifference> difference;
    std::optional<Day> met_on;
    std::optional<Day> remind_on;  ///< the next day the program asks again, where the rule says so
    bool governs = false;          ///< of a joint review's clocks for one aim: the earliest that is open
    int overdue_by =
        0;  ///< days after the due day: of a missed clock until today, of one met late until then
    std::vector<Extension> extensions;
    std::vector<Pause> pauses;       ///< only those that count
    std::vector<std::string> notes;  ///< "check against current guidance", what was left out of account

    bool late() const { return overdue_by > 0; }
};

/// Whether a pause may stop it: only where the template says so, and never a clock set by statute.
bool may_pause(const ClockRule& rule);
/// The day the rule alone gives for a start; none for an open limit.
std::optional<Day> due_day(const ClockRule& rule, Day started,
                           const model::Calendar& by = model::Calendar::built_in());

/// Every clock of the template, in its order, partners in the order they were made.
std::vector<Clock> clocks(const Facts& facts, const Template& by);
/// The clock of that rule, partner and subject (empty: any, if there is one only); null when there is none or
/// the choice is open.
const Clock* find_clock(const std::vector<Clock>& among, std::string_view rule_id,
                        std::string_view party = {}, std::string_view subject = {});
/// "OW1, Thamesbrook Constabulary: due 2025-03-01, overdue by 3 days".
std::string one_line(const Facts& facts, const Clock& clock);

}  // namespace rules
