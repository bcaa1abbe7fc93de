#pragma once
/// Work on the events of a chronology: doubles, lines of several sources, places, coding, events typed by
/// hand. Every change is one command and is taken back by undo. Source: docs/domain.md 4.2 (5 to 7).

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/core/putting.h"
#include "storage/rules/duplicates.h"
#include "storage/rules/measures.h"
#include "storage/rules/order.h"

namespace core {

/// What a proposal or a line shows of one event.
struct EventBrief {
    std::string id, when, agency, text;  ///< `text` is the agency's own
};
struct DoubleShown {
    rules::Proposal proposal;
    EventBrief a, b;
    std::string link;  ///< id of the link that decided it; empty: open, or decided through a third event
    bool confirmed = false;  ///< by that link; else it was refused
};
/// Best first. `all`: also those decided.
Result<std::vector<DoubleShown>> doubles(review::Vault& vault, review::Review& review, bool all);

struct MergeWanted {
    std::string a, b;
    std::string link = "DUP";     ///< code of `event_link`
    std::string canonical;        ///< event whose wording stands on the line; empty: as it stands, else `a`
    std::int64_t confidence = 0;  ///< of the proposal that was confirmed; 0: none
    std::vector<std::string> reasons;
    std::string by;  ///< code of the person who decided; may be empty
};
struct LinkWritten {
    std::string link;               ///< id of the event_link
    std::vector<std::string> line;  ///< the events of the line now, the standing one first; empty: none
    Written written;
};
/// Confirms a link; DUP, REFPAIR and SUPERSEDE put both on one line. Errors: NotFound; Invalid (the same
/// event, a code that is none); Conflict (confirmed already); Refused as core::put.
Result<LinkWritten> merge_events(review::Vault& vault, review::Review& review, const MergeWanted& wanted);
/// Takes a confirmed or refused link away: the state is what it would be without it. Errors: NotFound.
Result<LinkWritten> split_events(review::Vault& vault, review::Review& review, std::string_view link);
/// Looked at and kept apart: not proposed again. Errors: as merge_events.
Result<LinkWritten> refuse_double(review::Vault& vault, review::Review& review, const MergeWanted& wanted);

struct EventCodes {
    std::vector<std::string> mo{}, gp{}, themes{};  ///< codes to add
    std::optional<std::string> significance{}, kind{};
    bool remove = false;  ///< takes the codes away instead
};
/// One command. Errors: NotFound; Invalid (a code that is none; nothing said).
Result<Written> code_event(review::Vault& vault, review::Review& review, std::string_view event,
                           const EventCodes& coding);
/// The same for several events, still one command; those it changes nothing of are left alone. Errors: as
/// code_event; Conflict where it changes none.
Result<Written> code_events(review::Vault& vault, review::Review& review,
                            const std::vector<std::string>& events, const EventCodes& coding);

struct Placing {
    std::string after{}, before{};           ///< event ids
    std::optional<std::int64_t> sequence{};  ///< among events whose dates are the same
    bool clear = false;                      ///< by date again
};
/// Errors: NotFound; Refused `place_dates`, `place_circular` (it could not stand there); Invalid.
Result<Written> place_event(review::Vault& vault, review::Review& review, std::string_view event,
                            const Placing& placing);

struct EventAdded {
    std::string id;
    std::vector<std::string> problems;  ///< what to settle
    Written written;
};
/// An event typed by hand. `said`: date, time, end_date (as a person writes them), agency (name or id; or
/// agency_type with a new name), subjects (codes), after, before, and any field of chronology_event by its
/// own name. Errors: Invalid; NotFound; Refused `order_open` (day and month undecided: say date_order dmy
/// or mdy).
Result<EventAdded> add_event(review::Vault& vault, review::Review& review, const json::Object& said);

/// What a person calls an event, by id: "22 January 2021, Thamesbrook Constabulary"; an agency, its name.
using Names = std::map<std::string, std::string, std::less<>>;

/// The lines of the chronology with what is certain of their places.
struct OrderShown {
    std::vector<std::string>
        ids;  ///< the standing event of each line, in the order they are given to the rule
    std::vector<rules::OrderEvent> events;
    rules::PossibleOrder possible;
    Names names;
};
Result<OrderShown> chronology_order(review::Review& review);

struct MeasuresShown {
    rules::Measures figures;
    Names names;
};
/// `person`: a code; empty: the victim. Errors: NotFound.
Result<MeasuresShown> chronology_measures(review::Vault& vault, review::Review& review,
                                          std::string_view person, std::int64_t gap);

}  // namespace core
