/// What was asked of a body, by which power, and what came of it.
/// Source: docs/domain.md.

#include "storage/model/fields/tables.h"

namespace model::tables {
namespace {

using enum FieldKind;
using enum Disclosure;

constexpr FieldSpec kReminders[] = {
    {"on", "Sent on", Date, "", "", D2},
    {"how", "How", Code, "send_method", "", D2},
};

constexpr FieldSpec kInformationRequestFields[] = {
    {"to_org", "To", Ref, "organisation", "", D2, "3.1", "S30"},
    {"legal_basis", "By which power", Code, "request_basis",
     "A review without a statutory basis cannot compel anyone.", D2, "R61", "S30"},
    {"asked_for", "What was asked for", Prose, "", "", D3, "3.1", "S30"},
    {"period_from", "Period, from", Date, "", "", D2},
    {"period_to", "Period, to", Date, "", "", D2},
    {"sent_on", "Sent on", Date, "", "", D2},
    ahead({"due_on", "Due on", Date, "", "", D2}),
    {"reminders", "Reminders", Rows, "", "", D2, "3.1", "", kReminders},
    {"response", "Response", Code, "request_response", "", D2},
    {"response_on", "Response on", Date, "", "", D2},
    {"refusal_reason", "Reason for refusal", Code, "refusal_reason", "", D2, "R61"},
    {"refusal_text", "Reason, in words", Prose, "", "", D3},
    {"escalated_to", "Escalated to", Text, "", "", D3},
    {"documents", "What came", Refs, "document", "", D2},
    {"involvement", "Agency's involvement", Ref, "agency_involvement", "", D2},
    {"note", "Note", Prose, "", "", D3},
};

}  // namespace

KindSpec information_request()
{
    return {"information_request", "Information request", D2, kInformationRequestFields};
}

}  // namespace model::tables
