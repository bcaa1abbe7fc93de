#include "app/import/xlsx.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>
#include <set>

#include "app/import/cells.h"
#include "app/import/headings.h"
#include "app/import/number_text.h"
#include "app/import/xml.h"
#include "crypto/base/utf8.h"

namespace import_ {
namespace {

using base::ErrorKind;
using base::fail;
using pugi::xml_node;

constexpr std::size_t kMostSheets = 100;
constexpr std::size_t kLastRow = 1'048'576;

base::Error workbook_damaged()
{
    return fail(ErrorKind::Invalid,
                "The workbook is damaged inside. Nothing was imported; ask the agency to send it again.",
                "xml_damaged");
}

std::optional<std::size_t> number_of(std::string_view text)
{
    std::size_t value = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || read.ec != std::errc() || read.ptr != text.data() + text.size()) return std::nullopt;
    return value;
}

/// Excel writes control characters as "_x000D_".
std::string unescaped(std::string_view text)
{
    std::string plain;
    while (true) {
        const std::size_t at = text.find("_x");
        if (at == std::string_view::npos || at + 7 > text.size()) break;
        unsigned code = 0;
        const auto read = std::from_chars(text.data() + at + 2, text.data() + at + 6, code, 16);
        const bool escaped = read.ec == std::errc() && read.ptr == text.data() + at + 6 &&
                             text[at + 6] == '_' && (code < 0xD800 || code > 0xDFFF);
        plain += text.substr(0, at);
        if (escaped) {
            base::append_utf8(plain, code);
            text.remove_prefix(at + 7);
        } else {
            plain += "_x";
            text.remove_prefix(at + 2);
        }
    }
    return clean(plain + std::string(text));
}

/// The text of a string item: plain or in runs; sounds of characters left out.
std::string item_text(const xml_node& item)
{
    std::string text;
    for (const xml_node& one : item.children()) {
        if (is(one, "t")) text += one.text().get();
        if (is(one, "r"))
            for (const xml_node& part : one.children())
                if (is(part, "t")) text += part.text().get();
    }
    return unescaped(text);
}

struct CellPlace {
    std::size_t row = 0, column = 0;  // row from 1, column from 0
};

/// "BC12".
std::optional<CellPlace> place_of(std::string_view reference)
{
    CellPlace place;
    std::size_t letters = 0;
    std::size_t column = 0;
    while (letters < reference.size() && letters < 4 && reference[letters] >= 'A' &&
           reference[letters] <= 'Z')
        column = column * 26 + static_cast<std::size_t>(reference[letters++] - 'A' + 1);
    const auto row = number_of(reference.substr(letters));
    if (letters == 0 || !row || *row == 0) return std::nullopt;
    place.row = *row;
    place.column = column - 1;
    return place;
}

/// "A1:C4"; both ends.
std::optional<std::pair<CellPlace, CellPlace>> range_of(std::string_view text)
{
    const std::size_t colon = text.find(':');
    if (colon == std::string_view::npos) return std::nullopt;
    const auto from = place_of(text.substr(0, colon));
    const auto to = place_of(text.substr(colon + 1));
    if (!from || !to || to->row < from->row || to->column < from->column) return std::nullopt;
    return std::pair(*from, *to);
}

struct Sheet {
    std::string name, part;
    bool hidden = false;
};

/// What all sheets of a workbook share.
struct Book {
    std::vector<Sheet> sheets;
    std::vector<std::string> strings;
    std::vector<NumberFormat> styles;  // by the number a cell names
    bool from_1904 = false;
};

Result<void> read_styles(Book& book, const xml_node& root)
{
    std::map<unsigned, NumberFormat> custom;
    for (const xml_node& one : child(root, "numFmts").children())
        if (const auto id = number_of(attribute(one, "numFmtId")); id && is(one, "numFmt"))
            custom[static_cast<unsigned>(*id)] = read_format(attribute(one, "formatCode"));
    for (const xml_node& one : child(root, "cellXfs").children()) {
        if (!is(one, "xf")) continue;
        const auto id = number_of(attribute(one, "numFmtId"));
        const auto known = custom.find(static_cast<unsigned>(id.value_or(0)));
        book.styles.push_back(known != custom.end() ? known->second
                                                    : built_in_format(static_cast<unsigned>(id.value_or(0))));
    }
    return {};
}

/// One sheet as a table.
class SheetReader {
public:
    SheetReader(const Book& book, const Limits& limits) : book_(book), meter_(limits) {}

