#pragma once
/// Where a folder lies, as far as it matters for keeping things safe: in a folder that a cloud service copies
/// away, or on a drive across a network. Known services by the names of their folders and the marks they
/// leave in them.

#include <string>

#include "crypto/base/platform.h"

namespace core {

struct Whereabouts {
    std::string cloud;  ///< "OneDrive"; empty: none that is known
    bool network = false;
    bool plain() const { return cloud.empty() && !network; }
};
/// The folder need not be there yet.
Whereabouts whereabouts(const base::Path& folder);

}  // namespace core
