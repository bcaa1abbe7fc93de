/// The smallest piece of a document that can be cited.
/// Source: docs/domain.md.

#include "storage/model/fields/tables.h"

namespace model::tables {
namespace {

using enum FieldKind;
using enum Disclosure;

constexpr FieldSpec kExtractFields[] = {
    {"document", "Document", Ref, "document", "", D2, "3.1", "S60"},
    {"unit", "Points at", Code, "extract_unit", "", D2},
    {"page", "Page", Integer, "", "", D2},
    {"region", "Part of the page", Text, "",
     "Left, top, width and height in thousandths of the page, such as 120,300,760,90.", D2},
    {"paragraph", "Paragraph", Text, "", "As numbered in the document.", D2},
    {"cells", "Cells", Text, "", "For example B4:C9.", D2},
    {"text", "Words", Prose, "", "Exactly as they stand in the document.", D3, "3.1", "", {}, true},
    {"quoted_flag", "Quoted", Flag, "", "The words are quoted as they stand, not summed up.", D2},
    {"note", "Note", Prose, "", "", D3},
};

}  // namespace

KindSpec extract()
{
    return {"extract", "Extract", D2, kExtractFields};
}

}  // namespace model::tables
