/// What an owner reported on an action. History is never overwritten.
/// Source: docs/domain.md.

#include "storage/model/fields/tables.h"

namespace model::tables {
namespace {

using enum FieldKind;
using enum Disclosure;

constexpr FieldSpec kActionUpdateFields[] = {
    {"action", "Action", Ref, "action", "", D2, "3.1"},
    {"date", "Date", Date, "", "", D2, "3.1"},
    {"by_org", "By", Ref, "organisation", "", D2},
    {"by_role", "By role", Text, "", "The post.", D2},
    {"status", "Colour stated", Code, "action_rag", "", D2},
    {"text", "Update", Prose, "", "Without names.", D2, "3.1"},
    {"evidence", "Evidence", Refs, "", "", D2},
};

}  // namespace

KindSpec action_update()
{
    return {"action_update", "Action update", D2, kActionUpdateFields};
}

}  // namespace model::tables
