#pragma once
/// File bytes to UTF-8 text with LF line ends.

#include <string>
#include <vector>

#include "app/import/import.h"

namespace import_ {

struct Decoded {
    std::string encoding;  ///< as Table::encoding
    std::string text;      ///< valid UTF-8; what could not be read is U+FFFD
    std::vector<std::string> notes;
};

/// Errors: Invalid when empty or not a text file.
Result<Decoded> decode(ByteView file);

}  // namespace import_
