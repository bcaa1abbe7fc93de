#include "storage/model/place.h"

#include <algorithm>
#include <vector>

namespace model {
namespace {

/// Puts one field where its class says, and clears it where it stood before.
void place(Placed& placed, std::string_view id, const json::Value& value, bool sealed, bool in_open,
           bool in_sealed)
{
    auto& own = sealed ? placed.sealed : placed.open;
    auto& other = sealed ? placed.open : placed.sealed;
    const bool in_own = sealed ? in_sealed : in_open;
    const bool in_other = sealed ? in_open : in_sealed;
    if (!value.is_null() || in_own || !in_other) own.set(id, value);
    if (in_other) other.set(id, nullptr);
}

}  // namespace

std::optional<Disclosure> disclosure_from_code(std::string_view code)
{
    for (const auto each : {Disclosure::D0, Disclosure::D1, Disclosure::D2, Disclosure::D3, Disclosure::D4})
        if (to_text(each) == code) return each;
    return std::nullopt;
}

Disclosure record_class(const KindSpec& kind, const json::Object& whole)
{
    const auto own = disclosure_from_code(json::text_or(whole, "disclosure_class"));
    return own ? std::max(*own, kind.disclosure) : kind.disclosure;
}

Placed split(const KindSpec& kind, const json::Object& fields, Disclosure record_class,
             const Holds& open_holds, const Holds& sealed_holds)
{
    Placed placed;
    const auto in = [](const Holds& holds, std::string_view id) { return holds && holds(id); };
    for (const auto& [id, value] : fields) {
        const auto* spec = kind.field(id);
        const bool sealed = spec == nullptr || is_sealed(*spec, record_class);
        place(placed, id, value, sealed, in(open_holds, id), in(sealed_holds, id));
    }
    const auto ordered = [&](const json::Object& part) {
        json::Object sorted;
        for (const auto& spec : kind.fields)
            if (const auto* value = part.find(spec.id)) sorted.append(std::string(spec.id), *value);
        for (const auto& [id, value] : part)
            if (kind.field(id) == nullptr) sorted.append(id, value);
        return sorted;
    };
    return {ordered(placed.open), ordered(placed.sealed)};
}

json::Object in_table_order(const KindSpec* kind, const json::Object& fields)
{
    std::vector<const json::Object::Member*> known(kind == nullptr ? 0 : kind->fields.size()), rest;
    for (const auto& member : fields) {
        if (member.second.is_null()) continue;
        const auto* spec = kind == nullptr ? nullptr : kind->field(member.first);
        if (spec == nullptr)
            rest.push_back(&member);
        else
            known[static_cast<std::size_t>(spec - kind->fields.data())] = &member;
    }
    json::Object sorted;
    for (const auto* member : known)
        if (member != nullptr) sorted.append(member->first, member->second);
    std::sort(rest.begin(), rest.end(), [](const auto* a, const auto* b) { return a->first < b->first; });
    for (const auto* member : rest) sorted.append(member->first, member->second);
    return sorted;
}

Result<void> check_open(const KindSpec& kind, const json::Object& open, Disclosure record_class)
{
    for (const auto& [id, value] : open) {
        const auto* spec = kind.field(id);
        if (spec == nullptr || value.is_null() || !is_sealed(*spec, record_class)) continue;
        return base::fail(base::ErrorKind::Refused,
                          "The field '" + std::string(spec->id) + "' of '" + std::string(kind.name) +
                              "' belongs to the sealed part and stands in the open one.",
                          "field_placed");
    }
    return {};
}

}  // namespace model
