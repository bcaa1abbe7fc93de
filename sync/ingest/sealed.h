#pragma once
/// The identity desk's checks of an accepted revision as one function without store: the sealed part against
/// the chain, every sealed object, and the types of the sealed attachments. Source: docs/formats/ingest.md,
/// clause 7.

#include <span>
#include <vector>

#include "sync/ingest/examine.h"

namespace ingest {

/// What held, when all did.
struct SealedFacts {
    trust::ObjectsCommitment objects_commitment;
    std::vector<Digest32> listed;  ///< objects of the revision, open and sealed
    std::uint64_t bodies = 0;      ///< sealed bodies verified
    std::uint64_t opened = 0;      ///< sealed attachments opened and verified
};

/// `folder`: the kept original. `desk` opens bundle.age, `sealed` opens sealed.age. Errors: Corrupt, Invalid,
/// Denied, Refused with the code of what failed; Io, Cancelled.
Result<SealedFacts> examine_sealed(const base::Path& folder, std::span<const crypto::Identity> desk,
                                   std::span<const crypto::Identity> sealed,
                                   const std::vector<HeldObject>& held, const model::CodeLists& lists,
                                   const base::Progress& progress = {});

}  // namespace ingest
