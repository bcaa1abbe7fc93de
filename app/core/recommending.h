#pragma once
/// What was recommended before: in this vault's reviews.

#include <string_view>
#include <vector>

#include "storage/review/vault.h"
#include "storage/rules/library.h"

namespace core {

using base::Result;

/// The recommendations of every review of the vault, in the order of its list, by
/// then as they were made. No review may be open. Open fields only.
Result<std::vector<rules::LibraryEntry>> recommendations_of(review::Vault& vault);

}  // namespace core
