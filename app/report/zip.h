#pragma once
/// A zip container in memory, as .xlsx files are. Only writes.

#include <string>
#include <vector>

#include "crypto/base/result.h"

namespace report {

using base::Result;

struct ZipEntry {
    std::string name;
    std::string bytes;
};

/// Deflated, no times: the same entries give the same bytes. Errors: Io.
Result<std::string> zip(const std::vector<ZipEntry>& entries);

}  // namespace report
