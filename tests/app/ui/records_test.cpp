#include "app/ui/screens/records_screen.h"

#include <imgui.h>
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <memory>
#include <set>

#include "app/ui/screens/form_groups.h"
#include "tests/support/ui_driver.h"
#include "tests/support/ui_samples.h"

using ui::Key;

namespace {

using test::a_section;
using test::some_lines;

struct RecordsPage {
    ui::RecordsScreen screen;
    ui::Requests requests;
    test::UiDriver person;
    explicit RecordsPage(const char* key, test::Window window = {})
        : screen(a_section(key)),
          person(
              [this](ui::Kit& kit) {
                  for (auto& one : ui::draw(kit, screen)) requests.push_back(std::move(one));
              },
              window)
    {
    }
    template <class T>
    const T* last() const
    {
        for (auto it = requests.rbegin(); it != requests.rend(); ++it)
            if (const auto* found = std::get_if<T>(&*it)) return found;
        return nullptr;
    }
    void choose_finding()
    {
        person.click("records.tabs.1");
        const auto r = person.node("records.table").rect;
        person.click_at(r.x + 40, r.y + 20);
    }
};

}  // namespace

TEST_CASE("records: a record is chosen, changed, and the change is asked for when the field is left", "[ui]")
{
    RecordsPage page("analysis");
    page.choose_finding();
    REQUIRE(page.screen.chosen.starts_with("1111"));
    CHECK(page.person.shows("Finding 1 has no evidence"));
    page.person.click("finding.title");
    page.person.press(Key::End);
    page.person.type(" in December");
    page.person.press(Key::Tab);
    page.person.settle();
    const auto* put = page.last<ui::PutRecord>();
    REQUIRE(put != nullptr);
    CHECK(put->kind == "finding");
    CHECK(json::write(put->fields) == R"({"title":"The threat was not recorded in December"})");
}

TEST_CASE("records: what is typed is asked for before another record is shown", "[ui]")
{
    RecordsPage page("analysis");
    page.choose_finding();
    page.person.click("finding.title");
    page.person.type("X");
    const auto r = page.person.node("records.table").rect;
    page.person.click_at(r.x + 40, r.y + 100);
    REQUIRE(page.last<ui::PutRecord>() != nullptr);
    CHECK(page.last<ui::PutRecord>()->id.starts_with("1111"));
    CHECK(page.screen.chosen.starts_with("2222"));
}

TEST_CASE("records: a lock is asked for in the middle of typing, and writes nothing half finished", "[ui]")
{
    RecordsPage page("analysis");
    page.choose_finding();
    page.person.click("finding.title");
    page.person.type("Y");
    page.person.press(Key::L, {.ctrl = true});
    CHECK(page.last<ui::Lock>() != nullptr);
    CHECK(page.last<ui::PutRecord>() == nullptr);
}

TEST_CASE("records: one that was added is chosen and can be filled in at once", "[ui]")
{
    RecordsPage page("analysis");
    page.person.click("records.tabs.1");
    page.person.click("records.add");
    const auto* put = page.last<ui::PutRecord>();
    REQUIRE(put != nullptr);
    CHECK(put->id.empty());
    auto now = some_lines();
    now["finding"].push_back(
        {"44444444-4444-4444-8444-444444444444", "finding", "Finding 3", "", "", {}, {}});
    page.screen.take(std::move(now));
    page.person.settle();
    CHECK(page.screen.chosen.starts_with("4444"));
    CHECK(page.person.find(ui::Role::Heading, "Finding 3") != nullptr);
    CHECK(page.person.focused() == "finding." + std::string(model::kind("finding")->fields.front().id));
}

TEST_CASE("records: one that came by another way leaves the focus where it was", "[ui]")
{
    RecordsPage page("analysis");
    page.choose_finding();
    page.person.click("finding.title");
    auto now = some_lines();
    now["finding"].push_back(
        {"44444444-4444-4444-8444-444444444444", "finding", "Finding 3", "", "", {}, {}});
    page.screen.take(std::move(now));
    page.person.settle();
    CHECK(page.person.focused() == "finding.title");
}

