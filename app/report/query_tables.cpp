// Queries as tables.

#include "app/report/tables.h"
#include "storage/model/field.h"

namespace report {

namespace {

constexpr std::string_view kSealed = "(sealed)";

// "2 findings, 5 pieces of evidence", "gap".
std::string counts(const rules::MatrixCell& one)
{
    if (one.gap()) return "gap";
    if (one.findings == 0 && one.evidence == 0) return {};
    return std::to_string(one.findings) + (one.findings == 1 ? " finding, " : " findings, ") +
           std::to_string(one.evidence) + " evidence";
}

std::string id_of_column(std::size_t index)
{
    return "c" + std::to_string(index + 1);
}

std::string question(const rules::Facts& facts, const rules::Record& record)
{
    std::string line = rules::called(facts, record);
    for (const char* field : {"question", "title", "statement"})
        if (const auto words = rules::text(record, field); !words.empty()) return line + ": " + words;
    return line;
}

std::string listed(const rules::Facts& facts, const std::vector<const rules::Record*>& records)
{
    std::string text;
    for (const auto* one : records) text += (text.empty() ? "" : ", ") + rules::called(facts, *one);
    return text;
}

std::string change_words(const rules::Facts& facts, const rules::FieldTurn& turn, bool before,
                         bool identified)
{
    const auto& value = before ? turn.before : turn.after;
    if (value.is_null()) return {};
    if (turn.sealed && !identified) return std::string(kSealed);
    return spoken(facts, *turn.field, value);
}

std::string kind_label(std::string_view kind)
{
    const auto* spec = model::kind(kind);
    return std::string(spec == nullptr ? kind : spec->label);
}

}  // namespace

Table late_table(const std::vector<rules::Late>& late)
{
    Table table;
    table.title = "What is late";
    table.columns = {{"what", "What", 16},       {"called", "Record", 20},  {"owner", "Who is to act", 28},
                     {"due", "Due", 14},         {"days", "Days late", 10}, {"words", "What is awaited", 60},
                     {"kind", "Kind", 20, true}, {"record", "Id", 38, true}};
    for (const auto& one : late)
        table.add({one.what, cell(one.called), cell(one.owner), cell(one.due),
                   one.due ? Cell(one.days) : Cell{}, one.words, cell(one.kind), cell(one.record)});
    return table;
}

Table changed_table(const rules::Facts& facts, const std::vector<rules::RecordTurn>& turns, bool identified)
{
    Table table;
    table.title = "What changed";
    table.columns = {{"kind", "Kind", 22},   {"called", "Record", 22},  {"turn", "What became of it", 14},
                     {"field", "Field", 24}, {"before", "Before", 40},  {"after", "After", 40},
                     {"entry", "Entry", 8},  {"record", "Id", 38, true}};
    for (const auto& turn : turns) {
        const auto* record = facts.find(turn.id);
        const std::string called = record == nullptr ? kind_label(turn.kind) : rules::called(facts, *record);
        const auto row = [&](Cell field, Cell before, Cell after) {
            table.add({kind_label(turn.kind), called, std::string(rules::to_text(turn.turn)),
                       std::move(field), std::move(before), std::move(after), turn.first, turn.id});
        };
        // What was added is told as one line; the record itself has its fields.
        if (turn.turn == rules::Turn::Added || turn.fields.empty()) {
            row({}, {}, {});
            continue;
        }
        for (const auto& field : turn.fields)
            row(std::string(field.field->label), cell(change_words(facts, field, true, identified)),
                cell(change_words(facts, field, false, identified)));
    }
    return table;
}

Table matrix_table(const rules::Facts& facts, const rules::Matrix& matrix, std::string_view title)
{
    Table table;
    table.title = title;
    table.columns = {{"row", "", 30}};
    for (std::size_t i = 0; i < matrix.columns.size(); ++i)
        table.columns.push_back({id_of_column(i), rules::called(facts, *matrix.columns[i]), 20});
    for (std::size_t i = 0; i < matrix.rows.size(); ++i) {
        std::vector<Cell> row = {rules::called(facts, *matrix.rows[i])};
        for (const auto& one : matrix.cells[i]) row.push_back(cell(counts(one)));
        table.add(std::move(row));
    }
    for (const auto* column : matrix.columns) table.notes.push_back(question(facts, *column));
    if (!matrix.columns_without.empty())
        table.notes.push_back("Nothing under: " + listed(facts, matrix.columns_without));
    if (!matrix.rows_without.empty())
        table.notes.push_back("Nothing for: " + listed(facts, matrix.rows_without));
    return table;
}

Table coverage_table(const rules::Facts& facts, const rules::Coverage& coverage)
{
    Table table;
    table.title = "Coverage by agency and quarter";
    table.columns = {{"agency", "Agency", 30}};
    for (const auto quarter : coverage.quarters)
        table.columns.push_back({rules::to_text(quarter), rules::to_text(quarter), 16});
    table.columns.push_back({"outside", "Events outside the period", 14});
    for (std::size_t i = 0; i < coverage.agencies.size(); ++i) {
        std::vector<Cell> row = {rules::called(facts, *coverage.agencies[i])};
        for (const auto& one : coverage.cells[i]) {
            std::string words(rules::described(one.state));
            if (one.events > 0)
                words += ", " + std::to_string(one.events) + (one.events == 1 ? " event" : " events");
            row.emplace_back(std::move(words));
        }
        row.emplace_back(coverage.outside[i]);
        table.add(std::move(row));
    }
    return table;
}

Table completeness_table(const std::vector<rules::Form>& forms)
{
    Table table;
    table.title = "Completeness";
    table.columns = {{"section", "Part", 16},
                     {"name", "Form", 32},
                     {"state", "State", 16},
                     {"records", "Records", 10},
                     {"filled", "Required, filled", 10},
                     {"required", "Required", 10},
                     {"overdue", "Overdue", 10},
                     {"gate", "First needed before", 14},
                     {"kind", "Kind", 22, true}};
    for (const auto& form : forms)
        table.add({form.section, form.name, std::string(rules::described(form.state)), form.records,
                   form.filled, form.required, form.overdue, cell(form.gate), cell(form.kind)});
    return table;
}

Table missing_table(const std::vector<rules::Missing>& fields)
{
    Table table;
    table.title = "Missing values";
    table.columns = {{"kind", "Kind", 24},
                     {"field", "Field", 30},
                     {"records", "Records", 10},
                     {"filled", "Filled", 10},
                     {"not_recorded", "Not known or not recorded", 14},
                     {"not_applicable", "Not applicable", 14},
                     {"empty", "Empty", 10},
                     {"id", "Field id", 36, true}};
    for (const auto& one : fields)
        table.add({std::string(one.kind->label), std::string(one.field->label), one.records, one.filled,
                   one.not_recorded, one.not_applicable, one.empty,
                   std::string(one.kind->name) + "." + std::string(one.field->id)});
    return table;
}

}  // namespace report
