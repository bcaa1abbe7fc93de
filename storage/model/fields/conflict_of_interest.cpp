/// A declared interest, or the chair's and author's statement of independence.
/// Source: docs/domain.md.

#include "storage/model/fields/tables.h"

namespace model::tables {
namespace {

using enum FieldKind;
using enum Disclosure;

constexpr FieldSpec kConflictOfInterestFields[] = {
    {"person", "Person", Ref, "person", "", D2, "3.1"},
    {"nature", "Nature", Prose, "", "", D3, "3.1"},
    {"declared_on", "Declared on", Date, "", "", D2},
    {"handling", "How it is handled", Prose, "", "Without names.", D2, "3.1"},
    {"independence", "Statement of independence", Flag, "",
     "The chair or author has stated independence from the agencies.", D2, "Q3"},
};

}  // namespace

KindSpec conflict_of_interest()
{
    return {"conflict_of_interest", "Conflict of interest", D2, kConflictOfInterestFields};
}

}  // namespace model::tables
