#pragma once
/// The health of a vault and of what it lives on: each line is well, or says one thing to do. Belongs to the
/// store thread. Source: docs/decisions/0074-first-run-and-health.md.

#include <string>
#include <vector>

#include "app/core/desk_store.h"
#include "app/core/working.h"

namespace core {

enum class HealthLevel : std::uint8_t { Well, Note, Act };
/// What puts a line right.
enum class HealthFix : std::uint8_t { None, Check, Backup, ChooseBackup, TryKit, Enrol };

struct HealthLine {
    std::string key, title, words;
    HealthLevel level = HealthLevel::Well;
    HealthFix fix = HealthFix::None;
};

/// Everything, nothing changed but the time the vault was last in use. Errors: those of the vault.
Result<std::vector<HealthLine>> desk_health(DeskStore& store);

/// Reads the whole vault and its newest backup back, remembers the outcome and says it. Errors: Cancelled,
/// those of the check.
Result<std::string> desk_check(DeskStore& store, Working& working, const std::atomic<bool>& give_up);
/// A rolling backup into the folder that was chosen. Errors: Conflict (none chosen), as roll_backup.
Result<std::string> desk_backup(DeskStore& store, Working& working, const std::atomic<bool>& give_up);

/// A review that may be closed on this laptop.
struct DeskClosing {
    std::string uuid, reference, stage;
    bool identities_gone = false;
    std::vector<std::string> before;   ///< what a careful person would have done first, and has not
    std::vector<std::string> backups;  ///< paths that still hold its identities
};
Result<std::vector<DeskClosing>> desk_closings(DeskStore& store);

struct CloseWanted {
    std::string uuid, confirm;    ///< its reference, typed
    std::string archive;          ///< a folder, UTF-8: the coded record and the certificate go there
    bool destroy_backups = true;  ///< of this vault, which still hold the identities
};
struct ClosedReview {
    std::string archive;  ///< the folder that was made
    std::size_t backups_destroyed = 0;
    std::uint64_t freed = 0;  ///< bytes
};
/// Archives, then erases the identities, then frees space. Errors: Refused `not_confirmed` before anything is
/// done; NotFound; those of its steps, each saying what stands.
Result<ClosedReview> desk_close_review(DeskStore& store, const CloseWanted& wanted);

}  // namespace core
