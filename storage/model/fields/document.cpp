/// A source as it came, never altered. Its bytes are an attachment; title and file name are sealed.
/// Source: docs/domain.md.

#include "storage/model/fields/tables.h"

namespace model::tables {
namespace {

using enum FieldKind;
using enum Disclosure;

constexpr FieldSpec kDocumentFields[] = {
    {"title", "Title", Text, "", "What you call it.", D3},
    {"file_name", "File name", Text, "", "As it came.", D3, "3.1", "", {}, true},
    {"source_kind", "Kind of source", Code, "source_kind", "", D2, "3.1", "S30"},
    {"from_org", "From", Ref, "organisation", "Who sent it.", D2},
    {"author_role", "Author's role", Text, "", "The post, not the name.", D3},
    {"received_on", "Received on", Date, "", "", D2},
    {"dated", "Date of the document", DateText, "", "", D2},
    {"version", "Version", Text, "", "As the document states it.", D3},
    {"format", "Format", Text, "", "Kind of file by its content, such as text/csv.", D2},
    {"sha256",
     "Fingerprint of the file",
     Digest,
     "",
     "SHA-256 of the file as received. Made by the program.",
     D2,
     "",
     "",
     {},
     false,
     true},
    {"parts",
     "Parts",
     Digests,
     "",
     "SHA-256 of each stored part, in order. Made by the program.",
     D2,
     "",
     "",
     {},
     false,
     true},
    {"length", "Size in bytes", Integer, "", "Made by the program.", D2, "", "", {}, false, true},
    {"file_class", "Class of the file", Code, "disclosure_class",
     "Who may open the file itself. An agency's file is D3 unless you lower it.", D2},
    {"marking", "Marking", Code, "security_marking", "As marked by the sender.", D2},
    {"pages", "Pages", Integer, "", "", D2},
    {"supersedes", "Replaces", Ref, "document", "The earlier version, which is kept.", D2},
    {"third_party_flag", "Holds third-party information", Tri, "",
     "About people who have no part in this review.", D2},
    {"controller", "Controller", Ref, "organisation", "Who answers for the data in law.", D2},
    ahead({"expiry", "To be returned or destroyed by", Date, "", "", D2}),
    {"note", "Note", Prose, "", "", D3},
};

}  // namespace

KindSpec document()
{
    return {"document", "Document", D2, kDocumentFields};
}

}  // namespace model::tables
