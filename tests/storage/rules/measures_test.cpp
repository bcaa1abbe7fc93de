#include "storage/rules/measures.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "storage/rules/lines.h"
#include "tests/storage/rules/support.h"

using rules::Range;
using test::FactsBuilder;
using test::id;

namespace {

FactsBuilder life()
{
    FactsBuilder builder;
    builder
        .put(
            "person", "v",
            R"({"code":"V","dob":{"text":"29/02/2004","earliest":"2004-02-29","latest":"2004-02-29","precision":"DAY"}})")
        .put(
            "incident", "i",
            R"({"victims":["@v"],"death_date":{"text":"2 Feb 2025","earliest":"2025-02-02","latest":"2025-02-02","precision":"DAY"}})")
        .put("organisation", "pol", R"({"name":"Police"})")
        .put("organisation", "gp", R"({"name":"Surgery"})");
    return builder;
}

FactsBuilder& put_event(FactsBuilder& builder, const std::string& word, const std::string& agency,
                        const std::string& earliest, const std::string& latest, const std::string& more = "")
{
    return builder.put("chronology_event", word,
                       R"({"organisation":"@)" + agency + R"(","earliest":")" + earliest + R"(","latest":")" +
                           latest + "\"" + more + "}");
}
FactsBuilder& put_on(FactsBuilder& builder, const std::string& word, const std::string& agency,
                     const std::string& day, const std::string& more = "")
{
    return put_event(builder, word, agency, day, day, more);
}

const rules::EventMeasure& measure_of(const rules::Measures& found, std::string_view word)
{
    const auto at = std::ranges::find(found.events, id(word), &rules::EventMeasure::event);
    REQUIRE(at != found.events.end());
    return *at;
}

}  // namespace

TEST_CASE("R17: age at an event in whole years, a range where the date is loose", "[rules]")
{
    auto builder = life();
    put_on(builder, "before", "pol", "2022-02-28");
    put_on(builder, "birthday", "pol", "2024-02-29");
    put_event(builder, "year", "pol", "2023-01-01", "2023-12-31");
    const auto found = rules::measures(builder.facts());
    CHECK(found.person == id("v"));
    CHECK(measure_of(found, "before").age == Range{17, 17});
    CHECK(measure_of(found, "birthday").age == Range{20, 20});
    CHECK(measure_of(found, "year").age == Range{18, 19});
}

TEST_CASE("R17: days before death, negative after it", "[rules]")
{
    auto builder = life();
    put_on(builder, "eve", "pol", "2025-02-01");
    put_event(builder, "january", "gp", "2025-01-01", "2025-01-31");
    put_on(builder, "after", "gp", "2025-02-05", R"(,"contact_kind":"POSTINC")");
    const auto found = rules::measures(builder.facts());
    CHECK(measure_of(found, "eve").days_before_death == Range{1, 1});
    CHECK(measure_of(found, "january").days_before_death == Range{2, 32});
    CHECK(measure_of(found, "after").days_before_death == Range{-3, -3});
}

TEST_CASE("R17: days since the contact before, of any agency and of the same", "[rules]")
{
    auto builder = life();
    put_on(builder, "a", "pol", "2024-01-01");
    put_on(builder, "b", "gp", "2024-01-11");
    put_on(builder, "c", "pol", "2024-01-31");
    const auto found = rules::measures(builder.facts());
    CHECK_FALSE(measure_of(found, "a").since_any.has_value());
    CHECK(measure_of(found, "b").since_any == Range{10, 10});
    CHECK_FALSE(measure_of(found, "b").since_same.has_value());
    CHECK(measure_of(found, "c").since_any == Range{20, 20});
    CHECK(measure_of(found, "c").since_same == Range{30, 30});
}

TEST_CASE(
    "R17: contacts in the last 30, 90 and 365 days: surely, and at most; a line of two sources counts once",
    "[rules]")
{
    auto builder = life();
    put_on(builder, "a", "pol", "2025-01-20");
    put_on(builder, "double", "gp", "2025-01-20");
    put_on(builder, "edge", "gp", "2025-01-03");
    put_on(builder, "older", "gp", "2025-01-02");
    put_event(builder, "loose", "pol", "2024-10-01", "2025-01-10");
    put_on(builder, "life", "pol", "2025-01-21", R"(,"contact_kind":"LIFE")");
    put_on(builder, "none", "pol", "2025-01-22", R"(,"contact_kind":"NOCONTACT")");
    put_on(builder, "after", "pol", "2025-02-09", R"(,"contact_kind":"POSTINC")");
    builder.put("event_link", "l",
                R"({"a":"@a","b":"@double","link":"DUP","confirmed":"Y","canonical_event":"@a"})");
    const auto found = rules::measures(builder.facts());
    REQUIRE(found.windows.size() == 3);
    CHECK(found.windows[0].contacts == Range{2, 3});
    CHECK(found.windows[1].contacts == Range{3, 4});
    CHECK(found.windows[2].contacts == Range{4, 4});
    CHECK(found.events.size() == 7);
}

