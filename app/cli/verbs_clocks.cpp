// clock list, start, extend, pause, resume, meet, waive, notify, accept; screen; stage; roles.

#include <algorithm>

#include "app/cli/answer.h"
#include "app/core/clocking.h"
#include "app/core/deciding.h"
#include "storage/rules/derived.h"
#include "storage/rules/role_word.h"

namespace cli {

namespace {

void set_day(json::Object& into, std::string_view name, const std::optional<model::Day>& day)
{
    if (day) into.set(name, model::to_text(*day));
}

json::Object clock_value(const rules::Facts& facts, const rules::Clock& clock)
{
    json::Object one;
    one.set("rule", clock.rule->id);
    one.set("label", clock.rule->label);
    one.set("state", std::string(rules::to_text(clock.state)));
    one.set("record", clock.record);
    one.set("party", clock.party);
    const auto* body = facts.find(clock.party);
    one.set("party_name", body == nullptr ? "" : rules::called(facts, *body));
    one.set("subject", clock.subject);
    set_day(one, "started", clock.started);
    set_day(one, "due", clock.due);
    set_day(one, "computed", clock.computed);
    set_day(one, "notified_due", clock.notified_due);
    set_day(one, "met_on", clock.met_on);
    set_day(one, "remind_on", clock.remind_on);
    one.set("overdue_by", clock.overdue_by);
    if (clock.difference) {
        json::Object difference;
        difference.set("old", model::to_text(clock.difference->old_due));
        difference.set("new", model::to_text(clock.difference->new_due));
        one.set("difference", std::move(difference));
    }
    json::Array extensions;
    for (const auto& extension : clock.extensions) {
        json::Object row;
        row.set("new_date", model::to_text(extension.new_date));
        row.set("reason", extension.reason);
        row.set("approved_by", extension.approved_by);
        extensions.emplace_back(std::move(row));
    }
    one.set("extensions", std::move(extensions));
    one.set("pausable", rules::may_pause(*clock.rule));
    one.set("extendable", clock.rule->extendable);
    one.set("basis", clock.rule->basis);
    one.set("source", clock.rule->source);
    if (clock.governs) one.set("governs", true);
    one.set("notes", texts(clock.notes));
    return one;
}

Result<Answer> clock_list(Call& call)
{
    TRY_ASSIGN(auto* vault, call.vault());
    TRY_ASSIGN(auto review, call.review());
    TRY_ASSIGN(const auto facts, core::facts(*vault, review, core::Scope::Thread));
    TRY_ASSIGN(const auto by, core::template_of(*vault, facts));
    json::Array all;
    std::string text;
    for (const auto& clock : rules::clocks(facts, by)) {
        text += rules::one_line(facts, clock) + (clock.governs ? " (governs)" : "") + "\n";
        text += "    " + clock.rule->label + ".\n";
        for (const auto& note : clock.notes) text += "    " + note + "\n";
        all.emplace_back(clock_value(facts, clock));
    }
    const bool partners =
        std::ranges::any_of(by.clocks, [](const rules::ClockRule& rule) { return rule.each_partner; });
    const bool marked = std::ranges::any_of(facts.all("organisation"), [](const rules::Record& body) {
        return rules::flag(body, "statutory_partner");
    });
    if (partners && !marked)
        text +=
            "Each review partner has clocks of its own, and none is marked yet: record the police, the local "
            "authority and the integrated care board with `record put DIR REF organisation` and "
            "\"statutory_partner\": true.\n";
    return Answer{std::move(all), std::move(text), 0};
}

template <core::ClockDeed deed>
Result<Answer> clock_deed(Call& call)
{
    TRY_ASSIGN(const auto said, call.input_object());
    TRY_ASSIGN(auto* vault, call.vault());
    TRY_ASSIGN(auto review, call.review());
    const core::ClockAsk ask{call.at("RULE"), call.option("--party").value_or(""),
                             call.option("--subject").value_or(""), call.flag("--another")};
    TRY_ASSIGN(const auto command, core::do_clock(*vault, review, deed, ask, said));
    TRY_ASSIGN(const auto facts, core::facts(*vault, review, core::Scope::Thread));
    TRY_ASSIGN(const auto by, core::template_of(*vault, facts));
    json::Array all;
    AnswerBuilder answer;
    for (const auto& clock : rules::clocks(facts, by)) {
        if (clock.rule->id != ask.rule) continue;
        answer.line(rules::one_line(facts, clock));
        all.emplace_back(clock_value(facts, clock));
    }
    return answer.fact("command", "", command).fact("clocks", "", std::move(all)).done();
}

json::Value code_of(const std::optional<rules::Answered>& answered)
{
    return answered ? json::Value(std::string(rules::to_code(*answered))) : json::Value();
}

json::Object test_value(const rules::TestState& test, const model::CodeLists& lists)
{
    json::Object one;
    one.set("test", test.code);
    one.set("label", lists.label("eligibility_test", test.code));
    one.set("excludes", test.excludes);
    one.set("answer", code_of(test.answer));
    one.set("reasons_for", test.reasons_for);
    one.set("reasons_against", test.reasons_against);
    one.set("evidence", texts(test.evidence));
    one.set("decided_by", test.decided_by);
    set_day(one, "decided_on", test.decided_on);
    one.set("record", test.record);
    one.set("hint", code_of(test.hint.suggests));
    one.set("hint_words", test.hint.words);
    one.set("hint_evidence", texts(test.hint.evidence));
    return one;
}

std::string test_text(const rules::TestState& test, const model::CodeLists& lists)
{
    const auto word = [&](const std::optional<rules::Answered>& answered, std::string_view none) {
        return answered ? lists.label("test_answer", rules::to_code(*answered)) : std::string(none);
    };
    std::string line = "    " + test.code + "  " + word(test.answer, "not answered") + ": " +
                       lists.label("eligibility_test", test.code) + "\n";
    if (!test.reasons_for.empty()) line += "        for: " + test.reasons_for + "\n";
    if (!test.reasons_against.empty()) line += "        against: " + test.reasons_against + "\n";
    return line + "        the records suggest " + word(test.hint.suggests, "nothing") + ": " +
           test.hint.words + "\n";
}

Result<Answer> screen(Call& call)
{
    TRY_ASSIGN(auto* vault, call.vault());
    TRY_ASSIGN(auto review, call.review());
    TRY_ASSIGN(const auto facts, core::facts(*vault, review, core::Scope::People));
    const auto& lists = facts.lists();
    const auto shown = rules::screen(facts, vault->templates());
    json::Array all;
    std::string text;
    for (const auto& basis : shown.bases) {
        json::Object one;
        one.set("step", basis.step);
        one.set("basis", basis.basis);
        one.set("label", lists.label("review_type", basis.basis));
        one.set("must", basis.must);
        one.set("result", code_of(basis.result));
        one.set("suggested", code_of(basis.suggested));
        one.set("words", basis.words);
        text += std::to_string(basis.step) + "  " + basis.basis + "  " +
                lists.label("review_type", basis.basis) + "\n    " + basis.words + "\n";
        json::Array tests;
        for (const auto& test : basis.tests) {
            tests.emplace_back(test_value(test, lists));
            text += test_text(test, lists);
        }
        one.set("tests", std::move(tests));
        all.emplace_back(std::move(one));
    }
    for (const auto& note : shown.notes) text += note + "\n";
    json::Object value;
    value.set("bases", std::move(all));
    value.set("met", texts(shown.met));
    value.set("notes", texts(shown.notes));
    return Answer{std::move(value), std::move(text), 0};
}

Result<Answer> screen_answer(Call& call)
{
    TRY_ASSIGN(const auto said, call.input_object());
    TRY_ASSIGN(auto* vault, call.vault());
    TRY_ASSIGN(auto review, call.review());
    TRY_ASSIGN(const auto command,
               core::answer_test(*vault, review, call.at("BASIS"), call.at("TEST"), said));
    return AnswerBuilder().fact("command", "", command).line("Answered. Nothing is decided by it.").done();
}

Answer decided_answer(const model::CodeLists& lists, const core::Decided& decided)
{
    return AnswerBuilder()
        .fact("command", "", decided.command)
        .fact("decision", "", decided.decision)
        .fact("from", "", decided.from)
        .fact("status", "", decided.to)
        .line("Decided and recorded. Stage: " + lists.label("review_status", decided.to))
        .done();
}

Result<Answer> screen_decide(Call& call)
{
    TRY_ASSIGN(const auto said, call.input_object());
    TRY_ASSIGN(auto* vault, call.vault());
    TRY_ASSIGN(auto review, call.review());
    TRY_ASSIGN(const auto decided, core::decide_screening(*vault, review, said));
    return decided_answer(vault->lists(), decided);
}

Result<Answer> stage_check(Call& call)
{
    TRY_ASSIGN(auto* vault, call.vault());
    TRY_ASSIGN(auto review, call.review());
    TRY_ASSIGN(const auto obstacles, core::before_stage(*vault, review, call.at("STATUS")));
    json::Array all;
    std::string text = obstacles.empty() ? "Nothing stands in the way.\n" : "";
    for (const auto& one : obstacles) {
        json::Object row;
        row.set("rule", one.rule);
        row.set("kind", one.kind);
        row.set("record", one.record);
        row.set("field", one.field);
        row.set("words", one.words);
        all.emplace_back(std::move(row));
        text += one.rule + "  " + one.words + "\n";
    }
    return Answer{std::move(all), std::move(text), 0};
}

// Before anything is asked of the person.
Result<void> check_stage(review::Vault& vault, review::Review& review, std::string_view status)
{
    TRY_ASSIGN(const auto facts, core::facts(vault, review, core::Scope::Thread));
    TRY_ASSIGN(const auto by, core::template_of(vault, facts));
    if (status == "P" || by.stage(status) != nullptr) return {};
    std::string stages;
    for (const auto& one : by.stages) stages += (stages.empty() ? "" : ", ") + one.status;
    return base::fail(base::ErrorKind::Invalid, "This type of review has no stage " + std::string(status) +
                                                    ". Its stages are " + stages +
                                                    ", and P for a pause. Nothing was written.");
}

Result<Answer> stage(Call& call)
{
    TRY_ASSIGN(auto* vault, call.vault());
    TRY_ASSIGN(auto review, call.review());
    TRY_VOID(check_stage(*vault, review, call.at("STATUS")));
    TRY_ASSIGN(const auto said, call.input_object());
    TRY_ASSIGN(const auto decided,
               core::enter_stage(*vault, review, call.at("STATUS"), call.flag("--resume"), said));
    return decided_answer(vault->lists(), decided);
}

Result<Answer> roles(Call& call)
{
    TRY_ASSIGN(auto* vault, call.vault());
    TRY_ASSIGN(auto review, call.review());
    TRY_ASSIGN(const auto facts, core::facts(*vault, review, core::Scope::People));
    json::Array all;
    std::string text;
    for (const auto* someone : rules::people_in_order(facts)) {
        const auto& person = *someone;
        json::Object one;
        one.set("id", person.id);
        one.set("code", rules::text(person, "code"));
        one.set("word", rules::role_word(facts, person.id));
        json::Array words;
        for (const auto& word : rules::role_words(facts, person.id)) {
            json::Object row;
            row.set("role", word.role);
            row.set("word", word.word);
            row.set("status", word.status);
            row.set("incident", word.incident);
            words.emplace_back(std::move(row));
        }
        const auto age = rules::age_at_incident(facts, person);
        one.set("words", std::move(words));
        one.set("age", age ? json::Value(rules::to_text(*age)) : json::Value());
        one.set("age_band", rules::age_band(age));
        text += rules::called(facts, person) + "  " + rules::role_word(facts, person.id) +
                (age ? ", " + rules::to_text(*age) : "") + "\n";
        all.emplace_back(std::move(one));
    }
    return Answer{std::move(all), std::move(text), 0};
}

Verb clock_verb(std::string_view words, std::string_view help, Handler run)
{
    return {words, "DIR REF RULE",
            opening_and({{"--party", Takes::Value, "Whose clock: the review partner's name or id"},
                         {"--subject", Takes::Value, "The record that starts it, or the clock's own id"},
                         {"--another", Takes::Nothing, "With start: one more clock of this rule"}}),
            help, run};
}

}  // namespace

std::vector<Verb> clock_verbs()
{
    return {
        {"clock list", "DIR REF", opening(), "Every clock: what is due when, and where it stands",
         clock_list},
        clock_verb("clock start", "Starts a clock: {trigger_date, trigger_event}",
                   clock_deed<core::ClockDeed::Start>),
        clock_verb("clock extend", "Extends it: {new_date, reason, approved_by}",
                   clock_deed<core::ClockDeed::Extend>),
        clock_verb("clock pause", "Pauses it, where its rule allows: {from, reason, advice}",
                   clock_deed<core::ClockDeed::Pause>),
        clock_verb("clock resume", "Ends the pause: {to}", clock_deed<core::ClockDeed::Resume>),
        clock_verb("clock meet", "It was met: {met_on, evidence}", clock_deed<core::ClockDeed::Meet>),
        clock_verb("clock waive", "It does not apply: {waived_on, waived_reason}",
                   clock_deed<core::ClockDeed::Waive>),
        clock_verb("clock notify",
                   "Records a notice that meets it, or with due_told one that told somebody the due day",
                   clock_deed<core::ClockDeed::Notify>),
        clock_verb("clock accept", "Accepts a due day that differs from the one notified: {reason}",
                   clock_deed<core::ClockDeed::Accept>),
        {"screen", "DIR REF", opening(), "Which review applies: tests, what the records suggest, answers",
         screen},
        {"screen answer", "DIR REF BASIS TEST", opening(),
         "Answers one test: {answer, reasons_for, reasons_against, evidence, decided_by}", screen_answer},
        {"screen decide", "DIR REF", opening(),
         "Records who decided, and why: {text, reason, decided_by_text, decided_on, legal_basis, stage}",
         screen_decide},
        {"stage", "DIR REF STATUS", opening_and({{"--resume", Takes::Nothing, "With P: the pause is over"}}),
         "Moves the review by a decision: {text, reason, decided_by_text, decided_on}", stage},
        {"stage check", "DIR REF STATUS", opening(), "What stands before a stage", stage_check},
        {"roles", "DIR REF", opening(), "The word for every person, by the criminal justice status", roles},
    };
}

}  // namespace cli
