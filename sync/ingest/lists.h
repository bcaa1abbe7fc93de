#pragma once
/// The code lists a submission is held against: the program's own and those of packs that the centre issued.

#include <string>
#include <vector>

#include "storage/model/codelists.h"

namespace ingest {

struct IssuedLists {
    std::vector<std::string> files;  ///< of packs, as issued one after another
    model::CodeLists lists = model::CodeLists::built_in();

    std::uint64_t version() const { return static_cast<std::uint64_t>(lists.version()); }
    static const IssuedLists& built_in();
    /// Files that are not newer than what is there are passed over. Errors: Invalid, Refused.
    static base::Result<IssuedLists> from(std::vector<std::string> files);
};

}  // namespace ingest
