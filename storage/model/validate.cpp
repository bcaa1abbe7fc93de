#include "storage/model/validate.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <set>

#include "crypto/base/clock.h"
#include "crypto/base/utf8.h"
#include "storage/model/fold.h"
#include "storage/model/reference.h"

namespace model {
namespace {

constexpr std::size_t kLongestLine = 4096;
constexpr std::size_t kLongestProse = 1024 * 1024;
constexpr std::size_t kMostEntries = 100'000;

/// What is wrong, without the value: a code and words that complete "The field .. of ..".
struct Fault {
    std::string code;
    std::string what;
};
using Found = std::optional<Fault>;

Fault type_fault(std::string_view wanted)
{
    return {"field_type", "must be " + std::string(wanted)};
}

struct Checker {
    const CodeLists& lists;
    std::string_view on;

    Found value(const FieldSpec& field, const json::Value& value) const;
    Found code(const FieldSpec& field, const json::Value& value) const;
    Found tri(const json::Value& value) const;
    Found rows(const FieldSpec& field, const json::Value& value) const;
    Found date_text(const json::Value& value) const;
};

Found line(const json::Value& value, bool many_lines)
{
    const auto* text = value.text();
    if (text == nullptr) return type_fault("a text");
    if (text->size() > (many_lines ? kLongestProse : kLongestLine)) return Fault{"field_text", "is too long"};
    for (const char c : *text) {
        if (c == '\n' && !many_lines) return Fault{"field_text", "must be one line"};
        if (static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t')
            return Fault{"field_text", "holds a control character"};
    }
    if (!base::is_utf8(*text)) return Fault{"field_text", "is not valid text"};
    return {};
}

bool only_digits(std::string_view text, std::initializer_list<std::size_t> except)
{
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (std::find(except.begin(), except.end(), i) != except.end()) continue;
        if (text[i] < '0' || text[i] > '9') return false;
    }
    return true;
}

int digits_number(std::string_view text)
{
    int value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

/// YYYY-MM-DD and a real day.
bool is_day(std::string_view text)
{
    if (text.size() != 10 || text[4] != '-' || text[7] != '-' || !only_digits(text, {4, 7})) return false;
    const std::chrono::year_month_day day{
        std::chrono::year(digits_number(text.substr(0, 4))),
        std::chrono::month(static_cast<unsigned>(digits_number(text.substr(5, 2)))),
        std::chrono::day(static_cast<unsigned>(digits_number(text.substr(8, 2))))};
    return day.ok() && digits_number(text.substr(0, 4)) > 0;
}

bool is_time(std::string_view text)
{
    return text.size() == 5 && text[2] == ':' && only_digits(text, {2}) &&
           digits_number(text.substr(0, 2)) < 24 && digits_number(text.substr(3, 2)) < 60;
}

Found day(const json::Value& value)
{
    if (value.text() == nullptr || !is_day(*value.text()))
        return Fault{"field_date", "must be a real day, written YYYY-MM-DD"};
    return {};
}

Found uuid(const json::Value& value)
{
    if (value.text() == nullptr || !base::is_uuid(*value.text())) return type_fault("the id of a record");
    return {};
}

Found digest(const json::Value& value)
{
    if (value.text() == nullptr || !base::digest32_from_hex(*value.text()))
        return type_fault("64 hex digits");
    return {};
}

/// Every entry by `check`, and no entry twice when they are to be unique.
template <class Check>
Found each(const json::Value& value, bool unique, const Check& check)
{
    const auto* array = value.array();
    if (array == nullptr) return type_fault("a list");
    if (array->size() > kMostEntries) return Fault{"field_type", "has too many entries"};
    std::set<std::string_view> seen;
    for (const auto& entry : *array) {
        if (auto fault = check(entry)) return fault;
        if (unique && !seen.insert(*entry.text()).second)
            return Fault{"field_repeat", "names the same thing twice"};
    }
    return {};
}

Found Checker::code(const FieldSpec& field, const json::Value& value) const
{
    if (value.text() == nullptr) return type_fault("a code");
    // The board of a death in 2025 is that of 2025, whenever it is written down.
    const bool of_the_case = field.of == "icb";
    if (!lists.accepts(field.of, *value.text(), of_the_case ? std::string_view() : on))
        return Fault{"field_code",
                     "must be a code of the list '" + std::string(field.of) + "' that was in use then"};
    return {};
}

Found Checker::tri(const json::Value& value) const
{
    if (value.text() == nullptr || !lists.accepts("tri", *value.text()))
        return Fault{"field_code", "must be one of Y, PR, N, NR, NA"};
    return {};
}

Found Checker::rows(const FieldSpec& field, const json::Value& value) const
{
    return each(value, false, [&](const json::Value& entry) -> Found {
        const auto* row = entry.object();
        if (row == nullptr) return type_fault("a list of rows");
        for (const auto& member : *row) {
            const auto& id = member.first;  // a name of its own: lambdas may not hold a structured binding
            const auto at =
                std::find_if(field.rows.begin(), field.rows.end(), [&](const auto& f) { return f.id == id; });
            if (at == field.rows.end())
                return Fault{"field_unknown", "has a column that is not in the table"};
            if (auto fault = this->value(*at, member.second)) {
                fault->what = "has a column '" + std::string(at->id) + "' that " + fault->what;
                return fault;
            }
        }
        return {};
    });
}

Found Checker::date_text(const json::Value& value) const
{
    const auto* date = value.object();
    if (date == nullptr) return type_fault("a date as stated and as read");
    for (const auto& [key, held] : *date) {
        Found fault;
        if (key == "text")
            fault = line(held, true);
        else if (key == "earliest" || key == "latest")
            fault = day(held);
        else if (key == "precision")
            fault = code({"precision", "", FieldKind::Code, "date_precision", ""}, held);
        else if (key != "approx")
            fault = Fault{"field_unknown", "has a member that a date does not have"};
        else if (held.flag() == nullptr || !*held.flag())
            fault = type_fault("true where it is approximate, and absent where not");
        if (fault) return fault;
    }
    if (!date->has("text") || !date->has("precision")) return type_fault("a date with text and precision");
    const auto earliest = json::text_or(*date, "earliest");
    const auto latest = json::text_or(*date, "latest");
    if (!earliest.empty() && !latest.empty() && latest < earliest)
        return Fault{"field_date", "ends before it begins"};
    return {};
}

Found Checker::value(const FieldSpec& field, const json::Value& value) const
{
    switch (field.kind) {
        case FieldKind::Text: return line(value, false);
        case FieldKind::Prose: return line(value, true);
        case FieldKind::Code: return code(field, value);
        case FieldKind::Codes:
            return each(value, true, [&](const json::Value& entry) { return code(field, entry); });
        case FieldKind::Tri: return tri(value);
        case FieldKind::Flag:
            if (value.flag() == nullptr || !*value.flag()) return type_fault("true, or cleared");
            return {};
        case FieldKind::Integer:
            if (value.number() == nullptr) return type_fault("a whole number");
            return {};
        case FieldKind::Date: return day(value);
        case FieldKind::Time:
            if (value.text() == nullptr || !is_time(*value.text()))
                return Fault{"field_date", "must be a time of day, written HH:MM"};
            return {};
        case FieldKind::DateText: return date_text(value);
        case FieldKind::Ref: return uuid(value);
        case FieldKind::Refs: return each(value, true, uuid);
        case FieldKind::Digest: return digest(value);
        case FieldKind::Digests: return each(value, false, digest);
        case FieldKind::Texts:
            return each(value, false, [](const json::Value& entry) { return line(entry, false); });
        case FieldKind::Rows: return rows(field, value);
    }
    return type_fault("of a known kind");
}

base::Error invalid(const KindSpec& kind, std::string_view field, const Fault& fault)
{
    return base::fail(
        base::ErrorKind::Invalid,
        "The field '" + std::string(field) + "' of '" + std::string(kind.name) + "' " + fault.what + ".",
        fault.code);
}

std::string normal_text(std::string_view text, bool verbatim)
{
    std::string made;
    made.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '\r') {
            made += '\n';
            if (i + 1 < text.size() && text[i + 1] == '\n') ++i;
        } else if (static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t') {
            base::append_utf8(made, 0xFFFD);
        } else {
            made += c;
        }
    }
    return verbatim ? made : nfc(made);
}

json::Value normal(const json::Value& value, bool verbatim)
{
    if (const auto* text = value.text()) return normal_text(*text, verbatim);
    if (const auto* array = value.array()) {
        json::Array made;
        made.reserve(array->size());
        for (const auto& entry : *array) made.push_back(normal(entry, verbatim));
        return made;
    }
    if (const auto* object = value.object()) {
        json::Object made;
        for (const auto& [key, held] : *object) made.append(key, normal(held, verbatim));
        return made;
    }
    return value;
}

void collect(const FieldSpec& field, const json::Value& value, std::string_view name,
             std::vector<Reference>& to)
{
    if (field.kind == FieldKind::Ref && value.text() != nullptr)
        to.push_back({std::string(name), std::string(field.of), *value.text()});
    if (value.array() == nullptr) return;
    for (const auto& entry : *value.array()) {
        if (field.kind == FieldKind::Refs && entry.text() != nullptr)
            to.push_back({std::string(name), std::string(field.of), *entry.text()});
        if (field.kind == FieldKind::Rows && entry.object() != nullptr)
            for (const auto& column : field.rows)
                if (const auto* cell = entry.object()->find(column.id)) collect(column, *cell, name, to);
    }
}

}  // namespace

