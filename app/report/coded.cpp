#include "app/report/coded.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "app/report/codebook.h"
#include "app/report/delimited.h"
#include "app/report/tables.h"
#include "app/report/write.h"
#include "storage/model/field.h"

namespace report {

namespace {

using model::FieldKind;
using model::FieldSpec;
using model::KindSpec;

constexpr std::string_view kFormat = "cairn/coded/v1";

// Text fields that hold codes of the program or of the review, never words.
constexpr std::array kCodeTexts = {
    "review.human_ref",     "review.template_version", "person.code",
    "clock.rule_id",        "claim.record_kind",       "claim.field",
    "prompt_answer.prompt", "prompt_answer.section",   "prompt_answer.template"};

struct Plan {
    bool with_text = false;

    bool takes(const KindSpec& kind, const FieldSpec& field) const
    {
        if (model::is_sealed(field, kind.disclosure)) return false;
        const bool words =
            field.kind == FieldKind::Text || field.kind == FieldKind::Prose || field.kind == FieldKind::Texts;
        if (!words || with_text) return true;
        const auto name = std::string(kind.name) + "." + std::string(field.id);
        return std::find(kCodeTexts.begin(), kCodeTexts.end(), name) != kCodeTexts.end();
    }
};

// A column of a file: a field, or one part of a date as stated.
struct Place {
    const FieldSpec* field = nullptr;
    std::string_view part;  ///< "earliest", ... of a date; else empty
    std::string name() const
    {
        return std::string(field->id) + (part.empty() ? "" : "." + std::string(part));
    }
};

std::vector<Place> places(const Plan& plan, const KindSpec& kind, std::span<const FieldSpec> fields)
{
    std::vector<Place> found;
    for (const auto& field : fields) {
        if (!plan.takes(kind, field) || field.kind == FieldKind::Rows) continue;
        if (field.kind != FieldKind::DateText) {
            found.push_back({&field, {}});
            continue;
        }
        for (const std::string_view part : {"earliest", "latest", "precision", "approx"})
            found.push_back({&field, part});
        if (plan.with_text) found.push_back({&field, "text"});
    }
    return found;
}

// A value as one cell of text, and back. Lists of codes and ids are parted by ";", lists of words are JSON.
std::string flat(const FieldSpec& field, const json::Value& value)
{
    if (const auto* text = value.text()) return *text;
    if (const auto* number = value.number()) return std::to_string(*number);
    if (const auto* flag = value.flag()) return *flag ? "true" : "false";
    const auto* array = value.array();
    if (array == nullptr) return {};
    if (field.kind == FieldKind::Texts) return json::write(value);
    std::string joined;
    for (const auto& one : *array)
        joined += (joined.empty() ? "" : ";") + (one.text() == nullptr ? "" : *one.text());
    return joined;
}

Result<json::Value> unflat(const FieldSpec& field, std::string_view part, const std::string& text)
{
    using enum FieldKind;
    if (part == "approx" || field.kind == Flag) return json::Value(text == "true");
    if (!part.empty()) return json::Value(text);
    if (field.kind == Integer || field.kind == Texts) return json::parse(text);
    if (field.kind != Codes && field.kind != Refs && field.kind != Digests) return json::Value(text);
    json::Array parts;
    for (std::size_t at = 0; at <= text.size();) {
        const auto end = std::min(text.find(';', at), text.size());
        parts.emplace_back(text.substr(at, end - at));
        at = end + 1;
    }
    return json::Value(std::move(parts));
}

json::Value value_at(const json::Object& fields, const Place& place)
{
    const auto* value = fields.find(place.field->id);
    if (value == nullptr) return nullptr;
    if (place.part.empty()) return *value;
    const auto* date = value->object();
    const auto* part = date == nullptr ? nullptr : date->find(place.part);
    return part == nullptr ? json::Value() : *part;
}

// Numbers and days have no guard: a spreadsheet takes them for what they are.
std::string guarded_cell(const Place& place, const std::string& text)
{
    using enum FieldKind;
    if (place.field->kind == Integer || place.field->kind == Date) return text;
    return guarded(text);
}

void put(json::Object& fields, const Place& place, json::Value value)
{
    if (place.part.empty()) {
        fields.set(place.field->id, std::move(value));
        return;
    }
    if (!fields.has(place.field->id)) fields.set(place.field->id, json::Object{});
    fields.find(place.field->id)->object()->set(place.part, std::move(value));
}

bool says_nothing(const json::Value& value)
{
    if (value.is_null()) return true;
    if (const auto* text = value.text()) return text->empty();
    if (const auto* array = value.array()) return array->empty();
    return false;
}

// The values that are exported, in the order of the places.
json::Object coded_fields(const std::vector<Place>& places, const json::Object& fields)
{
    json::Object coded;
    for (const auto& place : places)
        if (auto value = value_at(fields, place); !says_nothing(value)) put(coded, place, std::move(value));
    return coded;
}

class CsvFile {
public:
    void cell(std::string_view text)
    {
        if (!fresh_) bytes_ += ',';
        fresh_ = false;
        bytes_ += csv_field(text);
    }
    void end()
    {
        bytes_ += "\r\n";
        fresh_ = true;
    }
    std::string take() { return std::move(bytes_); }

private:
    std::string bytes_ = "\xEF\xBB\xBF";
    bool fresh_ = true;
};

struct Export {
    const rules::Facts& facts;
    Plan plan;
    std::string reference;
    std::string demo;
    std::vector<CodedFile> files;
    json::Object records;

