/// A proposal to a named body, tied to a lesson.
/// Source: docs/domain.md.

#include "storage/model/fields/tables.h"

namespace model::tables {
namespace {

using enum FieldKind;
using enum Disclosure;

constexpr FieldSpec kSmarts[] = {
    {"test", "Test", Code, "smart", "", D2},
    {"score", "Score", Code, "smart_score", "", D2},
    {"note", "Note", Prose, "", "", D2},
};

constexpr FieldSpec kRecommendationFields[] = {
    {"number", "Number", Integer, "", "", D2, "3.1"},
    {"text", "Recommendation", Prose, "", "One change, one owner. Without names.", D2, "3.1"},
    {"lessons", "Lessons", Refs, "lesson", "", D2, "3.2 V3"},
    {"rec_level", "Level", Code, "rec_level", "", D2, "3.2 V4"},
    {"addressee_org", "Addressees", Refs, "organisation",
     "The first is accountable. More than one needs an action for each.", D2, "3.2 V4"},
    {"national_body", "Department or body", Text, "", "For a national recommendation.", D2, "3.2 V5"},
    {"rec_theme", "Theme", Code, "rec_theme", "", D2, "3.1"},
    {"rec_addressee", "Sector of the addressee", Code, "rec_addressee", "", D2, "3.1"},
    {"smart", "SMART", Rows, "", "Five tests, each scored.", D2, "3.2 V4", "", kSmarts},
    {"prevention_tier", "Tier of prevention", Code, "rec_strength", "", D2},
    {"rec_strength", "Expected strength", Code, "rec_strength", "", D2},
    {"origin", "Origin", Code, "rec_origin", "", D2, "3.2 V10"},
    {"source_document", "Agency's review it comes from", Ref, "document", "", D2, "3.2 V10"},
    {"rec_status", "Status", Code, "rec_status", "", D2, "3.1"},
    {"issued_on", "Issued on", Date, "", "", D2},
    ahead({"response_due", "Response due", Date, "", "", D2, "3.2 V4"}),
    {"response_text", "Response", Prose, "", "Without names.", D2},
    {"response_date", "Response on", Date, "", "", D2},
    {"reject_reason", "Reason given", Prose, "",
     "Why it is not accepted, or was closed without being carried out. Without names.", D2, "3.3"},
    {"similar_to", "Similar earlier recommendations", Texts, "", "Their references in the library.", D2,
     "R22"},
};

}  // namespace

KindSpec recommendation()
{
    return {"recommendation", "Recommendation", D2, kRecommendationFields};
}

}  // namespace model::tables
