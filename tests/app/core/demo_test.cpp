#include "app/core/demo.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <set>

#include "app/core/facts.h"
#include "storage/rules/clocks.h"
#include "storage/rules/genogram.h"
#include "storage/rules/golden.h"
#include "storage/rules/minutes.h"
#include "storage/rules/role_word.h"
#include "storage/rules/stages.h"
#include "storage/rules/template.h"
#include "storage/rules/thread.h"
#include "tests/support/vault_fixture.h"

using namespace support;

namespace {

// The day the cases are told on.
const base::Time kToldOn{std::chrono::seconds{1795305600}};  // 22 November 2026

struct Built {
    explicit Built(std::string_view name)
    {
        fixture.clock.set(kToldOn);
        auto made = core::build_demo(*fixture.vault, name);
        if (!made) UNSCOPED_INFO(made.error().what);
        REQUIRE(made);
        one = *made;
        fixture.uuid = made->uuid;
        fixture.open_demo();
        auto read = core::facts(*fixture.vault, *fixture.opened, core::Scope::Words);
        REQUIRE(read);
        facts.emplace(std::move(*read));
    }
    std::size_t count(std::string_view kind) const { return facts->all(kind).size(); }
    const rules::Record& person(std::string_view code) const
    {
        for (const auto& person : facts->all("person"))
            if (rules::text(person, "code") == code) return person;
        FAIL("no such person");
        return facts->review();
    }
    std::vector<rules::Clock> clocks() const
    {
        const auto* by =
            rules::Templates::built_in().of_review(rules::text(facts->review(), "template_version"));
        REQUIRE(by != nullptr);
        return rules::clocks(*facts, *by);
    }
    std::string due(std::string_view rule, std::string_view party = "") const
    {
        for (const auto& clock : clocks()) {
            const auto* org = facts->find(clock.party);
            if (clock.rule->id != rule) continue;
            if (!party.empty() && (org == nullptr || rules::text(*org, "name") != party)) continue;
            return clock.computed ? model::to_text(*clock.computed) : "none";
        }
        return "no clock";
    }

    VaultFixture fixture;
    core::DemoBuilt one;
    std::optional<rules::Facts> facts;
};

// Written by enter_stage and decide_screening, so each stage was entered through its gates.
void check_stages(const Built& built)
{
    const auto& facts = *built.facts;
    std::vector<std::string> entered;
    for (const auto& decision : facts.all("decision")) {
        if (!rules::has(decision, "stage")) continue;
        CHECK(rules::has(decision, "reason"));
        CHECK(rules::has(decision, "decided_by_text"));
        entered.push_back(rules::text(decision, "stage"));
    }
    std::ranges::sort(entered);
    REQUIRE(entered.size() >= 9);
    CHECK(entered.front() == "S05");
    CHECK(entered.back() == rules::stage_of(facts));
    for (const auto& test : facts.all("eligibility_test")) CHECK(rules::has(test, "decision"));
}

// What every case has, whatever its law.
void complete(Built& built)
{
    const auto& facts = *built.facts;
    CHECK(rules::flag(facts.review(), "demo_flag"));
    CHECK(built.one.reference.find("-X9900000") != std::string::npos);
    for (const auto& problem : rules::check(facts)) {
        INFO(problem.rule << " " << problem.message);
        CHECK(problem.rule == "V8");  // publication waits for the scan of the edition
    }
    for (const auto& loose : rules::orphans(facts)) {  // whoever declined to speak shows nothing
        INFO(loose.rule << " " << loose.message);
        REQUIRE(loose.kind == "account");
        CHECK(rules::text(*facts.find(loose.id), "consent") == "N");
    }
    CHECK(built.count("equality") == 18);
    CHECK(built.count("qa_criterion_score") == 36);
    for (const std::string_view kind : {"eligibility_test",
                                        "clock",
                                        "notification",
                                        "victim_suspect",
                                        "criminal_justice",
                                        "relationship",
                                        "parallel_process",
                                        "terms_of_reference",
                                        "information_request",
                                        "meeting",
                                        "decision",
                                        "meeting_action",
                                        "factor",
                                        "family_engagement",
                                        "pseudonym",
                                        "sign_off",
                                        "qa_review",
                                        "account",
                                        "event_link",
                                        "action_update",
                                        "import",
                                        "document"}) {
        INFO(kind);
        CHECK(built.count(kind) > 0);
    }
    std::set<std::string> returns;
    for (const auto& one : facts.all("agency_involvement")) returns.insert(rules::text(one, "status"));
    CHECK(returns.contains("NIL"));
    CHECK(returns.contains("LATE"));
    for (const auto& line : facts.all("kloe")) CHECK(rules::text(line, "answer_status") != "OPEN");
    for (const auto& meeting : facts.all("meeting")) CHECK(rules::quorum(meeting).met());
    CHECK(std::ranges::any_of(facts.all("lesson"), [](const auto& lesson) {
        return rules::flag(lesson, "early_learning") && rules::has(lesson, "issued_on");
    }));
    CHECK(built.count("prompt_answer") >= 6);
    for (const auto& one : facts.all("prompt_answer")) CHECK(rules::has(one, "question"));
    CHECK(rules::genogram(facts).contradictions.empty());
    const auto unsettled = std::ranges::count_if(
        facts.all("chronology_event"), [](const auto& event) { return rules::has(event, "subjects"); });
    CHECK(unsettled > 0);
    check_stages(built);
    built.fixture.opened.reset();
    const auto health = built.fixture.vault->check();
    REQUIRE(health);
    CHECK(health->findings.empty());
    CHECK_FALSE(health->damaged);
}

std::set<std::string> codes(const Built& built, std::string_view field)
{
    std::set<std::string> found;
    for (const auto& finding : built.facts->all("finding"))
        for (auto& code : rules::texts(finding, field)) found.insert(std::move(code));
    return found;
}

}  // namespace

