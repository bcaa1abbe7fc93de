#pragma once
/// Public test vectors, which are not part of this repository: environment CAIRN_VECTORS, or
/// ../shared/vectors beside it. A test whose vectors are not there is skipped and says so; what ran is
/// counted for ./test.

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>

namespace test {

/// The folder of one suite, if it is there.
inline std::optional<std::filesystem::path> vectors(const std::string& suite)
{
    const char* given = std::getenv("CAIRN_VECTORS");
    const auto root = given != nullptr ? std::filesystem::path(given)
                                       : std::filesystem::path(PROJECT_ROOT) / ".." / "shared" / "vectors";
    const auto folder = root / suite;
    if (!std::filesystem::is_directory(folder)) return std::nullopt;
    return folder;
}

/// Appends "<suite> <run> <skipped>" to the file that CAIRN_VECTOR_COUNT names, if any.
inline void count_vectors(const std::string& suite, std::size_t run, std::size_t skipped)
{
    if (const char* file = std::getenv("CAIRN_VECTOR_COUNT"); file != nullptr)
        std::ofstream(file, std::ios::app) << suite << ' ' << run << ' ' << skipped << '\n';
}

inline std::string file_bytes(const std::filesystem::path& file)
{
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace test
