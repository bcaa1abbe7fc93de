#include <algorithm>

#include "storage/rules/genogram.h"
#include "storage/rules/minutes.h"
#include "storage/rules/person_codes.h"
#include "tests/storage/rules/support.h"

using test::id;

namespace {

std::string code(std::string_view role, const std::vector<std::string>& taken, std::string_view sex = "",
                 std::string_view post = "")
{
    const auto made = rules::next_person_code(role, sex, post, taken);
    REQUIRE(made);
    return *made;
}

model::Change change_put(std::string_view kind, std::string_view fields)
{
    model::Change change;
    change.kind = std::string(kind);
    change.id = id("changed");
    change.fields = *json::parse_object(fields);
    return change;
}

test::FactsBuilder family()
{
    return test::FactsBuilder()
        .put("person", "gran", R"({"code":"XF1","sex":"F"})")
        .put("person", "mum", R"({"code":"M","sex":"F"})")
        .put("person", "dad", R"({"code":"F","sex":"M"})")
        .put("person", "v", R"({"code":"V","sex":"F","died_date":{"text":"2022"}})")
        .put("person", "step", R"({"code":"PA1"})")
        .put("person", "friend", R"({"code":"FR1"})")
        .put("person", "alone", R"({"code":"W1"})")
        .put("relationship", "r1", R"({"person_a":"@gran","person_b":"@mum","relationship_type":"PARENT"})")
        .put("relationship", "r2", R"({"person_a":"@v","person_b":"@mum","relationship_type":"CHILD"})")
        .put("relationship", "r3", R"({"person_a":"@dad","person_b":"@v","relationship_type":"PARENT"})")
        .put("relationship", "r4", R"({"person_a":"@mum","person_b":"@dad","relationship_type":"EX"})")
        .put("relationship", "r5", R"({"person_a":"@dad","person_b":"@mum","relationship_type":"EX"})")
        .put("relationship", "r6", R"({"person_a":"@step","person_b":"@v","relationship_type":"STEPP"})")
        .put("relationship", "r7", R"({"person_a":"@friend","person_b":"@v","relationship_type":"FRIEND"})");
}

const rules::Kin& kin(const rules::Genogram& drawing, std::string_view word)
{
    const auto found = std::ranges::find(drawing.people, id(word), &rules::Kin::person);
    REQUIRE(found != drawing.people.end());
    return *found;
}

}  // namespace

TEST_CASE("6.1: codes are given by the part a person plays and never judge", "[rules]")
{
    CHECK(code("VIC", {}) == "V");
    CHECK(code("VIC2", {"V"}) == "V2");
    CHECK(code("SUS", {}) == "S1");
    CHECK(code("PERP", {"S1"}) == "S2");
    CHECK(code("CHILD", {"C1"}) == "C2");
    CHECK(code("PARENT", {}, "F") == "M");
    CHECK(code("PARENT", {}, "M") == "F");
    CHECK(code("PARENT", {"M"}, "F") == "M2");
    CHECK(code("PARTNER", {}) == "PT1");
    CHECK(code("FRIEND", {"FR1"}) == "FR2");
    CHECK(code("PROF", {}, "", "GP") == "PR-GP1");
    CHECK(code("PROF", {"PR-SW1"}, "", "SW") == "PR-SW2");
    CHECK_FALSE(rules::next_person_code("PROF", "", "", {}));
    CHECK_FALSE(rules::next_person_code("KILLER", "", "", {}));
}

TEST_CASE("6.1: a working code never changes and is never another's", "[rules]")
{
    CHECK(rules::check_person_code("", {"V"}, change_put("person", R"({"code":"S1"})")));
    CHECK(rules::check_person_code("V", {"S1"}, change_put("person", R"({"code":"V","sex":"F"})")));
    const auto changed = rules::check_person_code("V", {}, change_put("person", R"({"code":"V2"})"));
    REQUIRE_FALSE(changed);
    CHECK(changed.error().code == "code_kept");
    const auto cleared = rules::check_person_code("V", {}, change_put("person", R"({"code":null})"));
    REQUIRE_FALSE(cleared);
    const auto taken = rules::check_person_code("", {"S1"}, change_put("person", R"({"code":"S1"})"));
    REQUIRE_FALSE(taken);
    CHECK(taken.error().code == "code_taken");
}

TEST_CASE("6.1: a code that equals real initials is told", "[rules]")
{
    const auto facts =
        test::FactsBuilder()
            .put("person", "p", R"({"code":"PT1","names":[{"given":"Paul","family":"Turner"}]})")
            .put("person", "v", R"({"code":"V","names":[{"given":"Vera","family":"Stone"}]})")
            .facts();
    const auto told = rules::codes_like_initials(facts);
    REQUIRE(told.size() == 1);
    CHECK(told[0].find("PT1") != std::string::npos);
    CHECK(told[0].find("Paul") == std::string::npos);
}

