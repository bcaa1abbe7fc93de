#include "app/core/desk.h"

#include "app/core/desk_records.h"
#include "app/core/desk_review.h"
#include "storage/review/review.h"
#include "storage/review/vault.h"

namespace core {

namespace {

constexpr std::int64_t kFirstRows = 200;

/// What only the store thread touches.
struct Store {
    std::optional<review::Vault> vault;
    std::optional<DeskReviewReader> open;  // after the vault: destroyed before it

    void lock()
    {
        open.reset();
        vault.reset();
    }
};

Result<std::vector<DeskReview>> list(Store& store)
{
    TRY_ASSIGN(const auto cards, store.vault->reviews());
    std::vector<DeskReview> reviews;
    for (const auto& card : cards) reviews.push_back(in_words(card));
    return reviews;
}

Result<Unlocked> unlock(Store& store, const base::Path& folder, const base::Secret& passphrase)
{
    store.lock();
    TRY_ASSIGN(auto vault, review::Vault::open(folder, {.passphrase = passphrase.bytes()}));
    store.vault = std::move(vault);
    Unlocked unlocked;
    unlocked.owner = store.vault->owner();
    unlocked.notices = store.vault->notices();
    TRY_ASSIGN(unlocked.reviews, list(store));
    return unlocked;
}

Result<Opened> open(Store& store, const std::string& uuid, const std::atomic<bool>& give_up)
{
    if (!store.vault) return base::fail(base::ErrorKind::Conflict, "The vault is locked.");
    store.open.reset();
    TRY_ASSIGN(auto review, store.vault->open_review(uuid));
    TRY_ASSIGN(auto reader, DeskReviewReader::open(std::move(review), give_up));
    store.open.emplace(std::move(reader));
    return store.open->opened();
}

Result<Closed> close(Store& store)
{
    if (!store.vault) return base::fail(base::ErrorKind::Conflict, "The vault is locked.");
    store.open.reset();
    TRY_ASSIGN(auto reviews, list(store));
    return Closed{std::move(reviews)};
}

Result<Filtered> filter(Store& store, std::string_view words, const std::vector<std::string>& agencies)
{
    if (!store.open) return base::fail(base::ErrorKind::Conflict, "No review is open.");
    TRY_ASSIGN(const std::int64_t matching, store.open->filter(words, agencies));
    TRY_ASSIGN(auto first,
               store.open->rows(0, kFirstRows));  // with the answer, so that no empty lines flash up
    return Filtered{matching, std::move(first)};
}

Result<Rows> rows(Store& store, std::int64_t offset, std::int64_t limit)
{
    if (!store.open) return base::fail(base::ErrorKind::Conflict, "No review is open.");
    TRY_ASSIGN(auto found, store.open->rows(offset, limit));
    return Rows{offset, std::move(found)};
}

Result<void> keep_draft(Store& store, DeskDraft draft)
{
    if (!store.open) return base::fail(base::ErrorKind::Conflict, "No review is open.");
    review::Draft kept{std::move(draft.kind),
                       std::move(draft.id),
                       std::move(draft.field),
                       std::move(draft.text),
                       static_cast<std::int64_t>(draft.caret),
                       std::move(draft.undo)};
    return store.open->review().put_draft(kept);
}

Result<Records> records(Store& store)
{
    if (!store.vault || !store.open) return base::fail(base::ErrorKind::Conflict, "No review is open.");
    return desk_records(*store.vault, store.open->review());
}

// What was written is shown as it stands now, with what the rules say of it.
template <class Write>
Result<Records> written(Store& store, const Write& write)
{
    if (!store.vault || !store.open) return base::fail(base::ErrorKind::Conflict, "No review is open.");
    TRY_VOID(write(*store.vault, store.open->review()));
    return records(store);
}

template <class T>
Answer answer_of(Doing doing, Result<T> result)
{
    if (!result) return Failed{doing, result.error()};
    return *std::move(result);
}

}  // namespace

Desk::Desk(std::function<void()> wake) : wake_(std::move(wake)), thread_([this] { run(); }) {}

Desk::~Desk()
{
    {
        const std::lock_guard held(mutex_);
        jobs_.clear();
        ending_ = true;
        hurry_ = true;
    }
    ready_.notify_one();
    thread_.join();
}

void Desk::add(Job job)
{
    {
        const std::lock_guard held(mutex_);
        // Of several filters, or several windows of rows, only the last is wanted.
        if (std::holds_alternative<FilterJob>(job))
            std::erase_if(jobs_, [](const Job& j) {
                return std::holds_alternative<FilterJob>(j) || std::holds_alternative<RowsJob>(j);
            });
        if (std::holds_alternative<RowsJob>(job))
            std::erase_if(jobs_, [](const Job& j) { return std::holds_alternative<RowsJob>(j); });
        jobs_.push_back(std::move(job));
    }
    ready_.notify_one();
}

void Desk::unlock(base::Path folder, base::Secret passphrase)
{
    add(UnlockJob{std::move(folder), std::move(passphrase)});
}

void Desk::open_review(std::string uuid)
{
    add(OpenJob{std::move(uuid)});
}

void Desk::close_review()
{
    add(CloseJob{});
}

void Desk::rows(std::int64_t offset, std::int64_t limit)
{
    add(RowsJob{offset, limit});
}

void Desk::filter(std::string words, std::vector<std::string> agencies)
{
    add(FilterJob{std::move(words), std::move(agencies)});
}

void Desk::lock()
{
    {
        const std::lock_guard held(mutex_);
        // What was typed is written first; what was only to be read is dropped.
        std::erase_if(jobs_, [](const Job& job) {
            return !std::holds_alternative<PutJob>(job) && !std::holds_alternative<StrikeJob>(job) &&
                   !std::holds_alternative<UndoJob>(job) && !std::holds_alternative<DraftJob>(job);
        });
        answers_.clear();
        hurry_ = true;
        jobs_.emplace_back(LockJob{});
    }
    ready_.notify_one();
}

void Desk::records()
{
    add(RecordsJob{});
}

void Desk::put(std::string kind, std::string id, json::Object fields)
{
    add(PutJob{std::move(kind), std::move(id), std::move(fields)});
}

void Desk::strike(std::string kind, std::string id, std::string reason)
{
    add(StrikeJob{std::move(kind), std::move(id), std::move(reason)});
}

void Desk::undo(bool again)
{
    add(UndoJob{again});
}

void Desk::draft(DeskDraft draft)
{
    add(DraftJob{std::move(draft)});
}

std::optional<Answer> Desk::poll()
{
    const std::lock_guard held(mutex_);
    if (answers_.empty()) return std::nullopt;
    Answer first = std::move(answers_.front());
    answers_.pop_front();
    return first;
}

std::optional<Desk::Job> Desk::next()
{
    std::unique_lock held(mutex_);
    ready_.wait(held, [this] { return ending_ || !jobs_.empty(); });
    if (ending_) return std::nullopt;
    Job job = std::move(jobs_.front());
    jobs_.pop_front();
    if (std::holds_alternative<LockJob>(job)) hurry_ = false;
    return job;
}

void Desk::answer(Answer answer)
{
    {
        const std::lock_guard held(mutex_);
        if (ending_ || hurry_) return;  // a lock waits: nobody may see it any more
        answers_.push_back(std::move(answer));
    }
    wake_();
}

void Desk::run()
{
    Store store;
    while (auto job = next()) {
        if (auto* wanted = std::get_if<UnlockJob>(&*job)) {
            answer(answer_of(Doing::Unlocking, core::unlock(store, wanted->folder, wanted->passphrase)));
        } else if (const auto* review = std::get_if<OpenJob>(&*job)) {
            answer(answer_of(Doing::OpeningReview, core::open(store, review->uuid, hurry_)));
        } else if (std::holds_alternative<CloseJob>(*job)) {
            answer(answer_of(Doing::ListingReviews, core::close(store)));
        } else if (const auto* window = std::get_if<RowsJob>(&*job)) {
            answer(answer_of(Doing::ReadingRows, core::rows(store, window->offset, window->limit)));
        } else if (const auto* wish = std::get_if<FilterJob>(&*job)) {
            answer(answer_of(Doing::Filtering, core::filter(store, wish->words, wish->agencies)));
        } else if (std::holds_alternative<RecordsJob>(*job)) {
            answer(answer_of(Doing::ReadingRecords, core::records(store)));
        } else if (auto* put = std::get_if<PutJob>(&*job)) {
            answer(answer_of(Doing::Writing, written(store, [&](auto& vault, auto& held) {
                                 return desk_put(vault, held, put->kind, put->id, std::move(put->fields));
                             })));
        } else if (auto* strike = std::get_if<StrikeJob>(&*job)) {
            answer(answer_of(Doing::Writing, written(store, [&](auto& vault, auto& held) {
                                 return desk_strike(vault, held, strike->kind, strike->id, strike->reason);
                             })));
        } else if (const auto* undo = std::get_if<UndoJob>(&*job)) {
            answer(answer_of(Doing::Writing, written(store, [&](auto&, auto& held) -> Result<void> {
                                 TRY_VOID(undo->again ? held.redo() : held.undo());
                                 return {};
                             })));
        } else if (auto* words = std::get_if<DraftJob>(&*job)) {
            const auto kept = keep_draft(store, std::move(words->draft));
            if (!kept) answer(Failed{Doing::Writing, kept.error()});
        } else {
            store.lock();
            answer(Locked{});
        }
    }
    store.lock();
}

}  // namespace core
