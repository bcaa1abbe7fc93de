#pragma once
/// The tables of vault.db and of each identity database, as numbered steps. Source: docs/formats/vault.md,
/// "Databases".

#include <span>
#include <string>

#include "storage/db/database.h"

namespace review {

constexpr std::int32_t kVaultApplication = 0x43726e56;     ///< "CrnV"
constexpr std::int32_t kIdentityApplication = 0x43726e49;  ///< "CrnI"

std::span<const storage::Migration> vault_steps();
std::span<const storage::Migration> identity_steps();

/// Makes the tables of an identity database, empty, in the attached schema `identity`.
std::string erased_identity_sql();

/// Rises when folding, words or the choice of fields change; the search index is then made anew.
constexpr std::int64_t kSearchVersion = 1;

/// Brings an existing file to the newest step; before that a copy of it is written beside it as
/// `<name>.before-<version>`. Errors: Refused (newer than this program), Corrupt, Io.
base::Result<void> upgrade(storage::Database& db, const base::Path& file, std::int32_t application,
                           std::span<const storage::Migration> steps);

}  // namespace review
