#include "storage/rules/recommend.h"

#include <algorithm>

#include "tests/storage/rules/support.h"

using test::FactsBuilder;
using test::id;

namespace {

// The codes of the warnings about one recommendation.
std::string warned(const std::string& fields, const std::string& action = "")
{
    FactsBuilder made;
    made.put("organisation", "o", R"({"name":"Police"})").put("recommendation", "r", fields);
    if (!action.empty()) made.put("action", "a", action);
    const auto facts = made.facts();
    std::string codes;
    for (const auto& one : rules::warnings(facts, *facts.find(id("r"))))
        codes += (codes.empty() ? "" : " ") + one.code;
    return codes;
}

std::string text_only(const std::string& text)
{
    return warned(R"({"addressee_org":["@o"],"text":")" + text + "\"}");
}

rules::ActionColour colour(const std::string& fields, const std::string& today,
                           const std::vector<std::string>& updates = {})
{
    FactsBuilder made;
    made.put("document", "d", "{}").put("action", "a", fields);
    int n = 0;
    for (const auto& update : updates) made.put("action_update", "u" + std::to_string(n++), update);
    const auto facts = made.facts(today);
    return rules::action_colour(facts, *facts.find(id("a")));
}

rules::RecommendationStatus status(const std::string& fields, const std::string& today)
{
    FactsBuilder made;
    made.put("recommendation", "r", fields);
    const auto facts = made.facts(today);
    return rules::recommendation_status(facts, *facts.find(id("r")));
}

}  // namespace

TEST_CASE("R21: a recommendation with owner, measure and date gives no warning", "[recommend]")
{
    CHECK(text_only("The force will record every third-party threat as a crime and audit a dip sample by "
                    "30 June 2026.")
              .empty());
    CHECK(warned(R"({"addressee_org":["@o"],"text":"Open a pathway.","smart":[{"test":"M","score":"MET"}]})",
                 R"({"recommendation":"@r","target_date":"2026-06-30"})")
              .empty());
}

TEST_CASE("R21: vague verbs are named", "[recommend]")
{
    for (const std::string words : {"should consider", "to explore", "must be aware of", "are reminded of",
                                    "should, where possible, change", "Considering it, they change"}) {
        CAPTURE(words);
        CHECK(text_only("Staff " + words + " the form within 28 days, with an audit.") == "vague");
    }
    CHECK(
        text_only("A considerable change of the form within 28 days, with an audit; explorers too.").empty());
}

TEST_CASE("R21: training alone is weak; training beside a change of the system is not", "[recommend]")
{
    CHECK(text_only("Train all officers by March 2026 and evaluate it.") == "training_only");
    CHECK(text_only("A new form and training on it by March 2026, with an audit.").empty());
    CHECK(warned(R"({"addressee_org":["@o"],"rec_theme":"RT3","text":"Done by 2026 with evidence."})") ==
          "training_only");
}

TEST_CASE("R21: unowned, without measure, without date, addressed to one post-holder", "[recommend]")
{
    CHECK(warned(R"({"text":"Change the form."})") == "unowned no_measure no_date");
    CHECK(
        warned(R"({"addressee_org":["@o"],"rec_level":"IND","text":"Audit the form within six months."})") ==
        "individual");
    CHECK(text_only("Change the form in 28 days, and measure it.").empty());
    CHECK(text_only("Change the form in room 2026a, and measure it.") == "no_date");
}

TEST_CASE("R22: an earlier recommendation in other words is found, an unlike one is not", "[recommend]")
{
    std::vector<rules::LibraryEntry> entries;
    const auto add = [&](std::string ref, std::string theme, std::string text) {
        rules::LibraryEntry entry;
        entry.ref = std::move(ref);
        entry.theme = std::move(theme);
        entry.text = std::move(text);
        entries.push_back(std::move(entry));
    };
    add("A R1", "RT4", "MARAC actions should be tracked and closed within 28 days by the MARAC coordinator.");
    add("B R2", "RT2", "General practices must ask about strangulation whenever marks to the neck are seen.");
    add("C R3", "RT5", "Housing officers should not require proof of abuse before a transfer.");
    add("D R4", "RT4", "The council will publish its budget.");
    const rules::RecommendationIndex index(entries);
    rules::LibraryEntry like;
    like.text = "A tracker of actions agreed at the MARAC; the coordinator closes each action in 28 days.";
    const auto found = index.find(like);
    REQUIRE(!found.empty());
    CHECK(found[0].entry.ref == "A R1");
    CHECK(std::ranges::none_of(found, [](const auto& one) { return one.entry.ref == "D R4"; }));
    const int plain = found[0].score;
    like.theme = "RT4";
    CHECK(index.find(like)[0].score == plain + 5);
    like.text = "Entirely unrelated gardening leaflet.";
    CHECK(index.find(like).empty());
    like.text = "";
    CHECK(index.find(like).empty());
}

TEST_CASE("R22: the same words score 100 whatever their case and accents", "[recommend]")
{
    rules::LibraryEntry one;
    one.ref = "A R1";
    one.text = "Café staff record threats";
    const rules::RecommendationIndex index({one});
    one.text = "CAFE STAFF RECORD THREATS";
    REQUIRE(index.find(one).size() == 1);
    CHECK(index.find(one)[0].score == 100);
    CHECK(index.find(one, 0).empty());
}

