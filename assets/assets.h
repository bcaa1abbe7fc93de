#pragma once
/// The files below assets/ that travel inside the program.

#include <optional>
#include <string_view>
#include <vector>

namespace assets {

/// The bytes of one file, named as below assets/: "codelists/codelists.json".
std::optional<std::string_view> find(std::string_view name);
/// Names that begin so, ascending.
std::vector<std::string_view> names(std::string_view prefix);

}  // namespace assets
