#include "storage/rules/clocks.h"

#include "storage/rules/months.h"
#include "tests/storage/rules/support.h"

using rules::ClockState;
using test::FactsBuilder;
using test::id;
using test::template_named;

namespace {

std::string text(const std::optional<model::Day>& day)
{
    return day ? model::to_text(*day) : "none";
}

// The only clock of a rule once a record of it starts on that day.
rules::Clock started(std::string_view by, std::string_view rule, std::string_view on,
                     std::string_view today = "2022-01-01", std::string_view more = "")
{
    const auto facts = FactsBuilder()
                           .put("clock", "c",
                                "{\"rule_id\":\"" + std::string(rule) + "\",\"trigger_date\":\"" +
                                    std::string(on) + "\"" + std::string(more) + "}")
                           .facts(today);
    const auto all = rules::clocks(facts, template_named(by));
    const auto* found = rules::find_clock(all, rule);
    REQUIRE(found != nullptr);
    return *found;
}

std::string due(std::string_view by, std::string_view rule, std::string_view on)
{
    return text(started(by, rule, on).due);
}

bool notes_say(const rules::Clock& clock, std::string_view words)
{
    for (const auto& note : clock.notes)
        if (note.find(words) != std::string::npos) return true;
    return false;
}

FactsBuilder three_partners()
{
    FactsBuilder made;
    made.put("organisation", "pol", R"({"name":"Thamesbrook Constabulary","statutory_partner":true})")
        .put("organisation", "la", R"({"name":"Thamesbrook Council","statutory_partner":true})")
        .put("organisation", "icb", R"({"name":"Thamesbrook ICB","statutory_partner":true})")
        .put("organisation", "gp", R"({"name":"A surgery"})");
    return made;
}

}  // namespace

TEST_CASE("2.2 OW1: each partner has its own clock, and the demo dates come out", "[rules]")
{
    auto made = three_partners();
    made.put("clock", "c1", R"({"rule_id":"OW1","party_org":"@pol","trigger_date":"2025-02-02"})")
        .put("clock", "c2", R"({"rule_id":"OW1","party_org":"@la","trigger_date":"2025-02-05"})")
        .put("clock", "c3", R"({"rule_id":"OW1","party_org":"@icb","trigger_date":"2025-02-20"})");
    const auto facts = made.facts("2025-03-02");
    const auto all = rules::clocks(facts, template_named("owhr"));
    CHECK(text(rules::find_clock(all, "OW1", id("pol"))->due) == "2025-03-01");
    CHECK(text(rules::find_clock(all, "OW1", id("la"))->due) == "2025-03-04");
    CHECK(text(rules::find_clock(all, "OW1", id("icb"))->due) == "2025-03-19");
    CHECK(rules::find_clock(all, "OW1", id("pol"))->state == ClockState::Missed);
    CHECK(rules::find_clock(all, "OW1", id("pol"))->overdue_by == 1);
    CHECK(rules::find_clock(all, "OW1", id("la"))->state == ClockState::Running);
    CHECK(rules::find_clock(all, "OW1", id("gp")) == nullptr);
}

TEST_CASE("2.2 OW1: aware on 31 January 2025, the last day is 28 February", "[rules]")
{
    CHECK(due("owhr", "OW1", "2025-01-31") == "2025-02-28");
    CHECK(due("owhr", "OW1", "2025-03-15") == "2025-04-14");
}

TEST_CASE("2.2 OW1: a partner nobody started a clock for is not started", "[rules]")
{
    const auto facts = three_partners().facts();
    const auto all = rules::clocks(facts, template_named("owhr"));
    CHECK(rules::find_clock(all, "OW1", id("icb"))->state == ClockState::NotStarted);
    CHECK_FALSE(rules::find_clock(all, "OW1", id("icb"))->due);
}

TEST_CASE("2.2 OW1: a notice by that partner meets it, one by another does not", "[rules]")
{
    auto made = three_partners();
    made.put("clock", "c1", R"({"rule_id":"OW1","party_org":"@pol","trigger_date":"2025-02-02"})")
        .put("clock", "c2", R"({"rule_id":"OW1","party_org":"@la","trigger_date":"2025-02-02"})")
        .put("notification", "n",
             R"({"kind":"INITIAL","value":"DUTY","from_org":"@pol","sent_on":"2025-03-03"})");
    const auto facts = made.facts("2025-03-10");
    const auto all = rules::clocks(facts, template_named("owhr"));
    const auto* police = rules::find_clock(all, "OW1", id("pol"));
    CHECK(police->state == ClockState::Met);
    CHECK(police->overdue_by == 2);
    CHECK(rules::find_clock(all, "OW1", id("la"))->state == ClockState::Missed);
}

