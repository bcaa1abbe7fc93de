#include <catch2/catch_test_macros.hpp>

#include "tests/support/ui_driver.h"

using ui::Key;

namespace {

struct Picture {
    std::vector<ui::LifeLane> lanes{{"Police", "P", 0}, {"Health", "H", 1}};
    std::vector<ui::LifeMark> marks;
    ui::LifeSpec spec;
    ui::LifeState state;
    std::int64_t selected = -1;
    test::UiDriver person;

    explicit Picture(std::vector<ui::LifeMark> drawn)
        : marks(std::move(drawn)), person([this](ui::Kit& kit) { draw(kit); })
    {
    }
    void draw(ui::Kit& kit)
    {
        spec.key = "life";
        spec.name = "Life line";
        spec.lanes = lanes;
        spec.marks = marks;
        spec.selected = selected;
        spec.row_key = [](std::int64_t row) { return std::to_string(row); };
        spec.words = [](const ui::LifeMark& mark) { return "event " + std::to_string(mark.row); };
        const auto result = kit.life_line(spec, state, {0, 0, 800, 300});
        if (result.chosen) selected = *result.chosen;
    }
};

std::vector<ui::LifeMark> three()
{
    return {{0, 1000, 1000, 0}, {1, 2000, 2000, 1}, {2, 3000, 3100, 0}};
}

}  // namespace

TEST_CASE("life line: the arrows go from event to event, and Up and Down to the other lanes", "[ui]")
{
    Picture at(three());
    at.person.kit.focus("life");
    at.person.settle();
    at.person.press(Key::Right);
    CHECK(at.selected == 0);
    at.person.press(Key::Right);
    CHECK(at.selected == 1);
    CHECK(at.person.focused() == "life/1");
    at.person.press(Key::Up);
    CHECK(at.selected == 0);
    at.person.press(Key::End);
    CHECK(at.selected == 2);
}

TEST_CASE("life line: every event is a named item of one list, in time order", "[ui]")
{
    Picture at(three());
    const auto& list = at.person.node("life");
    CHECK(list.role == ui::Role::List);
    CHECK(list.rows == 3);
    std::vector<std::string> names;
    for (const auto& node : at.person.kit.tree().nodes)
        if (node.parent == list.id) names.push_back(node.name);
    CHECK(names == std::vector<std::string>{"event 0", "event 1", "event 2"});
}

TEST_CASE("life line: + comes closer to the chosen event, and 0 shows all again", "[ui]")
{
    Picture at(three());
    at.person.kit.focus("life");
    at.person.settle();
    at.person.press(Key::Right);
    const double span = at.state.to - at.state.from;
    at.person.press(Key::Plus);
    CHECK(at.state.to - at.state.from < span);
    CHECK(at.state.from < 1000);
    CHECK(at.state.to > 1000);
    at.person.press(Key::Zero);
    CHECK(at.state.to - at.state.from == span);
}

TEST_CASE("life line: an event out of view is in the list when it is chosen, and comes into view", "[ui]")
{
    Picture at(three());
    at.state.from = 900;
    at.state.to = 1100;
    at.selected = 2;
    at.person.settle();
    CHECK(at.person.node("life/2").rect.w > 0);
    CHECK(at.state.to > 3000);
}

TEST_CASE("life line: a press on a mark chooses its event", "[ui]")
{
    Picture at(three());
    at.person.click("life/1");
    CHECK(at.selected == 1);
}

TEST_CASE("life line: dragging moves through time, and the wheel with Ctrl zooms", "[ui]")
{
    Picture at(three());
    at.state.from = 1500;
    at.state.to = 2500;
    at.person.settle();
    at.person.input.button(true, 600, 250);
    at.person.input.move(500, 250);
    at.person.input.button(false, 500, 250);
    at.person.settle();
    CHECK(at.state.from > 1500);
    const double span = at.state.to - at.state.from;
    at.person.input.wheel(1, 400, 100, {.ctrl = true});
    at.person.settle();
    CHECK(at.state.to - at.state.from < span);
}

TEST_CASE("life line: events that share a column are one mark that says how many more there are", "[ui]")
{
    std::vector<ui::LifeMark> marks;
    for (int i = 0; i < 20'000; ++i) marks.push_back({i, 1000.0 + i % 50, 1000.0 + i % 50, i % 2});
    marks.push_back({20'000, 9000, 9000, 0});
    Picture at(std::move(marks));
    CHECK(at.person.kit.tree().nodes.size() < 300);
    CHECK(at.person.shows("more close to it"));
}

TEST_CASE("life line: the calendar names months when it is close and years when it is far", "[ui]")
{
    const auto far = ui::life_ticks(10957, 20000, 200);
    REQUIRE_FALSE(far.empty());
    CHECK(far.front().label == "2000");
    const auto near = ui::life_ticks(18262, 18400, 20);
    REQUIRE(near.size() >= 2);
    CHECK(near[0].label == "2020");
    CHECK(near[1].label == "Feb");
}
