#pragma once
/// Agency chronologies from text files (.csv, .tsv, .txt), sheets (.xlsx), Word tables (.docx) and pasted
/// tables: bytes to a table, a table to a proposed column map, a table and a map to a preview of events.
/// Pure: no disk, no clock, no network. Nothing is dropped: every row read becomes an event or is set aside
/// with its reason.
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
    std::size_t text_bytes = 256U * 1024 * 1024;  ///< of all cells: one shared text may stand in many
};

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

/// Why a row is no event.
enum class Reason {
    Preamble,
    Heading,
    Blank,
    Banner,
    Refused,
    OtherTable,  ///< of a table whose headings are not those of the chronology
    Outside,     ///< text beside or below the tables
    Deleted,     ///< by a tracked change
    Already      ///< an earlier import made the same event
};
std::string_view to_text(Reason);  ///< "preamble"

/// One record of the file; a quoted cell may run over several lines.
struct Record {
    std::size_t number = 0;             ///< from 1, counting every record of the file, blank ones too
    std::size_t line = 0;               ///< line of the file on which it begins, from 1
    std::size_t width = 0;              ///< cells as written; `cells` leaves out empty ones at the end
    std::vector<std::string> cells;     ///< UTF-8, line ends LF, else verbatim
    std::vector<std::string> problems;  ///< undecodable bytes, stray quotes, hidden rows, tracked changes
    std::optional<Reason> aside;        ///< known before the columns are: never an event
    /// The cell of a column from 0; empty where the row is shorter.
    std::string_view cell(std::size_t column) const;
    bool is_blank() const;  ///< nothing but white space in any cell
};

/// A sheet of a workbook or a table of a document.
struct Part {
    std::string name;      ///< of the sheet; "table 2"
    std::size_t rows = 0;  ///< that hold anything
    bool hidden = false;
    bool read = false;      ///< its rows are in the table
    bool headings = false;  ///< it has the headings of a chronology
};

struct Table {
    std::string format = "text";     ///< "text", "xlsx", "docx" or "html"
    std::string encoding;            ///< "utf-8-bom", "utf-8", "utf-16le", "utf-16be" or "windows-1252"
    std::string delimiter;           ///< "," ";" "\t" or "|"; empty where the file has cells
    std::size_t columns = 0;         ///< of the widest record
    std::vector<Record> records;     ///< numbers rise; in a sheet they may have gaps
    std::size_t first = 1;           ///< number of the record from which headings are looked for
    bool counts_from_1904 = false;   ///< numbers in date cells are days from 1 January 1904
    std::vector<Part> parts;         ///< sheets or tables; empty for text
    std::vector<std::string> notes;  ///< about the file as a whole, for the person
    /// Null where there is no record of that number.
    const Record* row(std::size_t number) const;
};

/// Heading (as in the file) and field that an earlier import of an agency used.
using Remembered = std::vector<std::pair<std::string, Field>>;

/// What the person said about the file, and what is known of its sender.
struct ReadRequest {
    std::string part;  ///< name of the sheet or table that holds the chronology; empty: the best by headings
    Remembered remembered;
};

/// The kind of file is told by its content. Errors: Invalid (empty, not a file of these kinds, damaged,
/// `no_such_part`), Refused (a limit, macros, a password, a document type).
Result<Table> read_table(ByteView file, const Limits& limits = {}, const ReadRequest& request = {});

struct ColumnMap {
    std::size_t header_row = 0;         ///< record number; 0: the file has none
    std::vector<std::string> headings;  ///< as written; "column 3" where there is none
    std::vector<Field> fields;          ///< as long as headings
    /// First column of that field, from 0.
    std::optional<std::size_t> column_of(Field field) const;
};

struct Hints {
    Remembered remembered;
};

struct Proposal {
    ColumnMap map;
    std::vector<int> scores;       ///< 0 (a guess) to 100 (certain), for each column
    std::vector<bool> remembered;  ///< for each column: as an earlier import of the agency had it
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
    std::string format, encoding, delimiter;  ///< as in the table
    std::vector<Part> parts;                  ///< sheets or tables
    ColumnMap map;
    std::vector<bool> remembered;  ///< for each column: as an earlier import of the agency had it
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
