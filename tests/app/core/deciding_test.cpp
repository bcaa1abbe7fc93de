#include "app/core/deciding.h"

#include <catch2/catch_test_macros.hpp>

#include "app/core/clocking.h"
#include "app/core/putting.h"
#include "tests/support/parsed_object.h"
#include "tests/support/vault_fixture.h"

using base::ErrorKind;
using core::ClockDeed;
using namespace support;

namespace {

class DecidingDesk {
public:
    DecidingDesk() { fixture.demo_review(); }
    review::Vault& vault() { return *fixture.vault; }
    review::Review& review() { return *fixture.opened; }
    std::string write(std::string_view kind, const std::string& fields)
    {
        const auto id = fixture.new_id();
        REQUIRE(core::put(vault(), review(), {{support::put(kind, id, parsed_object(fields))}}));
        return id;
    }
    base::Result<std::int64_t> clock(ClockDeed deed, const std::string& rule, const std::string& said)
    {
        return core::do_clock(vault(), review(), deed, {rule, "", "", false}, parsed_object(said));
    }
    rules::Clock clock(std::string_view rule)
    {
        facts.emplace(*core::facts(vault(), review(), core::Scope::Thread));
        by = *core::template_of(vault(), *facts);
        const auto all = rules::clocks(*facts, by);
        const auto* found = rules::find_clock(all, rule);
        REQUIRE(found != nullptr);
        return *found;
    }
    std::string status() { return review().card()->status; }

    VaultFixture fixture;
    std::optional<rules::Facts> facts;
    rules::Template by;
};

constexpr std::string_view kDecision =
    R"({"text":"Screening begins","reason":"A death was reported","decided_by_text":"The chair"})";

}  // namespace

TEST_CASE("2.2: a due day that was told stands until a person accepts the new one, and both are kept",
          "[core]")
{
    DecidingDesk desk;
    desk.write("organisation", R"({"name":"Thamesbrook Constabulary","statutory_partner":true})");
    REQUIRE(desk.clock(ClockDeed::Start, "OW1", R"({"trigger_date":"2025-02-02"})"));
    REQUIRE(desk.clock(ClockDeed::Notify, "OW1",
                       R"({"kind":"OTHER","due_told":true,"sent_on":"2025-02-03","to_text":"The partner"})"));
    REQUIRE(desk.clock(ClockDeed::Start, "OW1", R"({"trigger_date":"2025-02-05"})"));
    const auto moved = desk.clock("OW1");
    CHECK(model::to_text(*moved.due) == "2025-03-01");
    REQUIRE(moved.difference);
    CHECK(model::to_text(moved.difference->new_due) == "2025-03-04");

    CHECK_FALSE(desk.clock(ClockDeed::Accept, "OW1", R"({})"));
    REQUIRE(desk.clock(ClockDeed::Accept, "OW1", R"({"reason":"Aware three days later"})"));
    const auto accepted = desk.clock("OW1");
    CHECK(model::to_text(*accepted.due) == "2025-03-04");
    CHECK_FALSE(accepted.difference);
    const auto record = desk.review().record("clock", accepted.record);
    REQUIRE(record);
    CHECK(json::write(*record->fields.find("due_changes")).find(R"("from":"2025-03-01","to":"2025-03-04")") !=
          std::string::npos);
    CHECK(desk.clock(ClockDeed::Accept, "OW1", R"({"reason":"again"})").error().kind == ErrorKind::Refused);
}

TEST_CASE("2.2: a pause or an extension that the rule does not allow is refused", "[core]")
{
    DecidingDesk desk;
    desk.write("organisation", R"({"name":"Thamesbrook Constabulary","statutory_partner":true})");
    REQUIRE(desk.clock(ClockDeed::Start, "OW1", R"({"trigger_date":"2025-02-02"})"));
    CHECK(desk.clock(ClockDeed::Pause, "OW1", R"({"reason":"trial"})").error().code == "clock_not_pausable");
    CHECK(desk.clock(ClockDeed::Extend, "OW1",
                     R"({"new_date":"2025-04-01","reason":"late","approved_by":"Board"})")
              .error()
              .code == "clock_not_extendable");
    CHECK_FALSE(desk.clock("OW1").met_on);
    REQUIRE(
        desk.clock(ClockDeed::Notify, "OW1", R"({"kind":"INITIAL","value":"DUTY","sent_on":"2025-02-20"})"));
    CHECK(desk.clock("OW1").state == rules::ClockState::Met);
    CHECK(desk.clock(ClockDeed::Meet, "DH2", R"({})").error().kind == ErrorKind::NotFound);
}

