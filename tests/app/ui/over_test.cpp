#include "app/ui/screens/over.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <set>

#include "app/ui/screens/help_texts.h"
#include "app/ui/screens/sections.h"
#include "tests/support/ui_driver.h"
#include "tests/support/ui_samples.h"

using ui::Key;

namespace {

struct PalettePage {
    ui::RecordsScreen screen = test::a_section("analysis");
    ui::OverScreen over;
    ui::Requests requests;
    std::vector<ui::OverAsks> asked;
    bool unlocked = true;
    test::UiDriver person{[this](ui::Kit& kit) {
        for (auto& one : ui::draw(kit, screen)) requests.push_back(std::move(one));
        auto asks = ui::draw(kit, over, {unlocked, unlocked ? &screen.head : nullptr});
        for (auto& one : asks.requests) requests.push_back(std::move(one));
        if (asks.find || asks.show || asks.command || asks.key || asks.save) asked.push_back(std::move(asks));
    }};

    void open_palette()
    {
        person.settle();
        person.press(Key::K, {.ctrl = true});
        person.settle();
    }
    std::vector<const ui::Node*> options() const
    {
        std::vector<const ui::Node*> found;
        for (const auto& node : person.kit.tree().nodes)
            if (node.role == ui::Role::Choice && node.key.starts_with("palette.")) found.push_back(&node);
        return found;
    }
    int notices(std::string_view text) const
    {
        return static_cast<int>(std::count_if(
            person.kit.tree().nodes.begin(), person.kit.tree().nodes.end(), [&](const ui::Node& node) {
                return node.role == ui::Role::Notification && node.name.find(text) != std::string::npos;
            }));
    }
};

}  // namespace

TEST_CASE("palette: Ctrl+K opens it with the search ready, and it goes to the section typed", "[ui]")
{
    PalettePage page;
    page.open_palette();
    CHECK(page.person.focused() == "palette.search");
    page.person.type("chrono");
    page.person.settle();
    REQUIRE(page.options().size() == 1);
    page.person.press(Key::Enter);
    page.person.settle();
    REQUIRE_FALSE(page.requests.empty());
    CHECK(std::get<ui::ShowSection>(page.requests.back()).key == "chronology");
    CHECK(page.person.find(ui::Role::Dialog, "Find anything") == nullptr);
}

TEST_CASE("palette: every command says its key, and is pressed for the person", "[ui]")
{
    PalettePage page;
    page.open_palette();
    for (const auto* one : page.options())
        if (one->key.starts_with("palette.key.")) {
            INFO(one->key);
            CHECK_FALSE(one->shortcut.empty());
        }
    page.person.type("lock");
    page.person.settle();
    page.person.press(Key::Enter);
    page.person.settle();
    REQUIRE(page.asked.back().key);
    CHECK(page.asked.back().key->key == Key::L);
}

TEST_CASE("palette: the arrows choose, and records that the store found stand below", "[ui]")
{
    PalettePage page;
    page.open_palette();
    page.person.type("find");
    page.person.settle();
    REQUIRE_FALSE(page.asked.empty());
    CHECK(page.asked.back().find == "find");
    CHECK(page.person.shows("Looking"));
    page.over.waiting = false;
    page.over.records = {{"finding", "id-1", "analysis", "Finding 1", "The threat was not recorded"}};
    page.person.settle();
    const auto shown = page.options();
    REQUIRE(shown.back()->name == "Finding 1  ·  The threat was not recorded");
    CHECK(shown.back()->description == "Analysis");
    for (std::size_t i = 0; i + 1 < shown.size(); ++i) page.person.press(Key::Down);
    page.person.press(Key::Enter);
    page.person.settle();
    REQUIRE(page.asked.back().show);
    CHECK(page.asked.back().show->id == "id-1");
}

TEST_CASE("palette: it closes with Escape, asks nothing when it is locked, and forgets what it found", "[ui]")
{
    PalettePage page;
    page.open_palette();
    page.person.press(Key::Escape);
    page.person.settle();
    CHECK(page.person.find(ui::Role::Dialog, "Find anything") == nullptr);
    page.unlocked = false;
    page.open_palette();
    CHECK(page.person.find(ui::Role::Dialog, "Find anything") == nullptr);
    page.over.records = {{"person", "id", "people", "V", "Kacper"}};
    page.over.tables = {{"actions", "Action plan", ""}};
    page.over.clear();
    CHECK(page.over.records.empty());
    CHECK(page.over.tables.size() == 1);
}

