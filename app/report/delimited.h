#pragma once
/// Separated text that a spreadsheet neither runs nor changes: RFC 4180, and an apostrophe before what it
/// would. Source: docs/formats/tables.md.

#include <string>
#include <string_view>
#include <vector>

#include "crypto/base/result.h"

namespace report {

using base::Result;

/// Would a spreadsheet run it, or show something else than these characters: a formula (= + - @ TAB CR), a
/// number with leading zeros, more than 15 digits, "1E5", "3/4"?
bool needs_guard(std::string_view text);
/// With an apostrophe before it where it needs one, or already begins with one.
std::string guarded(std::string_view text);
/// Takes the apostrophe away again: unguarded(guarded(x)) is x.
std::string unguarded(std::string_view text);

/// One field as RFC 4180 quotes it.
std::string csv_field(std::string_view text);

/// Rows of fields, a byte order mark left out; the guard is still on. Both CRLF and LF end a row.
/// Errors: Invalid: a quote that is never closed, or something after a closing quote.
Result<std::vector<std::vector<std::string>>> read_csv(std::string_view bytes);

}  // namespace report
