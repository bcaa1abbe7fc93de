#pragma once
/// Whether every sweep runs at full size: `./test --long`.

#include <cstdint>
#include <cstdlib>

namespace support {

inline bool longer()
{
    return std::getenv("CAIRN_LONG") != nullptr;
}

/// How far a sweep over points goes at once: every point in the long run, one in three otherwise.
inline std::int64_t stride()
{
    return longer() ? 1 : 3;
}

}  // namespace support
