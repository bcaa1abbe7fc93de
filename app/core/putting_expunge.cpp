// What the removal of words may take with it, and what it leaves. Source:
// docs/decisions/0031-expunge-keeps-marks.md.

#include <algorithm>
#include <map>

#include "app/core/putting_guards.h"
#include "storage/model/field.h"

namespace core::putting {

namespace {

using FieldNames = std::vector<std::string_view>;

// No words of a person's: what everything else refers to, or what the law's clocks and gates run on.
const FieldNames& marks(std::string_view kind)
{
    static const FieldNames none;
    static const std::map<std::string_view, FieldNames> kept = {
        {"clock", {"rule_id", "party_org", "notified_due"}},
        {"decision", {"number", "decision_kind", "decided_on", "stage"}},
        {"person", {"code"}},
        {"review",
         {"human_ref", "review_type", "legal_basis", "template_version", "lead_area", "status", "demo_flag",
          "opened_on"}},
    };
    static const std::map<std::string_view, FieldNames> numbered = [] {
        std::map<std::string_view, FieldNames> found;
        for (const auto& one : model::kinds())
            if (const auto field = number_field(one.name); !field.empty()) found[one.name] = {field};
        return found;
    }();
    if (const auto found = kept.find(kind); found != kept.end()) return found->second;
    const auto found = numbered.find(kind);
    return found == numbered.end() ? none : found->second;
}

bool removed(const json::Object& open, std::string_view field, model::Part part)
{
    return part != (open.has(field) ? model::Part::Sealed : model::Part::Open);
}

}  // namespace

Result<void> keep_marks(review::Review& review, model::Command& command)
{
    for (auto& change : command.changes) {
        if (change.op != model::Op::Expunge || marks(change.kind).empty()) continue;
        const auto record = review.record(change.kind, change.id);
        if (!record) continue;  // apply() says so
        for (const auto& field : marks(change.kind))
            if (const auto* value = record->fields.find(field); value != nullptr && !change.fields.has(field))
                change.fields.set(field, *value);
    }
    return {};
}

Result<json::Object> after_expunge(review::Review& review, const model::Change& change)
{
    json::Object gone;
    TRY_ASSIGN(const auto entries, review.history(change.id));
    const auto at = std::ranges::find(entries, change.target, &review::HistoryEntry::n);
    if (at == entries.end()) return gone;
    TRY_ASSIGN(const auto open, review.record(change.kind, change.id, model::Part::Open));
    for (const auto& [field, value] : at->fields) {
        const bool later = std::any_of(at + 1, entries.end(),
                                       [&name = field](const auto& entry) { return entry.fields.has(name); });
        if (later || !removed(open.fields, field, change.part)) continue;
        const auto* given = change.fields.find(field);
        gone.set(field, given == nullptr ? json::Value() : *given);
    }
    return gone;
}

}  // namespace core::putting
