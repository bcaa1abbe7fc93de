#pragma once
/// File bytes to UTF-8 text with LF line ends.

#include <cstdint>
#include <string>
#include <vector>

#include "app/import/import.h"

namespace import_ {

struct Decoded {
    std::string encoding;  ///< as Table::encoding
    std::string text;      ///< valid UTF-8; what could not be read is U+FFFD
    std::vector<std::string> notes;
};

inline constexpr char32_t kReplacement = U'\uFFFD';
/// 0x80 to 0x9f as Windows-1252 has them; 0 where it has nothing.
char32_t windows_letter(std::uint8_t byte);

/// Errors: Invalid when empty or not a text file.
Result<Decoded> decode(ByteView file);

}  // namespace import_
