#pragma once
/// Word documents. Source: ECMA-376 part 1, 17 (WordprocessingML).

#include "app/import/import.h"
#include "app/import/package.h"

namespace import_ {

/// `body`: name of the main part. Errors: as read_table.
Result<Table> read_document(Parts& parts, std::string_view body, const Limits& limits,
                            const ReadRequest& request);

}  // namespace import_