    void opening(CsvFile& file, std::string_view id) const
    {
        file.cell(guarded(reference));
        file.cell(demo);
        file.cell(id);
    }
    void kind(const KindSpec& kind);
    json::Array rows(const KindSpec& kind, const FieldSpec& field);
};

void heading(CsvFile& file, std::initializer_list<std::string_view> first, const std::vector<Place>& places)
{
    for (const auto name : first) file.cell(name);
    for (const auto& place : places) file.cell(place.name());
    file.end();
}

void cells(CsvFile& file, const std::vector<Place>& places, const json::Object& fields)
{
    for (const auto& place : places) {
        const auto value = value_at(fields, place);
        file.cell(value.is_null() ? "" : guarded_cell(place, flat(*place.field, value)));
    }
    file.end();
}

void Export::kind(const KindSpec& kind)
{
    const auto& all = facts.all(kind.name);
    if (all.empty()) return;
    const auto at = places(plan, kind, kind.fields);
    std::vector<const FieldSpec*> tables;
    for (const auto& field : kind.fields)
        if (field.kind == FieldKind::Rows && plan.takes(kind, field) &&
            !places(plan, kind, field.rows).empty())
            tables.push_back(&field);
    CsvFile file;
    heading(file, {"review", "demo", "id"}, at);
    std::vector<CsvFile> beside(tables.size());
    for (std::size_t i = 0; i < tables.size(); ++i)
        heading(beside[i], {"review", "demo", "id", "row"}, places(plan, kind, tables[i]->rows));
    json::Array list;
    for (const auto& record : all) {
        auto fields = coded_fields(at, record.fields);
        opening(file, record.id);
        cells(file, at, fields);
        for (std::size_t i = 0; i < tables.size(); ++i) {
            const auto columns = places(plan, kind, tables[i]->rows);
            json::Array kept;
            for (const auto& row : rules::rows(record, tables[i]->id)) {
                auto one = coded_fields(columns, row);
                opening(beside[i], record.id);
                beside[i].cell(std::to_string(kept.size() + 1));
                cells(beside[i], columns, one);
                kept.emplace_back(std::move(one));
            }
            if (!kept.empty()) fields.set(tables[i]->id, std::move(kept));
        }
        json::Object one;
        one.set("id", record.id);
        one.set("fields", std::move(fields));
        list.emplace_back(std::move(one));
    }
    files.push_back({std::string(kind.name) + ".csv", file.take()});
    for (std::size_t i = 0; i < tables.size(); ++i)
        files.push_back(
            {std::string(kind.name) + "." + std::string(tables[i]->id) + ".csv", beside[i].take()});
    records.set(kind.name, std::move(list));
}

// Reading back ---------------------------------------------------------------------------------------------

using RowsRead = std::vector<std::vector<std::string>>;

struct Checker {
    CodedCheck found;
    Plan plan;

