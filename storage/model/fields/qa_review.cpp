/// One round of quality assurance.
/// Source: docs/domain.md.

#include "storage/model/fields/tables.h"

namespace model::tables {
namespace {

using enum FieldKind;
using enum Disclosure;

constexpr FieldSpec kQaReviewFields[] = {
    {"round", "Round", Integer, "", "", D2, "3.1"},
    {"reviewer", "Reviewer", Text, "", "", D3},
    {"date", "Date", Date, "", "", D2, "3.1"},
    {"outcome", "Outcome", Code, "qa_outcome", "", D2, "3.1"},
    {"summary", "Summary", Prose, "", "Without names.", D2},
};

}  // namespace

KindSpec qa_review()
{
    return {"qa_review", "Quality review", D2, kQaReviewFields};
}

}  // namespace model::tables
