#pragma once
/// Bytes and their spellings. Every reader here is strict: one spelling for one value.

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/base/result.h"

namespace base {

using Bytes = std::vector<std::uint8_t>;
using ByteView = std::span<const std::uint8_t>;
using Digest32 = std::array<std::uint8_t, 32>;  ///< SHA-256
using Digest64 = std::array<std::uint8_t, 64>;  ///< SHA-512

ByteView bytes_of(std::string_view text);
std::string_view text_of(ByteView bytes);

/// Lower-case hex.
std::string to_hex(ByteView bytes);
/// Errors: Invalid unless lower case and of even length.
Result<Bytes> from_hex(std::string_view text);
/// Errors: Invalid unless exactly 64 lower-case digits.
Result<Digest32> digest32_from_hex(std::string_view text);
/// Errors: Invalid unless exactly 128 lower-case digits.
Result<Digest64> digest64_from_hex(std::string_view text);

/// RFC 4648 section 4, padded.
std::string to_base64(ByteView bytes);
/// Errors: Invalid unless canonical and padded.
Result<Bytes> from_base64(std::string_view text);
/// RFC 4648 section 4 without padding (age).
std::string to_base64_raw(ByteView bytes);
/// Errors: Invalid unless canonical and without padding.
Result<Bytes> from_base64_raw(std::string_view text);
/// RFC 4648 section 5 without padding (RFC 6920 names).
std::string to_base64_url(ByteView bytes);

/// First 100 bits as five groups of four Crockford base-32 characters, "ABCD-EFGH-JKMN-PQRS-TVWX".
/// Source: docs/formats/enrolment.md.
std::string fingerprint(const Digest32& digest);

/// Constant-time comparison; false when lengths differ.
bool equal_secret(ByteView a, ByteView b);

}  // namespace base
