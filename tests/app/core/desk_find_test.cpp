#include "app/core/desk_find.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <fstream>

#include "tests/support/vault_fixture.h"

using namespace support;

namespace {

/// A review with a finding, a named person and a coded contact, opened as the desk opens it.
struct FindDesk {
    VaultFixture fixture;
    core::DeskStore store;
    std::atomic<bool> give_up = false;

    FindDesk()
    {
        auto& review = fixture.demo_review();
        write(review, "finding", R"({"number":1,"title":"The threat was not recorded"})");
        write(review, "person", R"({"code":"V","names":[{"given":"Kacper","family":"Żebrowicz"}]})");
        write(
            review, "chronology_event",
            R"({"text":"Kacper told the nurse of the threat","summary":"V spoke of a threat","summary_confirmed":true,
                  "earliest":"2021-01-22","latest":"2021-01-22"})");
        fixture.opened.reset();
        store.vault = std::move(fixture.vault);
        REQUIRE(core::desk_open(store, fixture.uuid, give_up));
    }
    void write(review::Review& review, std::string_view kind, std::string_view fields)
    {
        REQUIRE(review.apply({{put(kind, fixture.new_id(), *json::parse_object(fields))}}));
    }
    std::vector<core::DeskFound> find(std::string_view words, bool identified = false)
    {
        auto found = core::desk_find(store, words, identified);
        REQUIRE(found);
        return *found;
    }
};

bool found_says(const std::vector<core::DeskFound>& found, std::string_view words)
{
    return std::any_of(found.begin(), found.end(), [&](const core::DeskFound& one) {
        return (one.called + " " + one.words).find(words) != std::string::npos;
    });
}

}  // namespace

TEST_CASE("desk: the palette finds records and contacts by their open words", "[desk]")
{
    FindDesk desk;
    const auto found = desk.find("thre");
    REQUIRE(found.size() == 2);
    CHECK(found[0].kind == "finding");
    CHECK(found[1].kind == "chronology_event");
    CHECK(found[1].called == "22 January 2021");
    CHECK(desk.find("finding 1").size() == 1);
    CHECK(desk.find("  ").empty());
}

TEST_CASE("desk: in coded view a name finds nobody, and no name is said", "[desk]")
{
    FindDesk desk;
    CHECK(desk.find("zebrow").empty());
    CHECK(desk.find("nurse").empty());
    CHECK_FALSE(found_says(desk.find("victim"), "Kacper"));
    CHECK(found_says(desk.find("zebrow", true), "Żebrowicz"));
    CHECK(desk.find("nurse", true).size() == 1);
}

TEST_CASE("desk: a table is written once under a name without case words, readable by its owner only",
          "[desk]")
{
    FindDesk desk;
    const auto name =
        core::desk_save_table(desk.store, "findings", desk.fixture.temporary.path(), false, false);
    REQUIRE(name);
    CHECK(*name == "cairn-findings-2025-10-09.html");
    std::ifstream in(desk.fixture.temporary.path() / *name);
    const std::string page{std::istreambuf_iterator<char>(in), {}};
    CHECK(page.find("The threat was not recorded") != std::string::npos);
    const auto status = std::filesystem::status(desk.fixture.temporary.path() / *name);
    CHECK((status.permissions() & std::filesystem::perms::others_read) == std::filesystem::perms::none);
    const auto again =
        core::desk_save_table(desk.store, "findings", desk.fixture.temporary.path(), false, false);
    REQUIRE_FALSE(again);
    CHECK(again.error().what.find("already holds") != std::string::npos);
    CHECK_FALSE(core::desk_save_table(desk.store, "nonsense", desk.fixture.temporary.path(), true, false));
    for (const auto& table : core::desk_tables()) CHECK_FALSE(table.title.empty());
}
