#pragma once
/// Agency chronologies from text files (.csv, .tsv, .txt): bytes to a table, a table to a proposed
/// column map, a table and a map to a preview of events. Pure: no disk, no clock. Nothing is
/// dropped: every row read becomes an event or is set aside with its reason.
/// Source: docs/formats/chronology-import.md.

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/base/bytes.h"
#include "crypto/base/result.h"
#include "storage/model/date_reading.h"

namespace import_ {

using base::ByteView;
using base::Result;

struct Limits {
    std::size_t file_bytes = 64U * 1024 * 1024;
    std::size_t rows = 1'000'000;
    std::size_t columns = 1'000;
    std::size_t cell_bytes = 1024U * 1024;
    std::size_t cells = 10'000'000;  ///< in the whole file, so that a file of commas stays small in memory
};

/// One record of the file; a quoted cell may run over several lines.
struct Record {
    std::size_t number = 0;             ///< from 1, counting every record of the file, blank ones too
    std::size_t line = 0;               ///< line of the file on which it begins, from 1
    std::size_t width = 0;              ///< cells as written; `cells` leaves out empty ones at the end
    std::vector<std::string> cells;     ///< UTF-8, line ends LF, else verbatim
    std::vector<std::string> problems;  ///< undecodable bytes, stray quotes
    /// The cell of a column from 0; empty where the row is shorter.
    std::string_view cell(std::size_t column) const;
    bool is_blank() const;  ///< nothing but white space in any cell
};

struct Table {
    std::string encoding;     ///< "utf-8-bom", "utf-8", "utf-16le", "utf-16be" or "windows-1252"
    std::string delimiter;    ///< "," ";" "\t" or "|"
    std::size_t columns = 0;  ///< of the widest record
    std::vector<Record> records;
    std::vector<std::string> notes;  ///< about the file as a whole, for the person
};

/// Errors: Invalid (empty file, not a text file), Refused (a limit).
Result<Table> read_table(ByteView file, const Limits& limits = {});

/// What a column holds. Several columns may share one field, except the date and time ones.
enum class Field {
    Date,
    Time,
    EndDate,
    EndTime,
    Sequence,
    Source,
    Agency,
    Subject,
    Text,
    Outcome,
    AgencyComment,
    PolicyFollowed,
    WorkerRole,
    ContactKind,
    ContactMode,
    Voice,
    SeenAlone,
    Significance,
    Reference,
    Other,   ///< not recognised: kept under its heading
    Ignored  ///< kept in the original row only
};
std::string_view to_name(Field);  ///< "agency_comment": the name in a map file
std::optional<Field> field_from_name(std::string_view);

struct ColumnMap {
    std::size_t header_row = 0;         ///< record number; 0: the file has none
    std::vector<std::string> headings;  ///< as written; "column 3" where there is none
    std::vector<Field> fields;          ///< as long as headings
    /// First column of that field, from 0.
    std::optional<std::size_t> column_of(Field field) const;
};

struct Hints {
    /// Heading (as in the file) and field that an earlier import of this agency used.
    std::vector<std::pair<std::string, Field>> remembered;
};

struct Proposal {
    ColumnMap map;
    std::vector<int> scores;  ///< 0 (a guess) to 100 (certain), for each column
    std::size_t preamble_rows = 0;
    std::vector<std::string> questions;  ///< what a person must answer (by a map) before this is used
};

Proposal propose(const Table& table, const Hints& hints = {});

/// The proposal with a map file laid over it: {"columns":{"Heading or number":"field"},"header_row":n},
/// both members optional; "header_row":0 says that there is none. Answers the proposal's questions.
/// Errors: Invalid (not such an object, unknown field, heading not in the file, two date columns).
Result<Proposal> apply_map(std::string_view map_json, const Table& table, const Proposal& proposal);

struct Context {
    model::DayMonthOrder order = model::DayMonthOrder::Unsettled;  ///< what the person said, if anything
    model::Day imported{};                                         ///< the day of the import
    std::string file_digest;  ///< SHA-256 of the file in hex; part of `canonical`
    /// Birth of the person a subject cell names, where the review knows it.
    std::function<std::optional<model::Day>(std::string_view subject)> birth_of;
    const model::Calendar* calendar = nullptr;  ///< null: the program's own
};

enum class Reason { Preamble, Heading, Blank, Banner, Refused };
std::string_view to_text(Reason);  ///< "preamble"

struct SetAside {
    std::size_t record = 0;
    Reason reason = Reason::Blank;
    std::string detail;  ///< for the person; holds no cell of the file
    std::vector<std::string> cells;
};

struct Event {
    std::size_t source_row = 0;  ///< n-th row of the file that became an event, from 1
    std::size_t record = 0;      ///< Record::number
    std::string date_text;       ///< the date cell, a space and the time cell where there is one; verbatim
    model::DateReading reading;  ///< with the end date joined: RANGE from start to end
    std::string end_text;        ///< the same of the end columns; empty without
    std::vector<std::pair<Field, std::string>> values;  ///< every mapped cell that is not empty, verbatim
    std::vector<std::string> original;                  ///< the whole row
    std::vector<std::string> problems;                  ///< of the row, then of the date
    /// Cells of that field, joined by LF where several columns share it.
    std::string value(Field field) const;
};

struct OrderQuestion {
    std::string text;               ///< for the person
    std::vector<std::size_t> rows;  ///< record numbers of the values in doubt
};

struct Preview {
    std::string encoding, delimiter;
    ColumnMap map;
    std::size_t preamble_rows = 0;
    std::size_t rows_read = 0;  ///< = events.size() + set_aside.size(), always
    std::vector<Event> events;
    std::vector<SetAside> set_aside;
    model::DayMonthOrder order =
        model::DayMonthOrder::Unsettled;          ///< as used; Unsettled: none was needed or it is asked
    std::optional<OrderQuestion> order_question;  ///< set: may not be accepted (exit 14)
    std::vector<std::string> questions;           ///< of the proposal; set: may not be accepted
    std::vector<std::string> notes;
    /// The bytes whose SHA-256 is the hash of the preview: file digest, map, order, every event and
    /// every row set aside. Equal exactly when the same would be imported from the same file.
    std::string canonical;
    bool acceptable() const { return !order_question && questions.empty() && !events.empty(); }
};

Preview preview(const Table& table, const Proposal& proposal, const Context& context);

/// For people: counts, map, events with their readings and problems, rows set aside with reasons.
std::string describe(const Preview& preview);

}  // namespace import_
