#include "storage/rules/queries.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "storage/model/field.h"
#include "tests/storage/rules/support.h"

using namespace rules;
using test::FactsBuilder;
using test::id;

namespace {

FactsBuilder two_agencies()
{
    FactsBuilder builder;
    builder
        .put("review", "r",
             R"({"review_type":"OWHR","status":"S40","scope_from":"2024-01-01","scope_to":"2024-12-31"})")
        .put("organisation", "pol", R"({"name":"Thamesbrook Police"})")
        .put("organisation", "gp", R"({"name":"Mill Lane Surgery"})")
        .put("organisation", "hsg", R"({"name":"Thamesbrook Homes"})")
        .put("organisation", "far", R"({"name":"Elsewhere"})");
    return builder;
}

std::vector<std::string> whats(const std::vector<Late>& all)
{
    std::vector<std::string> found;
    for (const auto& one : all) found.push_back(one.what);
    return found;
}

Entry finding_put(std::int64_t n, std::string_view word, std::string_view fields)
{
    return {n, model::Op::Put, "finding", id(word), *json::parse_object(fields)};
}

}  // namespace

TEST_CASE("R18: a return that has not come by its day is late, a nil return is not", "[queries]")
{
    auto builder = two_agencies();
    builder
        .put("agency_involvement", "a1", R"({"organisation":"@pol","status":"ASKED","due_on":"2026-11-21"})")
        .put("agency_involvement", "a2", R"({"organisation":"@gp","status":"NIL","due_on":"2026-01-01"})")
        .put("agency_involvement", "a3", R"({"organisation":"@hsg","status":"ASKED","due_on":"2026-11-22"})");
    const auto facts = builder.facts("2026-11-22");
    const auto found = late(facts, {});
    REQUIRE(found.size() == 1);
    CHECK(found[0].what == "agency");
    CHECK(found[0].owner == "Thamesbrook Police");
    CHECK(found[0].days == 1);
}

TEST_CASE("R18: an unanswered request asks for a reminder a fortnight after its day or the last reminder",
          "[queries]")
{
    auto builder = two_agencies();
    builder
        .put("information_request", "q1",
             R"({"to_org":"@pol","sent_on":"2026-10-01","due_on":"2026-11-01","response":"AWAITED"})")
        .put(
            "information_request", "q2",
            R"({"to_org":"@gp","sent_on":"2026-10-01","due_on":"2026-11-01","reminders":[{"on":"2026-11-15"}]})")
        .put(
            "information_request", "q3",
            R"({"to_org":"@hsg","sent_on":"2026-10-01","due_on":"2026-11-01","response":"RECEIVED","response_on":"2026-11-20"})");
    const auto facts = builder.facts("2026-11-22");
    CHECK(whats(late(facts, {})) == std::vector<std::string>{"request", "request", "reminder"});
}

TEST_CASE("2.2: a missed clock is late by its days and names its party", "[queries]")
{
    auto builder = two_agencies();
    const auto facts = builder.facts();
    ClockRule rule;
    rule.id = "OW1";
    rule.label = "Notify the Secretary of State";
    Clock missed, met;
    missed.rule = met.rule = &rule;
    missed.party = id("pol");
    missed.state = ClockState::Missed;
    missed.due = *model::day_from_text("2026-11-19");
    missed.overdue_by = 3;
    met.state = ClockState::Met;
    const auto found = late(facts, {met, missed});
    REQUIRE(found.size() == 1);
    CHECK(found[0].called == "OW1");
    CHECK(found[0].owner == "Thamesbrook Police");
    CHECK(found[0].days == 3);
}

TEST_CASE("2.2 RC1: a response that is late is told once, with who owes it", "[queries]")
{
    const auto facts = FactsBuilder()
                           .put("recommendation", "r1",
                                R"({"number":1,"issued_on":"2026-08-01","response_due":"2026-09-26"})")
                           .facts("2026-11-22");
    ClockRule response, status;
    response.id = "RC1";
    status.id = "RC2";
    Clock one, other;
    one.rule = &response;
    other.rule = &status;
    for (auto* clock : {&one, &other}) {
        clock->subject = id("r1");
        clock->state = ClockState::Missed;
        clock->due = *model::day_from_text("2026-09-26");
        clock->overdue_by = 57;
    }
    const auto found = late(facts, {one, other});
    CHECK(whats(found) == std::vector<std::string>{"clock", "response"});
    CHECK(found[0].called == "RC2, Recommendation 1");
}

