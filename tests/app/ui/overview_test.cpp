#include <catch2/catch_test_macros.hpp>

#include "tests/support/ui_driver.h"
#include "tests/support/ui_samples.h"

namespace {

struct OverviewSeat {
    ui::OverviewScreen screen = test::an_overview();
    ui::Requests given;
    test::UiDriver person{[this](ui::Kit& kit) {
        for (auto& request : ui::draw(kit, screen)) given.push_back(std::move(request));
    }};
    void press(std::string_view key)  // as a screen reader does: it need not be in view
    {
        person.kit.ask({ui::Ask::What::Press, person.node(key).id});
        person.settle();
    }
    const ui::ShowSection* shown() const
    {
        return given.empty() ? nullptr : std::get_if<ui::ShowSection>(&given.back());
    }
};

}  // namespace

TEST_CASE("overview: a clock's card says what is due, whose it is and how late, and leads to its record",
          "[ui]")
{
    OverviewSeat seat;
    const auto& card = seat.person.node("overview.clock0");
    CHECK(card.name == "Each review partner notifies the Secretary of State");
    CHECK(card.description == "222 days late, Police, Due 14 April 2026");
    seat.person.click("overview.clock0");
    REQUIRE(seat.shown() != nullptr);
    CHECK(seat.shown()->key == "case");
    CHECK(seat.shown()->kind == "clock");
    CHECK(seat.shown()->record == "c1");
}

TEST_CASE("overview: a line leads to the section and the record it is about", "[ui]")
{
    OverviewSeat seat;
    seat.press("overview.gaps.0");
    REQUIRE(seat.shown() != nullptr);
    CHECK(seat.shown()->key == "analysis");
    CHECK(seat.shown()->record == "f1");
    seat.press("overview.complete.terms");
    CHECK(seat.shown()->key == "terms");
}

TEST_CASE("overview: of many lines the first are shown, and the others when they are asked for", "[ui]")
{
    OverviewSeat seat;
    CHECK(seat.person.shows("Action 5"));
    CHECK_FALSE(seat.person.shows("Action 6"));
    seat.press("overview.late.all");
    CHECK(seat.person.shows("Action 9"));
}

TEST_CASE("overview: a card without lines says so", "[ui]")
{
    OverviewSeat seat;
    CHECK(seat.person.shows("No decision is waiting."));
}

TEST_CASE("rail: each section says how complete it is", "[ui]")
{
    OverviewSeat seat;
    CHECK(seat.person.node("rail.case").description == "Complete");
    CHECK(seat.person.node("rail.terms").description == "Not started");
    CHECK(seat.person.node("rail.analysis").description == "1 of 2 complete");
}

TEST_CASE("sections: a form that does not apply counts for nothing", "[ui]")
{
    const auto states = ui::states_of({{"incident", "", ui::Mark::None}, {"clock", "", ui::Mark::Done}});
    REQUIRE(states.size() == 1);
    CHECK(states[0].key == "case");
    CHECK(states[0].of == 1);
}
