#pragma once
/// A table as a value: what a person copies into a letter or a spreadsheet. Writers make files of it.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "storage/json/json.h"
#include "storage/model/date_reading.h"

namespace report {

using base::Result;
using model::Day;

/// Nothing, text, a whole number, or a calendar day. Text is never taken for anything else.
using Cell = std::variant<std::monostate, std::string, std::int64_t, Day>;

/// A text cell, or an empty one.
Cell cell(std::string text);
Cell cell(std::optional<Day> day);

struct Column {
    std::string id;        ///< for machines: "target_date"
    std::string label;     ///< for people: "Target date"
    int width = 16;        ///< in characters, for files that keep one
    bool machine = false;  ///< an id of the program: left out on a terminal
};

struct Table {
    std::string title;
    std::string reference;    ///< of the review; empty for tables of the program itself
    std::string marking;      ///< "OFFICIAL-SENSITIVE"; printed above and below
    bool demo = false;        ///< DEMO stands wherever the marking stands
    bool identified = false;  ///< holds names or an agency's own words
    std::string produced;     ///< YYYY-MM-DD
    std::vector<Column> columns;
    std::vector<std::vector<Cell>> rows;  ///< each as long as `columns`
    std::vector<std::string> notes;       ///< lines below the table

    void add(std::vector<Cell> row);
    /// "DEMO - invented case  OFFICIAL-SENSITIVE  OWHR-...  identified: ..." on one line; may be empty.
    std::string banner() const;
};

/// As a person reads it: "3", "14 March 2025", the text itself.
std::string shown(const Cell& cell);
/// As a machine reads it: null, text, number, "YYYY-MM-DD".
json::Value value(const Cell& cell);
/// Rows as objects by column id.
json::Array rows_as_json(const Table& table);
/// The table itself as one object: title, marking, demo, columns, rows, notes.
json::Object as_json(const Table& table);

}  // namespace report
