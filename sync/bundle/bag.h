#pragma once
/// Private to sync/bundle: the archive inside bundle.age, for its writer and its reader.

#include <cstdint>
#include <string_view>

namespace bundle {

inline constexpr std::string_view kBag = "bag/";          ///< the folder that every name is below
inline constexpr std::uint64_t kInnerBytes = 1ULL << 30;  ///< the most it may hold, sealed part too

}  // namespace bundle
