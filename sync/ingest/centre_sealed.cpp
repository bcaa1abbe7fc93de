// The identity desk: the sealed part of what was accepted.
#include <set>

#include "sync/ingest/centre_state.h"

namespace ingest {

using base::ErrorKind;
using base::fail;

namespace {

trust::Entry checked_entry(const central::Submission& row, const SealedFacts& facts, std::string author,
                           base::Time now)
{
    trust::Entry entry;
    entry.time = now;
    entry.kind = trust::EntryKind::SealedChecked;
    entry.bundle = row.bundle;
    entry.review = row.review;
    entry.revision = static_cast<std::uint64_t>(row.revision);
    entry.statement = row.statement;
    entry.ciphertext = row.ciphertext;
    entry.objects = facts.objects_commitment;
    entry.author = std::move(author);
    return entry;
}

Result<void> mark_opened(central::Store& store, const std::string& review, const SealedFacts& facts)
{
    const std::set<Digest32> listed(facts.listed.begin(), facts.listed.end());
    TRY_ASSIGN(const auto held, store.objects(review));
    for (auto object : held) {
        if (object.opened || !listed.contains(object.object)) continue;
        object.opened = true;
        TRY_VOID(store.put_object(object));
    }
    return {};
}

Result<central::Submission> newest_sealed(central::Store& store, const std::string& review)
{
    TRY_ASSIGN(const auto head, store.head(review));
    if (!head) return fail(ErrorKind::Conflict, "No revision of this review has been accepted yet.");
    TRY_ASSIGN(const auto row, store.submission(head->bundle));
    if (!row)
        return fail(ErrorKind::Corrupt, "The accepted submission is not in the store.", "store_damaged");
    if (!row->sealed)
        return fail(ErrorKind::Conflict, "The accepted revision has no sealed part: nothing to check.");
    return *row;
}

}  // namespace

Result<SealedCheck> Centre::sealed_check(std::string_view reference, std::span<const crypto::Identity> given,
                                         const base::Progress& progress)
{
    auto& store = state_->store;
    TRY_ASSIGN(const auto review, find(reference));
    TRY_ASSIGN(auto row, newest_sealed(store, review));
    SealedCheck done{.review = review, .bundle = row.bundle, .revision = row.revision};
    if (row.sealed_checked) {
        TRY_ASSIGN(const auto entries, store.entries_of(row.bundle));
        done.again = true;
        done.log_index = entries.empty() ? 0 : entries.back().index;
        return done;
    }
    const auto identities = given.empty() ? std::span<const crypto::Identity>(state_->sealed) : given;
    TRY_ASSIGN(const auto author, crypto::PublicKey::parse(row.author));
    TRY_ASSIGN(const auto held, held_objects(store, review));
    TRY_ASSIGN(const auto facts, examine_sealed_apart(state_->apart, store.submission_folder(row.bundle),
                                                      store.folder() / "objects", state_->desk, identities,
                                                      held, state_->lists, progress));
    done.records = facts.bodies;
    done.objects = facts.opened;
    row.sealed_checked = true;
    const auto stored = store.transaction([&]() -> Result<void> {
        TRY_VOID(store.put_submission(row));
        TRY_VOID(mark_opened(store, review, facts));
        auto entry = checked_entry(row, facts, author.number_text(), store.clock().now());
        TRY_ASSIGN(done.log_index, append_entry(store, std::move(entry)));
        return {};
    });
    if (!stored) return stored.error();
    TRY_VOID(issue_receipts(*state_));
    return done;
}

}  // namespace ingest
