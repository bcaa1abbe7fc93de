#pragma once
/// Packs: review templates, code lists, bank holidays and published recommendations, signed by the centre's
/// publisher and carried as one file. Bytes to values; no clock, no disk.
/// Source: docs/formats/packs.md (`cairn/pack/v1`).

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/base/clock.h"
#include "crypto/base/version.h"
#include "crypto/primitives/sign.h"
#include "storage/rules/reference_data.h"
#include "sync/trust/roster.h"

namespace pack {

using base::Bytes;
using base::ByteView;
using base::Result;

inline constexpr std::size_t kPackBytes = 64U * 1024 * 1024;
inline constexpr std::size_t kPackFiles = 500;
inline constexpr std::size_t kPackFileBytes = 16U * 1024 * 1024;
inline constexpr std::size_t kPackSignatures = 4;

/// pack/statement.txt.
struct Statement {
    std::string name;  ///< 1 to 40 of a-z 0-9 -
    std::uint64_t version = 1;
    base::Time issued{};
    std::string valid_from;                 ///< YYYY-MM-DD
    std::string valid_to;                   ///< YYYY-MM-DD, empty: open
    std::optional<std::uint64_t> replaces;  ///< the version before, below `version`
    std::string minimum = "0.1.0";          ///< oldest program that can read it

    std::string encode() const;
    /// Errors: Invalid `pack_form`. encode(parse(x)) == x.
    static Result<Statement> parse(std::string_view text);
    std::string file_name() const;  ///< `<name>-<version>.cairnpack`
    bool operator==(const Statement&) const = default;
};

struct Pack {
    Statement statement;
    rules::DataFiles data;                   ///< by name below pack/data/
    std::vector<crypto::PublicKey> signers;  ///< publishers of the roster it was held against
    base::Digest32 manifest{};               ///< SHA-256 of what was signed
};

/// The file of a pack, signed by each key. Errors: Invalid `pack_form` (a name, a size, no text), `pack_limit`.
Result<Bytes> write_pack(const Statement& statement, const rules::DataFiles& data,
                         const std::vector<const crypto::SigningKey*>& keys);

/// Reads and verifies the file of a pack. `program`: the version that would use it.
/// Errors (code): Invalid `pack_form` (malformed), `pack_limit`; Refused `pack_outside` (a file outside
/// pack/), `pack_unsigned`, `pack_publisher` (a signature by no publisher of this roster),
/// `pack_program_too_old`; Corrupt `pack_altered`.
Result<Pack> open_pack(ByteView file, const trust::Roster& current,
                       std::string_view program = base::kProgramVersion);

/// Refused `pack_version` unless `next` is higher than the one installed.
Result<void> check_version(const Statement& next, std::optional<std::uint64_t> installed);

}  // namespace pack
