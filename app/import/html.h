#pragma once
/// Tables pasted from Word, Excel or a browser: HTML as their clipboards give it. Nothing in it is run.

#include "app/import/import.h"

namespace import_ {

/// True for HTML, also behind the header of the Windows clipboard ("Version:0.9").
bool is_html(std::string_view text);
/// `text`: UTF-8, line ends LF. Errors: as read_table.
Result<Table> read_html(std::string_view text, const Limits& limits, const ReadRequest& request);

}  // namespace import_
