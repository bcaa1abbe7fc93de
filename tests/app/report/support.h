#pragma once
/// Another program's reading of a file: LibreOffice, where it is installed.

#include <catch2/catch_test_macros.hpp>

#include "crypto/base/platform.h"
#include "tests/support/vault_fixture.h"

namespace test {

/// The file as LibreOffice reads it, given back as CSV. None where LibreOffice is not installed.
/// `reading`: the filter it reads with, where it must be told.
inline std::optional<std::string> through_libreoffice(std::string_view bytes, const std::string& name,
                                                      const std::string& reading = {})
{
    const support::TemporaryFolder folder;
    const auto file = folder.path() / name;
    REQUIRE(base::replace_file(file, base::bytes_of(bytes), base::Privacy::OwnerOnly));
    const auto out = folder.path() / "out";
    REQUIRE(base::make_folder(out));
    std::vector<std::string> command = {
        "soffice", "-env:UserInstallation=file://" + base::to_utf8(folder.path() / "profile"), "--headless"};
    if (!reading.empty()) command.push_back("--infilter=" + reading);
    // comma, quote, UTF-8, quote every text cell, cells as shown
    command.insert(command.end(), {"--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,true,true",
                                   "--outdir", base::to_utf8(out), base::to_utf8(file)});
    auto ran = base::run(command);
    if (!ran && ran.error().kind == base::ErrorKind::NotFound) return std::nullopt;
    REQUIRE(ran);
    INFO(base::text_of(ran->errors));
    REQUIRE(ran->exit_code == 0);
    const auto converted = base::read_file(out / (file.stem().string() + ".csv"), 64U << 20U);
    REQUIRE(converted);
    return std::string(base::text_of(*converted));
}

}  // namespace test
