// Tables as lines, TSV, CSV and HTML.

#include "app/report/write.h"

#include <algorithm>

#include "app/report/delimited.h"
#include "crypto/base/utf8.h"

namespace report {

namespace {

constexpr std::size_t kWidest = 60;      // characters of a cell on a terminal
constexpr std::size_t kTooWide = 140;    // of all cells of a line but the last: then in parts
constexpr std::size_t kTerminal = 100;   // of a line of cells
constexpr std::size_t kLastColumn = 20;  // of which a last column of words takes at least

std::size_t length(std::string_view text)
{
    return static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

// One line, of at most kWidest characters unless it is the last of its row.
std::string on_a_line(std::string text, bool last)
{
    std::replace_if(
        text.begin(), text.end(), [](char c) { return c == '\n' || c == '\t' || c == '\r'; }, ' ');
    if (last || length(text) <= kWidest) return text;
    std::size_t at = 0;
    for (std::size_t taken = 0; taken < kWidest - 3; ++taken)
        for (++at; at < text.size() && (text[at] & 0xC0) == 0x80;) ++at;
    return text.substr(0, at) + "...";
}

// A cell as separated text has it: days as YYYY-MM-DD, text guarded.
std::string plain_cell(const Cell& cell)
{
    if (const auto* text = std::get_if<std::string>(&cell)) return guarded(*text);
    if (const auto* day = std::get_if<Day>(&cell)) return model::to_text(*day);
    return shown(cell);
}

std::string tsv_field(const std::string& text)
{
    if (text.find_first_of("\t\r\n\"") == std::string::npos) return text;
    std::string quoted = "\"";
    for (const char c : text) {
        if (c == '"') quoted += '"';
        quoted += c;
    }
    return quoted + '"';
}

std::string separated(const Table& table, char separator, std::string (*field)(const std::string&))
{
    std::string text;
    const auto line = [&](const std::vector<std::string>& cells) {
        for (std::size_t i = 0; i < cells.size(); ++i) {
            if (i > 0) text += separator;
            text += field(cells[i]);
        }
        text += "\r\n";
    };
    if (const auto banner = table.banner(); !banner.empty()) line({guarded(banner)});
    std::vector<std::string> cells;
    for (const auto& column : table.columns) cells.push_back(guarded(column.label));
    line(cells);
    for (const auto& row : table.rows) {
        cells.clear();
        for (const auto& one : row) cells.push_back(plain_cell(one));
        line(cells);
    }
    return text;
}

std::string with_breaks(std::string_view text)
{
    const std::string escaped = html_text(text);
    std::string out;
    for (const char c : escaped) {
        if (c == '\n')
            out += "<br>";
        else
            out += c;
    }
    return out;
}

// To LibreOffice and to Excel: a cell of text, whatever it begins with. Readers and Word see no difference.
constexpr std::string_view kAsText = R"( sdnum="2057;0;@" style="mso-number-format:'\@'")";

std::string html_row(const std::vector<Cell>& row)
{
    std::string text = "<tr>";
    for (std::size_t i = 0; i < row.size(); ++i) {
        const bool number = std::holds_alternative<std::int64_t>(row[i]);
        text += i == 0 ? "<th scope=\"row\"" : number ? "<td class=\"n\"" : "<td";
        if (const auto* words = std::get_if<std::string>(&row[i]); words != nullptr && needs_guard(*words))
            text += kAsText;
        text += ">" + with_breaks(shown(row[i]));
        text += i == 0 ? "</th>" : "</td>";
    }
    return text + "</tr>\n";
}

}  // namespace

std::optional<Form> form_from_name(std::string_view name)
{
    if (name == "text") return Form::Text;
    if (name == "tsv") return Form::Tsv;
    if (name == "csv") return Form::Csv;
    if (name == "html") return Form::Html;
    if (name == "xlsx") return Form::Xlsx;
    return std::nullopt;
}

Result<std::string> write(const Table& table, Form form)
{
    switch (form) {
        case Form::Text: return to_text(table);
        case Form::Tsv: return to_tsv(table);
        case Form::Csv: return to_csv(table);
        case Form::Html: return to_html(table);
        case Form::Xlsx: return to_xlsx(table);
    }
    std::abort();
}

namespace {

using Columns = std::vector<std::size_t>;

// A table wider than a terminal stands in parts one below the other, each with the first column. What a last
// column of words needs beyond its heading is let run on.
std::vector<Columns> across(const std::vector<std::size_t>& widths)
{
    std::vector<Columns> blocks(1);
    std::size_t used = 0;
    for (std::size_t i = 0; i + 1 < widths.size(); ++i) used += widths[i] + 2;
    const bool wide = used > kTooWide;
    used = 0;
    for (std::size_t i = 0; i < widths.size(); ++i) {
        const bool last = i + 1 == widths.size();
        const std::size_t needed = last ? std::min<std::size_t>(widths[i], kLastColumn) : widths[i];
        if (wide && blocks.back().size() > 1 && used + needed > kTerminal) {
            blocks.push_back({0});
            used = widths[0] + 2;
        }
        blocks.back().push_back(i);
        used += widths[i] + 2;
    }
    return blocks;
}

std::string shown_line(const std::vector<std::string>& line, const std::vector<std::size_t>& widths,
                       const Columns& columns)
{
    std::string out;
    for (const auto i : columns) {
        out += line[i];
        if (i != columns.back()) out.append(widths[i] - length(line[i]) + 2, ' ');
    }
    out.erase(out.find_last_not_of(' ') + 1);
    return out + "\n";
}

}  // namespace

std::string to_text(const Table& table)
{
    std::vector<std::size_t> read;  // columns for people
    for (std::size_t i = 0; i < table.columns.size(); ++i)
        if (!table.columns[i].machine) read.push_back(i);
    std::vector<std::vector<std::string>> lines(1);
    for (const auto i : read) lines[0].push_back(on_a_line(table.columns[i].label, i == read.back()));
    for (const auto& row : table.rows) {
        auto& line = lines.emplace_back();
        for (const auto i : read) line.push_back(on_a_line(shown(row[i]), i == read.back()));
    }
    std::vector<std::size_t> widths(read.size());
    for (const auto& line : lines)
        for (std::size_t i = 0; i < line.size(); ++i) widths[i] = std::max(widths[i], length(line[i]));
    std::string text = table.banner().empty() ? "" : table.banner() + "\n";
    text += table.title + "\n";
    const auto blocks = across(widths);
    for (const auto& block : blocks) {
        if (&block != &blocks.front()) text += "\n";
        for (const auto& line : lines) text += shown_line(line, widths, block);
    }
    for (const auto& note : table.notes) text += note + "\n";
    return text;
}

std::string to_tsv(const Table& table)
{
    return separated(table, '\t', tsv_field);
}

std::string to_csv(const Table& table)
{
    return "\xEF\xBB\xBF" + separated(table, ',', [](const std::string& text) { return csv_field(text); });
}

std::string html_text(std::string_view text)
{
    std::string out;
    for (const char c : text) {
        switch (c) {
            case '&': out += "&amp;"; break;
            case '<': out += "&lt;"; break;
            case '>': out += "&gt;"; break;
            case '"': out += "&quot;"; break;
            default:
                if (static_cast<unsigned char>(c) >= 0x20 || c == '\n' || c == '\t') out += c;
        }
    }
    return out;
}

std::string html_page(std::string_view title, std::string_view banner, std::string_view body, Sheet sheet)
{
    const std::string marking = banner.empty() ? "" : "<p class=\"marking\">" + html_text(banner) + "</p>\n";
    return "<!DOCTYPE html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n<title>" +
           html_text(title) +
           "</title>\n<style>\n"
           "@page { size: A4 " +
           (sheet == Sheet::Landscape ? "landscape" : "portrait") +
           "; margin: 15mm; }\n"
           "body { font-family: Arial, sans-serif; font-size: 11pt; line-height: 1.4; color: #1a1a1a; }\n"
           "table { border-collapse: collapse; width: 100%; }\n"
           "caption, h1 { text-align: left; font-size: 15pt; font-weight: bold; }\n"
           "thead { display: table-header-group; }\n"
           "th, td { border: 1px solid #595959; padding: 4pt 6pt; text-align: left; vertical-align: top; }\n"
           "thead th { background: #e8eaed; }\n"
           "tbody th { font-weight: normal; }\n"
           "td.n { text-align: right; }\n"
           ".marking { font-weight: bold; text-align: center; }\n"
           "</style>\n</head>\n<body>\n" +
           marking + std::string(body) + marking + "</body>\n</html>\n";
}

std::string to_html(const Table& table)
{
    std::string body = "<table>\n<caption>" + html_text(table.title) + "</caption>\n<thead>\n<tr>";
    for (const auto& column : table.columns) body += "<th scope=\"col\">" + html_text(column.label) + "</th>";
    body += "</tr>\n</thead>\n<tbody>\n";
    for (const auto& row : table.rows) body += html_row(row);
    body += "</tbody>\n</table>\n";
    for (const auto& note : table.notes) body += "<p>" + with_breaks(note) + "</p>\n";
    return html_page(table.title, table.banner(), body);
}

}  // namespace report
