#include <algorithm>
#include <cstdlib>

#include <sodium.h>

#include "crypto/primitives/age_parts.h"
#include "crypto/primitives/bech32.h"
#include "crypto/primitives/kdf.h"

namespace crypto {
namespace {

using base::ErrorKind;
using base::fail;

constexpr std::string_view kRecipientPrefix = "age";
constexpr std::string_view kIdentityPrefix = "age-secret-key-";
constexpr std::string_view kType = "X25519";
constexpr std::string_view kScrypt = "scrypt";
constexpr std::string_view kHybrid = "mlkem768x25519";
constexpr std::string_view kX25519WrapInfo = "age-encryption.org/v1/X25519";
constexpr std::array<std::uint8_t, 12> kZeroNonce{};

using Point = std::array<std::uint8_t, 32>;

/// Empty when the product is the neutral element (a point of low order).
std::optional<Secret> shared_secret(ByteView scalar, ByteView point)
{
    base::start_crypto();
    Secret shared(32);
    if (crypto_scalarmult(shared.writable().data(), scalar.data(), point.data()) != 0) return std::nullopt;
    return shared;
}

Point public_point(ByteView scalar)
{
    base::start_crypto();
    Point point{};
    crypto_scalarmult_base(point.data(), scalar.data());
    return point;
}

Secret wrap_key(const Secret& shared, ByteView share, ByteView recipient)
{
    Bytes salt(share.begin(), share.end());
    salt.insert(salt.end(), recipient.begin(), recipient.end());
    return derive_key(shared.bytes(), salt, kX25519WrapInfo);
}

bool has_type(const Header& header, std::string_view type)
{
    return std::ranges::any_of(header.stanzas,
                               [&](const Stanza& stanza) { return stanza.arguments[0] == type; });
}

/// Why no identity opened it.
base::Error no_match(const Header& header)
{
    if (has_type(header, kScrypt))
        return fail(ErrorKind::Refused,
                    "The file is encrypted with a passphrase. Only files to a key are read.", "age_scrypt");
    if (has_type(header, kHybrid) && !has_type(header, kType))
        return fail(ErrorKind::Refused,
                    "The file is encrypted to a post-quantum key, which this version cannot open.",
                    "age_hybrid");
    return fail(ErrorKind::Denied, "The file is not encrypted to this key.", "age_no_match");
}

/// What the format demands of stanzas before any is opened.
Result<void> check_stanzas(const Header& header)
{
    if (has_type(header, kScrypt) && header.stanzas.size() != 1)
        return bad_header("The header of the encrypted file mixes a passphrase with other recipients.");
    for (const auto& stanza : header.stanzas)
        if (stanza.arguments[0] == kType && !is_x25519(stanza))
            return bad_header("A recipient in the header of the encrypted file is malformed.");
    return {};
}

}  // namespace

// ---- keys ----

std::string Recipient::text() const
{
    std::string text(bech32_length(kRecipientPrefix.size(), point.size()), '\0');
    bech32_encode(kRecipientPrefix, point, text);
    return text;
}

Result<Recipient> Recipient::parse(std::string_view text)
{
    // Another "1" than the one after "age" belongs to a longer prefix: age1pq1..., or a plugin's.
    if (text.starts_with("age1") && text.rfind('1') != 3)
        return fail(ErrorKind::Refused, "This kind of age recipient cannot be written to by this version.",
                    "recipient_kind");
    Recipient recipient;
    const bool lower = std::ranges::none_of(text, [](char c) { return c >= 'A' && c <= 'Z'; });
    if (!lower || !bech32_decode(text, kRecipientPrefix, recipient.point))
        return fail(ErrorKind::Invalid,
                    "This is not an age recipient (age1 and 58 more characters), or it is mistyped.");
    // Nothing can be sent secretly to a point of low order.
    if (!shared_secret(Secret::random(32).bytes(), recipient.point))
        return fail(ErrorKind::Invalid, "This age recipient is not a usable key.");
    return recipient;
}

Identity Identity::generate()
{
    return Identity(Secret::random(32));
}

Result<Identity> Identity::parse(ByteView text)
{
    Secret scalar(32);
    if (!bech32_decode(base::text_of(text), kIdentityPrefix, scalar.writable()))
        return fail(ErrorKind::Invalid,
                    "This is not an age key (AGE-SECRET-KEY-1 and 58 more characters), or it is mistyped.");
    return Identity(std::move(scalar));
}

Result<Identity> Identity::restore(ByteView scalar)
{
    if (scalar.size() != 32) return fail(ErrorKind::Invalid, "This is not a stored age key.");
    return Identity(Secret::copy_of(scalar));
}

Recipient Identity::recipient() const
{
    return {public_point(scalar_.bytes())};
}

Secret Identity::text() const
{
    Secret text(bech32_length(kIdentityPrefix.size(), scalar_.size()));
    const auto bytes = text.writable();
    bech32_encode(kIdentityPrefix, scalar_.bytes(), {reinterpret_cast<char*>(bytes.data()), bytes.size()});
    for (auto& c : bytes)
        if (c >= 'a' && c <= 'z') c = static_cast<std::uint8_t>(c - 'a' + 'A');
    return text;
}

// ---- stanzas ----

Bytes seal_file_key(const Secret& wrap_key, ByteView file_key)
{
    if (file_key.size() != kFileKey) std::abort();
    Bytes body(kStanzaBody);
    crypto_aead_chacha20poly1305_ietf_encrypt(body.data(), nullptr, file_key.data(), file_key.size(), nullptr,
                                              0, nullptr, kZeroNonce.data(), wrap_key.bytes().data());
    return body;
}

std::optional<Secret> open_file_key(const Secret& wrap_key, ByteView body)
{
    if (body.size() != kStanzaBody) return std::nullopt;
    Secret file_key(kFileKey);
    if (crypto_aead_chacha20poly1305_ietf_decrypt(file_key.writable().data(), nullptr, nullptr, body.data(),
                                                  body.size(), nullptr, 0, kZeroNonce.data(),
                                                  wrap_key.bytes().data()) != 0)
        return std::nullopt;
    return file_key;
}

bool is_x25519(const Stanza& stanza)
{
    if (stanza.arguments.size() != 2 || stanza.arguments[0] != kType || stanza.body.size() != kStanzaBody)
        return false;
    const auto share = base::from_base64_raw(stanza.arguments[1]);
    return share && share->size() == 32;
}

Stanza wrap(const Recipient& to, ByteView file_key)
{
    const Secret scalar = Secret::random(32);
    const Point share = public_point(scalar.bytes());
    const auto shared = shared_secret(scalar.bytes(), to.point);
    if (!shared) std::abort();  // Recipient::parse refuses such points
    return {{std::string(kType), base::to_base64_raw(share)},
            seal_file_key(wrap_key(*shared, share, to.point), file_key)};
}

Result<std::optional<Secret>> unwrap_x25519(const Stanza& stanza, const Identity& identity)
{
    TRY_ASSIGN(const Bytes share, base::from_base64_raw(stanza.arguments[1]));
    const auto shared = shared_secret(identity.scalar(), share);
    if (!shared) return bad_header("A recipient in the header of the encrypted file is malformed.");
    return open_file_key(wrap_key(*shared, share, identity.recipient().point), stanza.body);
}

Result<Secret> unwrap(const Header& header, std::span<const Identity> identities)
{
    TRY_VOID(check_stanzas(header));
    for (const auto& identity : identities) {
        for (const auto& stanza : header.stanzas) {
            if (stanza.arguments[0] != kType) continue;
            TRY_ASSIGN(auto file_key, unwrap_x25519(stanza, identity));
            if (!file_key) continue;
            TRY_VOID(check_mac(header, file_key->bytes()));
            return std::move(*file_key);
        }
    }
    return no_match(header);
}

}  // namespace crypto
