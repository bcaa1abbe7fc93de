/// What one piece of evidence does for one finding.
/// Source: docs/domain.md.

#include "storage/model/fields/tables.h"

namespace model::tables {
namespace {

using enum FieldKind;
using enum Disclosure;

constexpr FieldSpec kFindingEvidenceFields[] = {
    {"finding", "Finding", Ref, "finding", "", D2, "3.1", "S60"},
    {"target", "Evidence", Ref, "", "An event, extract, account or factor.", D2, "3.1", "S60"},
    {"role", "What it does", Code, "evidence_role", "", D2, "3.1", "S60"},
    {"note", "Note", Prose, "", "Without names.", D2},
};

}  // namespace

KindSpec finding_evidence()
{
    return {"finding_evidence", "Evidence of a finding", D2, kFindingEvidenceFields};
}

}  // namespace model::tables
