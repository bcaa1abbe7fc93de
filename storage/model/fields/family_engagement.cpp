/// One step with a bereaved family or another close person.
/// Source: docs/domain.md.

#include "storage/model/fields/tables.h"

namespace model::tables {
namespace {

using enum FieldKind;
using enum Disclosure;

constexpr FieldSpec kFamilyEngagementFields[] = {
    {"person", "Person", Ref, "person", "", D2, "3.1"},
    {"step", "Step", Code, "family_engagement", "", D2, "3.1"},
    {"date", "Date", Date, "", "", D2},
    {"by_whom", "By whom", Text, "", "", D3},
    {"advocate", "Advocate", Text, "", "", D3},
    {"comment", "What they said", Prose, "", "", D3},
    {"response", "How it was answered", Prose, "", "", D3},
    {"answered_on", "Answered on", Date, "", "", D2},
    {"reason", "Reason", Prose, "", "Why a step was declined or not taken. Without names.", D2},
};

}  // namespace

KindSpec family_engagement()
{
    return {"family_engagement", "Family engagement", D2, kFamilyEngagementFields};
}

}  // namespace model::tables
