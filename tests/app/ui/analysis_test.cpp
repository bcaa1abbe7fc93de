#include <catch2/catch_test_macros.hpp>

#include "tests/support/analysis_samples.h"
#include "tests/support/ui_driver.h"

using ui::Key;

namespace {

struct AnalysisPage {
    ui::AnalysisScreen screen = test::an_analysis();
    ui::Requests requests;
    std::optional<std::string> thread, evidence;
    std::optional<ui::Thing> go;
    test::UiDriver person;
    explicit AnalysisPage(test::Window window = {1600, 900})
        : person(
              [this](ui::Kit& kit) {
                  auto asks = ui::draw(kit, screen);
                  for (auto& one : asks.common) requests.push_back(std::move(one));
                  if (asks.thread) thread = asks.thread;
                  if (asks.evidence) evidence = asks.evidence;
                  if (asks.go) go = asks.go;
              },
              window)
    {
        person.settle();
    }
    template <class T>
    const T* last() const
    {
        for (auto it = requests.rbegin(); it != requests.rend(); ++it)
            if (const auto* found = std::get_if<T>(&*it)) return found;
        return nullptr;
    }
};

}  // namespace

TEST_CASE("analysis: a cell of the matrix says how much is behind it, and pressing it lists that", "[ui]")
{
    AnalysisPage page;
    const auto& cell = page.person.node("matrix.agencies/o1/k1");
    CHECK(cell.value == "2 pieces of evidence, 1 finding");
    CHECK(page.person.node("matrix.agencies/o1/k2").value == "Asked, and nothing yet");
    page.person.click("matrix.agencies/o1/k1");
    page.person.settle();
    CHECK(page.person.find(ui::Role::Heading, "Police, Key line 1") != nullptr);
    CHECK(page.person.find(ui::Role::Button, "Finding 1") != nullptr);
    page.person.click("behind.0");
    page.person.settle();
    CHECK(page.screen.records.chosen.starts_with("1111"));
    CHECK(page.screen.view() == ui::AnalysisScreen::View::Records);
}

TEST_CASE("analysis: the matrix is one stop, walked by the arrows, its cells pressed by Enter", "[ui]")
{
    AnalysisPage page;
    page.person.kit.focus("matrix.agencies");
    page.person.settle();
    CHECK(page.person.focused() == "matrix.agencies/o1/k1");
    page.person.press(Key::Down);
    page.person.press(Key::Right);
    page.person.settle();
    CHECK(page.person.focused() == "matrix.agencies/o2/k2");
    page.person.press(Key::Enter);
    page.person.settle();
    REQUIRE(page.screen.behind);
    CHECK(page.screen.behind->title == "St Aldhelm's Hospital, Key line 2");
    page.person.click("behind.0");
    page.person.settle();
    REQUIRE(page.go);
    CHECK(page.go->id == "e1");
}

TEST_CASE("analysis: an agency's own words are behind a cell in the identified view only", "[ui]")
{
    AnalysisPage page;
    page.person.click("matrix.agencies/o1/k1");
    page.person.settle();
    CHECK_FALSE(page.person.shows("Zebrowitch"));
    page.person.press(Key::F8);
    page.person.settle();
    CHECK(page.person.shows("Zebrowitch rang at midnight"));
}

TEST_CASE("analysis: a finding is given evidence that was sought, with what it does", "[ui]")
{
    AnalysisPage page({1600, 1600});
    page.screen.show("11111111-1111-4111-8111-111111111111");
    page.person.settle();
    CHECK(page.person.shows("Supports"));
    page.person.click("evidence.add");
    page.person.settle();
    REQUIRE(page.evidence);
    CHECK(page.evidence->empty());
    page.person.type_into("picker.words", "midnight");
    page.person.settle();
    CHECK(*page.evidence == "midnight");
    page.screen.picker.found = {test::a_thing("extract", "x1", "Extract 1", "page 3")};
    page.screen.picker.waiting = false;
    page.person.click("picker.role.CONTRADICTS");
    page.person.click("picker.x1");
    page.person.settle();
    const auto* put = page.last<ui::PutRecord>();
    REQUIRE(put != nullptr);
    CHECK(put->kind == "finding_evidence");
    CHECK(json::write(put->fields) ==
          R"({"finding":"11111111-1111-4111-8111-111111111111","target":"x1","role":"CONTRADICTS"})");
    page.person.click("evidence.fe1.off");
    page.person.settle();
    REQUIRE(page.last<ui::StrikeRecord>() != nullptr);
    CHECK(page.last<ui::StrikeRecord>()->id == "fe1");
}