TEST_CASE(
    "R17: a contact about somebody else is not this person's; one that names nobody is counted, and that is "
    "said",
    "[rules]")
{
    auto builder = life();
    builder.put("person", "s", R"({"code":"S1"})");
    put_on(builder, "his", "pol", "2025-01-20", R"(,"subjects":["@s"])");
    put_on(builder, "hers", "pol", "2025-01-21", R"(,"subjects":["@v"])");
    put_on(builder, "unnamed", "pol", "2025-01-22");
    const auto found = rules::measures(builder.facts());
    CHECK_FALSE(measure_of(found, "his").contact);
    CHECK(found.windows[0].contacts == Range{2, 2});
    CHECK(std::ranges::any_of(found.assumptions, [](const auto& said) {
        return said.find("who it is about") != std::string::npos;
    }));
}

TEST_CASE("4.2: silent gaps over so many days, with the loose contacts that may have fallen into them",
          "[rules]")
{
    auto builder = life();
    put_on(builder, "a", "pol", "2024-01-01");
    put_on(builder, "b", "pol", "2024-04-10");
    put_on(builder, "c", "pol", "2024-05-01");
    put_event(builder, "loose", "gp", "2024-01-01", "2024-12-31");
    const auto found = rules::measures(builder.facts(), {}, 60);
    REQUIRE(found.gaps.size() == 1);
    CHECK(found.gaps[0].after == id("a"));
    CHECK(found.gaps[0].before == id("b"));
    CHECK(found.gaps[0].days == Range{100, 100});
    CHECK(found.gaps[0].unless == std::vector<std::string>{id("loose")});
    CHECK(rules::measures(builder.facts(), {}, 100).gaps.empty());
}

TEST_CASE("4.2: a burst is many contacts in two weeks, well above the review's own rate", "[rules]")
{
    auto builder = life();
    for (int month = 1; month <= 12; ++month) {
        char day[16];
        std::snprintf(day, sizeof day, "2023-%02d-01", month);
        put_on(builder, "m" + std::to_string(month), "gp", day);
    }
    for (const char* day : {"2024-06-01", "2024-06-03", "2024-06-05", "2024-06-07", "2024-06-09"})
        put_on(builder, std::string("b") + day, "pol", day);
    const auto found = rules::measures(builder.facts());
    REQUIRE(found.bursts.size() == 1);
    CHECK(model::to_text(found.bursts[0].from) == "2024-06-01");
    CHECK(model::to_text(found.bursts[0].to) == "2024-06-09");
    CHECK(found.bursts[0].contacts == 5);
    CHECK(found.bursts[0].expected < 1);
}

TEST_CASE("4.2: last seen alone and the last contact of each agency, and whether another may have been later",
          "[rules]")
{
    auto builder = life();
    put_on(builder, "alone", "gp", "2024-03-01", R"(,"seen_alone":"Y")");
    put_on(builder, "not", "gp", "2024-04-01", R"(,"seen_alone":"N")");
    put_on(builder, "police", "pol", "2024-05-01");
    put_event(builder, "loose", "pol", "2024-01-01", "2024-12-31");
    const auto found = rules::measures(builder.facts());
    CHECK(found.seen_alone == id("alone"));
    CHECK_FALSE(found.seen_alone_assumed);
    REQUIRE(found.last_contacts.size() == 2);
    CHECK(found.last_contacts[0].event == id("police"));
    CHECK(found.last_contacts[0].assumed);
    CHECK(found.last_contacts[1].event == id("not"));
    CHECK_FALSE(found.last_contacts[1].assumed);
}

TEST_CASE("R17: without a date of birth or of death nothing is made up, and that is said", "[rules]")
{
    FactsBuilder builder;
    builder.put("person", "v", R"({"code":"V"})");
    put_on(builder, "a", "pol", "2024-01-01");
    const auto found = rules::measures(builder.facts());
    CHECK_FALSE(measure_of(found, "a").age.has_value());
    CHECK_FALSE(measure_of(found, "a").days_before_death.has_value());
    CHECK(found.windows.empty());
    CHECK(found.assumptions.size() >= 2);
}

TEST_CASE("R13: the lines of a chronology follow from the live links alone", "[rules]")
{
    FactsBuilder builder;
    builder
        .put("event_link", "l1", R"({"a":"@a","b":"@b","link":"DUP","confirmed":"Y","canonical_event":"@a"})")
        .put("event_link", "l2",
             R"({"a":"@b","b":"@c","link":"REFPAIR","confirmed":"Y","canonical_event":"@c"})")
        .put("event_link", "l3", R"({"a":"@c","b":"@d","link":"CAUSE","confirmed":"Y"})")
        .put("event_link", "l4", R"({"a":"@c","b":"@e","link":"DUP","confirmed":"N"})");
    const auto lines = rules::lines_of(builder.facts().all("event_link"));
    CHECK(lines.size() == 3);
    for (const char* word : {"a", "b", "c"}) CHECK(lines.at(id(word)) == id("c"));
    CHECK(rules::line_members(lines, id("a")).front() == id("c"));
    CHECK(rules::line_members(lines, id("d")) == std::vector<std::string>{id("d")});
}