    Result<Table> read(const xml_node& sheet)
    {
        find_merged(sheet);
        for (const xml_node& row : child(sheet, "sheetData").children())
            if (is(row, "row")) TRY_VOID(read_row(row));
        report_columns(sheet);
        for (const Record& record : table_.records)
            table_.columns = std::max(table_.columns, record.cells.size());
        for (std::string& note : reports_.notes()) table_.notes.push_back(std::move(note));
        return std::move(table_);
    }

private:
    struct Merged {
        CellPlace from, to;
        std::string text;
    };

    void find_merged(const xml_node& sheet)
    {
        for (const xml_node& one : child(sheet, "mergeCells").children())
            if (const auto range = range_of(attribute(one, "ref")))
                if (range->second.row > range->first.row)
                    merged_.push_back({range->first, range->second, {}});
        std::ranges::sort(merged_, {}, [](const Merged& one) { return one.from.row; });
    }

    Result<void> read_row(const xml_node& row)
    {
        const auto stated = number_of(attribute(row, "r"));
        const std::size_t number = stated.value_or(row_ + 1);
        if (number <= row_ || number > kLastRow) return workbook_damaged();
        row_ = number;
        Record record;
        record.number = number;
        record.line = number;
        std::size_t column = 0;
        for (const xml_node& cell : row.children()) {
            if (!is(cell, "c")) continue;
            if (const std::string_view reference = attribute(cell, "r"); !reference.empty()) {
                const auto place = place_of(reference);
                if (!place || place->row != number || place->column < column) return workbook_damaged();
                column = place->column;
            }
            TRY_VOID(read_cell(cell, record, column));
            ++column;
        }
        TRY_VOID(repeat_merged(record));
        if (is_on(attribute(row, "hidden")) && !record.is_blank())
            record.problems.emplace_back(
                "The row is hidden in the workbook: ask whether it was meant to be sent.");
        return keep(std::move(record));
    }

    /// A sheet has no end: rows below the last that holds something are not there.
    Result<void> keep(Record record)
    {
        finish_record(record);
        if (record.is_blank()) {
            if (waiting_.size() < 1000) waiting_.push_back(std::move(record));
            return {};
        }
        for (Record& blank : waiting_) {
            TRY_VOID(meter_.row());
            table_.records.push_back(std::move(blank));
        }
        waiting_.clear();
        TRY_VOID(meter_.row());
        table_.records.push_back(std::move(record));
        return {};
    }

    Result<void> read_cell(const xml_node& cell, Record& record, std::size_t column)
    {
        const xml_node value = child(cell, "v");
        const std::string_view type = attribute(cell, "t");
        const bool formula = static_cast<bool>(child(cell, "f"));
        std::string text;
        if (type == "inlineStr") {
            text = item_text(child(cell, "is"));
        } else if (value) {
            TRY_ASSIGN(text, value_text(value.text().get(), type, cell, record));
        }
        if (formula && !value && type != "inlineStr")
            record.problems.emplace_back(
                "A cell is a formula whose value is not in the file: open and save it in Excel, and import "
                "that.");
        else if (formula)
            reports_.add("A formula gave the value of a cell; its last value was read", record.number);
        if (text.empty()) return {};
        TRY_VOID(meter_.cell(column, text.size()));
        put_cell(record, column, std::move(text));
        return {};
    }

    Result<std::string> value_text(std::string_view stored, std::string_view type, const xml_node& cell,
                                   Record& record)
    {
        if (type == "s") {
            const auto number = number_of(stored);
            if (!number || *number >= book_.strings.size()) return workbook_damaged();
            return book_.strings[*number];
        }
        if (type == "str") return unescaped(stored);
        if (type == "b") return std::string(stored == "1" || stored == "true" ? "TRUE" : "FALSE");
        if (type == "e") {
            record.problems.emplace_back("A cell holds an error of the workbook in place of its value.");
            return clean(stored);
        }
        if (type == "d") return clean(stored);
        const auto style = number_of(attribute(cell, "s")).value_or(0);
        const NumberFormat plain;
        const NumberFormat& format = style < book_.styles.size() ? book_.styles[style] : plain;
        NumberText said = number_text(trimmed(stored), format, book_.from_1904);
        if (!said.problem.empty()) record.problems.push_back(said.problem);
        return clean(said.text);
    }