TEST_CASE("analysis: the golden thread shows both ways, and leads to each of its records", "[ui]")
{
    AnalysisPage page;
    page.screen.tab = 8;
    page.person.settle();
    REQUIRE(page.screen.view() == ui::AnalysisScreen::View::Thread);
    CHECK(page.person.shows("Action 1 has no owner"));
    CHECK(page.person.shows("Updates: none"));
    page.person.click("thread.l1");
    page.person.settle();
    CHECK(page.screen.node == "l1");
    page.person.click("thread.follow");
    page.person.settle();
    REQUIRE(page.thread);
    CHECK(*page.thread == "l1");
    page.person.click("thread.e1");
    page.person.settle();
    page.person.click("thread.open");
    page.person.settle();
    REQUIRE(page.go);
    CHECK(page.go->kind == "chronology_event");
}

TEST_CASE("analysis: a board is moved by the wheel and the arrows, zoomed, and follows the focus", "[ui]")
{
    AnalysisPage page({1024, 700});
    page.screen.tab = 8;
    page.person.settle();
    const float before = page.person.node("thread.d1").rect.x;
    for (int i = 0; i < 40 && page.person.focused() != "thread.a1"; ++i) page.person.press(Key::Tab);
    REQUIRE(page.person.focused() == "thread.a1");
    page.person.settle();
    const auto board = page.person.node("thread.board").rect;
    const auto last = page.person.node("thread.a1").rect;
    CHECK(last.x >= board.x);
    CHECK(last.right() <= board.right());
    CHECK(page.person.node("thread.d1").rect.x < before);
    const float zoom = page.screen.board.zoom;
    page.person.input.wheel(1, board.x + 50, board.y + 50, {.ctrl = true});
    page.person.settle();
    page.person.settle();
    CHECK(page.screen.board.zoom > zoom);
}

TEST_CASE(
    "analysis: of a recommendation the fields come first, then how it may be measured and what is like it",
    "[ui]")
{
    AnalysisPage page;
    auto lines = test::some_lines();
    const std::string id = "55555555-5555-4555-8555-555555555555";
    lines["recommendation"] = {
        {id, "recommendation", "Recommendation 1", "", "", {}, {"V4: It has no level."}}};
    page.screen.records.take(std::move(lines));
    page.screen.recommendations = {{id,
                                    "Draft",
                                    "",
                                    false,
                                    {{"One change is asked for", "", false}},
                                    {"It names no measure."},
                                    {{"DHR-1", "Each threat is recorded.", 80}}}};
    page.screen.mark();
    page.screen.show(id);
    page.person.settle();
    const auto below = [&](const char* upper, const char* lower) {
        return page.person.node(upper).rect.bottom() <= page.person.node(lower).rect.y;
    };
    CHECK(page.person.node("recommendation.text").rect.y < 500);
    CHECK(below("recommendation.rec_status", "record.problem0"));
    CHECK(below("recommendation.rec_status", "rec.smart"));
    CHECK(below("rec.smart", "rec.similar"));
    CHECK(page.person.node("record.mark2").name == "SMART 0 of 1");
}

TEST_CASE("analysis: whose golden thread is shown is chosen from a list that takes one line", "[ui]")
{
    AnalysisPage page;
    page.screen.tab = 8;
    page.person.settle();
    CHECK(page.person.node("thread.of").role == ui::Role::Picker);
    page.person.click("thread.of");
    page.person.settle();
    page.person.click("choices.l1");
    page.person.settle();
    REQUIRE(page.thread);
    CHECK(*page.thread == "l1");
}

TEST_CASE("analysis: a finding says in its line how much evidence it has", "[ui]")
{
    AnalysisPage page;
    page.screen.mark();
    const auto& findings = page.screen.records.records.find("finding")->second;
    REQUIRE(findings[0].marks.size() == 1);
    CHECK(findings[0].marks[0].text == "Evidence 1");
    CHECK(findings[1].marks[0].text == "No evidence");
}

TEST_CASE("analysis: the dialog that adds evidence has a button that closes it, and then nothing was added",
          "[ui]")
{
    AnalysisPage page({1600, 1600});
    page.screen.show("11111111-1111-4111-8111-111111111111");
    page.person.settle();
    page.person.click("evidence.add");
    page.person.click("picker.close");
    CHECK_FALSE(page.screen.picker.open);
    CHECK(page.last<ui::PutRecord>() == nullptr);
    CHECK(page.person.focused() == "evidence.add");
}
