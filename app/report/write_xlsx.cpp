// A table as a workbook of one sheet: strict, small SpreadsheetML (ECMA-376 part 1, clause 18).

#include <chrono>

#include "app/report/write.h"
#include "app/report/zip.h"

namespace report {

namespace {

constexpr std::size_t kMostRows = 1048576 - 8, kMostColumns = 16384;
constexpr std::size_t kMostUnits = 32767;  // UTF-16 units a cell holds
constexpr std::string_view kDeclaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
constexpr std::string_view kMain = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
constexpr std::string_view kRelations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

// Places in the list of cell formats below.
enum Style { kPlain = 0, kText = 1, kDay = 2, kHeading = 3, kMarking = 4, kNumber = 5 };

bool hex(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

// "_x000D_" means a character to a reader (clause 22.9.2.19): its underscore is itself escaped.
bool means_character(std::string_view rest)
{
    return rest.size() >= 7 && rest[1] == 'x' && hex(rest[2]) && hex(rest[3]) && hex(rest[4]) &&
           hex(rest[5]) && rest[6] == '_';
}

std::string cut_note(std::size_t left)
{
    return " [" + std::to_string(left) + " more bytes: a cell holds no more, see the table as a page]";
}

// No more than a cell holds; what is left out is said.
std::string fitted(std::string_view text)
{
    if (text.size() <= kMostUnits) return std::string(text);
    std::size_t units = 0, at = 0;
    while (at < text.size() && units < kMostUnits - 100) {
        const auto lead = static_cast<unsigned char>(text[at]);
        const std::size_t size = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        units += size == 4 ? 2 : 1;
        at += size;
    }
    if (at >= text.size()) return std::string(text);
    return std::string(text.substr(0, at)) + cut_note(text.size() - at);
}

std::string xml_text(std::string_view text)
{
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        switch (c) {
            case '&': out += "&amp;"; break;
            case '<': out += "&lt;"; break;
            case '>': out += "&gt;"; break;
            case '"': out += "&quot;"; break;
            case '\r': out += "_x000D_"; break;
            case '_': out += means_character(text.substr(i)) ? "_x005F_" : "_"; break;
            default:
                // U+FFFE and U+FFFF are no characters of XML
                if (text.substr(i).starts_with("\xEF\xBF\xBE") ||
                    text.substr(i).starts_with("\xEF\xBF\xBF")) {
                    out += "\xEF\xBF\xBD";
                    i += 2;
                } else if (static_cast<unsigned char>(c) >= 0x20 || c == '\n' || c == '\t') {
                    out += c;
                }
        }
    }
    return out;
}

std::string column_name(std::size_t index)
{
    std::string name;
    for (std::size_t rest = index + 1; rest > 0; rest = (rest - 1) / 26)
        name.insert(name.begin(), static_cast<char>('A' + (rest - 1) % 26));
    return name;
}

// Days since 30 December 1899; none before March 1900, where spreadsheets disagree.
std::optional<std::int64_t> serial(Day day)
{
    using std::chrono::sys_days;
    const sys_days zero{std::chrono::year{1899} / 12 / 30};
    const auto days = (sys_days(day) - zero).count();
    if (days < 61) return std::nullopt;
    return days;
}

std::string text_cell(const std::string& at, Style style, std::string_view text)
{
    return "<c r=\"" + at + "\" s=\"" + std::to_string(style) +
           R"(" t="inlineStr"><is><t xml:space="preserve">)" + xml_text(fitted(text)) + "</t></is></c>";
}

std::string number_cell(const std::string& at, Style style, std::int64_t number)
{
    return "<c r=\"" + at + "\" s=\"" + std::to_string(style) + "\"><v>" + std::to_string(number) +
           "</v></c>";
}

std::string cell_xml(const std::string& at, const Cell& cell)
{
    constexpr std::int64_t kExact = 999'999'999'999'999;  // 15 digits: what a spreadsheet keeps
    if (const auto* number = std::get_if<std::int64_t>(&cell);
        number != nullptr && *number <= kExact && *number >= -kExact)
        return number_cell(at, kNumber, *number);
    if (const auto* day = std::get_if<Day>(&cell)) {
        if (const auto days = serial(*day)) return number_cell(at, kDay, *days);
        return text_cell(at, kText, model::to_text(*day));
    }
    const auto text = shown(cell);
    return text.empty() ? "" : text_cell(at, kText, text);
}

class Rows {
public:
    void line(Style style, std::string_view text)
    {
        ++number_;
        if (text.empty()) return;
        xml_ += open() + text_cell("A" + std::to_string(number_), style, text) + "</row>";
    }
    void heading(const std::vector<Column>& columns)
    {
        ++number_;
        xml_ += open();
        for (std::size_t i = 0; i < columns.size(); ++i)
            xml_ += text_cell(column_name(i) + std::to_string(number_), kHeading, columns[i].label);
        xml_ += "</row>";
    }
    void row(const std::vector<Cell>& cells)
    {
        ++number_;
        xml_ += open();
        for (std::size_t i = 0; i < cells.size(); ++i)
            xml_ += cell_xml(column_name(i) + std::to_string(number_), cells[i]);
        xml_ += "</row>";
    }
    std::size_t number() const { return number_; }
    const std::string& xml() const { return xml_; }

private:
    std::string open() const { return "<row r=\"" + std::to_string(number_) + "\">"; }
    std::size_t number_ = 0;
    std::string xml_;
};

std::string columns_xml(const Table& table)
{
    std::string xml = "<cols>";
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        const auto place = std::to_string(i + 1);
        xml += "<col min=\"" + place + "\" max=\"" + place + "\" width=\"" +
               std::to_string(table.columns[i].width) + "\" customWidth=\"1\"/>";
    }
    return xml + "</cols>";
}

