#pragma once
/// The codebook: every kind, field, column, code list and code, from the tables that drive the program.
/// Source: docs/formats/coded-export.md, "Codebook".

#include <string>
#include <string_view>

#include "app/report/table.h"
#include "storage/model/codelists.h"
#include "storage/model/field.h"

namespace report {

/// A kind of field in words: "one code of the list".
std::string_view kind_words(model::FieldKind kind);

/// One row a kind, field, column, list and code, in the order of the tables.
Table codebook_table(const model::CodeLists& lists);
/// `{"format":"cairn/codebook/v1","model_version","codelists_version","kinds":[...],"lists":[...]}`
json::Object codebook_json(const model::CodeLists& lists);
/// One self-contained page with an anchor for each kind and list.
std::string codebook_html(const model::CodeLists& lists);

}  // namespace report
