// The chronology of the projection is the merged order of the rule: one concept, two paths.
#include "storage/rules/order.h"

#include <catch2/catch_test_macros.hpp>
#include <random>

#include "tests/support/vault_fixture.h"

namespace {

using support::object;
using support::put;

std::vector<std::string> shown(review::Review& review)
{
    const auto rows = review.chronology();
    REQUIRE(rows);
    std::vector<std::string> ids;
    for (const auto& row : *rows) ids.push_back(row.id);
    return ids;
}

std::vector<std::string> by_rule(review::Review& review)
{
    const auto records = review.records("chronology_event", model::Part::Open);
    REQUIRE(records);
    std::vector<rules::OrderEvent> events;
    for (const auto& record : *records) events.push_back(rules::order_event(record.id, record.fields));
    std::vector<std::string> ids;
    for (const auto at : rules::merged_order(events).order) ids.push_back(events[at].id);
    return ids;
}

// A day, a month, an open range or no date at all; some have times and numbers.
json::Object dates(std::mt19937& random)
{
    json::Object fields;
    const auto day = [&](unsigned n) {
        char text[16];
        std::snprintf(text, sizeof text, "2021-%02u-%02u", 1 + n / 28 % 12, 1 + n % 28);
        return std::string(text);
    };
    const auto drawn = [&](unsigned below) { return static_cast<unsigned>(random() % below); };
    const unsigned first = drawn(60), wide = drawn(3) == 0 ? drawn(40) : 0, open = drawn(8);
    if (open == 0) return fields;
    if (open != 1) fields.set("earliest", day(first));
    if (open != 2) fields.set("latest", day(first + wide));
    if (random() % 3 == 0) fields.set("time", random() % 2 == 0 ? "09:30" : "22:40");
    if (random() % 4 == 0) fields.set("seq", static_cast<std::int64_t>(random() % 3));
    return fields;
}

}  // namespace

TEST_CASE("R12: the order of the projection is the merged order of the rule, with and without places by hand",
          "[review]")
{
    support::VaultFixture at(4);
    auto& review = at.demo_review();
    std::mt19937 random(7);
    std::vector<std::string> ids;
    model::Command made;
    for (int i = 0; i < 120; ++i) {
        ids.push_back(at.new_id());
        made.changes.push_back(put("chronology_event", ids.back(), dates(random)));
    }
    REQUIRE(review.apply(made));
    CHECK(shown(review) == by_rule(review));
    for (int i = 0; i < 25; ++i) {
        json::Object fields;
        fields.set(random() % 2 == 0 ? "placed_after" : "placed_before", ids[random() % ids.size()]);
        REQUIRE(review.apply({{put("chronology_event", ids[random() % ids.size()], std::move(fields))}}));
        CHECK(shown(review) == by_rule(review));
    }
    const auto before = shown(review);
    REQUIRE(review.rebuild());
    CHECK(shown(review) == before);
    const auto health = at.vault->check();
    REQUIRE(health);
    CHECK(health->findings.empty());
}

TEST_CASE("R12: a place is taken back by undo, and a struck event leaves those beside it standing by date",
          "[review]")
{
    support::VaultFixture at;
    auto& review = at.demo_review();
    const std::string a = at.new_id(), b = at.new_id(), u = at.new_id();
    const auto on = [](const char* day) { return object({{"earliest", day}, {"latest", day}}); };
    REQUIRE(review.apply(
        {{put("chronology_event", a, on("2020-01-01")), put("chronology_event", b, on("2021-01-01")),
          put("chronology_event", u, object({{"precision", "UNKNOWN"}}))}}));
    CHECK(shown(review) == std::vector<std::string>{a, b, u});
    REQUIRE(review.apply({{put("chronology_event", u, object({{"placed_after", a}}))}}));
    CHECK(shown(review) == std::vector<std::string>{a, u, b});
    REQUIRE(review.undo());
    CHECK(shown(review) == std::vector<std::string>{a, b, u});
    REQUIRE(review.redo());
    model::Change strike;
    strike.op = model::Op::Strike;
    strike.kind = "chronology_event";
    strike.id = a;
    strike.reason = "entered twice";
    REQUIRE(review.apply({{strike}}));
    CHECK(shown(review) == std::vector<std::string>{b, u});
}
