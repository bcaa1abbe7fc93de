#pragma once
/// UTF-8 as RFC 3629 has it: no overlong forms, no surrogates, nothing above U+10FFFF.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace base {

bool is_utf8(std::string_view text);
/// Takes one code point off the front; nullopt (and nothing taken) when the front is not valid UTF-8.
std::optional<char32_t> take_code_point(std::string_view& text);
void append_utf8(std::string& to, char32_t code_point);

}  // namespace base
