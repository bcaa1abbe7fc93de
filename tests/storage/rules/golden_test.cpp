#include "storage/rules/golden.h"

#include <algorithm>

#include "tests/storage/rules/support.h"

using rules::Problem;
using test::FactsBuilder;
using test::id;

namespace {

// The problems of one rule about one record.
std::vector<Problem> of_rule(const std::vector<Problem>& all, std::string_view rule, std::string_view word)
{
    std::vector<Problem> found;
    for (const auto& one : all)
        if (one.rule == rule && one.id == id(word)) found.push_back(one);
    return found;
}

bool gated(const std::vector<Problem>& problems)
{
    return std::ranges::any_of(problems, [](const auto& one) { return one.gate; });
}

std::string problem_words(const std::vector<Problem>& problems)
{
    std::string all;
    for (const auto& one : problems) all += one.message + " " + one.remedy + "\n";
    return all;
}

// A whole chain: event, finding, lesson, recommendation.
FactsBuilder whole_chain()
{
    FactsBuilder made;
    made.put("organisation", "police", R"({"name":"Police"})")
        .put("organisation", "gp", R"({"name":"Surgery"})")
        .put("chronology_event", "e1", R"({"earliest":"2024-12-11","latest":"2024-12-11","mo":["MO19"]})")
        .put("finding", "f1", R"({"number":1,"status":"DRAFT","finding_type":"MISSED","mo":["MO19"]})")
        .put("finding_evidence", "fe1", R"({"finding":"@f1","target":"@e1","role":"SUPPORTS"})")
        .put("lesson", "l1", R"({"number":1,"findings":["@f1"]})")
        .put("recommendation", "r1", R"({"number":1,"lessons":["@l1"],"rec_status":"AGREED","origin":"PANEL",
             "rec_level":"SA","addressee_org":["@police"],"response_due":"2026-12-01","smart":[
             {"test":"S","score":"MET"},{"test":"M","score":"MET"},{"test":"A","score":"PARTLY"},
             {"test":"R","score":"MET"},{"test":"T","score":"NOT"}]})");
    return made;
}

FactsBuilder draft_recommendation(const std::string& fields)
{
    FactsBuilder made;
    made.put("organisation", "a", R"({"name":"Agency A"})")
        .put("organisation", "b", R"({"name":"Agency B"})")
        .put("recommendation", "r", fields);
    return made;
}

}  // namespace

TEST_CASE("3.2: a whole chain has no problem", "[golden]")
{
    CHECK(problem_words(rules::check(whole_chain().facts())).empty());
}

TEST_CASE("V1: a finding without supporting evidence cannot be agreed", "[golden]")
{
    FactsBuilder made;
    made.put("finding", "f", R"({"number":4,"status":"AGREED"})")
        .put("chronology_event", "e", R"({"earliest":"2024-01-01"})")
        .put("finding_evidence", "c", R"({"finding":"@f","target":"@e","role":"CONTEXT"})");
    const auto context = of_rule(rules::check(made.facts()), "V1", "f");
    REQUIRE(context.size() == 1);
    CHECK(context[0].gate);
    CHECK(context[0].message == "Finding 4 is agreed without supporting evidence.");
    CHECK(!context[0].remedy.empty());

    made.put("finding_evidence", "s", R"({"finding":"@f","target":"@e","role":"SUPPORTS"})");
    CHECK(of_rule(rules::check(made.facts()), "V1", "f").empty());
}

TEST_CASE("V1: support that was struck out supports nothing", "[golden]")
{
    FactsBuilder made;
    made.put("finding", "f", R"({"number":4,"status":"AGREED"})")
        .put("finding_evidence", "s", R"({"finding":"@f","target":"@gone","role":"SUPPORTS"})");
    CHECK(gated(of_rule(rules::check(made.facts()), "V1", "f")));
}

