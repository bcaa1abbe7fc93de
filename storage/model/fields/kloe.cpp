/// A question the review must answer. Each ends with a status.
/// Source: docs/domain.md.

#include "storage/model/fields/tables.h"

namespace model::tables {
namespace {

using enum FieldKind;
using enum Disclosure;

constexpr FieldSpec kKloeFields[] = {
    {"kloe_no", "Number", Integer, "", "", D2, "3.1", "S20"},
    {"question", "Question", Prose, "", "Without names.", D2, "3.1", "S20"},
    {"kind", "Kind", Code, "kloe_kind", "", D2, "3.1"},
    {"agencies", "Asked of", Refs, "organisation", "", D2, "R40"},
    {"answer_status", "Answer", Code, "kloe_status", "", D2, "3.2 V6", "S60"},
    {"answer", "Answer, in words", Prose, "", "Without names.", D2},
    {"why_not", "Why it cannot be answered", Prose, "", "Without names.", D2, "R54"},
    {"findings", "Findings", Refs, "finding", "", D2},
    {"terms", "Terms of reference", Ref, "terms_of_reference", "", D2},
};

}  // namespace

KindSpec kloe()
{
    return {"kloe", "Key line of enquiry", D2, kKloeFields};
}

}  // namespace model::tables
