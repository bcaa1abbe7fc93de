#pragma once
/// Lengths that tell little. Source: docs/formats/bundle.md, "Padding".

#include <cstdint>

namespace bundle {

inline constexpr unsigned kTarPadding = 16;   ///< 64 KiB at least: inner tars
inline constexpr unsigned kPartPadding = 10;  ///< 1 KiB at least: attachment parts

/// roundup(length, 2^max(minimum, floor(log2 length) - 4)); 2^minimum for 0. `length` <= 2^62.
std::uint64_t padded_size(std::uint64_t length, unsigned minimum);

}  // namespace bundle
