/// A factor of risk or protection, at its ecological level, with its evidence.
/// Source: docs/domain.md.

#include "storage/model/fields/tables.h"

namespace model::tables {
namespace {

using enum FieldKind;
using enum Disclosure;

constexpr FieldSpec kFactorFields[] = {
    {"person", "Person", Ref, "person", "", D2, "3.1"},
    {"organisation", "Service", Ref, "organisation", "", D2, "3.1"},
    {"factor_domain", "Level", Code, "factor_domain", "", D2, "3.1"},
    {"factor_role", "Role", Code, "factor_role", "", D2, "3.1"},
    {"rp_factor", "Factor", Code, "rp_factor", "", D2},
    {"theme", "Theme", Code, "theme", "", D2},
    {"description", "Description", Prose, "", "Without names.", D2},
    {"factor_influence", "Influence", Code, "factor_influence", "", D2},
    {"modifiable", "Modifiable", Code, "modifiable",
     "To reduce future risk. It does not say that this death was preventable.", D2},
    {"known_then", "Known to a service then", Tri, "", "Whether any agency knew of it at the time.", D2},
    {"known_to_orgs", "Known to", Refs, "organisation", "", D2},
    {"evidence", "Evidence", Refs, "", "", D2, "3.1"},
};

}  // namespace

KindSpec factor()
{
    return {"factor", "Contributory factor", D2, kFactorFields};
}

}  // namespace model::tables
