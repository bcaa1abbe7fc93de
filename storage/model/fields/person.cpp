/// Anyone the review speaks of. Everything refers to people by code; names live in the sealed part.
/// Source: docs/domain.md.

#include "storage/model/fields/tables.h"

namespace model::tables {
namespace {

using enum FieldKind;
using enum Disclosure;

constexpr FieldSpec kNames[] = {
    {"kind", "Kind of name", Code, "name_kind", "", D4},
    {"given", "Given names", Text, "", "", D4},
    {"family", "Family name", Text, "", "", D4},
    {"text", "Name as written", Text, "", "The whole name as a source has it, where it cannot be parted.",
     D4},
    {"script", "Script", Text, "", "Four letters, such as Latn, Cyrl or Arab.", D4},
    {"lang", "Language", Text, "", "Two or three letters, such as pl or so.", D4},
};

constexpr FieldSpec kAddresses[] = {
    {"address", "Address", Prose, "", "", D4},
    {"postcode", "Postcode", Text, "", "", D4},
    {"from", "From", DateText, "", "", D4},
    {"to", "To", DateText, "", "", D4},
    {"protected", "Protected address", Flag, "", "Never shown to another party.", D4},
};

constexpr FieldSpec kReferences[] = {
    {"kind", "Kind of number", Text, "", "For example NHS or PNC.", D4},
    {"number", "Number", Text, "", "", D4},
};

constexpr FieldSpec kPersonFields[] = {
    {"code", "Code", Text, "",
     "V or V2 for a victim, S1 for anyone suspected, C1 for a child, others by relation. It never changes "
     "and never judges.",
     D2, "3.1", "S15"},
    {"names", "Names", Rows, "",
     "Every name the person is known by: full, alias, maiden, street name, other scripts.", D4, "3.1", "",
     kNames},
    {"dob", "Date of birth", DateText, "", "As stated and as understood.", D4},
    {"age_at_incident", "Age at the incident", Integer, "", "In whole years.", D2},
    {"age_band",
     "Age band",
     Code,
     "age_band",
     "Worked out by the program from the age.",
     D2,
     "",
     "",
     {},
     false,
     true},
    {"sex", "Sex", Code, "sex", "", D2},
    {"gender_id", "Gender identity", Code, "gender_id", "", D2},
    {"ethnicity_18_1", "Ethnicity", Code, "ethnicity_18_1", "Self-defined ethnicity where it is known.", D2},
    {"ethnicity_source", "Who defined it", Code, "ethnicity_source",
     "An officer-observed code is never turned into a self-defined one.", D2},
    {"religion", "Religion or belief", Code, "religion", "", D2},
    {"sexual_orientation", "Sexual orientation", Code, "sexual_orientation",
     "Record it only if a source states it.", D2},
    {"disability", "Disability", Tri, "", "Whether any source records a disability.", D2},
    {"disability_text", "Disability, in words", Prose, "", "What the sources say.", D3},
    {"nationality", "Nationality", Texts, "", "One on each line.", D2},
    {"first_language", "First language", Text, "", "The language the person would choose.", D2},
    {"interpreter_needed", "Interpreter needed", Tri, "", "", D2},
    {"immigration", "Immigration position", Code, "immigration",
     "Record it only if it is relevant to the learning.", D2},
    {"marital", "Marital status", Code, "marital", "At the time of the incident.", D2},
    {"employment", "Employment", Code, "employment", "At the time of the incident.", D2},
    {"occupation", "Occupation", Text, "", "In words. A rare occupation can identify a person.", D3},
    {"education", "Education", Code, "education", "At the time of the incident.", D2},
    {"housing_type", "Housing", Code, "housing_type", "At the time of the incident.", D2},
    {"addresses", "Addresses", Rows, "", "Where the person lived, as far as the review needs it.", D4, "6",
     "", kAddresses},
    {"references", "Reference numbers", Rows, "",
     "NHS, PNC, CRIS, URN and other numbers agencies use for the person.", D4, "6.3", "", kReferences},
    {"contact", "Contact details", Prose, "", "For family, witnesses and professionals who are written to.",
     D3},
    {"vulnerability", "Vulnerabilities and needs", Codes, "vulnerability", "Every one that a source records.",
     D2},
    {"mh_issue", "Mental health issues", Codes, "mh_issue", "Every one that a source records.", D2},
    {"care_experienced", "Care experienced", Tri, "", "Ever looked after by a local authority.", D2},
    {"offending_history", "Offending history", Tri, "", "", D2},
    {"previous_victim", "Previously a victim", Tri, "", "Of violence, abuse or exploitation.", D2},
    {"died_date", "Date of death", DateText, "", "", D2},
    {"living_flag", "Living", Tri, "", "Data protection law covers living people.", D2},
    {"published_name", "Name in the published report", Text, "", "A pseudonym, best chosen by the family.",
     D3},
    {"note", "Note", Prose, "", "Anything the fields above do not hold.", D3},
};

}  // namespace

KindSpec person()
{
    return {"person", "Person", D2, kPersonFields};
}

}  // namespace model::tables
