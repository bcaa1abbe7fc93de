// A stored value as a person reads it.

#include "app/report/tables.h"
#include "storage/model/field.h"

namespace report {

namespace {

std::string referred(const rules::Facts& facts, const std::string& id)
{
    const auto* record = facts.find(id);
    if (record == nullptr) return "a record that is gone";
    if (record->kind == "kloe") return std::to_string(rules::number(*record, "kloe_no"));
    const bool numbered =
        record->kind == "finding" || record->kind == "lesson" || record->kind == "recommendation";
    if (numbered && rules::has(*record, "number")) return std::to_string(rules::number(*record, "number"));
    return rules::called(facts, *record);
}

std::string joined(const std::vector<std::string>& parts, std::string_view between)
{
    std::string text;
    for (const auto& part : parts) {
        if (part.empty()) continue;
        if (!text.empty()) text += between;
        text += part;
    }
    return text;
}

std::string one(const rules::Facts& facts, const model::FieldSpec& field, const std::string& text)
{
    using enum model::FieldKind;
    if (field.kind == Code || field.kind == Codes) return facts.lists().label(field.of, text);
    if (field.kind == Tri) return facts.lists().label("tri", text);
    if (field.kind == Ref || field.kind == Refs) return referred(facts, text);
    if (field.kind == Prose) return rules::with_citations(facts, text);
    if (field.kind == Date)
        if (const auto day = model::day_from_text(text)) return shown(Cell(*day));
    return text;
}

std::string row(const rules::Facts& facts, const model::FieldSpec& field, const json::Object& columns)
{
    std::vector<std::string> parts;
    for (const auto& column : field.rows)
        if (const auto* value = columns.find(column.id)) parts.push_back(spoken(facts, column, *value));
    return joined(parts, ", ");
}

}  // namespace

std::string spoken(const rules::Facts& facts, const model::FieldSpec& field, const json::Value& value)
{
    if (value.is_null()) return {};
    if (const auto* text = value.text()) return one(facts, field, *text);
    if (const auto* number = value.number()) return std::to_string(*number);
    if (const auto* flag = value.flag()) return *flag ? "yes" : "no";
    if (const auto* object = value.object()) return json::text_or(*object, "text");
    std::vector<std::string> parts;
    bool rows = false;
    for (const auto& entry : *value.array()) {
        if (const auto* text = entry.text()) parts.push_back(one(facts, field, *text));
        if (const auto* object = entry.object()) {
            rows = true;
            parts.push_back(row(facts, field, *object));
        }
    }
    return joined(parts, rows ? "\n" : "; ");
}

std::string spoken(const rules::Facts& facts, const rules::Record& record, std::string_view field)
{
    const auto* kind = model::kind(record.kind);
    const auto* spec = kind == nullptr ? nullptr : kind->field(field);
    const auto* value = record.fields.find(field);
    return spec == nullptr || value == nullptr ? std::string() : spoken(facts, *spec, *value);
}

}  // namespace report
