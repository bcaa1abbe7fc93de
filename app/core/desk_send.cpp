#include "app/core/desk_send.h"

#include <algorithm>
#include <map>

#include "app/core/desk_files.h"
#include "app/core/desk_settings.h"
#include "app/core/desk_vault.h"
#include "app/core/facts.h"
#include "storage/rules/golden.h"
#include "storage/rules/stages.h"
#include "sync/exchange/exchange.h"
#include "sync/exchange/memory.h"

namespace core {

using base::ErrorKind;
using base::fail;

namespace {

std::string count(std::int64_t n, std::string_view one, std::string_view many)
{
    return std::to_string(n) + " " + std::string(n == 1 ? one : many);
}

std::string state_words(const exchange::Sent& sent)
{
    if (sent.status == "accepted")
        return sent.sealed_unverified
                   ? "Accepted by the centre; its identity desk has not checked the names yet"
                   : "Accepted by the centre, with a verified receipt";
    if (sent.status == "waiting") return "The centre waits for files that were not in it: save it again";
    if (sent.status == "rejected")
        return "Not taken by the centre (" + sent.code + "): put it right and send again";
    if (sent.status == "fork")
        return "The centre holds another revision of this number: call the centre before you send again";
    return "Saved to a file; no receipt yet. Hand it over or upload it";
}

void add_sent(const std::vector<exchange::Sent>& rows, DeskSend& send)
{
    for (auto row = rows.rbegin(); row != rows.rend(); ++row)
        send.sent.push_back({row->bundle, "Revision " + std::to_string(row->revision), day_of(row->made),
                             state_words(*row), row->status == "accepted",
                             row->status == "rejected" || row->status == "fork", row->in_outbox});
}

std::string key_words(std::size_t n)
{
    return count(static_cast<std::int64_t>(n), "key", "keys");
}

Result<void> add_recipients(review::Vault& vault, DeskSend& send)
{
    TRY_ASSIGN(const auto chain, exchange::pinned_roster(vault));
    if (!chain) {
        send.checks.push_back(
            {"A centre to send to", "Trust the centre's roster first, in Settings.", false, true});
        return {};
    }
    const auto& roster = chain->newest().roster;
    const auto now = vault.clock().now();
    const auto* member = roster.member(vault.signing_key().public_key());
    const bool enrolled = member != nullptr &&
                          roster.revocation(vault.signing_key().public_key().text()) == nullptr &&
                          member->from <= now && now < member->to;
    send.checks.push_back({"A centre to send to", roster.origin, true, true});
    send.checks.push_back({"Your key is in its roster",
                           enrolled ? "Good until " + day_of(member->to) + "."
                                    : "The roster does not let this key sign today. See Settings.",
                           enrolled, true});
    const bool expired = trust::is_expired(roster, now);
    send.checks.push_back(
        {"The roster is current",
         expired ? "It expired on " + day_of(roster.expires) + ": ask the centre for a newer one."
                 : "Valid until " + day_of(roster.expires) + ".",
         !expired, false});
    using trust::RecipientUse;
    send.recipients = {
        "The centre, " + roster.origin + ": " + key_words(roster.recipients_of(RecipientUse::Central).size()),
        "Its identity desk, which alone reads the names: " +
            key_words(roster.recipients_of(RecipientUse::Identity).size()),
        "Its recovery: " + key_words(roster.recipients_of(RecipientUse::Recovery).size())};
    return {};
}

void add_problems(const rules::Facts& known, const model::CodeLists& lists, DeskSend& send)
{
    std::int64_t gates = 0;
    for (const auto& one : rules::check(known)) {
        gates += one.gate ? 1 : 0;
        send.problems.push_back({one.message, one.remedy, one.kind, one.id, one.gate});
    }
    std::ranges::stable_sort(send.problems, std::greater<>(), &SendProblem::gate);
    send.checks.push_back({"Nothing breaks the golden thread",
                           gates == 0 ? "Every finding, lesson and recommendation rests on what it must."
                                      : count(gates, "thing", "things") + " to put right, below.",
                           gates == 0, false});
    const auto missing = rules::unfilled(known, rules::stage_of(known));
    for (const auto& one : missing) send.problems.push_back({one.words, "", one.kind, one.record, false});
    const auto stage = lists.label("review_status", rules::stage_of(known));
    send.checks.push_back({"What this stage needs is filled in",
                           missing.empty()
                               ? "Stage: " + std::string(stage) + "."
                               : count(static_cast<std::int64_t>(missing.size()), "field is", "fields are") +
                                     " still empty, below.",
                           missing.empty(), false});
}

Result<void> add_signers(review::Vault& vault, review::Review& review, DeskSend& send)
{
    send.signers.push_back("You, " + vault.owner() + ", as author: your signature is needed");
    TRY_ASSIGN(const auto records, review.records("sign_off", model::Part::Open));
    TRY_ASSIGN(const auto panel, review.records("organisation", model::Part::Open));
    const auto agreed = static_cast<std::int64_t>(records.size());
    send.signers.push_back(count(agreed, "sign-off is", "sign-offs are") + " recorded, of " +
                           count(static_cast<std::int64_t>(panel.size()), "organisation", "organisations"));
    return {};
}

// What is new in the journal after line `n`, by kind of record.
Result<void> add_fresh(review::Review& review, std::int64_t n, DeskSend& send)
{
    struct Counts {
        std::int64_t made = 0, changed = 0, struck = 0;
    };
    std::map<std::string, Counts, std::less<>> kinds;
    TRY_ASSIGN(const auto entries, review.history_since(n));
    std::map<std::string, std::pair<bool, bool>, std::less<>> records;  // id: was there before, struck now
    std::map<std::string, std::string, std::less<>> kind_of;
    for (const auto& entry : entries) {
        auto& [before, struck] = records[entry.id];
        kind_of[entry.id] = entry.kind;
        if (entry.n <= n) before = true;
        struck = entry.op == model::Op::Strike ? true : entry.op == model::Op::Restore ? false : struck;
    }
    for (const auto& [id, state] : records) {
        auto& counts = kinds[kind_of[id]];
        if (state.second)
            counts.struck += state.first ? 1 : 0;
        else
            ++(state.first ? counts.changed : counts.made);
    }
    for (const auto& [name, counts] : kinds) {
        const auto* spec = model::kind(name);
        std::string words;
        const auto add = [&](std::int64_t number, std::string_view what) {
            if (number > 0)
                words += (words.empty() ? "" : ", ") + std::to_string(number) + " " + std::string(what);
        };
        add(counts.made, "new");
        add(counts.changed, "changed");
        add(counts.struck, "struck out");
        if (!words.empty())
            send.fresh.push_back(std::string(spec == nullptr ? name : spec->label) + ": " + words);
    }
    return {};
}

Result<void> add_size(review::Vault& vault, review::Review& review, const exchange::Standing& standing,
                      DeskSend& send)
{
    if (standing.revision > 0 && standing.unsent_lines == 0) {
        send.size = "Nothing new since revision " + std::to_string(standing.revision) + " was signed.";
        return {};
    }
    TRY_ASSIGN(const auto bytes, exchange::expected_size(vault, review));
    send.size = "About " + size_words(bytes);
    return {};
}

Result<base::Bytes> shelved_roster(review::Vault& vault)
{
    TRY_ASSIGN(auto roster, vault.shelved("trust/roster"));
    if (!roster)
        return fail(ErrorKind::Refused, "There is no centre to send to yet: trust its roster in Settings.",
                    "not_enrolled");
    return *std::move(roster);
}

std::string saved_words(const exchange::Exported& made)
{
    std::string said = "Revision " + std::to_string(made.revision) + " is signed, encrypted and saved (" +
                       size_words(made.bytes) +
                       "). Hand the file over or upload it; keep it until the receipt "
                       "has come.";
    if (made.undone_dropped > 0)
        said += " " + count(made.undone_dropped, "wording", "wordings") +
                " you had taken back did not go with it.";
    for (const auto& notice : made.notices) said += " " + notice;
    return said;
}

}  // namespace

Result<DeskSend> desk_send(DeskStore& store)
{
    TRY_ASSIGN(const auto held, store.held());
    DeskSend send;
    TRY_ASSIGN(const auto standing, exchange::standing(held.vault, held.review));
    TRY_ASSIGN(const auto rows, exchange::sent(held.vault, held.review.uuid()));
    add_sent(rows, send);
    send.unsent = standing.unsent_lines;
    send.standing = standing.revision == 0       ? "This review has not been sent yet."
                    : standing.unsent_lines == 0 ? "Everything in it has been signed and saved."
                                                 : "It was changed since revision " +
                                                       std::to_string(standing.revision) + " was signed.";
    TRY_VOID(add_recipients(held.vault, send));
    TRY_ASSIGN(const auto card, held.review.card());
    send.checks.push_back(
        {"It is yours to send",
         card.writable ? "This laptop is where it is written." : "It was handed over: it can be read here.",
         card.writable, true});
    TRY_ASSIGN(const auto known, facts(held.vault, held.review, Scope::Open));
    add_problems(known, held.vault.lists(), send);
    TRY_VOID(add_signers(held.vault, held.review, send));
    TRY_ASSIGN(const auto lines, held.review.lines());
    TRY_VOID(add_fresh(held.review, lines - standing.unsent_lines, send));
    TRY_VOID(add_size(held.vault, held.review, standing, send));
    send.may_send =
        std::ranges::all_of(send.checks, [](const SendCheck& one) { return one.done || !one.bars; });
    return send;
}

Result<std::string> desk_sign_and_save(DeskStore& store, const base::Secret& passphrase,
                                       const std::string& folder, bool keep_undone, Working& working,
                                       const std::atomic<bool>& give_up)
{
    TRY_ASSIGN(const auto held, store.held());
    TRY_VOID(check_passphrase(held.vault, passphrase));
    TRY_ASSIGN(const auto roster, shelved_roster(held.vault));
    exchange::ExportOptions options;
    options.keep_undone = keep_undone;
    TRY_ASSIGN(const auto made,
               exchange::export_review(held.vault, held.review, roster, base::path_from_utf8(folder), options,
                                       working.progress(give_up)));
    return saved_words(made);
}

Result<std::string> desk_save_again(DeskStore& store, const std::string& bundle, const std::string& folder,
                                    Working& working, const std::atomic<bool>& give_up)
{
    TRY_ASSIGN(const auto held, store.held());
    TRY_ASSIGN(const auto made,
               exchange::export_again(held.vault, held.review, bundle, base::path_from_utf8(folder),
                                      working.progress(give_up)));
    return "Revision " + std::to_string(made.revision) + " is saved again, byte for byte the same.";
}

Result<std::string> desk_receipt(DeskStore& store, const std::string& file)
{
    TRY_ASSIGN(const auto held, store.held());
    TRY_ASSIGN(const auto roster, shelved_roster(held.vault));
    TRY_ASSIGN(const auto applied,
               exchange::apply_receipt_file(held.vault, base::path_from_utf8(file), roster));
    std::string said = "The receipt is genuine. Revision " + std::to_string(applied.revision) + ": ";
    exchange::Sent as;
    as.status = applied.outcome == "sealed-checked" ? "accepted" : applied.outcome;
    as.code = applied.code;
    as.sealed_unverified = applied.sealed_unverified;
    said += state_words(as) + ".";
    if (applied.again) said += " It was here before; nothing changed.";
    for (const auto& notice : applied.notices) said += " " + notice;
    return said;
}

}  // namespace core
