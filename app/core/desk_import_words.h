#pragma once
/// An import as it is shown to a person, in plain words.

#include <string>

#include "app/core/desk_import.h"
#include "app/core/importing.h"

namespace core::import_words {

ImportShown shown(const ImportPlan& plan, model::Day today, const model::CodeLists& lists);
/// What a column may hold, in the order it is offered: name and words.
struct FieldWord {
    std::string name, words;
};
std::vector<FieldWord> fields();

}  // namespace core::import_words
