/// One of the 36 criteria in one round.
/// Source: docs/domain.md.

#include "storage/model/fields/tables.h"

namespace model::tables {
namespace {

using enum FieldKind;
using enum Disclosure;

constexpr FieldSpec kQaCriterionScoreFields[] = {
    {"qa_review", "Round", Ref, "qa_review", "", D2, "5.1"},
    {"criterion", "Criterion", Code, "qa_criterion", "", D2, "5.1"},
    {"score", "Score", Code, "qa_score", "", D2, "5.1"},
    {"comment", "Comment", Prose, "", "Without names.", D2},
    {"block_ref", "Where", Text, "", "The section or record it is about.", D2},
    {"response", "Chair's answer", Prose, "", "Without names.", D2},
};

}  // namespace

KindSpec qa_criterion_score()
{
    return {"qa_criterion_score", "Score of a quality criterion", D2, kQaCriterionScoreFields};
}

}  // namespace model::tables