    /// A cell merged with those below it says the same of each row.
    Result<void> repeat_merged(Record& record)
    {
        while (next_merged_ < merged_.size() && merged_[next_merged_].from.row <= record.number)
            open_.push_back(std::move(merged_[next_merged_++]));
        std::erase_if(open_, [&](const Merged& one) { return one.to.row < record.number; });
        if (open_.size() > 1000) return workbook_damaged();  // merged cells never overlap
        for (Merged& one : open_) {
            if (one.from.row == record.number) {
                one.text = std::string(record.cell(one.from.column));
                continue;
            }
            if (one.text.empty() || !record.cell(one.from.column).empty()) continue;
            TRY_VOID(meter_.cell(one.from.column, one.text.size()));
            put_cell(record, one.from.column, one.text);
            reports_.add("A cell is merged with the one above and was read as the same", record.number);
        }
        return {};
    }

    void report_columns(const xml_node& sheet)
    {
        std::vector<bool> holds(1000);
        for (const Record& record : table_.records)
            for (std::size_t i = 0; i < std::min(holds.size(), record.cells.size()); ++i)
                if (!record.cells[i].empty()) holds[i] = true;
        std::string hidden;
        for (const xml_node& one : child(sheet, "cols").children()) {
            if (!is(one, "col") || !is_on(attribute(one, "hidden"))) continue;
            const std::size_t from = number_of(attribute(one, "min")).value_or(1);
            const std::size_t to =
                std::min<std::size_t>(number_of(attribute(one, "max")).value_or(from), 1000);
            for (std::size_t column = std::max<std::size_t>(from, 1); column <= to; ++column)
                if (holds[column - 1]) hidden += (hidden.empty() ? "" : ", ") + std::to_string(column);
        }
        if (!hidden.empty())
            table_.notes.push_back("Hidden columns were read: " + hidden +
                                   ". Ask whether they were meant to be sent.");
    }

    const Book& book_;
    Meter meter_;
    Table table_;
    Reports reports_;
    std::vector<Merged> merged_, open_;
    std::size_t next_merged_ = 0;
    std::vector<Record> waiting_;  // blank rows that count only if something follows
    std::size_t row_ = 0;
};

class BookReader {
public:
    BookReader(Parts& parts, const Limits& limits, const ReadRequest& request)
        : parts_(parts), limits_(limits), request_(request)
    {
    }

    Result<Table> read(std::string_view name)
    {
        TRY_VOID(read_book(name));
        TRY_ASSIGN(Table best, best_sheet());
        best.format = "xlsx";
        best.encoding = "utf-8";
        best.counts_from_1904 = book_.from_1904;
        add_notes(best);
        best.parts = std::move(found_);
        return best;
    }

private:
    Result<void> read_book(std::string_view name)
    {
        TRY_ASSIGN(const std::string bytes, parts_.read(name));
        TRY_ASSIGN(const auto document, parse_xml(bytes));
        const xml_node root = document->document_element();
        book_.from_1904 = is_on(attribute(child(root, "workbookPr"), "date1904"));
        TRY_ASSIGN(const auto relations, relations_of(parts_, name, outside_));
        for (const xml_node& one : child(root, "sheets").children()) {
            const auto relation = relations.find(attribute(one, "id"));
            if (!is(one, "sheet") || relation == relations.end()) continue;
            if (relation->second.type != "worksheet") continue;  // a chart has no rows
            const std::string_view state = attribute(one, "state");
            book_.sheets.push_back({clean(attribute(one, "name")), relation->second.target,
                                    state == "hidden" || state == "veryHidden"});
        }
        if (book_.sheets.empty()) return workbook_damaged();
        if (book_.sheets.size() > kMostSheets)
            return fail(ErrorKind::Refused,
                        "The workbook has more than 100 sheets. Nothing was imported; ask for the chronology "
                        "alone.",
                        "limit_sheets");
        for (const auto& [id, relation] : relations) {
            if (relation.type == "sharedStrings") TRY_VOID(read_strings(relation.target));
            if (relation.type == "styles" && parts_.has(relation.target)) {
                TRY_ASSIGN(const std::string styles, parts_.read(relation.target));
                TRY_ASSIGN(const auto tree, parse_xml(styles));
                TRY_VOID(read_styles(book_, tree->document_element()));
            }
            outside_ = outside_ || relation.type == "externalLink";
        }
        return {};
    }

