// The views of a review: what turns one into another, and what the meeting view leaves out.
#include <catch2/catch_test_macros.hpp>

#include "app/ui/screens/view_door.h"
#include "tests/support/ui_driver.h"
#include "tests/support/ui_samples.h"

using ui::Key;
using ui::ShownAs;

namespace {

/// A section with the door over it, as the program draws them.
struct Room {
    ui::RecordsScreen screen = test::a_section("analysis");
    ui::ViewDoor door;
    ui::Requests given;
    test::UiDriver person{[this](ui::Kit& kit) {
        for (auto& request : ui::draw(kit, screen)) {
            if (const auto* choose = std::get_if<ui::ChooseView>(&request))
                door.open(screen.head, choose->wanted);
            given.push_back(std::move(request));
        }
        for (auto& request : ui::draw(kit, door)) given.push_back(std::move(request));
    }};
    template <class Request>
    const Request* last() const
    {
        return given.empty() ? nullptr : std::get_if<Request>(&given.back());
    }
};

}  // namespace

TEST_CASE("views: F8 turns from codes to names and back, and the header says which it is", "[ui][views]")
{
    Room room;
    CHECK(room.person.node("header.view").name == "Coded view  F8");
    room.person.press(Key::F8);
    CHECK(room.screen.head.shown == ShownAs::Identified);
    CHECK(room.person.node("header.view").name == "Identified view  F8");
    room.person.press(Key::F8);
    CHECK(room.screen.head.shown == ShownAs::Coded);
}

TEST_CASE("views: F9 takes the names off the screen before it asks for how long", "[ui][views]")
{
    Room room;
    room.person.press(Key::F8);
    room.person.press(Key::F9);
    CHECK(room.screen.head.shown == ShownAs::Coded);
    CHECK(room.person.focused() == "view.start");
    CHECK(room.person.find(ui::Role::Radio, "60 minutes") != nullptr);
    CHECK(room.person.find(ui::Role::Radio, "90 minutes") == nullptr);
    room.person.press(Key::Enter);
    const auto* turn = room.last<ui::TurnView>();
    REQUIRE(turn != nullptr);
    CHECK(turn->shown == ShownAs::Meeting);
    CHECK(turn->minutes == 60);
}

TEST_CASE("views: another idle limit is chosen with the keyboard", "[ui][views]")
{
    Room room;
    room.person.press(Key::F9);
    room.person.click("view.minutes.15");
    room.person.click("view.start");
    const auto* turn = room.last<ui::TurnView>();
    REQUIRE(turn != nullptr);
    CHECK(turn->minutes == 15);
}

TEST_CASE("views: Escape leaves the review in the coded view", "[ui][views]")
{
    Room room;
    room.person.press(Key::F9);
    room.person.press(Key::Escape);
    CHECK(room.last<ui::TurnView>() == nullptr);
    CHECK(room.screen.head.shown == ShownAs::Coded);
    CHECK(room.person.find(ui::Role::Dialog, "How the review is shown") == nullptr);
}

TEST_CASE("views: the meeting view shows no way to the other reviews and is left with the passphrase only",
          "[ui][views]")
{
    Room room;
    room.screen.head.shown = ShownAs::Meeting;
    room.person.settle();
    CHECK(room.person.node("header.view").name == "Meeting view  F9");
    CHECK_FALSE(room.person.shows("All reviews"));
    for (const Key key : {Key::F8, Key::F9}) {
        room.person.press(key);
        CHECK(room.screen.head.shown == ShownAs::Meeting);
        CHECK(room.person.focused() == "view.passphrase");
        room.person.press(Key::Escape);
    }
    room.person.press(Key::F9);
    room.person.type("four words on paper");
    CHECK_FALSE(room.person.shows("paper"));
    room.person.press(Key::Enter);
    const auto* leave = room.last<ui::LeaveMeeting>();
    REQUIRE(leave != nullptr);
    CHECK(base::text_of(leave->passphrase.bytes()) == "four words on paper");
    CHECK(room.screen.head.shown == ShownAs::Meeting);
    room.door.refused("That is not the passphrase of this vault.");
    room.person.settle();
    CHECK(room.person.shows("That is not the passphrase of this vault."));
    CHECK(room.screen.head.shown == ShownAs::Meeting);
}

TEST_CASE("views: the family view is chosen from the header", "[ui][views]")
{
    Room room;
    room.person.click("header.view");
    room.person.click("view.which.family");
    room.person.click("view.start");
    const auto* turn = room.last<ui::TurnView>();
    REQUIRE(turn != nullptr);
    CHECK(turn->shown == ShownAs::Family);
}

TEST_CASE("views: the lock is reached through an open dialog", "[ui][views]")
{
    bool locked = false;
    test::UiDriver person([&](ui::Kit& kit) {
        static_cast<void>(kit.dialog("some", "Some dialog", 400, [&kit] {
            static_cast<void>(kit.button("some.ok", "Close", ui::ButtonLook::Primary));
        }));
        locked = locked || kit.shortcut_anywhere(Key::L, {.ctrl = true});
    });
    person.press(Key::L, {.ctrl = true});
    CHECK(locked);
}
