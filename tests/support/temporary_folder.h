#pragma once
/// A folder that is gone with all it holds at the end of a test.

#include <cstdlib>
#include <filesystem>
#include <string>

#include "crypto/base/platform.h"

namespace support {

class TemporaryFolder {
public:
    TemporaryFolder()
    {
        auto made = base::make_temporary_folder();
        if (!made) std::abort();
        path_ = *made;
    }
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    ~TemporaryFolder()
    {
        std::error_code error;
        std::filesystem::remove_all(path_, error);
    }
    base::Path operator/(const std::string& name) const { return path_ / name; }
    const base::Path& path() const { return path_; }

private:
    base::Path path_;
};

}  // namespace support
