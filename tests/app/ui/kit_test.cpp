#include "app/ui/kit.h"

#include <catch2/catch_test_macros.hpp>

#include "tests/support/ui_driver.h"

using ui::Key;

TEST_CASE("kit: a click and a key between two frames are both carried out", "[ui]")
{
    int first = 0;
    int second = 0;
    test::UiDriver person([&](ui::Kit& kit) {
        const ui::Kit::Pane pane(kit, "p", "Page", kit.window(), 10);
        first += kit.button("first", "First", ui::ButtonLook::Primary) ? 1 : 0;
        second += kit.button("second", "Second", ui::ButtonLook::Secondary) ? 1 : 0;
    });
    const ui::Rect r = person.node("first").rect;
    person.input.button(true, r.x + 4, r.y + 4);
    person.input.button(false, r.x + 4, r.y + 4);
    person.input.key(Key::Tab);
    person.input.key(Key::Enter);
    person.input.key(Key::Enter);
    person.settle();
    CHECK(first == 1);
    CHECK(second == 2);
}

TEST_CASE("kit: Tab visits the controls in reading order and comes round", "[ui]")
{
    text::Editor edit{text::Lines::One};
    test::UiDriver person([&](ui::Kit& kit) {
        const ui::Kit::Pane pane(kit, "p", "Page", kit.window(), 10);
        static_cast<void>(kit.button("a", "A", ui::ButtonLook::Primary));
        kit.text_field({"b", "B"}, edit);
        static_cast<void>(kit.button("off", "Off", ui::ButtonLook::Primary, {}, false));
        static_cast<void>(kit.button("c", "C", ui::ButtonLook::Primary));
    });
    std::string order;
    for (int i = 0; i < 4; ++i) {
        person.press(Key::Tab);
        order += person.focused();
    }
    CHECK(order == "abca");
    person.press(Key::Tab, {.shift = true});
    CHECK(person.focused() == "c");
}

TEST_CASE("kit: a request of a screen reader presses and focuses as a person would", "[ui]")
{
    int pressed = 0;
    test::UiDriver person([&](ui::Kit& kit) {
        const ui::Kit::Pane pane(kit, "p", "Page", kit.window(), 10);
        pressed += kit.button("a", "A", ui::ButtonLook::Primary) ? 1 : 0;
        pressed += kit.button("b", "B", ui::ButtonLook::Primary) ? 10 : 0;
    });
    person.kit.ask({ui::Ask::What::Press, person.node("b").id});
    person.settle();
    CHECK(pressed == 10);
    person.kit.ask({ui::Ask::What::Focus, person.node("a").id});
    person.settle();
    CHECK(person.focused() == "a");
}

TEST_CASE("kit: the id of a control stays when its label changes and it moves", "[ui]")
{
    std::string label = "Show 3";
    bool extra = false;
    test::UiDriver person([&](ui::Kit& kit) {
        const ui::Kit::Pane pane(kit, "p", "Page", kit.window(), 10);
        if (extra) kit.text("t", "Something above");
        static_cast<void>(kit.button("a", label, ui::ButtonLook::Primary));
    });
    const ui::Node before = person.node("a");
    label = "Show 4";
    extra = true;
    person.settle();
    CHECK(person.node("a").id == before.id);
    CHECK(person.node("a").rect.y > before.rect.y);
}

TEST_CASE("kit: a focused control outside its pane is scrolled fully into view", "[ui]")
{
    test::UiDriver person(
        [&](ui::Kit& kit) {
            const ui::Kit::Pane pane(kit, "p", "Page", {0, 0, 400, 200}, 10);
            for (int i = 0; i < 20; ++i)
                static_cast<void>(kit.button("b" + std::to_string(i), "Button " + std::to_string(i),
                                             ui::ButtonLook::Primary));
        },
        {.width = 400, .height = 300});
    CHECK((person.node("b15").states & ui::kShowing) == 0);
    for (int i = 0; i < 16; ++i) person.press(Key::Tab);
    REQUIRE(person.focused() == "b15");
    const ui::Rect r = person.node("b15").rect;
    CHECK(r.y >= 0);
    CHECK(r.bottom() <= 200);
}

TEST_CASE("kit: nothing more is to do once nothing changes", "[ui]")
{
    text::Editor edit{text::Lines::One};
    test::UiDriver person([&](ui::Kit& kit) {
        const ui::Kit::Pane pane(kit, "p", "Page", kit.window(), 10);
        kit.text_field({"b", "B"}, edit);
    });
    person.settle();
    CHECK(person.frames_of_last_settle() == 1);
    CHECK_FALSE(person.kit.caret_wait().has_value());
    person.click("b");
    person.settle();
    CHECK(person.frames_of_last_settle() == 1);
    REQUIRE(person.kit.caret_wait().has_value());
    CHECK(*person.kit.caret_wait() > 0.0);
    CHECK(*person.kit.caret_wait() <= 0.5);  // two frames a second
    person.view.active = false;
    person.settle();
    CHECK_FALSE(person.kit.caret_wait().has_value());
}

TEST_CASE("edit field: letters of any script are typed, moved over, selected and cut", "[ui]")
{
    text::Editor edit{text::Lines::One};
    test::UiDriver person([&](ui::Kit& kit) {
        const ui::Kit::Pane pane(kit, "p", "Page", kit.window(), 10);
        kit.text_field({"b", "B"}, edit);
    });
    person.type_into("b", "Żółw 𝄞a");
    CHECK(edit.text() == "Żółw 𝄞a");
    person.press(Key::Left);
    person.press(Key::Backspace);
    CHECK(edit.text() == "Żółw a");
    person.press(Key::Home);
    person.press(Key::Right, {.shift = true});
    CHECK(person.node("b").sel_to == 1);
    person.press(Key::X, {.ctrl = true});
    CHECK(edit.text() == "ółw a");
    CHECK(person.clipboard.text == "Ż");
    person.press(Key::End);
    person.press(Key::V, {.ctrl = true});
    CHECK(edit.text() == "ółw aŻ");
    CHECK(person.node("b").value == edit.text());
}

TEST_CASE("passphrase field: what is typed stays out of the tree and is handed over once", "[ui]")
{
    ui::SecretText secret;
    test::UiDriver person([&](ui::Kit& kit) {
        const ui::Kit::Pane pane(kit, "p", "Page", kit.window(), 10);
        static_cast<void>(kit.passphrase_field({"pass", "Passphrase"}, secret));
    });
    person.type_into("pass", "correct Ż horse");
    CHECK(secret.length() == 15);
    CHECK_FALSE(person.shows("correct"));
    CHECK((person.node("pass").states & ui::kProtected) != 0);
    person.press(Key::Left);
    person.press(Key::Backspace);
    person.click("pass.show");
    CHECK(secret.shown);
    CHECK_FALSE(person.shows("correct"));
    const base::Secret taken = secret.take();
    CHECK(base::text_of(taken.bytes()) == "correct Ż hore");
    CHECK(secret.empty());
}

TEST_CASE("passphrase field: pasting takes the text without its line end", "[ui]")
{
    ui::SecretText secret;
    test::UiDriver person([&](ui::Kit& kit) {
        const ui::Kit::Pane pane(kit, "p", "Page", kit.window(), 10);
        static_cast<void>(kit.passphrase_field({"pass", "Passphrase"}, secret));
    });
    person.clipboard.text = "four words on paper\n";
    person.click("pass");
    person.press(Key::V, {.ctrl = true});
    CHECK(secret.view() == "four words on paper");
}
