#include "storage/rules/stages.h"

#include <algorithm>

#include "tests/storage/rules/support.h"

using rules::may_enter;
using test::FactsBuilder;
using test::id;
using test::template_named;

namespace {

bool names_obstacle(const std::vector<rules::Obstacle>& all, std::string_view rule, std::string_view kind,
                    std::string_view words = "")
{
    return std::ranges::any_of(all, [&](const auto& one) {
        return one.rule == rule && one.kind == kind && one.words.find(words) != std::string::npos;
    });
}

FactsBuilder at(std::string_view status)
{
    FactsBuilder made;
    made.put("review", "r",
             "{\"human_ref\":\"x\",\"review_type\":\"DHR\",\"legal_basis\":[\"DVCVA_9\"],\"lead_area\":"
             "\"X99000001\",\"scope_from\":\"2020-01-01\",\"scope_to\":\"2022-01-01\",\"status\":\"" +
                 std::string(status) + "\"}");
    return made;
}

FactsBuilder& dead(FactsBuilder& made)
{
    return made.put("person", "v", R"({"code":"V"})")
        .put("person_role", "vr", R"({"person":"@v","role":"VIC"})")
        .put("incident", "i",
             R"({"victims":["@v"],"area_gss":"X99000001",
                 "death_date":{"text":"x","earliest":"2022-06-12","latest":"2022-06-12"}})");
}

FactsBuilder& answered(FactsBuilder& made)
{
    for (const std::string test : {"DHR_AGE16", "DHR_VIOLENCE", "DHR_REL", "DHR_SUICIDE"})
        made.put(
            "eligibility_test", test,
            R"({"basis":"DHR","decided_by":"@v","decided_on":"2022-06-20","answer":"UNKNOWN","test_code":")" +
                test + "\"}");
    return made;
}

FactsBuilder& nine(FactsBuilder& made)
{
    for (const std::string one : {"AGE", "DIS", "GR", "MCP", "PM", "RACE", "RB", "SEX", "SO"})
        made.put("equality", one,
                 R"({"person":"@v","considered":"Y","relevant":"N","analysis":"weighed","characteristic":")" +
                     one + "\"}");
    return made;
}

}  // namespace

TEST_CASE("2.3: stages follow the template, and one that does not is refused", "[rules]")
{
    const auto facts = at("S05").facts();
    CHECK(names_obstacle(may_enter(facts, template_named("dhr"), "S40"), "order", "review", "S15"));
    CHECK(may_enter(facts, template_named("dhr"), "S11").empty());
    CHECK(names_obstacle(may_enter(facts, template_named("dhr"), "S05"), "order", "review"));
    CHECK(names_obstacle(may_enter(at("S30").facts(), template_named("local_quick"), "S40"), "order",
                         "review", "no stage"));
}

TEST_CASE("2.3: a step back has no gates, and publication is never a step back", "[rules]")
{
    CHECK(may_enter(at("S45").facts(), template_named("dhr"), "S20").empty());
    CHECK_FALSE(may_enter(at("S81").facts(), template_named("dhr"), "S80").empty());
    CHECK_FALSE(may_enter(at("S80").facts(), template_named("dhr"), "S20").empty());
    CHECK(may_enter(at("S15").facts(), template_named("dhr"), "S95").empty());
    CHECK(may_enter(at("S95").facts(), template_named("dhr"), "S90").empty());
}

TEST_CASE("3.1 M (S15): eligibility is answered before a review is required; unknown is an answer", "[rules]")
{
    auto made = at("S05");
    CHECK(names_obstacle(may_enter(made.facts(), template_named("dhr"), "S15"), "M", "incident"));
    CHECK(names_obstacle(may_enter(made.facts(), template_named("dhr"), "S15"), "M", "person_role"));
    dead(made);
    CHECK(names_obstacle(may_enter(made.facts(), template_named("dhr"), "S15"), "M", "eligibility_test",
                         "DHR_REL"));
    answered(made);
    CHECK(may_enter(made.facts(), template_named("dhr"), "S15").empty());
}

TEST_CASE("3.1 M: a mandatory field that is empty is named, with its record and the remedy", "[rules]")
{
    FactsBuilder made;
    made.put("review", "r",
             R"({"human_ref":"x","review_type":"DHR","lead_area":"X99000001","status":"S05"})");
    dead(made);
    answered(made);
    const auto all = may_enter(made.facts(), template_named("dhr"), "S15");
    REQUIRE(all.size() == 1);
    CHECK(all[0].record == id("r"));
    CHECK(all[0].field == "legal_basis");
    CHECK(all[0].words.find("Legal basis") != std::string::npos);
}

