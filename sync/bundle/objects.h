#pragma once
/// objects.tsv and sealed-objects.tsv: which age objects belong to a bundle, and their keys.
/// Source: docs/formats/objects.md.

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "crypto/base/bytes.h"
#include "crypto/base/secret.h"
#include "crypto/primitives/age.h"

namespace bundle {

using base::ByteView;
using base::Digest32;
using base::Digest64;
using base::Result;

inline constexpr std::size_t kObjects = 10'000;
inline constexpr std::uint64_t kPartBytes = 1ULL << 30;  ///< 1 GiB

/// `AGE-SECRET-KEY-1...` of one object, wiped when it goes. (Guarded memory for thousands would not fit the
/// lock limit.)
class ObjectKey {
public:
    /// Errors: Invalid unless 74 upper-case characters of a good key.
    static Result<ObjectKey> parse(ByteView text);
    ObjectKey(const ObjectKey&) = default;
    ObjectKey& operator=(const ObjectKey&) = default;
    ~ObjectKey() { base::wipe(text_); }
    ByteView text() const { return text_; }
    Result<crypto::Identity> identity() const { return crypto::Identity::parse(text_); }
    bool operator==(const ObjectKey&) const = default;

private:
    ObjectKey() = default;
    std::array<std::uint8_t, 74> text_{};
};

struct ObjectRow {
    Digest32 object{};  ///< SHA-256 of the age file: its name
    std::uint64_t object_length = 0;
    Digest32 part{};  ///< SHA-256 of the plaintext part
    std::uint64_t part_length = 0;
    std::optional<ObjectKey> key;  ///< none: the key stands in the sealed part
    bool operator==(const ObjectRow&) const = default;
};
/// Ascending by part. The bytes hold keys: wipe them when done.
std::string encode_objects(const std::vector<ObjectRow>& rows);
/// Errors: Invalid `objects_form`, `objects_order`, `objects_limit`. encode(parse(x)) == x.
Result<std::vector<ObjectRow>> parse_objects(std::string_view text);
/// SHA-256 over columns 1-4 (TAB between, LF after each line): what log entries commit to.
Digest32 objects_digest(const std::vector<ObjectRow>& rows);

struct SealedObjectRow {
    Digest32 part{};
    ObjectKey key;
    bool operator==(const SealedObjectRow&) const = default;
};
std::string encode_sealed_objects(const std::vector<SealedObjectRow>& rows);
/// Errors: as parse_objects.
Result<std::vector<SealedObjectRow>> parse_sealed_objects(std::string_view text);

/// What opening an object gave.
struct OpenedPart {
    Digest64 sha512{};
};
/// Decrypts an object and checks the part: one X25519 stanza, SHA-256, length, padding; the part's bytes go
/// to `to` when given (only a fully read object counts: throw them away on error). Errors (code):
/// `object_header`, `object_key`, `object_damaged`, `object_length`, `object_part`, `object_padding`.
Result<OpenedPart> open_object(base::Source& object, const ObjectRow& row, const ObjectKey& key,
                               base::Sink* to = nullptr, const base::Progress& progress = {});

}  // namespace bundle
