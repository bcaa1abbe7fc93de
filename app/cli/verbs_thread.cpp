// check: what the rules say of a review. thread: one record both ways. scan: who could still be found.

#include <algorithm>

#include "app/cli/problems.h"
#include "app/core/facts.h"
#include "storage/rules/residual.h"
#include "storage/rules/thread.h"

namespace cli {

namespace {

// Every rule there is, so that a misspelt one is not taken for a review without problems.
constexpr std::string_view kRules[] = {"V1",
                                       "V2",
                                       "V3",
                                       "V4",
                                       "V5",
                                       "V6",
                                       "V7",
                                       "V8",
                                       "V9",
                                       "V10",
                                       "V11",
                                       "R14",
                                       "rec_status",
                                       "evidence_unused",
                                       "finding_without_lesson",
                                       "lesson_without_recommendation",
                                       "recommendation_without_owner",
                                       "recommendation_without_action",
                                       "action_without_owner",
                                       "key_line_unanswered"};

Result<void> known_rule(const std::optional<std::string>& rule)
{
    if (!rule || std::ranges::find(kRules, *rule) != std::end(kRules)) return {};
    std::string names;
    for (const auto name : kRules) names += (names.empty() ? "" : ", ") + std::string(name);
    return base::fail(base::ErrorKind::Invalid, "There is no such rule; the rules are " + names + ".");
}

Result<Answer> check(Call& call)
{
    const auto rule = call.option("--rule");
    TRY_VOID(known_rule(rule));
    TRY_ASSIGN(auto* vault, call.vault());
    TRY_ASSIGN(auto review, call.review());
    TRY_ASSIGN(const auto facts, core::facts(*vault, review, core::Scope::Open));
    const auto id = call.option("ID");
    if (id && facts.find(*id) == nullptr)
        return base::fail(
            base::ErrorKind::NotFound,
            "This review has no record of this id. `search DIR WORDS` and `record show DIR REF KIND` give "
            "ids.");
    auto problems = rules::check(facts);
    auto loose = rules::orphans(facts);
    for (auto* all : {&problems, &loose})
        std::erase_if(*all, [&](const rules::Problem& one) {
            return (rule && one.rule != *rule) || (id && one.id != *id);
        });
    auto answer =
        AnswerBuilder().fact("problems", "", to_json(problems)).fact("orphans", "", to_json(loose)).done();
    answer.text = to_lines(problems) + to_lines(loose);
    if (answer.text.empty()) answer.text = "The rules have nothing to say.\n";
    return answer;
}

json::Array steps(const rules::Facts& facts, const std::vector<rules::ThreadStep>& from)
{
    json::Array all;
    for (const auto& step : from) {
        json::Object one;
        one.set("kind", step.record->kind);
        one.set("id", step.record->id);
        one.set("name", rules::named(facts, *step.record));
        one.set("distance", step.distance);
        one.set("via", step.via);
        if (step.record->kind == "finding_evidence") one.set("role", rules::text(*step.record, "role"));
        all.emplace_back(std::move(one));
    }
    return all;
}

std::string lines(const rules::Facts& facts, const std::vector<rules::ThreadStep>& from)
{
    std::string all;
    for (const auto& step : from)
        all += "  " + rules::named(facts, *step.record) + "  " + step.record->id + "\n";
    return all.empty() ? "  nothing\n" : all;
}

// All events only where events that nothing names may lie on the thread.
Result<rules::Facts> facts_for(review::Vault& vault, review::Review& review, const std::string& id)
{
    TRY_ASSIGN(auto quick, core::facts(vault, review, core::Scope::Thread));
    const auto* record = quick.find(id);
    if (record != nullptr && record->kind != "document" && record->kind != "chronology_event") return quick;
    return core::facts(vault, review, core::Scope::Open);
}

Result<Answer> thread(Call& call)
{
    TRY_ASSIGN(auto* vault, call.vault());
    TRY_ASSIGN(auto review, call.review());
    TRY_ASSIGN(const auto facts, facts_for(*vault, review, call.at("ID")));
    const auto* record = facts.find(call.at("ID"));
    if (record == nullptr)
        return base::fail(
            base::ErrorKind::NotFound,
            "This review has no record of this id. `search DIR WORDS` and `record show DIR REF KIND` give "
            "ids.");
    const auto found = rules::thread(facts, *record);
    auto answer = AnswerBuilder()
                      .fact("kind", "", record->kind)
                      .fact("id", "", record->id)
                      .fact("name", "", rules::named(facts, *record))
                      .fact("upstream", "", steps(facts, found.upstream))
                      .fact("downstream", "", steps(facts, found.downstream))
                      .done();
    answer.text = rules::named(facts, *record) + "\nTowards the sources:\n" + lines(facts, found.upstream) +
                  "Towards the actions:\n" + lines(facts, found.downstream);
    return answer;
}

Result<Answer> scan(Call& call)
{
    TRY_ASSIGN(auto* vault, call.vault());
    TRY_ASSIGN(auto review, call.review());
    TRY_ASSIGN(const auto facts, core::facts(*vault, review, core::Scope::Words));
    const auto found = rules::scan_open_text(facts);
    const auto warnings = rules::naming_warnings(facts);
    // Clean text opens nothing: the finished edition itself must be scanned.
    const auto published = rules::check_published(
        facts, found.empty() ? std::nullopt : std::optional(rules::ScanAnswer{found.size()}));
    json::Array hits;
    std::string text;
    for (const auto& one : found) {
        json::Object hit;
        hit.set("kind", one.record->kind);
        hit.set("id", one.record->id);
        hit.set("name", rules::named(facts, *one.record));
        hit.set("field", one.field);
        hit.set("what", std::string(rules::to_text(one.hit.kind)));
        hit.set("offset", static_cast<std::int64_t>(one.hit.offset));
        hit.set("length", static_cast<std::int64_t>(one.hit.length));
        if (call.flag("--show")) hit.set("word", one.word);
        text += std::string(rules::to_text(one.hit.kind)) + "  " + rules::named(facts, *one.record) + "  " +
                one.field + " at " + std::to_string(one.hit.offset) + "  " + one.record->id +
                (call.flag("--show") ? "  " + one.word : "") + "\n";
        hits.emplace_back(std::move(hit));
    }
    if (found.empty()) text = "Nothing was found in the open text.\n";
    auto answer = AnswerBuilder()
                      .fact("hits", "", std::move(hits))
                      .fact("warnings", "", to_json(warnings))
                      .fact("published", "", to_json(published))
                      .done();
    answer.text = text + to_lines(warnings) + to_lines(published);
    return answer;
}

}  // namespace

std::vector<Verb> thread_verbs()
{
    return {
        {"check", "DIR REF [ID]",
         opening_and({{"--rule", Takes::Value, "Only this rule, such as V4 or evidence_unused"}}),
         "What the rules say: broken chains, gates that stay shut, evidence and findings left loose", check},
        {"thread", "DIR REF ID", opening(),
         "Everything upstream (sources) and downstream (actions) of a record", thread},
        {"scan", "DIR REF",
         opening_and({{"--show", Takes::Nothing, "Show the words found; else only where they stand"}}),
         "Words in the open text by which a person could still be found", scan}};
}

}  // namespace cli
