#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "app/ui/kit.h"
#include "tests/support/ui_driver.h"

using ui::Key;

namespace {

/// Seven columns that do not fit beside each other, in a narrow window.
struct Sheet {
    std::vector<std::string> columns = {"Record", "To", "Power", "From", "Until", "Sent on", "Due on"};
    std::vector<std::vector<std::string>> rows;
    ui::WordTableState state;
    std::int64_t copied = 0;
    test::UiDriver person;

    Sheet()
        : person(
              [this](ui::Kit& kit) {
                  ui::WordTableSpec spec;
                  spec.key = "sheet";
                  spec.name = "Sheet";
                  spec.columns = columns;
                  spec.rows = static_cast<std::int64_t>(rows.size());
                  spec.row_key = [this](std::int64_t row) { return rows[static_cast<std::size_t>(row)][0]; };
                  spec.cells = [this](std::int64_t row) { return rows[static_cast<std::size_t>(row)]; };
                  const auto result = kit.word_table(spec, state, {20, 20, 600, 400});
                  copied += result.rows.copied;
                  if (!result.sort) return;
                  const auto by = static_cast<std::size_t>(state.sorted);
                  std::stable_sort(rows.begin(), rows.end(), [&](const auto& a, const auto& b) {
                      return state.falling ? b[by] < a[by] : a[by] < b[by];
                  });
              },
              {640, 480})
    {
        for (const char* name : {"Alder", "Birch", "Cedar", "Dogwood"})
            rows.push_back({name, std::string("to ") + name, "a power with\ta tab", "one", "two",
                            std::string(1, static_cast<char>('z' - name[0] + 'A')), "due"});
        person.settle();
    }
    void into_row(int n)
    {
        const auto r = person.node("sheet/" + rows[static_cast<std::size_t>(n)][0]).rect;
        person.click_at(r.x + 20, r.y + 10);
    }
};

}  // namespace

TEST_CASE("word table: a press on a column's name sorts by it, a second one turns the order", "[ui]")
{
    Sheet sheet;
    const auto head = sheet.person.node("sheet.1").rect;
    sheet.person.click_at(head.x + 20, head.y + 10);
    CHECK(sheet.rows[0][0] == "Alder");
    sheet.person.click_at(head.x + 20, head.y + 10);
    CHECK(sheet.rows[0][0] == "Dogwood");
    CHECK(sheet.person.shows("Sorted by To, last first"));
}

TEST_CASE("word table: it is sorted from the keyboard by the column of the focused cell", "[ui]")
{
    Sheet sheet;
    sheet.into_row(0);
    for (int i = 0; i < 5; ++i) sheet.person.press(Key::Right);
    sheet.person.press(Key::Down, {.ctrl = true});
    sheet.person.settle();
    CHECK(sheet.rows[0][0] == "Dogwood");
    sheet.person.press(Key::Up, {.ctrl = true});
    sheet.person.settle();
    CHECK(sheet.rows[0][0] == "Alder");
}

TEST_CASE("word table: the column walked to comes into view, and the first column stays", "[ui]")
{
    Sheet sheet;
    sheet.into_row(0);
    const float first = sheet.person.node("sheet/Alder/0").rect.x;
    CHECK(sheet.person.node("sheet/Alder/6").rect.right() > 640);
    for (int i = 0; i < 6; ++i) sheet.person.press(Key::Right);
    sheet.person.settle();
    CHECK(sheet.person.node("sheet/Alder/6").rect.right() <= 621);
    CHECK(sheet.person.node("sheet/Alder/0").rect.x == first);
}

TEST_CASE("word table: a column's edge is drawn with the pointer", "[ui]")
{
    Sheet sheet;
    const auto before = sheet.person.node("sheet.1").rect;
    sheet.person.input.move(before.right() - 2, before.y + 10);
    sheet.person.input.button(true, before.right() - 2, before.y + 10);
    sheet.person.input.move(before.right() + 58, before.y + 10);
    sheet.person.input.button(false, before.right() + 58, before.y + 10);
    sheet.person.settle();
    CHECK(sheet.person.node("sheet.1").rect.w > before.w + 40);
    CHECK(sheet.state.sorted == -1);
}

TEST_CASE("word table: several rows are chosen with Shift, Ctrl and Space, and copied as a table", "[ui]")
{
    Sheet sheet;
    sheet.into_row(0);
    sheet.person.press(Key::Down, {.shift = true});
    sheet.person.press(Key::C, {.ctrl = true});
    sheet.person.settle();
    CHECK(sheet.copied == 2);
    CHECK(sheet.person.clipboard.text ==
          "Record\tTo\tPower\tFrom\tUntil\tSent on\tDue on\n"
          "Alder\tto Alder\ta power with a tab\tone\ttwo\tz\tdue\n"
          "Birch\tto Birch\ta power with a tab\tone\ttwo\ty\tdue\n");

    const auto last = sheet.person.node("sheet/Dogwood").rect;
    sheet.person.input.move(last.x + 20, last.y + 10);
    sheet.person.input.button(true, last.x + 20, last.y + 10, {.ctrl = true});
    sheet.person.input.button(false, last.x + 20, last.y + 10);
    sheet.person.settle();
    CHECK(sheet.state.table.marked == std::set<std::int64_t>{0, 1, 3});
    sheet.person.press(Key::Space);
    CHECK(sheet.state.table.marked == std::set<std::int64_t>{0, 1});
    sheet.person.press(Key::A, {.ctrl = true});
    CHECK(sheet.state.table.marked.size() == 4);
    sheet.person.press(Key::Escape);
    CHECK(sheet.state.table.marked.empty());
    sheet.into_row(2);
    sheet.person.press(Key::C, {.ctrl = true});
    sheet.person.settle();
    CHECK(sheet.person.clipboard.text.find("Cedar") != std::string::npos);
    CHECK(sheet.person.clipboard.text.find("Alder") == std::string::npos);
}
