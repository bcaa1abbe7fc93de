/// The review itself: one record, made when it is opened.
/// Source: docs/domain.md.

#include "storage/model/fields/tables.h"

namespace model::tables {
namespace {

using enum FieldKind;
using enum Disclosure;

constexpr FieldSpec kViews[] = {
    {"name", "Name", Text, "", "", D3},
    {"words", "Words", Text, "", "All of them occur in the event.", D3},
    {"agencies", "Agencies", Refs, "organisation", "", D3},
    {"person", "Person", Ref, "person", "", D3},
    {"kind", "Kind of contact", Code, "contact_kind", "", D3},
    {"theme", "Theme", Code, "theme", "", D3},
    {"significance", "Significance", Code, "significance", "", D3},
    {"missed", "With a missed opportunity", Flag, "", "", D3},
    {"good", "With good practice", Flag, "", "", D3},
    {"from", "From", Date, "", "", D3},
    {"to", "To", Date, "", "", D3},
    {"to_settle", "To settle", Flag, "", "", D3},
    {"not_coded", "Not coded", Flag, "", "", D3},
};

constexpr FieldSpec kReviewFields[] = {
    {"human_ref",
     "Reference",
     Text,
     "",
     "Made by the program: type, area, year and number. It names no person.",
     D2,
     "3.1",
     "S00",
     {},
     false,
     true},
    {"title_working", "Working title", Text, "",
     "For your own screen. It never leaves the sealed part, so a name may stand in it.", D3},
    {"review_type", "Type of review", Code, "review_type", "Which law or policy this review is held under.",
     D1, "3.1", "S00"},
    {"legal_basis", "Legal basis", Codes, "legal_basis",
     "Every basis that applies. A joint review has more than one.", D1, "3.1", "S15"},
    {"template_version", "Template and version", Text, "",
     "The set of stages, clocks and sections this review was opened with.", D1},
    {"out_of_force", "Law not in force here then", Flag, "",
     "The template's law was not in force in this area at that time. It is recorded and blocks nothing.", D1,
     "0.6"},
    {"lead_area", "Lead borough", Code, "borough",
     "The area whose partnership leads. Demo reviews use a fictional area.", D1, "3.1", "S00"},
    {"other_areas", "Other boroughs", Codes, "borough", "Other areas with a part in it.", D1},
    {"commissioner_org", "Commissioned by", Ref, "organisation",
     "The partnership or board that asked for the review.", D1},
    {"coordinator", "Coordinator", Ref, "person", "Who runs the review from day to day.", D2},
    {"chair_person", "Chair", Ref, "person", "Who leads the panel and answers for the report.", D2},
    {"author_person", "Author", Ref, "person", "Who writes the report, if not the chair.", D2},
    {"status", "Stage", Code, "review_status", "Where the review has got to.", D1},
    {"paused_flag", "Paused", Flag, "",
     "Paused for criminal or coronial proceedings. The stage underneath is kept.", D1},
    {"paused_reason", "Why it is paused", Prose, "", "What is awaited, and who advised the pause.", D3},
    {"demo_flag", "Demonstration", Flag, "", "A made-up case for training. It never counts in any figure.",
     D0},
    {"marking", "Marking", Code, "security_marking",
     "The handling marking for working papers. SECRET and above may not be kept here.", D1},
    {"scope_from", "Period under review, from", Date, "", "The first day agencies are asked to search.", D2,
     "3.1", "S20"},
    {"scope_to", "Period under review, to", Date, "", "The last day agencies are asked to search.", D2, "3.1",
     "S20"},
    {"scope_reason", "Why this period", Prose, "",
     "The reason the panel chose these dates. It may be quoted in the report, so use codes for people.", D2},
    {"method", "Method", Code, "review_method", "How the review will be carried out.", D1},
    {"linked_reviews", "Linked reviews", Texts, "",
     "References of other reviews about the same people or events.", D2},
    {"retention_class", "Retention", Code, "retention_class",
     "How long the papers are kept. Agree it with the information-governance lead.", D1},
    {"spelling_words", "Words of this review", Texts, "",
     "Names of places, services and other words that are spelled right here. One a line.", D3},
    {"saved_views",
     "Saved views of the chronology",
     Rows,
     "",
     "Filters that somebody gave a name. Made on the chronology's own screen.",
     D3,
     "",
     "",
     kViews,
     false,
     true},
    {"opened_on", "Opened on", Date, "", "The day this review was opened.", D1},
    {"year_of_death", "Year of death", Integer, "", "Used in the reference.", D1},
};

}  // namespace

KindSpec review()
{
    return {"review", "Review", D2, kReviewFields};
}

}  // namespace model::tables
