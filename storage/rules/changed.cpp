// What became of each record in a period, by meaning: the entries before it folded, and all of them folded.

#include <algorithm>
#include <map>
#include <unordered_map>

#include "storage/rules/queries.h"

namespace rules {

namespace {

// A record as entries leave it.
struct State {
    bool exists = false;
    bool struck = false;
    json::Object fields;

    void apply(const Entry& entry)
    {
        using enum model::Op;
        switch (entry.op) {
            case Put:
                exists = true;
                merge(entry.fields);
                return;
            case Strike:
                struck = true;
                merge(entry.fields);
                return;
            case Restore:
                exists = true;
                struck = false;
                fields.erase("struck_reason");
                fields.erase("struck_note");
                merge(entry.fields);
                return;
            case Expunge: merge(entry.fields); return;
            case Handover: return;
        }
    }

private:
    void merge(const json::Object& more)
    {
        for (const auto& [name, value] : more) {
            if (value.is_null())
                fields.erase(name);
            else
                fields.set(name, value);
        }
    }
};

struct Followed {
    std::string kind;
    State before, after;
    std::int64_t first = 0;
    bool touched = false;
};

model::Disclosure class_of(const model::KindSpec& kind, const json::Object& fields)
{
    auto found = kind.disclosure;
    const auto own = json::text_or(fields, "disclosure_class");
    for (const auto one : {model::Disclosure::D0, model::Disclosure::D1, model::Disclosure::D2,
                           model::Disclosure::D3, model::Disclosure::D4})
        if (own == model::to_text(one)) found = std::max(found, one);
    return found;
}

std::vector<FieldTurn> turned_fields(const Followed& one)
{
    std::vector<FieldTurn> found;
    const auto* kind = model::kind(one.kind);
    if (kind == nullptr) return found;
    const auto sealed_class = std::max(class_of(*kind, one.before.fields), class_of(*kind, one.after.fields));
    for (const auto& field : kind->fields) {
        const auto* before = one.before.fields.find(field.id);
        const auto* after = one.after.fields.find(field.id);
        const json::Value was = before == nullptr ? json::Value() : *before;
        const json::Value is = after == nullptr ? json::Value() : *after;
        if (!(was == is)) found.push_back({&field, model::is_sealed(field, sealed_class), was, is});
    }
    return found;
}

std::optional<Turn> turn_of(const Followed& one, const std::vector<FieldTurn>& fields)
{
    const bool was = one.before.exists && !one.before.struck;
    const bool is = one.after.exists && !one.after.struck;
    if (!one.before.exists) return is ? std::optional(Turn::Added) : std::nullopt;
    if (was && !is) return Turn::Struck;
    if (!was && is) return Turn::Restored;
    if (!was || fields.empty()) return std::nullopt;
    return Turn::Changed;
}

}  // namespace

std::string_view to_text(Turn turn)
{
    switch (turn) {
        case Turn::Added: return "added";
        case Turn::Changed: return "changed";
        case Turn::Struck: return "struck";
        case Turn::Restored: return "restored";
    }
    std::abort();
}

std::vector<RecordTurn> changed(const std::vector<Entry>& entries, std::int64_t since)
{
    std::unordered_map<std::string_view, Followed> followed;
    for (const auto& entry : entries) {
        if (entry.op == model::Op::Handover) continue;
        auto& one = followed[entry.id];
        one.kind = entry.kind;
        if (entry.n <= since) {
            one.before.apply(entry);
            continue;
        }
        if (!one.touched) {
            one.touched = true;
            one.first = entry.n;
            one.after = one.before;
        }
        one.after.apply(entry);
    }
    std::vector<RecordTurn> found;
    for (const auto& [id, one] : followed) {
        if (!one.touched) continue;
        auto fields = turned_fields(one);
        const auto turn = turn_of(one, fields);
        if (turn) found.push_back({one.kind, std::string(id), *turn, std::move(fields), one.first});
    }
    std::sort(found.begin(), found.end(), [](const RecordTurn& a, const RecordTurn& b) {
        return std::tie(a.kind, a.first) < std::tie(b.kind, b.first);
    });
    return found;
}

}  // namespace rules
