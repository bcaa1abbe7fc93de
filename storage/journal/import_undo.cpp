#include <algorithm>
#include <set>

#include "storage/journal/changes.h"

namespace journal {
namespace {

constexpr std::size_t kNamed = 10;  ///< records an error names

/// What an import may leave behind, because later work may lean on it.
bool may_stay(const Key& key)
{
    return key.first == "organisation" || key.first == "agency_involvement";
}

std::string named(const std::vector<Key>& records)
{
    std::string text;
    for (std::size_t i = 0; i < std::min(records.size(), kNamed); ++i)
        text += (i == 0 ? "" : ", ") + records[i].first + ' ' + records[i].second;
    if (records.size() > kNamed) text += " and " + std::to_string(records.size() - kNamed) + " more";
    return text;
}

/// What the command created and is still there, in its order.
Result<std::vector<Key>> created_by(Past& past, std::int64_t command)
{
    TRY_ASSIGN(const auto entries, past.command(command));
    std::vector<Key> created;
    std::set<Key> seen;
    for (const auto& entry : entries) {
        const Key key{entry.line.kind, entry.line.id};
        if (!seen.insert(key).second) continue;
        TRY_ASSIGN(const auto history, past.record(key.first, key.second));
        if (history.empty() || history.front().line.n != entry.line.n) continue;
        TRY_ASSIGN(const auto now, state_now(history));
        if (!now.live()) continue;
        if (std::any_of(history.begin(), history.end(), body_gone))
            return base::fail(
                base::ErrorKind::Refused,
                "This import cannot be taken back: words of it were removed for good. Strike out its "
                "records one by one instead.",
                "import_expunged");
        created.push_back(key);
    }
    return created;
}

/// Takes out of `going` what may stay and is named by something that stays, until nothing changes.
/// What else is named from outside comes back.
Result<std::vector<Key>> keep_named(Past& past, std::set<Key>& going)
{
    std::set<Key> in_use;
    bool changed = true;
    while (changed) {
        changed = false;
        in_use.clear();
        for (const auto& key : std::set<Key>(going)) {
            TRY_ASSIGN(const auto referrers, past.referrers(key.second));
            std::vector<Key> outside;
            for (const auto& referrer : referrers)
                if (!going.contains({referrer.kind, referrer.id}))
                    outside.push_back({referrer.kind, referrer.id});
            if (outside.empty()) continue;
            if (may_stay(key))
                changed |= going.erase(key) > 0;
            else
                in_use.insert(outside.begin(), outside.end());
        }
    }
    return std::vector<Key>(in_use.begin(), in_use.end());
}

}  // namespace

Result<model::Command> undo_import(Past& past, std::string_view import_id)
{
    TRY_ASSIGN(const auto history, past.record("import", import_id));
    if (history.empty()) return not_found("There is no such import.");
    TRY_ASSIGN(const auto now, state_now(history));
    if (!now.live())
        return base::fail(base::ErrorKind::Conflict, "This import was taken back already.", "import_undone");

    TRY_ASSIGN(const auto created, created_by(past, history.front().line.command));
    std::set<Key> going(created.begin(), created.end());
    TRY_ASSIGN(const auto in_use, keep_named(past, going));
    if (!in_use.empty())
        return base::fail(base::ErrorKind::Refused,
                          "This import cannot be taken back, because later work refers to it: " +
                              named(in_use) + ". Strike those out or change them first.",
                          "import_in_use");
    model::Command undo;
    for (auto at = created.rbegin(); at != created.rend(); ++at) {
        if (!going.contains(*at)) continue;
        undo.changes.push_back(change(Op::Strike, *at));
        undo.changes.back().reason = "IMPORT_UNDONE";
    }
    return undo;
}

}  // namespace journal
