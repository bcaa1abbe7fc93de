#pragma once
/// The printed way back into a vault. Enrolment is complete only when the kit, as written, has opened a
/// copy of the vault without the passphrase. Source: docs/formats/vault.md, "Recovery kit".

#include "crypto/base/platform.h"
#include "crypto/primitives/age.h"

namespace core {

using base::Path;
using base::Result;

/// Writes the kit as plain text, once, readable by its owner only. Errors: Conflict (a file is there
/// already), Refused (inside the vault's folder), Io.
Result<void> write_recovery_kit(const Path& file, const Path& vault, std::string_view vault_uuid,
                                const crypto::Identity& identity);

/// The identity in a kit, typed or printed: the one line that begins AGE-SECRET-KEY-1. Errors: NotFound,
/// Invalid.
Result<crypto::Identity> read_recovery_kit(const Path& file);

/// An identity in an age identity file, as `age-keygen` writes it; the same reader. Errors: as
/// read_recovery_kit.
inline Result<crypto::Identity> read_identity_file(const Path& file)
{
    return read_recovery_kit(file);
}

/// Reads the kit back from `file`, copies the (closed) vault to a private temporary folder, opens the copy
/// with the kit alone and checks it; the copy is removed. Errors: as reading and opening.
Result<void> rehearse_recovery(const Path& vault, const Path& file);

}  // namespace core
