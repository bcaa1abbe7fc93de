#include <catch2/catch_test_macros.hpp>

#include "tests/support/ui_driver.h"
#include "tests/support/ui_vault_samples.h"

using ui::Key;

namespace {

/// One screen, the last thing it asked for, and a person in front of it.
template <class Screen, class Asks>
struct Desk {
    Screen screen;
    Asks last{};
    bool asked = false;
    test::UiDriver person;

    Desk(Screen start, std::function<bool(const Asks&)> wanted, test::Window window = {})
        : screen(std::move(start)),
          person(
              [this, wanted](ui::Kit& kit) {
                  Asks asks = ui::draw(kit, screen);
                  if (!wanted(asks)) return;
                  last = std::move(asks);
                  asked = true;
              },
              window)
    {
    }
};

constexpr test::Window kTall{.width = 1280, .height = 2400};  // nothing has to be scrolled to
constexpr auto kCtrl = ui::Modifiers{.ctrl = true};

}  // namespace

TEST_CASE("welcome: the two ways in are one key each", "[ui][vault]")
{
    Desk<ui::WelcomeScreen, ui::WelcomeAsk> desk({}, [](auto ask) { return ask != ui::WelcomeAsk::Nothing; });
    CHECK(desk.person.focused() == "welcome.make");
    desk.person.press(Key::Enter);
    CHECK(desk.last == ui::WelcomeAsk::Make);
    desk.person.click("welcome.open");
    CHECK(desk.last == ui::WelcomeAsk::Open);
}

TEST_CASE(
    "making a vault: what is missing is named one by one, and the passphrases never leave guarded memory",
    "[ui][vault]")
{
    Desk<ui::CreateScreen, ui::CreateAsks> desk(
        {}, [](const auto& asks) { return asks.make.has_value(); }, kTall);
    auto& person = desk.person;
    person.click("create.make");
    CHECK(person.focused() == "create.owner");
    person.type("A. Chair");
    person.click("create.make");
    CHECK(person.focused() == "create.folder");
    person.type("/home/chair/reviews");
    person.type_into("create.passphrase", "granite otter");
    desk.screen.bits = 26;
    person.click("create.make");
    CHECK(person.shows("too easy to guess"));
    person.type_into("create.passphrase", " lantern willow harbour");
    desk.screen.bits = 65;
    person.type_into("create.again", "granite otter lantern willow harbor");
    person.press(Key::Enter);
    CHECK(person.shows("not the same"));
    CHECK_FALSE(desk.asked);
    CHECK_FALSE(person.shows("granite"));
    person.click("create.again");
    for (int i = 0; i < 2; ++i) person.press(Key::Backspace);
    person.type("our");
    person.press(Key::Enter);
    REQUIRE(desk.asked);
    CHECK(desk.last.make->owner == "A. Chair");
    CHECK(desk.last.make->folder == "/home/chair/reviews");
    CHECK(base::text_of(desk.last.make->passphrase.bytes()) == "granite otter lantern willow harbour");
    CHECK(desk.screen.passphrase.empty());
    CHECK(desk.screen.again.empty());
}

TEST_CASE("making a vault: a cloud folder is taken only when the person says so", "[ui][vault]")
{
    ui::CreateScreen start = test::a_new_vault();
    Desk<ui::CreateScreen, ui::CreateAsks> desk(std::move(start),
                                                [](const auto& asks) { return asks.make.has_value(); });
    CHECK(desk.person.shows("OneDrive"));
    desk.person.click("create.anywhere");
    CHECK(desk.screen.anywhere);
    desk.person.type_into("create.folder", "x");  // another folder is asked about anew
    CHECK_FALSE(desk.screen.risky);
    CHECK_FALSE(desk.screen.anywhere);
}

