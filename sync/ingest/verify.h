#pragma once
/// Every check of a submission that needs no store: the same functions the centre runs at import.
/// Source: docs/formats/ingest.md.

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "crypto/base/clock.h"
#include "crypto/base/platform.h"
#include "crypto/primitives/age.h"

namespace ingest {

enum class CheckOutcome { Held, Failed, NotDone };

struct Check {
    int step = 0;      ///< of docs/formats/ingest.md
    std::string name;  ///< `outer`, `object_hashes`, `encryption`, ...
    CheckOutcome outcome = CheckOutcome::NotDone;
    std::string code;  ///< reason code when it failed; empty when it held
    std::string what;  ///< one sentence for the person who reads it
};

struct VerifyReport {
    bool good = false;  ///< every check that could be made held
    bool sealed_present = false;
    bool sealed_unverified = false;            ///< no key given opens the sealed part
    std::vector<Check> checks;                 ///< in order; those after a failure are NotDone
    std::string bundle, review, kind, author;  ///< author: key number; empty when not reached
    std::int64_t revision = 0;
    std::uint64_t journal_lines = 0;
    std::uint64_t objects = 0;         ///< listed
    std::uint64_t roster_version = 0;  ///< newest in the file: whoever revoked a key since is not heard
    base::Time roster_issued{};
    bool roster_expired = false;
    std::vector<std::string> expected_at_centre;  ///< listed objects that are not in the file, by h
};

/// `submission`: packed file or loose folder. `roster_file`: as given out by the centre.
/// An error only when a file cannot be read or the roster is not sound; what fails in the submission is in
/// the report.
base::Result<VerifyReport> verify_submission(const base::Path& submission, base::ByteView roster_file,
                                             std::span<const crypto::Identity> identities, base::Time now,
                                             const base::Progress& progress = {});

}  // namespace ingest
