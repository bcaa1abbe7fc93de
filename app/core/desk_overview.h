#pragma once
/// A review at a glance: clocks, what is late, what changed, what waits, what is missing, how complete it is.
/// Everything is computed by storage/rules; here it only becomes words. Belongs to the store thread.

#include <optional>
#include <string>
#include <vector>

#include "app/core/desk_store.h"
#include "storage/rules/facts.h"
#include "storage/rules/template.h"

namespace core {

enum class Urgency : std::uint8_t { None, Calm, Soon, Late, Good };

/// One line that leads to a record (`id`), or to the records of a kind.
struct DeskLine {
    std::string kind, id;
    std::string text, note;
    std::string mark;  ///< a word or two: "12 days late"
    Urgency urgency = Urgency::None;
};

struct DeskClock {
    std::string rule, record;  ///< its record; empty where nothing was recorded
    std::string what;          ///< what is to be done
    std::string who;           ///< whose clock it is; empty: the review's own
    std::string due;           ///< "Due 14 April 2026"
    std::string left;          ///< "12 days left"
    std::string note;          ///< where the rule wants checking
    Urgency urgency = Urgency::Calm;
    std::optional<std::int64_t> days;  ///< left; below 0: late
};

struct DeskOverview {
    DeskReview review;
    std::int64_t events = 0;
    std::string today;              ///< "22 November 2026"
    std::vector<DeskClock> clocks;  ///< that run or are late, late ones first
    std::int64_t other_clocks = 0;  ///< not started, met or waived
    std::vector<DeskLine> late;     ///< but clocks and returns
    std::string since;              ///< "Since meeting 3 on 4 May 2026"; empty: no meeting is recorded
    std::vector<DeskLine> changed;
    std::vector<DeskLine> decisions;
    std::vector<DeskLine> returns;
    bool asked = false;     ///< an agency was asked for something, or is to be
    bool findings = false;  ///< there is one
    std::vector<DeskLine> gaps;
    std::vector<DeskForm> forms;
};
Result<DeskOverview> desk_overview(DeskStore& store);

/// What the list of reviews says of one of them.
struct DeskStanding {
    std::string uuid;
    std::string clock, left;  ///< the next clock, and the days
    std::optional<std::int64_t> days;
    Urgency urgency = Urgency::None;
    std::string sent;      ///< "Sent 3 May 2026, accepted"
    int done = 0, of = 0;  ///< forms
};
/// Opens the review, unless one is open already, and closes it again. Errors: Conflict when one is open.
Result<DeskStanding> desk_standing(DeskStore& store, const std::string& uuid);

/// The clocks that run or are late, late ones first; `others`: how many do not.
std::vector<DeskClock> clocks_in_words(const rules::Facts& facts, const rules::Template& by,
                                       std::int64_t& others);
std::vector<DeskForm> forms_of(const rules::Facts& facts, const rules::Template* by);

}  // namespace core
