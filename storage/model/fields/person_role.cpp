/// A part a person plays in the review. The role word shown follows the criminal-justice status.
/// Source: docs/domain.md.

#include "storage/model/fields/tables.h"

namespace model::tables {
namespace {

using enum FieldKind;
using enum Disclosure;

constexpr FieldSpec kPersonRoleFields[] = {
    {"person", "Person", Ref, "person", "", D2, "3.1", "S15"},
    {"role", "Role", Code, "person_role",
     "The word shown follows the criminal justice status: nobody is called a perpetrator before a "
     "conviction.",
     D2, "3.1", "S15"},
    {"incident", "Incident", Ref, "incident", "Which incident, if there are several.", D2},
    {"organisation", "Organisation", Ref, "organisation", "For professionals: whom they work for.", D2},
    {"from", "From", DateText, "", "", D2},
    {"to", "To", DateText, "", "", D2},
    {"note", "Note", Prose, "", "", D3},
};

}  // namespace

KindSpec person_role()
{
    return {"person_role", "Role of a person", D2, kPersonRoleFields};
}

}  // namespace model::tables
