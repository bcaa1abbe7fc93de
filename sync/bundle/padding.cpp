#include "sync/bundle/padding.h"

#include <algorithm>
#include <bit>

namespace bundle {

std::uint64_t padded_size(std::uint64_t length, unsigned minimum)
{
    if (length == 0) return 1ULL << minimum;
    const auto log2 = static_cast<unsigned>(std::bit_width(length)) - 1;
    const unsigned exponent = std::max(minimum, log2 < 4 ? 0 : log2 - 4);
    const std::uint64_t unit = 1ULL << exponent;
    return (length + unit - 1) / unit * unit;
}

}  // namespace bundle
