/// Where the case against one suspect stands. The word used for the person everywhere follows it.
/// Source: docs/domain.md.

#include "storage/model/fields/tables.h"

namespace model::tables {
namespace {

using enum FieldKind;
using enum Disclosure;

constexpr FieldSpec kTrialDates[] = {
    ahead({"from", "From", Date, "", "", D2}),
    ahead({"to", "To", Date, "", "", D2}),
    {"kind", "Kind", Text, "", "Such as trial, retrial or sentence.", D2},
};

constexpr FieldSpec kCriminalJusticeFields[] = {
    {"suspect", "Suspect", Ref, "person", "", D2, "3.1"},
    {"cj_status", "Status", Code, "cj_status", "", D2, "3.1"},
    {"status_text", "Status, in words", Text, "", "For an outcome that no code names, such as insanity.", D2},
    {"convicted", "Convicted", Tri, "", "For an outcome in words or an appeal: whether a conviction stands.",
     D2},
    {"status_on", "Status since", Date, "", "", D2},
    {"charge_date", "Charged on", Date, "", "", D2},
    {"court", "Court", Text, "", "", D3},
    {"trial_dates", "Trial dates", Rows, "", "", D2, "3.1", "", kTrialDates},
    {"verdict", "Verdict", Code, "cj_status", "As the Home Office library lists it.", D2},
    {"verdict_on", "Verdict on", Date, "", "", D2},
    {"sentence", "Sentence", Prose, "", "Without names.", D2},
    {"minimum_term_months", "Minimum term, in months", Integer, "", "", D2},
    {"appeal", "Appeal", Prose, "", "Without names.", D2},
    {"remarks_doc", "Sentencing remarks", Ref, "document", "", D2},
    {"responsibility_decision", "Treated as responsible by", Ref, "decision",
     "For someone who died before proceedings: the panel's decision.", D2},
};

}  // namespace

KindSpec criminal_justice()
{
    return {"criminal_justice", "Criminal justice", D2, kCriminalJusticeFields};
}

}  // namespace model::tables
