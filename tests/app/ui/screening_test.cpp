#include <catch2/catch_test_macros.hpp>

#include "tests/support/import_samples.h"
#include "tests/support/ui_driver.h"

namespace {

template <class Screen, class Asks>
struct AskingSeat {
    Screen screen;
    Asks last;
    std::vector<ui::Draft> drafts;
    test::UiDriver person;

    explicit AskingSeat(Screen start)
        : screen(std::move(start)), person([this](ui::Kit& kit) {
              auto asks = ui::draw(kit, screen);
              if constexpr (std::is_same_v<Asks, ui::ScreeningAsks>)
                  for (const auto& one : asks.common)
                      if (const auto* draft = std::get_if<ui::Draft>(&one)) drafts.push_back(*draft);
              if (keeps(asks)) last = std::move(asks);
          })
    {
    }
    static bool keeps(const ui::ScreeningAsks& asks) { return asks.answer || asks.decide; }
    static bool keeps(const ui::NewReviewAsks& asks)
    {
        return asks.screen || asks.make || asks.leave || asks.template_of;
    }
    void press(std::string_view key)
    {
        person.kit.ask({ui::Ask::What::Press, person.node(key).id});
        person.settle();
    }
};
using ScreeningSeat = AskingSeat<ui::ScreeningScreen, ui::ScreeningAsks>;
using NewSeat = AskingSeat<ui::NewReviewScreen, ui::NewReviewAsks>;

}  // namespace

TEST_CASE("screening: each test says its answer and its reason, one not answered what the records show",
          "[ui]")
{
    ScreeningSeat seat(test::a_screening());
    CHECK(seat.person.node("screening.test.DHR/DHR_AGE16").description.find("V was 19.") !=
          std::string::npos);
    CHECK(seat.person.node("screening.test.DHR/DHR_AGE16").description.ends_with("Met"));
    const auto& open = seat.person.node("screening.test.DHR/DHR_REL").description;
    CHECK(open.find("No relationship is recorded.") != std::string::npos);
    CHECK(open.ends_with("Not answered"));
}

TEST_CASE("screening: an answer needs a reason, and then is recorded with what the records show", "[ui]")
{
    ScreeningSeat seat(test::a_screening());
    seat.press("screening.test.DHR/DHR_REL");
    seat.press("screening.answer.NOT_MET");
    seat.press("screening.answer.save");
    CHECK_FALSE(seat.last.answer);
    CHECK(seat.person.shows("Give a reason"));
    seat.screen.part.reasons_against.editor.set("They were strangers.");
    seat.press("screening.answer.save");
    REQUIRE(seat.last.answer);
    CHECK(seat.last.answer->basis == "DHR");
    CHECK(seat.last.answer->test == "DHR_REL");
    CHECK(seat.last.answer->answer == "NOT_MET");
    CHECK(seat.last.answer->reasons_against == "They were strangers.");
    CHECK(seat.last.answer->with_evidence);
}

TEST_CASE("screening: a decision says what, why and who before it is recorded", "[ui]")
{
    ScreeningSeat seat(test::a_screening());
    seat.press("screening.decide");
    seat.press("screening.decide.yes");
    CHECK_FALSE(seat.last.decide);
    CHECK(seat.person.shows("Say what was decided."));
    seat.screen.form.text.editor.set("A review is held.");
    seat.screen.form.reason.editor.set("The tests are met.");
    seat.press("screening.decide.yes");
    CHECK(seat.person.shows("Say who decided, by name."));
    seat.screen.form.by.set("A. Chair");
    seat.press("screening.decide.yes");
    CHECK(seat.last.decide);
}

TEST_CASE("screening: words being typed are asked to be kept, and stand there again after a lock", "[ui]")
{
    ScreeningSeat seat(test::a_screening());
    seat.press("screening.test.DHR/DHR_REL");
    seat.screen.part.reasons_for.editor.set("They were");
    seat.person.settle();
    seat.person.view.now += 1;
    seat.person.settle();
    REQUIRE_FALSE(seat.drafts.empty());
    CHECK(seat.drafts.back().id == "answer.DHR/DHR_REL");
    CHECK(seat.drafts.back().text == "They were");
    auto screen = test::a_screening();
    screen.take_up({{"answer.DHR/DHR_REL", "reasons_for", "They were"}, {"decision", "reason", "Because"}});
    ScreeningSeat again(std::move(screen));
    CHECK(again.person.node("screening.answer.for").value == "They were");
    CHECK(again.person.node("decision.reason").value == "Because");
}

TEST_CASE("screening: who decided is shown in identified view only", "[ui]")
{
    auto screen = test::a_screening();
    screen.decisions = {
        {"A review is held.", "The tests are met.", "Zebrowitch, partnership chair", "3 May 2026"}};
    ScreeningSeat seat(std::move(screen));
    CHECK(seat.person.shows("A review is held."));
    CHECK_FALSE(seat.person.shows("Zebrowitch"));
    seat.person.press(ui::Key::F8);
    CHECK(seat.person.shows("Zebrowitch, partnership chair"));
}

TEST_CASE("new review: screening comes first, then type and area, then the decision", "[ui]")
{
    NewSeat seat(test::a_new_review());
    CHECK(seat.person.shows("Step 1 of 3"));
    seat.press("new.next");
    CHECK(seat.person.shows("Step 2 of 3"));
    seat.press("new.next");
    CHECK(seat.person.shows("Choose the type of review."));
    seat.screen.type = "R1";
    seat.press("new.next");
    CHECK(seat.person.shows("Choose the lead area."));
    seat.screen.area = "E1";
    seat.screen.year.set("24");
    seat.press("new.next");
    CHECK(seat.person.shows("The year of death is four figures"));
    seat.screen.year.set("2024");
    seat.press("new.next");
    CHECK(seat.person.shows("Step 3 of 3"));
    seat.press("new.make");
    CHECK_FALSE(seat.last.make);
    seat.press("new.decided");
    seat.press("new.make");
    CHECK(seat.last.make);
}

TEST_CASE("new review: what may apply is offered as its type", "[ui]")
{
    auto screen = test::a_new_review();
    screen.part.met = {"Review 4"};
    screen.part.met_codes = {"R4"};
    NewSeat seat(std::move(screen));
    seat.press("new.next");
    CHECK(seat.screen.type == "R4");
    CHECK(seat.last.template_of);
}

TEST_CASE("new review: a second answer to a test takes the place of the first", "[ui]")
{
    auto screen = test::a_new_review();
    screen.answered({"DHR", "DHR_REL", "MET", "Married.", "", false});
    screen.answered({"DHR", "DHR_REL", "NOT_MET", "", "Strangers.", false});
    REQUIRE(screen.answers.size() == 1);
    CHECK(screen.answers[0].answer == "NOT_MET");
}

TEST_CASE("screening: a test opened at the foot of the window comes into view down to its buttons", "[ui]")
{
    ScreeningSeat seat(test::a_screening());
    seat.person.view.height = 620;
    seat.person.settle();
    const std::string last =
        seat.screen.part.bases.back().code + "/" + seat.screen.part.bases.back().tests.back().code;
    seat.press("screening.test." + last);
    CHECK(seat.person.node("screening.answer.save").rect.bottom() < 620);
    CHECK_FALSE(seat.screen.part.show_whole);
    seat.person.wheel(3, "screening");
    CHECK(seat.person.node("screening.answer.save").rect.bottom() > 620);
}
