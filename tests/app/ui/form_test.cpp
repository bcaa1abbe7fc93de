#include "app/ui/form.h"

#include <catch2/catch_test_macros.hpp>
#include <set>

#include "tests/support/ui_driver.h"

using ui::Key;

namespace {

json::Object fields(std::string_view text)
{
    auto parsed = json::parse_object(text);
    REQUIRE(parsed);
    return std::move(*parsed);
}

/// A form on a page, with what it asked for.
struct FormPage {
    ui::FormContext context;
    ui::Form form;
    std::vector<std::string_view> wanted;
    std::vector<ui::FieldChange> changes;
    std::vector<ui::FieldDraft> drafts;
    test::UiDriver person;

    FormPage(const char* kind, std::string_view values, std::vector<std::string_view> only,
             bool identified = true)
        : context(a_context(identified)),
          form(*model::kind(kind), "11111111-1111-4111-8111-111111111111", fields(values)),
          wanted(std::move(only)),
          person([this](ui::Kit& kit) { draw(kit); }, {.width = 900, .height = 2000})
    {
    }
    static ui::FormContext a_context(bool identified)
    {
        ui::FormContext context;
        context.lists = &model::CodeLists::built_in();
        context.today = "2026-11-22";
        context.identified = identified;
        context.reading.imported = *model::day_from_text("2026-11-22");
        static const std::vector<ui::Choice> people = {
            {"22222222-2222-4222-8222-222222222222", "V", "victim"},
            {"33333333-3333-4333-8333-333333333333", "S1", "accused"}};
        context.records = [](std::string_view) { return std::span<const ui::Choice>(people); };
        return context;
    }
    void draw(ui::Kit& kit)
    {
        const ui::Kit::Pane pane(kit, "p", "Page", kit.window(), 10);
        auto asks = form.draw(kit, context, wanted);
        for (auto& change : asks.changes) changes.push_back(std::move(change));
        for (auto& draft : asks.drafts) drafts.push_back(std::move(draft));
        static_cast<void>(kit.button("done", "Done", ui::ButtonLook::Primary));
    }
    std::string last() const
    {
        return changes.empty() ? "" : changes.back().field + "=" + json::write(changes.back().value);
    }
};

}  // namespace

TEST_CASE("form: what is typed becomes one change when the field is left", "[ui]")
{
    FormPage page("finding", R"({"number":1})", {"title", "statement"});
    page.person.click("finding.title");
    page.person.type("The threat was not recorded");
    CHECK(page.changes.empty());
    page.person.press(Key::Tab);
    page.person.settle();
    CHECK(page.last() == R"(title="The threat was not recorded")");
    CHECK(page.changes.size() == 1);
    page.person.press(Key::Tab);
    page.person.settle();
    CHECK(page.changes.size() == 1);
}

TEST_CASE("form: words being typed are in the draft store within a second", "[ui]")
{
    FormPage page("finding", "{}", {"statement"});
    page.person.click("finding.statement");
    page.person.type("Half a sent");
    page.person.settle();
    const auto wait = page.person.kit.caret_wait();
    REQUIRE(wait.has_value());
    CHECK(*wait <= 0.5);
    page.person.view.now += 0.6;
    page.person.frame();
    REQUIRE(page.drafts.size() == 1);
    CHECK(page.drafts[0].text == "Half a sent");
    CHECK(page.changes.empty());
    page.person.view.now += 31;
    page.person.frame();
    CHECK(page.last() == R"(statement="Half a sent")");
}

TEST_CASE("form: words kept from before a lock come back with caret and undo", "[ui]")
{
    FormPage before("finding", "{}", {"statement"});
    before.person.click("finding.statement");
    before.person.type("one two");
    before.person.view.now += 1;
    before.person.frame();
    REQUIRE(before.drafts.size() == 1);
    FormPage after("finding", "{}", {"statement"});
    after.form.take_up(before.drafts[0]);
    after.person.settle();
    CHECK(after.person.node("finding.statement").value == "one two");
    after.person.click("finding.statement");
    after.person.press(Key::Z, {.ctrl = true});
    after.person.settle();
    CHECK(after.person.node("finding.statement").value == "one ");
    CHECK(after.form.rest().size() == 1);
}

TEST_CASE("form: a date shows what was understood, and one day is asked for where one is needed", "[ui]")
{
    FormPage page("clock", "{}", {"trigger_date"});
    page.person.click("clock.trigger_date");
    page.person.type("3/4/22");
    page.person.settle();
    CHECK(page.person.find(ui::Role::Status, page.person.node("clock.trigger_date.reading").name) != nullptr);
    page.person.press(Key::Tab);
    page.person.settle();
    CHECK(page.changes.empty());
    CHECK(page.person.shows("Day and month could be either way round"));
    page.person.click("clock.trigger_date");
    page.person.press(Key::A, {.ctrl = true});
    page.person.type("3 April 2022");
    page.person.settle();
    CHECK(page.person.node("clock.trigger_date.reading").name == "Sunday 3 April 2022");
    page.person.press(Key::Tab);
    page.person.settle();
    CHECK(page.last() == R"(trigger_date="2022-04-03")");
}

