#include "app/core/import_codes.h"

#include <cstdlib>

namespace core {

using import_::Field;

std::string_view code_of(Field field)
{
    switch (field) {
        case Field::Date: return "DATE";
        case Field::Time: return "TIME";
        case Field::EndDate: return "END_DATE";
        case Field::EndTime: return "END_TIME";
        case Field::Sequence: return "SEQUENCE";
        case Field::Source: return "SOURCE";
        case Field::Agency: return "AGENCY";
        case Field::Subject: return "SUBJECT";
        case Field::Text: return "TEXT";
        case Field::Outcome: return "OUTCOME";
        case Field::AgencyComment: return "COMMENT";
        case Field::PolicyFollowed: return "POLICY";
        case Field::WorkerRole: return "WORKER";
        case Field::ContactKind: return "KIND";
        case Field::ContactMode: return "MODE";
        case Field::Voice: return "VOICE";
        case Field::SeenAlone: return "ALONE";
        case Field::Significance: return "SIGNIFICANCE";
        case Field::Reference: return "REF";
        case Field::Other: return "OTHER";
        case Field::Ignored: return "IGNORE";
    }
    std::abort();
}

std::string_view encoding_code(std::string_view name)
{
    if (name == "utf-8-bom") return "UTF8_BOM";
    if (name == "utf-16le") return "UTF16LE";
    if (name == "utf-16be") return "UTF16BE";
    if (name == "windows-1252") return "WIN1252";
    return "UTF8";
}

std::string_view delimiter_code(std::string_view delimiter)
{
    if (delimiter == ";") return "SEMICOLON";
    if (delimiter == "\t") return "TAB";
    if (delimiter == "|") return "PIPE";
    if (delimiter.empty()) return "CELLS";
    return "COMMA";
}

std::string_view code_of(import_::Reason reason)
{
    switch (reason) {
        case import_::Reason::Preamble: return "PREAMBLE";
        case import_::Reason::Heading: return "HEADING";
        case import_::Reason::Blank: return "BLANK";
        case import_::Reason::Banner: return "BANNER";
        case import_::Reason::Refused: return "REFUSED";
        case import_::Reason::OtherTable: return "OTHER_TABLE";
        case import_::Reason::Outside: return "OUTSIDE";
        case import_::Reason::Deleted: return "DELETED";
        case import_::Reason::Already: return "ALREADY";
    }
    std::abort();
}

std::optional<Field> field_of_code(std::string_view code)
{
    for (int i = 0; i <= static_cast<int>(Field::Ignored); ++i)
        if (code_of(static_cast<Field>(i)) == code) return static_cast<Field>(i);
    return std::nullopt;
}

std::string_view media_type(const import_::Preview& preview)
{
    if (preview.format == "xlsx") return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    if (preview.format == "docx")
        return "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    if (preview.format == "html") return "text/html";
    return preview.delimiter == "\t" ? "text/tab-separated-values" : "text/csv";
}

}  // namespace core
