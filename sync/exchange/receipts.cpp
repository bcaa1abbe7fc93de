// What comes back from the centre.
#include "crypto/primitives/hash.h"
#include "sync/exchange/exchange.h"
#include "sync/exchange/memory.h"

namespace exchange {

using base::ErrorKind;
using base::fail;
using trust::EntryKind;

namespace {

std::string receipt_key(const char* what, std::string_view bundle, std::uint64_t index)
{
    return std::string(what) + "/" + std::string(bundle) + "/" + std::to_string(index);
}

/// The two files that show it, for whoever has to ask the centre about it. Never overwritten: named by their
/// hash.
Result<void> keep_evidence(review::Vault& vault, std::string_view bundle, ByteView receipt,
                           ByteView consistency)
{
    const auto name = "evidence/" + std::string(bundle) + "/" + base::to_hex(crypto::sha256(receipt));
    const auto beside = name + "/" + base::to_hex(crypto::sha256(consistency));
    return vault.shelve({{name, Bytes(receipt.begin(), receipt.end())},
                         {beside, Bytes(consistency.begin(), consistency.end())}});
}

base::Error contradiction()
{
    return fail(
        ErrorKind::Refused,
        "The centre contradicts itself: what it signed now does not continue what it signed before. Both are "
        "kept in this vault. Nothing was changed; tell the centre and its auditor.",
        "centre_contradicts_itself");
}

/// Two roots for one size are a contradiction too.
Result<bool> fits_held(review::Vault& vault, const trust::Checkpoint& checkpoint)
{
    TRY_ASSIGN(const auto held, vault.shelved(checkpoint_key(checkpoint.size)));
    if (!held) return true;
    const auto text = base::text_of(*held);
    TRY_ASSIGN(const auto before, trust::Checkpoint::parse(text.substr(0, text.find("\n\n") + 1)));
    return before == checkpoint;
}

std::string status_of(EntryKind kind, const std::string& before)
{
    switch (kind) {
        case EntryKind::Accepted:
        case EntryKind::SealedChecked: return "accepted";
        case EntryKind::Rejected: return "rejected";
        case EntryKind::Fork: return "fork";
        case EntryKind::Waiting: return "waiting";
        case EntryKind::Roster:
        case EntryKind::Revoked:
        case EntryKind::Returned:
        case EntryKind::Erased:
        case EntryKind::Key: break;
    }
    return before;
}

Result<std::vector<std::string>> read_missing(ByteView missing, const trust::Entry& entry)
{
    std::vector<std::string> list;
    if (missing.empty()) return list;
    if (entry.detail != crypto::sha256(missing))
        return fail(ErrorKind::Corrupt,
                    "The list of missing attachments is not the one the receipt speaks of.", "missing_list");
    auto rest = base::text_of(missing);
    for (; rest.size() >= 65 && rest[64] == '\n'; rest.remove_prefix(65))
        list.emplace_back(rest.substr(0, 64));
    if (!rest.empty())
        return fail(ErrorKind::Invalid, "The list of missing attachments is not readable.", "missing_list");
    return list;
}

void settle(SentBundle& sent, const trust::VerifiedReceipt& verified)
{
    const bool newer = !sent.log_index || *sent.log_index <= verified.index;
    if (verified.entry.kind == EntryKind::SealedChecked) sent.sealed_checked = true;
    if (!newer) return;
    sent.status = status_of(verified.entry.kind, sent.status);
    sent.code = verified.entry.code;
    sent.log_index = verified.index;
}

Result<std::vector<std::string>> now_acknowledged(review::Vault& vault, const SentBundle& sent)
{
    TRY_ASSIGN(auto all, acknowledged(vault, sent.review));
    if (sent.status == "accepted") all.insert(all.end(), sent.listed.begin(), sent.listed.end());
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    return all;
}

Applied applied_from(const SentBundle& sent, const trust::VerifiedReceipt& verified)
{
    Applied applied;
    applied.bundle = sent.bundle;
    applied.review = sent.review;
    applied.revision = sent.revision;
    applied.outcome = std::string(trust::to_text(verified.entry.kind));
    applied.code = verified.entry.code;
    applied.log_index = verified.index;
    applied.sealed_unverified = sent.status == "accepted" && sent.sealed && !sent.sealed_checked;
    return applied;
}

/// Steps of formats section 14 for a client; a contradiction is kept as evidence before it is reported.
Result<trust::VerifiedReceipt> verify(review::Vault& vault, const SentBundle& sent, ByteView receipt,
                                      const std::string& consistency, const trust::Roster& roster)
{
    auto verified = trust::apply_receipt(base::text_of(receipt), consistency, roster, sent.as_sent());
    if (!verified && verified.error().code == "consistency_proof") {
        TRY_VOID(keep_evidence(vault, sent.bundle, receipt, base::bytes_of(consistency)));
        return contradiction();
    }
    if (!verified) return fail(ErrorKind::Corrupt, verified.error().what, verified.error().code);
    TRY_ASSIGN(const bool fits, fits_held(vault, verified->checkpoint));
    if (!fits) {
        TRY_VOID(keep_evidence(vault, sent.bundle, receipt, base::bytes_of(consistency)));
        return contradiction();
    }
    return verified;
}

Result<SentBundle> sent_for(review::Vault& vault, const trust::Receipt& receipt)
{
    TRY_ASSIGN(const auto entry, trust::Entry::parse(receipt.entry));
    if (!entry.bundle) return fail(ErrorKind::Invalid, "The receipt is about no bundle.", "receipt_form");
    TRY_ASSIGN(auto sent, sent_bundle(vault, *entry.bundle));
    if (!sent)
        return fail(ErrorKind::NotFound,
                    "No bundle of that number was sent from this vault: the receipt is for another.",
                    "receipt_of_another");
    return std::move(*sent);
}

}  // namespace

Result<Applied> apply_receipt(review::Vault& vault, ByteView receipt, ByteView consistency, ByteView missing,
                              ByteView roster_file)
{
    TRY_ASSIGN(const auto trusted, trust_roster(vault, roster_file));
    TRY_ASSIGN(const auto chain, pinned_roster(vault));
    TRY_ASSIGN(const auto parsed, trust::Receipt::parse(base::text_of(receipt)));
    TRY_ASSIGN(auto sent, sent_for(vault, parsed));
    std::string growth(base::text_of(consistency));
    if (growth.empty() && sent.seen.size == 0)
        growth = trust::Consistency{.old = 0, .path = {}, .checkpoint = parsed.checkpoint}.encode();
    if (growth.empty())
        return fail(ErrorKind::NotFound, "The .consistency file that belongs to the receipt is needed too.");
    TRY_ASSIGN(const auto verified, verify(vault, sent, receipt, growth, chain->newest().roster));
    TRY_ASSIGN(auto listed, read_missing(missing, verified.entry));

    const auto key = receipt_key("receipt", sent.bundle, verified.index);
    TRY_ASSIGN(const auto before, vault.shelved(key));
    const auto acknowledged_before = acknowledged(vault, sent.review);
    if (!acknowledged_before) return acknowledged_before.error();
    settle(sent, verified);
    TRY_ASSIGN(const auto objects, now_acknowledged(vault, sent));
    TRY_VOID(vault.shelve({{key, Bytes(receipt.begin(), receipt.end())},
                           {receipt_key("consistency", sent.bundle, verified.index), to_bytes(growth)},
                           {checkpoint_key(verified.checkpoint.size), to_bytes(parsed.checkpoint)},
                           sent_value(sent),
                           acknowledged_value(sent.review, objects)}));
    if (sent.status == "accepted") TRY_VOID(base::durable_remove(outbox_file(vault, sent.bundle)));
    auto applied = applied_from(sent, verified);
    applied.again = before.has_value();
    applied.objects_acknowledged = objects.size() - acknowledged_before->size();
    applied.missing = std::move(listed);
    if (trusted.first)
        applied.notices.push_back(
            "The centre's root keys were trusted on first use; compare their fingerprint with "
            "the letter: " +
            trusted.root_fingerprint);
    if (trusted.expired)
        applied.notices.push_back("The roster has expired: ask the centre for the newest one.");
    if (!trusted.too_old.empty()) applied.notices.push_back(trusted.too_old);
    return applied;
}

namespace {

/// `name` + ending as `central receipt -o` writes it, or `<bundle>.<index>.consistency` beside `.receipt`.
Result<Bytes> read_beside(const Path& receipt, const std::string& ending, std::size_t limit)
{
    const auto name = base::to_utf8(receipt);
    std::vector<std::string> candidates = {name + ending};
    constexpr std::string_view kReceipt = ".receipt";
    if (name.ends_with(kReceipt))
        candidates.push_back(name.substr(0, name.size() - kReceipt.size()) + ending);
    for (const auto& candidate : candidates) {
        auto bytes = base::read_file(base::path_from_utf8(candidate), limit);
        if (bytes && bytes->empty())
            return fail(ErrorKind::Corrupt,
                        "A file that came with the receipt is empty: it was cut short on the way.",
                        "receipt_cut");
        if (bytes) return bytes;
        if (bytes.error().kind != ErrorKind::NotFound) return bytes.error();
    }
    return Bytes{};
}

}  // namespace

Result<Applied> apply_receipt_file(review::Vault& vault, const Path& receipt, ByteView roster_file)
{
    TRY_ASSIGN(const auto bytes, base::read_file(receipt, trust::kReceiptBytes));
    TRY_ASSIGN(const auto consistency, read_beside(receipt, ".consistency", trust::kReceiptBytes));
    TRY_ASSIGN(const auto missing, read_beside(receipt, ".missing", 1024 * 1024));
    return apply_receipt(vault, bytes, consistency, missing, roster_file);
}

}  // namespace exchange
