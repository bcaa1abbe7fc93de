#pragma once
/// HMAC-SHA-256 (RFC 2104) and HKDF-SHA-256 (RFC 5869).

#include <array>
#include <initializer_list>
#include <span>
#include <string_view>

#include "crypto/base/bytes.h"
#include "crypto/base/secret.h"

namespace crypto {

/// Over the parts as if they stood one behind the other.
base::Digest32 hmac_sha256(base::ByteView key, std::initializer_list<base::ByteView> parts);

/// Fills `into`; false, and nothing written, when that is more than 8160 bytes.
[[nodiscard]] bool hkdf_sha256(base::ByteView secret, base::ByteView salt, base::ByteView info,
                               std::span<std::uint8_t> into);
/// A 32-byte key.
base::Secret derive_key(base::ByteView secret, base::ByteView salt, std::string_view info);

}  // namespace crypto
