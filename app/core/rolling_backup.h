#pragma once
/// Encrypted backups in one folder, the last few of them kept. An older one goes only after the newest has
/// been read back whole. Source: docs/decisions/0074-first-run-and-health.md.

#include <optional>
#include <string>
#include <vector>

#include "storage/review/vault.h"

namespace core {

using base::Path;
using base::Result;

inline constexpr int kFewestBackups = 1, kMostBackups = 30;

/// Where this vault's backups go; kept in the vault.
struct BackupPlan {
    std::string folder;  ///< UTF-8; empty: none chosen
    int keep = 3;
};
Result<BackupPlan> backup_plan(review::Vault& vault);
/// Errors: Invalid (no such number); Refused (inside the vault).
Result<void> set_backup_plan(review::Vault& vault, const BackupPlan& plan);

struct RolledBackup {
    Path made;
    std::size_t removed = 0;  ///< older ones
    std::size_t kept = 0;     ///< with the new one
};
/// Makes a backup `cairn-backup-<day>-<8 hex>` in `folder`, reads it back, then removes the oldest of those
/// this vault made there beyond `keep`. Cut off anywhere, at least as many whole backups are there as before.
/// Errors: NotFound (the folder is not there: a stick was pulled out), Io, Corrupt, Cancelled.
Result<RolledBackup> roll_backup(review::Vault& vault, const Path& folder, int keep,
                                 const base::Progress& progress = {});

/// The backups this vault made that are there now, oldest first.
Result<std::vector<review::BackupMade>> backups_at_hand(review::Vault& vault);

}  // namespace core
