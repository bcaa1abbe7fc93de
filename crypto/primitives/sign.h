#pragma once
/// Signatures in minisign's format (prehashed, algorithm bytes `ED`): BLAKE2b-512, then Ed25519.
/// Source: docs/formats/bundle.md, "Signature file"; RFC 8032. `minisign -V` reads what this writes.

#include <array>
#include <string>
#include <string_view>

#include "crypto/base/bytes.h"
#include "crypto/base/secret.h"

namespace crypto {

using base::ByteView;
using base::Result;

/// A key number and an Ed25519 point: minisign's 42-byte public key.
struct PublicKey {
    std::array<std::uint8_t, 8> number{};  ///< as in the file: little-endian value
    std::array<std::uint8_t, 32> point{};

    std::string text() const;         ///< 56 base64 characters
    std::string number_text() const;  ///< the value as 16 upper-case hex digits
    /// Errors: Invalid unless 56 canonical base64 characters with algorithm bytes `Ed`.
    static Result<PublicKey> parse(std::string_view text);
    bool operator==(const PublicKey&) const = default;
};

/// Shape: 40 guarded bytes, key number then seed. Signs nothing but minisign messages.
class SigningKey {
public:
    static SigningKey generate();
    /// `stored` as given by store(). Errors: Invalid unless 40 bytes.
    static Result<SigningKey> restore(ByteView stored);
    ByteView store() const { return stored_.bytes(); }  ///< secret
    PublicKey public_key() const;

private:
    friend std::string sign(const SigningKey&, ByteView, std::string_view, std::string_view);
    explicit SigningKey(base::Secret stored) : stored_(std::move(stored)) {}
    base::Secret stored_;
};

/// The four lines of a `.minisig` file, LF ended.
std::string sign(const SigningKey& key, ByteView message, std::string_view trusted_comment,
                 std::string_view untrusted_comment = "cairn1");

struct Signature {
    std::array<std::uint8_t, 8> number{};
    std::array<std::uint8_t, 64> of_message{};
    std::array<std::uint8_t, 64> of_comment{};  ///< over of_message and the trusted comment
    std::string untrusted_comment;
    std::string trusted_comment;
};

/// Strict: `ED` only, canonical base64, LF only, nothing after the fourth line. Errors: Invalid.
Result<Signature> parse_signature(std::string_view text);
/// Errors: Denied when either signature does not hold or the key number differs.
Result<void> verify(const PublicKey& key, const Signature& signature, ByteView message);

/// A detached plain Ed25519 signature (RFC 8032) for C2SP signed notes only, by a key that signs nothing else.
/// `seed`: 32 bytes.
std::array<std::uint8_t, 64> ed25519_sign(ByteView seed, ByteView message);
std::array<std::uint8_t, 32> ed25519_public(ByteView seed);
bool ed25519_verify(ByteView point, ByteView message, ByteView signature);

}  // namespace crypto
