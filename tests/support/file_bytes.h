#pragma once
/// What a file of a test holds.

#include <catch2/catch_test_macros.hpp>

#include "crypto/base/platform.h"

namespace support {

inline base::Bytes bytes_at(const base::Path& file)
{
    auto bytes = base::read_file(file, 1 << 24);
    REQUIRE(bytes);
    return *bytes;
}

}  // namespace support
