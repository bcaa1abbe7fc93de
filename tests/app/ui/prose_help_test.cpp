// What a field of many lines offers besides typing: finding, spelling, citations.
#include <catch2/catch_test_macros.hpp>

#include "tests/support/ui_driver.h"
#include "tests/support/ui_samples.h"

using ui::Key;

namespace {

const std::string kEvent = "11111111-1111-4111-8111-111111111111";
const std::string kToken = model::cite("chronology_event", kEvent);

/// One field of many lines on a page, with spelling and citations.
struct AidedProsePage {
    text::Speller speller;
    ui::Prose prose;
    test::UiDriver person;
    explicit AidedProsePage(std::string_view words = {}, test::Window window = {})
        : person(
              [this](ui::Kit& kit) {
                  kit.prose_aid().speller = &speller;
                  kit.prose_aid().in_review = true;
                  const ui::Kit::Pane pane(kit, "p", "Page", kit.window(), 10);
                  kit.prose_field({"f", "What happened"}, prose);
                  static_cast<void>(kit.button("next", "Next", ui::ButtonLook::Primary));
              },
              window)
    {
        prose.editor.set(words);
        person.click("f");
        person.press(Key::Home, {.ctrl = true});
        checked();
    }
    const std::string& text() const { return prose.editor.text(); }
    ui::ProseAid& aid() { return person.kit.prose_aid(); }
    void checked()
    {
        person.settle();
        speller.wait();
        person.settle();
    }
    void knows_event()
    {
        const ui::Citable one{"chronology_event", kEvent, "E 12 March 2019", "Police; a call"};
        aid().known[ui::citation_key(one.kind, one.id)] = one;
        ++aid().version;
        person.settle();
    }
    std::string count() const { return person.node("f.find.count").name; }
};

}  // namespace

TEST_CASE("find: Ctrl+F looks in the text, Enter goes round, Escape comes back to the text", "[ui]")
{
    AidedProsePage page("Risk was low. The risk rose. RISK again.");
    page.person.press(Key::F, {.ctrl = true});
    CHECK(page.person.focused() == "f.find");
    page.person.type("risk");
    CHECK(page.count() == "3 found");
    page.person.press(Key::Enter);
    CHECK(page.count() == "1 of 3");
    CHECK(page.prose.editor.selection() == text::Range{0, 4});
    page.person.press(Key::Enter);
    page.person.press(Key::Enter);
    page.person.press(Key::Enter);
    CHECK(page.count() == "1 of 3");
    page.person.press(Key::Enter, {.shift = true});
    CHECK(page.count() == "3 of 3");
    page.person.click("f.find.case");
    CHECK(page.count() == "1 found");
    page.person.click("f.find.next");
    CHECK(page.prose.editor.selected() == "risk");
    page.person.click("f.find");
    page.person.press(Key::Escape);
    CHECK(page.person.focused() == "f");
    CHECK(page.person.kit.tree().find("f.find") == nullptr);
    CHECK(page.prose.editor.selected() == "risk");
}

TEST_CASE("find: the selected words are looked for at once, and what is absent is said", "[ui]")
{
    AidedProsePage page("one two one");
    page.person.press(Key::Right, {.ctrl = true, .shift = true});
    page.person.press(Key::Left, {.shift = true});
    page.person.press(Key::F, {.ctrl = true});
    CHECK(page.person.node("f.find").value == "one");
    CHECK(page.count() == "1 of 2");
    page.person.type("three");
    CHECK(page.count() == "Not found");
}

TEST_CASE("replace: one after another, or all as one step of undo", "[ui]")
{
    AidedProsePage page("The risk, the risk, the risk");
    page.person.press(Key::H, {.ctrl = true});
    page.person.type("risk");
    page.person.press(Key::Enter);
    page.person.type_into("f.find.with", "harm");
    page.person.press(Key::Enter);
    CHECK(page.text() == "The harm, the risk, the risk");
    CHECK(page.count() == "1 of 2");
    page.person.click("f.find.all");
    CHECK(page.text() == "The harm, the harm, the harm");
    CHECK(page.person.shows("2 replaced in this text"));
    page.person.click("f.find.with");
    page.person.press(Key::Escape);
    page.person.press(Key::Z, {.ctrl = true});
    CHECK(page.text() == "The harm, the risk, the risk");
    page.person.press(Key::Z, {.ctrl = true});
    CHECK(page.text() == "The risk, the risk, the risk");
}

TEST_CASE("find: a place found far down is brought into view though the bar keeps the focus", "[ui]")
{
    std::string words;
    for (int i = 0; i < 200; ++i) words += "line\n";
    AidedProsePage page(words + "needle", {.width = 700, .height = 400});
    page.person.press(Key::F, {.ctrl = true});
    page.person.type("needle");
    page.person.press(Key::Enter);
    page.person.settle();
    CHECK(page.person.focused() == "f.find");
    CHECK(page.person.node("f").rect.y < -1000);
    CHECK((page.person.node("f.find").states & ui::kShowing) != 0);
    CHECK(page.person.node("f.find").rect.y >= 0);
}

