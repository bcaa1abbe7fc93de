#include "app/core/desk_analysis.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "app/core/desk_find.h"
#include "app/core/desk_people.h"
#include "app/core/desk_records.h"
#include "tests/support/vault_fixture.h"

using namespace support;

namespace {

/// A review opened as the desk opens it.
struct AnalysisDesk {
    VaultFixture fixture;
    core::DeskStore store;
    std::atomic<bool> give_up = false;

    AnalysisDesk() { fixture.demo_review(); }
    std::string write(std::string_view kind, std::string fields)
    {
        const auto id = fixture.new_id();
        REQUIRE(fixture.opened->apply({{put(kind, id, *json::parse_object(fields))}}));
        return id;
    }
    void open()
    {
        fixture.opened.reset();
        store.vault = std::move(fixture.vault);
        REQUIRE(core::desk_open(store, fixture.uuid, give_up));
    }
};

std::string in_quotes(const std::string& id)
{
    return "\"" + id + "\"";
}

/// Agency, contact, key line, finding, evidence, lesson, recommendation, action.
struct Case : AnalysisDesk {
    std::string agency = write("organisation", R"({"name":"Police"})");
    std::string event =
        write("chronology_event", R"({"text":"Kacper rang","summary":"V rang","summary_confirmed":true,"earliest":"2021-01-22",
        "latest":"2021-01-22","mo":["MO07"],"organisation":)" +
                                      in_quotes(agency) + "}");
    std::string other = write("chronology_event",
                              R"({"text":"A second call by Kacper","earliest":"2021-02-01","gp":["GP01"]})");
    std::string line =
        write("kloe", R"({"kloe_no":1,"question":"What was known?","agencies":[)" + in_quotes(agency) + "]}");
    std::string finding = write(
        "finding", R"({"number":1,"title":"The call was not returned","kloe":[)" + in_quotes(line) + "]}");
    std::string evidence = write("finding_evidence", R"({"role":"SUPPORTS","finding":)" + in_quotes(finding) +
                                                         R"(,"target":)" + in_quotes(event) + "}");
    std::string lesson = write(
        "lesson", R"({"number":1,"statement":"Calls are returned","findings":[)" + in_quotes(finding) + "]}");
    std::string recommendation =
        write("recommendation", R"({"number":1,"text":"The force returns calls","lessons":[)" +
                                    in_quotes(lesson) + R"(],"smart":[{"test":"S","score":"MET"}]})");
    std::string action =
        write("action", R"({"number":1,"text":"Train","target_date":"2020-01-01","recommendation":)" +
                            in_quotes(recommendation) + "}");
    Case() { open(); }
};

}  // namespace

TEST_CASE("desk: the evidence matrix has in each cell what is behind it, in words", "[desk]")
{
    Case made;
    const auto analysis = core::desk_analysis(made.store);
    REQUIRE(analysis);
    REQUIRE(analysis->agencies.rows.size() == 1);
    REQUIRE(analysis->agencies.columns.size() == 1);
    const auto& cell = analysis->agencies.cells[0][0];
    CHECK(cell.evidence == 1);
    CHECK(cell.asked);
    REQUIRE(cell.behind.size() == 1);
    CHECK(cell.behind[0].id == made.event);
    CHECK(cell.behind[0].called == "22 January 2021");
    CHECK(cell.behind[0].words.find("V rang") != std::string::npos);
    CHECK(cell.behind[0].words.find("Kacper") == std::string::npos);
    CHECK(analysis->findings.cells[0][0].behind.size() == 2);
    REQUIRE(analysis->evidence.size() == 1);
    CHECK(analysis->evidence[0].role == "SUPPORTS");
}

