#include <catch2/catch_test_macros.hpp>

#include "tests/support/meeting_samples.h"
#include "tests/support/ui_driver.h"

using ui::Key;

namespace {

/// The panel's chair at the keyboard.
struct Panel {
    ui::MeetingsScreen screen;
    ui::MeetingsAsks given;
    test::UiDriver person;

    explicit Panel(ui::MeetingsScreen start = test::some_meetings())
        : screen(std::move(start)), person([this](ui::Kit& kit) {
              auto asks = ui::draw(kit, screen);
              for (auto& one : asks.requests) given.requests.push_back(std::move(one));
              for (auto& one : asks.attend) given.attend.push_back(std::move(one));
              for (auto& one : asks.declare) given.declare.push_back(std::move(one));
              for (auto& one : asks.move) given.move.push_back(std::move(one));
              for (auto& one : asks.dissent) given.dissent.push_back(std::move(one));
          })
    {
    }
    std::vector<const ui::PutRecord*> puts() const
    {
        std::vector<const ui::PutRecord*> found;
        for (const auto& one : given.requests)
            if (const auto* put = std::get_if<ui::PutRecord>(&one)) found.push_back(put);
        return found;
    }
    const ui::Draft* last_draft() const
    {
        const ui::Draft* found = nullptr;
        for (const auto& one : given.requests)
            if (const auto* draft = std::get_if<ui::Draft>(&one)) found = draft;
        return found;
    }
};

std::string said(const json::Object& fields, const char* key)
{
    return json::text_or(fields, key);
}

}  // namespace

TEST_CASE(
    "meetings: A, the words, Enter, the owner, Enter, the day, Enter records an action and begins the next",
    "[ui][meetings]")
{
    Panel panel;
    panel.person.type("a");
    CHECK(panel.person.focused() == "meeting_action.text");
    panel.person.type("Ask for the custody record");
    panel.person.press(Key::Enter);
    CHECK(panel.person.focused() == "meeting_action.owner_role");
    panel.person.type("Review officer");
    panel.person.press(Key::Enter);
    CHECK(panel.person.focused() == "meeting_action.due");
    panel.person.type("3 april 2027");
    CHECK(panel.person.shows("3 April 2027"));
    panel.person.press(Key::Enter);
    const auto puts = panel.puts();
    REQUIRE(puts.size() == 1);
    CHECK(puts[0]->kind == "meeting_action");
    CHECK(puts[0]->id == "99999999-9999-4999-8999-000000000002");
    CHECK(said(puts[0]->fields, "text") == "Ask for the custody record");
    CHECK(said(puts[0]->fields, "owner_role") == "Review officer");
    CHECK(said(puts[0]->fields, "due") == "2027-04-03");
    CHECK(said(puts[0]->fields, "meeting") == panel.screen.chosen);
    CHECK(panel.person.focused() == "meeting_action.text");
    CHECK(panel.person.node("meeting_action.text").value.empty());
}

TEST_CASE("meetings: a day that cannot be read is said and nothing is recorded", "[ui][meetings]")
{
    Panel panel;
    panel.person.type("a");
    panel.person.type("Ask for the custody record");
    panel.person.press(Key::Enter);
    panel.person.press(Key::Enter);
    panel.person.type("soon");
    panel.person.press(Key::Enter);
    CHECK(panel.puts().empty());
    CHECK(panel.person.shows("Enter one day, such as 3 April 2022"));
}

TEST_CASE("meetings: a decision asks for its kind once, and the next one has the same", "[ui][meetings]")
{
    Panel panel;
    panel.person.type("d");
    CHECK(panel.person.focused() == "decision.text");
    panel.person.type("The scope begins in 2018");
    panel.person.press(Key::Enter);
    CHECK(panel.puts().empty());
    CHECK(panel.person.shows("Choose the kind of decision"));
    CHECK(panel.person.focused() == "decision.decision_kind");
    panel.person.type("scope");
    panel.person.press(Key::Enter);
    CHECK(panel.person.focused() == "entry.save");
    panel.person.press(Key::Enter);
    REQUIRE(panel.puts().size() == 1);
    CHECK(said(panel.puts()[0]->fields, "decision_kind") == "SCOPE");
    CHECK(said(panel.puts()[0]->fields, "decided_on") == "2026-11-20");
    panel.person.type("It ends with the death");
    panel.person.press(Key::Enter);
    REQUIRE(panel.puts().size() == 2);
    CHECK(said(panel.puts()[1]->fields, "decision_kind") == "SCOPE");
    CHECK(panel.puts()[0]->id != panel.puts()[1]->id);
}