TEST_CASE("2.2: an extension to a day that is not later is refused", "[core]")
{
    DecidingDesk desk;
    REQUIRE(desk.clock(ClockDeed::Start, "OW4", R"({"trigger_date":"2025-02-02"})"));
    const auto due = desk.clock("OW4").due;
    REQUIRE(due);
    const auto to = [&](std::string_view day) {
        return desk.clock(
            ClockDeed::Extend, "OW4",
            R"({"reason":"the trial","approved_by":"Board","new_date":")" + std::string(day) + R"("})");
    };
    CHECK(to("2020-01-01").error().code == "clock_not_later");
    CHECK(to(model::to_text(*due)).error().code == "clock_not_later");
    REQUIRE(to("2028-01-01"));
    CHECK(desk.clock("OW4").due == model::day_from_text("2028-01-01"));
}

TEST_CASE("3.1 Review: the stage changes with a decision by name, or not at all", "[core]")
{
    DecidingDesk desk;
    const auto nameless =
        core::enter_stage(desk.vault(), desk.review(), "S05", false, parsed_object(R"({"text":"x"})"));
    CHECK(nameless.error().kind == ErrorKind::Invalid);
    const auto moved =
        core::enter_stage(desk.vault(), desk.review(), "S05", false, parsed_object(std::string(kDecision)));
    REQUIRE(moved);
    CHECK(desk.status() == "S05");
    const auto decision = desk.review().record("decision", moved->decision);
    REQUIRE(decision);
    CHECK(json::text_or(decision->fields, "stage") == "S05");
    CHECK(json::number_or(decision->fields, "number") == 1);

    const auto shut =
        core::enter_stage(desk.vault(), desk.review(), "S15", false, parsed_object(std::string(kDecision)));
    REQUIRE_FALSE(shut);
    CHECK(shut.error().kind == ErrorKind::Refused);
    CHECK(shut.error().code == "stage_gate");
    CHECK(shut.error().what.find("OW_AGE18") != std::string::npos);
    CHECK(desk.status() == "S05");
    REQUIRE(desk.review().undo());
    CHECK(desk.status() == "S00");
}

TEST_CASE("3.3 P: paused is an overlay that keeps the stage, and ends by a decision", "[core]")
{
    DecidingDesk desk;
    REQUIRE(
        core::enter_stage(desk.vault(), desk.review(), "P", false, parsed_object(std::string(kDecision))));
    CHECK(desk.status() == "S00");
    const auto again =
        core::enter_stage(desk.vault(), desk.review(), "P", false, parsed_object(std::string(kDecision)));
    CHECK(again.error().kind == ErrorKind::Refused);
    REQUIRE(core::enter_stage(desk.vault(), desk.review(), "P", true, parsed_object(std::string(kDecision))));
    CHECK_FALSE(
        core::enter_stage(desk.vault(), desk.review(), "P", true, parsed_object(std::string(kDecision))));
}

TEST_CASE("2.1: answers carry reasons, and the decision by name is tied to them", "[core]")
{
    DecidingDesk desk;
    const auto bare = core::answer_test(desk.vault(), desk.review(), "OWHR", "OW_AGE18",
                                        parsed_object(R"({"answer":"MET"})"));
    CHECK(bare.error().kind == ErrorKind::Invalid);
    CHECK_FALSE(core::answer_test(desk.vault(), desk.review(), "DHR", "OW_AGE18",
                                  parsed_object(R"({"answer":"MET","reasons_for":"x"})")));
    for (const std::string said : {"UNKNOWN", "MET"})
        REQUIRE(core::answer_test(
            desk.vault(), desk.review(), "OWHR", "OW_AGE18",
            parsed_object(R"({"reasons_for":"The record of birth","answer":")" + said + "\"}")));
    const auto decided = core::decide_screening(
        desk.vault(), desk.review(),
        parsed_object(R"({"text":"A review is held","reason":"Tests met","decided_by_text":"The board",)"
                      R"("legal_basis":["PCSC_24"]})"));
    REQUIRE(decided);
    const auto tests = desk.review().records("eligibility_test");
    REQUIRE(tests);
    REQUIRE(tests->size() == 1);
    CHECK(json::text_or(tests->front().fields, "answer") == "MET");
    CHECK(json::text_or(tests->front().fields, "decision") == decided->decision);
    CHECK(desk.status() == "S00");  // nothing follows but what the decision says
}
