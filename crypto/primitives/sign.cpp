#include "crypto/primitives/sign.h"

#include <algorithm>
#include <cstdlib>

#include <sodium.h>

#include "crypto/base/utf8.h"

namespace crypto {
namespace {

using base::Bytes;
using base::ErrorKind;
using base::fail;
using base::Secret;

constexpr std::size_t kNumber = 8;        // bytes
constexpr std::size_t kSeed = 32;         // bytes
constexpr std::size_t kSignature = 64;    // bytes
constexpr std::size_t kLineLimit = 8192;  // bytes (docs/formats/lexical.md)
constexpr std::string_view kUntrusted = "untrusted comment: ";
constexpr std::string_view kTrusted = "trusted comment: ";

using Signed = std::array<std::uint8_t, kSignature>;

/// Seed and point, as libsodium wants them, in guarded memory.
Secret expand(ByteView seed)
{
    if (seed.size() != kSeed) std::abort();
    base::start_crypto();
    Secret full(crypto_sign_SECRETKEYBYTES);
    std::array<std::uint8_t, 32> point{};
    crypto_sign_seed_keypair(point.data(), full.writable().data(), seed.data());
    return full;
}

Signed sign_with(const Secret& full, ByteView message)
{
    Signed signature{};
    crypto_sign_detached(signature.data(), nullptr, message.data(), message.size(), full.bytes().data());
    return signature;
}

std::array<std::uint8_t, 64> prehash(ByteView message)
{
    base::start_crypto();
    std::array<std::uint8_t, 64> hash{};
    crypto_generichash(hash.data(), hash.size(), message.data(), message.size(), nullptr, 0);
    return hash;
}

/// What the second signature covers.
Bytes with_comment(const Signed& of_message, std::string_view comment)
{
    Bytes covered(of_message.begin(), of_message.end());
    covered.insert(covered.end(), comment.begin(), comment.end());
    return covered;
}

base::Error malformed()
{
    return fail(ErrorKind::Invalid, "This is not a signature file of the form expected.", "signature_form");
}

base::Error bad_signature(std::string what)
{
    return fail(ErrorKind::Denied, std::move(what), "signature_bad");
}

/// Takes one LF-ended line off the front; false when there is none, or one longer than allowed.
bool take_line(std::string_view& text, std::string_view& line)
{
    const auto end = text.find('\n');
    if (end == text.npos || end > kLineLimit) return false;
    line = text.substr(0, end);
    text.remove_prefix(end + 1);
    return true;
}

/// A comment is UTF-8 without control characters; minisign itself puts TAB into trusted ones.
bool is_comment(std::string_view text)
{
    return base::is_utf8(text) && std::ranges::none_of(text, [](char c) {
               const auto byte = static_cast<unsigned char>(c);
               return (byte < 0x20 && c != '\t') || byte == 0x7F;
           });
}

}  // namespace

std::string PublicKey::text() const
{
    Bytes bytes{'E', 'd'};
    bytes.insert(bytes.end(), number.begin(), number.end());
    bytes.insert(bytes.end(), point.begin(), point.end());
    return base::to_base64(bytes);
}

std::string PublicKey::number_text() const
{
    std::array<std::uint8_t, kNumber> value{};
    std::ranges::reverse_copy(number, value.begin());
    std::string text = base::to_hex(value);
    for (char& c : text)
        if (c >= 'a') c = static_cast<char>(c - 'a' + 'A');
    return text;
}

Result<PublicKey> PublicKey::parse(std::string_view text)
{
    const auto bytes = base::from_base64(text);
    if (!bytes || bytes->size() != 42 || (*bytes)[0] != 'E' || (*bytes)[1] != 'd')
        return fail(ErrorKind::Invalid,
                    "This is not a minisign public key (56 characters beginning with RW).");
    PublicKey key;
    std::copy_n(bytes->begin() + 2, kNumber, key.number.begin());
    std::copy_n(bytes->begin() + 10, key.point.size(), key.point.begin());
    return key;
}

SigningKey SigningKey::generate()
{
    return SigningKey(Secret::random(kNumber + kSeed));
}

Result<SigningKey> SigningKey::restore(ByteView stored)
{
    if (stored.size() != kNumber + kSeed)
        return fail(ErrorKind::Invalid, "This is not a stored signing key.");
    return SigningKey(Secret::copy_of(stored));
}

PublicKey SigningKey::public_key() const
{
    PublicKey key;
    std::copy_n(stored_.bytes().begin(), kNumber, key.number.begin());
    key.point = ed25519_public(stored_.bytes().subspan(kNumber));
    return key;
}

std::string sign(const SigningKey& key, ByteView message, std::string_view trusted_comment,
                 std::string_view untrusted_comment)
{
    // Comments are made by the program, never taken from outside: a bad one is a bug.
    if (!is_comment(trusted_comment) || !is_comment(untrusted_comment)) std::abort();
    const Secret full = expand(key.stored_.bytes().subspan(kNumber));
    const Signed of_message = sign_with(full, prehash(message));
    const Signed of_comment = sign_with(full, with_comment(of_message, trusted_comment));

    Bytes first{'E', 'D'};
    const auto number = key.stored_.bytes().first(kNumber);
    first.insert(first.end(), number.begin(), number.end());
    first.insert(first.end(), of_message.begin(), of_message.end());

    std::string text(kUntrusted);
    text.append(untrusted_comment).append("\n");
    text.append(base::to_base64(first)).append("\n");
    text.append(kTrusted).append(trusted_comment).append("\n");
    text.append(base::to_base64(of_comment)).append("\n");
    return text;
}

Result<Signature> parse_signature(std::string_view text)
{
    std::string_view untrusted;
    std::string_view first;
    std::string_view trusted;
    std::string_view second;
    if (!take_line(text, untrusted) || !take_line(text, first) || !take_line(text, trusted) ||
        !take_line(text, second) || !text.empty())
        return malformed();
    if (!untrusted.starts_with(kUntrusted) || !trusted.starts_with(kTrusted)) return malformed();
    untrusted.remove_prefix(kUntrusted.size());
    trusted.remove_prefix(kTrusted.size());
    if (!is_comment(untrusted) || !is_comment(trusted)) return malformed();

    const auto head = base::from_base64(first);
    const auto tail = base::from_base64(second);
    if (!head || head->size() != 2 + kNumber + kSignature || !tail || tail->size() != kSignature)
        return malformed();
    if ((*head)[0] != 'E' || (*head)[1] != 'D') return malformed();

    Signature signature;
    std::copy_n(head->begin() + 2, kNumber, signature.number.begin());
    std::copy_n(head->begin() + 2 + kNumber, kSignature, signature.of_message.begin());
    std::copy_n(tail->begin(), kSignature, signature.of_comment.begin());
    signature.untrusted_comment = untrusted;
    signature.trusted_comment = trusted;
    return signature;
}

Result<void> verify(const PublicKey& key, const Signature& signature, ByteView message)
{
    if (signature.number != key.number) return bad_signature("The signature was made with another key.");
    if (!ed25519_verify(key.point, prehash(message), signature.of_message))
        return bad_signature("The signature does not belong to this text.");
    if (!ed25519_verify(key.point, with_comment(signature.of_message, signature.trusted_comment),
                        signature.of_comment))
        return bad_signature("The signed comment was altered.");
    return {};
}

std::array<std::uint8_t, 64> ed25519_sign(ByteView seed, ByteView message)
{
    return sign_with(expand(seed), message);
}

std::array<std::uint8_t, 32> ed25519_public(ByteView seed)
{
    const Secret full = expand(seed);
    std::array<std::uint8_t, 32> point{};
    std::copy_n(full.bytes().begin() + kSeed, point.size(), point.begin());
    return point;
}

bool ed25519_verify(ByteView point, ByteView message, ByteView signature)
{
    if (point.size() != 32 || signature.size() != kSignature) return false;
    base::start_crypto();
    return crypto_sign_verify_detached(signature.data(), message.data(), message.size(), point.data()) == 0;
}

}  // namespace crypto
