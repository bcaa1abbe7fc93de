#include "app/import/html.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include "app/import/blocks.h"
#include "app/import/cells.h"
#include "app/import/decode.h"
#include "crypto/base/utf8.h"

namespace import_ {
namespace {

constexpr std::size_t kDepth = 32;  // tables within tables

struct Entity {
    std::string_view name;
    char32_t letter;
};
constexpr std::array kEntities = {
    Entity{"amp", U'&'},     Entity{"lt", U'<'},      Entity{"gt", U'>'},       Entity{"quot", U'"'},
    Entity{"apos", U'\''},   Entity{"nbsp", 0xA0},    Entity{"pound", 0xA3},    Entity{"euro", 0x20AC},
    Entity{"ndash", 0x2013}, Entity{"mdash", 0x2014}, Entity{"lsquo", 0x2018},  Entity{"rsquo", 0x2019},
    Entity{"ldquo", 0x201C}, Entity{"rdquo", 0x201D}, Entity{"hellip", 0x2026}, Entity{"bull", 0x2022},
    Entity{"middot", 0xB7},  Entity{"copy", 0xA9},    Entity{"reg", 0xAE},      Entity{"deg", 0xB0},
    Entity{"frac12", 0xBD},  Entity{"frac14", 0xBC},  Entity{"frac34", 0xBE},   Entity{"times", 0xD7},
    Entity{"shy", 0xAD},     Entity{"ensp", 0x2002},  Entity{"emsp", 0x2003},   Entity{"thinsp", 0x2009},
    Entity{"agrave", 0xE0},  Entity{"aacute", 0xE1},  Entity{"acirc", 0xE2},    Entity{"auml", 0xE4},
    Entity{"ccedil", 0xE7},  Entity{"egrave", 0xE8},  Entity{"eacute", 0xE9},   Entity{"ecirc", 0xEA},
    Entity{"euml", 0xEB},    Entity{"iacute", 0xED},  Entity{"iuml", 0xEF},     Entity{"ntilde", 0xF1},
    Entity{"oacute", 0xF3},  Entity{"ocirc", 0xF4},   Entity{"ouml", 0xF6},     Entity{"oslash", 0xF8},
    Entity{"uacute", 0xFA},  Entity{"uuml", 0xFC},    Entity{"szlig", 0xDF},    Entity{"Eacute", 0xC9},
    Entity{"Aacute", 0xC1},  Entity{"Oacute", 0xD3},  Entity{"Ouml", 0xD6},     Entity{"Uuml", 0xDC},
    Entity{"scaron", 0x161}, Entity{"Scaron", 0x160}, Entity{"ordm", 0xBA},     Entity{"laquo", 0xAB},
    Entity{"raquo", 0xBB}};

bool is_html_white(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

struct Tag {
    std::string name;  ///< lower case
    bool closes = false;
    std::string_view rest;  ///< its attributes, as written
};

/// The value of an attribute, as written; empty where it is absent.
std::string attribute_of(const Tag& tag, std::string_view name)
{
    std::string_view rest = tag.rest;
    while (!rest.empty()) {
        while (!rest.empty() && (is_html_white(rest.front()) || rest.front() == '/')) rest.remove_prefix(1);
        std::size_t end = 0;
        while (end < rest.size() && !is_html_white(rest[end]) && rest[end] != '=') ++end;
        const std::string found = lowered(rest.substr(0, end));
        if (end == 0 && !rest.empty()) {
            rest.remove_prefix(1);
            continue;
        }
        rest.remove_prefix(end);
        while (!rest.empty() && is_html_white(rest.front())) rest.remove_prefix(1);
        if (rest.empty() || rest.front() != '=') continue;
        rest.remove_prefix(1);
        while (!rest.empty() && is_html_white(rest.front())) rest.remove_prefix(1);
        std::string_view value;
        if (!rest.empty() && (rest.front() == '"' || rest.front() == '\'')) {
            const std::size_t close = std::min(rest.find(rest.front(), 1), rest.size());
            value = rest.substr(1, close - 1);
            rest.remove_prefix(std::min(close + 1, rest.size()));
        } else {
            std::size_t to = 0;
            while (to < rest.size() && !is_html_white(rest[to])) ++to;
            value = rest.substr(0, to);
            rest.remove_prefix(to);
        }
        if (found == name) return std::string(value);
    }
    return {};
}

std::size_t span_of(const Tag& tag, std::string_view name, std::size_t most)
{
    const std::string text = attribute_of(tag, name);
    std::size_t value = 1;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
    return read.ec == std::errc() ? std::clamp<std::size_t>(value, 1, most) : 1;
}

bool is_block(std::string_view name)
{
    constexpr std::array<std::string_view, 17> kBlocks = {"p",          "div", "li", "ul", "ol",     "h1",
                                                          "h2",         "h3",  "h4", "h5", "h6",     "hr",
                                                          "blockquote", "pre", "dt", "dd", "section"};
    return std::ranges::find(kBlocks, name) != kBlocks.end();
}

bool is_skipped(std::string_view name)
{
    constexpr std::array<std::string_view, 9> kSkipped = {"script", "style",    "head",   "title", "noscript",
                                                          "object", "template", "iframe", "svg"};
    return std::ranges::find(kSkipped, name) != kSkipped.end();
}

/// What "&#n;" stands for: 128 to 159 are of Windows-1252, as Word writes them; no control, no half of a
/// pair.
char32_t numbered(unsigned code)
{
    if (code == '\t' || code == '\n' || code == '\r') return U' ';
    if (code >= 0x80 && code < 0xA0) {
        const char32_t letter = windows_letter(static_cast<std::uint8_t>(code));
        return letter == 0 ? kReplacement : letter;
    }
    const bool none = code < 0x20 || code == 0x7F || code >= 0x110000 || (code >= 0xD800 && code < 0xE000);
    return none ? kReplacement : code;
}

class HtmlReader {
public:
    HtmlReader(std::string_view text, const Limits& limits) : text_(text), limits_(limits), meter_(limits) {}

    Result<std::vector<Block>> read()
    {
        while (at_ < text_.size()) {
            if (text_[at_] == '<') {
                TRY_VOID(read_markup());
            } else if (text_[at_] == '&') {
                read_entity();
            } else {
                put(text_[at_++]);
            }
            if (words_.size() > limits_.cell_bytes) TRY_VOID(meter_.cell(0, words_.size()));
        }
        while (!tables_.empty()) TRY_VOID(end_table());
        TRY_VOID(end_paragraph());
        return std::move(blocks_);
    }

private:
    /// A cell that reaches down into rows that are still to come.
    struct Down {
        std::size_t column = 0, rows = 0;
        std::string text;
    };
    struct OpenTable {
        Block block;
        BlockRow row;
        bool in_row = false, in_cell = false;
        std::size_t column = 0;  // of the open cell
        std::size_t wide = 1, high = 1;
        std::vector<Down> down;
        std::string outer;  // words of the cell around it
    };

    // White space collapses; a line begins only where the markup says so.
    void put(char c)
    {
        if (is_html_white(c)) {
            if (!words_.empty() && words_.back() != ' ' && words_.back() != '\n') words_ += ' ';
            return;
        }
        words_ += c;
    }

    void new_line()
    {
        while (!words_.empty() && words_.back() == ' ') words_.pop_back();
        if (!words_.empty() && words_.back() != '\n') words_ += '\n';
    }

    void read_entity()
    {
        // No further than a name may reach: a page of nothing but "&" is read once.
        const std::size_t length = text_.substr(at_, 13).find(';');
        if (length == std::string_view::npos) {
            put(text_[at_++]);
            return;
        }
        const std::size_t end = at_ + length;
        const std::string_view name = text_.substr(at_ + 1, length - 1);
        std::optional<char32_t> letter;
        if (name.starts_with("#")) {
            const bool hex = name.size() > 1 && lower(name[1]) == 'x';
            unsigned code = 0;
            const std::string_view figures = name.substr(hex ? 2 : 1);
            const auto read =
                std::from_chars(figures.data(), figures.data() + figures.size(), code, hex ? 16 : 10);
            if (read.ec == std::errc() && read.ptr == figures.data() + figures.size())
                letter = numbered(code);
        }
        for (const Entity& entity : kEntities)
            if (entity.name == name) letter = entity.letter;
        if (!letter) {
            put(text_[at_++]);
            return;
        }
        at_ = end + 1;
        if (*letter == 0xA0)
            words_ += ' ';
        else if (*letter != 0xAD)
            base::append_utf8(words_, *letter);
    }

    Result<void> read_markup()
    {
        const std::string_view rest = text_.substr(at_);
        if (rest.starts_with("<!--")) {
            const std::size_t end = rest.find("-->", 4);
            at_ = end == std::string_view::npos ? text_.size() : at_ + end + 3;
            return {};
        }
        if (rest.starts_with("<!") || rest.starts_with("<?")) {
            const std::size_t end = rest.find('>');
            at_ = end == std::string_view::npos ? text_.size() : at_ + end + 1;
            return {};
        }
        const bool named =
            rest.size() > 1 && (rest[1] == '/' || (lower(rest[1]) >= 'a' && lower(rest[1]) <= 'z'));
        if (!named) {
            put(text_[at_++]);
            return {};
        }
        return follow(read_tag());
    }

    /// A ">" within quotation marks does not end a tag.
    Tag read_tag()
    {
        Tag tag;
        std::size_t at = at_ + 1;
        if (at < text_.size() && text_[at] == '/') {
            tag.closes = true;
            ++at;
        }
        const std::size_t from = at;
        while (at < text_.size() && !is_html_white(text_[at]) && text_[at] != '>' && text_[at] != '/') ++at;
        tag.name = lowered(text_.substr(from, std::min<std::size_t>(at - from, 40)));
        const std::size_t begin = at;
        char quote = 0;
        for (; at < text_.size(); ++at) {
            const char c = text_[at];
            if (quote != 0) {
                if (c == quote) quote = 0;
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == '>') {
                break;
            }
        }
        tag.rest = text_.substr(begin, at - begin);
        at_ = std::min(at + 1, text_.size());
        return tag;
    }

    void skip_to_end(const std::string& name)
    {
        while (at_ < text_.size()) {
            const std::size_t open = text_.find("</", at_);
            if (open == std::string_view::npos) break;
            at_ = open;
            if (lowered(text_.substr(open + 2, name.size())) == name) {
                (void)read_tag();
                return;
            }
            at_ = open + 2;
        }
        at_ = text_.size();
    }

    Result<void> follow(const Tag& tag)
    {
        if (!tag.closes && is_skipped(tag.name) && !tag.rest.ends_with("/")) {
            skip_to_end(tag.name);
            return {};
        }
        if (!tag.closes && tag.name == "del") {
            skip_to_end(tag.name);
            doubt("The row holds tracked changes: deleted words were not read; they are in the file.");
            return {};
        }
        if (!tag.closes && tag.name == "ins")
            doubt("The row holds tracked changes: inserted words were read; ask whether they are agreed.");
        if (tag.name == "br" || is_block(tag.name)) {
            if (tag.name == "br" && !words_.empty())
                words_ += '\n';
            else
                new_line();
            return {};
        }
        if (tag.name == "table") return tag.closes ? end_table() : begin_table();
        if (tables_.empty()) return {};
        if (!tag.closes) check_hidden(tag);
        if (tag.name == "tr") {
            TRY_VOID(end_row());
            if (!tag.closes) begin_row();
        } else if (tag.name == "td" || tag.name == "th") {
            TRY_VOID(end_cell());
            if (!tag.closes) TRY_VOID(begin_cell(tag));
        }
        return {};
    }

    void check_hidden(const Tag& tag)
    {
        const std::string style = lowered(attribute_of(tag, "style"));
        if (style.find("display:none") != std::string::npos ||
            style.find("mso-hide:all") != std::string::npos)
            doubt("The row holds hidden text, which was read: ask whether it was meant to be sent.");
    }

    void doubt(const char* problem)
    {
        if (tables_.empty()) return;
        auto& problems = tables_.back().row.problems;
        if (std::ranges::find(problems, problem) == problems.end()) problems.emplace_back(problem);
    }

    Result<void> begin_table()
    {
        if (tables_.size() == kDepth)
            return base::fail(base::ErrorKind::Refused,
                              "Tables lie deeper within tables than in any real document. Nothing was "
                              "imported.",
                              "html_depth");
        if (tables_.empty()) TRY_VOID(end_paragraph());
        tables_.emplace_back();
        tables_.back().block.is_table = true;
        tables_.back().outer = std::move(words_);
        words_.clear();
        return {};
    }

    void begin_row()
    {
        OpenTable& table = tables_.back();
        table.in_row = true;
        table.column = 0;
        // What was doubted before the first cell ("tr style") stays with the row.
    }

    Result<void> begin_cell(const Tag& tag)
    {
        OpenTable& table = tables_.back();
        if (!table.in_row) begin_row();
        table.in_cell = true;
        table.wide = span_of(tag, "colspan", limits_.columns);
        table.high = span_of(tag, "rowspan", limits_.rows);
        words_.clear();
        return fill_down(table);
    }

    /// Puts what cells above reach down with, up to the next free column.
    Result<void> fill_down(OpenTable& table)
    {
        while (true) {
            const auto found = std::ranges::find(table.down, table.column, &Down::column);
            if (found == table.down.end() || found->rows == 0) return {};
            TRY_VOID(put_cell_text(table, table.column, found->text));
            if (!found->text.empty())
                table.row.reports.emplace_back(
                    "A cell is merged with the one above and was read as the same");
            if (--found->rows == 0) table.down.erase(found);
            ++table.column;
        }
    }

    Result<void> put_cell_text(OpenTable& table, std::size_t column, std::string text)
    {
        TRY_VOID(meter_.cell(column, text.size()));
        if (table.row.cells.size() <= column) table.row.cells.resize(column + 1);
        table.row.cells[column] = std::move(text);
        return {};
    }

    Result<void> end_cell()
    {
        OpenTable& table = tables_.back();
        if (!table.in_cell) {
            // A caption, or text between cells: a row of its own, so that it is seen.
            std::string beside = trimmed(words_);
            words_.clear();
            if (beside.empty()) return {};
            TRY_VOID(meter_.row());
            TRY_VOID(meter_.cell(0, beside.size()));
            BlockRow row;
            row.cells.push_back(std::move(beside));
            table.block.rows.push_back(std::move(row));
            return {};
        }
        table.in_cell = false;
        std::string text = trimmed(words_);
        words_.clear();
        const std::size_t first = table.column;
        for (std::size_t i = 0; i < table.wide; ++i, ++table.column) {
            const std::string part = i == 0 ? text : std::string();
            if (table.high > 1) {
                std::erase_if(table.down, [&](const Down& one) { return one.column == table.column; });
                table.down.push_back({table.column, table.high - 1, part});
            }
            if (i == 0 || table.column == first + table.wide - 1)
                TRY_VOID(put_cell_text(table, table.column, part));
        }
        return {};
    }

    Result<void> end_row()
    {
        OpenTable& table = tables_.back();
        TRY_VOID(end_cell());
        if (!table.in_row) return {};
        TRY_VOID(fill_down(table));
        TRY_VOID(meter_.row());
        table.in_row = false;
        table.block.rows.push_back(std::move(table.row));
        table.row = {};
        return {};
    }

    Result<void> end_table()
    {
        if (tables_.empty()) return {};
        TRY_VOID(end_row());
        OpenTable table = std::move(tables_.back());
        tables_.pop_back();
        words_ = std::move(table.outer);
        if (tables_.empty()) {
            if (!table.block.rows.empty()) blocks_.push_back(std::move(table.block));
            return {};
        }
        // Within a cell: its rows as lines, its cells parted by tabs.
        for (const BlockRow& row : table.block.rows) {
            new_line();
            for (std::size_t i = 0; i < row.cells.size(); ++i) words_ += (i == 0 ? "" : "\t") + row.cells[i];
        }
        new_line();
        tables_.back().row.reports.emplace_back("A table within a cell was read as lines of the cell");
        return {};
    }

    Result<void> end_paragraph()
    {
        const std::string text = trimmed(words_);
        words_.clear();
        if (text.empty()) return {};
        TRY_VOID(meter_.row());
        TRY_VOID(meter_.cell(0, text.size()));
        BlockRow row;
        row.cells.push_back(text);
        blocks_.push_back({false, {std::move(row)}});
        return {};
    }

    std::string_view text_;
    const Limits& limits_;
    Meter meter_;
    std::size_t at_ = 0;
    std::string words_;
    std::vector<OpenTable> tables_;
    std::vector<Block> blocks_;
};

bool begins_in_any_case(std::string_view text, std::string_view with)
{
    return text.size() >= with.size() && lowered(text.substr(0, with.size())) == with;
}

}  // namespace

bool is_html(std::string_view text)
{
    text.remove_prefix(std::min(text.find_first_not_of(" \t\n\r"), text.size()));
    if (begins_in_any_case(text, "version:") &&
        text.substr(0, 400).find("StartHTML:") != std::string_view::npos)
        return true;
    return std::ranges::any_of(
        std::array<std::string_view, 7>{"<html", "<!doctype html", "<table", "<meta", "<body",
                                        "<!--startfragment", "<google-sheets"},
        [&](std::string_view start) { return begins_in_any_case(text, start); });
}

Result<Table> read_html(std::string_view text, const Limits& limits, const ReadRequest& request)
{
    // The header of the Windows clipboard ends where the markup begins.
    text.remove_prefix(std::min(text.find('<'), text.size()));
    TRY_ASSIGN(auto blocks, HtmlReader(text, limits).read());
    TRY_ASSIGN(Table table, join_blocks(std::move(blocks), limits, request));
    table.format = "html";
    return table;
}

}  // namespace import_