TEST_CASE("2.2 OW1: a statutory clock is never paused, whatever the record says", "[rules]")
{
    const auto clock =
        started("owhr", "OW1", "2025-02-02", "2025-02-20", R"(,"paused_spans":[{"from":"2025-02-05"}])");
    CHECK(clock.state == ClockState::Running);
    CHECK(text(clock.due) == "2025-03-01");
    CHECK(notes_say(clock, "may not be paused"));
}

TEST_CASE("2.2 OW1x: a partner that knows the duty does not apply need not notify", "[rules]")
{
    auto made = three_partners();
    made.put("clock", "c1", R"({"rule_id":"OW1","party_org":"@pol","trigger_date":"2025-02-02"})")
        .put("clock", "c2", R"({"rule_id":"OW1","party_org":"@la","trigger_date":"2025-02-02"})")
        .put("clock", "x", R"({"rule_id":"OW1x","party_org":"@pol","trigger_date":"2025-02-10"})")
        .put("eligibility_test", "t", R"({"basis":"OWHR","test_code":"S26_SAR","answer":"MET"})");
    const auto facts = made.facts("2025-05-01");
    const auto all = rules::clocks(facts, template_named("owhr"));
    CHECK(rules::find_clock(all, "OW1", id("pol"))->state == ClockState::Waived);
    CHECK(rules::find_clock(all, "OW1", id("pol"))->overdue_by == 0);
    CHECK(rules::find_clock(all, "OW1", id("la"))->state == ClockState::Missed);
    CHECK(notes_say(*rules::find_clock(all, "OW1", id("la")), "OW1x"));
}

TEST_CASE("2.2 OW2: an undecided partner is asked each week until it decides, and is never late", "[rules]")
{
    auto made = three_partners();
    made.put("notification", "n",
             R"({"kind":"INITIAL","value":"UNDECIDED","from_org":"@la","sent_on":"2025-03-03"})");
    const auto facts = made.facts("2025-03-18");
    const auto all = rules::clocks(facts, template_named("owhr"));
    const auto* clock = rules::find_clock(all, "OW2", id("la"));
    CHECK(clock->state == ClockState::Running);
    CHECK_FALSE(clock->due);
    CHECK(text(clock->remind_on) == "2025-03-24");
    CHECK(rules::find_clock(all, "OW2", id("pol"))->state == ClockState::NotStarted);
    made.put("notification", "d",
             R"({"kind":"DECISION","value":"DUTY","from_org":"@la","sent_on":"2025-03-20"})");
    const auto later = made.facts("2025-04-30");
    const auto then = rules::clocks(later, template_named("owhr"));
    CHECK(rules::find_clock(then, "OW2", id("la"))->state == ClockState::Met);
}

TEST_CASE("2.2 OW3: a change is notified within five working days by the program's own setting", "[rules]")
{
    const auto clock = started("owhr", "OW3", "2025-04-16");  // Good Friday and Easter Monday lie between
    CHECK(text(clock.due) == "2025-04-25");
    CHECK(notes_say(clock, "setting of this program"));
}

TEST_CASE("2.2 OW4: twelve months, to be checked against current guidance", "[rules]")
{
    const auto clock = started("owhr", "OW4", "2024-02-29");
    CHECK(text(clock.due) == "2025-02-28");
    CHECK(notes_say(clock, "Check against current guidance"));
}

TEST_CASE("2.2 OW5, DH1, DH4, DH6: a duty without a limit runs and is never late", "[rules]")
{
    for (const auto& [by, rule] :
         {std::pair("owhr", "OW5"), {"dhr", "DH1"}, {"dhr", "DH4"}, {"dhr", "DH6"}}) {
        const auto clock = started(by, rule, "2020-01-01", "2026-01-01");
        CHECK(clock.state == ClockState::Running);
        CHECK_FALSE(clock.due);
        CHECK(clock.overdue_by == 0);
    }
}

