#include "storage/rules/facts.h"

#include "storage/model/citation.h"
#include "tests/storage/rules/support.h"

using test::id;

TEST_CASE("facts: a record is found by its id, and those that name it by field", "[rules]")
{
    const auto facts =
        test::FactsBuilder()
            .put("finding", "f1", R"({"number":1,"agencies":["@police"]})")
            .put("finding_evidence", "e1", R"({"finding":"@f1","target":"@ev","role":"SUPPORTS"})")
            .put("organisation", "police", R"({"name":"Thamesbrook Constabulary"})")
            .facts();
    REQUIRE(facts.find(id("f1")) != nullptr);
    CHECK(facts.find(id("nobody")) == nullptr);
    REQUIRE(facts.uses(id("f1")).size() == 1);
    CHECK(facts.uses(id("f1"))[0].by->kind == "finding_evidence");
    CHECK(facts.uses(id("f1"))[0].field == "finding");
    CHECK(facts.naming(id("police"), "finding", "agencies").size() == 1);
    CHECK(facts.naming(id("police"), "finding", "kloe").empty());
}

TEST_CASE("facts: a record is called by its number or code, never by a name", "[rules]")
{
    const auto facts = test::FactsBuilder()
                           .put("finding", "f1", R"({"number":3,"title":"x"})")
                           .put("person", "v", R"({"code":"V","names":[{"given":"Ada"}]})")
                           .put("lesson", "l1", R"({})")
                           .facts();
    CHECK(rules::called(facts, *facts.find(id("f1"))) == "Finding 3");
    CHECK(rules::called(facts, *facts.find(id("v"))) == "V");
    CHECK(rules::called(facts, *facts.find(id("l1"))) == "Lesson 1 of 1");
}

TEST_CASE("a record without a number is called by what it is about, an event by its date", "[rules]")
{
    const auto facts =
        test::FactsBuilder()
            .put("organisation", "pol", R"({"name":"Thamesbrook Police"})")
            .put("person", "v", R"({"code":"V"})")
            .put("person", "s", R"({"code":"S1"})")
            .put("agency_involvement", "i", R"({"organisation":"@pol"})")
            .put("victim_suspect", "vs", R"({"victim":"@v","suspect":"@s"})")
            .put("finding_evidence", "e", R"({"target":"@e"})")
            .put("chronology_event", "day", R"({"earliest":"2025-02-02","latest":"2025-02-02"})")
            .put("chronology_event", "weeks", R"({"earliest":"2025-02-02","latest":"2025-02-16"})")
            .put("chronology_event", "none", R"({"text":"x"})")
            .facts();
    const auto name = [&](const char* word) { return rules::called(facts, *facts.find(id(word))); };
    CHECK(name("i") == "Agency involvement: Thamesbrook Police");
    CHECK(name("vs") == "Victim and suspect: V and S1");
    CHECK(name("e") == "Evidence of a finding 1 of 1");  // names itself: no way round
    CHECK(name("day") == "Event of 2 February 2025");
    CHECK(name("weeks") == "Event of 2 February 2025 to 16 February 2025");
    CHECK(name("none") == "Event without a date");
}

TEST_CASE("facts: a citation is read as what it names is called, also when that is gone", "[rules]")
{
    const auto facts = test::FactsBuilder().put("finding", "f1", R"({"number":3})").facts();
    const auto read = [&](const char* kind, const char* word) {
        return rules::with_citations(facts, "As " + model::cite(kind, id(word)) + " says.");
    };
    CHECK(read("finding", "f1") == "As Finding 3 says.");
    CHECK(read("finding", "f2") == "As a record that is gone says.");
    CHECK(read("chronology_event", "e1") == "As an event says.");
    CHECK(rules::with_citations(facts, "No [[citation]] here.") == "No [[citation]] here.");
}

TEST_CASE("facts: records put in place of others are found, and those before are not", "[rules]")
{
    auto facts = test::FactsBuilder().put("finding", "f1", R"({"number":1})").facts();
    for (int round = 0; round < 3; ++round) {
        std::vector<rules::Record> others;
        for (int i = 0; i < 40; ++i)
            others.push_back({"finding", id("f" + std::to_string(round) + "-" + std::to_string(i)), {}});
        facts.add("finding", std::move(others));
    }
    CHECK(facts.find(id("f1")) == nullptr);
    CHECK(facts.find(id("f1-3")) == nullptr);
    REQUIRE(facts.find(id("f2-3")) != nullptr);
    CHECK(facts.all("finding").size() == 40);
}
