#pragma once
/// What a person or a device is called, as shown.

#include <string_view>

namespace trust {

/// 1 to 200 bytes, no space at either end.
inline bool is_label(std::string_view text)
{
    return !text.empty() && text.size() <= 200 && text.front() != ' ' && text.back() != ' ';
}

}  // namespace trust
