/// The name used in the published report for a person, place or body. The whole map is for the key-holder
/// only. Source: docs/domain.md.

#include "storage/model/fields/tables.h"

namespace model::tables {
namespace {

using enum FieldKind;
using enum Disclosure;

constexpr FieldSpec kPseudonymFields[] = {
    {"subject", "Person or body", Ref, "", "", D4, "3.1"},
    {"place", "Place", Text, "", "", D4},
    {"working_code", "Working code", Text, "", "", D4},
    {"published_name", "Published name", Text, "", "", D4, "3.1"},
    {"chosen_by", "Chosen by", Code, "pseudonym_chosen_by", "", D4},
    {"clash_checked", "Clash checked on", Date, "", "Against every name in the review.", D4, "6.1"},
};

}  // namespace

KindSpec pseudonym()
{
    return {"pseudonym", "Pseudonym", D4, kPseudonymFields};
}

}  // namespace model::tables
