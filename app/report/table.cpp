#include "app/report/table.h"

#include <array>
#include <cassert>

namespace report {

namespace {

constexpr std::array kMonths = {"January", "February", "March",     "April",   "May",      "June",
                                "July",    "August",   "September", "October", "November", "December"};

std::string day_words(Day day)
{
    return std::to_string(static_cast<unsigned>(day.day())) + " " +
           kMonths[static_cast<unsigned>(day.month()) - 1] + " " +
           std::to_string(static_cast<int>(day.year()));
}

}  // namespace

Cell cell(std::string text)
{
    if (text.empty()) return {};
    return text;
}

Cell cell(std::optional<Day> day)
{
    if (!day) return {};
    return *day;
}

void Table::add(std::vector<Cell> row)
{
    assert(row.size() == columns.size());
    rows.push_back(std::move(row));
}

std::string Table::banner() const
{
    std::string line;
    const auto add = [&line](std::string_view words) {
        if (words.empty()) return;
        if (!line.empty()) line += "   ";
        line += words;
    };
    if (demo) add("DEMO: invented, kept out of every statistic");
    add(marking);
    if (identified) add("IDENTIFIED: holds names or agencies' own words");
    add(reference);
    if (const auto day = model::day_from_text(produced)) add("produced " + day_words(*day));
    return line;
}

std::string shown(const Cell& cell)
{
    if (const auto* text = std::get_if<std::string>(&cell)) return *text;
    if (const auto* number = std::get_if<std::int64_t>(&cell)) return std::to_string(*number);
    if (const auto* day = std::get_if<Day>(&cell)) return day_words(*day);
    return {};
}

json::Value value(const Cell& cell)
{
    if (const auto* text = std::get_if<std::string>(&cell)) return *text;
    if (const auto* number = std::get_if<std::int64_t>(&cell)) return *number;
    if (const auto* day = std::get_if<Day>(&cell)) return model::to_text(*day);
    return nullptr;
}

json::Array rows_as_json(const Table& table)
{
    json::Array rows;
    rows.reserve(table.rows.size());
    for (const auto& row : table.rows) {
        json::Object one;
        for (std::size_t i = 0; i < row.size(); ++i) one.append(table.columns[i].id, value(row[i]));
        rows.emplace_back(std::move(one));
    }
    return rows;
}

json::Object as_json(const Table& table)
{
    json::Object whole;
    whole.set("title", table.title);
    whole.set("reference", table.reference);
    whole.set("marking", table.marking);
    whole.set("demo", table.demo);
    whole.set("identified", table.identified);
    json::Array columns;
    for (const auto& column : table.columns) {
        json::Object one;
        one.set("id", column.id);
        one.set("label", column.label);
        columns.emplace_back(std::move(one));
    }
    whole.set("columns", std::move(columns));
    whole.set("rows", rows_as_json(table));
    json::Array notes(table.notes.begin(), table.notes.end());
    whole.set("notes", std::move(notes));
    return whole;
}

}  // namespace report
