#pragma once
/// What the centre writes into its log: commitments only, never content.
/// Source: docs/formats/log.md, "Entry" (`cairn/entry/v1`).

#include <optional>
#include <string>

#include "crypto/base/bytes.h"
#include "crypto/base/clock.h"

namespace trust {

using base::ByteView;
using base::Digest32;
using base::Result;

enum class EntryKind {
    Accepted,
    Rejected,
    Fork,
    Waiting,
    SealedChecked,
    Roster,
    Revoked,
    Returned,
    Erased,
    Key
};
std::string_view to_text(EntryKind);

struct ObjectsCommitment {
    std::uint64_t count = 0;
    Digest32 digest{};  ///< SHA-256 of objects.tsv columns 1-4; of nothing when there are none
    bool operator==(const ObjectsCommitment&) const = default;
};

/// An absent field is written `-`.
struct Entry {
    base::Time time{};
    EntryKind kind = EntryKind::Accepted;
    std::string code;                       ///< Rejected only: `[a-z0-9_]`, 1 to 40
    std::optional<std::string> bundle;      ///< 32 hex digits
    std::optional<std::string> review;      ///< uuid
    std::optional<std::uint64_t> revision;  ///< from 1
    std::optional<Digest32> statement;      ///< SHA-256 of tagmanifest-sha512.txt
    std::optional<Digest32> ciphertext;     ///< SHA-256 of bundle.age
    std::optional<ObjectsCommitment> objects;
    std::optional<std::string> author;  ///< key number, 16 upper-case hex digits
    std::optional<Digest32> detail;
    Digest32 nonce{};  ///< random; makes the leaf hash hiding

    std::string encode() const;
    /// Errors: Invalid `entry_form`. encode(parse(x)) == x.
    static Result<Entry> parse(std::string_view text);
    bool operator==(const Entry&) const = default;
};

}  // namespace trust
