#pragma once
/// The end of a review's identities: the key of its sealed part is destroyed, the pseudonymised record stays,
/// and a certificate says what went and where copies still are. Source: docs/domain.md R48,
/// docs/formats/erasure.md.

#include <string>
#include <vector>

#include "storage/review/review.h"

namespace core {

using base::Result;

/// An entry whose open words, as they stand or as they once stood, name a person of the review.
struct NamesLeft {
    std::int64_t entry = 0;  ///< its line in the journal
    std::string kind, id;
};
/// Where the open part still names somebody. Once the identities are erased nothing can find it any more.
Result<std::vector<NamesLeft>> names_left(review::Vault& vault, review::Review& review);

enum class Left { Refuse, Keep };

/// Erases the identities of the review `reference`, which `confirm` must repeat; drafts of the review go with
/// them. Returns the certificate: text without names, also kept in the vault under `erased/<review>`. No
/// review may be open. Errors: Refused `not_confirmed`, `names_left` (unless Left::Keep: then the certificate
/// lists the entries); Conflict (erased before); NotFound.
Result<std::string> erase_identities(review::Vault& vault, std::string_view reference,
                                     std::string_view confirm, Left left = Left::Refuse);

/// The certificate of an earlier erasure. Errors: NotFound.
Result<std::string> erasure_certificate(review::Vault& vault, std::string_view reference);

}  // namespace core
