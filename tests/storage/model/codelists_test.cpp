#include "storage/model/codelists.h"

#include <catch2/catch_test_macros.hpp>

#include "assets/assets.h"

using model::CodeLists;

TEST_CASE("code lists: all 71 of the domain are there, with their values and notes", "[model]")
{
    const auto carried = CodeLists::load(*assets::find("codelists/codelists.json"));
    REQUIRE(carried.has_value());
    CHECK(carried->lists().size() == 71);
    CHECK(carried->list("method")->values.size() == 19);
    CHECK(carried->list("borough")->values.size() == 33);
    CHECK(json::text_or(carried->list("borough")->find("E09000022")->more, "bcu") == "AS");
    CHECK(carried->list("evidence_strength")->note.find("worth") != std::string::npos);
    CHECK(CodeLists::built_in().lists().size() > 71);
    CHECK(CodeLists::built_in().version() >= 1);
}

TEST_CASE("code lists: a code is accepted while it is valid", "[model]")
{
    const auto& lists = CodeLists::built_in();
    CHECK(lists.accepts("icb", "E54000028", "2026-03-31"));
    CHECK_FALSE(lists.accepts("icb", "E54000028", "2026-04-01"));
    CHECK_FALSE(lists.accepts("icb", "E54000071", "2026-03-31"));
    CHECK(lists.accepts("icb", "E54000071", "2026-04-01"));
    CHECK(lists.accepts("icb", "E54000028"));  // when nobody says on which day: ever
    CHECK_FALSE(lists.accepts("sex", "X"));
    CHECK_FALSE(lists.accepts("no_such_list", "F"));
}

TEST_CASE("code lists: a local value is a code, never words, and closed lists take none", "[model]")
{
    const auto& lists = CodeLists::built_in();
    CHECK(lists.accepts("theme", "LOCAL:KNIFE_ARCHES"));
    CHECK_FALSE(lists.accepts("theme", "LOCAL:"));
    CHECK_FALSE(lists.accepts("theme", "LOCAL:knife"));
    CHECK_FALSE(lists.accepts("theme", "LOCAL:SAID SHE"));
    CHECK_FALSE(lists.accepts("theme", "LOCAL:" + std::string(33, 'A')));
    for (const auto* closed :
         {"tri", "disclosure_class", "date_precision", "review_type", "security_marking"}) {
        INFO(closed);
        CHECK_FALSE(lists.accepts(closed, "LOCAL:X"));
    }
    CHECK_FALSE(lists.accepts("security_marking", "SECRET"));
}

TEST_CASE("code lists: labels are given, and an unknown code stands for itself", "[model]")
{
    const auto& lists = CodeLists::built_in();
    CHECK(lists.label("sex", "F") == "Female");
    CHECK(lists.label("borough", "X99000001") == "Thamesbrook (demo)");
    CHECK(lists.label("sex", "LOCAL:Q") == "LOCAL:Q");
}

TEST_CASE("areas: London and demo areas are told by their codes", "[model]")
{
    CHECK(model::is_london_area("E09000001"));
    CHECK(model::is_london_area("E09000033"));
    for (const auto* other :
         {"E09000000", "E09000034", "E0900001", "E090000011", "E09000O01", "e09000001", ""}) {
        INFO(other);
        CHECK_FALSE(model::is_london_area(other));
    }
    CHECK(model::is_demo_area("X99000003"));
    CHECK_FALSE(model::is_demo_area("X99000004"));
    CHECK(CodeLists::built_in().accepts("borough", "X99000002"));
}

TEST_CASE("code lists: a file that is not right is refused", "[model]")
{
    const auto refused = [](const std::string& lists) {
        return !CodeLists::load(R"({"format":"cairn/codelists/v1","version":1,"lists":)" + lists + "}")
                    .has_value();
    };
    CHECK_FALSE(refused("[]"));
    CHECK(
        refused(R"([{"id":"a","title":"A","values":[{"code":"1","label":"x"},{"code":"1","label":"y"}]}])"));
    CHECK(refused(R"([{"id":"a","title":"A","values":[{"code":"1"}]}])"));
    CHECK(refused(R"([{"id":"a","title":"A"}])"));
    CHECK(refused(R"([{"title":"A","values":[]}])"));
    CHECK(refused(R"([{"id":"a","title":"A","values":[]},{"id":"a","title":"B","values":[]}])"));
    CHECK_FALSE(CodeLists::load(R"({"format":"cairn/codelists/v2","version":1,"lists":[]})").has_value());
    CHECK_FALSE(CodeLists::load(R"({"format":"cairn/codelists/v1","lists":[]})").has_value());
    auto twice = *CodeLists::load(
        R"({"format":"cairn/codelists/v1","version":1,"lists":[{"id":"sex","title":"S","values":[]}]})");
    auto all = CodeLists::built_in();
    CHECK_FALSE(all.add(twice).has_value());
}