TEST_CASE("V1: a draft is told, but not stopped; agreed with dissent is agreed", "[golden]")
{
    FactsBuilder draft;
    draft.put("finding", "f", R"({"number":1,"status":"TESTED"})");
    const auto told = of_rule(rules::check(draft.facts()), "V1", "f");
    REQUIRE(told.size() == 1);
    CHECK(!told[0].gate);
    FactsBuilder dissent;
    dissent.put("finding", "f", R"({"number":1,"status":"DISSENT","dissent_text":"x"})");
    CHECK(gated(of_rule(rules::check(dissent.facts()), "V1", "f")));
}

TEST_CASE("V2: a tag used in a finding must sit on an event that is its evidence", "[golden]")
{
    FactsBuilder made;
    made.put("chronology_event", "e1", R"({"mo":["MO04"],"gp":["GP01"]})")
        .put("chronology_event", "e2", R"({"mo":["MO07"]})")
        .put("finding", "f", R"({"number":1,"status":"DRAFT","mo":["MO04","MO07"],"gp":["GP01"]})")
        .put("finding_evidence", "s", R"({"finding":"@f","target":"@e1","role":"SUPPORTS"})");
    const auto found = of_rule(rules::check(made.facts()), "V2", "f");
    REQUIRE(found.size() == 1);
    CHECK(found[0].message.find("MO07") != std::string::npos);
    CHECK(!found[0].gate);
    made.put("finding_evidence", "s2", R"({"finding":"@f","target":"@e2","role":"CONTEXT"})");
    CHECK(of_rule(rules::check(made.facts()), "V2", "f").empty());
}

TEST_CASE("V2: an agreed finding is not said to lack a code that was sealed with its event", "[golden]")
{
    FactsBuilder made;
    made.put("chronology_event", "e", R"({"mo":["MO04"]})")
        .put("finding", "f", R"({"number":1,"status":"AGREED","mo":["MO04"]})")
        .put("finding_evidence", "s", R"({"finding":"@f","target":"@e","role":"SUPPORTS"})");
    CHECK(of_rule(rules::check(made.facts()), "V2", "f").empty());
    // As the open part shows it once its class is raised.
    made.put("chronology_event", "e", R"({"disclosure_class":"D4"})");
    CHECK(of_rule(rules::check(made.facts()), "V2", "f").empty());
    made.put("chronology_event", "e", R"({"disclosure_class":"D2"})");
    CHECK(of_rule(rules::check(made.facts()), "V2", "f").size() == 1);
}

TEST_CASE("V2: an agreed finding with a tag on no event is stopped; good practice counts as well", "[golden]")
{
    FactsBuilder made;
    made.put("chronology_event", "e", R"({"mo":["MO04"]})")
        .put("finding", "f", R"({"number":1,"status":"AGREED","gp":["GP01"]})")
        .put("finding_evidence", "s", R"({"finding":"@f","target":"@e","role":"SUPPORTS"})");
    const auto found = of_rule(rules::check(made.facts()), "V2", "f");
    REQUIRE(found.size() == 1);
    CHECK(found[0].gate);
    CHECK(found[0].message.find("good practice GP01") != std::string::npos);
}

TEST_CASE("V3: a lesson needs a finding and a recommendation needs a lesson", "[golden]")
{
    FactsBuilder made;
    made.put("lesson", "l", R"({"number":2})").put("recommendation", "r", R"({"number":3})");
    const auto all = rules::check(made.facts());
    CHECK(problem_words(of_rule(all, "V3", "l")).starts_with("Lesson 2 rests on no finding."));
    CHECK(problem_words(of_rule(all, "V3", "r")).starts_with("Recommendation 3 rests on no lesson."));
    made.put("finding", "f", R"({"number":1})")
        .put("lesson", "l2", R"({"number":4,"findings":["@f"]})")
        .put("recommendation", "r2", R"({"number":5,"lessons":["@l2"]})");
    const auto whole = rules::check(made.facts());
    CHECK(of_rule(whole, "V3", "l2").empty());
    CHECK(of_rule(whole, "V3", "r2").empty());
}

