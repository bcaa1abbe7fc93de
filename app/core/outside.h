#pragma once
/// Files that a person had opened outside the program: each in a folder of its own in memory (tmpfs where the
/// system has one), readable by its owner only, gone when the vault is locked.

#include <string>
#include <vector>

#include "crypto/base/platform.h"

namespace core {

using base::Result;

class OutsideCopies {
public:
    OutsideCopies() = default;
    OutsideCopies(OutsideCopies&&) = default;
    OutsideCopies& operator=(OutsideCopies&&) = delete;
    OutsideCopies(const OutsideCopies&) = delete;
    OutsideCopies& operator=(const OutsideCopies&) = delete;
    ~OutsideCopies() { remove(); }

    /// Named "document" with this ending (".pdf", or empty): nothing of the case. Errors: Io.
    Result<base::Path> write(std::string_view ending, base::ByteView bytes);
    /// Overwrites and removes all of them.
    void remove();

private:
    std::vector<base::Path> files_;
};

}  // namespace core
