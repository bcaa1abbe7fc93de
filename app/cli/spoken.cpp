#include "app/cli/spoken.h"

#include "storage/rules/words.h"

namespace cli {

namespace {

using model::FieldKind;

std::string plain(const json::Value& value)
{
    return value.text() != nullptr ? *value.text() : json::write(value);
}

// The label and the code, by which it is written again; in this vault's own lists.
std::string with_label(const rules::Facts& facts, std::string_view list, const std::string& code)
{
    const auto label = facts.lists().label(list, code);
    return label.empty() || label == code ? code : label + " (" + code + ")";
}

std::string called(const rules::Facts& facts, const std::string& id)
{
    const auto* record = facts.find(id);
    return record == nullptr ? id : rules::called(facts, *record);
}

std::string dated(const json::Object& stated)
{
    const auto words = json::text_or(stated, "text");
    const auto read = rules::span_words(json::text_or(stated, "earliest"), json::text_or(stated, "latest"));
    if (words.empty() || words == read) return read;
    return read.empty() ? words : words + " (" + read + ")";
}

std::string row_of(const rules::Facts& facts, const model::FieldSpec& spec, const json::Object& row)
{
    std::string line;
    for (const auto& field : spec.rows) {
        const auto* held = row.find(field.id);
        if (held == nullptr || held->is_null()) continue;
        line += (line.empty() ? "" : ", ") + std::string(field.label) + ": " + spoken(facts, field, *held);
    }
    return line;
}

// One entry of a field that holds several.
std::string entry(const rules::Facts& facts, const model::FieldSpec& spec, const json::Value& value)
{
    if (value.text() == nullptr)
        return value.object() != nullptr ? row_of(facts, spec, *value.object()) : plain(value);
    if (spec.kind == FieldKind::Codes) return with_label(facts, spec.of, *value.text());
    return spec.kind == FieldKind::Refs ? called(facts, *value.text()) : *value.text();
}

}  // namespace

std::string spoken_day(const std::string& stored)
{
    const auto day = model::day_from_text(stored);
    return day ? rules::day_words(*day) : stored;
}

std::string spoken(const rules::Facts& facts, const model::FieldSpec& spec, const json::Value& value)
{
    if (value.array() != nullptr) {
        std::string line;
        for (const auto& one : *value.array()) line += (line.empty() ? "" : "; ") + entry(facts, spec, one);
        return line;
    }
    if (value.object() != nullptr && spec.kind == FieldKind::DateText) return dated(*value.object());
    if (spec.kind == FieldKind::Flag) return json::write(value) == "true" ? "yes" : "no";
    if (value.text() == nullptr) return plain(value);
    if (spec.kind == FieldKind::Code) return with_label(facts, spec.of, *value.text());
    if (spec.kind == FieldKind::Tri) return with_label(facts, "tri", *value.text());
    if (spec.kind == FieldKind::Ref) return called(facts, *value.text());
    return spec.kind == FieldKind::Date ? spoken_day(*value.text()) : *value.text();
}

std::string spoken(const rules::Facts& facts, const model::KindSpec& kind, const json::Object& fields)
{
    std::string lines;
    for (const auto& spec : kind.fields)
        if (const auto* held = fields.find(spec.id); held != nullptr && !held->is_null())
            lines += "  " + std::string(spec.label) + ": " + spoken(facts, spec, *held) + "\n";
    return lines;
}

}  // namespace cli
