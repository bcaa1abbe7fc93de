#include "storage/rules/order.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <random>
#include <set>

#include "tests/storage/rules/support.h"

namespace {

using rules::OrderEvent;

// "name earliest latest time precision"; "-" is nothing.
OrderEvent order_event(std::string_view name, std::string_view earliest, std::string_view latest,
                       std::string_view time = {})
{
    OrderEvent made;
    made.id = name;
    made.earliest = earliest;
    made.latest = latest;
    made.time = time;
    made.precision = time.empty() ? "DAY" : "INSTANT";
    return made;
}
OrderEvent undated(std::string_view name)
{
    return order_event(name, "", "");
}
OrderEvent after(OrderEvent made, std::string_view other)
{
    made.placed_after = other;
    return made;
}
OrderEvent before(OrderEvent made, std::string_view other)
{
    made.placed_before = other;
    return made;
}

std::string ids_in_order(const std::vector<OrderEvent>& events, const std::vector<std::size_t>& order)
{
    std::string text;
    for (const auto at : order) text += (text.empty() ? "" : " ") + events[at].id;
    return text;
}
std::string merged(const std::vector<OrderEvent>& events)
{
    return ids_in_order(events, rules::merged_order(events).order);
}

}  // namespace

TEST_CASE("R12: by the day it may begin, then time, then last day, then number by hand; undated last",
          "[rules]")
{
    auto first = order_event("n1", "2021-01-22", "2021-01-22", "19:10"),
         second = order_event("n2", "2021-01-22", "2021-01-22", "19:10");
    first.sequence = 2;
    second.sequence = 1;
    CHECK(merged({undated("u"), first, second, order_event("early", "2021-01-22", "2021-01-22", "00:15"),
                  order_event("untimed", "2021-01-22", "2021-01-22"),
                  order_event("month", "2021-01-01", "2021-01-31"), order_event("before", "", "2020-12-24"),
                  order_event("year", "2021-01-01", "2021-12-31")}) ==
          "before month year untimed early n2 n1 u");
}

TEST_CASE("R12: an undated event placed by hand stands at its place, and adding others does not move it",
          "[rules]")
{
    std::vector<OrderEvent> events{order_event("a", "2020-01-01", "2020-01-01"),
                                   order_event("b", "2021-01-01", "2021-01-01"), after(undated("u"), "a")};
    CHECK(merged(events) == "a u b");
    events.push_back(order_event("c", "2020-06-01", "2020-06-01"));
    CHECK(merged(events) == "a u c b");
    events.push_back(before(undated("w"), "b"));
    CHECK(merged(events) == "a u c w b");
    events.push_back(after(undated("x"), "u"));
    CHECK(merged(events) == "a u x c w b");
}

TEST_CASE("R12: several placed after one event keep the order of their numbers", "[rules]")
{
    std::vector<OrderEvent> events{order_event("a", "2020-01-01", "2020-01-01"), after(undated("y"), "a"),
                                   after(undated("x"), "a")};
    events[1].sequence = 1;
    events[2].sequence = 2;
    CHECK(merged(events) == "a y x");
}

TEST_CASE("R12: a loosely dated event gives way to the hand within its range", "[rules]")
{
    CHECK(merged({after(order_event("month", "2021-03-01", "2021-03-31"), "day"),
                  order_event("day", "2021-03-12", "2021-03-12"),
                  order_event("next", "2021-03-20", "2021-03-20")}) == "day month next");
    CHECK(merged({before(order_event("day", "2021-03-12", "2021-03-12"), "month"),
                  order_event("month", "2021-03-01", "2021-03-31")}) == "day month");
}

TEST_CASE("R12: a place against certain dates is not followed, and is told", "[rules]")
{
    const std::vector<OrderEvent> events{after(order_event("a", "2020-01-01", "2020-01-01"), "b"),
                                         order_event("b", "2021-01-01", "2021-01-01")};
    const auto order = rules::merged_order(events);
    CHECK(ids_in_order(events, order.order) == "a b");
    REQUIRE(order.clashes.size() == 1);
    CHECK(order.clashes[0].event == 0);
    CHECK(order.clashes[0].other == 1);
    CHECK(order.clashes[0].why == rules::Clash::Dates);
}

TEST_CASE("R12: events placed after each other stand by date, and are told", "[rules]")
{
    const std::vector<OrderEvent> events{after(undated("a"), "b"), after(undated("b"), "a")};
    const auto order = rules::merged_order(events);
    CHECK(order.order.size() == 2);
    REQUIRE(order.clashes.size() == 1);
    CHECK(order.clashes[0].why == rules::Clash::Circular);
    const std::vector<OrderEvent> itself{after(undated("a"), "a")};
    CHECK(rules::merged_order(itself).clashes.size() == 1);
}

TEST_CASE("R12: an event placed beside one that is gone stands by date, and is told", "[rules]")
{
    const std::vector<OrderEvent> events{after(undated("a"), "nobody"),
                                         order_event("b", "2020-01-01", "2020-01-01")};
    const auto order = rules::merged_order(events);
    CHECK(ids_in_order(events, order.order) == "b a");
    REQUIRE(order.clashes.size() == 1);
    CHECK(order.clashes[0].why == rules::Clash::Gone);
}

TEST_CASE("R12: the hand is followed against the times of one day, and that is told", "[rules]")
{
    const std::vector<OrderEvent> events{
        after(order_event("ten", "2020-01-01", "2020-01-01", "10:00"), "noon"),
        order_event("noon", "2020-01-01", "2020-01-01", "12:00")};
    const auto order = rules::merged_order(events);
    CHECK(ids_in_order(events, order.order) == "noon ten");
    REQUIRE(order.clashes.size() == 1);
    CHECK(order.clashes[0].why == rules::Clash::Times);
}