TEST_CASE("V3: missed, system and equality findings without lesson: no learning drawn, say why", "[golden]")
{
    for (const std::string type : {"MISSED", "SYSTEM", "EQUAL", "GOODP", "CONTEXT", "GAP"}) {
        CAPTURE(type);
        FactsBuilder made;
        made.put("finding", "f", R"({"number":1,"finding_type":")" + type + R"("})");
        const auto found = of_rule(rules::check(made.facts()), "V3", "f");
        const bool asked = type == "MISSED" || type == "SYSTEM" || type == "EQUAL";
        CHECK(found.size() == (asked ? 1 : 0));
        if (asked) CHECK(found[0].message.find("No learning drawn: say why") != std::string::npos);
    }
    FactsBuilder said;
    said.put("finding", "f",
             R"({"number":1,"finding_type":"MISSED","no_learning_reason":"Changed in law since."})");
    CHECK(of_rule(rules::check(said.facts()), "V3", "f").empty());
}

TEST_CASE("V4: a recommendation needs an addressee, a level, a response date and five scores", "[golden]")
{
    const auto bare = of_rule(rules::check(draft_recommendation(R"({"number":1})").facts()), "V4", "r");
    const auto said = problem_words(bare);
    CHECK(bare.size() == 4);
    for (const auto* part : {"no addressee", "no level", "no date for the response", "S, M, A, R, T missing"})
        CHECK(said.find(part) != std::string::npos);
    CHECK(!gated(bare));
    const auto four = of_rule(rules::check(draft_recommendation(R"({"number":1,"addressee_org":["@a"],
        "rec_level":"SA","response_due":"2026-01-01","smart":[{"test":"S","score":"MET"},
        {"test":"M","score":"MET"},{"test":"A","score":"MET"},{"test":"R","score":"MET"},{"test":"T"}]})")
                                               .facts()),
                              "V4", "r");
    REQUIRE(four.size() == 1);
    CHECK(four[0].message.find("T missing") != std::string::npos);
}

TEST_CASE("V1 to V11: advice names a field as its form shows it, never by its id", "[golden]")
{
    FactsBuilder made;
    made.put("chronology_event", "e", R"({"earliest":"2024-01-01"})")
        .put("finding", "f", R"({"number":1,"finding_type":"MISSED"})")
        .put("finding_evidence", "c", R"({"finding":"@f","target":"@e","role":"CONTRADICTS"})")
        .put("finding", "d", R"({"number":2,"status":"DISSENT"})")
        .put("kloe", "k", R"({"kloe_no":1})")
        .put("kloe", "n", R"({"kloe_no":2,"answer_status":"CANNOT"})")
        .put("recommendation", "r", R"({"number":1,"rec_status":"AGREED"})")
        .put("recommendation", "s", R"({"number":2,"rec_status":"REJ","rec_level":"NAT","origin":"IMR"})");
    const auto said = problem_words(rules::check(made.facts()));
    CHECK(said.find('_') == std::string::npos);
    for (const auto* part :
         {"Fill in \"Level\".", "Fill in \"Response due\".", "Fill in \"Origin\".",
          "Name it in \"Department or body\".", "Write the reason in \"Reason given\".",
          "Set \"Level\" to \"Single agency\"", "give the reason in \"Why no learning was drawn\".",
          "Write it in \"Dissent\".", "Say in \"Evidence that contradicts it\" how",
          "Fill in \"Answer\": open", "Write the reason in \"Why it cannot be answered\"."}) {
        CAPTURE(part);
        CHECK(said.find(part) != std::string::npos);
    }
}

TEST_CASE("V4: what is missing stops an agreed recommendation", "[golden]")
{
    const auto found = of_rule(
        rules::check(draft_recommendation(R"({"number":1,"rec_status":"AGREED"})").facts()), "V4", "r");
    CHECK(found.size() == 4);
    CHECK(std::ranges::all_of(found, [](const auto& one) { return one.gate; }));
}

