#pragma once
/// Text to records, as RFC 4180 has it and as it arrives in real life.

#include <string_view>
#include <vector>

#include "app/import/import.h"

namespace import_ {

/// Errors: Refused at a limit.
Result<std::vector<Record>> records_of(std::string_view text, char delimiter, const Limits& limits);
/// "," ";" tab or "|": by a first line "sep=;", else by what gives even rows and known headings.
char delimiter_of(std::string_view text);

}  // namespace import_
