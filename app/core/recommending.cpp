#include "app/core/recommending.h"

#include <algorithm>

#include "storage/review/review.h"
#include "storage/rules/recommend.h"

namespace core {

Result<std::vector<rules::LibraryEntry>> recommendations_of(review::Vault& vault, std::string_view like)
{
    std::vector<rules::LibraryEntry> entries;
    TRY_ASSIGN(const auto cards, vault.reviews());
    const auto asking = std::ranges::find(cards, like, &review::ReviewCard::reference);
    const bool demo = asking != cards.end() && asking->demo;
    for (const auto& card : cards) {
        if (card.demo != demo) continue;
        TRY_ASSIGN(auto review, vault.open_review(card.uuid));
        TRY_ASSIGN(auto records, review.records("recommendation", model::Part::Open));
        for (auto& record : records) {
            auto entry = rules::as_entry({record.kind, record.id, std::move(record.fields)}, card.reference);
            entry.type = card.type;
            entries.push_back(std::move(entry));
        }
    }
    return entries;
}

}  // namespace core