TEST_CASE("7: OWHR-DEMO-01 is complete: counts, a clock for each partner, and a suspect who stays accused",
          "[demo]")
{
    Built built("OWHR-DEMO-01");
    complete(built);
    CHECK(built.one.events == 26);
    CHECK(built.count("finding") == 5);
    CHECK(built.count("kloe") == 5);
    CHECK(built.count("recommendation") == 3);
    CHECK(built.due("OW1", "Thamesbrook Constabulary") == "2025-03-01");
    CHECK(built.due("OW1", "Thamesbrook Council") == "2025-03-04");
    CHECK(built.due("OW1", "NHS Thamesbrook Integrated Care Board") == "2025-03-19");
    CHECK(rules::role_word(*built.facts, built.person("S1").id).starts_with("accused"));
    CHECK(codes(built, "mo") == std::set<std::string>{"MO04", "MO10", "MO11", "MO18", "MO19"});
    CHECK(codes(built, "gp") == std::set<std::string>{"GP16"});
}

TEST_CASE("7: DHR-DEMO-02 is complete: notified 13 June 2022, DH2 due 13 July, DH3 extended for the trial",
          "[demo]")
{
    Built built("DHR-DEMO-02");
    complete(built);
    CHECK(built.one.events == 25);
    CHECK(built.count("finding") == 6);
    CHECK(built.count("recommendation") == 4);
    CHECK(built.due("DH2") == "2022-07-13");
    for (const auto& clock : built.clocks()) {
        if (clock.rule->id != "DH3") continue;
        REQUIRE(clock.started);
        CHECK(model::to_text(*rules::due_day(*clock.rule, *clock.started)) == "2023-01-08");
        CHECK(model::to_text(*clock.computed) == "2023-06-30");
    }
    const auto& incident = built.facts->all("incident").front();
    CHECK(rules::text(incident, "dhr_category") == "D1");
    CHECK(rules::texts(built.facts->all("victim_suspect").front(), "aggravating") ==
          std::vector<std::string>{"AF1", "AF2", "AF8", "AF6", "AF10D"});
    CHECK(rules::texts(built.person("S1"), "vulnerability") == std::vector<std::string>{"V1"});
    CHECK(rules::is_convicted(*built.facts, built.person("S1").id));
    CHECK(codes(built, "mo") == std::set<std::string>{"MO04", "MO07", "MO08", "MO11", "MO14", "MO25"});
    CHECK(codes(built, "gp") == std::set<std::string>{"GP01", "GP14"});
}

TEST_CASE(
    "7: SAR-DEMO-03 is complete: mandatory, the household test shown as met, the other duty not considered",
    "[demo]")
{
    Built built("SAR-DEMO-03");
    complete(built);
    CHECK(built.one.events == 30);
    CHECK(built.count("finding") == 6);
    CHECK(built.count("recommendation") == 3);
    std::map<std::string, std::string> answers;
    for (const auto& test : built.facts->all("eligibility_test"))
        answers[rules::text(test, "basis") + " " + rules::text(test, "test_code")] =
            rules::text(test, "answer");
    CHECK(answers["SAR_M SAR_JOINT"] == "MET");
    CHECK(answers["DHR DHR_REL"] == "MET");
    CHECK(answers["OWHR S26_SAR"] == "MET");
    CHECK(answers["OWHR OW_WEAPON"] == "NOT_MET");
    CHECK(codes(built, "mo") == std::set<std::string>{"MO02", "MO07", "MO13", "MO15", "MO17", "MO24"});
    CHECK(codes(built, "gp") == std::set<std::string>{"GP14"});
}

TEST_CASE("R57: a case that does not exist is not found, and nothing is made", "[demo]")
{
    VaultFixture fixture;
    const auto made = core::build_demo(*fixture.vault, "DHR-DEMO-99");
    REQUIRE_FALSE(made);
    CHECK(made.error().kind == base::ErrorKind::NotFound);
    CHECK(fixture.vault->reviews()->empty());
    CHECK(core::demo_cases().size() == 3);
}