Result<void> validate(const KindSpec& kind, const json::Object& fields, const CodeLists& lists,
                      std::string_view on)
{
    const Checker checker{lists, on};
    for (const auto& [id, value] : fields) {
        const auto* spec = kind.field(id);
        if (spec == nullptr)
            return base::fail(base::ErrorKind::Invalid,
                              "'" + std::string(kind.name) + "' has no field " +
                                  (is_identifier(id) ? "'" + id + "'." : "of that name."),
                              "field_unknown");
        if (value.is_null()) continue;
        if (const auto fault = checker.value(*spec, value)) return invalid(kind, id, *fault);
    }
    return {};
}

Result<void> validate_review(const json::Object& whole)
{
    const auto* kind = model::kind("review");
    const auto area = json::text_or(whole, "lead_area");
    bool demo_area = is_demo_area(area);
    if (const auto* others = whole.find("other_areas"); others != nullptr && others->array() != nullptr)
        for (const auto& other : *others->array())
            demo_area |= other.text() != nullptr && is_demo_area(*other.text());
    if (demo_area && !json::flag_or(whole, "demo_flag"))
        return base::fail(
            base::ErrorKind::Refused,
            "A fictional area (X99) is for demonstration reviews only. Choose a borough, or open the "
            "review as a demonstration.",
            "demo_area");
    const auto reference = reference_from_text(json::text_or(whole, "human_ref"));
    if (!reference) return invalid(*kind, "human_ref", {"field_text", "is no review reference"});
    if (reference->area != area)
        return invalid(*kind, "human_ref", {"field_code", "does not fit the lead borough"});
    return {};
}

bool is_identifier(std::string_view text)
{
    if (text.empty() || text.size() > 64 || text[0] < 'a' || text[0] > 'z') return false;
    return std::all_of(text.begin(), text.end(),
                       [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; });
}

json::Object normalise(const KindSpec& kind, const json::Object& fields)
{
    json::Object made;
    for (const auto& [id, value] : fields) {
        const auto* spec = kind.field(id);
        made.append(id, normal(value, spec != nullptr && spec->verbatim));
    }
    return made;
}

json::Object strike_fields(std::string_view reason, const CodeLists& lists)
{
    json::Object fields;
    if (reason.empty()) return fields;
    if (lists.accepts("strike_reason", reason)) {
        fields.set("struck_reason", reason);
    } else {
        fields.set("struck_reason", "OTHER");
        fields.set("struck_note", normal_text(reason, false));
    }
    return fields;
}

std::vector<Reference> references(const KindSpec& kind, const json::Object& fields)
{
    std::vector<Reference> found;
    for (const auto& spec : kind.fields)
        if (const auto* value = fields.find(spec.id)) collect(spec, *value, spec.id, found);
    return found;
}

}  // namespace model
