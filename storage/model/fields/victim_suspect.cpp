/// One pair of a victim and a suspect, as statistics and the Home Office library describe it.
/// Source: docs/domain.md.

#include "storage/model/fields/tables.h"

namespace model::tables {
namespace {

using enum FieldKind;
using enum Disclosure;

constexpr FieldSpec kVictimSuspectFields[] = {
    {"victim", "Victim", Ref, "person", "", D2, "3.1"},
    {"suspect", "Suspect", Ref, "person", "", D2, "3.1"},
    {"relation", "Victim to suspect", Code, "victim_suspect_rel", "", D2, "3.1"},
    {"known_days", "Known for, in days", Integer, "", "", D2},
    {"living_together", "Living together", Tri, "", "", D2},
    {"aggravating", "Aggravating factors", Codes, "aggravating", "", D2},
    {"known_to", "Known as violent to", Codes, "known_to", "", D2},
    {"supervision", "Risk tools and processes", Codes, "risk_tool", "Those the suspect was under.", D2},
    {"orders", "Orders", Codes, "legal_order", "Those the suspect was under.", D2},
    {"note", "Note", Prose, "", "", D3},
};

}  // namespace

KindSpec victim_suspect()
{
    return {"victim_suspect", "Victim and suspect", D2, kVictimSuspectFields};
}

}  // namespace model::tables