TEST_CASE("3.1 M (S30): terms of reference and key lines before information is gathered", "[rules]")
{
    auto made = at("S20");
    dead(made);
    answered(made);
    CHECK(names_obstacle(may_enter(made.facts(), template_named("dhr"), "S30"), "M", "terms_of_reference"));
    CHECK(names_obstacle(may_enter(made.facts(), template_named("dhr"), "S30"), "M", "kloe"));
    made.put("terms_of_reference", "t", R"({"version":1,"agreed_on":"2022-09-01","purpose":"learn"})")
        .put("kloe", "k", R"({"kloe_no":1,"question":"why"})");
    CHECK(may_enter(made.facts(), template_named("dhr"), "S30").empty());
}

TEST_CASE("3.1 M (S60): nine characteristics, an answer to every key line, support for every finding",
          "[rules]")
{
    auto made = at("S55");
    dead(made);
    answered(made);
    made.put("terms_of_reference", "t", R"({"version":1,"agreed_on":"2022-09-01","purpose":"learn"})")
        .put("kloe", "k", R"({"kloe_no":1,"question":"why"})")
        .put("finding", "f", R"({"number":1,"statement":"s","finding_type":"PRACT","status":"DRAFT"})");
    const auto all = may_enter(made.facts(), template_named("dhr"), "S60");
    CHECK(names_obstacle(all, "V7", "person"));
    CHECK(names_obstacle(all, "M", "kloe"));
    CHECK(names_obstacle(all, "V1", "finding", "Finding 1"));
}

TEST_CASE("3.1 M (S60): what is answered opens the gate", "[rules]")
{
    auto made = at("S55");
    dead(made);
    answered(made);
    nine(made);
    made.put("terms_of_reference", "t", R"({"version":1,"agreed_on":"2022-09-01","purpose":"learn"})")
        .put("kloe", "k",
             R"({"kloe_no":1,"question":"why","answer_status":"CANNOT","why_not":"records lost"})");
    const auto all = may_enter(made.facts(), template_named("dhr"), "S60");
    CHECK(std::ranges::none_of(all, [](const auto& one) { return one.rule == "V7" || one.rule == "V6"; }));
    CHECK(all.empty());
}

TEST_CASE("3.1 M (S60): an unidentified suspect has no characteristics to address", "[rules]")
{
    auto made = at("S55");
    dead(made);
    nine(made);
    made.put("person", "s", R"({"code":"S1"})")
        .put("person_role", "sr", R"({"person":"@s","role":"SUS"})")
        .put("criminal_justice", "j", R"({"suspect":"@s","cj_status":"UNID"})");
    CHECK_FALSE(names_obstacle(may_enter(made.facts(), template_named("dhr"), "S60"), "V7", "person"));
}

TEST_CASE("3.1 ParallelProcess: one that forbids publication blocks S80 until it has ended", "[rules]")
{
    auto made = at("S70");
    made.put("parallel_process", "p", R"({"kind":"CRIM","constraint":"NOPUB","state":"OPEN"})");
    CHECK(names_obstacle(may_enter(made.facts(), template_named("dhr"), "S80"), "parallel",
                         "parallel_process"));
    CHECK(names_obstacle(may_enter(made.facts(), template_named("dhr"), "S81"), "parallel",
                         "parallel_process"));
    CHECK_FALSE(names_obstacle(may_enter(made.facts(), template_named("dhr"), "S75"), "parallel",
                               "parallel_process"));
    auto ended = at("S70");
    ended.put("parallel_process", "p", R"({"kind":"CRIM","constraint":"NOPUB","state":"ENDED"})");
    CHECK_FALSE(names_obstacle(may_enter(ended.facts(), template_named("dhr"), "S80"), "parallel",
                               "parallel_process"));
}

TEST_CASE("3.2 V8: without a scan the published stages stay shut", "[rules]")
{
    const auto facts = at("S70").facts();
    const auto shut = [&](std::string_view status, std::optional<rules::ScanAnswer> scan) {
        const auto all = may_enter(facts, template_named("dhr"), status, scan);
        return std::ranges::any_of(all, [](const auto& one) { return one.rule == "V8"; });
    };
    CHECK(shut("S80", {}));
    CHECK(shut("S80", rules::ScanAnswer{2}));
    CHECK_FALSE(shut("S80", rules::ScanAnswer{0}));
    CHECK_FALSE(shut("S82", {}));
}
