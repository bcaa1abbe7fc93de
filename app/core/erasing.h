#pragma once
/// The end of a review's identities: the key of its sealed part is destroyed, the pseudonymised record stays,
/// and a certificate says what went and where copies still are. Source: docs/domain.md R48,
/// docs/formats/erasure.md.

#include <string>

#include "storage/review/review.h"

namespace core {

using base::Result;

/// Erases the identities of the review `reference`, which `confirm` must repeat. Returns the certificate:
/// text without names, also kept in the vault under `erased/<review>`. No review may be open. Errors: Refused
/// `not_confirmed`; Conflict (erased before); NotFound.
Result<std::string> erase_identities(review::Vault& vault, std::string_view reference,
                                     std::string_view confirm);

/// The certificate of an earlier erasure. Errors: NotFound.
Result<std::string> erasure_certificate(review::Vault& vault, std::string_view reference);

}  // namespace core
