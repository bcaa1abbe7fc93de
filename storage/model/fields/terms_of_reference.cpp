/// What the review must answer, about whom, over which period. A new version is a new record.
/// Source: docs/domain.md.

#include "storage/model/fields/tables.h"

namespace model::tables {
namespace {

using enum FieldKind;
using enum Disclosure;

constexpr FieldSpec kTermsOfReferenceFields[] = {
    {"version", "Version", Integer, "", "", D2, "3.1", "S20"},
    {"agreed_on", "Agreed on", Date, "", "", D2, "3.1", "S20"},
    {"purpose", "Purpose", Prose, "", "Without names.", D2, "3.1", "S20"},
    {"persons", "People in scope", Refs, "person", "", D2},
    {"agencies", "Agencies in scope", Refs, "organisation", "", D2},
    {"period_from", "Period, from", Date, "", "", D2},
    {"period_to", "Period, to", Date, "", "", D2},
    {"family_consulted", "Family consulted", Tri, "", "", D2, "Q13"},
    {"decision", "Decision", Ref, "decision", "", D2},
    {"supersedes", "Replaces", Ref, "terms_of_reference", "", D2},
};

}  // namespace

KindSpec terms_of_reference()
{
    return {"terms_of_reference", "Terms of reference", D2, kTermsOfReferenceFields};
}

}  // namespace model::tables
