#include <algorithm>

#include "app/import/cells.h"
#include "app/import/decode.h"
#include "app/import/docx.h"
#include "app/import/html.h"
#include "app/import/import.h"
#include "app/import/package.h"
#include "app/import/records.h"
#include "app/import/xlsx.h"
#include "app/import/xml.h"

namespace import_ {
namespace {

using base::ErrorKind;
using base::fail;

bool starts_with(ByteView file, std::string_view bytes)
{
    return base::text_of(file).starts_with(bytes);
}

/// Word and Excel before 2007, and any Office file with a password, are of this kind.
base::Error old_office()
{
    return fail(
        ErrorKind::Refused,
        "This is an old Word or Excel file (.doc, .xls), or one that is protected by a password. "
        "Nothing was imported; open it, save it as .docx or .xlsx without a password, and import that.",
        "old_office");
}

/// Programs inside the file: nothing of it is read.
Result<void> refuse_macros(Package& package)
{
    const auto refused = fail(ErrorKind::Refused,
                              "The file holds macros, which are programs. Nothing was imported; save it as "
                              ".docx or .xlsx without macros, and import that.",
                              "macros");
    for (const std::string& name : package.names())
        if (name.ends_with("vbaProject.bin") || name.find("macrosheets/") != std::string::npos)
            return refused;
    if (!package.has("[Content_Types].xml")) return {};
    TRY_ASSIGN(const std::string types, package.read("[Content_Types].xml"));
    if (types.find("macroEnabled") != std::string::npos) return refused;
    return {};
}

base::Error other_zip(const Package& package)
{
    if (package.has("content.xml") && package.has("mimetype"))
        return fail(
            ErrorKind::Invalid,
            "This is an OpenDocument file. Nothing was imported; save it as .docx or .xlsx and import "
            "that.",
            "not_text");
    return fail(ErrorKind::Invalid,
                "This is a zip file, but no Word document or Excel workbook. Nothing was imported; unpack it "
                "and import what is in it.",
                "not_text");
}

Result<Table> read_office(ByteView file, const Limits& limits, const ReadRequest& request)
{
    TRY_ASSIGN(Package package, Package::open(file));
    TRY_VOID(refuse_macros(package));
    bool outside = false;
    TRY_ASSIGN(const auto relations, relations_of(package, "", outside));
    for (const auto& [id, relation] : relations) {
        if (relation.type != "officeDocument" || !package.has(relation.target)) continue;
        if (relation.target.ends_with(".bin"))
            return fail(
                ErrorKind::Refused,
                "This is a binary workbook (.xlsb). Nothing was imported; save it as .xlsx and import "
                "that.",
                "old_office");
        TRY_ASSIGN(const std::string bytes, package.read(relation.target));
        std::string root;
        {
            TRY_ASSIGN(const auto document, parse_xml(bytes));
            root = std::string(local(document->document_element()));
        }
        if (root == "workbook") return read_workbook(package, relation.target, limits, request);
        if (root == "document") return read_document(package, relation.target, limits, request);
    }
    return other_zip(package);
}

Result<Table> read_text(const Decoded& decoded, const Limits& limits)
{
    Table table;
    const char delimiter = delimiter_of(decoded.text);
    table.delimiter = std::string(1, delimiter);
    TRY_ASSIGN(table.records, records_of(decoded.text, delimiter, limits));
    for (const Record& record : table.records) table.columns = std::max(table.columns, record.cells.size());
    if (table.columns < 2)
        table.notes.emplace_back(
            "The file has only one column: it may use a separator that is not known here.");
    return table;
}

}  // namespace

const Record* Table::row(std::size_t number) const
{
    const auto found = std::ranges::lower_bound(records, number, {}, &Record::number);
    return found != records.end() && found->number == number ? &*found : nullptr;
}

Result<Table> read_table(ByteView file, const Limits& limits, const ReadRequest& request)
{
    if (file.size() > limits.file_bytes)
        return fail(ErrorKind::Refused,
                    "The file is larger than " + std::to_string(limits.file_bytes / 1024 / 1024) +
                        " MiB. Nothing was imported; ask for it in parts.",
                    "limit_file");
    if (starts_with(file, "PK\x03\x04") || starts_with(file, "PK\x05\x06"))
        return read_office(file, limits, request);
    if (starts_with(file, "\xD0\xCF\x11\xE0")) return old_office();
    TRY_ASSIGN(const Decoded decoded, decode(file));
    if (decoded.text.find_first_not_of(" \t\n") == std::string::npos)
        return fail(ErrorKind::Invalid,
                    "The file has nothing but blank lines. Nothing was imported; ask the agency to send it "
                    "again.",
                    "empty_file");
    TRY_ASSIGN(Table table,
               is_html(decoded.text) ? read_html(decoded.text, limits, request) : read_text(decoded, limits));
    table.encoding = decoded.encoding;
    table.notes.insert(table.notes.begin(), decoded.notes.begin(), decoded.notes.end());
    return table;
}

}  // namespace import_
