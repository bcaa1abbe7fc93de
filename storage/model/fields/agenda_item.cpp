/// One item of a meeting's agenda.
/// Source: docs/domain.md.

#include "storage/model/fields/tables.h"

namespace model::tables {
namespace {

using enum FieldKind;
using enum Disclosure;

constexpr FieldSpec kAgendaItemFields[] = {
    {"meeting", "Meeting", Ref, "meeting", "", D2, "3.1"},
    {"number", "Number", Integer, "", "", D2},
    {"text", "Item", Prose, "", "Without names.", D2, "3.1"},
    {"minutes", "Minutes allowed", Integer, "", "", D2},
    {"papers", "Papers", Refs, "document", "", D2},
    {"done", "Dealt with", Flag, "", "", D2},
};

}  // namespace

KindSpec agenda_item()
{
    return {"agenda_item", "Agenda item", D2, kAgendaItemFields};
}

}  // namespace model::tables
