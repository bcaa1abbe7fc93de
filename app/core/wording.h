#pragma once
/// How figures and sentences are put for the person who reads them.

#include <cstdint>
#include <string>
#include <string_view>

namespace core {

/// "1,065".
std::string grouped(std::int64_t n);
/// "1 day", "1,065 days".
std::string counted(std::int64_t n, std::string_view one, std::string_view many);
/// With a capital letter to begin with.
std::string sentence(std::string text);
/// Both with `between`, or the one that is not empty.
std::string joined(const std::string& a, const std::string& b, std::string_view between);

}  // namespace core
