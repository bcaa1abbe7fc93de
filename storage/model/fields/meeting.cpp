/// A meeting of the panel or another body of the review.
/// Source: docs/domain.md.

#include "storage/model/fields/tables.h"

namespace model::tables {
namespace {

using enum FieldKind;
using enum Disclosure;

constexpr FieldSpec kAttendees[] = {
    {"person", "Person", Ref, "person", "", D2},
    {"role", "Role", Text, "", "The post, not the name.", D2},
    {"organisation", "Organisation", Ref, "organisation", "", D2},
    {"attendance", "Attendance", Code, "attendance", "", D2},
    {"substitute_for", "Substitute for", Text, "", "The post.", D2},
};

constexpr FieldSpec kMeetingFields[] = {
    {"meeting_type", "Kind", Code, "meeting_type", "", D2, "3.1"},
    {"number", "Number", Integer, "", "", D2},
    ahead({"date", "Date", Date, "", "", D2, "3.1"}),
    {"start", "Start", Time, "", "", D2},
    {"end", "End", Time, "", "", D2},
    {"place", "Place", Text, "", "", D3},
    {"online", "Online", Flag, "", "", D2},
    {"attendees", "Attendance", Rows, "", "", D2, "3.1", "", kAttendees},
    {"quorum", "Quorum", Integer, "", "How many members must be present.", D2},
    {"confidentiality_read", "Confidentiality statement read", Flag, "", "Read and recorded each time.", D2,
     "3.1"},
    {"conflicts", "Conflicts of interest", Refs, "conflict_of_interest", "", D2},
    {"minutes", "Minutes", Prose, "", "In codes, as far as you can.", D3},
    {"minutes_doc", "Minutes as sent", Ref, "document", "", D2},
    {"circulated_on", "Circulated on", Date, "", "", D2},
    {"parked", "Parked questions", Texts, "", "Kept for later.", D3, "4.3"},
    {"note", "Note", Prose, "", "", D3},
};

}  // namespace

KindSpec meeting()
{
    return {"meeting", "Meeting", D2, kMeetingFields};
}

}  // namespace model::tables
