#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "tests/support/ui_driver.h"
#include "tests/support/ui_samples.h"

using ui::Key;

namespace {

/// The chronology, what it asked for, and a person in front of it.
struct ChronologySeat {
    ui::ChronologyScreen screen;
    ui::Requests given;
    std::vector<ui::ChronologyAsk> own;
    test::UiDriver person;

    explicit ChronologySeat(ui::ChronologyScreen start, test::Window window = {1600, 1600})
        : screen(std::move(start)),
          person(
              [this](ui::Kit& kit) {
                  ui::ChronologyAsks asks = ui::draw(kit, screen);
                  for (auto& request : asks.common) given.push_back(std::move(request));
                  for (auto& ask : asks.own) own.push_back(std::move(ask));
              },
              window)
    {
    }
    template <class Request>
    const Request* last() const
    {
        return given.empty() ? nullptr : std::get_if<Request>(&given.back());
    }
    template <class Ask>
    const Ask* asked() const
    {
        for (auto at = own.rbegin(); at != own.rend(); ++at)
            if (const auto* one = std::get_if<Ask>(&*at)) return one;
        return nullptr;
    }
};

ui::PossibleDouble a_double()
{
    ui::PossibleDouble pair;
    pair.a = {"event-1", "2 January 2021", "Zebrowitch was brought by ambulance.", 0};
    pair.b = {"event-2", "3 January 2021", "Zebrowitch attended.", 2};
    pair.kind = "DUP";
    pair.score = 82;
    pair.reasons = {"both say Zebrowitch"};
    return pair;
}

}  // namespace

TEST_CASE("chronology screen: coded view shows no word of an agency, identified view does", "[ui]")
{
    ChronologySeat seat(test::a_chronology(8));
    CHECK_FALSE(seat.person.shows("Zebrowitch"));
    CHECK_FALSE(seat.person.shows("Return interview"));
    CHECK_FALSE(seat.person.shows("/01/2021"));
    CHECK(seat.person.shows("Not yet coded"));
    CHECK(seat.person.shows("V was missing for four hours."));
    seat.person.press(Key::F8);
    CHECK(seat.person.shows("Zebrowitch was reported missing by mother, number 0."));
    CHECK(seat.person.shows("2/01/2021 0015"));
    CHECK(seat.person.shows("Friday 2 January 2021, 00:15"));
    seat.person.press(Key::F8);
    CHECK_FALSE(seat.person.shows("Zebrowitch"));
}

TEST_CASE("chronology screen: the chosen contact stands in the inspector with its original words", "[ui]")
{
    ChronologySeat seat(test::a_chronology(8));
    CHECK(seat.screen.table.selected == 0);  // the focus begins in the table
    seat.person.press(Key::Down);
    CHECK(seat.screen.table.selected == 1);
    CHECK(seat.person.node("inspector.title").name == "2 January 2021, 00:15");
    seat.person.click("inspector.words");
    CHECK(seat.screen.head.identified());
    CHECK(seat.person.shows("What happened, as written"));
}

TEST_CASE("chronology screen: search words and agencies make a filter", "[ui]")
{
    ChronologySeat seat(test::a_chronology(8));
    seat.person.press(Key::F, {.ctrl = true});
    CHECK(seat.person.focused() == "chronology.search");
    seat.person.type("zeb");
    REQUIRE(seat.last<ui::Filter>() != nullptr);
    CHECK(seat.last<ui::Filter>()->words == "zeb");
    seat.person.click("chronology.agency.a2");
    CHECK(*seat.last<ui::Filter>() == ui::Filter{"zeb", {"a2"}});
    seat.person.click("chronology.agency.a2");
    CHECK(seat.last<ui::Filter>()->agencies.empty());
    seat.person.press(Key::Escape);
    CHECK(seat.last<ui::Filter>()->words.empty());
}

TEST_CASE("chronology screen: gaps are told with the contact after them", "[ui]")
{
    ChronologySeat seat(test::a_chronology(8));
    CHECK(seat.person.node("chronology.table/event-3/when").value.starts_with("5 months without contact"));
}

