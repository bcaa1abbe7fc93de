/// One protected characteristic of one person: whether it was considered, whether it mattered, and why.
/// Source: docs/domain.md.

#include "storage/model/fields/tables.h"

namespace model::tables {
namespace {

using enum FieldKind;
using enum Disclosure;

constexpr FieldSpec kEqualityFields[] = {
    {"person", "Person", Ref, "person", "", D2, "3.2 V7", "S60"},
    {"characteristic", "Characteristic", Code, "protected_char", "", D2, "3.2 V7", "S60"},
    {"considered", "Considered", Tri, "", "", D2, "3.2 V7", "S60"},
    {"relevant", "Relevant", Tri, "", "", D2, "3.2 V7", "S60"},
    {"analysis", "Analysis", Prose, "", "How it bore on risk, on services, on voice. Without names.", D2,
     "3.2 V7", "S60"},
    {"evidence", "Evidence", Refs, "", "", D2},
};

}  // namespace

KindSpec equality()
{
    return {"equality", "Equality", D2, kEqualityFields};
}

}  // namespace model::tables
