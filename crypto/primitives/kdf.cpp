#include "crypto/primitives/kdf.h"

#include <algorithm>
#include <cstdlib>

#include <sodium.h>

namespace crypto {
namespace {

constexpr std::size_t kHash = 32;  // bytes

/// libsodium takes no null pointer, not even for no bytes.
const std::uint8_t* start_of(base::ByteView bytes)
{
    static constexpr std::uint8_t kNothing = 0;
    return bytes.empty() ? &kNothing : bytes.data();
}

void hmac(base::ByteView key, std::initializer_list<base::ByteView> parts,
          std::span<std::uint8_t, kHash> into)
{
    crypto_auth_hmacsha256_state state;
    crypto_auth_hmacsha256_init(&state, start_of(key), key.size());
    for (const auto part : parts) crypto_auth_hmacsha256_update(&state, start_of(part), part.size());
    crypto_auth_hmacsha256_final(&state, into.data());
    sodium_memzero(&state, sizeof state);
}

}  // namespace

base::Digest32 hmac_sha256(base::ByteView key, std::initializer_list<base::ByteView> parts)
{
    base::start_crypto();
    base::Digest32 tag{};
    hmac(key, parts, tag);
    return tag;
}

bool hkdf_sha256(base::ByteView secret, base::ByteView salt, base::ByteView info,
                 std::span<std::uint8_t> into)
{
    if (into.size() > 255 * kHash) return false;
    base::start_crypto();
    std::array<std::uint8_t, kHash> root{};
    std::array<std::uint8_t, kHash> block{};
    hmac(salt, {secret}, root);  // an empty salt and one of 32 zeros are the same HMAC key

    std::size_t done = 0;
    for (std::uint8_t counter = 1; done < into.size(); ++counter) {
        const base::ByteView previous = counter == 1 ? base::ByteView{} : base::ByteView(block);
        hmac(root, {previous, info, {&counter, 1}}, block);
        const std::size_t count = std::min(kHash, into.size() - done);
        std::copy_n(block.begin(), count, into.begin() + static_cast<std::ptrdiff_t>(done));
        done += count;
    }
    base::wipe(root);
    base::wipe(block);
    return true;
}

base::Secret derive_key(base::ByteView secret, base::ByteView salt, std::string_view info)
{
    base::Secret key(kHash);
    if (!hkdf_sha256(secret, salt, base::bytes_of(info), key.writable())) std::abort();
    return key;
}

}  // namespace crypto
