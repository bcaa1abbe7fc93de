/// A time limit in law, guidance or local policy. What is due when is computed; the record holds what was
/// done about it. Source: docs/domain.md.

#include "storage/model/fields/tables.h"

namespace model::tables {
namespace {

using enum FieldKind;
using enum Disclosure;

constexpr FieldSpec kDueChanges[] = {
    ahead({"from", "From", Date, "", "", D2}),
    ahead({"to", "To", Date, "", "", D2}),
    {"on", "Decided on", Date, "", "", D2},
    {"reason", "Reason", Prose, "", "", D2},
};

constexpr FieldSpec kExtensions[] = {
    ahead({"new_date", "New date", Date, "", "", D2}),
    {"reason", "Reason", Prose, "", "Without names.", D2},
    {"approved_by", "Approved by", Text, "", "The post or body.", D2},
    {"on", "Approved on", Date, "", "", D2},
};

constexpr FieldSpec kPauses[] = {
    {"from", "From", Date, "", "", D2},
    {"to", "To", Date, "", "Empty: still paused.", D2},
    {"reason", "Reason", Prose, "", "Without names.", D2},
    {"advice", "On whose advice", Text, "", "The post or body.", D2},
};

constexpr FieldSpec kClockFields[] = {
    {"rule_id", "Rule", Text, "", "The rule of the review's template, such as OW1.", D2, "2.2"},
    {"party_org", "For", Ref, "organisation",
     "The review partner whose clock it is. Empty: the review's own.", D2, "2.2"},
    {"trigger_event", "Started by", Text, "", "What set it going, such as the day the partner became aware.",
     D2, "2.2"},
    {"trigger_date", "Started on", Date, "", "", D2, "2.2"},
    {"trigger_ref", "Evidence of the start", Ref, "", "The record that shows when it began.", D2},
    ahead({"notified_due", "Due date notified", Date, "",
           "The date somebody was told. It is never changed by a new calculation.", D2, "2.2"}),
    {"notified_on", "Notified on", Date, "", "", D2, "2.2"},
    {"due_changes", "Changes to the due date", Rows, "",
     "Each time the calculation gave another date than the one notified: both, and who decided.", D2, "2.2",
     "", kDueChanges},
    {"extensions", "Extensions", Rows, "", "Each with its reason and who approved it.", D2, "2.2", "",
     kExtensions},
    {"paused_spans", "Pauses", Rows, "", "Only where the rule allows one.", D2, "2.2", "", kPauses},
    {"met_on", "Met on", Date, "", "", D2, "2.2"},
    {"waived_on", "Waived on", Date, "", "The rule does not apply to this case.", D2, "2.2"},
    {"waived_reason", "Why it was waived", Prose, "", "Without names.", D2},
    {"evidence", "Evidence", Refs, "", "What shows that it was met.", D2},
    {"note", "Note", Prose, "", "", D3},
};

}  // namespace

KindSpec clock()
{
    return {"clock", "Clock", D2, kClockFields};
}

}  // namespace model::tables