TEST_CASE("V4: more than one addressee forces one action for each", "[golden]")
{
    auto made = draft_recommendation(R"({"number":1,"addressee_org":["@a","@b"],"rec_status":"ISSUED"})");
    made.put("action", "x", R"({"recommendation":"@r","owner_org":"@a"})");
    const auto lacking = [&] {
        auto found = of_rule(rules::check(made.facts()), "V4", "r");
        std::erase_if(found,
                      [](const auto& one) { return one.message.find("addressees") == std::string::npos; });
        return found;
    };
    REQUIRE(lacking().size() == 1);
    CHECK(lacking()[0].message.find("Agency B") != std::string::npos);
    CHECK(lacking()[0].gate);
    made.put("action", "y", R"({"recommendation":"@r","owner_org":"@b"})");
    CHECK(lacking().empty());
}

TEST_CASE("V5: a national recommendation names the department or body", "[golden]")
{
    const auto check = [](const std::string& fields) {
        return of_rule(rules::check(draft_recommendation(fields).facts()), "V5", "r").size();
    };
    CHECK(check(R"({"number":1,"rec_level":"NAT"})") == 1);
    CHECK(check(R"({"number":1,"rec_level":"NAT","national_body":"NHS England"})") == 0);
    CHECK(check(R"({"number":1,"rec_level":"PAN"})") == 0);
}

TEST_CASE("V6: every key line has an answer status, and says why it cannot be answered", "[golden]")
{
    FactsBuilder made;
    made.put("kloe", "none", R"({"kloe_no":1})")
        .put("kloe", "open", R"({"kloe_no":2,"answer_status":"OPEN"})")
        .put("kloe", "cannot", R"({"kloe_no":3,"answer_status":"CANNOT"})")
        .put("kloe", "why", R"({"kloe_no":4,"answer_status":"CANNOT","why_not":"No record was kept."})");
    const auto all = rules::check(made.facts());
    CHECK(
        problem_words(of_rule(all, "V6", "none")).starts_with("Key line of enquiry 1 has no answer status."));
    CHECK(of_rule(all, "V6", "open").empty());
    CHECK(of_rule(all, "V6", "cannot").size() == 1);
    CHECK(of_rule(all, "V6", "why").empty());
}

TEST_CASE("V7: all nine characteristics are addressed for every victim and suspect", "[golden]")
{
    FactsBuilder made;
    made.put("person", "v", R"({"code":"V"})")
        .put("person", "s", R"({"code":"S1"})")
        .put("person", "m", R"({"code":"M"})")
        .put("person_role", "pr1", R"({"person":"@v","role":"VIC"})")
        .put("person_role", "pr2", R"({"person":"@s","role":"ACC"})")
        .put("person_role", "pr3", R"({"person":"@m","role":"PARENT"})");
    int n = 0;
    for (const std::string code : {"AGE", "DIS", "GR", "MCP", "PM", "RACE", "RB", "SEX"})
        made.put("equality", "q" + std::to_string(n++),
                 R"({"person":"@v","characteristic":")" + code +
                     R"(","considered":"Y","relevant":"N","analysis":"No bearing."})");
    auto all = rules::check(made.facts());
    REQUIRE(of_rule(all, "V7", "v").size() == 1);
    CHECK(of_rule(all, "V7", "v")[0].message ==
          "V: 1 of 9 protected characteristics are not addressed: Sexual orientation.");
    REQUIRE(of_rule(all, "V7", "s").size() == 1);
    CHECK(of_rule(all, "V7", "s")[0].message.find("9 of 9") != std::string::npos);
    CHECK(of_rule(all, "V7", "m").empty());

    made.put("equality", "so", R"({"person":"@v","characteristic":"SO","considered":"N","relevant":"N",
             "analysis":"Not looked at."})");
    CHECK(of_rule(rules::check(made.facts()), "V7", "v").size() == 1);
    made.put("equality", "so2", R"({"person":"@v","characteristic":"SO","considered":"NA"})");
    CHECK(of_rule(rules::check(made.facts()), "V7", "v").empty());
}

