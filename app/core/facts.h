#pragma once
/// The facts of an open review for the rules of storage/rules.

#include "storage/review/review.h"
#include "storage/rules/facts.h"

namespace core {

using base::Result;

enum class Scope {
    Thread,   ///< all but events; of those only what other records name. Open fields. Quick in any review
    People,   ///< as Thread, with the sealed fields of people
    Records,  ///< as Thread, with the sealed fields of everything but events
    Open,     ///< everything, open fields
    Words     ///< everything, open and sealed fields
};

/// `today` in London by the vault's clock.
Result<rules::Facts> facts(review::Vault& vault, review::Review& review, Scope scope);

/// The live records of one kind, read into facts that are put together by hand.
Result<void> add_records(rules::Facts& facts, review::Review& review, std::string_view kind,
                         model::Part part);

}  // namespace core
