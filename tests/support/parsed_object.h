#pragma once
/// Fields of a record, written in a test as JSON.

#include <catch2/catch_test_macros.hpp>
#include <string_view>
#include <utility>

#include "storage/json/json.h"

namespace support {

inline json::Object parsed_object(std::string_view text)
{
    auto parsed = json::parse_object(text);
    REQUIRE(parsed);
    return std::move(*parsed);
}

}  // namespace support