TEST_CASE("V8: until a scan has run the answer is 'scan not run' and the gate stays shut", "[golden]")
{
    FactsBuilder made;
    made.put("review", "rev", R"({"status":"S70"})");
    const auto facts = made.facts();
    const auto none = rules::check_published(facts, std::nullopt);
    REQUIRE(none.size() == 1);
    CHECK(none[0].gate);
    CHECK(none[0].message.starts_with("Scan not run"));
    CHECK(gated(rules::check_published(facts, rules::ScanAnswer{2})));
    CHECK(rules::check_published(facts, rules::ScanAnswer{0}).empty());
    CHECK(of_rule(rules::check(facts), "V8", "rev").size() == 1);

    made.put("redaction", "x", R"({"edition":"PUBLISHED"})");
    CHECK(gated(rules::check_published(made.facts(), rules::ScanAnswer{0})));
}

TEST_CASE("V8: a review that is not near publication is not told of the scan", "[golden]")
{
    FactsBuilder made;
    made.put("review", "rev", R"({"status":"S55"})");
    CHECK(of_rule(rules::check(made.facts()), "V8", "rev").empty());
}

TEST_CASE("V9: contradicting evidence is acknowledged in words, or the finding is marked dissent", "[golden]")
{
    const auto made = [](const std::string& fields) {
        FactsBuilder facts;
        facts.put("finding", "f", fields)
            .put("chronology_event", "e", "{}")
            .put("finding_evidence", "s", R"({"finding":"@f","target":"@e","role":"SUPPORTS"})")
            .put("finding_evidence", "c", R"({"finding":"@f","target":"@e","role":"CONTRADICTS"})");
        return of_rule(rules::check(facts.facts()), "V9", "f");
    };
    REQUIRE(made(R"({"number":1,"status":"AGREED"})").size() == 1);
    CHECK(made(R"({"number":1,"status":"AGREED"})")[0].gate);
    CHECK(!made(R"({"number":1,"status":"DRAFT"})")[0].gate);
    CHECK(made(R"({"number":1,"status":"AGREED","contradiction_text":"Weighed less: hearsay."})").empty());
    CHECK(made(R"({"number":1,"status":"DISSENT","dissent_text":"Health disagrees."})").empty());
    REQUIRE(made(R"({"number":1,"status":"DISSENT"})").size() == 1);
    CHECK(!made(R"({"number":1,"status":"DISSENT"})")[0].gate);
}

TEST_CASE("V10: an agency's own recommendation is kept apart, but in the same action plan", "[golden]")
{
    const auto found = [](const std::string& fields, bool with_action) {
        auto made = draft_recommendation(fields);
        if (with_action) made.put("action", "x", R"({"recommendation":"@r","owner_org":"@a"})");
        return of_rule(rules::check(made.facts()), "V10", "r").size();
    };
    CHECK(found(R"({"number":1,"rec_status":"AGREED"})", true) == 1);
    CHECK(found(R"({"number":1,"rec_status":"AGREED","origin":"PANEL"})", false) == 0);
    CHECK(found(R"({"number":1,"rec_status":"AGREED","origin":"IMR","rec_level":"SA"})", false) == 1);
    CHECK(found(R"({"number":1,"rec_status":"AGREED","origin":"IMR","rec_level":"SA"})", true) == 0);
    CHECK(found(R"({"number":1,"rec_status":"DRAFT","origin":"IMR","rec_level":"MA"})", false) == 1);
}