TEST_CASE("find: the bar fits the narrowest window at 200 %", "[ui]")
{
    AidedProsePage page("some words", {.width = 1024, .height = 700, .percent = 200});
    page.person.press(Key::H, {.ctrl = true});
    page.person.settle();
    for (const char* key : {"f.find", "f.find.before", "f.find.next", "f.find.case", "f.find.close",
                            "f.find.with", "f.find.one", "f.find.all"}) {
        INFO(key);
        CHECK(page.person.node(key).rect.right() <= 1024);
        CHECK(page.person.node(key).rect.x >= 0);
    }
    CHECK(page.person.kit.least_contrast() >= 4.5);
}

TEST_CASE("spelling: a wrong word is marked, and named for who cannot see the mark", "[ui]")
{
    AidedProsePage page("They did not recieve a reply from housing.");
    CHECK(page.person.node("f.spelling.13").name == "Check the spelling: recieve");
    CHECK(page.person.node("f").description == "Spelling to check: recieve.");
    const auto r = page.person.node("f.spelling.13").rect;
    CHECK(r.w > 20);
}

TEST_CASE("spelling: the word being typed is left alone until it ends", "[ui]")
{
    AidedProsePage page;
    page.person.type("recieve");
    page.checked();
    CHECK(page.person.kit.tree().find("f.spelling.0") == nullptr);
    page.person.type(" ");
    page.checked();
    CHECK(page.person.kit.tree().find("f.spelling.0") != nullptr);
}

TEST_CASE("spelling: Alt+Enter offers spellings, Enter takes the first, undo brings the word back", "[ui]")
{
    AidedProsePage page("They did not recieve it");
    for (int i = 0; i < 15; ++i) page.person.press(Key::Right);
    page.person.press(Key::Enter, {.alt = true});
    page.checked();
    CHECK(page.person.focused() == "menu.spell.receive");
    page.person.press(Key::Enter);
    CHECK(page.text() == "They did not receive it");
    CHECK(page.person.focused() == "f");
    page.person.press(Key::Z, {.ctrl = true});
    CHECK(page.text() == "They did not recieve it");
}

TEST_CASE("spelling: the other button opens the menu, and a word joins the review's own", "[ui]")
{
    AidedProsePage page("In Thamesbrook");
    const auto r = page.person.node("f.spelling.3").rect;
    page.person.press(Key::Tab);
    page.person.input.context(r.x + r.w / 2, r.y + r.h / 2);
    page.person.settle();
    page.person.click("menu.add");
    REQUIRE(page.aid().add_word);
    CHECK(*page.aid().add_word == "Thamesbrook");
    page.speller.set_own_words({"Thamesbrook"});
    page.checked();
    CHECK(page.person.kit.tree().find("f.spelling.3") == nullptr);
}

TEST_CASE("menu: the arrows go round what can be chosen, Escape closes it and nothing changed", "[ui]")
{
    AidedProsePage page("plain words");
    page.person.press(Key::Menu);
    CHECK(page.person.focused() == "menu.paste");
    page.person.press(Key::Down);
    CHECK(page.person.focused() == "menu.find");
    page.person.press(Key::Up);
    page.person.press(Key::Up);
    CHECK(page.person.focused() == "menu.cite");
    page.person.press(Key::Escape);
    CHECK(page.person.focused() == "f");
    CHECK(page.person.kit.tree().find("menu") == nullptr);
    CHECK(page.text() == "plain words");
}

TEST_CASE("citation: it stands as the record's label, asked for once, and is one step for the caret", "[ui]")
{
    AidedProsePage page("See " + kToken + " again");
    CHECK(page.aid().wanted.contains("chronology_event:" + kEvent));
    page.knows_event();
    CHECK(page.person.node("f.cites.4").name == "Citation: E 12 March 2019");
    CHECK(page.person.node("f.cites.4").description == "Police; a call");
    for (int i = 0; i < 5; ++i) page.person.press(Key::Right);
    CHECK(page.prose.editor.caret() == 4 + kToken.size());
    page.person.press(Key::Backspace);
    CHECK(page.text() == "See  again");
    page.person.press(Key::Z, {.ctrl = true});
    CHECK(page.text() == "See " + kToken + " again");
}

TEST_CASE("citation: pressing it, or Ctrl+Enter beside it, asks to go there", "[ui]")
{
    AidedProsePage page("See " + kToken);
    page.knows_event();
    const auto r = page.person.node("f.cites.4").rect;
    page.person.click_at(r.x + r.w / 2, r.y + r.h / 2);
    REQUIRE(page.aid().go);
    CHECK(page.aid().go->id == kEvent);
    page.aid().go.reset();
    page.person.press(Key::Home);
    for (int i = 0; i < 4; ++i) page.person.press(Key::Right);
    page.person.press(Key::Enter, {.ctrl = true});
    CHECK(page.aid().go);
    page.aid().go.reset();
    page.person.kit.ask({ui::Ask::What::Press, page.person.node("f.cites.4").id});
    page.person.settle();
    CHECK(page.aid().go);
}