TEST_CASE("2.2 RC1: an issued recommendation without a response is late after its day", "[queries]")
{
    FactsBuilder builder;
    builder.put("organisation", "icb", R"({"name":"Thamesbrook ICB"})")
        .put("recommendation", "r1",
             R"({"number":1,"issued_on":"2026-08-01","response_due":"2026-09-26","addressee_org":["@icb"]})")
        .put(
            "recommendation", "r2",
            R"({"number":2,"issued_on":"2026-08-01","response_due":"2026-09-26","response_date":"2026-10-20"})")
        .put("recommendation", "r3", R"({"number":3,"response_due":"2026-09-26"})");
    const auto facts = builder.facts("2026-11-22");
    const auto found = late(facts, {});
    REQUIRE(found.size() == 1);
    CHECK(found[0].called == "Recommendation 1");
    CHECK(found[0].owner == "Thamesbrook ICB");
    CHECK(found[0].days == 57);
}

TEST_CASE("2.3: an action and its milestones are late until done, longest overdue first", "[queries]")
{
    FactsBuilder builder;
    builder
        .put(
            "action", "a",
            R"({"number":1,"target_date":"2026-11-01","milestones":[{"text":"x","date":"2026-10-01"},{"text":"y","date":"2026-10-01","done":"2026-09-30"}]})")
        .put("action", "b", R"({"number":2,"target_date":"2026-01-01","completed_on":"2026-02-01"})")
        .put("meeting_action", "m", R"({"number":1,"due":"2026-11-20"})")
        .put("family_engagement", "f", R"({"step":"FE10"})");
    const auto facts = builder.facts("2026-11-22");
    CHECK(whats(late(facts, {})) ==
          std::vector<std::string>{"milestone", "action", "meeting_action", "comment"});
}

TEST_CASE("R36: what changed is told by meaning: what was changed back is no change", "[queries]")
{
    const std::vector<Entry> entries = {
        finding_put(1, "old", R"({"number":1,"title":"A","status":"DRAFT"})"),
        finding_put(2, "same", R"({"number":2,"title":"B"})"),
        finding_put(3, "gone", R"({"number":3})"),
        finding_put(4, "same", R"({"title":"C"})"),
        finding_put(5, "same", R"({"title":"B"})"),
        finding_put(6, "old", R"({"status":"AGREED","practice_grade":"A"})"),
        finding_put(7, "new", R"({"number":4})"),
        {8, model::Op::Strike, "finding", id("gone"), *json::parse_object(R"({"struck_reason":"ERROR"})")},
        finding_put(9, "flash", R"({"number":5})"),
        {10, model::Op::Strike, "finding", id("flash"), *json::parse_object(R"({"struck_reason":"ERROR"})")},
    };
    const auto found = changed(entries, 3);
    REQUIRE(found.size() == 3);
    CHECK(found[0].id == id("old"));
    CHECK(found[0].turn == Turn::Changed);
    REQUIRE(found[0].fields.size() == 2);
    CHECK(found[0].fields[0].field->id == "practice_grade");
    CHECK(found[0].fields[0].sealed);
    CHECK(found[0].fields[1].field->id == "status");
    CHECK(found[0].fields[1].before == json::Value("DRAFT"));
    CHECK(found[0].fields[1].after == json::Value("AGREED"));
    CHECK(found[1].turn == Turn::Added);
    CHECK(found[1].id == id("new"));
    CHECK(found[2].turn == Turn::Struck);
    CHECK(found[2].id == id("gone"));
    CHECK(changed(entries, 10).empty());
}

