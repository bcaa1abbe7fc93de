#include <catch2/catch_test_macros.hpp>

#include "tests/support/ui_driver.h"
#include "tests/support/ui_samples.h"

using ui::Key;

namespace {

/// One screen, what it asked for, and a person in front of it.
template <class Screen>
struct ScreenSeat {
    Screen screen;
    ui::Requests given;
    test::UiDriver person;

    explicit ScreenSeat(Screen start, test::Window window = {})
        : screen(std::move(start)),
          person(
              [this](ui::Kit& kit) {
                  for (auto& request : ui::draw(kit, screen)) given.push_back(std::move(request));
              },
              window)
    {
    }
    template <class Request>
    const Request* last() const
    {
        return given.empty() ? nullptr : std::get_if<Request>(&given.back());
    }
};

ui::UnlockScreen locked(std::string folder = "/home/chair/reviews")
{
    ui::UnlockScreen screen;
    screen.folder.set(folder);
    screen.folder_given = !folder.empty();
    return screen;
}

}  // namespace

TEST_CASE("unlock screen: typing the passphrase and Enter asks to unlock that folder", "[ui]")
{
    ScreenSeat seat(locked());
    CHECK(seat.person.focused() == "unlock.passphrase");
    seat.person.type("four words on paper");
    seat.person.press(Key::Enter);
    const auto* unlock = seat.last<ui::Unlock>();
    REQUIRE(unlock != nullptr);
    CHECK(unlock->folder == "/home/chair/reviews");
    CHECK(base::text_of(unlock->passphrase.bytes()) == "four words on paper");
    CHECK(seat.screen.busy);
    CHECK(seat.screen.passphrase.empty());
    CHECK(seat.person.find(
              ui::Role::Progress,
              "Opening the vault. This takes a few seconds, so that nobody can guess quickly.") != nullptr);
}

TEST_CASE("unlock screen: an empty passphrase is answered by a summary whose line leads to the field", "[ui]")
{
    ScreenSeat seat(locked());
    seat.person.click("unlock.open");
    CHECK(seat.given.empty());
    CHECK(seat.person.shows("There is a problem"));
    CHECK((seat.person.node("unlock.passphrase").states & ui::kInvalid) != 0);
    seat.person.click("unlock.summary");
    CHECK(seat.person.focused() == "unlock.passphrase");
}

TEST_CASE("unlock screen: without a folder the folder is asked for first", "[ui]")
{
    ScreenSeat seat(locked(""));
    CHECK(seat.person.focused() == "unlock.folder");
    seat.person.type("/media/stick");
    seat.person.press(Key::Tab);
    CHECK(seat.person.focused() == "unlock.choose");
    seat.person.press(Key::Tab);
    CHECK(seat.person.focused() == "unlock.passphrase");
    seat.person.type("x");
    seat.person.press(Key::Enter);
    REQUIRE(seat.last<ui::Unlock>() != nullptr);
    CHECK(seat.last<ui::Unlock>()->folder == "/media/stick");
}

TEST_CASE("reviews screen: arrows choose and Enter opens", "[ui]")
{
    ScreenSeat seat(test::a_list());
    CHECK(seat.person.shows("OWHR-X99000001-2025-001"));
    CHECK(seat.person.shows("Demonstration"));
    seat.person.press(Key::Down);
    seat.person.press(Key::Enter);
    REQUIRE(seat.last<ui::OpenReview>() != nullptr);
    CHECK(seat.last<ui::OpenReview>()->uuid == "22222222-2222-4222-8222-222222222222");
}

TEST_CASE("reviews screen: an empty vault says what goes here", "[ui]")
{
    ui::ReviewsScreen empty;
    empty.loading = false;
    ScreenSeat seat(std::move(empty));
    CHECK(seat.person.shows("This vault holds no review yet."));
}

TEST_CASE("reviews screen: Ctrl+L and the button both lock", "[ui]")
{
    ScreenSeat seat(test::a_list());
    seat.person.press(Key::L, {.ctrl = true});
    CHECK(seat.last<ui::Lock>() != nullptr);
    seat.given.clear();
    seat.person.click("lock");
    CHECK(seat.last<ui::Lock>() != nullptr);
}
