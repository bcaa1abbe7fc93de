#pragma once
/// The text that vault.key encrypts. Source: docs/formats/vault-key.md, "Payload". Used by vault_key.cpp
/// only.

#include "crypto/primitives/vault_key.h"

namespace crypto {

inline constexpr std::size_t kMostVaultPayload = 1024;  // bytes of text; version 1 writes under 500
inline constexpr std::uint64_t kMostEpoch = 0x7FFFFFFFFFFFFFFF;

base::Error key_file_damaged();  ///< Corrupt `vault_key_damaged`

/// Errors: Corrupt (not numbers), Refused `vault_key_cost` (outside the read limits).
Result<KdfCost> read_cost(std::string_view mebibytes, std::string_view passes);

/// The text, in guarded memory. Errors: Invalid when a key has a wrong size.
Result<Secret> write_vault_payload(const VaultKeys& keys);
/// Errors: Corrupt; Refused as read_cost().
Result<VaultKeys> read_vault_payload(ByteView text);

}  // namespace crypto
