/// One test of one legal basis, with what speaks for and against it. The program never decides.
/// Source: docs/domain.md.

#include "storage/model/fields/tables.h"

namespace model::tables {
namespace {

using enum FieldKind;
using enum Disclosure;

constexpr FieldSpec kEligibilityTestFields[] = {
    {"basis", "Basis", Code, "review_type", "The kind of review this test belongs to.", D2, "2.1", "S15"},
    {"test_code", "Test", Code, "eligibility_test", "", D2, "2.1", "S15"},
    {"answer", "Answer", Code, "test_answer", "Met, not met or unknown. Unknown is an answer.", D2, "2.1",
     "S15"},
    {"reasons_for", "Reasons for", Prose, "", "What speaks for it, without names.", D2, "R15"},
    {"reasons_against", "Reasons against", Prose, "", "What speaks against it, without names.", D2, "R15"},
    {"evidence", "Evidence", Refs, "", "Events, extracts, documents or accounts it rests on.", D2},
    {"decided_by", "Decided by", Ref, "person", "", D2, "2.1", "S15"},
    {"decided_on", "Decided on", Date, "", "", D2, "2.1", "S15"},
    {"decision", "Decision", Ref, "decision", "The recorded decision that used this test.", D2},
};

}  // namespace

KindSpec eligibility_test()
{
    return {"eligibility_test", "Test of eligibility", D2, kEligibilityTestFields};
}

}  // namespace model::tables