    Result<void> read_strings(const std::string& part)
    {
        TRY_ASSIGN(const std::string bytes, parts_.read(part));
        TRY_ASSIGN(const auto document, parse_xml(bytes));
        for (const xml_node& one : document->document_element().children())
            if (is(one, "si")) book_.strings.push_back(item_text(one));
        return {};
    }

    Result<Table> best_sheet()
    {
        std::optional<Table> best;
        std::size_t best_score = 0, best_at = 0;
        bool best_hidden = false;
        for (const Sheet& sheet : book_.sheets) {
            if (!request_.part.empty() && sheet.name != request_.part) {
                found_.push_back({sheet.name, 0, sheet.hidden, false, false});
                continue;
            }
            TRY_ASSIGN(Table table, read_sheet(sheet));
            const std::size_t score = find_header(table, request_.remembered).score;
            const auto rows = static_cast<std::size_t>(std::ranges::count_if(
                table.records, [](const Record& record) { return !record.is_blank(); }));
            found_.push_back({sheet.name, rows, sheet.hidden, false, score > 0});
            // One that can be seen before a hidden one, then by headings, then the first that holds anything.
            const bool better = !best || (best_hidden && !sheet.hidden && rows > 0) ||
                                (best_hidden == sheet.hidden && score > best_score) ||
                                (best->records.empty() && rows > 0 && best_score == 0) ||
                                (score > 0 && best_score == 0);
            if (!better) continue;
            best = std::move(table);
            best_score = score;
            best_hidden = sheet.hidden;
            best_at = found_.size() - 1;
        }
        if (!best)
            return fail(ErrorKind::Invalid,
                        "The workbook has no sheet of that name. Nothing was imported; the preview without "
                        "--sheet lists them.",
                        "no_such_part");
        found_[best_at].read = true;
        if (best->records.empty())
            return fail(ErrorKind::Invalid,
                        "The sheet holds nothing. Nothing was imported; ask the agency to send it again.",
                        "empty_file");
        return *std::move(best);
    }

    Result<Table> read_sheet(const Sheet& sheet)
    {
        TRY_ASSIGN(const std::string bytes, parts_.read(sheet.part));
        TRY_ASSIGN(const auto document, parse_xml(bytes));
        return SheetReader(book_, limits_).read(document->document_element());
    }

    void add_notes(Table& table) const
    {
        for (const Part& part : found_) {
            if (part.read && part.hidden)
                table.notes.push_back("The sheet that was read is hidden in the workbook.");
            if (part.read || (part.rows == 0 && request_.part.empty())) continue;
            table.notes.push_back(
                std::string(part.hidden ? "A hidden sheet" : "Another sheet") + " was not read: " +
                part.name + (part.rows > 0 ? " (" + std::to_string(part.rows) + " rows)" : "") +
                (part.headings ? ". It has the headings of a chronology too: import it with --sheet."
                               : ". Choose it with --sheet if it is meant."));
        }
        if (book_.from_1904) table.notes.emplace_back("The workbook counts days from 1904 and was read so.");
        if (outside_)
            table.notes.emplace_back("The workbook points to other files or addresses: none was opened.");
        const bool comments = std::ranges::any_of(parts_.names(), [](const std::string& name) {
            return name.find("omments") != std::string::npos;
        });
        if (comments)
            table.notes.emplace_back(
                "The workbook has comments on its cells: they were not read. Look at them in the file.");
    }

    Parts& parts_;
    const Limits& limits_;
    const ReadRequest& request_;
    Book book_;
    std::vector<Part> found_;
    bool outside_ = false;
};

}  // namespace

Result<Table> read_workbook(Parts& parts, std::string_view book, const Limits& limits,
                            const ReadRequest& request)
{
    return BookReader(parts, limits, request).read(book);
}

}  // namespace import_
