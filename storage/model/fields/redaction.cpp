/// An overlay on words of a record or report. Reversible in-house, burnt in on export.
/// Source: docs/domain.md.

#include "storage/model/fields/tables.h"

namespace model::tables {
namespace {

using enum FieldKind;
using enum Disclosure;

constexpr FieldSpec kRedactionFields[] = {
    {"target", "Record", Ref, "", "", D3, "3.1"},
    {"field", "Field", Text, "", "", D3},
    {"from", "From character", Integer, "", "", D3},
    {"to", "To character", Integer, "", "", D3},
    {"reason", "Reason", Code, "redact_reason", "", D3, "3.1"},
    {"edition", "Edition", Code, "edition", "", D3},
    {"by", "By", Ref, "person", "", D3},
    {"approved_by", "Approved by", Ref, "person", "", D3},
    {"approved_on", "Approved on", Date, "", "", D3},
    {"replaced_with", "Replaced with", Text, "", "", D3},
};

}  // namespace

KindSpec redaction()
{
    return {"redaction", "Redaction", D3, kRedactionFields};
}

}  // namespace model::tables
