/// One value of one fact as one source has it, or a correction of an agency's words. The field itself holds
/// the accepted value. Source: docs/domain.md.

#include "storage/model/fields/tables.h"

namespace model::tables {
namespace {

using enum FieldKind;
using enum Disclosure;

constexpr FieldSpec kClaimFields[] = {
    {"record_kind", "Kind of record", Text, "", "Which table the fact belongs to.", D2, "3.1", "S40"},
    {"record", "Record", Ref, "", "", D2, "3.1", "S40"},
    {"field", "Field", Text, "", "Which fact.", D2, "3.1", "S40"},
    {"value", "Value", Prose, "",
     "The value this source gives, spelled as the field spells it. Sealed, because it may be a name.", D4},
    {"date", "Value, if it is a date", DateText, "", "", D4},
    {"accepted", "Accepted", Flag, "", "The panel accepts this value; the field holds it.", D2},
    {"source_document", "Document", Ref, "document", "Where it stands.", D2},
    {"source_extract", "Extract", Ref, "extract", "", D2},
    {"source_event", "Event", Ref, "chronology_event", "", D2},
    {"source_text", "Source, in words", Prose, "", "Where no record can be named.", D3},
    {"strength", "Strength", Code, "evidence_strength", "How well this source is evidenced.", D2},
    {"by", "Recorded by", Ref, "person", "Who stated or decided it.", D2},
    {"reason", "Reason", Code, "claim_reason", "", D2},
    {"reason_text", "Reason, in words", Prose, "", "Why the panel accepts or refuses it.", D3},
};

}  // namespace

KindSpec claim()
{
    return {"claim", "Claim", D2, kClaimFields};
}

}  // namespace model::tables
