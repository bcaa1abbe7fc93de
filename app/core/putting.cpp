#include "app/core/putting.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "app/core/event_kind.h"
#include "app/core/facts.h"
#include "app/core/putting_guards.h"
#include "storage/model/field.h"
#include "storage/rules/derived.h"

namespace core {

using base::ErrorKind;
using base::fail;

namespace {

using Kinds = std::map<std::string, std::vector<rules::Record>, std::less<>>;

Kinds copied(const rules::Facts& facts)
{
    Kinds kinds;
    for (const auto& kind : model::kinds()) kinds[std::string(kind.name)] = facts.all(kind.name);
    return kinds;
}

rules::Facts made(const rules::Facts& like, const Kinds& kinds)
{
    rules::Facts facts(like.today(), like.lists(), like.calendar());
    for (const auto& [kind, records] : kinds) facts.add(kind, records);
    return facts;
}

rules::Record* held(Kinds& kinds, const model::Change& change)
{
    auto& records = kinds[change.kind];
    const auto found = std::ranges::find(records, change.id, &rules::Record::id);
    return found == records.end() ? nullptr : &*found;
}

// Events that findings rest on, now or with this command.
Result<std::set<std::string>> evidence_of(review::Review& review, const model::Command& command)
{
    TRY_ASSIGN(const auto links, review.records("finding_evidence", model::Part::Open));
    std::set<std::string> ids;
    for (const auto& link : links) ids.insert(json::text_or(link.fields, "target"));
    for (const auto& change : command.changes)
        if (change.kind == "finding_evidence") ids.insert(json::text_or(change.fields, "target"));
    ids.erase("");
    return ids;
}

// The record before the command, into `kinds` if it is there and not yet among them.
Result<void> bring(review::Review& review, Kinds& kinds, const model::Change& change)
{
    if (held(kinds, change) != nullptr) return {};
    auto record = review.record(change.kind, change.id, model::Part::Open);
    if (!record && record.error().kind == ErrorKind::NotFound) return {};
    if (!record) return record.error();
    if (record->struck && change.op != model::Op::Restore) return {};
    kinds[change.kind].push_back({record->kind, record->id, std::move(record->fields)});
    return {};
}

void put_into(Kinds& kinds, const model::Change& change)
{
    auto* record = held(kinds, change);
    if (record == nullptr) {
        kinds[change.kind].push_back({change.kind, change.id, {}});
        record = &kinds[change.kind].back();
    }
    for (const auto& [field, value] : change.fields) {
        if (value.is_null())
            record->fields.erase(field);
        else
            record->fields.set(field, value);
    }
}

// Does the command touch what ages, bands and areas are worked out from?
bool derives(const model::Command& command)
{
    static constexpr std::array<std::string_view, 6> kFrom = {"person",      "incident",       "organisation",
                                                              "person_role", "victim_suspect", "review"};
    return std::ranges::any_of(command.changes, [](const model::Change& change) {
        return std::ranges::find(kFrom, change.kind) != kFrom.end();
    });
}

// Dates of birth are sealed; ages follow from them.
Result<void> add_births(review::Review& review, Kinds& kinds)
{
    TRY_ASSIGN(const auto people, review.records("person", model::Part::Sealed));
    for (const auto& person : people) {
        const auto* born = person.fields.find("dob");
        const auto found = std::ranges::find(kinds["person"], person.id, &rules::Record::id);
        if (born != nullptr && found != kinds["person"].end()) found->fields.set("dob", *born);
    }
    return {};
}

// How the records would stand after the command.
Result<Kinds> overlaid(review::Review& review, const rules::Facts& before, const model::Command& command,
                       const std::set<std::string>& evidence)
{
    Kinds kinds = copied(before);
    if (derives(command)) TRY_VOID(add_births(review, kinds));
    for (const auto& id : evidence) {
        model::Change event;
        event.kind = kEvent;
        event.id = id;
        if (before.find(id) == nullptr) TRY_VOID(bring(review, kinds, event));
    }
    for (const auto& change : command.changes) {
        if (model::kind(change.kind) == nullptr) continue;
        if (change.kind == kEvent && !evidence.contains(change.id)) continue;
        if (change.op != model::Op::Put || change.kind == kEvent) TRY_VOID(bring(review, kinds, change));
        if (change.op == model::Op::Put) put_into(kinds, change);
        if (change.op == model::Op::Expunge && held(kinds, change) != nullptr) {
            auto removal = change;
            TRY_ASSIGN(removal.fields, putting::after_expunge(review, change));
            put_into(kinds, removal);
        }
        if (change.op == model::Op::Strike)
            std::erase_if(kinds[change.kind],
                          [&](const rules::Record& record) { return record.id == change.id; });
    }
    return kinds;
}

// What each finding that this command agrees rests on; cleared where it is a draft again.
bool fill_evidence_state(model::Command& command, Kinds& kinds, const rules::Facts& after)
{
    bool filled = false;
    for (auto& change : command.changes) {
        if (change.op != model::Op::Put || change.kind != "finding" || !change.fields.has("status")) continue;
        const auto* finding = after.find(change.id);
        if (finding == nullptr) continue;
        if (rules::is_agreed(*finding))
            change.fields.set("evidence_state", rules::evidence_state(after, *finding));
        else if (rules::has(*finding, "evidence_state"))
            change.fields.set("evidence_state", nullptr);
        else
            continue;
        put_into(kinds, change);
        filled = true;
    }
    return filled;
}

// What follows from the records after the command, added to it; what was typed against it is refused.
Result<bool> fill_derived(const review::Vault& vault, model::Command& command, Kinds& kinds,
                          const rules::Facts& after)
{
    const auto* by = vault.templates().of_review(rules::text(after.review(), "template_version"));
    for (const auto& change : command.changes) TRY_VOID(rules::check_typed(after, by, change));
    if (!derives(command)) return false;
    const auto derived = rules::derived_changes(after);
    for (const auto& worked_out : derived) {
        put_into(kinds, worked_out);
        const auto mine = std::ranges::find_if(command.changes, [&](const model::Change& change) {
            return change.op == model::Op::Put && change.id == worked_out.id;
        });
        if (mine == command.changes.end()) {
            command.changes.push_back(worked_out);
            continue;
        }
        for (const auto& [field, value] : worked_out.fields) mine->fields.set(field, value);
    }
    return !derived.empty();
}

bool same_problem(const rules::Problem& a, const rules::Problem& b)
{
    return a.rule == b.rule && a.id == b.id && a.message == b.message && a.gate == b.gate;
}

bool among(const std::vector<rules::Problem>& all, const rules::Problem& one)
{
    return std::ranges::any_of(all, [&](const auto& other) { return same_problem(one, other); });
}

Result<void> refuse(const std::vector<rules::Problem>& gates)
{
    if (gates.empty()) return {};
    std::string what;
    for (const auto& gate : gates) what += gate.message + " " + gate.remedy + " ";
    std::string code = gates.front().rule;
    std::ranges::transform(code, code.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return fail(ErrorKind::Refused, what + "Nothing was written.", code);
}

// The published stages need a scanned edition whatever stood before.
std::vector<rules::Problem> publication_gates(const model::Command& command, const rules::Facts& after)
{
    for (const auto& change : command.changes) {
        const auto status = json::text_or(change.fields, "status");
        if (change.kind == "review" && change.op == model::Op::Put && (status == "S80" || status == "S81"))
            return rules::check_published(after, std::nullopt);
    }
    return {};
}

bool concerned(const model::Command& command, const std::set<std::string>& evidence)
{
    return derives(command) || std::ranges::any_of(command.changes, [&](const model::Change& change) {
               return rules::is_checked(change.kind) ||
                      (change.kind == kEvent && evidence.contains(change.id));
           });
}

}  // namespace

Result<Written> put(review::Vault& vault, review::Review& review, model::Command command)
{
    TRY_VOID(putting::guard(review, command));
    TRY_VOID(putting::fill_numbers(review, command));
    TRY_VOID(putting::keep_marks(review, command));
    TRY_ASSIGN(const auto evidence, evidence_of(review, command));
    Written written;
    if (!concerned(command, evidence)) {
        TRY_ASSIGN(written.command, review.apply(command));
        return written;
    }
    TRY_ASSIGN(const auto before, facts(vault, review, Scope::People));
    TRY_ASSIGN(auto kinds, overlaid(review, before, command, evidence));
    auto after = made(before, kinds);
    TRY_ASSIGN(const bool derived, fill_derived(vault, command, kinds, after));
    const bool agreed = fill_evidence_state(command, kinds, after);
    if (derived || agreed) after = made(before, kinds);

    const auto stood = rules::check(before);
    auto stands = rules::check(after);
    auto gates = publication_gates(command, after);
    for (const auto& problem : stands)
        // V8 shuts publication alone, and is told from the sign-off on.
        if (problem.gate && problem.rule != "V8" && !among(stood, problem) && !among(gates, problem))
            gates.push_back(problem);
    TRY_VOID(refuse(gates));
    TRY_ASSIGN(written.command, review.apply(command));
    for (auto& problem : stands) {
        const bool touched = std::ranges::any_of(
            command.changes, [&](const model::Change& change) { return change.id == problem.id; });
        if (touched || !among(stood, problem)) written.problems.push_back(std::move(problem));
    }
    return written;
}

}  // namespace core