TEST_CASE("2.2 DH1, DH4: the death and the charge start them from the review itself", "[rules]")
{
    const auto facts =
        FactsBuilder()
            .put("incident", "i",
                 R"({"death_date":{"text":"x","earliest":"2022-06-12","latest":"2022-06-12"}})")
            .put("person", "s", R"({"code":"S1"})")
            .put("criminal_justice", "j",
                 R"({"suspect":"@s","cj_status":"CHARGED","charge_date":"2022-06-14"})")
            .facts("2022-07-01");
    const auto all = rules::clocks(facts, template_named("dhr"));
    CHECK(text(rules::find_clock(all, "DH1")->started) == "2022-06-12");
    CHECK(text(rules::find_clock(all, "DH4")->started) == "2022-06-14");
}

TEST_CASE("2.2 DH2: notified on 13 June 2022, due on 13 July 2022", "[rules]")
{
    CHECK(due("dhr", "DH2", "2022-06-13") == "2022-07-13");
}

TEST_CASE("2.2 DH3: due on 8 January 2023, extended for trial to 30 June 2023", "[rules]")
{
    CHECK(due("dhr", "DH3", "2022-07-08") == "2023-01-08");
    const auto extended = started(
        "dhr", "DH3", "2022-07-08", "2023-02-01",
        R"(,"extensions":[{"new_date":"2023-06-30","reason":"trial","approved_by":"CSP","on":"2022-12-01"}])");
    CHECK(text(extended.due) == "2023-06-30");
    CHECK(extended.state == ClockState::Running);
    CHECK(extended.extensions.size() == 1);
}

TEST_CASE("2.2 DH3: days paused move the due day, and overlapping pauses count once", "[rules]")
{
    const auto clock = started(
        "dhr", "DH3", "2022-07-08", "2023-01-20",
        R"(,"paused_spans":[{"from":"2022-09-01","to":"2022-09-11"},{"from":"2022-09-06","to":"2022-09-16"}])");
    CHECK(text(clock.due) == "2023-01-23");  // 15 days
    const auto now =
        started("dhr", "DH3", "2022-07-08", "2022-10-01", R"(,"paused_spans":[{"from":"2022-09-01"}])");
    CHECK(now.state == ClockState::Paused);
    CHECK(now.overdue_by == 0);
}

TEST_CASE("2.2 DH5: no limit, and asked again", "[rules]")
{
    const auto clock = started("dhr", "DH5", "2022-07-08", "2022-07-09");
    CHECK_FALSE(clock.due);
    CHECK(clock.remind_on);
}

TEST_CASE("2.2 SA1: thirty working days", "[rules]")
{
    CHECK(due("sar_m", "SA1", "2025-01-02") == "2025-02-13");
    CHECK(due("sar_d", "SA1", "2025-03-03") == "2025-04-14");
}

TEST_CASE("2.2 SA2: six months", "[rules]")
{
    CHECK(due("sar_m", "SA2", "2024-08-31") == "2025-02-28");
}

TEST_CASE("2.2 SA3: each year until it is done", "[rules]")
{
    CHECK(due("sar_m", "SA3", "2024-03-31") == "2025-03-31");
    const auto again = started("sar_m", "SA3", "2024-03-31", "2025-07-01", R"(,"met_on":"2025-05-01")");
    CHECK(again.state == ClockState::Running);
    CHECK(text(again.due) == "2026-03-31");
}

TEST_CASE("2.2 CS1: five working days, never paused", "[rules]")
{
    CHECK(due("lcspr", "CS1", "2025-12-24") == "2026-01-05");  // Christmas, Boxing Day and New Year's Day
    CHECK_FALSE(rules::may_pause(*template_named("lcspr").clock("CS1")));
}

TEST_CASE("2.2 CS2: fifteen working days", "[rules]")
{
    CHECK(due("rapid", "CS2", "2025-06-02") == "2025-06-23");
}

TEST_CASE("2.2 CS3: six months", "[rules]")
{
    CHECK(due("lcspr", "CS3", "2025-01-31") == "2025-07-31");
}

TEST_CASE("2.2 CS4: seven working days before publication", "[rules]")
{
    CHECK(due("lcspr", "CS4", "2025-05-09") == "2025-04-29");  // 5 May is a bank holiday
}

TEST_CASE("2.2 CD1: forty-eight hours are two days", "[rules]")
{
    CHECK(due("lcspr", "CD1", "2025-03-29") == "2025-03-31");  // across the clock change
}

