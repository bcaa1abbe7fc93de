#pragma once
/// The generated table behind assets.h.

#include <span>
#include <string_view>

namespace assets::detail {

struct Entry {
    std::string_view name;
    std::string_view bytes;
};
std::span<const Entry> table();  ///< ascending by name

}  // namespace assets::detail
