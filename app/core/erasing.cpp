#include "app/core/erasing.h"

#include <algorithm>

#include "app/core/facts.h"
#include "crypto/primitives/hash.h"
#include "storage/model/field.h"
#include "storage/model/place.h"
#include "storage/rules/residual.h"
#include "sync/exchange/memory.h"

namespace core {

using base::ErrorKind;
using base::fail;

namespace {

struct SealedPart {
    std::int64_t people = 0, named = 0, sealed_fields = 0, sealed_records = 0, drafts = 0;
    base::Digest32 open{};
    std::vector<NamesLeft> left;
};

Result<review::ReviewCard> card_of(review::Vault& vault, std::string_view reference)
{
    TRY_ASSIGN(const auto cards, vault.reviews());
    for (const auto& card : cards)
        if (card.reference == reference || card.uuid == reference) return card;
    return fail(ErrorKind::NotFound, "This vault has no such review. The list of reviews names them.");
}

// SHA-256 over the open fields of every live record: kind, id and fields in table order, one line each.
Result<base::Digest32> open_state(review::Review& review)
{
    crypto::Sha256 hash;
    for (const auto& kind : model::kinds()) {
        TRY_ASSIGN(auto records, review.records(kind.name, model::Part::Open));
        std::ranges::sort(records, {}, &review::Record::id);
        for (const auto& record : records)
            hash.update(base::bytes_of(std::string(kind.name) + " " + record.id + " " +
                                       json::write(model::in_table_order(&kind, record.fields)) + "\n"));
    }
    return hash.finish();
}

// What lies in the sealed part now.
Result<SealedPart> sealed_part(review::Review& review)
{
    SealedPart found;
    for (const auto& kind : model::kinds()) {
        TRY_ASSIGN(const auto records, review.records(kind.name, model::Part::Sealed));
        for (const auto& record : records) {
            if (kind.name == "person") ++found.people;
            if (kind.name == "person" && record.fields.has("names")) ++found.named;
            if (!record.fields.empty()) ++found.sealed_records;
            found.sealed_fields += static_cast<std::int64_t>(record.fields.size());
        }
    }
    TRY_ASSIGN(found.open, open_state(review));
    return found;
}

bool names_somebody(const rules::ResidualScan& scan, const std::string& text)
{
    const auto hits = scan.hits(text);
    return std::ranges::any_of(hits, [&](const rules::ResidualHit& hit) {
        // A day of the calendar in a field of its own is no date of birth because it is the same day.
        return hit.kind == rules::Residue::Name || hit.kind == rules::Residue::Identity ||
               (hit.kind == rules::Residue::BirthDate && text.size() > hit.length);
    });
}

// Depth of JSON is limited where it is read.
bool names_somebody(const rules::ResidualScan& scan, const json::Value& value)
{
    if (const auto* text = value.text()) return names_somebody(scan, *text);
    if (const auto* array = value.array())
        return std::ranges::any_of(*array, [&](const auto& one) { return names_somebody(scan, one); });
    if (value.object() == nullptr) return false;
    for (const auto& [name, inner] : *value.object())
        if (names_somebody(scan, inner)) return true;
    return false;
}

Result<std::int64_t> drop_drafts(review::Review& review)
{
    TRY_ASSIGN(const auto drafts, review.drafts());
    for (const auto& one : drafts) TRY_VOID(review.drop_draft(one.id, one.field));
    return static_cast<std::int64_t>(drafts.size());
}

base::Error refused(const std::vector<NamesLeft>& left, std::string_view reference)
{
    constexpr std::size_t kShown = 8;
    std::string places;
    for (std::size_t i = 0; i < left.size() && i < kShown; ++i)
        places += "\n  record expunge DIR " + std::string(reference) + " " + left[i].kind + " " + left[i].id +
                  " --entry " + std::to_string(left[i].entry) + " --reason ...";
    if (left.size() > kShown) places += "\n  and " + std::to_string(left.size() - kShown) + " more";
    return fail(ErrorKind::Refused,
                "Nothing was erased. The open part still names people of this review, in words that stand or "
                "stood there (" +
                    std::to_string(left.size()) + (left.size() == 1 ? " entry" : " entries") +
                    "). Once the identities are gone nothing can find them. Write what stands without "
                    "names (`scan --show` shows it), then remove what was written before:" +
                    places + "\nor repeat with --leave-names, and the certificate says where they are.",
                "names_left");
}

std::string left_words(const std::vector<NamesLeft>& left)
{
    std::string text = "Entries of the open part that still name a person: ";
    if (left.empty()) return text + "none found\n\n";
    text += std::to_string(left.size()) + "\n";
    for (const auto& one : left)
        text += "- entry " + std::to_string(one.entry) + "  " + one.kind + "  " + one.id + "\n";
    return text + "\n";
}

Result<std::string> copies(review::Vault& vault, const review::ReviewCard& card)
{
    std::string text;
    TRY_ASSIGN(const auto backups, vault.backups());
    text += "Backups of this vault made before, which still hold the identities until they are destroyed: " +
            std::string(backups.empty() ? "none known\n" : "\n");
    for (const auto& one : backups) text += "- " + base::to_text(one.at) + "  " + one.path + "\n";
    TRY_ASSIGN(const auto sent, exchange::sent_bundles(vault, card.uuid));
    std::string bundles;
    for (const auto& one : sent)
        if (one.sealed) bundles += "- " + one.bundle + "  made " + base::to_text(one.made) + "\n";
    text += "Bundles sent with the sealed part, which the centre may still open: " +
            (bundles.empty() ? std::string("none\n") : "\n" + bundles);
    return text;
}

std::string shelf_key(const review::ReviewCard& card)
{
    return "erased/" + card.uuid;
}

std::string certificate(const review::ReviewCard& card, const SealedPart& before, const base::Digest32& after,
                        std::string_view when, std::uint64_t epoch_before, std::uint64_t epoch_after,
                        std::string_view places)
{
    std::string text = card.demo ? "DEMO\n" : "";
    text += "CERTIFICATE OF ERASURE\n\n";
    text +=
        "Review: " + card.reference + "\nReview id: " + card.uuid + "\nErased: " + std::string(when) + "\n\n";
    text += "Destroyed: the key of the sealed part of this review.\n";
    text += "With it went " + std::to_string(before.sealed_fields) + " sealed values of " +
            std::to_string(before.sealed_records) + " records; names of " + std::to_string(before.named) +
            " people of " + std::to_string(before.people) + ".\n";
    text += "The vault was given new keys: key epoch " + std::to_string(epoch_before) + " before, " +
            std::to_string(epoch_after) + " after.\n\n";
    text += "Open part before: " + base::to_hex(before.open) + "\n";
    text += "Open part after:  " + base::to_hex(after) + "\n";
    text += before.open == after ? "The pseudonymised record is the same, and stays valid.\n\n"
                                 : "THE PSEUDONYMISED RECORD CHANGED: keep this and ask for help.\n\n";
    if (before.drafts > 0)
        text += "Words being typed that went with them: " + std::to_string(before.drafts) + "\n\n";
    return text + left_words(before.left) + std::string(places);
}

}  // namespace

Result<std::vector<NamesLeft>> names_left(review::Vault& vault, review::Review& review)
{
    TRY_ASSIGN(const auto known, facts(vault, review, Scope::Words));
    const rules::ResidualScan scan(known);
    std::vector<NamesLeft> left;
    TRY_VOID(review.each_entry(1, [&](const review::JournalBytes& entry) -> Result<void> {
        if (!entry.body) return {};
        TRY_ASSIGN(const auto body, json::parse_object(*entry.body));
        const auto* fields = body.find("body");
        if (fields == nullptr || !names_somebody(scan, *fields)) return {};
        TRY_ASSIGN(const auto line, json::parse_object(entry.line));
        left.push_back({entry.n, json::text_or(line, "kind"), json::text_or(line, "id")});
        return {};
    }));
    return left;
}

Result<std::string> erase_identities(review::Vault& vault, std::string_view reference,
                                     std::string_view confirm, Left left)
{
    TRY_ASSIGN(const auto card, card_of(vault, reference));
    if (confirm != card.reference)
        return fail(
            ErrorKind::Refused,
            "Nothing was erased. Erasure cannot be taken back: repeat the review's reference to confirm "
            "it.",
            "not_confirmed");
    if (card.identities_gone)
        return fail(ErrorKind::Conflict, "The identities of this review were erased before.");
    SealedPart before;
    {
        TRY_ASSIGN(auto review, vault.open_review(card.uuid));
        TRY_ASSIGN(before, sealed_part(review));
        TRY_ASSIGN(before.left, names_left(vault, review));
        if (!before.left.empty() && left == Left::Refuse) return refused(before.left, card.reference);
        TRY_ASSIGN(before.drafts, drop_drafts(review));
    }
    const auto epoch = vault.key_epoch();
    TRY_VOID(vault.erase_identities(card.uuid));
    base::Digest32 after{};
    {
        TRY_ASSIGN(auto review, vault.open_review(card.uuid));
        TRY_ASSIGN(after, open_state(review));
    }
    TRY_ASSIGN(const auto places, copies(vault, card));
    auto text = certificate(card, before, after, base::to_text(vault.clock().now()), epoch, vault.key_epoch(),
                            places);
    TRY_VOID(vault.shelve(shelf_key(card), base::bytes_of(text)));
    return text;
}

Result<std::string> erasure_certificate(review::Vault& vault, std::string_view reference)
{
    TRY_ASSIGN(const auto card, card_of(vault, reference));
    TRY_ASSIGN(const auto kept, vault.shelved(shelf_key(card)));
    if (!kept) return fail(ErrorKind::NotFound, "The identities of this review were not erased here.");
    return std::string(base::text_of(*kept));
}

}  // namespace core
