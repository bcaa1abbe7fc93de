#pragma once
/// The printed way back into a vault. Enrolment is complete only when the kit, as written, has opened a
/// copy of the vault without the passphrase. Source: docs/formats/vault.md, "Recovery kit".

#include <optional>
#include <string>
#include <vector>

#include "crypto/base/platform.h"
#include "crypto/primitives/age.h"
#include "storage/review/vault.h"

namespace core {

using base::Path;
using base::Result;

/// Why a kit may not be written at this place, in words; empty where it may: not inside the vault, not where
/// a cloud service copies it away, not across a network.
std::string unfit_for_kit(const Path& file, const Path& vault);

/// Writes the kit as plain text, once, readable by its owner only. Errors: Conflict (a file is there
/// already), Refused (unfit_for_kit), Io.
Result<void> write_recovery_kit(const Path& file, const Path& vault, std::string_view vault_uuid,
                                const crypto::Identity& identity);
/// The same as a page of A4 to be printed (PDF 1.4, text that can be selected): the key in one line, and in
/// rows to be typed. `made`: "22 November 2026".
Result<void> write_recovery_pdf(const Path& file, const Path& vault, std::string_view vault_uuid,
                                std::string_view made, const crypto::Identity& identity);

/// The key as it is printed to be typed: rows of five groups of four characters, without AGE-SECRET-KEY-1.
inline constexpr std::size_t kKitRows = 3, kKitGroups = 5, kKitGroup = 4;
/// One row with spaces between its groups. `row` below kKitRows.
base::Secret kit_row(const crypto::Identity& identity, std::size_t row);
/// What a person typed from the sheet: with or without its beginning, spaces, hyphens, lower case; O for 0,
/// I for L and B for 8 are understood, since the key holds none of them. Errors: Invalid (too short, too
/// long, a typing error).
Result<crypto::Identity> identity_from_typing(base::ByteView typed);
/// Rows of the typing, numbered from 1, that are not those of the sheet; for a sheet that is known.
std::vector<int> rows_that_differ(const crypto::Identity& identity, base::ByteView typed);

/// The identity in a kit, typed or printed: the one line that begins AGE-SECRET-KEY-1. Errors: NotFound,
/// Invalid.
Result<crypto::Identity> read_recovery_kit(const Path& file);

/// An identity in an age identity file, as `age-keygen` writes it; the same reader. Errors: as
/// read_recovery_kit.
inline Result<crypto::Identity> read_identity_file(const Path& file)
{
    return read_recovery_kit(file);
}

/// Reads the kit back from `file`, copies the (closed) vault to a private temporary folder, opens the copy
/// with the kit alone and checks it; the copy is removed. Errors: as reading and opening.
Result<void> rehearse_recovery(const Path& vault, const Path& file);
/// The same for an open vault: a backup of it is made in a private temporary folder, restored with the kit
/// alone and checked, and removed. On success the vault remembers when.
Result<void> rehearse_recovery(review::Vault& vault, const crypto::Identity& kit,
                               const base::Progress& progress = {});

/// Whether the kit of this vault has been tried.
struct KitStanding {
    bool pending = false;  ///< a kit was made and has not opened a copy yet
    std::optional<base::Time> rehearsed;
};
Result<KitStanding> kit_standing(review::Vault& vault);
/// A kit is being made: until it is rehearsed, the vault says so.
Result<void> mark_kit_pending(review::Vault& vault);
Result<void> mark_kit_rehearsed(review::Vault& vault);

}  // namespace core
