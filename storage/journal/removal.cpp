#include <algorithm>
#include <map>
#include <set>

#include "storage/journal/changes.h"
#include "storage/model/place.h"

namespace journal {
namespace {

model::Change expunge_change(const Key& key, std::int64_t target, Part part, std::string_view reason)
{
    auto made = change(Op::Expunge, key);
    made.target = target;
    made.part = part;
    made.reason = reason;
    return made;
}

/// Bodies that are to go.
struct Drop {
    std::int64_t entry = 0;
    bool open = false;
    bool sealed = false;
};

/// The fields whose current value came from these bodies.
json::Object current_from(const RecordState& now, const std::vector<Drop>& drops)
{
    json::Object fields;
    const auto collect = [&](const Holding& holding, bool sealed) {
        for (const auto& held : holding.all())
            for (const auto& drop : drops)
                if (drop.entry == held.entry && (sealed ? drop.sealed : drop.open))
                    fields.set(held.field, held.value);
    };
    collect(now.open, false);
    collect(now.sealed, true);
    return fields;
}

/// Holds words: at least one value that is not null.
bool speaks(const std::optional<json::Object>& body)
{
    return body && std::any_of(body->begin(), body->end(),
                               [](const auto& member) { return !member.second.is_null(); });
}

/// Every value the body sets is the one that stands now.
bool all_current(const std::optional<json::Object>& body, const Holding& now, std::int64_t n)
{
    if (!body) return true;
    return std::all_of(body->begin(), body->end(), [&](const auto& member) {
        const auto* held = now.find(member.first);
        return member.second.is_null() || (held != nullptr && held->entry == n);
    });
}

Part part_of(const Drop& drop)
{
    return drop.open && drop.sealed ? Part::Both : drop.open ? Part::Open : Part::Sealed;
}

void drop_from_record(const Key& key, const RecordState& now, const std::vector<Drop>& drops,
                      std::string_view reason, std::vector<model::Change>& to)
{
    if (now.live())
        if (auto fields = current_from(now, drops); !fields.empty()) {
            to.push_back(change(Op::Put, key));
            to.back().fields = std::move(fields);
        }
    for (const auto& drop : drops) to.push_back(expunge_change(key, drop.entry, part_of(drop), reason));
}

/// The commands whose bodies go, true for those that carried the words (a command and its redos), false for
/// undos.
std::map<std::int64_t, bool> commands_to_drop(const Standing& now, std::int64_t signed_lines)
{
    std::map<std::int64_t, bool> commands;
    for (const auto& undone : now.undone) {
        if (undone.command <= signed_lines) continue;
        commands[undone.command] = true;
        for (const auto redo : undone.redos) commands[redo] = true;
        for (const auto undo : undone.undos) commands[undo] = false;
    }
    return commands;
}

}  // namespace

Result<model::Command> expunge(Past& past, std::string_view kind, std::string_view id, std::int64_t target,
                               Part part, std::string_view reason, const json::Object& replacement)
{
    TRY_ASSIGN(const auto history, past.record(kind, id));
    const auto at =
        std::find_if(history.begin(), history.end(), [&](const auto& e) { return e.line.n == target; });
    if (at == history.end()) return not_found("This record has no such entry.");
    if (at->line.op == Op::Expunge || at->line.op == Op::Handover)
        return base::fail(base::ErrorKind::Invalid, "The words of this entry must stay.", "journal_rule");
    const bool open = part != Part::Sealed && at->open.has_value();
    const bool sealed = part != Part::Open && at->sealed.has_value();
    if (!(part == Part::Both ? open || sealed : part == Part::Open ? open : sealed))
        return not_found("The words of this entry are not there, or were removed before.");

    const Key key{std::string(kind), std::string(id)};
    model::Command made;
    TRY_ASSIGN(const auto now, state_now(history));
    if (now.live()) {
        json::Object fields;
        for (const auto& [field, value] : current_from(now, {{target, open, sealed}})) {
            const auto* given = replacement.find(field);
            fields.append(field, given == nullptr ? json::Value() : *given);
        }
        if (!fields.empty()) {
            made.changes.push_back(change(Op::Put, key));
            made.changes.back().fields = std::move(fields);
        }
    }
    made.changes.push_back(expunge_change(key, target, part, reason));
    return made;
}

Result<model::Command> reclassify(Past& past, std::string_view kind, std::string_view id,
                                  model::Disclosure to)
{
    TRY_ASSIGN(const auto history, past.record(kind, id));
    const auto* spec = model::kind(kind);
    if (history.empty() || spec == nullptr) return not_found("There is no such record.");
    TRY_ASSIGN(const auto now, state_now(history));
    const auto whole = now.fields();
    const auto from = model::record_class(*spec, whole);

    const Key key{std::string(kind), std::string(id)};
    auto put = change(Op::Put, key);
    auto& fields = put.fields;
    std::vector<model::Change> expunges;
    fields.set("disclosure_class", model::to_text(to));
    const auto after = std::max(to, spec->disclosure);
    std::set<std::string_view> raised;
    for (const auto& field : spec->fields) {
        const bool sealed = model::is_sealed(field, after);
        if (sealed == model::is_sealed(field, from)) continue;
        if (const auto* value = whole.find(field.id)) fields.set(field.id, *value);
        if (sealed) raised.insert(field.id);
    }
    for (const auto& entry : history) {
        if (!entry.open || entry.line.op == Op::Expunge || entry.line.op == Op::Handover) continue;
        const bool spoke = std::any_of(entry.open->begin(), entry.open->end(), [&](const auto& member) {
            return raised.contains(member.first) && !member.second.is_null();
        });
        if (!spoke) continue;
        for (const auto& [field, value] : current_from(now, {{entry.line.n, true, false}}))
            if (!fields.has(field)) fields.set(field, value);
        expunges.push_back(expunge_change(key, entry.line.n, Part::Open, "reclassified"));
    }
    model::Command made;
    made.changes.push_back(std::move(put));
    std::move(expunges.begin(), expunges.end(), std::back_inserter(made.changes));
    return made;
}

Result<model::Command> drop_undone(Past& past, const Standing& now, std::int64_t signed_lines)
{
    const auto commands = commands_to_drop(now, signed_lines);
    std::set<Key> records;
    for (const auto& [command, spoken] : commands) {
        TRY_ASSIGN(const auto entries, past.command(command));
        for (const auto& entry : entries) records.emplace(entry.line.kind, entry.line.id);
    }
    model::Command made;
    for (const auto& key : records) {
        TRY_ASSIGN(const auto history, past.record(key.first, key.second));
        TRY_ASSIGN(const auto state, state_now(history));
        std::vector<Drop> drops;
        for (const auto& entry : history) {
            const auto at = commands.find(entry.line.command);
            if (at == commands.end()) continue;
            const auto n = entry.line.n;
            const bool goes = at->second || !all_current(entry.open, state.open, n) ||
                              !all_current(entry.sealed, state.sealed, n);
            const Drop drop{n, speaks(entry.open), speaks(entry.sealed)};
            if (goes && (drop.open || drop.sealed)) drops.push_back(drop);
        }
        if (!drops.empty()) drop_from_record(key, state, drops, "undone_before_sending", made.changes);
    }
    return made;
}

}  // namespace journal
