#pragma once
/// Signed notes (c2sp.org/signed-note), strictly, and cosignatures (c2sp.org/tlog-cosignature).
/// Source: docs/formats/log.md, "Signed notes".

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/base/bytes.h"
#include "crypto/base/clock.h"
#include "crypto/base/secret.h"

namespace trust {

using base::Bytes;
using base::ByteView;
using base::Digest32;
using base::Result;

inline constexpr std::size_t kNoteBytes = 16 * 1024 * 1024;  ///< read limit of one note
inline constexpr std::size_t kNoteSignatures = 100;          ///< read limit of its signature lines

/// The signature types of signed notes that are known here.
enum class NoteKeyType : std::uint8_t { Ed25519 = 0x01, Cosignature = 0x04 };

/// A note verification key, `<name>+<8 hex>+<base64(type, 32 bytes)>`.
struct NoteKey {
    std::string name;
    NoteKeyType type = NoteKeyType::Ed25519;
    std::array<std::uint8_t, 32> point{};

    std::array<std::uint8_t, 4> id() const;  ///< first bytes of SHA-256(name, LF, type, point)
    std::string text() const;
    /// Errors: Invalid, also when the hash does not fit.
    static Result<NoteKey> parse(std::string_view text);
    bool operator==(const NoteKey&) const = default;
};

/// A name of a note key: UTF-8, not empty, no white space, no plus.
bool is_note_name(std::string_view name);

/// The secret half. Signs nothing but notes.
class NoteSigner {
public:
    /// Errors: Invalid unless is_note_name().
    static Result<NoteSigner> generate(std::string name, NoteKeyType type = NoteKeyType::Ed25519);
    /// `seed`: 32 bytes. Errors: Invalid.
    static Result<NoteSigner> restore(std::string name, ByteView seed,
                                      NoteKeyType type = NoteKeyType::Ed25519);
    const NoteKey& key() const { return key_; }
    ByteView seed() const { return seed_.bytes(); }  ///< secret, 32 bytes
    /// One signature line, LF included, over a note text. Only for type Ed25519.
    std::string sign(std::string_view text) const;
    /// The same for type Cosignature, over a checkpoint text.
    std::string cosign(std::string_view text, base::Time at) const;

private:
    NoteSigner(NoteKey key, base::Secret seed) : key_(std::move(key)), seed_(std::move(seed)) {}
    NoteKey key_;
    base::Secret seed_;
};

struct NoteSignature {
    std::string name;
    std::array<std::uint8_t, 4> id{};
    Bytes bytes;  ///< what follows the id
    bool operator==(const NoteSignature&) const = default;
};

/// Text and signature lines. `text` ends with LF.
struct Note {
    std::string text;
    std::vector<NoteSignature> signatures;

    std::string encode() const;
    /// Errors: Invalid `note_form`. encode(parse(x)) == x.
    static Result<Note> parse(std::string_view bytes);
};

/// True when the signature is by this key and holds.
bool holds(const NoteKey& key, const NoteSignature& signature, std::string_view text);

/// The indexes of `keys` that signed, ascending. Our profile: every signature line is by one of `keys`, good,
/// and present once. Errors: Denied `note_signature`.
Result<std::vector<std::size_t>> verify_note(const Note& note, std::span<const NoteKey> keys);
/// As c2sp.org/signed-note has it: lines of unknown keys are passed over, a bad one of a known key refuses,
/// at least one must hold. Errors: Denied `note_signature`.
Result<std::vector<std::size_t>> verify_note_loosely(const Note& note, std::span<const NoteKey> keys);

}  // namespace trust