TEST_CASE("citation: Ctrl+Shift+C finds a record and cites it", "[ui]")
{
    AidedProsePage page("See ");
    page.person.press(Key::End);
    page.person.press(Key::C, {.ctrl = true, .shift = true});
    CHECK(page.person.focused() == "cite.search");
    REQUIRE(page.aid().looked == "");
    page.person.type("march");
    REQUIRE(page.aid().looked == "march");
    page.aid().offered = {
        {"finding", "22222222-2222-4222-8222-222222222222", "Finding 2", "A call not returned"},
        {"chronology_event", kEvent, "E 12 March 2019", "Police"}};
    page.aid().offered_for = "march";
    page.person.settle();
    page.person.press(Key::Down);
    page.person.press(Key::Enter);
    CHECK(page.text() == "See " + kToken);
    CHECK(page.person.focused() == "f");
    CHECK(page.person.node("f.cites.4").name == "Citation: E 12 March 2019");
}

TEST_CASE("citation: what is copied is its words, and pasting into a text keeps the citation", "[ui]")
{
    AidedProsePage page("See " + kToken + ".");
    page.knows_event();
    page.person.press(Key::A, {.ctrl = true});
    page.person.press(Key::X, {.ctrl = true});
    CHECK(page.text().empty());
    CHECK(page.person.clipboard.text == "See E 12 March 2019.");
    page.person.press(Key::V, {.ctrl = true});
    CHECK(page.text() == "See " + kToken + ".");
    page.person.kit.forget();
    page.person.press(Key::V, {.ctrl = true});
    CHECK(page.text() == "See " + kToken + ".See E 12 March 2019.");
}

TEST_CASE("citation: a record that is gone is said to be", "[ui]")
{
    AidedProsePage page(kToken);
    page.aid().known["chronology_event:" + kEvent] = {"chronology_event", kEvent, "", ""};
    ++page.aid().version;
    page.person.settle();
    CHECK(page.person.node("f.cites.0").name == "Citation: Record not found");
    CHECK(page.person.kit.least_contrast() >= 4.5);
}

TEST_CASE("prose: Ctrl+Z in a field takes back words, not the last change of a record", "[ui]")
{
    ui::RecordsScreen screen = test::a_section("analysis");
    ui::Requests asked;
    test::UiDriver person([&](ui::Kit& kit) {
        for (auto& one : ui::draw(kit, screen)) asked.push_back(std::move(one));
    });
    screen.tab = 1;
    screen.table.go_to(0);
    screen.chosen.clear();
    person.settle();
    const auto field = [&]() -> std::string {
        for (const auto& node : person.kit.tree().nodes)
            if (node.role == ui::Role::ProseField) return node.key;
        return {};
    };
    person.click_at(300, 330);
    if (field().empty()) {
        person.press(Key::Tab);
        person.settle();
    }
    REQUIRE_FALSE(field().empty());
    const auto key = field();
    person.kit.focus(key);
    person.settle();
    const auto before = person.node(key).value;
    person.type("more");
    CHECK(person.node(key).value != before);
    person.press(Key::Z, {.ctrl = true});
    CHECK(person.node(key).value == before);
    for (const auto& one : asked) CHECK_FALSE(std::holds_alternative<ui::UndoChange>(one));
}

TEST_CASE("draft: after a lock the words typed before it can still be taken back", "[ui]")
{
    const auto* kind = model::kind("finding");
    ui::FormContext context;
    context.lists = &model::CodeLists::built_in();
    context.today = "2026-11-22";
    ui::FieldDraft kept;
    {
        ui::Form form(*kind, kEvent, {});
        test::UiDriver person([&](ui::Kit& kit) {
            const ui::Kit::Pane pane(kit, "p", "Page", kit.window(), 10);
            for (auto& draft : form.draw(kit, context, {"statement"}).drafts) kept = draft;
        });
        person.type_into("finding.statement", "She \"rang\" twice");
        person.view.now += 1;
        person.settle();
    }
    CHECK(kept.text == "She \u201Crang\u201D twice");
    ui::Form form(*kind, kEvent, {});
    form.take_up(kept);
    test::UiDriver person([&](ui::Kit& kit) {
        const ui::Kit::Pane pane(kit, "p", "Page", kit.window(), 10);
        form.draw(kit, context, {"statement"});
    });
    person.click("finding.statement");
    CHECK(person.node("finding.statement").value == kept.text);
    person.press(Key::Z, {.ctrl = true});
    CHECK(person.node("finding.statement").value == "She \u201Crang\u201D ");
    for (int i = 0; i < 10; ++i) person.press(Key::Z, {.ctrl = true});
    CHECK(person.node("finding.statement").value.empty());
    person.press(Key::Z, {.ctrl = true, .shift = true});
    CHECK_FALSE(person.node("finding.statement").value.empty());
}
