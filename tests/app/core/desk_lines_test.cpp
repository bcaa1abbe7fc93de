#include "app/core/desk_lines.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "app/core/desk_records.h"
#include "app/core/facts.h"
#include "tests/support/vault_fixture.h"

using namespace support;

namespace {

/// A review whose today is 9 October 2025.
struct LinesDesk {
    VaultFixture fixture;
    core::DeskStore store;
    std::string police;

    LinesDesk()
    {
        fixture.demo_review();
        police = write("organisation", R"({"name":"Northmere Police","agency_type":"POL"})");
    }
    std::string write(std::string_view kind, const std::string& fields)
    {
        const auto id = fixture.new_id();
        REQUIRE(fixture.opened->apply({{put(kind, id, *json::parse_object(fields))}}));
        return id;
    }
    core::DeskRecord line(const std::string& kind, const std::string& id)
    {
        auto facts = core::facts(*fixture.vault, *fixture.opened, core::Scope::Records);
        REQUIRE(facts);
        const auto* record = facts->find(id);
        REQUIRE(record != nullptr);
        return core::record_in_words(*facts, *model::kind(kind), *record);
    }
    core::DeskRecord request(const std::string& fields)
    {
        return line("information_request",
                    write("information_request", R"({"to_org":")" + police + R"(")" + fields + "}"));
    }
};

}  // namespace

TEST_CASE("desk: a request says where it stands, from its days as long as nothing came", "[desk]")
{
    LinesDesk desk;
    const auto fresh = desk.request("");
    CHECK(fresh.title == "Northmere Police");
    CHECK(fresh.status == "Not sent");
    CHECK(desk.request(R"(,"sent_on":"2025-09-01","due_on":"2025-10-09")").status == "Awaited");
    const auto late = desk.request(R"(,"sent_on":"2025-09-01","due_on":"2025-10-08")");
    CHECK(late.status == "Overdue");
    CHECK(late.mark == core::DeskTone::Red);
    CHECK(late.words == "Sent on 1 September 2025  ·  Due on 8 October 2025");
    const auto nil = desk.request(R"(,"sent_on":"2025-09-01","due_on":"2025-10-08","response":"NIL")");
    CHECK(nil.status == "Nil return: nothing held");
    CHECK(nil.mark == core::DeskTone::Green);
}

TEST_CASE("desk: a line says no sealed words, and the identified one says them", "[desk]")
{
    LinesDesk desk;
    const auto id = desk.write("account", R"({"kind":"FAMILY","summary":"She said that Kacper was afraid"})");
    const auto line = desk.line("account", id);
    CHECK((line.title + line.words + line.status).find("Kacper") == std::string::npos);
}

TEST_CASE("desk: records as a table have a column for each field filled, and sort by what the words mean",
          "[desk]")
{
    LinesDesk desk;
    desk.request(R"(,"sent_on":"2025-09-10","asked_for":"Everything about Kacper")");
    desk.request(R"(,"sent_on":"2025-10-01")");
    auto facts = core::facts(*desk.fixture.vault, *desk.fixture.opened, core::Scope::Records);
    REQUIRE(facts);
    const auto& kind = *model::kind("information_request");
    const auto coded = core::grid_of(*facts, kind, false);
    CHECK(coded.columns == std::vector<std::string>{"Record", "To", "Sent on"});
    REQUIRE(coded.rows.size() == 2);
    CHECK(coded.rows[0].cells[2] == "10 September 2025");
    CHECK(coded.rows[0].keys[2] < coded.rows[1].keys[2]);
    const auto named = core::grid_of(*facts, kind, true);
    CHECK(std::find(named.columns.begin(), named.columns.end(), "What was asked for") != named.columns.end());
}
