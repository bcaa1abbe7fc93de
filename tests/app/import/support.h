#pragma once
/// Reading a file of a test as a table, and counting what was set aside of it.

#include <catch2/catch_test_macros.hpp>
#include <string_view>
#include <utility>

#include "app/import/import.h"

namespace test {

inline import_::Table table_of(std::string_view bytes)
{
    auto table = import_::read_table(base::bytes_of(bytes));
    INFO((table ? "" : table.error().what));
    REQUIRE(table);
    return *std::move(table);
}

inline std::size_t count_aside(const import_::Preview& preview, import_::Reason reason)
{
    std::size_t found = 0;
    for (const auto& aside : preview.set_aside) found += aside.reason == reason ? 1U : 0U;
    return found;
}

}  // namespace test
