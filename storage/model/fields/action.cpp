/// A step with an owner and a date that carries out a recommendation.
/// Source: docs/domain.md.

#include "storage/model/fields/tables.h"

namespace model::tables {
namespace {

using enum FieldKind;
using enum Disclosure;

constexpr FieldSpec kMilestones[] = {
    {"text", "Milestone", Prose, "", "Without names.", D2},
    ahead({"date", "By", Date, "", "", D2}),
    {"done", "Done on", Date, "", "", D2},
};

constexpr FieldSpec kActionFields[] = {
    {"number", "Number", Integer, "", "", D2, "3.1"},
    {"recommendation", "Recommendation", Ref, "recommendation", "", D2, "3.1"},
    {"text", "Action", Prose, "", "Without names.", D2, "3.1"},
    {"owner_org", "Owner", Ref, "organisation", "", D2, "3.1"},
    {"owner_role", "Owner's role", Text, "", "The post.", D2, "3.1"},
    {"scope", "Scope", Text, "", "Local or regional, as the action-plan table has it.", D2, "2.3"},
    ahead({"start", "Start", Date, "", "", D2}),
    ahead({"target_date", "Target date", Date, "", "", D2, "3.1"}),
    {"milestones", "Milestones", Rows, "", "", D2, "3.1", "", kMilestones},
    {"completed_on", "Completed on", Date, "", "", D2},
    {"outcome", "Outcome", Prose, "", "Without names.", D2, "2.3"},
    {"outcome_evidence", "Evidence of the outcome", Refs, "", "", D2, "3.1"},
    {"impact_measure", "Measure of impact", Prose, "", "How anyone will know that it helped.", D2, "3.1"},
    {"action_rag", "Colour stated by the owner", Code, "action_rag",
     "It may worsen the computed colour, never improve it.", D2, "3.3"},
    {"blocked_reason", "Why it is blocked", Prose, "", "Without names.", D2},
};

}  // namespace

KindSpec action()
{
    return {"action", "Action", D2, kActionFields};
}

}  // namespace model::tables