TEST_CASE("the kit is written, printed, typed from the paper and tried before anything else", "[ui][vault]")
{
    Desk<ui::KitScreen, ui::KitAsks> desk(test::a_kit(ui::KitStep::Write), [](const auto& asks) {
        return asks.write_to || asks.print || asks.typed || asks.destroy || asks.demos || asks.enter;
    });
    auto& person = desk.person;
    person.click("kit.go");
    CHECK(desk.last.write_to == "/home/chair");
    desk.screen.go(ui::KitStep::Print);
    person.settle();
    CHECK(person.shows("cairn-recovery-kit-3f0c1a52-1.pdf"));
    person.click("kit.printed");
    CHECK(person.focused() == "kit.typed.row1");
    person.click("kit.go");
    CHECK(person.shows("Type the three rows"));
    person.click("kit.typed.row1");
    person.type("abcd");
    person.press(Key::Enter);
    CHECK(person.focused() == "kit.typed.row2");
    person.type("efgh");
    person.press(Key::Enter);
    person.type("jk");
    person.press(Key::Enter);
    REQUIRE(desk.last.typed);
    CHECK(base::text_of(desk.last.typed->bytes()) == "abcd efgh jk ");
    CHECK_FALSE(person.shows("abcd"));
    desk.screen.go(ui::KitStep::Files);
    person.settle();
    CHECK(person.shows("the device may keep the old bytes"));
    person.click("kit.go");
    CHECK(desk.last.destroy);
    desk.screen.go(ui::KitStep::Ready);
    person.settle();
    person.click("kit.go");
    CHECK(desk.last.demos);
}

TEST_CASE("the way in without the passphrase takes the sheet and a new passphrase", "[ui][vault]")
{
    Desk<ui::RecoverScreen, ui::RecoverAsks> desk(test::a_recovery(),
                                                  [](const auto& asks) { return asks.recover.has_value(); });
    auto& person = desk.person;
    CHECK(person.focused() == "recover.typed.row1");
    person.type("abcd");
    person.type_into("recover.passphrase", "copper meadow");
    person.type_into("recover.again", "copper meadow");
    person.press(Key::Enter);
    REQUIRE(desk.asked);
    CHECK(base::text_of(desk.last.recover->passphrase.bytes()) == "copper meadow");
    CHECK(desk.last.recover->folder == "/home/chair/reviews");
}

TEST_CASE("health: each line says its state in words, and its button does what it says", "[ui][vault]")
{
    Desk<ui::HealthScreen, ui::HealthAsks> desk(test::a_health(), [](const auto& asks) {
        return asks.does != ui::HealthDo::Nothing || asks.closing || asks.cancel;
    });
    auto& person = desk.person;
    CHECK(person.node("health.backup.level").name == "To do");
    CHECK(person.shows("One thing to do."));
    person.click("health.check.do");
    CHECK(desk.last.does == ui::HealthDo::Check);
    desk.screen.working = "Reading the vault back";
    desk.screen.fraction = 0.4F;
    person.settle();
    CHECK(person.node("health.working").progress == 0.4F);
    person.click("health.working.cancel");
    CHECK(desk.last.cancel);
}

TEST_CASE("closing a review needs its reference typed out", "[ui][vault]")
{
    Desk<ui::ClosingScreen, ui::ClosingAsks> desk(
        test::a_closing(), [](const auto& asks) { return asks.close.has_value(); }, kTall);
    auto& person = desk.person;
    CHECK(person.shows("It was changed since it was sent."));
    person.type_into("closing.confirm", "OWHR-E09000012-2024-00");
    CHECK((person.node("closing.go").states & ui::kEnabled) == 0);
    person.type("1");
    person.click("closing.go");
    REQUIRE(desk.asked);
    CHECK(desk.last.close->uuid == "u1");
    CHECK(desk.last.close->destroy_backups);
    CHECK(person.shows("Do not switch off."));
}

