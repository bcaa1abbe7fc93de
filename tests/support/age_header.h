#pragma once
/// The header of an age file that a test has made or read.

#include <catch2/catch_test_macros.hpp>
#include <utility>

#include "crypto/base/stream.h"
#include "crypto/primitives/age_parts.h"

namespace test {

inline crypto::Header header_of(const base::Bytes& file)
{
    base::MemorySource from(file);
    auto header = crypto::read_header(from);
    REQUIRE(header);
    return *std::move(header);
}

}  // namespace test