TEST_CASE("records: a refusal is said, and what was typed stays", "[ui]")
{
    RecordsPage page("analysis");
    page.choose_finding();
    page.person.click("finding.title");
    page.person.type("Z");
    page.screen.refused("Finding 1 cannot be agreed: it has no evidence. Add evidence first.");
    page.person.settle();
    CHECK(page.person.shows("There is a problem"));
    CHECK(page.person.node("finding.title").value == "The threat was not recordedZ");
}

TEST_CASE("records: names are shown in the identified view only", "[ui]")
{
    RecordsPage page("people");
    page.person.settle();
    CHECK(page.person.shows("V, victim"));
    CHECK_FALSE(page.person.shows("Kacper"));
    page.person.press(Key::F8);
    page.person.settle();
    CHECK(page.person.shows("Kacper Żebrowicz"));
    page.person.press(Key::F8);
    page.person.settle();
    CHECK_FALSE(page.person.shows("Kacper"));
}

TEST_CASE("records: striking out asks for a reason first", "[ui]")
{
    RecordsPage page("analysis", {.width = 1280, .height = 3000});
    page.choose_finding();
    while (page.person.focused() != "record.strike") page.person.press(Key::Tab);
    page.person.press(Key::Enter);
    page.person.settle();
    CHECK(page.person.find(ui::Role::Dialog, "Strike this record out?") != nullptr);
    CHECK((page.person.node("strike.yes").states & ui::kEnabled) == 0);
    page.person.type_into("strike.reason", "Entered twice");
    page.person.click("strike.yes");
    page.person.settle();
    REQUIRE(page.last<ui::StrikeRecord>() != nullptr);
    CHECK(page.last<ui::StrikeRecord>()->reason == "Entered twice");
}

TEST_CASE("records: the rail leads to every section, as a list when the window is narrow", "[ui]")
{
    RecordsPage page("analysis");
    page.person.click("rail.people");
    REQUIRE(page.last<ui::ShowSection>() != nullptr);
    CHECK(page.last<ui::ShowSection>()->key == "people");
    RecordsPage narrow("analysis", {.width = 1024, .height = 700});
    narrow.person.click("rail.section");
    narrow.person.type("Family");
    narrow.person.press(Key::Enter);
    narrow.person.settle();
    REQUIRE(narrow.last<ui::ShowSection>() != nullptr);
    CHECK(narrow.last<ui::ShowSection>()->key == "family");
}

TEST_CASE(
    "records: every kind that a section lists is a kind of the model, and every one a person fills in is "
    "listed",
    "[ui]")
{
    std::set<std::string_view> listed;
    for (const auto& one : ui::sections())
        for (const auto& kind : one.kinds) {
            INFO(kind.kind);
            CHECK(model::kind(kind.kind) != nullptr);
            CHECK(listed.insert(kind.kind).second);
        }
    const std::set<std::string_view> elsewhere = {"eligibility_test", "chronology_event", "claim",
                                                  "event_link",       "import",           "outside_opening",
                                                  "redaction"};
    for (const auto& kind : model::kinds()) {
        INFO(kind.name);
        CHECK(listed.contains(kind.name) != elsewhere.contains(kind.name));
    }
}

TEST_CASE("records: a list that is empty says what goes there and offers the first step", "[ui]")
{
    RecordsPage page("meetings");
    page.person.settle();
    CHECK(page.person.shows("Nothing here yet"));
    CHECK(page.person.shows("Begin with the date of the first one"));
    CHECK(page.person.find(ui::Role::Button, "Add a meeting") != nullptr);
}

TEST_CASE("records: the words typed leave only the lines that hold them", "[ui]")
{
    RecordsPage page("agencies");
    auto lines = some_lines();
    for (int i = 0; i < 9; ++i)
        lines["organisation"].push_back({"org-" + std::to_string(i),
                                         "organisation",
                                         "Body " + std::to_string(i),
                                         i == 4 ? "Housing association" : "Police",
                                         "",
                                         {},
                                         {}});
    page.screen.take(std::move(lines));
    page.person.settle();
    page.person.type_into("records.find", "hous");
    page.person.settle();
    CHECK(page.person.node("records.table").rows == 1);
    CHECK(page.person.shows("Body 4"));
    page.person.type_into("records.find", "zz");
    page.person.settle();
    CHECK(page.person.shows("No line holds these words"));
}

