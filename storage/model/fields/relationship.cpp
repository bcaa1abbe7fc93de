/// How one person is related to another, directed from the first to the second. Drives the genogram.
/// Source: docs/domain.md.

#include "storage/model/fields/tables.h"

namespace model::tables {
namespace {

using enum FieldKind;
using enum Disclosure;

constexpr FieldSpec kRelationshipFields[] = {
    {"person_a", "Person", Ref, "person", "", D2, "3.1"},
    {"person_b", "To person", Ref, "person", "", D2, "3.1"},
    {"relationship_type", "The first is the second's", Code, "relationship_type", "", D2, "3.1"},
    {"from", "From", DateText, "", "", D2},
    {"to", "To", DateText, "", "", D2},
    {"cohabiting", "Living together", Tri, "", "", D2},
    {"abuse_present", "Abuse present", Tri, "", "Whether any source records abuse between them.", D2},
    {"source", "Source", Ref, "", "The record it comes from.", D2},
    {"note", "Note", Prose, "", "", D3},
};

}  // namespace

KindSpec relationship()
{
    return {"relationship", "Relationship", D2, kRelationshipFields};
}

}  // namespace model::tables
