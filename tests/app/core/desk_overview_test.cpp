#include "app/core/desk_overview.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "app/core/demo.h"
#include "tests/support/vault_fixture.h"

namespace {

using support::object;
using support::put;

/// The desk's store with one demonstration review open.
struct OverviewDesk {
    support::VaultFixture at;
    core::DeskStore store;
    std::atomic<bool> stay{false};

    OverviewDesk()
    {
        at.demo_review();
        at.opened.reset();
        store.vault.emplace(std::move(*at.vault));
        REQUIRE(core::desk_open(store, at.uuid, stay));
    }
    ~OverviewDesk() { store.lock(); }
    void write(model::Change change) { REQUIRE(store.open->review().apply({{std::move(change)}})); }
    core::DeskOverview overview()
    {
        auto made = core::desk_overview(store);
        REQUIRE(made);
        return std::move(*made);
    }
};

bool holds(const std::vector<core::DeskLine>& lines, std::string_view text)
{
    return std::ranges::any_of(lines,
                               [&](const auto& one) { return one.text.find(text) != std::string::npos; });
}

}  // namespace

TEST_CASE("overview: a new review says that it is not decided which review applies", "[core][desk]")
{
    OverviewDesk desk;
    const auto overview = desk.overview();
    CHECK(overview.today == "9 October 2025");
    CHECK(holds(overview.decisions, "Which review applies is not decided"));
    CHECK(overview.since.empty());
    CHECK(overview.late.empty());
}

TEST_CASE("overview: a late action leads the list, with its days and its record", "[core][desk]")
{
    OverviewDesk desk;
    const auto id = desk.at.new_id();
    desk.write(put("action", id,
                   object({{"number", std::int64_t{1}}, {"text", "Train"}, {"target_date", "2025-10-01"}})));
    const auto overview = desk.overview();
    REQUIRE_FALSE(overview.late.empty());
    CHECK(overview.late[0].id == id);
    CHECK(overview.late[0].mark == "8 days late");
    CHECK(overview.late[0].urgency == core::Urgency::Late);
}

TEST_CASE("overview: an agency that has not answered is a missing return until it has", "[core][desk]")
{
    OverviewDesk desk;
    const auto agency = desk.at.new_id();
    const auto involvement = desk.at.new_id();
    desk.write(put("organisation", agency, object({{"name", "Northside Trust"}, {"agency_type", "POL"}})));
    desk.write(put("agency_involvement", involvement,
                   object({{"organisation", agency}, {"status", "ASKED"}, {"due_on", "2025-12-01"}})));
    const auto before = desk.overview();
    REQUIRE(before.returns.size() == 1);
    CHECK(before.returns[0].text == "Northside Trust");
    CHECK(before.returns[0].note.find("due 1 December 2025") != std::string::npos);
    desk.write(put("agency_involvement", involvement, object({{"received_on", "2025-10-02"}})));
    CHECK(desk.overview().returns.empty());
}

TEST_CASE("overview: what changed is counted from the day of the last meeting", "[core][desk]")
{
    OverviewDesk desk;
    desk.write(put("meeting", desk.at.new_id(), object({{"date", "2025-10-09"}})));
    desk.write(put("kloe", desk.at.new_id(), object({{"question", "Was the risk seen?"}})));
    const auto overview = desk.overview();
    CHECK(overview.since.find("on 9 October 2025") != std::string::npos);
    CHECK(holds(overview.changed, "Key line of enquiry: 1 added"));
}

TEST_CASE("overview: what is called by its number is named with its kind among the changes", "[core][desk]")
{
    OverviewDesk desk;
    desk.write(put("meeting", desk.at.new_id(), object({{"date", "2025-10-09"}})));
    desk.write(put("action", desk.at.new_id(), object({{"number", std::int64_t{1}}, {"text", "Train"}})));
    for (const std::int64_t number : {1, 2})
        desk.write(put("recommendation", desk.at.new_id(), object({{"number", number}, {"text", "Train"}})));
    const auto overview = desk.overview();
    const auto note_of = [&](std::string_view kind) {
        const auto found = std::ranges::find(overview.changed, kind, &core::DeskLine::kind);
        REQUIRE(found != overview.changed.end());
        return found->note;
    };
    CHECK(note_of("action") == "Action 1");
    CHECK(note_of("recommendation") == "Recommendation 1, Recommendation 2");
}

TEST_CASE("overview: it knows whether anything was asked of an agency, and whether there is a finding",
          "[core][desk]")
{
    OverviewDesk desk;
    CHECK_FALSE(desk.overview().asked);
    CHECK_FALSE(desk.overview().findings);
    desk.write(put("agency_involvement", desk.at.new_id(), object({{"required", "NONE"}})));
    CHECK_FALSE(desk.overview().asked);
    desk.write(put("information_request", desk.at.new_id(), object({{"sent_on", "2025-10-01"}})));
    desk.write(put("finding", desk.at.new_id(), object({{"number", std::int64_t{1}}})));
    CHECK(desk.overview().asked);
    CHECK(desk.overview().findings);
}

TEST_CASE("overview: a clock that runs out first comes first, and the demonstration has some", "[core][desk]")
{
    support::VaultFixture at;
    core::DeskStore store;
    store.vault.emplace(std::move(*at.vault));
    const auto built = core::build_demo(*store.vault, "OWHR-DEMO-01");
    REQUIRE(built);
    const auto standing = core::desk_standing(store, built->uuid);
    REQUIRE(standing);
    CHECK(standing->of > 0);
    const std::atomic<bool> stay{false};
    REQUIRE(core::desk_open(store, built->uuid, stay));
    const auto overview = core::desk_overview(store);
    REQUIRE(overview);
    REQUIRE_FALSE(overview->forms.empty());
    std::optional<std::int64_t> last;
    for (const auto& clock : overview->clocks) {
        if (last && clock.days) CHECK(*last <= *clock.days);
        last = clock.days;
    }
    CHECK(standing->clock == (overview->clocks.empty() ? "" : overview->clocks[0].what));
    CHECK_FALSE(core::desk_standing(store, built->uuid));  // while one is open
    store.lock();
}
