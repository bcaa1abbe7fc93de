// The log, its checkpoints and the receipts. Append first, durable, then sign.
#include "sync/ingest/centre_state.h"

namespace ingest {

using base::ErrorKind;
using base::fail;

namespace {

/// The signed checkpoint of the log as it stands; made when there is none of that size yet.
Result<std::string> current_checkpoint(Centre::State& state, std::uint64_t size,
                                       const trust::LeafHashes& leaves)
{
    TRY_ASSIGN(const auto newest, state.store.newest_checkpoint());
    if (newest && newest->size == size) return std::string(base::text_of(newest->note));
    TRY_ASSIGN(const auto root, trust::tree_root(size, leaves));
    TRY_ASSIGN(auto note, trust::sign_checkpoint({state.origin, size, root}, *state.log));
    TRY_VOID(state.store.put_checkpoint(size, base::bytes_of(note)));
    return note;
}

Result<central::Receipt> receipt_for(Centre::State& state, const central::LogEntry& owed, std::uint64_t size,
                                     const std::string& checkpoint, const trust::LeafHashes& leaves)
{
    const std::string entry_text(base::text_of(owed.entry));
    TRY_ASSIGN(const auto entry, trust::Entry::parse(entry_text));
    TRY_ASSIGN(const auto submission, state.store.submission(owed.bundle));
    TRY_ASSIGN(const auto proof, trust::make_receipt(entry_text, owed.index, size, checkpoint, leaves));
    // A `seen` that is not of this log was the reason to reject; such a receipt starts from nothing.
    const bool seen_fits = submission && submission->seen <= size && entry.code != "seen_unknown";
    TRY_ASSIGN(const auto consistency,
               trust::make_consistency(seen_fits ? submission->seen : 0, size, checkpoint, leaves));
    const auto proof_text = proof.encode();
    const auto consistency_text = consistency.encode();
    central::Receipt receipt;
    receipt.bundle = owed.bundle;
    receipt.index = owed.index;
    receipt.proof.assign(proof_text.begin(), proof_text.end());
    receipt.consistency.assign(consistency_text.begin(), consistency_text.end());
    if (submission && entry.kind == trust::EntryKind::Waiting && entry.detail)
        receipt.missing = Bytes(submission->missing.begin(), submission->missing.end());
    return receipt;
}

}  // namespace

Result<std::uint64_t> append_entry(central::Store& store, trust::Entry entry)
{
    store.random().fill(entry.nonce);
    const auto text = entry.encode();
    const auto bytes = base::bytes_of(text);
    return store.append(bytes, trust::leaf_hash(bytes), entry.bundle.value_or(""));
}

Result<void> issue_receipts(Centre::State& state)
{
    auto& store = state.store;
    TRY_ASSIGN(const auto list, store.leaves());
    const auto size = static_cast<std::uint64_t>(list.size());
    const auto leaves = trust::leaves_of(list);
    TRY_ASSIGN(const auto owed, store.entries_without_receipt());
    return store.transaction([&]() -> Result<void> {
        TRY_ASSIGN(const auto checkpoint, current_checkpoint(state, size, leaves));
        for (const auto& entry : owed) {
            TRY_ASSIGN(const auto receipt, receipt_for(state, entry, size, checkpoint, leaves));
            TRY_VOID(store.put_receipt(receipt));
        }
        return {};
    });
}

Result<Bytes> Centre::checkpoint()
{
    TRY_ASSIGN(const auto newest, state_->store.newest_checkpoint());
    if (!newest) return fail(ErrorKind::NotFound, "The log has no checkpoint yet.");
    return newest->note;
}

Result<central::Receipt> Centre::receipt(std::string_view bundle, std::optional<std::uint64_t> index)
{
    TRY_ASSIGN(const auto submission, state_->store.submission(bundle));
    TRY_ASSIGN(auto entries, state_->store.entries_of(bundle));
    for (auto entry = entries.rbegin(); entry != entries.rend(); ++entry) {
        TRY_ASSIGN(const auto parsed, trust::Entry::parse(base::text_of(entry->entry)));
        // Another submission under the same number was refused: its receipt is only given out by index.
        const bool own = submission && parsed.ciphertext == submission->ciphertext;
        if (index ? *index != entry->index : !own) continue;
        TRY_ASSIGN(const auto receipt, state_->store.receipt(bundle, entry->index));
        if (receipt) return *receipt;
    }
    return fail(ErrorKind::NotFound,
                "There is no receipt for that bundle: it did not come in, or was quarantined.");
}

Result<void> Centre::write_receipt(std::string_view bundle, const Path& file,
                                   std::optional<std::uint64_t> index)
{
    TRY_ASSIGN(const auto found, receipt(bundle, index));
    const auto beside = [&](const char* ending) {
        return base::path_from_utf8(base::to_utf8(file) + ending);
    };
    TRY_VOID(base::replace_file(beside(".consistency"), found.consistency, base::Privacy::Everyone));
    if (found.missing)
        TRY_VOID(base::replace_file(beside(".missing"), *found.missing, base::Privacy::Everyone));
    return base::replace_file(file, found.proof, base::Privacy::Everyone);
}

}  // namespace ingest
