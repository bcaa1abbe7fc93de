#pragma once
/// The tables of a review that a person copies out. Pseudonymised unless words are asked for.
/// Source: docs/domain.md 2.3 (action plan), 3 (pseudonymised views), 3.2, R40; docs/product decision 3.

#include <string_view>
#include <vector>

#include "app/report/table.h"
#include "storage/rules/queries.h"

namespace report {

/// What the facts must hold for a table.
enum class Needs {
    Thread,  ///< everything but events
    Events   ///< everything
};

struct TableSpec {
    std::string_view name;   ///< "actions"
    std::string_view title;  ///< "Action plan"
    Needs needs;
    bool has_words;  ///< an identified form holds more than the coded one
};
/// chronology, actions, recommendations, lessons, findings, decisions, agencies, people, key_lines, matrix,
/// matrix_findings, coverage, completeness, missing, late.
const std::vector<TableSpec>& tables();
/// Null when there is no such table.
const TableSpec* table_spec(std::string_view name);

struct View {
    bool identified = false;                            ///< the facts hold sealed fields and may be shown
    const std::vector<rules::Clock>* clocks = nullptr;  ///< for `late`
    const rules::Template* by = nullptr;                ///< for `completeness`
};
/// Errors: NotFound, naming the tables there are.
Result<Table> table(const rules::Facts& facts, std::string_view name, const View& view);

/// Marking, reference, demo flag and day of a table of this review.
void mark(Table& table, const rules::Facts& facts, bool identified);

// Queries as tables.
Table late_table(const std::vector<rules::Late>& late);
Table changed_table(const rules::Facts& facts, const std::vector<rules::RecordTurn>& turns, bool identified);
Table matrix_table(const rules::Facts& facts, const rules::Matrix& matrix, std::string_view title);
Table coverage_table(const rules::Facts& facts, const rules::Coverage& coverage);
Table completeness_table(const std::vector<rules::Form>& forms);
Table missing_table(const std::vector<rules::Missing>& fields);

/// A stored value as a person reads it: labels for codes, working codes and numbers for references.
std::string spoken(const rules::Facts& facts, const model::FieldSpec& field, const json::Value& value);
/// The same of a record's field; empty where it is absent.
std::string spoken(const rules::Facts& facts, const rules::Record& record, std::string_view field);

}  // namespace report
