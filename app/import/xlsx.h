#pragma once
/// Excel workbooks. Source: ECMA-376 part 1, 18 (SpreadsheetML).

#include "app/import/import.h"
#include "app/import/package.h"

namespace import_ {

/// `book`: name of the workbook part. Errors: as read_table.
Result<Table> read_workbook(Parts& parts, std::string_view book, const Limits& limits,
                            const ReadRequest& request);

}  // namespace import_
