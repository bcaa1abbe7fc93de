#include "app/core/deciding.h"

#include "app/core/clocking.h"
#include "app/core/putting.h"

namespace core {

using base::ErrorKind;
using base::fail;

namespace {

std::string day_or_today(const json::Object& said, std::string_view name, const rules::Facts& facts)
{
    const auto given = json::text_or(said, name);
    return given.empty() ? model::to_text(facts.today()) : given;
}

Result<void> check_words(const json::Object& said)
{
    for (const std::string_view name : {"text", "reason", "decided_by_text"})
        if (json::text_or(said, name).empty())
            return fail(
                ErrorKind::Invalid,
                "A decision needs \"text\" (what was decided), \"reason\", and \"decided_by_text\" (who "
                "answers for it, by name). Nothing was written.");
    return {};
}

std::string_view kind_of_stage(std::string_view status)
{
    if (status == "P") return "PAUSE";
    if (status == "S10" || status == "S11" || status == "S12" || status == "S15" || status == "S95")
        return "CRIT";
    if (status == "S75" || status == "S80" || status == "S81" || status == "S82") return "PUB";
    if (status == "S20") return "SCOPE";
    return {};
}

model::Change decision(review::Vault& vault, const json::Object& said, const rules::Facts& facts,
                       std::string_view kind)
{
    model::Change change;
    change.kind = "decision";
    change.id = base::new_uuid(vault.random());
    if (!kind.empty()) change.fields.set("decision_kind", kind);
    for (const std::string_view name : {"decision_kind", "text", "outcome", "reason", "decided_by_text",
                                        "decided_by", "meeting", "agenda_item", "body", "dissent", "refs"})
        if (const auto* value = said.find(name)) change.fields.set(name, *value);
    change.fields.set("decided_on", day_or_today(said, "decided_on", facts));
    return change;
}

model::Change of_review(const rules::Facts& facts)
{
    model::Change change;
    change.kind = "review";
    change.id = facts.review().id;
    return change;
}

// The facts as they will be once the review's own record has these fields.
void overlay(rules::Facts& facts, const model::Change& change)
{
    rules::Record record = facts.review();
    for (const auto& [name, value] : change.fields) record.fields.set(name, value);
    facts.add("review", {std::move(record)});
}

Result<void> check_gate(review::Vault& vault, const rules::Facts& facts, std::string_view status)
{
    TRY_ASSIGN(const auto by, template_of(vault, facts));
    const auto obstacles = rules::may_enter(facts, by, status);
    if (obstacles.empty()) return {};
    return fail(ErrorKind::Refused, rules::refusal(obstacles, status, facts.lists()), "stage_gate");
}

Result<Decided> written(review::Vault& vault, review::Review& review, model::Command command, Decided decided)
{
    TRY_ASSIGN(const auto done, put(vault, review, std::move(command)));
    decided.command = done.command;
    return decided;
}

Result<Decided> pause_or_resume(review::Vault& vault, review::Review& review, const rules::Facts& known,
                                bool resume, const json::Object& said)
{
    const bool paused = rules::flag(known.review(), "paused_flag");
    if (paused != resume)
        return fail(ErrorKind::Refused, paused ? "The review is paused already. Nothing was written."
                                               : "The review is not paused. Nothing was written.");
    auto record = of_review(known);
    record.fields.set("paused_flag", resume ? json::Value() : json::Value(true));
    record.fields.set("paused_reason", resume ? json::Value() : json::Value(json::text_or(said, "reason")));
    auto change = decision(vault, said, known, "PAUSE");
    const auto stage = rules::stage_of(known);
    Decided decided{0, change.id, stage, stage};
    return written(vault, review, {{std::move(change), std::move(record)}}, std::move(decided));
}

}  // namespace

Result<std::int64_t> answer_test(review::Vault& vault, review::Review& review, std::string_view basis,
                                 std::string_view test, const json::Object& said)
{
    if (!rules::is_test_of(basis, test)) {
        std::string names;
        for (const auto code : rules::screened_bases())
            names += (names.empty() ? "" : ", ") + std::string(code);
        return fail(ErrorKind::Invalid,
                    "This basis has no such test. The bases are " + names + "; `screen` shows their tests.");
    }
    if (!rules::answered_from_code(json::text_or(said, "answer")))
        return fail(ErrorKind::Invalid, "Give \"answer\": MET, NOT_MET or UNKNOWN. Unknown is an answer.");
    if (json::text_or(said, "reasons_for").empty() && json::text_or(said, "reasons_against").empty())
        return fail(ErrorKind::Invalid,
                    "Give \"reasons_for\", \"reasons_against\" or both: an answer without a reason cannot be "
                    "followed.");
    TRY_ASSIGN(const auto known, facts(vault, review, Scope::Thread));
    model::Change change;
    change.kind = "eligibility_test";
    for (const auto& one : known.all("eligibility_test"))
        if (rules::text(one, "basis") == basis && rules::text(one, "test_code") == test) change.id = one.id;
    if (change.id.empty()) change.id = base::new_uuid(vault.random());
    change.fields.set("basis", basis);
    change.fields.set("test_code", test);
    for (const std::string_view name : {"answer", "reasons_for", "reasons_against", "evidence", "decided_by"})
        if (const auto* value = said.find(name)) change.fields.set(name, *value);
    change.fields.set("decided_on", day_or_today(said, "decided_on", known));
    TRY_ASSIGN(const auto done, put(vault, review, {{std::move(change)}}));
    return done.command;
}

Result<Decided> decide_screening(review::Vault& vault, review::Review& review, const json::Object& said)
{
    TRY_VOID(check_words(said));
    const auto status = json::text_or(said, "stage");
    TRY_ASSIGN(auto known, facts(vault, review, status.empty() ? Scope::Thread : Scope::Open));
    auto change = decision(vault, said, known, "CRIT");
    Decided decided{0, change.id, rules::stage_of(known), rules::stage_of(known)};
    auto record = of_review(known);
    if (const auto* basis = said.find("legal_basis")) record.fields.set("legal_basis", *basis);
    json::Array about;
    model::Command tied;
    for (const auto& one : known.all("eligibility_test")) {
        if (!rules::has(one, "answer")) continue;
        about.emplace_back(one.id);
        model::Change tie;
        tie.kind = "eligibility_test";
        tie.id = one.id;
        tie.fields.set("decision", change.id);
        tied.changes.push_back(std::move(tie));
    }
    if (!change.fields.has("refs") && !about.empty()) change.fields.set("refs", std::move(about));
    if (!status.empty()) {
        overlay(known, record);
        TRY_VOID(check_gate(vault, known, status));
        change.fields.set("stage", status);
        record.fields.set("status", status);
        decided.to = status;
    }
    model::Command command{{std::move(change)}};
    if (!record.fields.empty()) command.changes.push_back(std::move(record));
    for (auto& one : tied.changes) command.changes.push_back(std::move(one));
    return written(vault, review, std::move(command), std::move(decided));
}

Result<Decided> enter_stage(review::Vault& vault, review::Review& review, std::string_view status,
                            bool resume, const json::Object& said)
{
    TRY_VOID(check_words(said));
    TRY_ASSIGN(auto known, facts(vault, review, Scope::Open));
    if (status == "P") return pause_or_resume(vault, review, known, resume, said);
    TRY_VOID(check_gate(vault, known, status));
    auto change = decision(vault, said, known, kind_of_stage(status));
    change.fields.set("stage", status);
    auto record = of_review(known);
    record.fields.set("status", status);
    Decided decided{0, change.id, rules::stage_of(known), std::string(status)};
    return written(vault, review, {{std::move(change), std::move(record)}}, std::move(decided));
}

Result<std::vector<rules::Obstacle>> before_stage(review::Vault& vault, review::Review& review,
                                                  std::string_view status)
{
    TRY_ASSIGN(const auto known, facts(vault, review, Scope::Open));
    TRY_ASSIGN(const auto by, template_of(vault, known));
    return rules::may_enter(known, by, status);
}

}  // namespace core
