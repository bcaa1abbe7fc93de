#include "app/core/claims.h"

#include <algorithm>
#include <optional>

#include "crypto/base/platform.h"
#include "storage/model/validate.h"

namespace core {

using base::ErrorKind;
using base::fail;

namespace {

constexpr std::string_view kGone = "This review has no such record.";

// The kind of a record is not in its id: the one kind that has it.
Result<review::Record> record_of(review::Review& review, std::string_view id)
{
    for (const auto& kind : model::kinds()) {
        auto record = review.record(kind.name, id);
        if (record && !record->struck) return record;
        if (!record && record.error().kind != ErrorKind::NotFound) return record.error();
    }
    return fail(ErrorKind::NotFound, std::string(kGone));
}

bool is_text(model::FieldKind kind)
{
    using enum model::FieldKind;
    switch (kind) {
        case Text:
        case Prose:
        case Code:
        case Tri:
        case Date:
        case Time:
        case Ref:
        case Digest: return true;
        case Codes:
        case Flag:
        case Integer:
        case DateText:
        case Refs:
        case Digests:
        case Texts:
        case Rows: return false;
    }
    std::abort();
}

// A claim keeps text as it is, and any other value as JSON; a date as stated and read has a field of its own.
void keep_value(const model::FieldSpec& spec, const json::Value& value, json::Object& claim)
{
    if (spec.kind == model::FieldKind::DateText)
        claim.set("date", value);
    else
        claim.set("value", value.text() != nullptr ? *value.text() : json::write(value));
}

json::Value kept_value(const model::FieldSpec& spec, const json::Object& claim)
{
    if (const auto* date = claim.find("date"); date != nullptr && spec.kind == model::FieldKind::DateText)
        return *date;
    const auto text = json::text_or(claim, "value");
    if (is_text(spec.kind)) return text;
    auto parsed = json::parse(text);
    return parsed ? *std::move(parsed) : json::Value();
}

const model::FieldSpec* field_of(std::string_view kind, std::string_view field)
{
    const auto* spec = model::kind(kind);
    return spec == nullptr ? nullptr : spec->field(field);
}

bool same_fact(const json::Object& a, const json::Object& b)
{
    return json::text_or(a, "record") == json::text_or(b, "record") &&
           json::text_or(a, "field") == json::text_or(b, "field");
}

}  // namespace

Result<std::string> add_claim(review::Vault& vault, review::Review& review, std::string_view record,
                              std::string_view field, json::Object fields)
{
    TRY_ASSIGN(const auto about, record_of(review, record));
    const auto* spec = field_of(about.kind, field);
    if (spec == nullptr) return fail(ErrorKind::Invalid, "That kind of record has no such field.");
    const auto* value = fields.find("value");
    if (value == nullptr || value->is_null())
        return fail(ErrorKind::Invalid,
                    "Say what this source gives: `value`, spelled as the field spells it.");
    json::Object tried;
    tried.set(field, *value);
    TRY_VOID(model::validate(*model::kind(about.kind), tried, vault.lists()));
    model::Change claim;
    claim.kind = "claim";
    claim.id = base::new_uuid(vault.random());
    claim.fields.set("record_kind", about.kind);
    claim.fields.set("record", about.id);
    claim.fields.set("field", std::string(field));
    keep_value(*spec, *value, claim.fields);
    fields.erase("value");
    fields.erase("accepted");
    for (const auto& [name, given] : fields) claim.fields.set(name, given);
    if (!claim.fields.has("reason")) claim.fields.set("reason", spec->verbatim ? "CORRECT" : "DIFFER");
    const auto id = claim.id;
    TRY_VOID(put(vault, review, {{std::move(claim)}}));
    return id;
}

Result<std::vector<ClaimedFact>> claimed_facts(review::Review& review, std::string_view record)
{
    std::vector<ClaimedFact> facts;
    TRY_ASSIGN(const auto claims, review.records("claim", model::Part::Both));
    for (const auto& claim : claims) {
        const auto about = json::text_or(claim.fields, "record");
        const auto field = json::text_or(claim.fields, "field");
        const auto kind = json::text_or(claim.fields, "record_kind");
        const auto* spec = field_of(kind, field);
        if (spec == nullptr || (!record.empty() && about != record)) continue;
        auto fact = std::ranges::find_if(
            facts, [&](const ClaimedFact& one) { return one.record == about && one.field == field; });
        if (fact == facts.end()) {
            ClaimedFact made{about, kind, field, {}, {}};
            auto held = review.record(kind, about);
            if (held && held->fields.has(field)) made.held = *held->fields.find(field);
            fact = facts.insert(facts.end(), std::move(made));
        }
        fact->claims.push_back({claim.id, kept_value(*spec, claim.fields),
                                json::flag_or(claim.fields, "accepted"), claim.fields});
    }
    return facts;
}

Result<Written> accept_claim(review::Vault& vault, review::Review& review, std::string_view claim,
                             const json::Object& why)
{
    if (json::text_or(why, "reason_text").empty())
        return fail(ErrorKind::Invalid,
                    "Say why the panel accepts this value: `reason_text`. Nothing was changed.");
    TRY_ASSIGN(const auto all, review.records("claim", model::Part::Both));
    const auto chosen = std::ranges::find(all, claim, &review::Record::id);
    if (chosen == all.end())
        return fail(ErrorKind::NotFound, "This review has no such claim: `claim list` shows those it has.");
    const auto kind = json::text_or(chosen->fields, "record_kind");
    const auto field = json::text_or(chosen->fields, "field");
    const auto* spec = field_of(kind, field);
    if (spec == nullptr) return fail(ErrorKind::Invalid, "That kind of record has no such field any more.");

    model::Command command;
    if (!spec->verbatim) {
        model::Change fact;
        fact.kind = kind;
        fact.id = json::text_or(chosen->fields, "record");
        fact.fields.set(field, kept_value(*spec, chosen->fields));
        command.changes.push_back(std::move(fact));
    }
    for (const auto& other : all) {
        if (!same_fact(other.fields, chosen->fields)) continue;
        const bool is_chosen = other.id == chosen->id;
        if (!is_chosen && !json::flag_or(other.fields, "accepted")) continue;
        model::Change mark;
        mark.kind = "claim";
        mark.id = other.id;
        mark.fields.set("accepted", is_chosen ? json::Value(true) : json::Value());
        if (is_chosen)
            for (const auto& [name, value] : why) mark.fields.set(name, value);
        command.changes.push_back(std::move(mark));
    }
    return put(vault, review, std::move(command));
}

}  // namespace core
