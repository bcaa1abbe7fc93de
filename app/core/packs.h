#pragma once
/// Packs of reference data in a vault: installing one, and what is installed.

#include "storage/review/vault.h"
#include "sync/pack/pack.h"

namespace core {

using base::ByteView;
using base::Path;
using base::Result;

struct PackView {
    std::string name;
    std::uint64_t version = 0;
    std::string issued, valid_from, valid_to;
    std::string installed;
    std::vector<std::string> files;
    std::string standing;  ///< empty: signed by a publisher of the roster trusted now; else why not
};

/// Verifies a pack against the pinned roster and keeps it. Errors: NotFound (no such file), Refused
/// `pack_no_roster`, and those of pack::open_pack, pack::check_version and Vault::install_pack.
Result<PackView> install_pack(review::Vault& vault, const Path& file);
/// What is installed, each file held against the roster again.
Result<std::vector<PackView>> packs(review::Vault& vault);

}  // namespace core