// "&" begins a code in a header or footer.
std::string header_text(std::string_view text)
{
    std::string doubled;
    for (const char c : text.substr(0, 200)) doubled += c == '&' ? "&&" : std::string(1, c);
    return xml_text(doubled);
}

std::string sheet_xml(const Table& table)
{
    Rows rows;
    if (const auto banner = table.banner(); !banner.empty()) rows.line(kMarking, banner);
    rows.line(kMarking, table.title);
    rows.heading(table.columns);
    const auto head = std::to_string(rows.number());
    const auto below = std::to_string(rows.number() + 1);
    for (const auto& row : table.rows) rows.row(row);
    const auto last = std::to_string(rows.number());
    for (const auto& note : table.notes) rows.line(kPlain, note);
    std::string xml(kDeclaration);
    xml += "<worksheet xmlns=\"" + std::string(kMain) +
           "\"><sheetViews><sheetView workbookViewId=\"0\" tabSelected=\"1\"><pane ySplit=\"" + head +
           "\" topLeftCell=\"A" + below +
           "\" activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews>";
    xml += columns_xml(table) + "<sheetData>" + rows.xml() + "</sheetData>";
    if (!table.rows.empty())
        xml += "<autoFilter ref=\"A" + head + ":" + column_name(table.columns.size() - 1) + last + "\"/>";
    xml += R"(<pageMargins left="0.5" right="0.5" top="0.75" bottom="0.75" header="0.3" footer="0.3"/>)"
           R"(<pageSetup paperSize="9" orientation="landscape"/>)";
    const auto banner = header_text(table.banner());
    if (!banner.empty())
        xml += "<headerFooter><oddHeader>&amp;C" + banner + "</oddHeader><oddFooter>&amp;C" + banner +
               "</oddFooter></headerFooter>";
    return xml + "</worksheet>";
}

std::string styles_xml()
{
    std::string xml(kDeclaration);
    xml += "<styleSheet xmlns=\"" + std::string(kMain) + "\">";
    xml += R"(<numFmts count="1"><numFmt numFmtId="164" formatCode="dd\ mmm\ yyyy"/></numFmts>)";
    xml +=
        R"(<fonts count="2"><font><sz val="11"/><name val="Arial"/></font><font><b/><sz val="11"/><name val="Arial"/></font></fonts>)";
    xml +=
        R"(<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>)"
        R"(<fill><patternFill patternType="solid"><fgColor rgb="FFE8EAED"/><bgColor indexed="64"/></patternFill></fill></fills>)";
    xml += R"(<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>)";
    xml += R"(<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>)";
    constexpr std::string_view wrap = R"( applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>)";
    xml += R"(<cellXfs count="6"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>)";
    xml += R"(<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1")" +
           std::string(wrap);
    xml += R"(<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1")" +
           std::string(wrap);
    xml +=
        R"(<xf numFmtId="49" fontId="1" fillId="2" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1")" +
        std::string(wrap);
    xml += R"(<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>)";
    xml += R"(<xf numFmtId="1" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1")" +
           std::string(wrap);
    xml +=
        R"(</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>)";
    return xml;
}

// A sheet's name: at most 31 characters, none of []:*?/\ .
std::string sheet_name(std::string_view title)
{
    std::string name;
    for (const char c : title) {
        if (name.size() == 31 || static_cast<unsigned char>(c) >= 0x80) break;
        name += std::string_view("[]:*?/\\'").find(c) == std::string_view::npos ? c : ' ';
    }
    return name.find_first_not_of(' ') == std::string::npos ? "Table" : name;
}

std::vector<ZipEntry> workbook(const Table& table)
{
    const std::string declaration(kDeclaration), main(kMain), relations(kRelations);
    const std::string package = "http://schemas.openxmlformats.org/package/2006/";
    const std::string type = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
    return {
        {"[Content_Types].xml",
         declaration + "<Types xmlns=\"" + package + "content-types\">" +
             "<Default Extension=\"rels\" "
             "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>" +
             "<Default Extension=\"xml\" ContentType=\"application/xml\"/>" +
             "<Override PartName=\"/xl/workbook.xml\" ContentType=\"" + type + "sheet.main+xml\"/>" +
             "<Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\"" + type + "worksheet+xml\"/>" +
             "<Override PartName=\"/xl/styles.xml\" ContentType=\"" + type + "styles+xml\"/></Types>"},
        {"_rels/.rels", declaration + "<Relationships xmlns=\"" + package +
                            "relationships\"><Relationship Id=\"rId1\" Type=\"" + relations +
                            "/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"},
        {"xl/workbook.xml", declaration + "<workbook xmlns=\"" + main + "\" xmlns:r=\"" + relations +
                                "\"><sheets><sheet name=\"" + xml_text(sheet_name(table.title)) +
                                "\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"},
        {"xl/_rels/workbook.xml.rels",
         declaration + "<Relationships xmlns=\"" + package +
             "relationships\"><Relationship Id=\"rId1\" Type=\"" + relations +
             "/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"rId2\" Type=\"" + relations +
             "/styles\" Target=\"styles.xml\"/></Relationships>"},
        {"xl/styles.xml", styles_xml()},
        {"xl/worksheets/sheet1.xml", sheet_xml(table)},
    };
}

}  // namespace

Result<std::string> to_xlsx(const Table& table)
{
    if (table.rows.size() > kMostRows || table.columns.size() > kMostColumns)
        return base::fail(
            base::ErrorKind::Invalid,
            "The table has more rows or columns than a sheet of a workbook takes; take it as CSV.");
    return zip(workbook(table));
}

}  // namespace report