TEST_CASE("3.1: earliest and latest possible place of an event follow from the ranges of all", "[rules]")
{
    const std::vector<OrderEvent> events{order_event("a", "2021-01-01", "2021-01-01"),
                                         order_event("m", "2021-01-01", "2021-01-31"),
                                         order_event("b", "2021-01-15", "2021-01-15"),
                                         order_event("c", "2021-02-02", "2021-02-02"), undated("u")};
    const auto possible = rules::possible_order(events);
    const auto range = [&](std::size_t at) {
        return std::pair(possible.standing[at].earliest_place, possible.standing[at].latest_place);
    };
    CHECK(range(0) == std::pair<std::size_t, std::size_t>(1, 3));  // the month may begin before it, and u may
    CHECK(range(1) == std::pair<std::size_t, std::size_t>(1, 4));
    CHECK(range(3) == std::pair<std::size_t, std::size_t>(4, 5));
    CHECK(range(4) == std::pair<std::size_t, std::size_t>(1, 5));
    CHECK(possible.standing[3].assumed());
    CHECK(ids_in_order(events, possible.earliest_sequence) == "u a m b c");
    CHECK(ids_in_order(events, possible.latest_sequence) == "a b m c u");
}

TEST_CASE("3.1: a place given by hand narrows where an event can stand", "[rules]")
{
    const std::vector<OrderEvent> events{order_event("a", "2021-01-01", "2021-01-01"),
                                         order_event("b", "2021-02-01", "2021-02-01"),
                                         after(before(undated("u"), "b"), "a")};
    const auto possible = rules::possible_order(events);
    CHECK(ids_in_order(events, possible.merged.order) == "a u b");
    for (const auto& standing : possible.standing) CHECK_FALSE(standing.assumed());
    CHECK(possible.standing[2].by_hand);
}

TEST_CASE(
    "3.1: two contacts of one day without times may stand either way; with times, or numbers, only one way",
    "[rules]")
{
    std::vector<OrderEvent> events{order_event("a", "2021-01-01", "2021-01-01"),
                                   order_event("b", "2021-01-01", "2021-01-01")};
    CHECK(rules::possible_order(events).standing[0].assumed());
    auto numbered = events;
    numbered[0].sequence = 1;
    numbered[1].sequence = 2;
    CHECK_FALSE(rules::possible_order(numbered).standing[0].assumed());
    std::vector<OrderEvent> timed{order_event("a", "2021-01-01", "2021-01-01", "09:00"),
                                  order_event("b", "2021-01-01", "2021-01-01", "10:00")};
    CHECK_FALSE(rules::possible_order(timed).standing[0].assumed());
}

TEST_CASE(
    "3.1: whatever the dates and places, the order is one, certain dates are kept, and each place lies "
    "between its earliest and latest",
    "[rules]")
{
    std::mt19937 random(20261122);
    for (int round = 0; round < 300; ++round) {
        std::vector<OrderEvent> events;
        const std::size_t count = 2 + random() % 14;
        for (std::size_t i = 0; i < count; ++i) {
            const int day = 1 + static_cast<int>(random() % 20),
                      wide = random() % 3 == 0 ? static_cast<int>(random() % 8) : 0;
            char from[16], to[16];
            std::snprintf(from, sizeof from, "2021-01-%02d", day);
            std::snprintf(to, sizeof to, "2021-01-%02d", day + wide);
            OrderEvent made =
                random() % 5 == 0 ? undated(std::to_string(i)) : order_event(std::to_string(i), from, to);
            if (random() % 4 == 0) made.placed_after = std::to_string(random() % count);
            if (random() % 6 == 0) made.placed_before = std::to_string(random() % count);
            events.push_back(made);
        }
        INFO("round " << round);
        const auto possible = rules::possible_order(events);
        const auto& order = possible.merged.order;
        REQUIRE(std::set<std::size_t>(order.begin(), order.end()).size() == count);
        std::vector<std::size_t> place(count);
        for (std::size_t i = 0; i < count; ++i) place[order[i]] = i;
        for (std::size_t i = 0; i < count; ++i) {
            CHECK(possible.standing[i].place == place[i] + 1);
            CHECK(possible.standing[i].earliest_place <= place[i] + 1);
            CHECK(possible.standing[i].latest_place >= place[i] + 1);
            CHECK(possible.standing[i].latest_place <= count);
            for (std::size_t j = 0; j < count; ++j)
                if (!events[i].latest.empty() && !events[j].earliest.empty() &&
                    events[i].latest < events[j].earliest)
                    CHECK(place[i] < place[j]);
            const auto told = [&] {
                return std::ranges::any_of(possible.merged.clashes,
                                           [&](const auto& clash) { return clash.event == i; });
            };
            if (!events[i].placed_after.empty() && place[i] < place[std::stoul(events[i].placed_after)])
                CHECK(told());
            if (!events[i].placed_before.empty() && place[i] > place[std::stoul(events[i].placed_before)])
                CHECK(told());
        }
    }
}

TEST_CASE("3.1: an approximate time reaches two hours either side, a window as far as it says", "[rules]")
{
    auto about = order_event("a", "2021-01-01", "2021-01-01", "10:00");
    about.precision = "TIME_APPROX";
    CHECK(rules::minutes_of(about).last - rules::minutes_of(about).first == 240);
    about.time_earliest = "09:00";
    about.time_latest = "09:30";
    CHECK(rules::minutes_of(about).last - rules::minutes_of(about).first == 30);
}
