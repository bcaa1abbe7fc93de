#pragma once
/// The merged order of a chronology: where each event stands, what that place rests on, and where it could
/// stand at the earliest and at the latest. Source: docs/formats/chronology-order.md.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "storage/rules/facts.h"

namespace rules {

/// What decides an event's place. Days YYYY-MM-DD, times HH:MM; empty: open or not stated.
struct OrderEvent {
    std::string id;
    std::string earliest, latest, time;
    std::string time_earliest, time_latest;
    std::string precision;
    std::int64_t sequence = 0;                ///< among events whose dates are the same
    std::string placed_after, placed_before;  ///< ids of other events: "order known, date unknown"

    bool undated() const { return earliest.empty() && latest.empty(); }
};
OrderEvent order_event(std::string_view id, const json::Object& fields);

/// By date alone: the day it may begin (where that is open the last day), time, latest day, sequence, id;
/// undated last.
bool stands_before(const OrderEvent& a, const OrderEvent& b);

/// A place given by hand that cannot be kept.
enum class Clash : std::uint8_t {
    Dates,     ///< the dates say the opposite: they are followed
    Times,     ///< the times of one day say the opposite: the hand is followed
    Circular,  ///< each is placed after the other: by date
    Gone       ///< the other event is not there any more: by date
};
struct PlaceClash {
    std::size_t event = 0;             ///< index of the event placed
    std::optional<std::size_t> other;  ///< index of the one it was placed beside
    Clash why = Clash::Dates;
};
std::string to_text(Clash why);  ///< a sentence for the person who placed it

struct MergedOrder {
    std::vector<std::size_t> order;  ///< indices into what was given
    std::vector<PlaceClash> clashes;
};
/// By date, and those placed by hand at their places. Adding an event moves no other.
MergedOrder merged_order(std::span<const OrderEvent> events);

/// What is certain of one event's place; places from 1.
struct Standing {
    std::size_t place = 0;
    std::size_t earliest_place = 0, latest_place = 0;
    bool by_hand = false;
    /// Other events could stand on the other side of it.
    bool assumed() const { return earliest_place != latest_place; }
};
struct PossibleOrder {
    MergedOrder merged;
    std::vector<Standing> standing;              ///< as given
    std::vector<std::size_t> earliest_sequence;  ///< indices, were each to happen as early as it can
    std::vector<std::size_t> latest_sequence;    ///< indices, were each to happen as late as it can
};
PossibleOrder possible_order(std::span<const OrderEvent> events);

/// What an imprecise place rests on: "its day is not known: it lies between 2021-03-01 and 2021-03-31".
std::string assumption(const OrderEvent& event);

inline constexpr std::int64_t kDayMinutes = 1440;
/// First and last minute an event can have happened, counted from 1970; open ends are the limits.
struct MinuteSpan {
    std::int64_t first = INT64_MIN, last = INT64_MAX;
};
MinuteSpan minutes_of(const OrderEvent& event);

}  // namespace rules
