#pragma once
/// What a passphrase is: one spelling for what looks the same, and how hard it is to guess.

#include "crypto/base/bytes.h"
#include "crypto/base/secret.h"

namespace crypto {

/// NFKC, in guarded memory, so that every keyboard and system gives the same key.
/// Errors: Invalid (not UTF-8, empty, or more than 4096 bytes).
base::Result<base::Secret> normalised_passphrase(base::ByteView utf8);

/// Bits of a careful guesser's work, estimated low: words count as picked from a list of 8,000 however long
/// they are; frequent passwords, repeats, sequences, keyboard rows, years and dates count next to nothing.
double bits(base::ByteView passphrase);

/// Errors: Invalid as above; Refused `weak_passphrase` under 60 bits.
base::Result<void> check_strength(base::ByteView passphrase);

}  // namespace crypto
