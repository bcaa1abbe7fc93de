#include "storage/journal/replay.h"

#include <algorithm>

#include "crypto/primitives/hash.h"
#include "storage/model/place.h"

namespace journal {
namespace {

base::Error against_rule(std::int64_t n, std::string_view what)
{
    return base::fail(base::ErrorKind::Invalid,
                      "Line " + std::to_string(n) + " of the journal " + std::string(what) + ".",
                      "journal_rule");
}

base::Error extra_body(std::int64_t n)
{
    return base::fail(base::ErrorKind::Corrupt,
                      "Line " + std::to_string(n) + " of the journal has a body that should not be there.",
                      "body_extra");
}

void set_all(Holding& holding, const json::Object* fields, std::int64_t n)
{
    if (fields == nullptr) return;
    for (const auto& [field, value] : *fields) holding.set(field, value, n);
}

const json::Object* fields_of(const std::optional<Body>& body)
{
    return body ? &body->fields : nullptr;
}

}  // namespace

const Held* Holding::find(std::string_view field) const
{
    const auto at = std::lower_bound(held_.begin(), held_.end(), field,
                                     [](const Held& held, std::string_view id) { return held.field < id; });
    return at == held_.end() || at->field != field ? nullptr : &*at;
}

void Holding::set(std::string_view field, json::Value value, std::int64_t entry)
{
    if (value.is_null()) return clear(field);
    const auto at = std::lower_bound(held_.begin(), held_.end(), field,
                                     [](const Held& held, std::string_view id) { return held.field < id; });
    if (at != held_.end() && at->field == field) {
        at->value = std::move(value);
        at->entry = entry;
    } else {
        held_.insert(at, {std::string(field), std::move(value), entry});
    }
}

void Holding::clear(std::string_view field)
{
    std::erase_if(held_, [&](const Held& held) { return held.field == field; });
}

json::Object Holding::values() const
{
    json::Object values;
    for (const auto& held : held_) values.append(held.field, held.value);
    return values;
}

json::Object RecordState::fields() const
{
    auto all = sealed.values();
    for (const auto& held : open.all())
        if (!sealed.has(held.field)) all.append(held.field, held.value);
    return model::in_table_order(model::kind(kind), all);
}

Result<void> apply_line(RecordState& record, const Line& line, const json::Object* open,
                        const json::Object* sealed)
{
    switch (line.op) {
        case Op::Put:
            if (!record.exists()) {
                record.kind = line.kind;
                record.id = line.id;
                record.created = line.n;
            }
            break;
        case Op::Strike:
            if (!record.live()) return against_rule(line.n, "strikes out what is not there");
            record.struck = true;
            break;
        case Op::Restore:
            if (!record.exists() || !record.struck)
                return against_rule(line.n, "restores what is not struck out");
            record.struck = false;
            for (const auto* field : {"struck_reason", "struck_note"}) {
                record.open.clear(field);
                record.sealed.clear(field);
            }
            break;
        case Op::Expunge:
        case Op::Handover: return {};
    }
    set_all(record.open, open, line.n);
    set_all(record.sealed, sealed, line.n);
    return {};
}

Result<Body> check_body(const Line& line, Part part, std::string_view text)
{
    const auto& named = part == Part::Open ? line.body : line.sealed;
    if (!named) return extra_body(line.n);
    if (text.empty() || text.back() != '\n' || crypto::sha256(base::bytes_of(text)) != *named)
        return base::fail(base::ErrorKind::Corrupt,
                          "The content of line " + std::to_string(line.n) + " of the journal was altered.",
                          "body_hash");
    TRY_ASSIGN(auto body, parse_body(text.substr(0, text.size() - 1)));
    if (body.n != line.n)
        return base::fail(
            base::ErrorKind::Invalid,
            "The content of line " + std::to_string(line.n) + " of the journal bears another number.",
            "body_line");
    return body;
}

Result<void> Replay::take(const Line& line, const std::optional<Body>& open,
                          const std::optional<Body>& sealed)
{
    if (line.n != lines_ + 1) return against_rule(line.n, "is out of order");
    const bool use_sealed = with_sealed_ && sealed.has_value();
    if ((open && !line.body) || (use_sealed && !line.sealed)) return extra_body(line.n);

    if (line.op == Op::Expunge) {
        TRY_VOID(expunge(line));
    } else if (line.op == Op::Handover && open) {
        const auto to = json::text_or(open->fields, "to");
        if (to.empty()) return against_rule(line.n, "hands over to nobody");
        handed_to_ = to;
    }

    auto at = records_.find({line.kind, line.id});
    if (at == records_.end()) {
        if (line.op != Op::Put) return against_rule(line.n, "speaks of a record that is not there");
        at = records_.emplace(std::pair(line.kind, line.id), RecordState{}).first;
    }
    TRY_VOID(apply_line(at->second, line, fields_of(open), use_sealed ? fields_of(sealed) : nullptr));
    entries_.push_back({.record = &at->second,
                        .op = line.op,
                        .open = {.named = line.body.has_value(), .present = open.has_value()},
                        .sealed = {.named = line.sealed.has_value(), .present = use_sealed}});
    lines_ = line.n;
    return {};
}

Result<void> Replay::take(const Line& line, std::optional<std::string_view> open,
                          std::optional<std::string_view> sealed)
{
    std::optional<Body> open_body, sealed_body;
    if (open) {
        TRY_ASSIGN(open_body, check_body(line, Part::Open, *open));
    }
    if (sealed) {
        TRY_ASSIGN(sealed_body, check_body(line, Part::Sealed, *sealed));
    }
    return take(line, open_body, sealed_body);
}

Result<void> Replay::expunge_part(std::int64_t target, Fate& fate)
{
    if (fate.present) return extra_body(target);
    fate.expunged = true;
    return {};
}

Result<void> Replay::expunge(const Line& line)
{
    if (!line.target || !line.part || *line.target < 1 || *line.target > lines_)
        return against_rule(line.n, "removes the words of a line that is not there");
    auto& target = entries_[static_cast<std::size_t>(*line.target - 1)];
    if (target.op == Op::Expunge || target.op == Op::Handover)
        return against_rule(line.n, "removes words that must stay");
    if (target.record->kind != line.kind || target.record->id != line.id)
        return against_rule(line.n, "removes the words of another record");

    const auto standing = [](const Fate& fate) { return fate.named && !fate.expunged; };
    const bool open = *line.part != Part::Sealed && standing(target.open);
    const bool sealed = *line.part != Part::Open && standing(target.sealed);
    const bool fits = *line.part == Part::Both ? open || sealed : *line.part == Part::Open ? open : sealed;
    if (!fits) return against_rule(line.n, "removes words that are not there");
    if (open) TRY_VOID(expunge_part(*line.target, target.open));
    if (sealed) TRY_VOID(expunge_part(*line.target, target.sealed));
    return {};
}

Result<void> Replay::finish() const
{
    const auto missing = [](const Fate& fate) { return fate.named && !fate.present && !fate.expunged; };
    for (std::size_t i = 0; i < entries_.size(); ++i)
        if (missing(entries_[i].open) || (with_sealed_ && missing(entries_[i].sealed)))
            return base::fail(base::ErrorKind::Corrupt,
                              "The content of line " + std::to_string(i + 1) +
                                  " of the journal is missing, and nothing says why.",
                              "body_missing");
    return {};
}

const RecordState* Replay::record(std::string_view kind, std::string_view id) const
{
    const auto at = records_.find({std::string(kind), std::string(id)});
    return at == records_.end() ? nullptr : &at->second;
}

}  // namespace journal
