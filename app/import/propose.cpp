#include <algorithm>
#include <cstdlib>
#include <map>

#include "app/import/headings.h"
#include "app/import/import.h"
#include "storage/json/json.h"

namespace import_ {
namespace {

using base::ErrorKind;
using base::fail;

constexpr std::size_t kHeadingSearch = 100;  // rows in which a heading row is looked for
constexpr std::size_t kSampleRows = 200;

/// Fields that only one column may hold.
bool is_single(Field field)
{
    return field == Field::Date || field == Field::Time || field == Field::EndDate || field == Field::EndTime;
}

struct ColumnFacts {
    std::size_t filled = 0;
    std::size_t dates = 0;
    std::size_t bytes = 0;
};

/// What the cells below the headings look like.
std::vector<ColumnFacts> facts_of(const Table& table, std::size_t header_row, std::size_t columns)
{
    std::vector<ColumnFacts> facts(columns);
    std::size_t seen = 0;
    for (const Record& record : table.records) {
        if (record.number <= header_row || record.aside) continue;
        if (++seen > kSampleRows) break;
        for (std::size_t column = 0; column < std::min(columns, record.cells.size()); ++column) {
            const std::string& cell = record.cells[column];
            if (cell.empty()) continue;
            ++facts[column].filled;
            facts[column].bytes += cell.size();
            if (reads_as_date(cell)) ++facts[column].dates;
        }
    }
    return facts;
}

std::string heading_of(const Table& table, std::size_t header_row, std::size_t column)
{
    if (const Record* headings = table.row(header_row)) {
        const std::string_view cell = headings->cell(column);
        if (cell.find_first_not_of(" \t\n") != std::string_view::npos) return std::string(cell);
    }
    return "column " + std::to_string(column + 1);
}

/// Of several columns for a single field the best scored stays; the rest are kept as they are.
void keep_best(Proposal& proposal, Field field)
{
    std::optional<std::size_t> best;
    for (std::size_t i = 0; i < proposal.map.fields.size(); ++i) {
        if (proposal.map.fields[i] != field) continue;
        if (best && proposal.scores[i] <= proposal.scores[*best]) {
            proposal.map.fields[i] = Field::Other;
            continue;
        }
        if (best) proposal.map.fields[*best] = Field::Other;
        best = i;
    }
}

void set_by_headings(Proposal& proposal, const Hints& hints)
{
    for (std::size_t i = 0; i < proposal.map.headings.size(); ++i) {
        HeadingReading reading =
            proposal.map.header_row == 0 ? HeadingReading{} : read_heading(proposal.map.headings[i]);
        bool remembered = false;
        for (const auto& [heading, field] : hints.remembered) {
            if (plain_heading(heading) != plain_heading(proposal.map.headings[i])) continue;
            reading = {field, 100};
            remembered = true;
        }
        proposal.map.fields.push_back(reading.field);
        proposal.scores.push_back(reading.score);
        proposal.remembered.push_back(remembered);
    }
    // "From" and "Start" are dates only where nothing else is; "Date" is surer than "Date recorded".
    for (const Field field : {Field::Date, Field::Time, Field::EndDate, Field::EndTime})
        keep_best(proposal, field);
}

void set_field(Proposal& proposal, std::size_t column, Field field, int score)
{
    proposal.map.fields[column] = field;
    proposal.scores[column] = score;
}

/// Where no heading says so, the column that mostly reads as dates.
void find_date_column(Proposal& proposal, const std::vector<ColumnFacts>& facts)
{
    if (proposal.map.column_of(Field::Date)) return;
    std::optional<std::size_t> best;
    for (std::size_t i = 0; i < facts.size(); ++i) {
        if (facts[i].filled == 0 || facts[i].dates * 10 < facts[i].filled * 6) continue;
        if (!best || facts[i].dates > facts[*best].dates) best = i;
    }
    if (best) set_field(proposal, *best, Field::Date, 40);
}

/// Where no heading says so, the longest of the columns that are not spoken for.
void find_text_column(Proposal& proposal, const std::vector<ColumnFacts>& facts)
{
    if (proposal.map.column_of(Field::Text)) return;
    std::optional<std::size_t> best;
    for (std::size_t i = 0; i < facts.size(); ++i) {
        const bool dates = facts[i].dates * 10 >= facts[i].filled * 6;  // "Date recorded" beside the date
        if (proposal.map.fields[i] != Field::Other || facts[i].bytes == 0 || dates) continue;
        if (!best || facts[i].bytes > facts[*best].bytes) best = i;
    }
    if (best) set_field(proposal, *best, Field::Text, 30);
}

Proposal proposal_for(const Table& table, std::size_t header_row, const Hints& hints)
{
    Proposal proposal;
    proposal.map.header_row = header_row;
    for (const Record& record : table.records) proposal.preamble_rows += record.number < header_row ? 1 : 0;
    const Record* headings = table.row(header_row);
    const std::size_t columns = std::max(table.columns, headings == nullptr ? 0 : headings->cells.size());
    for (std::size_t i = 0; i < columns; ++i)
        proposal.map.headings.push_back(heading_of(table, header_row, i));
    set_by_headings(proposal, hints);
    const auto facts = facts_of(table, header_row, columns);
    find_date_column(proposal, facts);
    find_text_column(proposal, facts);
    return proposal;
}

void ask(Proposal& proposal)
{
    proposal.questions.clear();
    const bool known = std::ranges::all_of(proposal.remembered, [](bool one) { return one; });
    if (proposal.map.header_row == 0 && !known)
        proposal.questions.emplace_back(
            "The file has no row of headings that is known: the columns were guessed from what is in them. "
            "Say what each column holds.");
    if (!proposal.map.column_of(Field::Date))
        proposal.questions.emplace_back("No column of dates was found. Say which column holds the date.");
    if (!proposal.map.column_of(Field::Text))
        proposal.questions.emplace_back("No column that says what happened was found. Say which it is.");
}

Result<std::size_t> column_named(const std::string& name, const ColumnMap& map)
{
    for (std::size_t i = 0; i < map.headings.size(); ++i)
        if (map.headings[i] == name) return i;
    const std::string plain = plain_heading(name);
    for (std::size_t i = 0; i < map.headings.size(); ++i)
        if (!plain.empty() && plain_heading(map.headings[i]) == plain) return i;
    const bool figures =
        !name.empty() && name.size() <= 4 && name.find_first_not_of("0123456789") == std::string::npos;
    const std::size_t number =
        figures ? static_cast<std::size_t>(std::strtoul(name.c_str(), nullptr, 10)) : 0;
    if (number >= 1 && number <= map.headings.size()) return number - 1;
    return fail(ErrorKind::Invalid,
                "The column map names a column that the file does not have. Use its heading as written, or "
                "its number from 1.");
}

Result<void> lay_over(Proposal& proposal, const json::Object& columns)
{
    std::vector<std::size_t> set;
    for (const auto& [name, value] : columns) {
        TRY_ASSIGN(const std::size_t column, column_named(name, proposal.map));
        const auto field = value.text() == nullptr ? std::nullopt : field_from_name(*value.text());
        if (!field)
            return fail(ErrorKind::Invalid,
                        "The column map names a field that is not known. The fields are listed in "
                        "docs/formats/chronology-import.md.");
        // The person's choice of a date column takes the place of the proposed one.
        if (is_single(*field))
            for (std::size_t i = 0; i < proposal.map.fields.size(); ++i)
                if (proposal.map.fields[i] == *field) {
                    if (std::ranges::find(set, i) != set.end())
                        return fail(ErrorKind::Invalid,
                                    "The column map gives two columns for the same date or time.");
                    set_field(proposal, i, Field::Other, 0);
                }
        set_field(proposal, column, *field, 100);
        set.push_back(column);
    }
    return {};
}

}  // namespace

bool reads_as_date(std::string_view cell)
{
    if (cell.size() > 80 || cell.find_first_not_of(" \t\n") == std::string_view::npos) return false;
    model::ReadingContext context;
    context.order = model::DayMonthOrder::DayFirst;
    const model::DateReading reading = model::read_date(cell, {}, context);
    if (reading.earliest || reading.latest) return true;
    context.order = model::DayMonthOrder::MonthFirst;
    return model::read_date(cell, {}, context).earliest.has_value();
}

std::size_t heading_score(const Record& record, const Remembered& remembered)
{
    const std::size_t score = known_headings(record, remembered);
    if (score < 2) return 0;
    for (const std::string& cell : record.cells)
        if (reads_as_date(cell)) return 0;
    const bool has_date = std::ranges::any_of(record.cells, [](const std::string& cell) {
        return read_heading(cell).field == Field::Date && read_heading(cell).score >= 45;
    });
    return score * 2 + (has_date ? 3 : 0);
}

Header find_header(const Table& table, const Remembered& remembered)
{
    Header best;
    std::size_t seen = 0;
    for (const Record& record : table.records) {
        if (record.number < table.first || record.aside) continue;
        if (++seen > kHeadingSearch) break;
        const std::size_t score = heading_score(record, remembered);
        if (score > best.score) best = {record.number, score};
    }
    return best;
}

std::optional<std::size_t> ColumnMap::column_of(Field field) const
{
    const auto found = std::ranges::find(fields, field);
    if (found == fields.end()) return std::nullopt;
    return static_cast<std::size_t>(found - fields.begin());
}

Proposal propose(const Table& table, const Hints& hints)
{
    Proposal proposal = proposal_for(table, find_header(table, hints.remembered).row, hints);
    ask(proposal);
    return proposal;
}

Result<Proposal> apply_map(std::string_view map_json, const Table& table, const Proposal& proposal)
{
    TRY_ASSIGN(const json::Object map, json::parse_object(map_json));
    for (const auto& [name, value] : map)
        if (name != "columns" && name != "header_row" && name != "agencies")
            return fail(ErrorKind::Invalid,
                        "The column map may hold only \"columns\", \"header_row\" and \"agencies\".");
    Proposal applied = proposal;
    if (const json::Value* row = map.find("header_row")) {
        const std::int64_t* number = row->number();
        if (number == nullptr || *number < 0 ||
            (*number > 0 && table.row(static_cast<std::size_t>(*number)) == nullptr))
            return fail(ErrorKind::Invalid,
                        "\"header_row\" of the column map must be the number of a row of the file, or 0.");
        applied = proposal_for(table, static_cast<std::size_t>(*number), {});
    }
    if (const json::Value* columns = map.find("columns")) {
        if (columns->object() == nullptr)
            return fail(ErrorKind::Invalid, "\"columns\" of the column map must be an object.");
        TRY_VOID(lay_over(applied, *columns->object()));
    }
    ask(applied);
    const bool asked =
        applied.map.header_row == 0 && !std::ranges::all_of(applied.remembered, [](bool one) { return one; });
    if (asked) applied.questions.erase(applied.questions.begin());  // the map answers it
    return applied;
}

}  // namespace import_