TEST_CASE("desk: a contact as evidence says the agency's own words, sealed, as much of them as a line takes",
          "[desk]")
{
    Case made;
    std::string many;
    while (many.size() < 400) many += "zażółć ";
    const auto longer = made.fixture.new_id();
    REQUIRE(made.store.open->review().apply(
        {{put("chronology_event", longer, object({{"text", many}, {"gp", json::Array{"GP01"}}}))}}));
    const auto analysis = core::desk_analysis(made.store);
    REQUIRE(analysis);
    REQUIRE(analysis->evidence.size() == 1);
    CHECK(analysis->evidence[0].target.sealed == "Police: Kacper rang");
    CHECK(analysis->evidence[0].target.words == "Police: V rang");
    CHECK(analysis->agencies.cells[0][0].behind[0].sealed == "Police: Kacper rang");
    const auto unused = core::desk_evidence(made.store, "", true);
    REQUIRE(unused);
    const auto found = std::ranges::find(*unused, longer, &core::DeskThing::id);
    REQUIRE(found != unused->end());
    CHECK(found->sealed.size() < 210);
    CHECK(found->sealed.ends_with(" zażółć…"));
    const auto coded = core::desk_evidence(made.store, "", false);
    REQUIRE(coded);
    CHECK(std::ranges::all_of(*coded, [](const auto& one) { return one.sealed.empty(); }));
}

TEST_CASE("desk: a summary that nobody confirmed is neither evidence's words nor found in coded view", "[desk]")
{
    Case made;
    const auto draft = made.fixture.new_id();
    REQUIRE(made.store.open->review().apply(
        {{put("chronology_event", draft,
              object({{"text", "seen"}, {"summary", "Kacper hid"}, {"gp", json::Array{"GP01"}}}))}}));
    const auto unused = core::desk_evidence(made.store, "", true);
    REQUIRE(unused);
    const auto found = std::ranges::find(*unused, draft, &core::DeskThing::id);
    REQUIRE(found != unused->end());
    CHECK(found->words.find("Kacper") == std::string::npos);
    const auto sought = core::desk_find(made.store, "Kacper hid", false, 10);
    REQUIRE(sought);
    CHECK(sought->empty());
}

TEST_CASE("desk: what the rules say of a record stands on its form in words, without the code of the rule",
          "[desk]")
{
    Case made;
    const auto records = core::desk_records(made.store);
    REQUIRE(records);
    const auto found = std::ranges::find(records->records, made.recommendation, &core::DeskRecord::id);
    REQUIRE(found != records->records.end());
    CHECK(std::ranges::count(found->problems, "Recommendation 1 has no level. Fill in \"Level\".") == 1);
    CHECK(std::ranges::all_of(found->problems,
                              [](const auto& one) { return one.starts_with("Recommendation 1 "); }));
}

TEST_CASE("desk: people stand with who died first, then who is suspected, and professionals last", "[desk]")
{
    AnalysisDesk made;
    made.write("person", R"({"code":"PR-GP1"})");
    made.write("person", R"({"code":"SB1"})");
    made.write("person", R"({"code":"S1"})");
    made.write("person", R"({"code":"V","sex":"F"})");
    made.open();
    const auto records = core::desk_records(made.store);
    REQUIRE(records);
    std::vector<std::string> people;
    for (const auto& record : records->records)
        if (record.kind == "person") people.push_back(record.called.substr(0, record.called.find(',')));
    CHECK(people == std::vector<std::string>{"V", "S1", "SB1", "PR-GP1"});
    const auto victim = std::ranges::find(records->records, "person", &core::DeskRecord::kind);
    CHECK(victim->words == "Female");
}

TEST_CASE("desk: recommendations carry their five tests and warnings, actions their colour", "[desk]")
{
    Case made;
    const auto analysis = core::desk_analysis(made.store);
    REQUIRE(analysis);
    REQUIRE(analysis->recommendations.size() == 1);
    const auto& one = analysis->recommendations[0];
    REQUIRE(one.smart.size() == 5);
    CHECK(one.smart[0].met);
    CHECK(one.smart[1].score.empty());
    CHECK_FALSE(one.warnings.empty());
    CHECK(one.similar.empty());
    REQUIRE(analysis->actions.size() == 1);
    CHECK(analysis->actions[0].colour == "R");
    CHECK(analysis->actions[0].days_late > 100);
    CHECK(analysis->actions[0].due == "1 January 2020");
}