TEST_CASE("form: a stated date keeps the words and what they mean", "[ui]")
{
    FormPage page("incident", "{}", {"death_date"});
    page.person.click("incident.death_date");
    page.person.type("March 2019");
    page.person.press(Key::Tab);
    page.person.settle();
    CHECK(
        page.last() ==
        R"(death_date={"text":"March 2019","earliest":"2019-03-01","latest":"2019-03-31","precision":"MONTH"})");
}

TEST_CASE("form: a yes or no has five answers, a list its codes, a reference its records", "[ui]")
{
    FormPage page("chronology_event", "{}", {"seen_alone", "contact_kind", "themes", "subjects"});
    page.person.click("chronology_event.seen_alone.NR");
    CHECK(page.last() == R"(seen_alone="NR")");
    page.person.click("chronology_event.contact_kind");
    page.person.type("marac");
    page.person.press(Key::Enter);
    page.person.settle();
    CHECK(page.last() == R"(contact_kind="MTG_MARAC")");
    page.person.click("chronology_event.themes");
    page.person.type("F12");
    page.person.press(Key::Enter);
    page.person.press(Key::Escape);
    page.person.settle();
    CHECK(page.last() == R"(themes=["F12"])");
    page.person.click("chronology_event.subjects");
    page.person.settle();
    CHECK(page.last() == R"(themes=["F12"])");
}

TEST_CASE("form: rows are added, filled in and taken away", "[ui]")
{
    FormPage page("person", "{}", {"names"});
    page.person.click("person.names.add");
    CHECK(page.last() == "names=[{}]");
    page.person.click("person.names.0.given");
    page.person.type("Zoë");
    page.person.press(Key::Tab);
    page.person.settle();
    CHECK(page.last() == R"(names=[{"given":"Zoë"}])");
    page.person.click("person.names.0.remove");
    page.person.settle();
    CHECK(page.last() == "names=null");
}

TEST_CASE("form: sealed fields are named and not shown outside the identified view", "[ui]")
{
    FormPage page("person", R"({"code":"V","names":[{"given":"Kacper"}],"occupation":"baker"})",
                  {"code", "names", "occupation"}, false);
    page.person.settle();
    CHECK(page.person.shows("V"));
    CHECK_FALSE(page.person.shows("Kacper"));
    CHECK_FALSE(page.person.shows("baker"));
    CHECK(page.person.shows("in the identified view only"));
}

TEST_CASE("form: a value that was refused stays on the screen with the reason", "[ui]")
{
    FormPage page("finding", R"({"title":"A"})", {"title"});
    page.form.say("title", "A title names nobody");
    page.person.settle();
    CHECK(page.person.shows("A title names nobody"));
    page.person.click("finding.title");
    page.person.type("x");
    page.person.settle();
    CHECK_FALSE(page.person.shows("A title names nobody"));
}

TEST_CASE("form: every kind can be drawn whole, with ids of its own and readable colours", "[ui]")
{
    for (const auto& kind : model::kinds()) {
        INFO(kind.name);
        FormPage page(std::string(kind.name).c_str(), "{}", {});
        page.person.settle();
        std::set<ui::Id> ids;
        for (const auto& node : page.person.kit.tree().nodes) {
            INFO(node.key);
            CHECK(ids.insert(node.id).second);
            if ((node.states & ui::kFocusable) != 0) CHECK_FALSE(node.name.empty());
        }
        CHECK(page.person.kit.least_contrast() >= 4.5);
    }
}

TEST_CASE("form: a day that something is due may lie ahead, a day that tells of the past is looked at",
          "[ui]")
{
    model::ReadingContext today;
    today.imported = *model::day_from_text("2026-11-22");
    const auto read = [&](const char* kind, const char* field, const char* typed) {
        return model::read_date(typed, "", ui::reading_for(*model::kind(kind)->field(field), today));
    };
    CHECK(read("action", "target_date", "30 June 2027").problems.empty());
    CHECK(read("meeting", "date", "30 June 2027").problems.empty());
    CHECK(model::to_text(*read("action", "target_date", "30/6/27").earliest) == "2027-06-30");
    CHECK_FALSE(read("action", "completed_on", "30 June 2027").problems.empty());
    CHECK_FALSE(read("incident", "death_date", "30 June 2027").problems.empty());
    CHECK(model::to_text(*read("account", "date", "30/6/27").earliest) == "1927-06-30");
}

TEST_CASE("form: the boxes of two fields that stand side by side are in one line", "[ui]")
{
    FormPage page("meeting", "{}", {"date", "quorum"});
    page.person.settle();
    CHECK(page.person.node("meeting.date").rect.y == page.person.node("meeting.quorum").rect.y);
    CHECK(page.person.node("meeting.date").rect.x < page.person.node("meeting.quorum").rect.x);
}
