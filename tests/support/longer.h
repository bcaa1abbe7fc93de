#pragma once
/// Whether every sweep runs at full size: `./test --long`.

#include <concepts>
#include <cstdint>
#include <cstdlib>

namespace support {

inline bool longer()
{
    return std::getenv("CAIRN_LONG") != nullptr;
}

/// How far a sweep over points goes at once: every point in the long run, one in so many otherwise.
template <std::integral Number = std::int64_t>
Number stride(Number usual = 3)
{
    return longer() ? 1 : usual;
}

}  // namespace support
