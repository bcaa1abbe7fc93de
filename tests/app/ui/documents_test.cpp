#include <catch2/catch_test_macros.hpp>

#include "tests/support/documents_samples.h"
#include "tests/support/ui_driver.h"

using ui::Key;

namespace {

struct DocumentsPage {
    ui::DocumentsScreen screen = test::some_documents();
    ui::Requests requests;
    std::optional<std::string> open;
    std::optional<ui::WantedPage> page;
    std::optional<ui::OpenOutside> outside;
    test::UiDriver person;
    explicit DocumentsPage(bool identified = true, test::Window window = {1600, 1000})
        : person(
              [this](ui::Kit& kit) {
                  auto asks = ui::draw(kit, screen);
                  for (auto& one : asks.common) requests.push_back(std::move(one));
                  if (asks.open) open = asks.open;
                  if (asks.page) page = asks.page;
                  if (asks.outside) outside = asks.outside;
              },
              window)
    {
        if (identified) screen.records.head.shown = ui::ShownAs::Identified;
        person.settle();
    }
    void choose_first()
    {
        const auto r = person.node("documents.table").rect;
        person.click_at(r.x + 40, r.y + 30);
        person.settle();
    }
    void read()
    {
        choose_first();
        screen.reading = test::a_reading();
        person.settle();
    }
    const ui::PutRecord* put() const
    {
        for (const auto& one : requests)
            if (const auto* found = std::get_if<ui::PutRecord>(&one)) return found;
        return nullptr;
    }
};

}  // namespace

TEST_CASE("documents: choosing one opens it, and its page is asked for at the width of the view", "[ui]")
{
    DocumentsPage page;
    page.choose_first();
    REQUIRE(page.open);
    CHECK(*page.open == "d1");
    CHECK(page.person.shows("Opening the file"));
    page.screen.reading = test::a_reading();
    page.screen.reading->drawn.clear();
    page.person.settle();
    REQUIRE(page.page);
    CHECK(page.page->page == 0);
    CHECK(page.page->width > 500);
}

TEST_CASE(
    "documents: in the coded view no file is opened and no word of one is shown, until the view is turned",
    "[ui]")
{
    DocumentsPage page(false);
    page.choose_first();
    CHECK_FALSE(page.open);
    CHECK(page.person.shows("identified view only"));
    CHECK_FALSE(page.person.shows("Zebrowitch"));
    page.person.press(Key::F8);
    page.person.settle();
    REQUIRE(page.open);
    page.screen.reading = test::a_reading();
    page.person.settle();
    CHECK(page.person.shows("Zebrowitch rang at midnight."));
    page.person.press(Key::F8);
    page.person.settle();
    CHECK_FALSE(page.person.shows("Zebrowitch"));
}

TEST_CASE("documents: a part of the page is dragged and cited with the words that stand in it", "[ui]")
{
    DocumentsPage page;
    page.read();
    const auto r = page.person.node("page.view").rect;
    const auto at = [&](float x, float y) {
        const float wide = r.w - 2 * 16, left = r.x + 16, top = r.y + 16;
        return std::pair(left + x * wide, top + y * wide * 842 / 595);
    };
    const auto [x1, y1] = at(0.05F, 0.09F);
    const auto [x2, y2] = at(0.7F, 0.125F);
    page.person.input.move(x1, y1);
    page.person.input.button(true, x1, y1);
    page.person.input.move(x2, y2);
    page.person.input.button(false, x2, y2);
    page.person.settle();
    REQUIRE(page.screen.reading->state.part);
    page.person.click("page.cite");
    page.person.settle();
    CHECK(page.person.node("citing.words").value == "Zebrowitch rang at midnight.");
    page.person.click("citing.yes");
    page.person.settle();
    REQUIRE(page.put() != nullptr);
    CHECK(page.put()->kind == "extract");
    const auto& fields = page.put()->fields;
    CHECK(json::text_or(fields, "unit") == "REGION");
    CHECK(json::number_or(fields, "page") == 1);
    CHECK(json::text_or(fields, "text") == "Zebrowitch rang at midnight.");
    CHECK(json::text_or(fields, "region").starts_with("50,9"));
}

TEST_CASE("documents: without a mouse the lines of a page are chosen as text and cited", "[ui]")
{
    DocumentsPage page;
    page.read();
    page.person.click("page.text");
    page.person.settle();
    page.person.click("page.line.1");
    page.person.settle();
    page.person.click("page.cite");
    page.person.settle();
    page.person.click("citing.yes");
    page.person.settle();
    REQUIRE(page.put() != nullptr);
    CHECK(json::text_or(page.put()->fields, "text") == "The call was not returned.");
    CHECK(json::text_or(page.put()->fields, "region") == "100,140,500,20");
}

TEST_CASE("documents: pages are turned by their keys, and a row of a table is cited", "[ui]")
{
    DocumentsPage page;
    page.read();
    page.person.kit.focus("page.view");
    page.person.settle();
    page.person.press(Key::PageDown);
    page.person.settle();
    CHECK(page.screen.reading->page == 1);
    REQUIRE(page.page);
    CHECK(page.page->page == 1);
    page.person.press(Key::PageDown);
    page.person.settle();
    CHECK(page.screen.reading->page == 1);
    ui::Reading rows;
    rows.id = "d1";
    rows.opening = false;
    rows.agrees = true;
    rows.rows = {{1, {"Date", "Event"}}, {2, {"1 May", "Rang"}}};
    rows.table.go_to(1);
    page.screen.reading = std::move(rows);
    page.person.settle();
    page.person.click("rows.cite");
    page.person.settle();
    page.person.click("citing.yes");
    page.person.settle();
    REQUIRE(page.put() != nullptr);
    CHECK(json::text_or(page.put()->fields, "cells") == "row 2");
    CHECK(json::text_or(page.put()->fields, "text") == "1 May\nRang");
}

TEST_CASE("documents: opening outside says what it means and asks for the purpose first", "[ui]")
{
    DocumentsPage page;
    page.read();
    page.person.click("reading.outside");
    page.person.settle();
    CHECK(page.person.shows("without encryption"));
    CHECK((page.person.node("outside.yes").states & ui::kEnabled) == 0);
    page.person.click("outside.purpose.PRINT");
    page.person.settle();
    page.person.click("outside.yes");
    page.person.settle();
    REQUIRE(page.outside);
    CHECK(page.outside->id == "d1");
    CHECK(page.outside->purpose == "PRINT");
}

TEST_CASE("documents: what is wrong with a file stands where its page would be", "[ui]")
{
    DocumentsPage page;
    page.choose_first();
    page.screen.reading->opening = false;
    page.screen.reading->problem = "This file is locked with a password and cannot be shown.";
    page.person.settle();
    CHECK(page.person.shows("locked with a password"));
    CHECK(page.person.find(ui::Role::Button, "Cite this page") == nullptr);
}
