// Who answers what: agency x key line, key line x finding.

#include <algorithm>
#include <map>
#include <set>

#include "storage/rules/queries.h"

namespace rules {

namespace {

using Places = std::map<std::string_view, std::size_t>;

Places places(const std::vector<const Record*>& of)
{
    Places found;
    for (std::size_t i = 0; i < of.size(); ++i) found[of[i]->id] = i;
    return found;
}

std::vector<const Record*> pointers(const std::vector<Record>& all)
{
    std::vector<const Record*> found;
    found.reserve(all.size());
    for (const auto& one : all) found.push_back(&one);
    return found;
}

void sort_by_number(std::vector<const Record*>& records, std::string_view field)
{
    std::stable_sort(records.begin(), records.end(), [field](const Record* a, const Record* b) {
        return number(*a, field) < number(*b, field);
    });
}

void note_empty(Matrix& matrix)
{
    const auto empty = [](const MatrixCell& cell) { return cell.evidence == 0 && cell.findings == 0; };
    for (std::size_t row = 0; row < matrix.rows.size(); ++row)
        if (std::all_of(matrix.cells[row].begin(), matrix.cells[row].end(), empty))
            matrix.rows_without.push_back(matrix.rows[row]);
    for (std::size_t column = 0; column < matrix.columns.size(); ++column)
        if (std::all_of(matrix.cells.begin(), matrix.cells.end(),
                        [&](const auto& row) { return empty(row[column]); }))
            matrix.columns_without.push_back(matrix.columns[column]);
}

// The key lines each finding answers, said on either side.
std::map<std::string_view, std::set<std::string>> lines_of_findings(const Facts& facts)
{
    std::map<std::string_view, std::set<std::string>> lines;
    for (const auto& finding : facts.all("finding"))
        for (const auto& id : texts(finding, "kloe")) lines[finding.id].insert(id);
    for (const auto& line : facts.all("kloe"))
        for (const auto& id : texts(line, "findings"))
            if (const auto* finding = facts.find(id)) lines[finding->id].insert(line.id);
    return lines;
}

// Agencies that have a part in the review, in the order they were made.
std::vector<const Record*> involved(const Facts& facts)
{
    std::set<std::string> ids;
    for (const auto& one : facts.all("agency_involvement")) ids.insert(text(one, "organisation"));
    for (const auto& one : facts.all("kloe"))
        for (const auto& id : texts(one, "agencies")) ids.insert(id);
    for (const auto& one : facts.all("finding"))
        for (const auto& id : texts(one, "agencies")) ids.insert(id);
    for (const auto& one : facts.all("finding_evidence"))
        if (const auto* target = facts.find(text(one, "target")))
            if (const auto* agency = agency_of(facts, *target)) ids.insert(agency->id);
    std::vector<const Record*> found;
    for (const auto& one : facts.all("organisation"))
        if (ids.contains(one.id)) found.push_back(&one);
    return found;
}

void mark_asked(const Facts& facts, Matrix& matrix, const Places& agencies)
{
    std::set<std::size_t> must_return;
    for (const auto& one : facts.all("agency_involvement")) {
        const auto required = text(one, "required");
        const auto place = agencies.find(text(one, "organisation"));
        if (place != agencies.end() && !required.empty() && required != "NONE")
            must_return.insert(place->second);
    }
    for (std::size_t column = 0; column < matrix.columns.size(); ++column) {
        const auto named = texts(*matrix.columns[column], "agencies");
        for (const auto& id : named)
            if (const auto place = agencies.find(id); place != agencies.end())
                matrix.cells[place->second][column].asked = true;
        if (named.empty())
            for (const auto row : must_return) matrix.cells[row][column].asked = true;
    }
}

}  // namespace

const Record* agency_of(const Facts& facts, const Record& evidence)
{
    std::string id;
    if (evidence.kind == "chronology_event" || evidence.kind == "factor") {
        id = text(evidence, "organisation");
    } else if (evidence.kind == "document") {
        id = text(evidence, "from_org");
    } else if (evidence.kind == "extract" || evidence.kind == "account") {
        const auto* document = facts.find(text(evidence, "document"));
        return document == nullptr ? nullptr : agency_of(facts, *document);
    }
    const auto* agency = facts.find(id);
    return agency != nullptr && agency->kind == "organisation" ? agency : nullptr;
}

Matrix agencies_by_key_line(const Facts& facts)
{
    Matrix matrix;
    matrix.rows = involved(facts);
    matrix.columns = pointers(facts.all("kloe"));
    sort_by_number(matrix.columns, "kloe_no");
    matrix.cells.assign(matrix.rows.size(), std::vector<MatrixCell>(matrix.columns.size()));
    const auto agencies = places(matrix.rows), lines = places(matrix.columns);
    mark_asked(facts, matrix, agencies);
    const auto answers = lines_of_findings(facts);
    const auto each_line = [&](std::string_view finding, const auto& act) {
        const auto of = answers.find(finding);
        if (of == answers.end()) return;
        for (const auto& line : of->second)
            if (const auto place = lines.find(line); place != lines.end()) act(place->second);
    };
    for (const auto& finding : facts.all("finding"))
        for (const auto& agency : texts(finding, "agencies"))
            if (const auto row = agencies.find(agency); row != agencies.end())
                each_line(finding.id, [&](std::size_t line) {
                    auto& cell = matrix.cells[row->second][line];
                    ++cell.findings;
                    cell.behind.push_back(&finding);
                });
    for (const auto& one : facts.all("finding_evidence")) {
        const auto* target = facts.find(text(one, "target"));
        const auto* agency = target == nullptr ? nullptr : agency_of(facts, *target);
        if (agency == nullptr) continue;
        const auto row = agencies.at(agency->id);
        each_line(text(one, "finding"), [&](std::size_t line) {
            ++matrix.cells[row][line].evidence;
            matrix.cells[row][line].behind.push_back(&one);
        });
    }
    note_empty(matrix);
    return matrix;
}

Matrix key_lines_by_finding(const Facts& facts)
{
    Matrix matrix;
    matrix.rows = pointers(facts.all("kloe"));
    sort_by_number(matrix.rows, "kloe_no");
    matrix.columns = pointers(facts.all("finding"));
    sort_by_number(matrix.columns, "number");
    matrix.cells.assign(matrix.rows.size(), std::vector<MatrixCell>(matrix.columns.size()));
    const auto lines = places(matrix.rows);
    const auto answers = lines_of_findings(facts);
    for (std::size_t column = 0; column < matrix.columns.size(); ++column) {
        const auto& finding = *matrix.columns[column];
        const auto pieces = facts.naming(finding.id, "finding_evidence", "finding");
        const auto of = answers.find(finding.id);
        if (of == answers.end()) continue;
        for (const auto& line : of->second) {
            const auto place = lines.find(line);
            if (place == lines.end()) continue;
            auto& cell = matrix.cells[place->second][column];
            cell.asked = true;
            cell.findings = 1;
            cell.evidence = static_cast<std::int64_t>(pieces.size());
            cell.behind = {&finding};
            cell.behind.insert(cell.behind.end(), pieces.begin(), pieces.end());
        }
    }
    note_empty(matrix);
    return matrix;
}

}  // namespace rules
