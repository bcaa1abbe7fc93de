/// What a person told the review: family, perpetrator, practitioner. Evidence in its own right.
/// Source: docs/domain.md.

#include "storage/model/fields/tables.h"

namespace model::tables {
namespace {

using enum FieldKind;
using enum Disclosure;

constexpr FieldSpec kAccountFields[] = {
    {"who", "Who", Ref, "person", "", D2, "3.1"},
    {"who_role", "Role", Text, "", "For a practitioner who is named by role only.", D2},
    {"kind", "Kind", Code, "account_kind", "", D2, "3.1"},
    {"date", "Date", DateText, "", "", D2, "3.1"},
    {"interviewer", "Interviewer", Text, "", "", D3},
    {"consent", "Consent given", Tri, "", "", D2},
    {"recording_ref", "Recording", Text, "", "", D3},
    {"summary", "Summary", Prose, "", "In codes, as far as you can.", D3},
    {"words", "Words", Prose, "", "As they were said or written.", D3, "3.1", "", {}, true},
    {"document", "Document", Ref, "document", "", D2},
    {"agreed_by_interviewee", "Agreed by the person", Tri, "",
     "The person has read the note and agrees with it.", D2},
    {"quotes_allowed", "Quotation allowed", Tri, "", "", D2},
    {"note", "Note", Prose, "", "", D3},
};

}  // namespace

KindSpec account()
{
    return {"account", "Interview or account", D2, kAccountFields};
}

}  // namespace model::tables
