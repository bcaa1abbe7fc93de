/// An agency, charity, school or firm. Effective-dated: bodies merge and are renamed.
/// Source: docs/domain.md.

#include "storage/model/fields/tables.h"

namespace model::tables {
namespace {

using enum FieldKind;
using enum Disclosure;

constexpr FieldSpec kRememberedColumns[] = {
    {"heading", "Heading", Text, "", "", D3},
    {"field", "Taken for", Code, "import_field", "", D3},
};

constexpr FieldSpec kOrganisationFields[] = {
    {"name", "Name", Text, "",
     "As it is known to the panel. If the name is a person's own, raise the class of this record.", D2, "3.1",
     "S20"},
    {"agency_type", "Kind of agency", Code, "agency_type", "", D1, "3.1", "S20"},
    {"area_gss", "Boroughs", Codes, "borough", "The areas it serves.", D1},
    {"icb", "Integrated care board", Code, "icb",
     "For health bodies: by the date of death or of the request, never by today's list.", D1},
    {"bcu", "Police command unit", Code, "bcu", "For territorial police.", D1},
    {"valid_from", "Existed from", Date, "", "", D1},
    {"valid_to", "Existed to", Date, "", "", D1},
    {"parent", "Part of", Ref, "organisation", "", D1},
    {"statutory_partner", "Statutory partner", Flag, "",
     "A review partner in law: police, local authority, integrated care board.", D1},
    {"public_name", "Name in the published report", Text, "",
     "Statutory bodies are usually named; small charities and schools are described.", D1},
    {"contact", "Contact", Prose, "", "Whom to write to and where.", D3},
    {"column_map", "Remembered columns", Rows, "", "How this agency's files were read last time.", D3, "R09",
     "", kRememberedColumns},
    {"note", "Note", Prose, "", "", D3},
};

}  // namespace

KindSpec organisation()
{
    return {"organisation", "Organisation", D2, kOrganisationFields};
}

}  // namespace model::tables
