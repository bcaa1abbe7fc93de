#pragma once
/// What was recommended before: in this vault's reviews.

#include <string_view>
#include <vector>

#include "storage/review/vault.h"
#include "storage/rules/library.h"

namespace core {

using base::Result;

/// The recommendations of every review of the vault that is a demonstration, or of every one that is not, as
/// the review `like` (a reference) is: an invented case is no experience of a real one. In the order of the
/// vault's list, then as they were made. No review may be open. Open fields only.
Result<std::vector<rules::LibraryEntry>> recommendations_of(review::Vault& vault, std::string_view like);

}  // namespace core
