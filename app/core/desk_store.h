#pragma once
/// What only the store thread touches: the open vault and the open review.

#include <atomic>
#include <memory>
#include <optional>

#include "app/core/desk_review.h"
#include "app/core/outside.h"
#include "app/pages/pages.h"
#include "storage/review/review.h"
#include "storage/review/vault.h"

namespace core {

struct ImportPlan;

/// The vault and the review that a task works on.
struct OpenReview {
    review::Vault& vault;
    review::Review& review;
};

/// A recovery kit from its making until its files are dealt with; see desk_vault.h.
struct KitInHand {
    crypto::Identity identity;
    base::Path page, text;  ///< empty: not written yet
};

struct DeskStore {
    std::optional<review::Vault> vault;
    std::optional<DeskReviewReader> open;  ///< after the vault: destroyed before it
    std::optional<KitInHand> kit;

    std::shared_ptr<ImportPlan> import_plan;  ///< what the import assistant shows
    /// The document that is shown, and the child that draws it.
    struct Shown {
        std::string id;
        pages::Viewer viewer;
    };
    std::optional<Shown> shown;
    OutsideCopies outside;

    void lock()
    {
        import_plan.reset();
        kit.reset();
        shown.reset();
        outside.remove();
        open.reset();
        vault.reset();
    }
    /// Errors: Conflict, when the vault is locked.
    Result<review::Vault*> unlocked();
    /// Errors: Conflict, when no review is open.
    Result<OpenReview> held();
};

// What every desk does. Errors: those of the vault and of the review.

/// `only`: uuid of the one vault that may be opened, after a lock; empty: any. Errors: Refused when another
/// lies in the folder.
Result<Unlocked> desk_unlock(DeskStore& store, const base::Path& folder, const base::Secret& passphrase,
                             std::string_view only = {});
/// Whether this passphrase opens the vault that is open. Errors: those of Vault::opens_with.
Result<bool> desk_passphrase(DeskStore& store, const base::Secret& passphrase);
Result<Opened> desk_open(DeskStore& store, const std::string& uuid, const std::atomic<bool>& give_up);
/// The list of reviews again.
Result<Closed> desk_close(DeskStore& store);
/// Keeps words being typed; none at all drops what was kept of the field.
Result<void> desk_draft(DeskStore& store, DeskDraft draft);
/// Takes the last change back, or makes it again.
Result<void> desk_undo(DeskStore& store, bool again);

}  // namespace core
