#pragma once
/// A text of the program with one thing in it put otherwise.

#include <catch2/catch_test_macros.hpp>
#include <string>
#include <string_view>

namespace test {

/// The first `from` in it, which must be there, replaced.
inline std::string with(std::string text, std::string_view from, std::string_view to)
{
    const auto at = text.find(from);
    REQUIRE(at != std::string::npos);
    return text.replace(at, from.size(), to);
}

}  // namespace test
