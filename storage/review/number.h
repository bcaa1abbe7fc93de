#pragma once
/// Row numbers that carry their review: one range of keys is one review. Source: docs/formats/vault.md,
/// "Databases".

#include <cstdint>

namespace review {

constexpr int kNumberBits = 40;  ///< entries or records of one review

/// Row key of entry or record `n` of review `no`.
constexpr std::int64_t row_key(std::int64_t no, std::int64_t n)
{
    return (no << kNumberBits) | n;
}
constexpr std::int64_t number_in(std::int64_t key)
{
    return key & ((std::int64_t{1} << kNumberBits) - 1);
}
constexpr std::int64_t first_key(std::int64_t no)
{
    return row_key(no, 0);
}
constexpr std::int64_t last_key(std::int64_t no)
{
    return row_key(no + 1, 0) - 1;
}

}  // namespace review
