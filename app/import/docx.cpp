#include "app/import/docx.h"

#include <algorithm>
#include <charconv>

#include "app/import/blocks.h"
#include "app/import/xml.h"
#include "crypto/base/utf8.h"

namespace import_ {
namespace {

using pugi::xml_node;

constexpr std::string_view kInserted =
    "The row holds tracked changes: inserted words were read; ask whether they are agreed.";
constexpr std::string_view kDeleted =
    "The row holds tracked changes: deleted words were not read; they are in the file.";
constexpr std::string_view kHidden =
    "The row holds hidden text, which was read: ask whether it was meant to be sent.";
constexpr std::string_view kPicture = "A picture, box or formula stands in the row and was not read";
constexpr std::string_view kComment = "A comment hangs on the row and was not read";
constexpr std::string_view kFootnote = "A footnote hangs on the row and was not read";
constexpr std::string_view kField =
    "A field of Word begins in the row and never ends: its words were not read; look at the row in Word.";
constexpr std::string_view kNested = "A table within a cell was read as lines of the cell";
constexpr std::string_view kMerged = "A cell is merged with the one above and was read as the same";

template <class List>
void add_once(List& list, std::string_view what)
{
    if (std::ranges::find(list, what) == list.end()) list.emplace_back(what);
}

std::size_t number_or(std::string_view text, std::size_t otherwise)
{
    std::size_t value = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
    return read.ec == std::errc() ? std::min<std::size_t>(value, 100'000) : otherwise;
}

/// Elements that only wrap what they hold.
bool is_wrapper(std::string_view name)
{
    constexpr std::string_view kWrappers[] = {"hyperlink", "smartTag",  "sdt",  "sdtContent",
                                              "fldSimple", "customXml", "bdo",  "dir",
                                              "ins",       "moveTo",    "ruby", "rubyBase"};
    return std::ranges::find(kWrappers, name) != std::end(kWrappers);
}

class DocumentReader {
public:
    explicit DocumentReader(const Limits& limits) : meter_(limits) {}

    Result<std::vector<Block>> read(const xml_node& body)
    {
        TRY_VOID(read_blocks(body));
        return std::move(blocks_);
    }

private:
    Result<void> read_blocks(const xml_node& parent)
    {
        for (const xml_node& node : parent.children()) {
            const std::string_view name = local(node);
            if (name == "p") {
                BlockRow row;
                const std::string text = trimmed(paragraph(node, row));
                if (text.empty() && row.problems.empty()) continue;
                TRY_VOID(meter_.cell(0, text.size()));
                row.cells.push_back(text);
                blocks_.push_back({false, {std::move(row)}});
            } else if (name == "tbl") {
                fields_.clear();  // one left open above hides no row
                TRY_ASSIGN(Block table, read_table_rows(node));
                blocks_.push_back(std::move(table));
            } else if (is_wrapper(name)) {
                TRY_VOID(read_blocks(node));
            }
        }
        return {};
    }

    Result<Block> read_table_rows(const xml_node& table)
    {
        Block block;
        block.is_table = true;
        TRY_VOID(add_rows(table, block));
        return block;
    }

    Result<void> add_rows(const xml_node& parent, Block& block)
    {
        for (const xml_node& node : parent.children()) {
            if (is(node, "tr"))
                TRY_VOID(add_row(node, block));
            else if (is_wrapper(local(node)))
                TRY_VOID(add_rows(node, block));
        }
        return {};
    }

    Result<void> add_row(const xml_node& node, Block& block)
    {
        TRY_VOID(meter_.row());
        BlockRow row;
        const xml_node properties = child(node, "trPr");
        row.deleted = static_cast<bool>(child(properties, "del"));
        if (child(properties, "ins")) add_once(row.problems, kInserted);
        if (const xml_node hidden = child(properties, "hidden"); hidden && is_set(hidden))
            add_once(row.problems, kHidden);
        std::size_t column = number_or(attribute(child(properties, "gridBefore"), "val"), 0);
        TRY_VOID(add_cells(node, row, block, column));
        block.rows.push_back(std::move(row));
        return {};
    }

    Result<void> add_cells(const xml_node& parent, BlockRow& row, const Block& block, std::size_t& column)
    {
        for (const xml_node& node : parent.children()) {
            if (is_wrapper(local(node))) {
                TRY_VOID(add_cells(node, row, block, column));
                continue;
            }
            if (!is(node, "tc")) continue;
            const xml_node properties = child(node, "tcPr");
            std::string text = trimmed(cell_text(node, row));
            if (in_instruction()) add_once(row.problems, kField);
            fields_.clear();  // no field goes on in the next cell
            const xml_node merge = child(properties, "vMerge");
            const bool repeats = merge && attribute(merge, "val") != "restart";
            if (repeats && text.empty() && !block.rows.empty() && column < block.rows.back().cells.size()) {
                text = block.rows.back().cells[column];
                if (!text.empty()) add_once(row.reports, kMerged);
            }
            TRY_VOID(meter_.cell(column, text.size()));
            if (row.cells.size() <= column) row.cells.resize(column + 1);
            row.cells[column] = std::move(text);
            column += std::max<std::size_t>(1, number_or(attribute(child(properties, "gridSpan"), "val"), 1));
            TRY_VOID(meter_.cell(column - 1, 0));
        }
        return {};
    }

    /// Paragraphs one below the other; a table within as its rows, cells parted by tabs.
    std::string cell_text(const xml_node& cell, BlockRow& row)
    {
        std::string text;
        bool first = true;
        for (const xml_node& node : cell.children()) {
            const std::string_view name = local(node);
            std::string part;
            if (name == "p") {
                part = paragraph(node, row);
            } else if (name == "tbl") {
                add_once(row.reports, kNested);
                part = nested_text(node, row);
            } else if (is_wrapper(name)) {
                part = cell_text(node, row);
            } else {
                continue;
            }
            if (!first) text += '\n';
            text += part;
            first = false;
        }
        return text;
    }

    std::string nested_text(const xml_node& table, BlockRow& row)
    {
        std::string text;
        for (const xml_node& line : table.children()) {
            if (!is(line, "tr")) continue;
            std::string cells;
            for (const xml_node& cell : line.children())
                if (is(cell, "tc")) cells += (cells.empty() ? "" : "\t") + trimmed(cell_text(cell, row));
            text += (text.empty() ? "" : "\n") + cells;
        }
        return text;
    }

    std::string paragraph(const xml_node& node, BlockRow& row)
    {
        std::string text;
        add_runs(node, row, text);
        return clean(text);
    }

    void add_runs(const xml_node& parent, BlockRow& row, std::string& text)
    {
        for (const xml_node& node : parent.children()) {
            const std::string_view name = local(node);
            if (name == "r") {
                add_run(node, row, text);
            } else if (name == "del" || name == "moveFrom") {
                add_once(row.problems, kDeleted);
            } else if (is_wrapper(name)) {
                if (name == "ins" || name == "moveTo") add_once(row.problems, kInserted);
                add_runs(node, row, text);
            } else if (name == "oMath" || name == "oMathPara" || name == "AlternateContent") {
                add_once(row.reports, kPicture);
            }
        }
    }

    /// A switch element: present, unless its value says off.
    static bool is_set(const xml_node& node)
    {
        const std::string_view value = attribute(node, "val");
        return value.empty() || is_on(value);
    }

    void add_run(const xml_node& run, BlockRow& row, std::string& text)
    {
        const std::size_t before = text.size();
        for (const xml_node& node : run.children()) {
            const std::string_view name = local(node);
            if (name == "fldChar") {
                follow_field(attribute(node, "fldCharType"));
            } else if (name == "delText") {
                add_once(row.problems, kDeleted);
            } else if (name == "commentReference") {
                add_once(row.reports, kComment);
            } else if (name == "footnoteReference" || name == "endnoteReference") {
                add_once(row.reports, kFootnote);
            } else if (name == "drawing" || name == "pict" || name == "object" ||
                       name == "AlternateContent") {
                add_once(row.reports, kPicture);
            } else if (name == "ruby") {
                add_runs(node, row, text);
            } else if (!in_instruction()) {
                text += said(node, name);
            }
        }
        const xml_node hidden = child(child(run, "rPr"), "vanish");
        if (text.size() > before && hidden && is_set(hidden)) add_once(row.problems, kHidden);
    }

    static std::string said(const xml_node& node, std::string_view name)
    {
        if (name == "t") return node.text().get();
        if (name == "tab" || name == "ptab") return "\t";
        if (name == "br" || name == "cr") return "\n";
        if (name == "noBreakHyphen") return "-";
        if (name == "sym") {
            // Symbol fonts lie in the private range: what they show cannot be told.
            unsigned code = 0;
            const std::string_view value = attribute(node, "char");
            const auto read = std::from_chars(value.data(), value.data() + value.size(), code, 16);
            std::string symbol;
            const bool known = read.ec == std::errc() && code >= 0x20 && code < 0xD800;
            base::append_utf8(symbol, known ? code : 0xFFFD);
            return symbol;
        }
        return {};
    }

    /// A field's instruction is no text; what it shows is.
    void follow_field(std::string_view type)
    {
        if (type == "begin" && fields_.size() < 64) fields_.push_back(true);
        if (type == "separate" && !fields_.empty()) fields_.back() = false;
        if (type == "end" && !fields_.empty()) fields_.pop_back();
    }
    bool in_instruction() const { return std::ranges::find(fields_, true) != fields_.end(); }

    Meter meter_;
    std::vector<Block> blocks_;
    std::vector<bool> fields_;  // open ones; true: in its instruction
};

}  // namespace

Result<Table> read_document(Parts& parts, std::string_view body, const Limits& limits,
                            const ReadRequest& request)
{
    bool outside = false;
    TRY_ASSIGN(const auto relations, relations_of(parts, body, outside));
    std::vector<Block> blocks;
    {
        TRY_ASSIGN(const std::string bytes, parts.read(body));
        TRY_ASSIGN(const auto document, parse_xml(bytes));
        const pugi::xml_node root = child(document->document_element(), "body");
        if (!root)
            return base::fail(
                base::ErrorKind::Invalid,
                "The document is damaged inside. Nothing was imported; ask the agency to send it "
                "again.",
                "xml_damaged");
        TRY_ASSIGN(blocks, DocumentReader(limits).read(root));
    }
    TRY_ASSIGN(Table table, join_blocks(std::move(blocks), limits, request));
    table.format = "docx";
    if (outside)
        table.notes.emplace_back("The document points to other files or addresses: none was opened.");
    for (const auto& [id, relation] : relations)
        if (relation.type == "aFChunk")
            table.notes.emplace_back("The document holds another document within it, which was not read.");
    return table;
}

}  // namespace import_
