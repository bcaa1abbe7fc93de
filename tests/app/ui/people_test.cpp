#include <catch2/catch_test_macros.hpp>

#include "tests/support/analysis_samples.h"
#include "tests/support/ui_driver.h"

namespace {

struct PeoplePage {
    ui::PeopleScreen screen = test::some_people();
    std::optional<ui::AddPerson> add;
    ui::Requests requests;
    test::UiDriver person;
    explicit PeoplePage(test::Window window = {1600, 900})
        : person(
              [this](ui::Kit& kit) {
                  auto asks = ui::draw(kit, screen);
                  for (auto& one : asks.common) requests.push_back(std::move(one));
                  if (asks.add) add = asks.add;
              },
              window)
    {
        person.settle();
    }
};

const std::string kVictim = "33333333-3333-4333-8333-333333333333";

}  // namespace

TEST_CASE("people: everybody on the genogram is a control that says who they are and how they are related",
          "[ui]")
{
    PeoplePage page;
    const auto& victim = page.person.node("genogram." + kVictim);
    CHECK(victim.role == ui::Role::Button);
    CHECK(victim.name == "V, victim");
    CHECK(victim.description == "male, died, the person this review is about. V to S1: Friend");
    CHECK(page.person.node("genogram.s").description.starts_with("sex not recorded"));
    CHECK(page.person.shows("In no recorded relationship"));
    CHECK(page.person.shows("are they one person?"));
}

TEST_CASE("people: names stand on the genogram in the identified view only", "[ui]")
{
    PeoplePage page;
    CHECK_FALSE(page.person.shows("Zebrowitch"));
    page.person.press(ui::Key::F8);
    page.person.settle();
    CHECK(page.person.node("genogram.m").name == "M, mother, Anna Zebrowitch");
    page.person.press(ui::Key::F8);
    page.person.settle();
    CHECK_FALSE(page.person.shows("Zebrowitch"));
}

TEST_CASE("people: choosing somebody shows their relationships alone, and opens their record", "[ui]")
{
    PeoplePage page;
    CHECK(page.person.shows("M and F: Former partner, abuse recorded"));
    page.person.click("genogram." + kVictim);
    page.person.settle();
    CHECK(page.person.find(ui::Role::Heading, "V, victim") != nullptr);
    CHECK(page.person.find(ui::Role::Text, "V to S1: Friend") != nullptr);
    CHECK(page.person.find(ui::Role::Text, "M and F: Former partner, abuse recorded") == nullptr);
    page.person.click("genogram.open");
    page.person.settle();
    CHECK(page.screen.tab == 1);
    CHECK(page.screen.records.chosen == kVictim);
}

TEST_CASE("people: somebody is added by the part they play, and the program gives the code", "[ui]")
{
    PeoplePage page({1600, 1200});
    page.person.click("people.tabs.1");
    page.person.settle();
    page.person.click("records.add");
    page.person.settle();
    CHECK((page.person.node("adding.yes").states & ui::kEnabled) == 0);
    page.person.click("adding.role");
    page.person.settle();
    page.person.type("Professional");
    page.person.press(ui::Key::Enter);
    page.person.settle();
    INFO(page.screen.adding.role);
    page.person.type_into("adding.post", "GP");
    page.person.click("adding.yes");
    page.person.settle();
    REQUIRE(page.add);
    CHECK(page.add->role == "PROF");
    CHECK(page.add->post == "GP");
    CHECK(page.requests.empty());
}
