#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <chrono>
#include <random>

#include "tests/support/ui_driver.h"
#include "tests/support/ui_samples.h"

using ui::Key;

namespace {

struct Long {
    ui::ChronologyScreen screen = test::a_chronology(100'000);
    test::UiDriver person{[this](ui::Kit& kit) { static_cast<void>(ui::draw(kit, screen)); }};

    std::vector<const ui::Node*> rows() const
    {
        std::vector<const ui::Node*> found;
        for (const ui::Node& n : person.kit.tree().nodes)
            if (n.role == ui::Role::Row && (n.states & ui::kShowing) != 0) found.push_back(&n);
        return found;
    }
};

}  // namespace

TEST_CASE("table: 100,000 rows of different heights lie without gap or overlap wherever one scrolls", "[ui]")
{
    Long desk;
    desk.screen.head.shown = ui::ShownAs::Identified;
    std::mt19937 chance(20261122);
    INFO("seed 20261122");
    std::int64_t furthest = 0;
    for (int step = 0; step < 60; ++step) {
        if (step % 10 == 9) desk.screen.table.go_to(static_cast<std::int64_t>(chance() % 100'000));
        desk.person.wheel(static_cast<float>(static_cast<int>(chance() % 21)) - 12.0F, "chronology.table");
        const auto rows = desk.rows();
        REQUIRE(rows.size() > 2);
        for (std::size_t i = 1; i < rows.size(); ++i) {
            REQUIRE(rows[i]->row == rows[i - 1]->row + 1);
            REQUIRE(std::abs(rows[i]->rect.y - rows[i - 1]->rect.bottom()) < 0.6F);
        }
        furthest = std::max<std::int64_t>(furthest, rows.back()->row);
    }
    CHECK(furthest > 1'000);
}

TEST_CASE("table: End shows the last row at the bottom edge and Home the first at the top", "[ui]")
{
    Long desk;
    desk.person.press(Key::End);
    CHECK(desk.screen.table.selected == 99'999);
    const ui::Rect table = desk.person.node("chronology.table").rect;
    CHECK(std::abs(desk.rows().back()->rect.bottom() - table.bottom()) < 1.5F);
    CHECK(desk.rows().back()->row == 99'999);
    desk.person.press(Key::Home);
    CHECK(desk.rows().front()->row == 0);
    CHECK(desk.screen.table.top == 0);
}

TEST_CASE("table: the focused row stays in the tree when it is scrolled out of view", "[ui]")
{
    Long desk;
    desk.person.press(Key::Down);
    const std::string focused = desk.person.focused();
    desk.person.wheel(-200, "chronology.table");
    CHECK(desk.person.focused() == focused);
    CHECK((desk.person.node(focused).states & ui::kShowing) == 0);
    CHECK(desk.person.node("chronology.table").rows == 100'000);
    CHECK(desk.person.kit.tree().nodes.size() < 400);
}

TEST_CASE("table: frames over 100,000 rows scroll, and their time is told", "[ui][time]")
{
    Long desk;
    desk.screen.head.shown = ui::ShownAs::Identified;
    std::vector<double> times;
    for (int i = 0; i < 200; ++i) {
        desk.person.input.wheel(-1.7F, 500, 500);
        const auto start = std::chrono::steady_clock::now();
        desk.person.frame();
        times.push_back(
            std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count());
    }
    std::sort(times.begin(), times.end());
    WARN("frame over 100,000 rows: median " << times[100] << " ms, 99th percentile " << times[197]
                                            << " ms (this build)");
    CHECK(desk.screen.table.top > 50);
}
