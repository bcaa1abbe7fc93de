/// Something a meeting asked somebody to do. Not an action of the action plan.
/// Source: docs/domain.md.

#include "storage/model/fields/tables.h"

namespace model::tables {
namespace {

using enum FieldKind;
using enum Disclosure;

constexpr FieldSpec kMeetingActionFields[] = {
    {"meeting", "Meeting", Ref, "meeting", "", D2, "3.1"},
    {"number", "Number", Integer, "", "", D2},
    {"text", "What is to be done", Prose, "", "Without names.", D2, "3.1"},
    {"owner_person", "Owner", Ref, "person", "", D2},
    {"owner_org", "Owner's organisation", Ref, "organisation", "", D2},
    {"owner_role", "Owner's role", Text, "", "The post.", D2},
    ahead({"due", "Due", Date, "", "", D2, "3.1"}),
    {"done_on", "Done on", Date, "", "", D2},
    {"refs", "About", Refs, "", "", D2},
};

}  // namespace

KindSpec meeting_action()
{
    return {"meeting_action", "Meeting action", D2, kMeetingActionFields};
}

}  // namespace model::tables
