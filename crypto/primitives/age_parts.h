#pragma once
/// The parts of age that its files share with vault.key; nothing outside this folder includes it.

#include <optional>
#include <span>

#include "crypto/primitives/age.h"

namespace crypto {

inline constexpr std::size_t kFileKey = 16;       // bytes
inline constexpr std::size_t kTag = 16;           // bytes of a Poly1305 tag
inline constexpr std::size_t kChunk = 64 * 1024;  // bytes of plaintext
inline constexpr std::size_t kSealedChunk = kChunk + kTag;
inline constexpr std::size_t kPayloadNonce = 16;  // bytes
inline constexpr std::size_t kStanzaBody = kFileKey + kTag;

/// A stanza's body: the file key under a wrap key that is used once (nonce 0).
Bytes seal_file_key(const Secret& wrap_key, ByteView file_key);
/// Empty when the wrap key is another one.
std::optional<Secret> open_file_key(const Secret& wrap_key, ByteView body);

/// Well formed as an X25519 stanza: one canonical argument of 32 bytes, a body of 32.
bool is_x25519(const Stanza& stanza);
/// Errors: Invalid `age_header` (share of low order). Empty when the stanza is for another identity.
Result<std::optional<Secret>> unwrap_x25519(const Stanza& stanza, const Identity& identity);

/// Errors: Invalid `age_header`.
base::Error bad_header(std::string what);

/// STREAM with ChaCha20-Poly1305 for one file key and nonce.
class ChunkCipher {
public:
    ChunkCipher(ByteView file_key, ByteView nonce);
    /// `sealed` is kTag bytes longer than `plain`.
    void seal(std::uint64_t number, bool last, ByteView plain, std::span<std::uint8_t> sealed) const;
    /// False, and `plain` zeroed, when it does not hold. `plain` is kTag bytes shorter than `sealed`.
    [[nodiscard]] bool open(std::uint64_t number, bool last, ByteView sealed,
                            std::span<std::uint8_t> plain) const;

private:
    Secret key_;
};

}  // namespace crypto
