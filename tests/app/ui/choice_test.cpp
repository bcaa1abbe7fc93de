#include <catch2/catch_test_macros.hpp>

#include "tests/support/ui_driver.h"

using ui::Key;

namespace {

const std::vector<ui::Choice> kAnswers = {{"Y", "Yes", ""},
                                          {"PR", "Probably", ""},
                                          {"N", "No, evidence of absence", ""},
                                          {"NR", "Not recorded", ""},
                                          {"NA", "Not applicable", ""}};

std::vector<ui::Choice> themes()
{
    std::vector<ui::Choice> all;
    for (int i = 0; i < 40; ++i)
        all.push_back({"T" + std::to_string(i), "Theme number " + std::to_string(i), ""});
    all.push_back({"D02", "Łanguage and interpreters", ""});
    return all;
}

/// A page of answers, with a button that must be out of reach while a list is open.
struct AnswersPage {
    std::vector<ui::Choice> list = themes();
    std::string answer, theme;
    std::vector<std::string> several;
    int pressed = 0, changes = 0;
    bool dialog = false;
    bool agreed = false;
    int tab = 0;
    test::UiDriver person;
    explicit AnswersPage(test::Window window = {}) : person([this](ui::Kit& kit) { draw(kit); }, window) {}

    void draw(ui::Kit& kit)
    {
        {
            const ui::Kit::Pane pane(kit, "p", "Page", kit.window(), 10);
            pressed += kit.button("top", "Top", ui::ButtonLook::Primary) ? 1 : 0;
            const std::vector<std::string> names = {"One", "Two", "Three"};
            static_cast<void>(kit.tabs("tabs", "Parts", names, tab));
            changes += kit.pick({"answer", "Seen alone"}, kAnswers, answer) ? 1 : 0;
            changes += kit.pick({"theme", "Theme"}, list, theme) ? 1 : 0;
            changes += kit.pick_many({"several", "Themes"}, list, several) ? 1 : 0;
            static_cast<void>(kit.check_box("agree", "The summary names nobody", agreed));
            if (kit.button("open", "Open", ui::ButtonLook::Secondary)) dialog = true;
        }
        if (dialog)
            dialog = kit.dialog("sure", "Are you sure?", 500, [this, &kit] {
                kit.text("sure.text", "This is a question.");
                changes += kit.pick({"inner", "Theme again"}, list, theme) ? 1 : 0;
                if (kit.button("sure.yes", "Yes", ui::ButtonLook::Primary)) dialog = false;
            });
    }
};

}  // namespace

TEST_CASE("answer: five values are one stop, the arrows go from one to the next", "[ui]")
{
    AnswersPage page;
    page.person.click("answer.NR");
    CHECK(page.answer == "NR");
    CHECK(page.person.focused() == "answer.NR");
    page.person.press(Key::Down);
    CHECK(page.answer == "NA");
    CHECK(page.person.focused() == "answer.NA");
    page.person.press(Key::Down);
    CHECK(page.answer == "Y");
    page.person.press(Key::Tab);
    CHECK(page.person.focused() == "theme");
    page.person.press(Key::Tab, {.shift = true});
    CHECK(page.person.focused() == "answer.Y");
    page.person.press(Key::Delete);
    CHECK(page.answer.empty());
    CHECK((page.person.node("answer.Y").states & ui::kSelected) == 0);
}

TEST_CASE("picker: typing finds by letters without accents, Enter chooses, the focus comes back", "[ui]")
{
    AnswersPage page;
    page.person.click("theme");
    CHECK(page.person.focused() == "choices.search");
    page.person.type("langu");
    CHECK(page.person.find(ui::Role::Choice, "Theme number 3") == nullptr);
    page.person.press(Key::Enter);
    page.person.settle();
    CHECK(page.theme == "D02");
    CHECK(page.changes == 1);
    CHECK(page.person.focused() == "theme");
    CHECK(page.person.node("theme").value == "Łanguage and interpreters");
    CHECK(page.person.find(ui::Role::Dialog, "Theme") == nullptr);
}

TEST_CASE("picker: what lies under the list is out of reach, and Escape changes nothing", "[ui]")
{
    AnswersPage page;
    page.person.click("theme");
    page.person.click_at(640, 795);
    page.person.settle();
    CHECK(page.pressed == 0);
    CHECK(page.person.find(ui::Role::Dialog, "Theme") == nullptr);  // a press outside closed it
    page.person.click("theme");
    page.person.press(Key::Down);
    page.person.press(Key::Escape);
    page.person.settle();
    CHECK(page.theme.empty());
    CHECK(page.person.focused() == "theme");
    page.person.click("top");
    CHECK(page.pressed == 1);
}

