/// Something the panel or a body decided. Numbered and permanent; a stage changes only by one.
/// Source: docs/domain.md.

#include "storage/model/fields/tables.h"

namespace model::tables {
namespace {

using enum FieldKind;
using enum Disclosure;

constexpr FieldSpec kDissents[] = {
    {"person", "Person", Ref, "person", "", D2},
    {"organisation", "Organisation", Ref, "organisation", "", D2},
    {"words", "What they held", Prose, "", "Without names.", D2},
};

constexpr FieldSpec kDecisionFields[] = {
    {"number", "Number", Integer, "", "Given by the program, never used again.", D2, "3.1"},
    {"meeting", "Meeting", Ref, "meeting", "", D2},
    {"agenda_item", "Agenda item", Ref, "agenda_item", "", D2},
    {"decision_kind", "Kind", Code, "decision_kind", "", D2, "3.1"},
    {"text", "Decision", Prose, "", "Without names.", D2, "3.1"},
    {"outcome", "Outcome", Prose, "", "Without names.", D2},
    {"reason", "Reason", Prose, "", "Without names.", D2},
    {"decided_on", "Decided on", Date, "", "", D2, "3.1"},
    {"decided_by", "Decided by", Refs, "person", "", D2, "3.1"},
    {"decided_by_text", "Decided by, by name", Text, "", "Who answers for it.", D3, "2.1"},
    {"body", "Body", Ref, "organisation", "The body that decided, if not the panel.", D2},
    {"dissent", "Dissent", Rows, "", "", D2, "3.1", "", kDissents},
    {"refs", "About", Refs, "", "The records it concerns.", D2, "3.1"},
    {"stage", "Stage it leads to", Code, "review_status", "", D2},
};

}  // namespace

KindSpec decision()
{
    return {"decision", "Decision", D2, kDecisionFields};
}

}  // namespace model::tables
