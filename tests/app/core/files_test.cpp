#include <catch2/catch_test_macros.hpp>
#include <fstream>

#include "app/core/desk_files.h"
#include "crypto/base/places.h"
#include "tests/support/vault_fixture.h"

namespace fs = std::filesystem;

TEST_CASE("a folder is listed with folders first, hidden files left out, and where one can go from it",
          "[desk]")
{
    const support::TemporaryFolder temporary;
    fs::create_directory(temporary.path() / "zebra");
    std::ofstream(temporary.path() / "a.csv") << std::string(2500, 'x');
    std::ofstream(temporary.path() / ".hidden") << "x";
    const auto shown = core::list_folder(base::to_utf8(temporary.path()));
    REQUIRE(shown);
    CHECK(shown->path == base::to_utf8(temporary.path()));
    CHECK(shown->parent == base::to_utf8(temporary.path().parent_path()));
    REQUIRE(shown->files.size() == 2);
    CHECK(shown->files[0].name == "zebra");
    CHECK(shown->files[1].name == "a.csv");
    CHECK(core::size_words(shown->files[1].bytes) == "2.5 kB");
    CHECK(shown->places.front().first == "Home");
}

TEST_CASE("what is not there is answered with the nearest folder, and a new folder is made once", "[desk]")
{
    const support::TemporaryFolder temporary;
    const auto wanted = base::to_utf8(temporary.path() / "kits");
    CHECK(core::list_folder(wanted)->path == base::to_utf8(temporary.path()));
    CHECK(core::make_and_list(wanted)->path == wanted);
    const auto again = core::make_and_list(wanted);
    REQUIRE_FALSE(again);
    CHECK(again.error().kind == base::ErrorKind::Conflict);
}

TEST_CASE("a shredded file is gone, and a link to it is not followed", "[desk]")
{
    const support::TemporaryFolder temporary;
    const auto file = temporary.path() / "kit.txt";
    std::ofstream(file) << std::string(200'000, 'k');
    fs::create_symlink(file, temporary.path() / "link");
    CHECK_FALSE(base::shred_file(temporary.path() / "link"));
    CHECK(fs::file_size(file) == 200'000);
    fs::create_hard_link(file, temporary.path() / "second");
    REQUIRE(base::shred_file(file));
    CHECK_FALSE(fs::exists(file));
    CHECK(fs::file_size(temporary.path() / "second") == 0);  // what another name still reaches is empty
    CHECK_FALSE(base::shred_file(temporary.path()));
}

TEST_CASE("sizes are said as people say them", "[desk]")
{
    CHECK(core::size_words(1) == "1 byte");
    CHECK(core::size_words(999) == "999 bytes");
    CHECK(core::size_words(9'940) == "9.9 kB");
    CHECK(core::size_words(45'000'000) == "45 MB");
    CHECK(core::size_words(3'200'000'000) == "3.2 GB");
}
