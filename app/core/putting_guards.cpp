#include "app/core/putting_guards.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "storage/model/field.h"
#include "storage/rules/minutes.h"
#include "storage/rules/person_codes.h"

namespace core::putting {

using base::ErrorKind;
using base::fail;

std::string_view number_field(std::string_view kind)
{
    static const std::map<std::string_view, std::string_view> fields = {
        {"action", "number"},         {"decision", "number"},       {"finding", "number"},
        {"kloe", "kloe_no"},          {"lesson", "number"},         {"meeting", "number"},
        {"meeting_action", "number"}, {"recommendation", "number"},
    };
    const auto found = fields.find(kind);
    return found == fields.end() ? std::string_view{} : found->second;
}

namespace {

// The record as it stands, struck or not; nothing when it does not exist yet.
Result<std::optional<review::Record>> standing(review::Review& review, const model::Change& change)
{
    auto record = review.record(change.kind, change.id);
    if (record) return std::optional(std::move(*record));
    if (record.error().kind == ErrorKind::NotFound) return std::optional<review::Record>();
    return record.error();
}

// Came with an agency's file: an event of an import, the import, the file itself.
Result<bool> imported(review::Review& review, const model::Change& change)
{
    if (change.kind == "import") return true;
    if (change.kind == "chronology_event") {
        TRY_ASSIGN(const auto record, standing(review, change));
        return record && !json::text_or(record->fields, "import").empty();
    }
    if (change.kind != "document") return false;
    TRY_ASSIGN(const auto imports, review.records("import", true));
    return std::ranges::any_of(
        imports, [&](const auto& one) { return json::text_or(one.fields, "file") == change.id; });
}

bool blank(std::string_view text)
{
    return text.find_first_not_of(" \t\n") == std::string_view::npos;
}

Result<void> one_review()
{
    return fail(
        ErrorKind::Refused,
        "A review has one record of itself, made when it was opened: it is neither struck out nor made "
        "a second time. Nothing was written.",
        "one_review");
}

// A clock somebody was told the day of is ended in the open, by a waiver.
Result<void> guard_told_clock(review::Review& review, const model::Change& change)
{
    TRY_ASSIGN(const auto record, standing(review, change));
    if (!record || !record->fields.has("notified_due")) return {};
    return fail(
        ErrorKind::Refused,
        "Somebody was told when this clock is due: it is not struck out. Where it does not apply, use "
        "`clock waive`, and tell them. Nothing was written.",
        "due_day_told");
}

Result<void> guard_strike(review::Review& review, const model::Change& change)
{
    if (change.kind == "review") return one_review();
    if (change.kind == "clock") TRY_VOID(guard_told_clock(review, change));
    if (!blank(change.reason) || !blank(json::text_or(change.fields, "struck_reason"))) return {};
    TRY_ASSIGN(const bool came, imported(review, change));
    if (!came) return {};
    return fail(ErrorKind::Refused,
                "What an agency sent is struck out only with a reason. Say why; the words themselves stay. "
                "Nothing was written.",
                "imported_row");
}

Result<void> guard_expunge(review::Review& review, const model::Change& change)
{
    static constexpr std::array<std::string_view, 3> kLawful = {"LAW", "ERASURE", "PRIVILEGE"};
    std::string reason = change.reason;
    std::ranges::transform(reason, reason.begin(), [](char c) {
        return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    });
    if (std::ranges::find(kLawful, reason) != kLawful.end()) return {};
    if (change.kind == "decision")
        return fail(
            ErrorKind::Refused,
            "A decision is permanent: its words are removed only where a law requires it (LAW, ERASURE, "
            "PRIVILEGE). Record a new decision that replaces it. Nothing was written.",
            "decision_permanent");
    TRY_ASSIGN(const bool came, imported(review, change));
    if (!came) return {};
    return fail(ErrorKind::Refused,
                "What an agency sent is removed only where a law requires it (LAW, ERASURE, PRIVILEGE). "
                "Strike it out with a reason instead. Nothing was written.",
                "imported_row");
}

// An agency's own words are never changed: a correction is a claim.
Result<void> guard_words(review::Review& review, const model::Change& change)
{
    static constexpr std::array<std::string_view, 4> kOrigin = {"import", "source_file", "source_row",
                                                                "file_row"};
    const auto* kind = model::kind(change.kind);
    TRY_ASSIGN(const auto record, standing(review, change));
    if (!record || json::text_or(record->fields, "import").empty()) return {};
    for (const auto& [field, value] : change.fields) {
        const auto* spec = kind->field(field);
        if (spec == nullptr || (!spec->verbatim && std::ranges::find(kOrigin, field) == kOrigin.end()))
            continue;
        const auto* held = record->fields.find(field);
        if (held == nullptr ? value.is_null() : *held == value) continue;
        return fail(ErrorKind::Refused,
                    "The agency's own words are never changed: \"" + std::string(spec->label) +
                        "\" came with its file. Record the correction as a claim about this event. Nothing "
                        "was written.",
                    "imported_words");
    }
    return {};
}

Result<void> guard_stage(review::Review& review, const model::Command& command, const model::Change& change)
{
    TRY_ASSIGN(const auto record, standing(review, change));
    if (!record) return one_review();
    const auto* version = change.fields.find("template_version");
    if (version != nullptr && version->text() != nullptr &&
        *version->text() != json::text_or(record->fields, "template_version"))
        return fail(
            ErrorKind::Refused,
            "The template of a review changes only by `template move`, which loses no answer. Nothing "
            "was written.",
            "made_by_program");
    const auto* wanted = change.fields.find("status");
    if (wanted == nullptr) return {};
    const auto* held = record->fields.find("status");
    if (held == nullptr ? wanted->is_null() : *held == *wanted) return {};
    const bool decided = std::ranges::any_of(command.changes, [&](const model::Change& other) {
        const auto* stage = other.fields.find("stage");
        return other.op == model::Op::Put && other.kind == "decision" && stage != nullptr &&
               *stage == *wanted;
    });
    if (decided) return {};
    return fail(
        ErrorKind::Refused,
        "The stage of a review changes only by a decision: record it with `stage`. Nothing was written.",
        "stage_needs_decision");
}

Result<void> guard_decision(review::Review& review, const model::Change& change)
{
    const auto* number = change.fields.find("number");
    if (number == nullptr) return {};
    TRY_ASSIGN(const auto all, review.records("decision", true));
    for (const auto& one : all) {
        const auto* held = one.fields.find("number");
        if (one.id == change.id ? held == nullptr || *held == *number
                                : held == nullptr || !(*held == *number))
            continue;
        return fail(
            ErrorKind::Refused,
            "The number of a decision is permanent and never used again. Leave the number out and the "
            "program gives the next. Nothing was written.",
            "decision_number");
    }
    return {};
}

// Reports and responses name a recommendation by its number.
Result<void> guard_number(review::Review& review, const model::Change& change)
{
    const auto* number = change.fields.find("number");
    if (number == nullptr || number->is_null()) return {};
    TRY_ASSIGN(const auto all, review.records(change.kind, true));
    for (const auto& one : all) {
        const auto* held = one.fields.find("number");
        if (one.id == change.id || held == nullptr || !(*held == *number)) continue;
        return fail(
            ErrorKind::Refused,
            "Another recommendation has or had this number, and letters may name it. Leave the number "
            "out and the program gives the next. Nothing was written.",
            "number_taken");
    }
    return {};
}

// Each earlier change as it was, and one more that tells this one.
bool tells_the_change(const json::Array& before, const json::Value* changes, const json::Value& from,
                      const json::Value& to)
{
    const auto* rows = changes == nullptr ? nullptr : changes->array();
    if (rows == nullptr || rows->size() <= before.size() ||
        !std::equal(before.begin(), before.end(), rows->begin()))
        return false;
    const auto* last = rows->back().object();
    if (last == nullptr || blank(json::text_or(*last, "reason"))) return false;
    const auto* was = last->find("from");
    const auto* is = last->find("to");
    return was != nullptr && is != nullptr && *was == from && *is == to;
}

// The day somebody was told stands until a change with its reason is added beside it.
Result<void> guard_clock(review::Review& review, const model::Change& change)
{
    TRY_ASSIGN(const auto record, standing(review, change));
    const auto* told = record ? record->fields.find("notified_due") : nullptr;
    if (told == nullptr) return {};
    static const json::Array none;
    const auto* held = record->fields.find("due_changes");
    const auto& before = held == nullptr || held->array() == nullptr ? none : *held->array();
    const auto* changes = change.fields.find("due_changes");
    const auto* rows = changes == nullptr ? nullptr : changes->array();
    bool silent = changes != nullptr && (rows == nullptr || rows->size() < before.size() ||
                                         !std::equal(before.begin(), before.end(), rows->begin()));
    if (const auto* wanted = change.fields.find("notified_due"); wanted != nullptr && !(*wanted == *told))
        silent = silent || !tells_the_change(before, changes, *told, *wanted);
    for (const std::string_view field : {"rule_id", "party_org"}) {
        const auto* wanted = change.fields.find(field);
        const auto* now = record->fields.find(field);
        silent = silent || (wanted != nullptr && (now == nullptr ? !wanted->is_null() : !(*wanted == *now)));
    }
    if (!silent) return {};
    return fail(
        ErrorKind::Refused,
        "Somebody was told when this clock is due: that day changes only with a reason, and both days "
        "are kept. Use `clock accept` or `clock extend`. Nothing was written.",
        "due_day_told");
}

Result<void> guard_put(review::Review& review, const model::Command& command, const model::Change& change)
{
    if (change.kind == "chronology_event") return guard_words(review, change);
    if (change.kind == "review") return guard_stage(review, command, change);
    if (change.kind == "decision") return guard_decision(review, change);
    if (change.kind == "clock") return guard_clock(review, change);
    if (change.kind == "recommendation") return guard_number(review, change);
    if (change.kind == "finding" && change.fields.has("evidence_state"))
        return fail(ErrorKind::Refused,
                    "The fingerprint of a finding's evidence is made by the program when the finding is "
                    "agreed. It is not given by hand. Nothing was written.",
                    "made_by_program");
    return {};
}

// A working code never changes, a decision neither.
Result<void> guard_permanent(review::Review& review, const model::Change& change)
{
    if (change.kind != "decision" && change.kind != "person") return {};
    TRY_ASSIGN(const auto held, standing(review, change));
    if (change.kind == "decision") {
        if (!held) return {};
        const rules::Record record{held->kind, held->id, held->fields};
        return rules::check_decision(&record, change);
    }
    std::vector<std::string> taken;
    TRY_ASSIGN(const auto people, review.records("person", true));
    for (const auto& person : people)
        if (person.id != change.id) taken.push_back(json::text_or(person.fields, "code"));
    return rules::check_person_code(held ? json::text_or(held->fields, "code") : "", taken, change);
}

}  // namespace

Result<void> guard(review::Review& review, const model::Command& command)
{
    for (const auto& change : command.changes) {
        if (model::kind(change.kind) == nullptr) continue;  // apply() says so
        TRY_VOID(guard_permanent(review, change));
        switch (change.op) {
            case model::Op::Put: TRY_VOID(guard_put(review, command, change)); break;
            case model::Op::Strike: TRY_VOID(guard_strike(review, change)); break;
            case model::Op::Expunge: TRY_VOID(guard_expunge(review, change)); break;
            case model::Op::Restore:
            case model::Op::Handover: break;
        }
    }
    return {};
}

Result<void> fill_numbers(review::Review& review, model::Command& command)
{
    std::map<std::string, std::int64_t> highest;
    std::set<std::string> seen;
    for (auto& change : command.changes) {
        const auto field = number_field(change.kind);
        if (change.op != model::Op::Put || field.empty()) continue;
        if (!seen.insert(change.id).second || change.fields.has(field)) continue;
        TRY_ASSIGN(const auto before, standing(review, change));
        if (before) continue;
        if (!highest.contains(change.kind)) {
            TRY_ASSIGN(const auto all, review.records(change.kind, true));
            auto& top = highest[change.kind];
            for (const auto& one : all) top = std::max(top, json::number_or(one.fields, field));
            for (const auto& other : command.changes)
                if (other.kind == change.kind) top = std::max(top, json::number_or(other.fields, field));
        }
        change.fields.set(field, ++highest[change.kind]);
    }
    return {};
}

}  // namespace core::putting
