#pragma once
/// Word and Excel files made by the tests themselves, sound and hostile, and the zip around them.

#include <zlib.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace test {

using NamedPart = std::pair<std::string, std::string>;

inline void put_number(std::string& to, std::uint64_t value, int bytes)
{
    for (int i = 0; i < bytes; ++i) to += i < 8 ? static_cast<char>((value >> (8 * i)) & 0xFFU) : '\0';
}

inline std::string deflated(const std::string& bytes)
{
    z_stream stream{};
    deflateInit2(&stream, 6, Z_DEFLATED, -15, 8, Z_DEFAULT_STRATEGY);
    std::string out(deflateBound(&stream, static_cast<uLong>(bytes.size())), '\0');
    std::string in = bytes;
    stream.next_in = reinterpret_cast<Bytef*>(in.data());
    stream.avail_in = static_cast<uInt>(in.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    deflate(&stream, Z_FINISH);
    out.resize(stream.total_out);
    deflateEnd(&stream);
    return out;
}

/// `claimed`: what each entry says it inflates to; 0: the truth.
inline std::string zip_of(const std::vector<NamedPart>& parts, std::uint32_t claimed = 0)
{
    std::string file;
    std::string directory;
    for (const auto& [name, bytes] : parts) {
        const std::string packed = deflated(bytes);
        const auto crc =
            crc32(0, reinterpret_cast<const Bytef*>(bytes.data()), static_cast<uInt>(bytes.size()));
        const std::uint64_t size = claimed != 0 ? claimed : bytes.size();
        std::string common;
        put_number(common, 0x800, 2);  // names are UTF-8
        put_number(common, 8, 2);
        put_number(common, 0x21'0000, 4);
        put_number(common, crc, 4);
        put_number(common, packed.size(), 4);
        put_number(common, size, 4);
        put_number(common, name.size(), 2);
        put_number(common, 0, 2);
        const std::size_t offset = file.size();
        file += std::string("PK\x03\x04\x14\0", 6) + common + name + packed;
        directory += std::string("PK\x01\x02\x14\0\x14\0", 8) + common;
        put_number(directory, 0, 2 + 2 + 2 + 4);
        put_number(directory, offset, 4);
        directory += name;
    }
    const std::size_t at = file.size();
    file += directory + std::string("PK\x05\x06\0\0\0\0", 8);
    put_number(file, parts.size(), 2);
    put_number(file, parts.size(), 2);
    put_number(file, directory.size(), 4);
    put_number(file, at, 4);
    put_number(file, 0, 2);
    return file;
}

inline std::string escaped(std::string_view text)
{
    std::string out;
    for (const char c : text) {
        if (c == '&')
            out += "&amp;";
        else if (c == '<')
            out += "&lt;";
        else if (c == '>')
            out += "&gt;";
        else
            out += c;
    }
    return out;
}

inline std::string relation(std::string_view id, std::string_view type, std::string_view target,
                            std::string_view more = {})
{
    return "<Relationship Id=\"" + std::string(id) +
           "\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/" +
           std::string(type) + "\" Target=\"" + std::string(target) + "\" " + std::string(more) + "/>";
}

inline NamedPart relations(std::string name, const std::string& inside)
{
    return {std::move(name), "<Relationships>" + inside + "</Relationships>"};
}

struct SheetXml {
    std::string name, xml;  ///< the worksheet's children
    std::string state = "visible";
};

struct BookXml {
    std::vector<SheetXml> sheets;
    std::vector<std::string> strings;
    std::vector<std::string> formats;  ///< cell style n + 1 has format n; style 0 is General
    bool from_1904 = false;
    std::vector<NamedPart> more;
};

inline std::vector<NamedPart> book_parts(const BookXml& book)
{
    std::string sheets, links = relation("s", "sharedStrings", "sharedStrings.xml") +
                                relation("f", "styles", "/xl/styles.xml");
    std::vector<NamedPart> parts;
    for (std::size_t i = 0; i < book.sheets.size(); ++i) {
        const std::string number = std::to_string(i + 1);
        sheets += "<sheet name=\"" + book.sheets[i].name + "\" sheetId=\"" + number + "\" state=\"" +
                  book.sheets[i].state + "\" r:id=\"r" + number + "\"/>";
        links += relation("r" + number, "worksheet", "worksheets/sheet" + number + ".xml");
        parts.emplace_back("xl/worksheets/sheet" + number + ".xml",
                           "<worksheet>" + book.sheets[i].xml + "</worksheet>");
    }
    std::string formats, styles = "<xf numFmtId=\"0\"/>", strings;
    for (std::size_t i = 0; i < book.formats.size(); ++i) {
        const std::string number = std::to_string(164 + i);
        formats += "<numFmt numFmtId=\"" + number + "\" formatCode=\"" + escaped(book.formats[i]) + "\"/>";
        styles += "<xf numFmtId=\"" + number + "\"/>";
    }
    for (const std::string& text : book.strings)
        strings += "<si><t xml:space=\"preserve\">" + escaped(text) + "</t></si>";
    parts.push_back(relations("_rels/.rels", relation("d", "officeDocument", "xl/workbook.xml")));
    parts.emplace_back("xl/workbook.xml", std::string("<workbook><workbookPr date1904=\"") +
                                              (book.from_1904 ? "1" : "0") + "\"/><sheets>" + sheets +
                                              "</sheets></workbook>");
    parts.push_back(relations("xl/_rels/workbook.xml.rels", links));
    parts.emplace_back("xl/sharedStrings.xml", "<sst>" + strings + "</sst>");
    parts.emplace_back("xl/styles.xml", "<styleSheet><numFmts>" + formats + "</numFmts><cellXfs>" + styles +
                                            "</cellXfs></styleSheet>");
    for (const NamedPart& part : book.more) parts.push_back(part);
    return parts;
}

inline std::string book_of(const BookXml& book)
{
    return zip_of(book_parts(book));
}

/// A sheet of inline texts, as they are in a text file.
inline std::string rows_xml(const std::vector<std::vector<std::string>>& rows)
{
    std::string xml = "<sheetData>";
    for (std::size_t r = 0; r < rows.size(); ++r) {
        xml += "<row r=\"" + std::to_string(r + 1) + "\">";
        for (const std::string& cell : rows[r])
            xml += cell.empty() ? "<c/>"
                                : "<c t=\"inlineStr\"><is><t xml:space=\"preserve\">" + escaped(cell) +
                                      "</t></is></c>";
        xml += "</row>";
    }
    return xml + "</sheetData>";
}

inline std::vector<NamedPart> document_parts(const std::string& body, const std::string& links = {})
{
    return {relations("_rels/.rels", relation("d", "officeDocument", "word/document.xml")),
            relations("word/_rels/document.xml.rels", links),
            {"word/document.xml", "<w:document><w:body>" + body + "</w:body></w:document>"}};
}

inline std::string document_of(const std::string& body)
{
    return zip_of(document_parts(body));
}

inline std::string paragraph_xml(const std::string& text)
{
    std::string runs;
    std::size_t from = 0;
    for (std::size_t end = 0; end != std::string::npos; from = end + 1) {
        end = text.find('\n', from);
        runs += (from == 0 ? "" : "<w:br/>") +
                ("<w:t xml:space=\"preserve\">" + escaped(text.substr(from, end - from))) + "</w:t>";
        if (end == std::string::npos) break;
    }
    return "<w:p><w:r>" + runs + "</w:r></w:p>";
}

inline std::string cell_xml(const std::string& text, const std::string& properties = {})
{
    return "<w:tc><w:tcPr>" + properties + "</w:tcPr>" + paragraph_xml(text) + "</w:tc>";
}

inline std::string table_xml(const std::vector<std::vector<std::string>>& rows)
{
    std::string xml = "<w:tbl>";
    for (const auto& row : rows) {
        xml += "<w:tr>";
        for (const std::string& cell : row) xml += cell_xml(cell);
        xml += "</w:tr>";
    }
    return xml + "</w:tbl>";
}

}  // namespace test
