#include "storage/rules/facts.h"

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