TEST_CASE("V11: a change of the evidence flags an agreed finding; the same evidence does not", "[golden]")
{
    const auto made = [](const std::string& event, const std::string& state, const std::string& claim) {
        FactsBuilder facts;
        facts.put("chronology_event", "e", event)
            .put("finding_evidence", "s", R"({"finding":"@f","target":"@e","role":"SUPPORTS"})")
            .put("finding", "f", R"({"number":1,"status":"AGREED","evidence_state":")" + state + "\"}");
        if (!claim.empty()) facts.put("claim", "c", claim);
        return facts;
    };
    const std::string event = R"({"earliest":"2024-01-01","mo":["MO01"]})";
    const auto state = [&](const std::string& as, const std::string& claim = "") {
        const auto facts = made(as, "", claim).facts();
        return rules::evidence_state(facts, facts.all("finding").front());
    };
    const auto then = state(event);
    CHECK(of_rule(rules::check(made(event, then, "").facts()), "V11", "f").empty());
    const auto changed = made(R"({"earliest":"2024-01-02","mo":["MO01"]})", then, "").facts();
    REQUIRE(of_rule(rules::check(changed), "V11", "f").size() == 1);
    CHECK(!of_rule(rules::check(changed), "V11", "f")[0].gate);
    CHECK(state(R"({"mo":["MO01"],"earliest":"2024-01-01"})") == then);
    CHECK(state(R"({"earliest":"2024-01-01","mo":["MO01"],"text":"sealed words"})") == then);
    CHECK(state(event, R"({"record":"@e","field":"earliest","reason":"DIFFER"})") == then);
    CHECK(state(event, R"({"record":"@e","field":"earliest","accepted":true})") != then);
}

TEST_CASE("V11: evidence that is added or struck out flags an agreed finding", "[golden]")
{
    FactsBuilder made;
    made.put("chronology_event", "e", "{}")
        .put("chronology_event", "e2", "{}")
        .put("finding", "f", R"({"number":1,"status":"AGREED"})")
        .put("finding_evidence", "s", R"({"finding":"@f","target":"@e","role":"SUPPORTS"})");
    const auto one = made.facts();
    made.put("finding_evidence", "s2", R"({"finding":"@f","target":"@e2","role":"CONTEXT"})");
    const auto two = made.facts();
    CHECK(rules::evidence_state(one, one.all("finding").front()) !=
          rules::evidence_state(two, two.all("finding").front()));
}

TEST_CASE("R14: an agreed recommendation whose lesson rests on no supported finding is stopped", "[golden]")
{
    CHECK(of_rule(rules::check(whole_chain().facts()), "R14", "r1").empty());
    FactsBuilder broken;
    broken.put("finding", "f", R"({"number":1})")
        .put("lesson", "l", R"({"number":1,"findings":["@f"]})")
        .put("recommendation", "r", R"({"number":1,"lessons":["@l"],"rec_status":"ISSUED"})");
    const auto found = of_rule(rules::check(broken.facts()), "R14", "r");
    REQUIRE(found.size() == 1);
    CHECK(found[0].gate);
    CHECK(found[0].message.find("Lesson 1") != std::string::npos);
}

TEST_CASE("rec_status: not accepted and closed without being carried out need a reason", "[golden]")
{
    const auto found = [](const std::string& fields) {
        return of_rule(rules::check(draft_recommendation(fields).facts()), "rec_status", "r");
    };
    CHECK(gated(found(R"({"number":1,"rec_status":"REJ"})")));
    CHECK(gated(found(R"({"number":1,"rec_status":"LAPSED"})")));
    CHECK(found(R"({"number":1,"rec_status":"REJ","reject_reason":"Law forbids it."})").empty());
    CHECK(found(R"({"number":1,"rec_status":"SUPER"})").empty());
}

TEST_CASE("3.2: problems of one record, and in order of the rules", "[golden]")
{
    FactsBuilder made;
    made.put("recommendation", "r", R"({"number":1,"rec_level":"NAT"})")
        .put("finding", "f", R"({"number":1,"finding_type":"MISSED","mo":["MO01"]})");
    const auto facts = made.facts();
    std::vector<std::string> order;
    for (const auto& one : rules::check(facts)) order.push_back(one.rule);
    CHECK(std::ranges::is_sorted(order));
    CHECK(order.front() == "V1");
    for (const auto& one : rules::check_record(facts, id("r"))) CHECK(one.kind == "recommendation");
    CHECK(rules::check_record(facts, id("r")).size() + rules::check_record(facts, id("f")).size() ==
          order.size());
}