TEST_CASE("rec_status: no response once the due day has passed, not on it", "[recommend]")
{
    const std::string issued = R"({"rec_status":"ISSUED","response_due":"2026-03-31"})";
    CHECK(status(issued, "2026-03-30").days_left == 1);
    CHECK(status(issued, "2026-03-31").status == "ISSUED");
    CHECK(status(issued, "2026-04-01").status == "NORESP");
    CHECK(status(issued, "2026-04-01").stored == "ISSUED");
    CHECK(status(issued, "2026-04-01").days_left == -1);
    CHECK(status(R"({"rec_status":"ISSUED","response_due":"2026-03-31","response_date":"2026-03-30"})",
                 "2026-04-01")
              .status == "ISSUED");
    CHECK(status(R"({"rec_status":"ACC","response_due":"2026-03-31"})", "2026-05-01").status == "ACC");
    CHECK(status(R"({"response_due":"2026-03-31"})", "2026-05-01").status == "DRAFT");
}

TEST_CASE("action_rag: on track until the target day, amber up to three months after it, red beyond",
          "[recommend]")
{
    const std::string action = R"({"start":"2026-01-01","target_date":"2026-01-31"})";
    CHECK(colour(action, "2026-01-31").colour == "G");
    CHECK(colour(action, "2026-02-01").colour == "A");
    CHECK(colour(action, "2026-02-01").days_late == 1);
    CHECK(colour(action, "2026-04-30").colour == "A");
    CHECK(colour(action, "2026-05-01").colour == "R");
}

TEST_CASE("action_rag: white before it starts, blocked is red, a missed milestone is amber", "[recommend]")
{
    CHECK(colour(R"({"start":"2026-05-02","target_date":"2026-06-30"})", "2026-05-01").colour == "W");
    CHECK(colour(R"({"start":"2026-05-01","target_date":"2026-06-30"})", "2026-05-01").colour == "G");
    CHECK(colour(R"({"target_date":"2026-06-30"})", "2026-05-01").colour == "W");
    CHECK(colour(R"({"target_date":"2026-06-30"})", "2026-07-01").colour == "A");
    CHECK(colour(R"({"target_date":"2026-06-30","blocked_reason":"No money"})", "2026-05-01").colour == "R");
    const auto milestone = [](const char* done) {
        return R"({"start":"2026-01-01","milestones":[{"date":"2026-02-01")" + std::string(done) + "}]}";
    };
    CHECK(colour(milestone(""), "2026-02-01").colour == "G");
    CHECK(colour(milestone(""), "2026-02-02").colour == "A");
    CHECK(colour(milestone(R"(,"done":"2026-02-05")"), "2026-02-06").colour == "G");
}

TEST_CASE("action_rag: blue needs evidence; without it a finished action is judged by its dates",
          "[recommend]")
{
    CHECK(colour(R"({"completed_on":"2026-01-10","outcome_evidence":["@d"],"target_date":"2026-01-01"})",
                 "2026-06-01")
              .colour == "B");
    const std::string bare = R"({"completed_on":"2026-01-10","target_date":"2026-01-31"})";
    CHECK(colour(bare, "2026-01-20").colour == "G");
    CHECK(colour(bare, "2026-02-01").colour == "A");
    CHECK(colour(bare, "2026-02-01", {R"({"action":"@a","date":"2026-01-11","evidence":["@d"]})"}).colour ==
          "B");
    CHECK(colour(R"({"completed_on":"2026-07-01","outcome_evidence":["@d"]})", "2026-06-01").colour == "G");
}

TEST_CASE("action_rag: the owner may worsen a colour, never improve it", "[recommend]")
{
    const std::string action = R"({"start":"2026-01-01","target_date":"2026-01-31","action_rag":"G"})";
    CHECK(colour(action, "2026-03-01").colour == "A");
    CHECK(colour(action, "2026-03-01").stated == "G");
    CHECK(colour(action, "2026-01-15", {R"({"action":"@a","date":"2026-01-10","status":"R"})"}).colour ==
          "R");
    CHECK(colour(action, "2026-03-01", {R"({"action":"@a","date":"2026-01-10","status":"B"})"}).colour ==
          "A");
    const auto newest = colour(action, "2026-01-15",
                               {R"({"action":"@a","date":"2026-01-12","status":"A"})",
                                R"({"action":"@a","date":"2026-01-10","status":"R"})"});
    CHECK(newest.stated == "A");
    CHECK(newest.colour == "A");
    CHECK(colour(R"({"completed_on":"2026-01-10","outcome_evidence":["@d"],"action_rag":"A"})", "2026-02-01")
              .colour == "A");
}

TEST_CASE("V10: the action plan holds the panel's and the agencies' own, kept apart", "[recommend]")
{
    FactsBuilder made;
    made.put("recommendation", "own", R"({"number":1,"origin":"IMR"})")
        .put("recommendation", "panel", R"({"number":2,"origin":"PANEL"})")
        .put("action", "none", R"({"number":1})")
        .put("action", "own1", R"({"number":2,"recommendation":"@own"})")
        .put("action", "panel2", R"({"number":4,"recommendation":"@panel"})")
        .put("action", "panel1", R"({"number":3,"recommendation":"@panel"})");
    const auto facts = made.facts();
    std::vector<std::string> order;
    for (const auto* action : rules::action_plan(facts)) order.push_back(action->id);
    CHECK(order == std::vector<std::string>{id("panel1"), id("panel2"), id("own1"), id("none")});
}