TEST_CASE("chronology screen: rows not at hand are asked for and appear", "[ui]")
{
    ui::ChronologyScreen screen = test::a_chronology(200);
    screen.head.events = screen.matching = 100'000;
    ChronologySeat seat(std::move(screen));
    seat.given.clear();
    seat.person.press(Key::Home);
    seat.person.press(Key::End);
    const auto* need = seat.last<ui::NeedRows>();
    REQUIRE(need != nullptr);
    CHECK(need->offset + need->limit >= 100'000);
    CHECK(seat.person.shows("Loading"));
    const std::int64_t offset = need->offset;
    std::vector<ui::ChronologyRow> rows;
    for (std::int64_t i = offset; i < 100'000; ++i) rows.push_back(test::a_row(static_cast<int>(i)));
    seat.screen.take(offset, std::move(rows));
    seat.person.settle();
    CHECK(seat.person.focused().starts_with("chronology.table/event-99999"));
    CHECK_FALSE(seat.person.shows("Loading"));
}

TEST_CASE("chronology screen: the letter O shows the original words and hides them again", "[ui]")
{
    ChronologySeat seat(test::a_chronology(8));
    seat.person.type("o");
    CHECK(seat.screen.head.identified());
    seat.person.type("O");
    CHECK_FALSE(seat.screen.head.identified());
}

TEST_CASE("chronology screen: M opens a list, its letters find a code, and Enter codes the contact", "[ui]")
{
    ChronologySeat seat(test::a_chronology(8));
    seat.person.type("m");
    CHECK(seat.person.focused() == "choices.search");
    seat.person.type("interpreter");
    seat.person.press(Key::Enter);
    const auto* code = seat.asked<ui::CodeEvents>();
    REQUIRE(code != nullptr);
    CHECK(code->ids == std::vector<std::string>{"event-0"});
    CHECK(code->field == "mo");
    CHECK(code->code == "MO18");
    CHECK(seat.person.focused().starts_with("chronology.table/event-0"));
}

TEST_CASE("chronology screen: the code used last is the first choice, so that the same two keys repeat it",
          "[ui]")
{
    ChronologySeat seat(test::a_chronology(8));
    seat.person.type("m");
    seat.person.type("interpreter");
    seat.person.press(Key::Enter);
    seat.person.press(Key::Down);
    seat.own.clear();
    seat.person.type("m");
    CHECK(seat.person.node("choices.MO18").name.starts_with("Again: "));
    seat.person.press(Key::Enter);
    REQUIRE(seat.asked<ui::CodeEvents>() != nullptr);
    CHECK(seat.asked<ui::CodeEvents>()->code == "MO18");
    CHECK(seat.asked<ui::CodeEvents>()->ids == std::vector<std::string>{"event-1"});
}

TEST_CASE("chronology screen: K codes a key episode at once, and Escape leaves a list without coding", "[ui]")
{
    ChronologySeat seat(test::a_chronology(8));
    seat.person.type("k");
    REQUIRE(seat.asked<ui::CodeEvents>() != nullptr);
    CHECK(seat.asked<ui::CodeEvents>()->code == "KPE");
    seat.own.clear();
    seat.person.type("t");
    seat.person.press(Key::Escape);
    CHECK(seat.asked<ui::CodeEvents>() == nullptr);
    CHECK(seat.person.focused().starts_with("chronology.table/event-0"));
}

TEST_CASE("chronology screen: several contacts are chosen and coded together", "[ui]")
{
    ChronologySeat seat(test::a_chronology(8));
    seat.person.press(Key::Down, {.shift = true});
    seat.person.press(Key::Down, {.shift = true});
    CHECK(seat.person.shows("3 contacts chosen"));
    seat.person.type("k");
    REQUIRE(seat.asked<ui::CodeEvents>() != nullptr);
    CHECK(seat.asked<ui::CodeEvents>()->ids == std::vector<std::string>{"event-0", "event-1", "event-2"});
    CHECK(seat.asked<ui::CodeEvents>()->said == "Key episode: 3 contacts coded together");
    seat.person.press(Key::Escape);
    CHECK_FALSE(seat.person.shows("3 contacts chosen"));
    seat.own.clear();
    seat.person.type("k");
    REQUIRE(seat.asked<ui::CodeEvents>() != nullptr);
    CHECK(seat.asked<ui::CodeEvents>()->ids == std::vector<std::string>{"event-2"});
}

TEST_CASE("chronology screen: the family view folds what happened until it is asked for", "[ui]")
{
    auto start = test::a_chronology(3);
    const std::string words = start.row(1)->summary;
    REQUIRE_FALSE(words.empty());
    start.head.shown = ui::ShownAs::Family;
    ChronologySeat seat(std::move(start));
    CHECK_FALSE(seat.person.shows(words));
    CHECK(seat.person.shows("Folded"));
    seat.person.click("content.unfold");
    CHECK(seat.person.shows(words));
}

TEST_CASE("chronology screen: letters typed into the search code nothing", "[ui]")
{
    ChronologySeat seat(test::a_chronology(8));
    seat.person.press(Key::F, {.ctrl = true});
    seat.person.type("mgtke");
    CHECK(seat.asked<ui::CodeEvents>() == nullptr);
    CHECK_FALSE(seat.screen.list_open);
    CHECK(seat.screen.search.text() == "mgtke");
}

TEST_CASE("chronology screen: E adds the contact to a finding, in the role that is chosen", "[ui]")
{
    ChronologySeat seat(test::a_chronology(8));
    seat.person.type("e");
    seat.person.press(Key::Enter);
    CHECK(seat.asked<ui::CiteEvents>() == nullptr);
    seat.person.type("contra");
    seat.person.press(Key::Enter);
    const auto* cite = seat.asked<ui::CiteEvents>();
    REQUIRE(cite != nullptr);
    CHECK(cite->finding == "f1");
    CHECK(cite->role == "CONTRADICTS");
}

TEST_CASE("chronology screen: the filter narrows by a theme and says so, and one press shows everything",
          "[ui]")
{
    ChronologySeat seat(test::a_chronology(8));
    seat.person.click("chronology.filters");
    seat.person.click("filter.theme");
    seat.person.type("interpreters");
    seat.person.press(Key::Enter);
    REQUIRE(seat.last<ui::Filter>() != nullptr);
    CHECK(seat.last<ui::Filter>()->theme == "D02");
    CHECK(seat.person.node("chronology.narrowed.theme").name.starts_with("Language and interpreters"));
    seat.person.click("chronology.everything");
    CHECK(seat.last<ui::Filter>()->everything());
}

TEST_CASE("chronology screen: a period is read as it is typed", "[ui]")
{
    ChronologySeat seat(test::a_chronology(8));
    seat.person.click("chronology.filters");
    seat.person.kit.focus("filter.from");
    seat.person.settle();
    seat.person.type("summer 2020");
    REQUIRE(seat.last<ui::Filter>() != nullptr);
    CHECK(seat.last<ui::Filter>()->from == "2020-06-01");
}

TEST_CASE("chronology screen: possible duplicates are asked for once and decided with one press", "[ui]")
{
    ChronologySeat seat(test::a_chronology(8));
    seat.person.click("chronology.doubles");
    REQUIRE(seat.asked<ui::NeedDoubles>() != nullptr);
    seat.screen.take_doubles({a_double()});
    seat.person.settle();
    CHECK_FALSE(seat.person.shows("Zebrowitch"));
    seat.person.click("doubles.pair0.join");
    const auto* decided = seat.asked<ui::DecideDouble>();
    REQUIRE(decided != nullptr);
    CHECK(decided->join);
    CHECK(decided->pair.a.id == "event-1");
}

TEST_CASE("chronology screen: a line of two sources shows both and can be taken apart", "[ui]")
{
    ChronologySeat seat(test::a_chronology(8));
    ui::ContactWhole whole;
    whole.id = "event-0";
    whole.sources = {{"event-0", 0, "1 January 2021", "Friday", {{"Kind", "Arrest / custody"}}, "", ""},
                     {"event-9", 2, "2 January 2021", "", {{"Kind", "Discharge"}}, "link-1", "Same contact"}};
    seat.screen.take_whole(std::move(whole));
    seat.person.settle();
    CHECK(seat.person.node("inspector.source1").name == "Health, 2 January 2021");
    CHECK(seat.person.shows("Discharge"));
    seat.person.click("inspector.source1.split");
    REQUIRE(seat.asked<ui::SplitDouble>() != nullptr);
    CHECK(seat.asked<ui::SplitDouble>()->link == "link-1");
}

TEST_CASE("chronology screen: an event is typed by hand with its date as a person writes it", "[ui]")
{
    ChronologySeat seat(test::a_chronology(8));
    seat.person.click("chronology.add");
    seat.person.type_into("sheet.date", "c. March 2019");
    CHECK(seat.person.node("sheet.date.reading").name.find("March 2019") != std::string::npos);
    seat.person.click("sheet.act");
    const auto* add = seat.asked<ui::AddContact>();
    REQUIRE(add != nullptr);
    CHECK(json::text_or(add->said, "date") == "c. March 2019");
}

TEST_CASE("chronology screen: a date is settled with its reason, and not without", "[ui]")
{
    ChronologySeat seat(test::a_chronology(8));
    seat.person.click("inspector.date");
    seat.person.type_into("sheet.date", "3/4/2022");
    CHECK((seat.person.node("sheet.act").states & ui::kEnabled) == 0);
    seat.person.type_into("sheet.reason", "The letter is dated");
    seat.person.click("sheet.act");
    const auto* settle = seat.asked<ui::SettleContact>();
    REQUIRE(settle != nullptr);
    CHECK(json::text_or(settle->said, "earliest") == "2022-04-03");
    CHECK(json::text_or(settle->said, "reason") == "The letter is dated");
}

TEST_CASE("chronology screen: an event whose order alone is known is placed beside another", "[ui]")
{
    ChronologySeat seat(test::a_chronology(8));
    seat.person.click("inspector.place");
    CHECK((seat.person.node("placing.after").states & ui::kEnabled) == 0);  // not beside itself
    seat.screen.table.go_to(4);
    seat.person.frame();
    seat.person.settle();
    seat.person.click("placing.before");
    const auto* place = seat.asked<ui::PlaceContact>();
    REQUIRE(place != nullptr);
    CHECK(place->id == "event-0");
    CHECK(place->before == "event-4");
    CHECK(place->after.empty());
}

TEST_CASE("chronology screen: what is chosen on the life line is chosen in the table, and the other way",
          "[ui]")
{
    ChronologySeat seat(test::a_chronology(40), {1600, 900});
    seat.person.kit.focus("chronology.lifeline");
    seat.person.settle();
    seat.person.press(Key::Right);
    seat.person.press(Key::Right);
    CHECK(seat.screen.table.selected == 2);
    CHECK(seat.person.focused() == "chronology.lifeline/event-2");
    seat.screen.table.go_to(20);
    seat.person.settle();
    CHECK((seat.person.node("chronology.lifeline/event-20").states & ui::kSelected) != 0);
}

TEST_CASE("chronology screen: how it is arranged is kept, and taken up again", "[ui]")
{
    ChronologySeat seat(test::a_chronology(40), {1600, 900});
    seat.person.click("life.wider");
    CHECK(seat.screen.life_place == ui::LifePlace::Above);
    REQUIRE(seat.asked<ui::KeepLook>() != nullptr);
    ui::ChronologyScreen other = test::a_chronology(1);
    other.take_look(seat.asked<ui::KeepLook>()->look);
    CHECK(other.life_place == ui::LifePlace::Above);
    seat.person.type("l");
    CHECK(seat.person.kit.tree().find("chronology.lifeline") == nullptr);
}

TEST_CASE("chronology screen: the life line makes room for the possible duplicates, and L brings it back",
          "[ui]")
{
    ChronologySeat seat(test::a_chronology(40), {1600, 900});
    seat.person.settle();
    CHECK(seat.person.kit.tree().find("chronology.lifeline") != nullptr);
    seat.person.click("chronology.doubles");
    seat.person.settle();
    CHECK(seat.person.kit.tree().find("chronology.lifeline") == nullptr);
    CHECK(seat.screen.life_place == ui::LifePlace::Beside);
    seat.person.type("l");
    seat.person.settle();
    CHECK(seat.person.kit.tree().find("chronology.lifeline") != nullptr);
    CHECK(seat.screen.panel == ui::SidePanel::Contact);
}

TEST_CASE("chronology screen: a line of three sources says beside its badge that there are two more", "[ui]")
{
    auto screen = test::a_chronology(8);
    screen.rows[0].also = {1, 2};
    ChronologySeat seat(std::move(screen));
    std::vector<std::string> drawn;
    seat.person.kit.listen(&drawn);
    seat.person.settle();
    seat.person.kit.listen(nullptr);
    CHECK(std::find(drawn.begin(), drawn.end(), "+2") != drawn.end());
}

TEST_CASE(
    "chronology screen: when a pair is decided the focus goes to the next one, and at the end to the way "
    "back",
    "[ui]")
{
    ChronologySeat seat(test::a_chronology(8));
    seat.person.click("chronology.doubles");
    seat.screen.take_doubles({a_double(), a_double()});
    seat.person.settle();
    seat.person.click("doubles.pair0.join");
    seat.screen.doubles_read = false;  // what is shown is read again
    seat.person.settle();
    auto decided = a_double();
    decided.link = "link-1";
    seat.screen.take_doubles({decided, a_double()});
    seat.person.settle();
    CHECK(seat.person.focused() == "doubles.pair0.join");
    seat.person.press(Key::Enter);
    seat.screen.take_doubles({decided, decided});
    seat.person.settle();
    CHECK(seat.person.focused() == "doubles.title_close");
}

TEST_CASE("chronology screen: back to the contact, the focus is on the chosen row", "[ui]")
{
    ChronologySeat seat(test::a_chronology(8));
    seat.person.click("chronology.doubles");
    seat.screen.take_doubles({});
    seat.person.settle();
    seat.person.click("doubles.title_close");
    CHECK(seat.person.focused().starts_with("chronology.table/event-0/"));
    seat.person.click("chronology.filters");
    CHECK(seat.person.focused() == "filter.title_close");
    seat.person.press(Key::Escape);
    CHECK(seat.person.focused().starts_with("chronology.table/event-0/"));
}