TEST_CASE("records: as a table they are asked for once, and sealed words go with the identified view", "[ui]")
{
    RecordsPage page("analysis");
    page.person.click("records.tabs.1");
    page.person.click("records.as_table");
    page.person.settle();
    const auto asked = [&page] {
        return std::count_if(page.requests.begin(), page.requests.end(),
                             [](const auto& one) { return std::holds_alternative<ui::NeedGrid>(one); });
    };
    CHECK(asked() == 1);
    ui::RecordGrid grid;
    grid.kind = "finding";
    grid.columns = {"Record", "Title"};
    grid.rows = {{"22222222-2222-4222-8222-222222222222", {"Finding 2", "A call"}, {"2", "a call"}}};
    page.screen.take(grid);
    page.person.settle();
    CHECK(page.person.shows("A call"));
    page.person.press(Key::F8);
    page.person.settle();
    CHECK(asked() == 2);
    CHECK_FALSE(page.person.shows("A call"));
    grid.identified = true;
    page.screen.take(grid);
    page.person.settle();
    CHECK(page.person.shows("A call"));
    page.screen.head.shown = ui::ShownAs::Coded;
    page.person.settle();
    CHECK_FALSE(page.person.shows("A call"));
}

TEST_CASE("records: every field that a person fills in is in one group, in every kind", "[ui]")
{
    for (const auto& kind : model::kinds()) {
        const ui::Form form(kind, "id", {});
        const auto asked = form.asked_fields();
        std::multiset<std::string_view> held;
        for (const auto& group : ui::form_groups(kind.name, asked))
            held.insert(group.fields.begin(), group.fields.end());
        INFO(kind.name);
        CHECK(held == std::multiset<std::string_view>(asked.begin(), asked.end()));
    }
}

TEST_CASE("records: the fields stay where they are when what was to be put right is settled", "[ui]")
{
    RecordsPage page("analysis");
    page.choose_finding();
    page.person.settle();
    const float before = page.person.node("finding.title").rect.y;
    CHECK(page.person.node("record.to_do").name == "1 thing to put right");
    CHECK(page.person.node("record.problem0").rect.y > before);
    auto now = some_lines();
    now["finding"][0].problems.clear();
    page.screen.take(std::move(now));
    page.person.settle();
    CHECK(page.person.kit.tree().find("record.to_do") == nullptr);
    CHECK(page.person.node("finding.title").rect.y == before);
}

TEST_CASE("records: the count of what is to be put right leads to it", "[ui]")
{
    RecordsPage page("analysis", {.width = 1280, .height = 600});
    page.choose_finding();
    page.person.settle();
    CHECK((page.person.node("record.problem0").states & ui::kShowing) == 0);
    page.person.click("record.to_do");
    page.person.settle();
    CHECK((page.person.node("record.problem0").states & ui::kShowing) != 0);
}

TEST_CASE("records: the ground of a chosen line lies within the border of its card", "[ui]")
{
    RecordsPage page("analysis");
    page.choose_finding();
    page.person.settle();
    const auto row = page.person.node("records.table/" + page.screen.chosen).rect;
    const auto c = page.person.kit.theme().selected;
    float left = 1e9F, right = 0, top = 1e9F;
    const auto* drawn = ImGui::GetDrawData();
    for (int i = 0; i < drawn->CmdListsCount; ++i)
        for (const auto& corner : drawn->CmdLists[i]->VtxBuffer)
            if (corner.col == IM_COL32(c.r, c.g, c.b, 255) && row.holds(corner.pos.x, corner.pos.y)) {
                left = std::min(left, corner.pos.x);
                right = std::max(right, corner.pos.x);
                top = std::min(top, corner.pos.y);
            }
    CHECK(left >= row.x + 2);
    CHECK(right <= row.right() - 2);
    CHECK(top >= row.y + 2);
}
