#include "storage/journal/inverse.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "storage/journal/changes.h"
#include "storage/model/validate.h"

namespace journal {
namespace {

constexpr std::int64_t kEnd = INT64_MAX;

/// A value and the part it lies in.
struct Found {
    const json::Value* value = nullptr;
    bool sealed = false;
    bool operator==(const Found& other) const
    {
        if (value == nullptr || other.value == nullptr) return value == other.value;
        return sealed == other.sealed && *value == *other.value;
    }
};

Found look(const RecordState& record, std::string_view field)
{
    if (const auto* held = record.sealed.find(field)) return {&held->value, true};
    if (const auto* held = record.open.find(field)) return {&held->value, false};
    return {};
}

bool is_strike_field(std::string_view field)
{
    return field == "struck_reason" || field == "struck_note";
}

/// Every field that the entries set, once, in the order first met.
std::vector<std::string> fields_set(const std::vector<PastEntry>& entries)
{
    std::vector<std::string> names;
    std::set<std::string_view> seen;
    for (const auto& entry : entries)
        for (const auto* body : {pointer(entry.open), pointer(entry.sealed)}) {
            if (body == nullptr) continue;
            for (const auto& [field, value] : *body)
                if (seen.insert(field).second) names.push_back(field);
        }
    return names;
}

/// What it takes to bring the named fields from `after` back to `before`.
json::Object differences(const std::vector<std::string>& fields, const RecordState& before,
                         const RecordState& after)
{
    json::Object changes;
    for (const auto& field : fields) {
        if (is_strike_field(field)) continue;
        const auto was = look(before, field);
        if (was == look(after, field)) continue;
        changes.append(field, was.value == nullptr ? json::Value() : *was.value);
    }
    return changes;
}

std::string strike_words(const RecordState& struck)
{
    const auto note = look(struck, "struck_note");
    const auto reason = look(struck, "struck_reason");
    const auto* words = note.value != nullptr ? note.value : reason.value;
    return words == nullptr || words->text() == nullptr ? std::string() : *words->text();
}

void invert_record(const Key& key, const std::vector<std::string>& fields, const RecordState& before,
                   const RecordState& after, std::vector<model::Change>& to)
{
    if (!before.exists()) {
        if (after.live()) to.push_back(change(Op::Strike, key));
        return;
    }
    if (before.live() && after.struck) to.push_back(change(Op::Restore, key));
    if (auto changes = differences(fields, before, after); !changes.empty()) {
        to.push_back(change(Op::Put, key));
        to.back().fields = std::move(changes);
    }
    if (before.struck && after.live()) {
        to.push_back(change(Op::Strike, key));
        to.back().reason = strike_words(before);
    }
}

/// Entries by record, in the order the records first appear.
std::vector<std::pair<Key, std::vector<PastEntry>>> by_record(const std::vector<PastEntry>& entries)
{
    std::vector<std::pair<Key, std::vector<PastEntry>>> groups;
    std::map<Key, std::size_t> where;
    for (const auto& entry : entries) {
        const Key key{entry.line.kind, entry.line.id};
        const auto [at, added] = where.emplace(key, groups.size());
        if (added) groups.push_back({key, {}});
        groups[at->second].second.push_back(entry);
    }
    return groups;
}

}  // namespace

Result<std::vector<PastEntry>> MemoryPast::command(std::int64_t command)
{
    std::vector<PastEntry> found;
    for (const auto& entry : entries_)
        if (entry.line.command == command) found.push_back(entry);
    if (found.empty()) return not_found("There is no such step in the history.");
    return found;
}

Result<std::vector<PastEntry>> MemoryPast::record(std::string_view kind, std::string_view id)
{
    std::vector<PastEntry> found;
    for (const auto& entry : entries_)
        if (entry.line.kind == kind && entry.line.id == id) found.push_back(entry);
    return found;
}

Result<std::vector<Referrer>> MemoryPast::referrers(std::string_view id)
{
    std::map<Key, RecordState> records;
    for (const auto& entry : entries_)
        TRY_VOID(apply_line(records[{entry.line.kind, entry.line.id}], entry.line, pointer(entry.open),
                            pointer(entry.sealed)));
    std::vector<Referrer> found;
    for (const auto& [key, record] : records) {
        const auto* spec = model::kind(key.first);
        if (!record.live() || spec == nullptr) continue;
        const auto named = model::references(*spec, record.fields());
        if (std::any_of(named.begin(), named.end(),
                        [&](const auto& reference) { return reference.id == id; }))
            found.push_back({key.first, key.second});
    }
    return found;
}

Result<RecordState> state_before(const std::vector<PastEntry>& record, std::int64_t n)
{
    RecordState state;
    for (const auto& entry : record) {
        if (entry.line.n >= n) break;
        TRY_VOID(apply_line(state, entry.line, pointer(entry.open), pointer(entry.sealed)));
    }
    return state;
}

Result<RecordState> state_now(const std::vector<PastEntry>& record)
{
    return state_before(record, kEnd);
}

Result<model::Command> inverse(Past& past, std::int64_t command)
{
    TRY_ASSIGN(const auto entries, past.command(command));
    for (const auto& entry : entries)
        if (entry.line.op == Op::Expunge || entry.line.op == Op::Handover || body_gone(entry))
            return base::fail(
                base::ErrorKind::Conflict,
                "This step cannot be taken back: words were removed for good or the review was handed "
                "over.",
                "undo_barrier");
    model::Command undo;
    auto groups = by_record(entries);
    std::reverse(groups.begin(), groups.end());
    for (const auto& [key, group] : groups) {
        TRY_ASSIGN(const auto history, past.record(key.first, key.second));
        TRY_ASSIGN(const auto before, state_before(history, group.front().line.n));
        TRY_ASSIGN(const auto after, state_before(history, group.back().line.n + 1));
        invert_record(key, fields_set(group), before, after, undo.changes);
    }
    // A step that changed nothing is still a step: the undo needs a line that says so.
    if (undo.changes.empty()) undo.changes.push_back(change(Op::Put, groups.front().first));
    return undo;
}

}  // namespace journal
