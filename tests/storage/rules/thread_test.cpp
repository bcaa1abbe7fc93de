#include "storage/rules/thread.h"

#include <algorithm>
#include <map>

#include "tests/storage/rules/support.h"

using test::FactsBuilder;
using test::id;

namespace {

FactsBuilder whole_thread()
{
    FactsBuilder made;
    made.put("document", "d1", "{}")
        .put("document", "d2", "{}")
        .put("extract", "x1", R"({"document":"@d1"})")
        .put("chronology_event", "e1", R"({"source_file":"@d2","mo":["MO01"]})")
        .put("chronology_event", "e2", R"({"source_file":"@d1","link_group":"@e1"})")
        .put("account", "a1", R"({"document":"@d1"})")
        .put("factor", "fa", R"({"evidence":["@a1"]})")
        .put("kloe", "k1", R"({"kloe_no":1,"answer_status":"ANSWERED","findings":["@f1"]})")
        .put("kloe", "k2", R"({"kloe_no":2,"answer_status":"OPEN"})")
        .put("finding", "f1", R"({"number":1})")
        .put("finding", "f2", R"({"number":2,"kloe":["@k2"]})")
        .put("finding_evidence", "fe1", R"({"finding":"@f1","target":"@e1","role":"SUPPORTS"})")
        .put("finding_evidence", "fe2", R"({"finding":"@f1","target":"@x1","role":"CONTEXT"})")
        .put("finding_evidence", "fe3", R"({"finding":"@f1","target":"@fa","role":"SUPPORTS"})")
        .put("lesson", "l1", R"({"number":1,"findings":["@f1"]})")
        .put("lesson", "l2", R"({"number":2,"findings":["@f2"]})")
        .put("recommendation", "r1", R"({"number":1,"lessons":["@l1"]})")
        .put("action", "ac1", R"({"recommendation":"@r1"})")
        .put("action_update", "u1", R"({"action":"@ac1"})");
    return made;
}

std::string word_of(std::string_view record)
{
    for (const char* word : {"d1", "d2", "x1", "e1", "e2", "a1", "fa", "k1", "k2", "f1", "f2", "fe1", "fe2",
                             "fe3", "l1", "l2", "r1", "ac1", "u1"})
        if (id(word) == record) return word;
    return "?";
}

std::string thread_words(const std::vector<rules::ThreadStep>& steps)
{
    std::string all;
    for (const auto& step : steps) all += (all.empty() ? "" : " ") + word_of(step.record->id);
    return all;
}

std::string up(const rules::Facts& facts, std::string_view word)
{
    return thread_words(rules::thread(facts, *facts.find(id(word))).upstream);
}
std::string down(const rules::Facts& facts, std::string_view word)
{
    return thread_words(rules::thread(facts, *facts.find(id(word))).downstream);
}

// "rule word" for each.
std::vector<std::string> loose(const rules::Facts& facts)
{
    std::vector<std::string> found;
    for (const auto& one : rules::orphans(facts)) found.push_back(one.rule + " " + word_of(one.id));
    return found;
}

bool holds(const std::vector<std::string>& all, std::string_view one)
{
    return std::ranges::find(all, one) != all.end();
}

}  // namespace

TEST_CASE("3.2: from an action everything upstream, in the order of the chain", "[thread]")
{
    const auto facts = whole_thread().facts();
    CHECK(up(facts, "ac1") == "d1 d2 x1 e1 e2 a1 fa fe1 fe2 fe3 f1 k1 l1 r1");
    CHECK(down(facts, "ac1") == "u1");
}

TEST_CASE("3.2: from a document everything downstream, and nothing of another thread", "[thread]")
{
    const auto facts = whole_thread().facts();
    CHECK(up(facts, "d2").empty());
    CHECK(down(facts, "d2") == "e1 fe1 f1 k1 l1 r1 ac1 u1");
    CHECK(down(facts, "f2") == "l2");
    CHECK(up(facts, "f2") == "k2");
}

TEST_CASE("3.2: the second source of one contact leads to the line it is shown under", "[thread]")
{
    const auto facts = whole_thread().facts();
    CHECK(down(facts, "e2") == "e1 fe1 f1 k1 l1 r1 ac1 u1");
    CHECK(up(facts, "e1") == "d1 d2 e2");
}

TEST_CASE("3.2: a key line shows the findings that answer it, named on either side", "[thread]")
{
    const auto facts = whole_thread().facts();
    CHECK(down(facts, "k1") == "f1 l1 r1 ac1 u1");
    CHECK(up(facts, "k1") == "d1 d2 x1 e1 e2 a1 fa fe1 fe2 fe3");
    CHECK(down(facts, "k2") == "f2 l2");
}

