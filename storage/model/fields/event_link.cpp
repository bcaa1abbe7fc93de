/// Two events that belong together. The merged view shows one line with both sources.
/// Source: docs/domain.md.

#include "storage/model/fields/tables.h"

namespace model::tables {
namespace {

using enum FieldKind;
using enum Disclosure;

constexpr FieldSpec kEventLinkFields[] = {
    {"a", "First event", Ref, "chronology_event", "", D2, "3.1", "S40"},
    {"b", "Second event", Ref, "chronology_event", "", D2, "3.1", "S40"},
    {"link", "How they belong together", Code, "event_link", "", D2, "3.1", "S40"},
    {"confidence", "Confidence", Integer, "", "Of a proposal by the program, 0 to 100.", D2},
    {"reasons", "Reasons", Texts, "", "Why the program proposed it.", D3},
    {"decided_by", "Decided by", Ref, "person", "Who confirmed or refused it.", D2},
    {"confirmed", "Confirmed", Tri, "", "Yes: shown as one line. No: looked at and kept apart.", D2},
    {"canonical_event", "Shown as", Ref, "chronology_event", "The event whose wording stands on the line.",
     D2},
    {"note", "Note", Prose, "", "", D3},
};

}  // namespace

KindSpec event_link()
{
    return {"event_link", "Link between events", D2, kEventLinkFields};
}

}  // namespace model::tables
