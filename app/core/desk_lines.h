#pragma once
/// How the records of a kind read as lines of a list: what stands in bold, what under it, and the state they
/// are in; and the same records as a table of words.

#include "app/core/desk_words.h"
#include "storage/model/field.h"
#include "storage/rules/facts.h"

namespace core {

/// Sets title, words, sealed, status and mark.
void read_line(const rules::Facts& facts, const model::KindSpec& kind, const rules::Record& record,
               DeskRecord& line);

/// Every record of a kind with the fields that some record fills, sealed ones only when identified.
DeskGrid grid_of(const rules::Facts& facts, const model::KindSpec& kind, bool identified);

}  // namespace core