TEST_CASE("3.2: each step says how far it is and through what it was reached", "[thread]")
{
    const auto facts = whole_thread().facts();
    for (const auto& step : rules::thread(facts, *facts.find(id("r1"))).upstream) {
        if (word_of(step.record->id) == "l1") CHECK((step.distance == 1 && step.via == id("r1")));
        if (word_of(step.record->id) == "f1") CHECK((step.distance == 2 && step.via == id("l1")));
        if (word_of(step.record->id) == "e1") CHECK((step.distance == 4 && step.via == id("fe1")));
    }
}

TEST_CASE("3.2: a circle of events does not go round for ever", "[thread]")
{
    FactsBuilder made;
    made.put("chronology_event", "e1", R"({"link_group":"@e2"})")
        .put("chronology_event", "e2", R"({"link_group":"@e1"})");
    const auto facts = made.facts();
    CHECK(down(facts, "e1") == "e2");
}

TEST_CASE("orphans: coded events, extracts and accounts that nothing rests on", "[thread]")
{
    auto made = whole_thread();
    CHECK(!holds(loose(made.facts()), "evidence_unused e1"));
    FactsBuilder lone;
    lone.put("chronology_event", "e1", R"({"gp":["GP01"]})")
        .put("chronology_event", "e2", R"({"significance":"KPE"})")
        .put("chronology_event", "f2", R"({"significance":"ROUT"})")
        .put("extract", "x1", "{}")
        .put("account", "a1", "{}");
    const auto found = loose(lone.facts());
    CHECK(found == std::vector<std::string>{"evidence_unused e1", "evidence_unused e2", "evidence_unused x1",
                                            "evidence_unused a1"});
}

TEST_CASE("orphans: the other source of a contact that is used is used as well", "[thread]")
{
    FactsBuilder made;
    made.put("finding", "f1", R"({"number":1,"no_learning_reason":"x"})")
        .put("chronology_event", "e1", "{}")
        .put("chronology_event", "e2", R"({"link_group":"@e1","mo":["MO01"]})")
        .put("finding_evidence", "fe1", R"({"finding":"@f1","target":"@e1","role":"SUPPORTS"})");
    CHECK(loose(made.facts()).empty());
}

TEST_CASE("orphans: findings without lesson, lessons without recommendation, no owner, open key lines",
          "[thread]")
{
    const auto found = loose(whole_thread().facts());
    CHECK(holds(found, "lesson_without_recommendation l2"));
    CHECK(!holds(found, "lesson_without_recommendation l1"));
    CHECK(holds(found, "recommendation_without_owner r1"));
    CHECK(!holds(found, "recommendation_without_action r1"));
    CHECK(holds(found, "action_without_owner ac1"));
    CHECK(holds(found, "key_line_unanswered k2"));
    CHECK(!holds(found, "key_line_unanswered k1"));
    FactsBuilder bare;
    bare.put("finding", "f1", R"({"number":1})").put("recommendation", "r1", R"({"addressee_org":["@x1"]})");
    CHECK(loose(bare.facts()) ==
          std::vector<std::string>{"finding_without_lesson f1", "recommendation_without_action r1"});
}

TEST_CASE("thread: every link among its records is told, from the sources on", "[thread]")
{
    FactsBuilder made;
    made.put("chronology_event", "e1", "{}")
        .put("finding", "f1", R"({"number":1,"kloe":["@k1"]})")
        .put("finding", "f2", R"({"number":2})")
        .put("kloe", "k1", R"({"kloe_no":1})")
        .put("finding_evidence", "fe1", R"({"finding":"@f1","target":"@e1","role":"SUPPORTS"})")
        .put("lesson", "l1", R"({"number":1,"findings":["@f1","@f2"]})");
    const auto facts = made.facts();
    const auto* lesson = facts.find(id("l1"));
    const auto links = rules::thread_links(facts, *lesson, rules::thread(facts, *lesson));
    const auto has = [&](std::string_view from, std::string_view to) {
        return std::ranges::any_of(links, [&](const rules::ThreadLink& one) {
            return one.from->id == id(from) && one.to->id == id(to);
        });
    };
    CHECK(has("f1", "l1"));
    CHECK(has("f2", "l1"));
    CHECK(has("fe1", "f1"));
    CHECK(has("e1", "fe1"));
    CHECK(has("f1", "k1"));
    CHECK(links.size() == 5);
}
