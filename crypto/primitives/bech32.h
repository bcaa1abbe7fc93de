#pragma once
/// Bech32 (BIP 173) without its length limit, as age spells keys. Nothing of the data passes over the heap.

#include <span>
#include <string_view>

#include "crypto/base/bytes.h"

namespace crypto {

/// Characters of the spelling of `bytes` bytes after prefix and "1".
constexpr std::size_t bech32_length(std::size_t prefix, std::size_t bytes)
{
    return prefix + 1 + (bytes * 8 + 4) / 5 + 6;
}

/// Lower case. `into` has exactly bech32_length() characters; `prefix` is lower case.
void bech32_encode(std::string_view prefix, base::ByteView data, std::span<char> into);

/// Fills all of `into`. False unless the text is exactly that many bytes under `prefix` (lower case), in one
/// case, with a right checksum and zero filling bits.
[[nodiscard]] bool bech32_decode(std::string_view text, std::string_view prefix,
                                 std::span<std::uint8_t> into);

}  // namespace crypto
