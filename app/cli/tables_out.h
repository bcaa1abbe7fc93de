#pragma once
/// Giving a table out: on the screen, to be pasted, or as a file.

#include "app/cli/answer.h"
#include "app/report/tables.h"
#include "app/report/write.h"

namespace cli {

/// --as and -o.
std::vector<Option> output_options();
/// Text unless --as says otherwise; by the file's name where only -o is given. Errors: Invalid.
Result<report::Form> wanted_form(const Call& call);
/// Into the file of -o (mode 0600, whole or not at all), or as the answer. Errors: Invalid (a workbook has no
/// place on a terminal), Io.
Result<Answer> given_out(Call& call, const report::Table& table, report::Form form);
/// Writes a file whole or not at all, readable by its owner only.
Result<void> keep_file(const std::string& path, std::string_view bytes);

}  // namespace cli