    void differ(const std::string& file, std::size_t row, std::string_view what)
    {
        constexpr std::size_t kMost = 100;
        if (found.differences.size() < kMost)
            found.differences.push_back(file + ", row " + std::to_string(row + 1) + ": " + std::string(what));
    }
    // One row of a file against the fields that coded.json has.
    void compare(const std::string& file, std::size_t number, const std::vector<std::string>& row,
                 std::size_t first, const std::vector<Place>& places, const json::Object& wanted)
    {
        if (row.size() != first + places.size()) return differ(file, number, "another number of columns");
        for (std::size_t i = 0; i < places.size(); ++i) {
            const auto value = value_at(wanted, places[i]);
            const auto text = unguarded(row[first + i]);
            ++found.values;
            if (text.empty() != value.is_null()) {
                differ(file, number, places[i].name());
                continue;
            }
            if (text.empty()) continue;
            const auto read = unflat(*places[i].field, places[i].part, text);
            if (!read || !(*read == value)) differ(file, number, places[i].name());
        }
    }
    void kind(const KindSpec& kind, const json::Array& records, const std::map<std::string, RowsRead>& files);
    void rows(const KindSpec& kind, const FieldSpec& field, const json::Array& records,
              const std::map<std::string, RowsRead>& files);
};

json::Object fields_of(const json::Value& record)
{
    const auto* object = record.object();
    const auto* fields = object == nullptr ? nullptr : object->find("fields");
    return fields == nullptr || fields->object() == nullptr ? json::Object() : *fields->object();
}

std::string id_of(const json::Value& record)
{
    return record.object() == nullptr ? "" : json::text_or(*record.object(), "id");
}

void Checker::kind(const KindSpec& kind, const json::Array& records,
                   const std::map<std::string, RowsRead>& files)
{
    const auto name = std::string(kind.name) + ".csv";
    const auto read = files.find(name);
    if (read == files.end()) return differ(name, 0, "the file is missing");
    const auto at = places(plan, kind, kind.fields);
    if (read->second.size() != records.size() + 1) return differ(name, 0, "another number of rows");
    for (std::size_t i = 0; i < records.size(); ++i) {
        ++found.records;
        const auto& row = read->second[i + 1];
        if (row.size() < 3 || row[2] != id_of(records[i])) {
            differ(name, i + 1, "another id");
            continue;
        }
        compare(name, i + 1, row, 3, at, fields_of(records[i]));
    }
    for (const auto& field : kind.fields)
        if (field.kind == FieldKind::Rows && plan.takes(kind, field) &&
            !places(plan, kind, field.rows).empty())
            rows(kind, field, records, files);
}

void Checker::rows(const KindSpec& kind, const FieldSpec& field, const json::Array& records,
                   const std::map<std::string, RowsRead>& files)
{
    const auto name = std::string(kind.name) + "." + std::string(field.id) + ".csv";
    const auto read = files.find(name);
    if (read == files.end()) return differ(name, 0, "the file is missing");
    const auto at = places(plan, kind, field.rows);
    std::size_t next = 1;
    for (const auto& record : records) {
        const auto fields = fields_of(record);
        const auto* list = fields.find(field.id);
        if (list == nullptr || list->array() == nullptr) continue;
        for (const auto& wanted : *list->array()) {
            if (next >= read->second.size()) return differ(name, next, "the row is missing");
            const auto& row = read->second[next];
            if (row.size() < 4 || row[2] != id_of(record)) return differ(name, next, "another id");
            compare(name, next, row, 4, at, wanted.object() == nullptr ? json::Object() : *wanted.object());
            ++next;
        }
    }
    if (next != read->second.size()) differ(name, next, "a row too many");
}

std::string read_me(const Export& made)
{
    Table words;
    mark(words, made.facts, false);
    return words.banner() +
           "\r\n\r\nCoded data of one review. coded.json holds every value and the data dictionary; each "
           ".csv one "
           "kind of record,\r\nlibrary.csv one row a victim in the tags of the Home Office's library. UTF-8, "
           "RFC 4180; an "
           "apostrophe before a text keeps\r\na spreadsheet from changing it (docs/formats/tables.md).\r\n" +
           (made.demo == "true" ? "This review is invented: DEMO. It belongs in no statistic.\r\n" : "");
}

}  // namespace

std::vector<CodedFile> coded_export(const rules::Facts& facts, bool with_text)
{
    const auto& review = facts.review();
    Export made{
        facts, {with_text}, rules::text(review, "human_ref"), rules::flag(review, "demo_flag") ? "true" : "",
        {},    {}};
    for (const auto& kind : model::kinds()) made.kind(kind);
    auto library = library_table(facts);
    made.files.push_back({"library.csv", to_csv(library)});
    json::Object whole;
    whole.set("format", kFormat);
    whole.set("reference", made.reference);
    whole.set("demo", made.demo == "true");
    whole.set("statistics", made.demo != "true");
    whole.set("marking", rules::text(review, "marking"));
    whole.set("produced", model::to_text(facts.today()));
    whole.set("free_text", with_text);
    whole.set("records", std::move(made.records));
    whole.set("library", rows_as_json(library));
    whole.set("dictionary", codebook_json(facts.lists()));
    made.files.push_back({"coded.json", json::write(whole) + "\n"});
    made.files.push_back({"README.txt", read_me(made)});
    return std::move(made.files);
}

Result<CodedCheck> check_coded(const std::vector<CodedFile>& files)
{
    const auto whole =
        std::find_if(files.begin(), files.end(), [](const auto& one) { return one.name == "coded.json"; });
    if (whole == files.end())
        return base::fail(base::ErrorKind::NotFound, "There is no coded.json here: this is no coded export.");
    TRY_ASSIGN(const auto read, json::parse_object(whole->bytes));
    if (json::text_or(read, "format") != kFormat)
        return base::fail(base::ErrorKind::Invalid, "coded.json is of a format this program does not know.");
    std::map<std::string, RowsRead> tables;
    for (const auto& file : files)
        if (file.name.ends_with(".csv")) {
            TRY_ASSIGN(tables[file.name], read_csv(file.bytes));
        }
    Checker checker;
    checker.plan.with_text = json::flag_or(read, "free_text");
    checker.found.demo = json::flag_or(read, "demo");
    const auto* records = read.find("records");
    if (records == nullptr || records->object() == nullptr)
        return base::fail(base::ErrorKind::Invalid, "coded.json has no records.");
    for (const auto& [name, list] : *records->object()) {
        const auto* kind = model::kind(name);
        if (kind == nullptr || list.array() == nullptr)
            return base::fail(base::ErrorKind::Invalid,
                              "coded.json has records of a kind this program does not know.");
        checker.kind(*kind, *list.array(), tables);
    }
    return std::move(checker.found);
}

}  // namespace report
