#pragma once
/// Figures about one person's chronology: age, days before death, intervals, silent gaps, bursts, last seen
/// alone. A line of several sources counts once; what rests on an assumption says so.
/// Source: docs/domain.md R17 and 4.2 (6).

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "storage/rules/facts.h"

namespace rules {

/// A whole number known to lie between two; equal: known. An end that is open is absent.
struct Range {
    std::optional<std::int64_t> least, most;
    bool known() const { return least && most && *least == *most; }
    bool operator==(const Range&) const = default;
};

/// Contacts: every kind but NOCONTACT, POSTINC, LIFE and INCIDENT, an unknown kind included; a record entry
/// (mode REC) is none.
bool is_contact(const Record& event);

struct EventMeasure {
    std::string event;  ///< the one whose wording stands on the line
    bool contact = false;
    std::optional<Range> age;  ///< of the person, whole years; none without a birth date
    std::optional<Range> days_before_death;
    /// Days since the contact before: of any agency, and of this one. None for the first, and where nothing
    /// is dated.
    std::optional<Range> since_any, since_same;
};

/// Contacts in the last `days` days before the death: surely, and at most.
struct Window {
    std::int64_t days = 0;
    Range contacts;
};

/// No contact for longer than asked.
struct Gap {
    std::string after, before;  ///< events
    Day from{}, to{};           ///< last day of the one, first day of the other
    Range days;
    std::vector<std::string> unless;  ///< contacts too loosely dated to bound it that may fall into it
};

/// Many contacts in few days, well above the review's own rate.
struct Burst {
    Day from{}, to{};
    std::int64_t contacts = 0, days = 0;
    double expected = 0;  ///< contacts in as many days at the review's own rate
};

struct LastContact {
    std::string agency;  ///< organisation id
    std::string event;
    std::optional<Range> days_before_death;
    bool assumed = false;  ///< another contact of that agency may have been later
};

struct Measures {
    std::string person;                ///< id; empty where the review names no victim yet
    Span death;                        ///< as far as known
    std::vector<EventMeasure> events;  ///< in merged order, one a line
    std::vector<Window> windows;       ///< 30, 90, 365 days
    std::vector<Gap> gaps;
    std::vector<Burst> bursts;
    std::optional<std::string> seen_alone;  ///< the last event with seen_alone Y
    bool seen_alone_assumed = false;
    std::vector<LastContact> last_contacts;  ///< latest first
    std::vector<std::string> assumptions;    ///< what the figures rest on, in words
};

constexpr std::int64_t kGapDays = 60;

/// `person`: empty takes the victim of the review. `gap`: silent gaps over so many days.
Measures measures(const Facts& facts, std::string_view person = {}, std::int64_t gap = kGapDays);

/// A contact dated no closer than this bounds no gap.
constexpr std::int64_t kLooseDays = 31;

}  // namespace rules