TEST_CASE("settings: colours and size are asked for at once, minutes and backups are looked at first",
          "[ui][vault]")
{
    Desk<ui::SettingsScreen, ui::SettingsAsks> desk(test::some_settings(0), [](const auto& asks) {
        return asks.appearance || asks.idle || asks.plan || asks.change || asks.try_kit;
    });
    auto& person = desk.person;
    person.click("settings.larger");
    REQUIRE(desk.last.appearance);
    CHECK(desk.last.appearance->percent > 100);
    person.click("settings.theme.dark");
    CHECK(desk.last.appearance->theme == ui::ThemeName::Dark);
    desk.screen.tab = 2;
    person.settle();
    person.click("settings.idle");
    person.press(Key::A, kCtrl);
    person.type("90");
    person.click("settings.idle.keep");
    CHECK(person.shows("from 1 to 60"));
    CHECK_FALSE(desk.last.idle);
    person.click("settings.idle");
    person.press(Key::A, kCtrl);
    person.type("12");
    person.click("settings.idle.keep");
    CHECK(desk.last.idle == 12);
    desk.screen.tab = 3;
    person.settle();
    person.click("settings.backup.now");
    REQUIRE(desk.last.plan);
    CHECK(desk.last.plan->folder == "/media/chair/STICK");
    CHECK(desk.last.backup);
}

TEST_CASE("settings: a new kit is made only after the person knows that the old sheet stops working",
          "[ui][vault]")
{
    Desk<ui::SettingsScreen, ui::SettingsAsks> desk(test::some_settings(2),
                                                    [](const auto& asks) { return asks.make_kit; });
    desk.person.click("settings.newkit");
    CHECK(desk.person.shows("stops working at once"));
    CHECK_FALSE(desk.asked);
    desk.person.click("settings.sure.yes");
    CHECK(desk.asked);
}

TEST_CASE("sign and send: the passphrase is asked for again, and nothing is signed while something is needed",
          "[ui][vault]")
{
    Desk<ui::SendScreen, ui::SendAsks> desk(
        test::a_sending(),
        [](const auto& asks) { return asks.sign || asks.show || asks.again || asks.receipt; }, kTall);
    auto& person = desk.person;
    CHECK(person.node("send.check1.mark").name == "To look at");
    CHECK(person.node("send.check2.mark").name == "Needed");
    person.click("send.problem0.show");
    REQUIRE(desk.last.show);
    CHECK(desk.last.show->id == "f1");
    person.click("send.go");
    CHECK(person.shows("Enter your passphrase to sign"));
    CHECK_FALSE(desk.last.sign);
    person.click("send.passphrase");
    person.type("granite otter");
    person.press(Key::Enter);
    REQUIRE(desk.last.sign);
    CHECK(desk.last.sign->folder == "/media/chair/STICK");
    CHECK(desk.screen.passphrase.empty());
    desk.screen.done("Saved");
    desk.screen.may_send = false;
    person.settle();
    CHECK((person.node("send.go").states & ui::kEnabled) == 0);
    CHECK(person.shows("cannot be signed until"));
}

TEST_CASE("the tour: five cards beside real controls, left by Escape, in reach of the keyboard alone",
          "[ui][vault]")
{
    ui::ChronologyScreen screen = test::a_chronology(20);
    ui::TourScreen tour;
    int ended = 0;
    test::UiDriver person([&](ui::Kit& kit) {
        static_cast<void>(ui::draw(kit, screen));
        if (ended == 0 && ui::draw(kit, tour) == ui::TourAsk::End) ++ended;
    });
    CHECK(person.node("tour.title").name == "This case is invented");
    CHECK(person.focused() == "tour.next");
    person.press(Key::Enter);
    CHECK(person.node("tour.title").name == "Every contact, in time order");
    const auto table = screen.table.selected;
    person.click("tour.next");
    CHECK(person.node("tour.title").name == "Names stay hidden until you ask");
    CHECK(screen.table.selected == table);  // a press on the card is not one on what lies under it
    person.press(Key::Enter);
    person.press(Key::Enter);
    CHECK(person.node("tour.title").name == "Saved as you make it");
    CHECK(ended == 0);
    person.press(Key::Escape);
    CHECK(ended == 1);
    person.settle();
    CHECK_FALSE(person.shows("Saved as you make it"));
}