TEST_CASE("picker: several may be chosen, the list stays open, and a second press takes one back", "[ui]")
{
    AnswersPage page;
    page.person.click("several");
    page.person.press(Key::Enter);
    page.person.press(Key::Down);
    page.person.press(Key::Enter);
    page.person.settle();
    CHECK(page.several == std::vector<std::string>{"T0", "T1"});
    page.person.press(Key::Up);
    page.person.press(Key::Enter);
    page.person.settle();
    CHECK(page.several == std::vector<std::string>{"T1"});
    page.person.press(Key::Escape);
    CHECK(page.person.node("several").value == "Theme number 1");
}

TEST_CASE("picker: the first letter typed on it begins the search", "[ui]")
{
    AnswersPage page;
    page.person.click("answer.Y");
    page.person.press(Key::Tab);
    REQUIRE(page.person.focused() == "theme");
    page.person.type("39");
    page.person.press(Key::Enter);
    page.person.settle();
    CHECK(page.theme == "T39");
}

TEST_CASE(
    "dialog: it has the focus, what lies under it is out of reach, Escape closes it and the focus comes back",
    "[ui]")
{
    AnswersPage page;
    page.person.click("open");
    page.person.settle();
    CHECK(page.person.focused() == "inner");
    for (int i = 0; i < 4; ++i) {
        page.person.press(Key::Tab);
        CHECK((page.person.focused() == "inner" || page.person.focused() == "sure.yes"));
    }
    const auto top = page.person.node("top").rect;
    page.person.click_at(top.x + 5, top.y + 5);
    CHECK(page.pressed == 0);
    CHECK(page.dialog);
    page.person.press(Key::Escape);
    page.person.settle();
    CHECK_FALSE(page.dialog);
    CHECK(page.person.focused() == "open");
}

TEST_CASE("dialog: a key that comes as it closes is not lost", "[ui]")
{
    AnswersPage page;
    page.person.click("open");
    page.person.settle();
    page.person.press(Key::Tab);
    REQUIRE(page.person.focused() == "sure.yes");
    page.person.input.key(Key::Enter);  // closes it, back to what opened it
    page.person.input.key(Key::Enter);  // which is pressed again
    page.person.settle();
    CHECK(page.dialog);
}

TEST_CASE("dialog: a picker opens over it, and Escape closes the picker alone", "[ui]")
{
    AnswersPage page;
    page.person.click("open");
    page.person.settle();
    page.person.click("inner");
    CHECK(page.person.focused() == "choices.search");
    page.person.press(Key::Escape);
    page.person.settle();
    CHECK(page.dialog);
    CHECK(page.person.focused() == "inner");
    page.person.click("inner");
    page.person.type("7");
    page.person.press(Key::Enter);
    page.person.settle();
    CHECK(page.theme == "T7");
    page.person.click("sure.yes");
    page.person.settle();
    CHECK_FALSE(page.dialog);
}

TEST_CASE("check box and tabs: pressed and moved over by keys", "[ui]")
{
    AnswersPage page;
    page.person.click("agree");
    CHECK(page.agreed);
    page.person.press(Key::Space);
    CHECK_FALSE(page.agreed);
    page.person.click("tabs.1");
    CHECK(page.tab == 1);
    page.person.press(Key::Right);
    CHECK(page.tab == 2);
    page.person.press(Key::Right);
    CHECK(page.tab == 0);
    CHECK(page.person.focused() == "tabs.0");
}

TEST_CASE("picker: at 200 % in a small window the list lies within the window", "[ui]")
{
    AnswersPage page({.width = 1024, .height = 700, .percent = 200});
    while (page.person.focused() != "several") page.person.press(Key::Tab);
    page.person.press(Key::Enter);
    page.person.settle();
    const auto r = page.person.find(ui::Role::Dialog, "Themes")->rect;
    CHECK(r.y >= 0);
    CHECK(r.bottom() <= 700);
    CHECK(r.right() <= 1024);
    CHECK(page.person.kit.least_contrast() >= 4.5);
}

TEST_CASE("answer: the focus that is put on the question goes to the answer that stands", "[ui]")
{
    AnswersPage page;
    page.person.kit.focus("answer");
    page.person.settle();
    CHECK(page.person.focused() == "answer.Y");
    page.answer = "N";
    page.person.kit.focus("answer");
    page.person.settle();
    CHECK(page.person.focused() == "answer.N");
}
