#include <catch2/catch_test_macros.hpp>

#include "tests/support/ui_driver.h"

using ui::Key;

namespace {

/// One field of many lines on a page.
struct ProsePage {
    ui::Prose prose;
    int pressed = 0;
    test::UiDriver person;
    explicit ProsePage(test::Window window = {})
        : person(
              [this](ui::Kit& kit) {
                  const ui::Kit::Pane pane(kit, "p", "Page", kit.window(), 10);
                  kit.prose_field({"f", "What happened"}, prose);
                  pressed += kit.button("next", "Next", ui::ButtonLook::Primary) ? 1 : 0;
              },
              window)
    {
        person.click("f");
    }
    const std::string& text() const { return prose.editor.text(); }
};

}  // namespace

TEST_CASE("prose: Enter begins a paragraph and Tab leaves the field", "[ui]")
{
    ProsePage page;
    page.person.type("One");
    page.person.press(Key::Enter);
    page.person.type("two");
    CHECK(page.text() == "One\ntwo");
    page.person.press(Key::Tab);
    CHECK(page.person.focused() == "next");
}

TEST_CASE("prose: it wraps at its width and grows with its text, and never scrolls sideways", "[ui]")
{
    ProsePage page({.width = 400, .height = 800});
    const float before = page.person.node("f").rect.h;
    page.person.type(std::string("a word ") + std::string(60, 'w'));
    for (int i = 0; i < 40; ++i) page.person.type(" some more words");
    page.person.settle();
    CHECK(page.person.node("f").rect.h > before);
    CHECK(page.person.node("f").rect.right() <= 400);
    CHECK(page.prose.layout.lines().size() > 5);
}

TEST_CASE("prose: Up and Down keep their column over short lines", "[ui]")
{
    ProsePage page;
    page.prose.editor.set("a long first line\nx\na long third line");
    page.person.settle();
    page.person.press(Key::Home, {.ctrl = true});
    for (int i = 0; i < 6; ++i) page.person.press(Key::Right);
    page.person.press(Key::Down);
    CHECK(page.prose.editor.caret() == 19);
    page.person.press(Key::Down);
    CHECK(page.prose.editor.caret() == 26);
    page.person.press(Key::Up);
    page.person.press(Key::Up);
    CHECK(page.prose.editor.caret() == 6);
}

TEST_CASE("prose: End stops at the end of the drawn line, and Home at its beginning", "[ui]")
{
    ProsePage page({.width = 220, .height = 800});
    page.prose.editor.set("some words that wrap over several lines here");
    page.person.settle();
    REQUIRE(page.prose.layout.lines().size() > 2);
    page.person.press(Key::Home, {.ctrl = true});
    page.person.press(Key::End);
    CHECK(page.prose.editor.caret() == page.prose.layout.lines()[0].to);
    page.person.press(Key::End);
    CHECK(page.prose.editor.caret() == page.prose.layout.lines()[0].to);
    page.person.press(Key::Home);
    CHECK(page.prose.editor.caret() == 0);
    page.person.press(Key::Down);
    page.person.press(Key::Home);
    CHECK(page.prose.editor.caret() == page.prose.layout.lines()[1].from);
}

TEST_CASE("prose: two presses take a word, three a paragraph, a drag any run", "[ui]")
{
    ProsePage page;
    page.prose.editor.set("first word here\nsecond");
    page.person.settle();
    const auto r = page.person.node("f").rect;
    const float x = r.x + 60;
    const float y = r.y + 10 + 8;
    page.person.click_at(x, y);
    page.person.view.now += 0.1;
    page.person.click_at(x, y);
    CHECK(page.prose.editor.selected() == "word");
    page.person.view.now += 0.1;
    page.person.click_at(x, y);
    CHECK(page.prose.editor.selected() == "first word here");
    page.person.view.now += 2;
    page.person.input.button(true, r.x + 12, y);
    page.person.input.move(r.x + 2000, y);
    page.person.input.button(false, r.x + 2000, y);
    page.person.settle();
    CHECK(page.prose.editor.selected() == "first word here");
}

TEST_CASE("prose: undo goes back word by word, redo forward, and the screen reader hears caret and selection",
          "[ui]")
{
    ProsePage page;
    page.person.type("one two");
    page.person.press(Key::Z, {.ctrl = true});
    CHECK(page.text() == "one ");
    page.person.press(Key::Z, {.ctrl = true, .shift = true});
    CHECK(page.text() == "one two");
    page.person.press(Key::Left, {.ctrl = true, .shift = true});
    CHECK(page.person.node("f").value == "one two");
    CHECK(page.person.node("f").sel_from == 4);
    CHECK(page.person.node("f").sel_to == 7);
    CHECK(page.person.node("f").role == ui::Role::ProseField);
}

TEST_CASE("prose: the caret is kept in sight in a long text", "[ui]")
{
    ProsePage page({.width = 600, .height = 300});
    std::string text;
    for (int i = 0; i < 60; ++i) text += "line\n";
    page.prose.editor.set(text);
    page.person.settle();
    page.person.press(Key::Home, {.ctrl = true});
    page.person.press(Key::Up);
    page.person.settle();
    CHECK(page.person.node("f").rect.y >= 0);
    page.person.press(Key::End, {.ctrl = true});
    page.person.settle();
    CHECK(page.person.node("f").rect.bottom() <= 320);
    CHECK(page.person.node("f").rect.y < -1000);
}

TEST_CASE("prose: a text of 100 KB is edited without laying it all out", "[ui]")
{
    ProsePage page;
    std::string text;
    while (text.size() < 100'000)
        text += "The worker rang twice and wrote a note of what was said on the day.\n";
    page.prose.editor.set(text);
    page.person.settle();
    page.person.type("x");
    page.person.settle();
    CHECK(page.prose.layout.laid_out() <= 2);
    CHECK(page.text().size() == text.size() + 1);
}
