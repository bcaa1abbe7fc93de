#include "assets/assets.h"

#include "assets/table.h"

namespace assets {

std::optional<std::string_view> find(std::string_view name)
{
    for (const auto& entry : detail::table())
        if (entry.name == name) return entry.bytes;
    return std::nullopt;
}

std::vector<std::string_view> names(std::string_view prefix)
{
    std::vector<std::string_view> found;
    for (const auto& entry : detail::table())
        if (entry.name.starts_with(prefix)) found.push_back(entry.name);
    return found;
}

}  // namespace assets