TEST_CASE("2.2 PF1: fifty-six days, and the coroner may extend it", "[rules]")
{
    const auto clock = started("owhr", "PF1", "2025-01-01");
    CHECK(text(clock.due) == "2025-02-26");
    CHECK(clock.rule->extendable);
}

TEST_CASE("2.2 LR1: a note of quick lessons 28 days after the death", "[rules]")
{
    const auto facts =
        FactsBuilder()
            .put("incident", "i",
                 R"({"death_date":{"text":"x","earliest":"2025-02-01","latest":"2025-02-03"}})")
            .facts("2025-02-10");
    const auto all = rules::clocks(facts, template_named("local_full"));
    const auto* clock = rules::find_clock(all, "LR1");
    CHECK(text(clock->due) == "2025-03-01");
    CHECK(notes_say(*clock, "earliest day"));
}

TEST_CASE("2.2 RC1: a clock for each recommendation, 56 days or the day agreed", "[rules]")
{
    const auto facts = FactsBuilder()
                           .put("recommendation", "r1", R"({"number":1,"issued_on":"2025-01-01"})")
                           .put("recommendation", "r2",
                                R"({"number":2,"issued_on":"2025-01-01","response_due":"2025-06-30"})")
                           .put("recommendation", "r3",
                                R"({"number":3,"issued_on":"2025-01-01","response_date":"2025-02-01"})")
                           .put("recommendation", "r4", R"({"number":4})")
                           .facts("2025-03-01");
    const auto all = rules::clocks(facts, template_named("owhr"));
    CHECK(text(rules::find_clock(all, "RC1", "", id("r1"))->due) == "2025-02-26");
    CHECK(rules::find_clock(all, "RC1", "", id("r1"))->overdue_by == 3);
    CHECK(text(rules::find_clock(all, "RC1", "", id("r2"))->due) == "2025-06-30");
    CHECK(rules::find_clock(all, "RC1", "", id("r3"))->state == ClockState::Met);
    CHECK(rules::find_clock(all, "RC1", "", id("r4")) == nullptr);
}

TEST_CASE("2.2 RC2: every three months from the issue, and each fourth is the annual assessment", "[rules]")
{
    CHECK(due("owhr", "RC2", "2025-01-31") == "2025-04-30");
    const auto third = started("owhr", "RC2", "2025-01-31", "2025-11-01", R"(,"met_on":"2025-10-31")");
    CHECK(text(third.due) == "2026-01-31");  // counted from the issue: no drift to the 30th
    CHECK(notes_say(third, "annual assessment"));
}

TEST_CASE("2.2: a due day already notified is never changed silently", "[rules]")
{
    const auto moved = started("dhr", "DH2", "2022-06-20", "2022-07-15", R"(,"notified_due":"2022-07-13")");
    CHECK(text(moved.due) == "2022-07-13");
    CHECK(text(moved.computed) == "2022-07-20");
    REQUIRE(moved.difference);
    CHECK(model::to_text(moved.difference->old_due) == "2022-07-13");
    CHECK(model::to_text(moved.difference->new_due) == "2022-07-20");
    CHECK(notes_say(moved, "old 13 July 2022, new 20 July 2022"));
    CHECK(moved.state == ClockState::Missed);
    CHECK_FALSE(
        started("dhr", "DH2", "2022-06-13", "2022-07-15", R"(,"notified_due":"2022-07-13")").difference);
}

TEST_CASE("2.2: a waived clock is never late", "[rules]")
{
    const auto clock = started("dhr", "DH2", "2022-06-13", "2023-01-01", R"(,"waived_on":"2022-07-01")");
    CHECK(clock.state == ClockState::Waived);
    CHECK(clock.overdue_by == 0);
}

TEST_CASE("2.1: in a joint review the earliest clock of an aim governs", "[rules]")
{
    const auto joined = rules::Templates::built_in().joined("joint/1", {"DVCVA_9", "CARE_44_1"});
    REQUIRE(joined);
    const auto facts = FactsBuilder()
                           .put("clock", "a", R"({"rule_id":"DH3","trigger_date":"2025-03-01"})")
                           .put("clock", "b", R"({"rule_id":"SA2","trigger_date":"2025-02-01"})")
                           .facts("2025-04-01");
    const auto all = rules::clocks(facts, *joined);
    CHECK(rules::find_clock(all, "SA2")->governs);
    CHECK_FALSE(rules::find_clock(all, "DH3")->governs);
}
