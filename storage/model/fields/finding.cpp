/// A reasoned statement of what the evidence shows.
/// Source: docs/domain.md.

#include "storage/model/fields/tables.h"

namespace model::tables {
namespace {

using enum FieldKind;
using enum Disclosure;

constexpr FieldSpec kFindingFields[] = {
    {"number", "Number", Integer, "", "", D2, "3.1"},
    {"title", "Title", Text, "", "Without names.", D2, "3.1"},
    {"statement", "Statement", Prose, "", "What the evidence shows. Without names.", D2, "3.1", "S60"},
    {"why_it_happened", "Why it happened", Prose, "", "Without names and without blame.", D2, "3.1"},
    {"finding_type", "Kind", Code, "finding_type", "", D2, "3.1", "S60"},
    {"theme", "Main theme", Code, "theme", "", D2, "3.3"},
    {"themes", "Other themes", Codes, "theme", "Up to four.", D2, "3.3"},
    {"kloe", "Key lines it answers", Refs, "kloe", "", D2, "3.1"},
    {"agencies", "Agencies", Refs, "organisation", "", D2, "3.1"},
    {"mo", "Missed opportunities", Codes, "missed_opportunity", "Each must also sit on an event.", D2,
     "3.2 V2"},
    {"gp", "Good practice", Codes, "good_practice", "Each must also sit on an event.", D2, "3.2 V2"},
    {"evidence_strength", "Strength of the evidence", Code, "evidence_strength", "", D2, "3.1"},
    {"practice_grade", "Grade of practice", Code, "practice_grade",
     "Off unless the template allows it. Never published.", D3, "3.3"},
    {"alter_outcome", "Chance to alter the outcome", Code, "alter_outcome",
     "Restricted, and off unless the template allows it.", D3, "0.15"},
    {"equality_link", "Equality", Refs, "equality", "Where the finding is about a protected characteristic.",
     D2},
    {"status", "Status", Code, "finding_status", "", D2, "3.1", "S60"},
    {"contradiction_text", "Evidence that contradicts it", Prose, "", "How it was weighed. Without names.",
     D2, "3.2 V9"},
    {"dissent_text", "Dissent", Prose, "", "What those who do not agree hold. Without names.", D2, "3.1"},
    {"no_learning_reason", "Why no learning was drawn", Prose, "", "Where no lesson follows. Without names.",
     D2, "3.2 V3"},
    {"evidence_state",
     "Evidence as agreed",
     Digest,
     "",
     "Of the evidence when the finding was agreed. Made by the program.",
     D2,
     "3.2 V11",
     "",
     {},
     false,
     true},
};

}  // namespace

KindSpec finding()
{
    return {"finding", "Finding", D2, kFindingFields};
}

}  // namespace model::tables
