/// A trial, inquest, investigation or other review that runs alongside, and what it forbids.
/// Source: docs/domain.md.

#include "storage/model/fields/tables.h"

namespace model::tables {
namespace {

using enum FieldKind;
using enum Disclosure;

constexpr FieldSpec kParallelProcessFields[] = {
    {"kind", "Process", Code, "parallel", "", D2, "3.1"},
    {"ref", "Reference", Text, "", "", D4},
    {"owner_org", "Run by", Ref, "organisation", "", D2},
    {"contact", "Contact", Prose, "", "", D3},
    {"state", "State", Code, "parallel_state", "", D2},
    ahead({"next_date", "Next date", Date, "", "", D2}),
    {"constraint", "What it forbids", Code, "parallel_constraint",
     "One that forbids publication keeps the report unpublished.", D2, "R27"},
    {"advice_from", "Advice from", Text, "", "", D3},
    {"advice_date", "Advised on", Date, "", "", D2},
    {"last_checked", "Last checked", Date, "", "", D2},
    {"note", "Note", Prose, "", "", D3},
};

}  // namespace

KindSpec parallel_process()
{
    return {"parallel_process", "Parallel process", D2, kParallelProcessFields};
}

}  // namespace model::tables
