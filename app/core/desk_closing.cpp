// Closing a finished review on this laptop: the archive, the end of its identities, the space it took.
#include <algorithm>
#include <array>

#include "app/core/desk_files.h"
#include "app/core/desk_health.h"
#include "app/core/erasing.h"
#include "app/core/facts.h"
#include "app/core/rolling_backup.h"
#include "app/report/coded.h"
#include "sync/exchange/exchange.h"

namespace core {

using base::ErrorKind;
using base::fail;
using base::Path;

namespace {

constexpr std::array<std::string_view, 3> kFinished = {"S90", "S95", "S12"};

Result<std::vector<std::string>> still_to_do(review::Vault& vault, const review::ReviewCard& card)
{
    std::vector<std::string> before;
    if (std::ranges::find(kFinished, card.status) == kFinished.end())
        before.emplace_back("It is not finished: its stage is still open.");
    TRY_ASSIGN(auto review, vault.open_review(card.uuid));
    TRY_ASSIGN(const auto standing, exchange::standing(vault, review));
    if (standing.revision == 0)
        before.emplace_back("It was never sent to the centre: after this, nobody holds the names.");
    else if (standing.state != "accepted")
        before.emplace_back("The centre has not accepted what was sent last.");
    else if (standing.unsent_lines > 0)
        before.emplace_back("It was changed since it was sent.");
    return before;
}

Result<Path> archive(review::Vault& vault, const review::ReviewCard& card, const std::string& folder)
{
    std::array<std::uint8_t, 4> chance{};
    vault.random().fill(chance);
    const Path place = base::path_from_utf8(folder) / ("cairn-archive-" + base::to_hex(chance));
    TRY_VOID(base::make_folder(place));
    TRY_ASSIGN(auto review, vault.open_review(card.uuid));
    TRY_ASSIGN(const auto known, facts(vault, review, Scope::Open));
    for (const auto& file : report::coded_export(known, false))
        TRY_VOID(
            base::write_new_file(place / file.name, base::bytes_of(file.bytes), base::Privacy::OwnerOnly));
    return place;
}

Result<void> destroy_backups(review::Vault& vault, ClosedReview& closed)
{
    TRY_ASSIGN(const auto made, backups_at_hand(vault));
    for (const auto& one : made) {
        const Path place = base::path_from_utf8(one.path);
        closed.freed += bytes_in(place);
        std::error_code error;
        std::filesystem::remove_all(place, error);
        if (error)
            return fail(ErrorKind::Io,
                        "The identities are erased here, but a backup that still holds them could not be "
                        "removed. Its place is in the certificate of erasure: destroy it by hand.");
        TRY_VOID(vault.forget_backup(one.path));
        ++closed.backups_destroyed;
    }
    return {};
}

}  // namespace

Result<std::vector<DeskClosing>> desk_closings(DeskStore& store)
{
    TRY_ASSIGN(auto* vault, store.unlocked());
    store.open.reset();
    TRY_ASSIGN(const auto cards, vault->reviews());
    TRY_ASSIGN(const auto made, backups_at_hand(*vault));
    std::vector<DeskClosing> rows;
    for (const auto& card : cards) {
        DeskClosing row;
        row.uuid = card.uuid;
        row.reference = card.reference;
        row.stage = in_words(card).stage;
        row.identities_gone = card.identities_gone;
        TRY_ASSIGN(row.before, still_to_do(*vault, card));
        for (const auto& one : made) row.backups.push_back(one.path);
        rows.push_back(std::move(row));
    }
    return rows;
}

Result<ClosedReview> desk_close_review(DeskStore& store, const CloseWanted& wanted)
{
    TRY_ASSIGN(auto* vault, store.unlocked());
    store.open.reset();
    TRY_ASSIGN(const auto cards, vault->reviews());
    const auto card = std::ranges::find(cards, wanted.uuid, &review::ReviewCard::uuid);
    if (card == cards.end()) return fail(ErrorKind::NotFound, "This vault has no such review.");
    if (wanted.confirm != card->reference)
        return fail(ErrorKind::Refused,
                    "Nothing was done. Type the review's reference exactly as it is shown: this cannot be "
                    "taken back.",
                    "not_confirmed");
    ClosedReview closed;
    TRY_ASSIGN(const Path place, archive(*vault, *card, wanted.archive));
    closed.archive = base::to_utf8(place);
    const auto before = bytes_in(vault->folder());
    std::string certificate;
    if (card->identities_gone) {
        TRY_ASSIGN(certificate, erasure_certificate(*vault, card->uuid));
    } else {
        TRY_ASSIGN(certificate, erase_identities(*vault, card->uuid, wanted.confirm));
    }
    TRY_VOID(base::write_new_file(place / "certificate-of-erasure.txt", base::bytes_of(certificate),
                                  base::Privacy::OwnerOnly));
    const auto after = bytes_in(vault->folder());
    closed.freed = before > after ? before - after : 0;
    if (wanted.destroy_backups) TRY_VOID(destroy_backups(*vault, closed));
    return closed;
}

}  // namespace core
