#include "storage/rules/facts.h"

#include "storage/model/citation.h"
#include "storage/model/field.h"
#include "storage/model/validate.h"
#include "storage/rules/words.h"

namespace rules {

namespace {

const std::string* number_field(std::string_view kind)
{
    static const std::map<std::string, std::string, std::less<>> fields = {{"kloe", "kloe_no"},
                                                                           {"clock", "rule_id"},
                                                                           {"eligibility_test", "test_code"},
                                                                           {"person", "code"},
                                                                           {"organisation", "name"},
                                                                           {"qa_review", "round"},
                                                                           {"terms_of_reference", "version"}};
    const auto found = fields.find(kind);
    return found == fields.end() ? nullptr : &found->second;
}

// What a record of these kinds is about, for those that have no number of their own.
const std::vector<std::string_view>& about_fields(std::string_view kind)
{
    static const std::vector<std::string_view> none;
    static const std::map<std::string_view, std::vector<std::string_view>> fields = {
        {"action_update", {"action"}},
        {"agency_involvement", {"organisation"}},
        {"criminal_justice", {"suspect"}},
        {"equality", {"person"}},
        {"finding_evidence", {"finding", "target"}},
        {"information_request", {"to_org"}},
        {"notification", {"from_org"}},
        {"person_role", {"person"}},
        {"relationship", {"person_a", "person_b"}},
        {"victim_suspect", {"victim", "suspect"}}};
    const auto found = fields.find(kind);
    return found == fields.end() ? none : found->second;
}

// "V and S1"; empty where nothing it is about is known.
std::string about(const Facts& facts, const Record& record)
{
    std::string words;
    for (const auto field : about_fields(record.kind))
        if (const auto* named = facts.find(text(record, field));
            named != nullptr && about_fields(named->kind).empty())
            words += (words.empty() ? "" : " and ") + called(facts, *named);
    if (record.kind == "equality" && has(record, "characteristic"))
        words += (words.empty() ? "" : ", ") +
                 facts.lists().label("protected_char", text(record, "characteristic"));
    return words;
}

}  // namespace

void Facts::add(std::string_view kind, std::vector<Record> records)
{
    auto& held = kinds_[std::string(kind)];
    for (const auto& record : held) by_id_.erase(record.id);  // their ids are what the index points at
    held = std::move(records);
    for (const auto& record : held) by_id_[record.id] = &record;
    indexed_ = false;
}

const std::vector<Record>& Facts::all(std::string_view kind) const
{
    static const std::vector<Record> none;
    const auto found = kinds_.find(kind);
    return found == kinds_.end() ? none : found->second;
}

const Record* Facts::find(std::string_view id) const
{
    const auto found = by_id_.find(id);
    return found == by_id_.end() ? nullptr : found->second;
}

const Record& Facts::review() const
{
    static const Record none{"review", "", {}};
    const auto& found = all("review");
    return found.empty() ? none : found.front();
}

void Facts::index_uses() const
{
    uses_.clear();
    for (const auto& [name, records] : kinds_) {
        const auto* kind = model::kind(name);
        if (kind == nullptr) continue;
        for (const auto& record : records)
            for (const auto& reference : model::references(*kind, record.fields))
                uses_[reference.id].push_back({&record, kind->field(reference.field)->id});
    }
    indexed_ = true;
}

const std::vector<Use>& Facts::uses(std::string_view id) const
{
    static const std::vector<Use> none;
    if (!indexed_) index_uses();
    const auto found = uses_.find(std::string(id));
    return found == uses_.end() ? none : found->second;
}

std::vector<const Record*> Facts::naming(std::string_view id, std::string_view kind,
                                         std::string_view field) const
{
    std::vector<const Record*> found;
    for (const auto& use : uses(id))
        if (use.by->kind == kind && use.field == field) found.push_back(use.by);
    return found;
}

std::string text(const Record& record, std::string_view field)
{
    return json::text_or(record.fields, field);
}

std::vector<std::string> texts(const Record& record, std::string_view field)
{
    return json::texts(record.fields, field);
}

std::vector<json::Object> rows(const Record& record, std::string_view field)
{
    std::vector<json::Object> found;
    const auto* value = record.fields.find(field);
    if (value == nullptr || value->array() == nullptr) return found;
    for (const auto& entry : *value->array())
        if (entry.object() != nullptr) found.push_back(*entry.object());
    return found;
}

std::optional<Day> day(const json::Object& fields, std::string_view field)
{
    return model::day_from_text(json::text_or(fields, field));
}

std::optional<Day> day(const Record& record, std::string_view field)
{
    return day(record.fields, field);
}

bool flag(const Record& record, std::string_view field)
{
    return json::flag_or(record.fields, field);
}

std::int64_t number(const Record& record, std::string_view field, std::int64_t otherwise)
{
    return json::number_or(record.fields, field, otherwise);
}

bool has(const Record& record, std::string_view field)
{
    const auto* value = record.fields.find(field);
    if (value == nullptr || value->is_null()) return false;
    if (value->text() != nullptr) return !value->text()->empty();
    return value->array() == nullptr || !value->array()->empty();
}

Span span(const Record& record, std::string_view field)
{
    const auto* value = record.fields.find(field);
    if (value == nullptr || value->object() == nullptr) return {};
    return {day(*value->object(), "earliest"), day(*value->object(), "latest")};
}

std::string called(const Facts& facts, const Record& record)
{
    const auto* kind = model::kind(record.kind);
    std::string label(kind == nullptr ? std::string_view("Record") : kind->label);
    const auto* own = number_field(record.kind);
    if (own != nullptr && has(record, *own)) {
        const auto name = text(record, *own);
        if (record.kind == "person" || record.kind == "organisation") return name;
        return label + " " + (name.empty() ? std::to_string(number(record, *own)) : name);
    }
    if (has(record, "number")) return label + " " + std::to_string(number(record, "number"));
    if (record.kind == "chronology_event") {
        const auto when = span_words(text(record, "earliest"), text(record, "latest"));
        return when.empty() ? "Event without a date" : "Event of " + when;
    }
    if (const auto words = about(facts, record); !words.empty()) return label + ": " + words;
    const auto& all = facts.all(record.kind);
    for (std::size_t i = 0; i < all.size(); ++i)
        if (all[i].id == record.id)
            return label + " " + std::to_string(i + 1) + " of " + std::to_string(all.size());
    return label;
}

std::string called_by_id(const Facts& facts, std::string_view id)
{
    const auto* record = facts.find(id);
    return record == nullptr ? std::string() : called(facts, *record);
}

std::string with_citations(const Facts& facts, std::string_view text)
{
    return model::with_words(text, [&](const model::Citation& one) {
        if (const auto* cited = facts.find(one.id)) return called(facts, *cited);
        return std::string(one.kind == "chronology_event" ? "an event" : "a record that is gone");
    });
}

}  // namespace rules
