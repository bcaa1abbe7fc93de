/// One agency file read into the chronology. Repeatable and reversible; no row is lost.
/// Source: docs/domain.md.

#include "storage/model/fields/tables.h"

namespace model::tables {
namespace {

using enum FieldKind;
using enum Disclosure;

constexpr FieldSpec kFileColumns[] = {
    {"column", "Column", Integer, "", "From 1.", D3},
    {"heading", "Heading", Text, "", "", D3},
    {"field", "Taken for", Code, "import_field", "", D3},
};

constexpr FieldSpec kAside[] = {
    {"row", "Row", Integer, "", "Of the file, from 1.", D2},
    {"last", "Last row", Integer, "", "Of a run of rows set aside for the same reason; absent for one row.",
     D2},
    {"reason", "Reason", Code, "row_reason", "", D2},
};

constexpr FieldSpec kAltered[] = {
    {"row", "Row", Integer, "", "Of the file, from 1.", D2},
    {"count", "How many", Integer, "", "", D2},
};

constexpr FieldSpec kImportFields[] = {
    {"file", "File", Ref, "document", "The file itself, kept as a document.", D2},
    {"organisation", "Agency", Ref, "organisation", "The source of rows that name no agency of their own.",
     D2},
    {"encoding", "Encoding", Code, "file_encoding", "", D2},
    {"delimiter", "Separator", Code, "file_delimiter", "", D2},
    {"header_row", "Heading row", Integer, "", "Which row of the file holds the headings, from 1; 0 if none.",
     D2},
    {"column_map", "Columns", Rows, "", "What each column was taken for.", D3, "3.1", "", kFileColumns},
    {"date_convention", "Order of day and month", Code, "date_convention", "How numeric dates were read.",
     D2},
    {"date_convention_by", "Settled by", Code, "date_convention_by",
     "Whether the file admits only this order, or a person chose.", D2},
    {"rows_read", "Rows read", Integer, "", "Always the events made and the rows set aside together.", D2},
    {"rows_event", "Rows that became events", Integer, "", "", D2},
    {"rows_set_aside", "Rows set aside", Rows, "",
     "Each row that is no event, with its reason. Its words are in the file.", D2, "3.1", "", kAside},
    {"rows_altered", "Rows with unreadable characters", Rows, "",
     "Rows in which a byte could not be read. The exact bytes are in the file.", D2, "formats 8", "",
     kAltered},
    {"preview_hash",
     "Fingerprint of the preview",
     Digest,
     "",
     "Of what was shown before it was accepted.",
     D2,
     "",
     "",
     {},
     false,
     true},
    {"reader_version", "Read by", Text, "", "Version of the program that read the file.", D2},
    {"note", "Note", Prose, "", "", D3},
};

}  // namespace

KindSpec import()
{
    return {"import", "Import", D2, kImportFields};
}

}  // namespace model::tables
