#pragma once
/// Making a vault at the desk, its recovery kit, and changing how it opens. Belongs to the store thread.
/// A new kit lies in the store, in guarded memory, from its making until it is rehearsed and its files are
/// dealt with. Source: docs/decisions/0074-first-run-and-health.md.

#include <optional>
#include <string>
#include <vector>

#include "app/core/desk_store.h"
#include "app/core/working.h"

namespace core {

struct NewVault {
    std::string folder, owner;  ///< UTF-8
    bool anywhere = false;      ///< also where a cloud service or a network has it
};
/// Makes the vault and leaves it open, with a kit in hand that is not rehearsed. Errors: Invalid (no name),
/// Refused `vault_place` (a cloud folder or a network drive, unless `anywhere`), and those of Vault::create.
Result<void> desk_create(DeskStore& store, const NewVault& wanted, const base::Secret& passphrase,
                         std::optional<crypto::KdfCost> cost = {});

struct KitFiles {
    std::string page, text;  ///< whole paths, UTF-8
};
/// Writes both files of the kit in hand into `folder`. Errors: Conflict (no kit in hand, a file is there),
/// Refused (not there), Io.
Result<KitFiles> desk_write_kit(DeskStore& store, const std::string& folder);
/// Gives the page to the system's printing. Errors: NotFound (it has none), Io (it refused).
Result<void> desk_print_kit(DeskStore& store);
/// What was typed from the sheet, held against the kit in hand: the rows that differ; none: the kit opened a
/// copy of the vault without the passphrase, and is now the vault's. Errors: Conflict (no kit in hand or no
/// file written), those of the rehearsal.
Result<std::vector<int>> desk_rehearse_kit(DeskStore& store, const base::Secret& typed, Working& working,
                                           const std::atomic<bool>& give_up);
/// Overwrites and removes both files, and forgets the kit in hand. Errors: Io.
Result<void> desk_destroy_kit_files(DeskStore& store);

/// A new kit for the open vault: the old sheet stops working at once. Errors: Conflict, Io.
Result<void> desk_new_kit(DeskStore& store);
/// Tries the sheet that is there, without a kit in hand. Errors: Invalid, Denied.
Result<void> desk_try_kit(DeskStore& store, const base::Secret& typed, Working& working,
                          const std::atomic<bool>& give_up);

/// Errors: Denied (not the passphrase of the open vault).
Result<void> check_passphrase(review::Vault& vault, const base::Secret& passphrase);
/// Errors: Denied (`old` is wrong), Refused `weak_passphrase`.
Result<void> desk_change_passphrase(DeskStore& store, const base::Secret& old, const base::Secret& fresh,
                                    std::optional<crypto::KdfCost> cost = {});
/// Opens with the sheet and sets a new passphrase. Errors: Invalid, Denied, Refused, and those of opening.
Result<Unlocked> desk_recover(DeskStore& store, const base::Path& folder, const base::Secret& typed,
                              const base::Secret& fresh, std::optional<crypto::KdfCost> cost = {});

/// What an unlock tells, of the open vault.
Result<Unlocked> desk_unlocked(DeskStore& store);
/// The tour was taken or left: it is not shown again.
Result<void> desk_tour_taken(DeskStore& store);
/// Builds the demonstration case of that number (app/core/demo.h); true when there are more.
Result<bool> desk_demo(DeskStore& store, std::size_t number);

}  // namespace core