TEST_CASE("meetings: letters typed into a field begin no decision", "[ui][meetings]")
{
    Panel panel;
    panel.person.click("agenda.new");
    panel.person.type("add a date");
    CHECK_FALSE(panel.screen.entry);
    CHECK(panel.screen.item.edit.text() == "add a date");
    panel.person.press(Key::Enter);
    REQUIRE(panel.puts().size() == 1);
    CHECK(panel.puts()[0]->kind == "agenda_item");
    CHECK(panel.screen.item.edit.text().empty());
    CHECK(panel.person.focused() == "agenda.new");
}

TEST_CASE("meetings: what is being taken down is a draft within a second, and comes back with its caret",
          "[ui][meetings]")
{
    Panel before;
    before.person.type("a");
    before.person.type("Ask for");
    before.person.view.now += 0.6;
    before.person.settle();
    const auto* draft = before.last_draft();
    REQUIRE(draft != nullptr);
    CHECK(draft->kind == "meeting_action");
    CHECK(draft->text == "Ask for");
    CHECK(draft->caret == 7);

    auto start = test::some_meetings();
    start.loading = true;
    start.take(std::move(start.meetings), {*draft});
    Panel after(std::move(start));
    CHECK(after.person.node("meeting_action.text").value == "Ask for");
    CHECK(after.screen.entry->id() == draft->id);
}

TEST_CASE("meetings: the next item of the agenda is a draft within a second too", "[ui][meetings]")
{
    Panel panel;
    panel.person.type_into("agenda.new", "Terms");
    panel.person.view.now += 0.6;
    panel.person.settle();
    REQUIRE(panel.last_draft() != nullptr);
    CHECK(panel.last_draft()->text == "Terms");
    panel.given = {};
    panel.person.type("!");
    panel.person.kit.hurry(true);  // the frame before a lock
    panel.person.frame();
    REQUIRE(panel.last_draft() != nullptr);
    CHECK(panel.last_draft()->text == "Terms!");
}

TEST_CASE("meetings: attendance is one press a seat, and the quorum is said", "[ui][meetings]")
{
    Panel panel;
    CHECK(panel.person.shows("1 present, quorum of 2 not met"));
    panel.person.click("meeting.tabs.1");
    panel.person.click("seat1.PRESENT");
    REQUIRE(panel.given.attend.size() == 1);
    CHECK(said(panel.given.attend[0].row, "role") == "Named nurse");
    CHECK(said(panel.given.attend[0].row, "attendance") == "PRESENT");
    panel.person.click("meeting.confidentiality");
    REQUIRE(panel.given.attend.size() == 2);
    CHECK(panel.given.attend[1].confidentiality_read);
    CHECK(panel.given.attend[1].row.empty());
}

TEST_CASE("meetings: items of the agenda go up and down", "[ui][meetings]")
{
    Panel panel;
    panel.person.click("agenda.item-1.down");
    REQUIRE(panel.given.move.size() == 1);
    CHECK(panel.given.move[0].id == "item-1");
    CHECK_FALSE(panel.given.move[0].up);
}

TEST_CASE("meetings: actions of earlier meetings are there with their state and are ticked off",
          "[ui][meetings]")
{
    Panel panel;
    panel.person.click("meeting.tabs.2");
    CHECK(panel.person.shows("late, was due 1 October 2026"));
    CHECK(panel.person.shows("from Meeting 1"));
    panel.person.click("action.old-1");
    REQUIRE(panel.puts().size() == 1);
    CHECK(said(panel.puts()[0]->fields, "done_on") == "2026-11-22");
}

TEST_CASE("meetings: a dissent is recorded beside its decision", "[ui][meetings]")
{
    Panel panel;
    panel.person.click("meeting.tabs.2");
    panel.person.click("decision.decision-1.dissent");
    CHECK(panel.person.focused() == "dissent.words");
    panel.person.type("Too narrow");
    panel.person.press(Key::Enter);
    REQUIRE(panel.given.dissent.size() == 1);
    CHECK(panel.given.dissent[0].decision == "decision-1");
    CHECK(panel.given.dissent[0].words == "Too narrow");
}

TEST_CASE("meetings: the minutes are copied whole", "[ui][meetings]")
{
    Panel panel;
    panel.person.click("meeting.tabs.3");
    panel.person.click("minutes.copy");
    CHECK(panel.person.clipboard.text == panel.screen.meeting()->minutes);
}

TEST_CASE("meetings: without any meeting the screen says what the first is for", "[ui][meetings]")
{
    auto start = test::some_meetings();
    start.meetings.clear();
    start.chosen.clear();
    Panel panel(std::move(start));
    CHECK(panel.person.shows("No meeting yet"));
    panel.person.click("meetings.add");
    CHECK(panel.person.focused() == "meeting.date");
}

TEST_CASE("meetings: a meeting that is begun is headed as new", "[ui][meetings]")
{
    Panel panel;
    panel.person.click("meetings.add");
    panel.person.settle();
    CHECK(panel.person.node("entry.title").name == "New meeting");
}
