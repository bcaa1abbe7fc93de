/// A fatal or serious incident. One review may hold several, each with several victims.
/// Source: docs/domain.md.

#include "storage/model/fields/tables.h"

namespace model::tables {
namespace {

using enum FieldKind;
using enum Disclosure;

constexpr FieldSpec kCircumstance[] = {
    {"code", "Circumstance", Code, "circumstance", "", D2},
    {"answer", "Answer", Tri, "", "Whether it applies.", D2},
    {"source", "Where it comes from", Code, "evidence_strength", "How well it is evidenced.", D2},
};

constexpr FieldSpec kIncidentFields[] = {
    {"death_date", "Date of death", DateText, "",
     "As it is known: an exact day, a month, or between two days.", D2, "3.1", "S15"},
    {"incident_date", "Date of incident", DateText, "",
     "When the fatal act happened, if it differs from the death.", D2},
    {"found_date", "Date found", DateText, "", "When the person was found, if that is what is known.", D2},
    {"place_text", "Place", Prose, "", "Address or description of the place. Kept sealed.", D3},
    {"location_type", "Kind of place", Code, "location_type", "The place as statistics name it.", D2},
    {"area_gss", "Borough", Code, "borough",
     "Where the death occurred or, if not known, where the body was found.", D2, "3.1", "S15"},
    {"bcu", "Police command unit", Code, "bcu", "The Metropolitan Police unit for the area.", D2},
    {"police_ref", "Police reference", Text, "", "For example a CRIS or operation reference.", D4},
    {"homicide_index_ref", "Homicide Index reference", Text, "",
     "The Home Office Homicide Index number, if you have it.", D4},
    {"method", "Method of killing", Code, "method", "As the Home Office library lists it.", D2},
    {"weapon", "Weapon", Codes, "weapon", "Every weapon used.", D2},
    {"weapon_legal", "Offensive weapon in law", Code, "weapon_legal",
     "How the article meets section 1 of the Prevention of Crime Act 1953.", D2},
    {"weapon_source", "Where the weapon came from", Code, "weapon_source", "How the person came to have it.",
     D2},
    {"circumstance", "Circumstances", Rows, "",
     "Each circumstance with an answer and where it comes from. Not recorded is not no.", D2, "3.1", "",
     kCircumstance},
    {"alcohol_involved", "Alcohol involved", Tri, "", "Whether alcohol played a part for anyone present.",
     D2},
    {"drug_involved", "Drugs involved", Tri, "", "Whether drugs played a part for anyone present.", D2},
    {"cctv", "Recorded on camera", Tri, "", "CCTV, body-worn or phone footage.", D2},
    {"witnesses_n", "Number of witnesses", Integer, "", "People who saw the incident or what led to it.", D2},
    {"bystander_n", "Number of bystanders", Integer, "", "People present who took no part.", D2},
    {"public_appeal", "Public appeal made", Tri, "", "Whether police asked the public for information.", D2},
    {"homicide_subtype",
     "Homicide sub-type",
     Code,
     "homicide_subtype",
     "Worked out by the program from sex, age, place and domestic flag.",
     D2,
     "",
     "",
     {},
     false,
     true},
    {"hi_domestic", "Domestic", Code, "hi_domestic", "As the Homicide Index counts it.", D2},
    {"da_death_type", "Domestic abuse related death type", Code, "da_death_type",
     "Where the death followed domestic abuse.", D2},
    {"dhr_category", "Home Office library category", Code, "dhr_category",
     "The category the DHR library would give.", D2},
    {"victims", "Victims", Refs, "person", "Everyone who died or was seriously harmed.", D2},
    {"description", "What happened", Prose, "",
     "A short account in codes, without names, that the panel could read.", D2},
};

}  // namespace

KindSpec incident()
{
    return {"incident", "Incident", D2, kIncidentFields};
}

}  // namespace model::tables
