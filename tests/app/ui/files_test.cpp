#include <catch2/catch_test_macros.hpp>

#include "app/ui/kit_files.h"
#include "tests/support/ui_driver.h"

namespace {

/// A chooser over a screen that answers what it asks for.
struct Choosing {
    ui::FileChooser chooser;
    std::vector<std::string> wanted;
    std::optional<std::string> chosen;
    test::UiDriver person;

    Choosing(ui::FileChooser::For purpose, std::vector<std::string> endings, test::Window window = {})
        : person([this](ui::Kit& kit) { draw(kit); }, window)
    {
        chooser.open(purpose, "Choose", "/home/chair", std::move(endings));
        person.settle();
    }

    void draw(ui::Kit& kit)
    {
        const ui::Kit::Pane page(kit, "page", "Page", kit.window(), 20);
        static_cast<void>(kit.button("under", "Under the sheet", ui::ButtonLook::Primary));
        if (const auto path = chooser.draw(kit, "files")) chosen = path;
        if (const auto folder = chooser.take_wanted()) {
            wanted.push_back(*folder);
            chooser.show({*folder,
                          "/home",
                          {{"cases", true, ""}, {"police.csv", false, "2 kB"}, {"tune.mp3", false, ""}},
                          {{"Home", "/home/chair"}, {"Stick ONE", "/media/ONE"}}});
        }
    }
};

}  // namespace

TEST_CASE("file chooser: a file is chosen by Enter, and a folder is gone into", "[ui]")
{
    Choosing seat(ui::FileChooser::For::File, {".csv"});
    CHECK_FALSE(seat.person.shows("tune.mp3"));
    seat.person.click("files.table/cases/name");
    seat.person.click("files.table/cases/name");
    CHECK(seat.wanted == std::vector<std::string>{"/home/chair", "/home/chair/cases"});
    seat.person.click("files.table/police.csv/name");
    seat.person.click("files.choose");
    CHECK(seat.chosen == "/home/chair/cases/police.csv");
    CHECK_FALSE(seat.chooser.is_open());
}

TEST_CASE("file chooser: a known place, a typed path and the folder above are each one step away", "[ui]")
{
    Choosing seat(ui::FileChooser::For::Folder, {});
    seat.person.click("files.place1");
    seat.person.click("files.up");
    seat.person.click("files.path");
    seat.person.press(ui::Key::A, {.ctrl = true});
    seat.person.type("/srv/vaults");
    seat.person.press(ui::Key::Enter);
    CHECK(seat.wanted == std::vector<std::string>{"/home/chair", "/media/ONE", "/home", "/srv/vaults"});
    CHECK_FALSE(seat.person.shows("police.csv"));
    seat.person.click("files.choose");
    CHECK(seat.chosen == "/srv/vaults");
}

TEST_CASE("file chooser: a new folder is asked for by its whole path, and Escape leaves without choosing",
          "[ui]")
{
    Choosing seat(ui::FileChooser::For::Folder, {});
    seat.person.click("files.new");
    seat.person.type_into("files.name", "kits");
    seat.person.click("files.make");
    CHECK(seat.chooser.take_new_folder() == "/home/chair/kits");
    seat.person.press(ui::Key::Escape);
    CHECK_FALSE(seat.chooser.is_open());
    CHECK_FALSE(seat.chosen.has_value());
}
