/// What one agency had to do with the people in the review, and what it was asked for.
/// Source: docs/domain.md.

#include "storage/model/fields/tables.h"

namespace model::tables {
namespace {

using enum FieldKind;
using enum Disclosure;

constexpr FieldSpec kAgencyInvolvementFields[] = {
    {"organisation", "Organisation", Ref, "organisation", "", D2, "3.1", "S30"},
    {"known_to_agency", "Known to the agency", Tri, "",
     "Whether the agency knew any of the people. No and not recorded are different answers.", D2},
    {"persons", "People known", Refs, "person", "", D2},
    {"first_contact", "First contact", DateText, "", "", D2},
    {"last_contact", "Last contact", DateText, "", "", D2},
    {"level", "Level of involvement", Code, "involvement_level", "", D2},
    {"required", "What is required", Code, "return_required", "", D2},
    {"exclusion_reason", "Why nothing is required", Prose, "",
     "A decision that may be questioned: give the reason, without names.", D2},
    {"lead_person", "Lead", Ref, "person", "The person who answers for the return.", D2},
    {"lead_role", "Role of the lead", Text, "", "Their post.", D3},
    {"status", "State", Code, "involvement_status", "A nil return is a finding too: record it.", D2},
    {"asked_on", "Asked on", Date, "", "", D2},
    ahead({"due_on", "Due on", Date, "", "", D2}),
    {"received_on", "Received on", Date, "", "", D2},
    {"completeness", "Completeness of the records", Code, "records_completeness", "", D2},
    {"documents", "Documents received", Refs, "document", "", D2},
    {"note", "Note", Prose, "", "", D3},
};

}  // namespace

KindSpec agency_involvement()
{
    return {"agency_involvement", "Agency involvement", D2, kAgencyInvolvementFields};
}

}  // namespace model::tables