TEST_CASE("R40: agency x key line counts evidence by the agency it came from and shows the gaps", "[queries]")
{
    auto builder = two_agencies();
    builder.put("agency_involvement", "i1", R"({"organisation":"@pol","required":"IMR"})")
        .put("agency_involvement", "i2", R"({"organisation":"@gp","required":"CHRON"})")
        .put("agency_involvement", "i3", R"({"organisation":"@hsg","required":"NONE"})")
        .put("kloe", "k2", R"({"kloe_no":2,"question":"?","agencies":["@gp"]})")
        .put("kloe", "k1", R"({"kloe_no":1,"question":"?","findings":["@f2"]})")
        .put("document", "d", R"({"from_org":"@gp"})")
        .put("extract", "x", R"({"document":"@d"})")
        .put("chronology_event", "e", R"({"organisation":"@pol"})")
        .put("finding", "f1", R"({"number":1,"kloe":["@k1"],"agencies":["@pol"]})")
        .put("finding", "f2", R"({"number":2})")
        .put("finding_evidence", "v1", R"({"finding":"@f1","target":"@e","role":"SUPPORTS"})")
        .put("finding_evidence", "v2", R"({"finding":"@f2","target":"@x","role":"CONTEXT"})");
    const auto facts = builder.facts();
    const auto matrix = agencies_by_key_line(facts);
    REQUIRE(matrix.rows.size() == 3);
    for (const auto& row : matrix.cells)
        for (const auto& one : row)
            CHECK(one.behind.size() == static_cast<std::size_t>(one.findings + one.evidence));
    REQUIRE(matrix.columns.size() == 2);
    CHECK(matrix.columns[0]->id == id("k1"));  // by number
    const auto cell = [&](std::string_view agency, std::size_t line) {
        for (std::size_t i = 0; i < matrix.rows.size(); ++i)
            if (matrix.rows[i]->id == id(agency)) return matrix.cells[i][line];
        return MatrixCell{};
    };
    CHECK(cell("pol", 0).evidence == 1);
    CHECK(cell("pol", 0).findings == 1);
    CHECK(cell("gp", 0).evidence == 1);
    CHECK(cell("gp", 0).asked);
    CHECK_FALSE(cell("gp", 0).gap());
    CHECK(cell("gp", 1).gap());
    CHECK_FALSE(cell("pol", 1).gap());  // that line was not asked of it
    CHECK_FALSE(cell("hsg", 0).asked);
    REQUIRE(matrix.columns_without.size() == 1);
    CHECK(matrix.columns_without[0]->id == id("k2"));
}

TEST_CASE("R40: key line x finding shows lines without finding and findings without line", "[queries]")
{
    FactsBuilder builder;
    builder.put("kloe", "k1", R"({"kloe_no":1,"question":"?"})")
        .put("kloe", "k2", R"({"kloe_no":2,"question":"?"})")
        .put("finding", "f1", R"({"number":1,"kloe":["@k2"]})")
        .put("finding", "f2", R"({"number":2})")
        .put("finding_evidence", "v", R"({"finding":"@f1","target":"@k1"})");
    const auto facts = builder.facts();
    const auto matrix = key_lines_by_finding(facts);
    CHECK(matrix.cells[1][0].evidence == 1);
    REQUIRE(matrix.cells[1][0].behind.size() == 2);  // the finding, then what it rests on
    CHECK(matrix.cells[1][0].behind[0]->kind == "finding");
    CHECK(matrix.cells[1][0].behind[1]->kind == "finding_evidence");
    REQUIRE(matrix.rows_without.size() == 1);
    CHECK(matrix.rows_without[0]->id == id("k1"));
    REQUIRE(matrix.columns_without.size() == 1);
    CHECK(matrix.columns_without[0]->id == id("f2"));
}

TEST_CASE("R18: coverage says by quarter what was asked, came, was refused or never asked", "[queries]")
{
    auto builder = two_agencies();
    builder
        .put(
            "information_request", "q1",
            R"({"to_org":"@pol","sent_on":"2025-01-01","period_from":"2024-04-01","period_to":"2024-09-30","response":"AWAITED"})")
        .put(
            "information_request", "q2",
            R"({"to_org":"@pol","sent_on":"2025-01-01","period_from":"2024-07-01","period_to":"2024-09-30","response":"REFUSED"})")
        .put("agency_involvement", "i", R"({"organisation":"@gp","status":"NIL"})")
        .put("chronology_event", "e1",
             R"({"organisation":"@hsg","earliest":"2024-02-03","latest":"2024-02-03"})")
        .put("chronology_event", "e2",
             R"({"organisation":"@hsg","earliest":"2020-02-03","latest":"2020-02-03"})");
    const auto facts = builder.facts();
    const auto found = coverage(facts);
    REQUIRE(found.quarters.size() == 4);
    CHECK(to_text(found.quarters[3]) == "2024 Q4");
    REQUIRE(found.agencies.size() == 3);
    const auto states = [&](std::size_t row) {
        std::vector<Covered> all;
        for (const auto& cell : found.cells[row]) all.push_back(cell.state);
        return all;
    };
    using enum Covered;
    CHECK(states(0) == std::vector<Covered>{Gap, Requested, Refused, Gap});
    CHECK(states(1) == std::vector<Covered>(4, NilReturn));
    CHECK(states(2) == std::vector<Covered>{Received, Gap, Gap, Gap});
    CHECK(found.cells[2][0].events == 1);
    CHECK(found.outside[2] == 1);
}