TEST_CASE("desk: the golden thread runs from the contact to the action, evidence itself left out", "[desk]")
{
    Case made;
    const auto thread = core::desk_thread(made.store, made.lesson);
    REQUIRE(thread);
    const auto place = [&](const std::string& id) {
        const auto found = std::find_if(thread->nodes.begin(), thread->nodes.end(),
                                        [&](const auto& node) { return node.thing.id == id; });
        REQUIRE(found != thread->nodes.end());
        return static_cast<std::size_t>(found - thread->nodes.begin());
    };
    const auto linked = [&](const std::string& from, const std::string& to) {
        return std::find(thread->links.begin(), thread->links.end(), std::pair(place(from), place(to))) !=
               thread->links.end();
    };
    CHECK(linked(made.event, made.finding));
    CHECK(linked(made.finding, made.lesson));
    CHECK(linked(made.lesson, made.recommendation));
    CHECK(linked(made.recommendation, made.action));
    CHECK(linked(made.finding, made.line));
    CHECK(thread->nodes.size() == 6);
    CHECK(thread->nodes[place(made.event)].column == core::ThreadColumn::Evidence);
    CHECK(std::any_of(thread->loose.begin(), thread->loose.end(),
                      [](const std::string& one) { return one.find("has no owner") != std::string::npos; }));
    CHECK_FALSE(core::desk_thread(made.store, "00000000-0000-4000-8000-000000000000"));
}

TEST_CASE("desk: evidence is offered where it is coded and unused, and found by words the view may see",
          "[desk]")
{
    Case made;
    const auto unused = core::desk_evidence(made.store, "", false);
    REQUIRE(unused);
    REQUIRE(unused->size() == 1);
    CHECK((*unused)[0].id == made.other);
    const auto coded = core::desk_evidence(made.store, "Kacper", false);
    REQUIRE(coded);
    CHECK(coded->empty());
    const auto identified = core::desk_evidence(made.store, "Kacper", true);
    REQUIRE(identified);
    CHECK(identified->size() == 2);
}

TEST_CASE("desk: people are placed for the drawing, related in words, and names that fit are told", "[desk]")
{
    AnalysisDesk made;
    const auto victim =
        made.write("person", R"({"code":"V","sex":"M","names":[{"given":"Kacper","family":"Żebrowicz"}]})");
    const auto mother = made.write("person", R"({"code":"M","sex":"F"})");
    const auto witness =
        made.write("person", R"({"code":"W1","names":[{"given":"Kacper","family":"Zebrowicz"}]})");
    made.write("person_role", R"({"role":"VIC","person":)" + in_quotes(victim) + "}");
    made.write("relationship", R"({"relationship_type":"PARENT","person_a":)" + in_quotes(mother) +
                                   R"(,"person_b":)" + in_quotes(victim) + "}");
    made.open();
    const auto people = core::desk_people(made.store);
    REQUIRE(people);
    REQUIRE(people->people.size() == 3);
    const auto of = [&](const std::string& id) -> const core::DeskKin& {
        return *std::find_if(people->people.begin(), people->people.end(),
                             [&](const auto& one) { return one.id == id; });
    };
    CHECK(of(victim).index);
    CHECK(of(victim).row == of(mother).row + 1);
    CHECK(of(victim).sealed == "Kacper Żebrowicz");
    CHECK(of(witness).row == people->loose_row);
    REQUIRE(people->relations.size() == 1);
    CHECK(people->relations[0].text == "M: parent of V");
    REQUIRE(people->broods.size() == 1);
    REQUIRE(people->alike.size() == 1);
    CHECK(people->alike[0].text.find("Kacper") == std::string::npos);
}

TEST_CASE("desk: somebody added has the code that follows from their part", "[desk]")
{
    AnalysisDesk made;
    made.open();
    const auto first = core::desk_add_person(made.store, "SUS", "", "");
    REQUIRE(first);
    const auto people = core::desk_people(made.store);
    REQUIRE(people);
    REQUIRE(people->people.size() == 1);
    CHECK(people->people[0].code == "S1");
    CHECK_FALSE(core::desk_add_person(made.store, "PROF", "", ""));
}
