#pragma once
/// The records of a review as the desk shows them, and the desk's way to write one. Belongs to the store
/// thread.

#include "app/core/desk.h"
#include "storage/review/review.h"

namespace core {

using base::Result;

/// Everything but events, with open and sealed fields, and the drafts.
Result<Records> desk_records(review::Vault& vault, review::Review& review);
/// Through the gates (app/core/putting.h). Drafts of the fields written go. An empty id makes a record.
Result<void> desk_put(review::Vault& vault, review::Review& review, const std::string& kind,
                      const std::string& id, json::Object fields);
Result<void> desk_strike(review::Vault& vault, review::Review& review, const std::string& kind,
                         const std::string& id, const std::string& reason);

}  // namespace core
