/// What was written under a prompt of the review's template. It keeps the question as it was asked.
/// Source: docs/domain.md.

#include "storage/model/fields/tables.h"

namespace model::tables {
namespace {

using enum FieldKind;
using enum Disclosure;

constexpr FieldSpec kPromptAnswerFields[] = {
    {"prompt", "Prompt", Text, "", "Its id in the template.", D2, "R16"},
    {"question", "Question", Prose, "", "As it was asked.", D2, "R16"},
    {"section", "Section", Text, "", "", D2},
    {"template", "Template", Text, "", "Id and version under which it was answered.", D2, "R16"},
    {"answer", "Answer", Prose, "", "Without names.", D2},
    {"note", "Note", Prose, "", "", D3},
    {"retired", "No longer asked", Flag, "",
     "A newer template does not ask it. The answer is kept and travels.", D2, "R16"},
};

}  // namespace

KindSpec prompt_answer()
{
    return {"prompt_answer", "Answer to a prompt", D2, kPromptAnswerFields};
}

}  // namespace model::tables
