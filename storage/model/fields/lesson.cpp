/// What should be known or done differently because of findings.
/// Source: docs/domain.md.

#include "storage/model/fields/tables.h"

namespace model::tables {
namespace {

using enum FieldKind;
using enum Disclosure;

constexpr FieldSpec kLessonFields[] = {
    {"number", "Number", Integer, "", "", D2, "3.1"},
    {"statement", "Statement", Prose, "", "Without names.", D2, "3.1"},
    {"level", "Level", Code, "lesson_level", "", D2, "3.1"},
    {"findings", "Findings", Refs, "finding", "", D2, "3.2 V3"},
    {"early_learning", "Early learning", Flag, "", "Circulated before the report.", D2, "3.1"},
    {"issued_on", "Issued on", Date, "", "", D2, "3.1"},
    {"audience", "For whom", Prose, "", "Posts and services, without names.", D2, "R24"},
};

}  // namespace

KindSpec lesson()
{
    return {"lesson", "Lesson", D2, kLessonFields};
}

}  // namespace model::tables