TEST_CASE("3.4: each form is not started, in progress, completed, not available or not applicable",
          "[queries]")
{
    auto builder = two_agencies();
    builder.put("terms_of_reference", "t", R"({"version":1})")
        .put("kloe", "k", R"({"kloe_no":1,"question":"?","answer_status":"OPEN"})")
        .put("family_engagement", "f", R"({"step":"FE12"})")
        .put("agency_involvement", "i1", R"({"organisation":"@pol","status":"REFUSED"})")
        .put("agency_involvement", "i2", R"({"organisation":"@gp","status":"NIL"})")
        .put("agency_involvement", "i3", R"({"organisation":"@hsg","required":"NONE"})");
    const auto facts = builder.facts();
    const auto forms = completeness(facts, nullptr);
    const auto form = [&](std::string_view name) {
        const auto found = std::find_if(forms.begin(), forms.end(), [&](const Form& one) {
            return one.kind == name || one.name == name;
        });
        REQUIRE(found != forms.end());
        return *found;
    };
    CHECK(form("terms_of_reference").state == FormState::InProgress);
    CHECK(form("terms_of_reference").overdue > 0);  // S20 is reached
    CHECK(form("terms_of_reference").gate == "S20");
    CHECK(form("kloe").state == FormState::Completed);
    CHECK(form("incident").state == FormState::NotStarted);
    CHECK(form("family_engagement").state == FormState::NotAvailable);
    CHECK(form("action_update").state == FormState::NotApplicable);
    CHECK(form("Thamesbrook Police").state == FormState::NotAvailable);
    CHECK(form("Mill Lane Surgery").state == FormState::Completed);
    CHECK(form("Thamesbrook Homes").state == FormState::NotApplicable);
}

TEST_CASE("3.4: a section of the template is filled as its prompts are answered", "[queries]")
{
    FactsBuilder builder;
    builder.put("prompt_answer", "p1", R"({"prompt":"a1","answer":"words"})")
        .put("prompt_answer", "p2", R"({"prompt":"a2"})");
    const auto facts = builder.facts();
    Template one;
    one.sections.push_back({"s", "Background", {{"a1", "?", ""}, {"a2", "?", ""}}});
    const auto forms = completeness(facts, &one);
    CHECK(forms.back().name == "Background");
    CHECK(forms.back().filled == 1);
    CHECK(forms.back().required == 2);
    CHECK(forms.back().state == FormState::InProgress);
}

TEST_CASE("R28: not recorded, not applicable and empty are counted apart", "[queries]")
{
    FactsBuilder builder;
    builder.put("person", "a", R"({"code":"V","sex":"F","disability":"NR","religion":"U"})")
        .put("person", "b", R"({"code":"S1","sex":"U","disability":"NA"})")
        .put("person", "c", R"({"code":"C1","disability":"Y"})");
    const auto facts = builder.facts();
    const auto all = missing(facts, false);
    const auto of = [&](std::string_view field) {
        const auto found =
            std::find_if(all.begin(), all.end(), [&](const Missing& one) { return one.field->id == field; });
        REQUIRE(found != all.end());
        return *found;
    };
    CHECK(of("sex").filled == 1);
    CHECK(of("sex").not_recorded == 1);
    CHECK(of("sex").empty == 1);
    CHECK(of("disability").filled == 1);
    CHECK(of("disability").not_recorded == 1);
    CHECK(of("disability").not_applicable == 1);
    CHECK(of("religion").not_recorded == 1);
    CHECK(std::none_of(all.begin(), all.end(), [](const Missing& one) { return one.field->id == "names"; }));
    for (const auto& one : all)
        CHECK(one.filled + one.not_recorded + one.not_applicable + one.empty == one.records);
}

TEST_CASE("R28: every code that says not known is known as one, and no other", "[queries]")
{
    const auto& lists = model::CodeLists::built_in();
    for (const auto& [list, code] :
         std::vector<std::pair<const char*, const char*>>{{"sex", "U"},
                                                          {"method", "M99"},
                                                          {"weapon", "NK"},
                                                          {"weapon_legal", "NK"},
                                                          {"contact_outcome", "UNK"},
                                                          {"ethnicity_18_1", "NS"},
                                                          {"age_band", "NK"},
                                                          {"cj_status", "NK"},
                                                          {"circumstance", "CI99"},
                                                          {"tri", "NR"}})
        CHECK(says_unknown(lists, list, code));
    CHECK_FALSE(says_unknown(lists, "ethnicity_source", "REC"));
    CHECK_FALSE(says_unknown(lists, "homicide_subtype", "HT7"));
    CHECK_FALSE(says_unknown(lists, "sex", "F"));
}
