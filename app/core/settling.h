#pragma once
/// Settling what a row's words leave open: the chair's reading beside the agency's own words.

#include <string_view>

#include "storage/json/json.h"
#include "storage/review/review.h"
#include "storage/review/vault.h"

namespace core {

using base::Result;

/// `said`: any of earliest, latest (YYYY-MM-DD or null), precision (code), approx (true or false), time
/// (HH:MM or null), and reason (words, needed). Writes the event and a Claim with the reading before, as one
/// command. Errors: NotFound; Invalid (unknown member, no reason, not a real day, latest before earliest).
Result<std::int64_t> settle_event(review::Review& review, review::Vault& vault, std::string_view event,
                                  const json::Object& said);

}  // namespace core
