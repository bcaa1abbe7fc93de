/// One body's or person's agreement to one edition.
/// Source: docs/domain.md.

#include "storage/model/fields/tables.h"

namespace model::tables {
namespace {

using enum FieldKind;
using enum Disclosure;

constexpr FieldSpec kSignOffFields[] = {
    {"edition", "Edition", Code, "edition", "", D2, "3.1"},
    {"organisation", "Organisation", Ref, "organisation", "", D2, "3.1"},
    {"person", "Person", Ref, "person", "", D2},
    {"capacity", "Capacity", Text, "", "The post.", D2},
    {"date", "Date", Date, "", "", D2, "3.1"},
    {"method", "How", Code, "sign_off_method", "", D2},
    {"document", "Document", Ref, "document", "", D2},
    {"note", "Note", Prose, "", "", D3},
};

}  // namespace

KindSpec sign_off()
{
    return {"sign_off", "Sign-off", D2, kSignOffFields};
}

}  // namespace model::tables
