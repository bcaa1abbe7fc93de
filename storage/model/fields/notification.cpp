/// A notice that law or guidance requires, from one body to another.
/// Source: docs/domain.md.

#include "storage/model/fields/tables.h"

namespace model::tables {
namespace {

using enum FieldKind;
using enum Disclosure;

constexpr FieldSpec kNotificationFields[] = {
    {"kind", "Kind", Code, "notification_kind", "", D2, "0.2"},
    {"value", "What it says", Code, "notification_value", "A notice of the duty has three values in law.", D2,
     "0.2"},
    {"from_org", "From", Ref, "organisation", "", D2, "3.1"},
    {"to_org", "To", Ref, "organisation", "", D2, "3.1"},
    {"to_text", "To, in words", Text, "",
     "Where the body is not in the list, such as the Secretary of State.", D2},
    {"sent_on", "Sent on", Date, "", "", D2, "3.1"},
    {"sent_method", "Sent by", Code, "send_method", "", D2},
    {"clock", "Clock", Ref, "clock", "The clock that it meets.", D2},
    {"copy_doc", "Copy", Ref, "document", "", D2},
    {"reasons", "Reasons given", Prose, "", "Without names.", D2},
    {"note", "Note", Prose, "", "", D3},
};

}  // namespace

KindSpec notification()
{
    return {"notification", "Notification", D2, kNotificationFields};
}

}  // namespace model::tables
