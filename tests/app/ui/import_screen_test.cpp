#include <catch2/catch_test_macros.hpp>

#include "tests/support/import_samples.h"
#include "tests/support/ui_driver.h"

namespace {

using Step = ui::ImportScreen::Step;

struct ImportSeat {
    ui::ImportScreen screen;
    ui::ImportAsks asked;
    test::UiDriver person;

    explicit ImportSeat(ui::ImportScreen start = test::an_import(), test::Window window = {1600, 900})
        : screen(std::move(start)),
          person(
              [this](ui::Kit& kit) {
                  auto asks = ui::draw(kit, screen);
                  asked.look |= asks.look;
                  asked.accept |= asks.accept;
                  asked.stop |= asks.stop;
                  asked.leave |= asks.leave;
                  if (!asks.undo.empty()) asked.undo = asks.undo;
                  for (auto& one : asks.common) asked.common.push_back(std::move(one));
              },
              window)
    {
    }
    void press(std::string_view key)  // as a screen reader does: it need not be in view
    {
        person.kit.ask({ui::Ask::What::Press, person.node(key).id});
        person.settle();
    }
    void show(int count)
    {
        screen.take(test::a_preview(count));
        person.settle();
    }
};

}  // namespace

TEST_CASE("import: a table that was copied is pasted, and its agency is asked", "[ui]")
{
    ImportSeat seat;
    seat.person.clipboard.text = "Date\tWhat happened\n1 May 2022\tRang\n";
    seat.press("import.paste");
    CHECK(seat.screen.step == Step::Agency);
    CHECK(seat.screen.wish.pasted == seat.person.clipboard.text);
    seat.press("import.look");
    CHECK_FALSE(seat.asked.look);
    CHECK(seat.person.shows("Say whose file it is."));
    seat.press("import.agency.a2");
    seat.press("import.look");
    CHECK(seat.asked.look);
    CHECK(seat.screen.wish.agency == "Northside Trust");
    CHECK(seat.screen.wish.agency_type == "ACUTE");
}

TEST_CASE("import: with nothing copied the person is told what to do", "[ui]")
{
    ImportSeat seat;
    seat.press("import.paste");
    CHECK(seat.screen.step == Step::Choose);
    CHECK(seat.person.shows("Nothing is copied."));
}

TEST_CASE("import: an agency that is not listed is named, and its kind chosen", "[ui]")
{
    ImportSeat seat;
    seat.screen.choose("/somewhere/file.csv");
    seat.person.settle();
    seat.press("import.agency.new");
    seat.press("import.look");
    CHECK(seat.person.shows("Type the name of the agency."));
    seat.screen.name.set("Riverside Surgery");
    seat.screen.type = "T3";
    seat.press("import.look");
    CHECK(seat.asked.look);
    CHECK(seat.screen.wish.agency == "Riverside Surgery");
    CHECK(seat.screen.wish.agency_type == "T3");
}

TEST_CASE("import: coded view shows readings and no word of the file, identified view shows both", "[ui]")
{
    ImportSeat seat;
    seat.show(40);
    CHECK(seat.person.shows("Sunday 3 April 2022"));
    CHECK_FALSE(seat.person.shows("Zebrowitch chron"));
    CHECK_FALSE(seat.person.shows("Reported missing"));
    CHECK_FALSE(seat.person.shows("03/04/2022"));
    seat.screen.tab = 1;
    seat.person.settle();
    CHECK_FALSE(seat.person.shows("two figures"));
    seat.screen.tab = 2;
    seat.person.settle();
    CHECK_FALSE(seat.person.shows("Jan Zebrowitch"));
    seat.person.press(ui::Key::F8);
    CHECK(seat.person.shows("zebrowitch chronology.csv"));
    CHECK(seat.person.shows("Reported missing by mother, number 0"));
    CHECK(seat.person.shows("Jan Zebrowitch"));
}

TEST_CASE("import: nothing is asked for until the person accepts", "[ui]")
{
    ImportSeat seat;
    seat.show(40);
    CHECK(seat.person.shows("Nothing has entered the review yet."));
    CHECK_FALSE(seat.asked.accept);
    CHECK(seat.person.node("import.accept").name == "Add 40 contacts");
    seat.press("import.accept");
    CHECK(seat.asked.accept);
    CHECK(seat.screen.step == Step::Writing);
    seat.press("import.stop");
    CHECK(seat.asked.stop);
}

TEST_CASE("import: an open order of day and month must be answered, and the answer reads the file again",
          "[ui]")
{
    ImportSeat seat;
    auto preview = test::a_preview(4);
    preview.order.clear();
    preview.acceptable = false;
    preview.order_question = "It cannot be told whether the day or the month stands first.";
    preview.order_rows = {{2, "03/04/2022", "Sunday 3 April 2022", "Friday 4 March 2022"}};
    preview.why_not = "Say first which order the agency writes dates in.";
    seat.screen.take(std::move(preview));
    seat.person.settle();
    CHECK((seat.person.node("import.accept").states & ui::kEnabled) == 0);
    CHECK(seat.person.shows("Friday 4 March 2022"));
    seat.press("import.order.MDY");
    CHECK(seat.asked.look);
    CHECK(seat.screen.wish.order == "MDY");
}

TEST_CASE("import: pressing a problem goes to its row", "[ui]")
{
    ImportSeat seat;
    seat.show(200);
    seat.screen.tab = 1;
    seat.person.settle();
    seat.press("import.problem.0");
    CHECK(seat.screen.table.selected == 100);
    CHECK(seat.person.find(ui::Role::Row, "") != nullptr);
    CHECK((seat.person.node("import.table/102").states & ui::kSelected) != 0);
}

TEST_CASE("import: another field for a column reads the file again, and the tick of a name stays", "[ui]")
{
    ImportSeat seat;
    seat.person.press(ui::Key::F8);
    seat.show(4);
    seat.screen.tab = 2;
    seat.person.settle();
    seat.press("import.name.0");
    CHECK(seat.screen.preview.names[0].add);
    seat.show(4);
    CHECK(seat.screen.preview.names[0].add);
}

TEST_CASE("import: the whole import is undone after a question", "[ui]")
{
    ImportSeat seat;
    seat.press("import.earlier.0.undo");
    CHECK(seat.asked.undo.empty());
    seat.press("import.undo.yes");
    CHECK(seat.asked.undo == "i1");
}

TEST_CASE("import: of 20,000 rows only those in view are on the screen", "[ui]")
{
    ImportSeat seat;
    seat.show(20'000);
    CHECK(seat.person.kit.tree().nodes.size() < 400);
    seat.screen.table.go_to(19'999);
    seat.person.settle();
    CHECK((seat.person.node("import.table/20001").states & ui::kSelected) != 0);
}

TEST_CASE("import: when a file is at hand the focus is on whose it is", "[ui]")
{
    ImportSeat seat;
    seat.screen.choose("/somewhere/file.csv");
    seat.person.settle();
    CHECK(seat.person.focused() == "import.agency.a1");
    seat.screen.start_again();
    seat.screen.agencies.clear();
    seat.screen.choose("/somewhere/file.csv");
    seat.person.settle();
    CHECK(seat.person.focused() == "import.name");
}
