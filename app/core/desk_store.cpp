#include "app/core/desk_store.h"

#include "app/core/desk_settings.h"
#include "app/core/desk_vault.h"
#include "app/core/recovery_kit.h"

namespace core {

namespace {

Result<std::vector<DeskReview>> list(review::Vault& vault)
{
    TRY_ASSIGN(const auto cards, vault.reviews());
    std::vector<DeskReview> reviews;
    for (const auto& card : cards) reviews.push_back(in_words(card, vault.lists()));
    return reviews;
}

}  // namespace

Result<review::Vault*> DeskStore::unlocked()
{
    if (!vault) return base::fail(base::ErrorKind::Conflict, "The vault is locked.");
    return &*vault;
}

Result<OpenReview> DeskStore::held()
{
    if (!vault || !open) return base::fail(base::ErrorKind::Conflict, "No review is open.");
    return OpenReview{*vault, open->review()};
}

Result<Unlocked> desk_unlock(DeskStore& store, const base::Path& folder, const base::Secret& passphrase,
                             std::string_view only)
{
    store.lock();
    TRY_ASSIGN(auto vault, review::Vault::open(folder, {.passphrase = passphrase.bytes()}));
    if (!only.empty() && vault.uuid() != only)
        return base::fail(
            base::ErrorKind::Refused,
            "Another vault lies in this folder now. It was not opened. Close Cairn and start it "
            "again to open another vault.");
    store.vault = std::move(vault);
    return desk_unlocked(store);
}

Result<Unlocked> desk_unlocked(DeskStore& store)
{
    TRY_ASSIGN(auto* vault, store.unlocked());
    Unlocked unlocked;
    unlocked.vault = vault->uuid();
    unlocked.owner = vault->owner();
    unlocked.notices = vault->notices();
    TRY_ASSIGN(const auto kit, kit_standing(*vault));
    unlocked.kit_pending = kit.pending;
    if (!kit.pending) store.kit.reset();
    TRY_ASSIGN(unlocked.idle_minutes, idle_minutes(*vault));
    TRY_ASSIGN(const auto tour, vault->shelved("desk/tour-due"));
    unlocked.tour_due = tour.has_value();
    TRY_ASSIGN(unlocked.reviews, list(*vault));
    return unlocked;
}

Result<bool> desk_passphrase(DeskStore& store, const base::Secret& passphrase)
{
    TRY_ASSIGN(auto* vault, store.unlocked());
    return vault->opens_with(passphrase.bytes());
}

Result<Opened> desk_open(DeskStore& store, const std::string& uuid, const std::atomic<bool>& give_up)
{
    TRY_ASSIGN(auto* vault, store.unlocked());
    store.import_plan.reset();
    store.open.reset();
    TRY_ASSIGN(auto review, vault->open_review(uuid));
    TRY_ASSIGN(auto reader, DeskReviewReader::open(*vault, std::move(review), give_up));
    store.open.emplace(std::move(reader));
    return store.open->opened();
}

Result<Closed> desk_close(DeskStore& store)
{
    TRY_ASSIGN(auto* vault, store.unlocked());
    store.import_plan.reset();
    store.shown.reset();
    store.outside.remove();
    store.open.reset();
    TRY_ASSIGN(auto reviews, list(*vault));
    return Closed{std::move(reviews)};
}

Result<void> desk_draft(DeskStore& store, DeskDraft draft)
{
    TRY_ASSIGN(const auto held, store.held());
    if (draft.text.empty() && draft.undo.empty()) return held.review.drop_draft(draft.id, draft.field);
    return held.review.put_draft({std::move(draft.kind), std::move(draft.id), std::move(draft.field),
                                  std::move(draft.text), static_cast<std::int64_t>(draft.caret),
                                  std::move(draft.undo)});
}

Result<void> desk_undo(DeskStore& store, bool again)
{
    TRY_ASSIGN(const auto held, store.held());
    TRY_VOID(again ? held.review.redo() : held.review.undo());
    return {};
}

}  // namespace core
