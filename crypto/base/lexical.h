#pragma once
/// Text files as docs/formats/lexical.md has them: UTF-8, LF only, every line ended, fields in a fixed order.
/// Readers refuse, never repair.

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "crypto/base/bytes.h"

namespace base {

/// Decimal, no sign, no leading zero, <= 2^63-1. Errors: Invalid.
Result<std::uint64_t> number_from_text(std::string_view text);

/// Walks the lines of a text. `line_bytes` limits one line (LF left out); `tabs` allows TAB.
class LineReader {
public:
    /// Errors: Invalid unless the text is UTF-8, ends with LF, and holds no byte < 0x20 but LF (and TAB).
    static Result<LineReader> open(std::string_view text, std::size_t line_bytes = 8192, bool tabs = false);
    bool at_end() const { return rest_.empty(); }
    /// The next line without its LF. Errors: Invalid at the end.
    Result<std::string_view> line();
    /// What stands behind `keyword` and one space. Errors: Invalid when the line is another one.
    Result<std::string_view> field(std::string_view keyword);
    /// The same when the next line begins so; else nothing is taken.
    std::optional<std::string_view> field_if(std::string_view keyword);
    /// Everything not yet read.
    std::string_view rest() const { return rest_; }

private:
    explicit LineReader(std::string_view text) : rest_(text) {}
    std::string_view rest_;
};

/// Pieces between `separator`, empty ones included; at most `limit` pieces, the last takes the rest.
std::vector<std::string_view> split(std::string_view text, char separator, std::size_t limit = SIZE_MAX);

}  // namespace base
