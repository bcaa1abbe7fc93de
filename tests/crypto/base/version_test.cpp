#include "crypto/base/version.h"

#include <catch2/catch_test_macros.hpp>
#include <fstream>
#include <iterator>
#include <string>

TEST_CASE("version: the program's is the project's")
{
    std::ifstream file(PROJECT_ROOT "/CMakeLists.txt");
    const std::string text(std::istreambuf_iterator<char>(file), {});
    REQUIRE_FALSE(text.empty());
    CHECK(text.find("project(cairn VERSION " + std::string(base::kProgramVersion) + " ") !=
          std::string::npos);
}