TEST_CASE("a table is saved only with a table, a form and a folder, and the file's danger is said", "[ui]")
{
    PalettePage page;
    page.over.tables = {{"actions", "Action plan", ""}};
    page.open_palette();
    page.person.type("save a table");
    page.person.settle();
    page.person.press(Key::Enter);
    page.person.settle();
    CHECK(page.person.shows("It will not be encrypted"));
    CHECK((page.person.node("save.yes").states & ui::kEnabled) == 0);
    page.person.click("save.table.actions");
    page.person.type_into("save.folder", "/tmp/somewhere");
    page.person.click("save.yes");
    page.person.settle();
    REQUIRE(page.asked.back().save);
    CHECK(page.asked.back().save->table == "actions");
    CHECK(page.asked.back().save->folder == "/tmp/somewhere");
    CHECK(page.asked.back().save->workbook);
    CHECK_FALSE(page.asked.back().save->identified);
}

TEST_CASE("toast: what was done is said once, can be taken back, and goes after eight seconds", "[ui]")
{
    PalettePage page;
    page.person.settle();
    page.person.kit.toast("Coded as missed opportunity");
    page.person.settle();
    CHECK(page.person.shows("Coded as missed opportunity"));
    CHECK(page.notices("Coded as missed opportunity") == 1);
    page.person.click("toast.offer");
    page.person.settle();
    REQUIRE_FALSE(page.requests.empty());
    CHECK_FALSE(std::get<ui::UndoChange>(page.requests.back()).again);
    CHECK(page.person.find(ui::Role::Button, "Undo") == nullptr);

    page.person.input.move(1, 1);  // the pointer keeps it
    page.person.kit.toast("Coded as good practice");
    page.person.settle();
    page.person.view.now += 7.5;
    page.person.settle();
    CHECK(page.person.find(ui::Role::Button, "Undo") != nullptr);
    CHECK(page.person.kit.caret_wait().value_or(99) <= 0.6);
    page.person.view.now += 0.6;
    page.person.settle();
    CHECK(page.person.find(ui::Role::Button, "Undo") == nullptr);
}

TEST_CASE("toast: it stays while its button has the focus, which Tab reaches", "[ui]")
{
    PalettePage page;
    page.person.settle();
    page.person.kit.toast("Coded as good practice");
    page.person.settle();
    page.person.press(Key::Tab, {.shift = true});
    page.person.settle();
    REQUIRE(page.person.focused() == "toast.offer");
    page.person.view.now += 20;
    page.person.settle();
    REQUIRE(page.person.focused() == "toast.offer");
    page.person.press(Key::Enter);
    page.person.settle();
    CHECK(std::holds_alternative<ui::UndoChange>(page.requests.back()));
}

TEST_CASE("toast: Ctrl+S says that everything is saved", "[ui]")
{
    PalettePage page;
    page.person.settle();
    page.person.press(Key::S, {.ctrl = true});
    page.person.settle();
    CHECK(page.person.shows("Saved. Every change is saved as you make it"));
    CHECK(page.requests.empty());
}

TEST_CASE("help: F1 opens the page of the screen, with its keys and those of every screen", "[ui]")
{
    PalettePage page;
    page.person.settle();
    page.person.press(Key::F1);
    page.person.settle();
    CHECK(page.person.find(ui::Role::Dialog, "Analysis") != nullptr);
    CHECK(page.person.shows("a finding rests on evidence"));
    CHECK(page.person.shows("Ctrl+K"));
    page.person.click("help.close");
    page.person.settle();
    CHECK(page.person.find(ui::Role::Dialog, "Analysis") == nullptr);
}

TEST_CASE("help: every section of a review has a page of its own", "[ui]")
{
    std::set<std::string_view> texts;
    for (const auto& section : ui::sections()) {
        INFO(section.key);
        CHECK(ui::help_page(section.key).screen == section.key);
    }
    for (const auto& page : ui::help_pages()) CHECK(texts.insert(page.text).second);
}

TEST_CASE("error summary: each line goes to its own field", "[ui]")
{
    text::Editor one{text::Lines::One};
    text::Editor two{text::Lines::One};
    test::UiDriver person([&](ui::Kit& kit) {
        const ui::Kit::Pane pane(kit, "pane", "Pane", kit.window(), 20);
        const ui::ErrorLine lines[] = {{"Enter the date of death", "one"}, {"Enter a name", "two"}};
        kit.error_summary("errors", lines);
        kit.text_field({"one", "Date"}, one);
        kit.text_field({"two", "Name"}, two);
    });
    person.click("errors.1");
    person.settle();
    CHECK(person.focused() == "two");
    person.click("errors");
    person.settle();
    CHECK(person.focused() == "one");
    CHECK(person.shows("Enter the date of death Enter a name"));
}
