/// Somebody opened a document or report outside the program: an explicit act that is kept.
/// Source: docs/domain.md.

#include "storage/model/fields/tables.h"

namespace model::tables {
namespace {

using enum FieldKind;
using enum Disclosure;

constexpr FieldSpec kOutsideOpeningFields[] = {
    {"document", "Document", Ref, "document", "", D2},
    {"report", "Report", Text, "", "Which edition, where it was a report.", D2},
    {"purpose", "Purpose", Code, "opening_purpose", "", D2, "3.1", "S00"},
    {"note", "Note", Prose, "", "", D3},
};

}  // namespace

KindSpec outside_opening()
{
    return {"outside_opening", "Opening outside", D2, kOutsideOpeningFields};
}

}  // namespace model::tables