TEST_CASE("3.1: relationships are directed; generations follow from them, symmetric ones count once",
          "[rules]")
{
    const auto facts = family().facts();
    const auto drawing = rules::genogram(facts);
    CHECK(kin(drawing, "gran").generation == 1);
    CHECK(kin(drawing, "mum").generation == 2);
    CHECK(kin(drawing, "dad").generation == 2);
    CHECK(kin(drawing, "step").generation == 2);
    CHECK(kin(drawing, "v").generation == 3);
    CHECK(kin(drawing, "v").died);
    CHECK(kin(drawing, "alone").family == 0);
    CHECK(drawing.unions.size() == 1);
    REQUIRE(drawing.descents.size() == 4);
    CHECK(drawing.descents[3].type == "STEP");
    REQUIRE(drawing.ties.size() == 1);
    CHECK(drawing.ties[0].type == "FRIEND");
    CHECK(drawing.contradictions.empty());
    const auto text = rules::to_text(drawing, facts.lists());
    CHECK(text.find("Family 1, generation 3: V (died)") != std::string::npos);
    CHECK(text.find("PA1 step-parent of V") != std::string::npos);
}

TEST_CASE("3.1: relationships that contradict one another are told", "[rules]")
{
    const auto facts =
        family()
            .put("relationship", "w1", R"({"person_a":"@v","person_b":"@mum","relationship_type":"PARENT"})")
            .put("relationship", "w2", R"({"person_a":"@v","person_b":"@v","relationship_type":"SIB"})")
            .put("relationship", "w3", R"({"person_a":"@dad","person_b":"@v","relationship_type":"SIB"})")
            .put("relationship", "w4",
                 R"({"person_a":"@mum","person_b":"@dad","relationship_type":"SPOUSE"})")
            .facts();
    const auto said = rules::genogram(facts).contradictions;
    const auto told = [&](std::string_view words) {
        return std::ranges::any_of(said,
                                   [&](const auto& one) { return one.find(words) != std::string::npos; });
    };
    CHECK(told("each recorded as the other's parent"));
    CHECK(told("related to themselves"));
    CHECK(told("both as siblings and as parent and child"));
    CHECK(told("both as former and as present partners"));
    CHECK(told("in two generations"));
}

TEST_CASE("4.3: quorum follows from attendance, and the minutes from decisions and actions, without names",
          "[rules]")
{
    const auto facts =
        test::FactsBuilder()
            .put("review", "review", R"({"human_ref":"OWHR-X99000001-2025-001","demo_flag":true})")
            .put("organisation", "police", R"({"name":"Thamesbrook Constabulary"})")
            .put("person", "v", R"({"code":"V","names":[{"given":"Ada","family":"Lovelock"}]})")
            .put("conflict_of_interest", "c1", R"({"person":"@v","handling":"Left the room for item 2."})")
            .put(
                "meeting", "m1",
                R"({"meeting_type":"PANELN","number":2,"date":"2025-06-01","quorum":3,"conflicts":["@c1"],"confidentiality_read":true,"attendees":[{"role":"Detective superintendent","organisation":"@police","attendance":"PRESENT"},{"role":"Head of housing","attendance":"SUBSTITUTE","substitute_for":"Director"},{"role":"GP lead","attendance":"APOLOGY"}]})")
            .put("agenda_item", "a1", R"({"meeting":"@m1","text":"Merged chronology","done":true})")
            .put(
                "decision", "d1",
                R"({"meeting":"@m1","number":4,"decision_kind":"FIND","text":"Finding 1 is agreed.","dissent":[{"organisation":"@police","words":"The record was made."}]})")
            .put(
                "meeting_action", "x1",
                R"({"meeting":"@m1","text":"Ask housing for the visit log","owner_org":"@police","due":"2025-07-01"})")
            .facts();
    const auto& meeting = facts.all("meeting").front();
    const auto count = rules::quorum(meeting);
    CHECK(count.present == 2);
    CHECK(count.apologies == 1);
    CHECK_FALSE(count.met());
    const auto text = rules::minutes(facts, meeting);
    CHECK(text.starts_with("DEMO: invented, kept out of every statistic\nOFFICIAL-SENSITIVE"));
    for (const std::string_view part :
         {"quorum 3, NOT met", "The confidentiality statement was read.", "1. Merged chronology",
          "Decision 4", "Dissent, Thamesbrook Constabulary: The record was made.",
          "Ask housing for the visit log (Thamesbrook Constabulary), due 1 July 2025", "Left the room"})
        CHECK(text.find(part) != std::string::npos);
    CHECK(text.find("Lovelock") == std::string::npos);
}

TEST_CASE("3.1: a decision is permanent", "[rules]")
{
    const auto facts = test::FactsBuilder()
                           .put("decision", "d1", R"({"number":1,"text":"Agreed.","decision_kind":"FIND"})")
                           .facts();
    const auto* held = facts.find(id("d1"));
    CHECK(rules::check_decision(held, change_put("decision", R"({"outcome":"Carried out."})")));
    CHECK(rules::check_decision(held, change_put("decision", R"({"text":"Agreed."})")));
    const auto changed = rules::check_decision(held, change_put("decision", R"({"text":"Refused."})"));
    REQUIRE_FALSE(changed);
    CHECK(changed.error().code == "decision_permanent");
    auto strike = change_put("decision", "{}");
    strike.op = model::Op::Strike;
    CHECK_FALSE(rules::check_decision(held, strike));
    CHECK(rules::check_decision(nullptr, change_put("decision", R"({"text":"New."})")));
}
