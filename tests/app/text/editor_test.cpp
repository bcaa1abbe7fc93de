#include "app/text/editor.h"

#include <catch2/catch_test_macros.hpp>
#include <random>

using text::Editor;
using text::Lines;
using text::Range;
using text::Step;

TEST_CASE("editor: letters typed one after another are one step of undo a word", "[text]")
{
    Editor editor;
    for (const char* letter : {"s", "h", "e", " ", "w", "a", "s"}) editor.type(letter);
    CHECK(editor.text() == "she was");
    CHECK(editor.undo());
    CHECK(editor.text() == "she ");
    CHECK(editor.undo());
    CHECK(editor.text().empty());
    CHECK_FALSE(editor.undo());
    CHECK(editor.redo());
    CHECK(editor.redo());
    CHECK(editor.text() == "she was");
    CHECK_FALSE(editor.redo());
}

TEST_CASE("editor: undo puts the caret and the selection back where they were", "[text]")
{
    Editor editor;
    editor.set("one two three");
    editor.select({4, 7});
    editor.type("2");
    CHECK(editor.text() == "one 2 three");
    editor.undo();
    CHECK(editor.selection() == Range{4, 7});
}

TEST_CASE("editor: what is typed after an undo takes the place of what was undone", "[text]")
{
    Editor editor;
    editor.type("one ");
    editor.type("two");
    editor.undo();
    editor.type("three");
    CHECK(editor.text() == "one three");
    CHECK_FALSE(editor.can_redo());
}

TEST_CASE("editor: a letter with its accents is one step for the caret and for Backspace", "[text]")
{
    Editor editor;
    editor.set("Z\xCC\x87y");  // Z and a dot above it
    editor.move_to(0, false);
    editor.move_after(Step::Cluster, false);
    CHECK(editor.caret() == 3);
    editor.erase_before(Step::Cluster);
    CHECK(editor.text() == "y");
}

TEST_CASE("editor: a family emoji is one letter", "[text]")
{
    const std::string family = "\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x91\xA7";
    Editor editor;
    editor.set("a" + family + "b");
    editor.move_to(1, false);
    editor.move_after(Step::Cluster, false);
    CHECK(editor.caret() == 1 + family.size());
}

TEST_CASE("editor: words, paragraphs and the whole text are moved over and selected", "[text]")
{
    Editor editor;
    editor.set("She didn't come.\nNobody rang.");
    editor.move_to(0, false);
    editor.move_after(Step::Word, false);
    CHECK(editor.caret() == 4);
    editor.move_after(Step::Word, true);
    CHECK(editor.selected() == "didn't ");
    editor.move_to(20, false);
    editor.move_before(Step::Paragraph, false);
    CHECK(editor.caret() == 17);
    editor.move_before(Step::Paragraph, false);
    CHECK(editor.caret() == 0);
    CHECK(text::word_at(editor.text(), 6) == Range{4, 10});
    CHECK(text::paragraph_at(editor.text(), 20) == Range{17, editor.text().size()});
    editor.move_after(Step::All, true);
    CHECK(editor.selected() == editor.text());
}

TEST_CASE("editor: the borders of an empty text and of its ends are where they must be", "[text]")
{
    for (const Step step : {Step::Cluster, Step::Word, Step::Paragraph, Step::All}) {
        CHECK(text::before("", 0, step) == 0);
        CHECK(text::after("", 0, step) == 0);
        CHECK(text::before("ab", 0, step) == 0);
        CHECK(text::after("ab", 2, step) == 2);
    }
    CHECK(text::after("\n\n", 0, Step::Cluster) == 1);
    CHECK(text::before("\n\n", 2, Step::Cluster) == 1);
}

TEST_CASE("editor: pasted text arrives as clean text", "[text]")
{
    Editor editor;
    editor.paste("one\r\ntwo\rthree\x01\x07 four\n");
    CHECK(editor.text() == "one\ntwo\nthree four");
    Editor line(Lines::One);
    line.paste("one\r\ntwo\t3\n");
    CHECK(line.text() == "one two 3");
    line.paste("\xFF\xFE broken");
    CHECK(line.text() == "one two 3");
}

TEST_CASE("editor: typed quotes curl by their place, pasted ones stay", "[text]")
{
    Editor editor(Lines::Many, {.curly_quotes = true});
    for (const char* letter : {"\"", "I", "t", "'", "s", "\""}) editor.type(letter);
    CHECK(editor.text() == "\xE2\x80\x9CIt\xE2\x80\x99s\xE2\x80\x9D");
    editor.paste(" \"as it was\"");
    CHECK(editor.text().ends_with(" \"as it was\""));
}

TEST_CASE("editor: find goes round, replace all is one step", "[text]")
{
    Editor editor;
    editor.set("Risk, risk and RISK");
    CHECK(editor.find("risk", 0, true) == Range{6, 10});
    CHECK(editor.find("risk", 11, true) == Range{6, 10});
    CHECK(editor.find("risk", 11, false) == Range{15, 19});
    CHECK_FALSE(editor.find("harm", 0, false));
    CHECK(editor.replace_all("risk", "harm", false) == 3);
    CHECK(editor.text() == "harm, harm and harm");
    editor.undo();
    CHECK(editor.text() == "Risk, risk and RISK");
}

TEST_CASE("editor: the undo list outlives a lock", "[text]")
{
    Editor editor;
    editor.set("The officer");
    editor.type(" saw V");
    editor.erase_before(Step::Word);
    editor.type("the child");
    editor.undo();
    const auto list = editor.undo_list();
    Editor again;
    REQUIRE(again.take_up(editor.text(), editor.caret(), list));
    CHECK(again.redo());
    CHECK(again.text() == "The officer saw the child");
    while (again.undo()) {
    }
    CHECK(again.text() == "The officer");
}

TEST_CASE("editor: an undo list that does not fit the text is left, and the text stands", "[text]")
{
    Editor editor;
    editor.type("one");
    editor.erase_before(Step::Cluster);
    const auto list = editor.undo_list();
    Editor again;
    CHECK_FALSE(again.take_up("another text", 3, list));
    CHECK(again.text() == "another text");
    CHECK_FALSE(again.can_undo());
    for (std::size_t cut = 0; cut < list.size(); ++cut)
        CHECK_FALSE(again.take_up(editor.text(), 0, base::ByteView(list).first(cut)));
    for (std::size_t at = 0; at < list.size(); ++at) {
        auto flipped = list;
        flipped[at] ^= 0x5A;
        again.take_up(editor.text(), 0, flipped);
        CHECK(again.text() == editor.text());
        while (again.undo()) {
        }
        while (again.redo()) {
        }
    }
}

TEST_CASE("editor: whatever is done, undoing it all and redoing it all gives the same texts", "[text]")
{
    std::mt19937 chance(20261122);
    const char* pieces[] = {"a", "b ", "\n", "Ż", "e\xCC\x81", "\"", "\xF0\x9F\x91\xA9", "word"};
    for (int round = 0; round < 50; ++round) {
        Editor editor(Lines::Many, {.curly_quotes = round % 2 == 0});
        for (int step = 0; step < 60; ++step) {
            const auto which = chance() % 8;
            if (which < 3) editor.type(pieces[chance() % 8]);
            if (which == 3) editor.paste(pieces[chance() % 8]);
            if (which == 4) editor.erase_before(static_cast<Step>(chance() % 3));
            if (which == 5) editor.erase_after(static_cast<Step>(chance() % 3));
            if (which == 6) editor.move_to(chance() % (editor.text().size() + 1), chance() % 2 == 0);
            if (which == 7) editor.undo();
        }
        const auto last = editor.text();
        int undone = 0;
        while (editor.undo()) ++undone;
        CHECK(editor.text().empty());
        Editor again;
        REQUIRE(again.take_up(editor.text(), 0, editor.undo_list()));
        while (again.can_redo()) again.redo();
        for (; undone > 0; --undone) editor.redo();
        CHECK((editor.text() == last || editor.can_redo()));
        while (editor.redo()) {
        }
        CHECK(again.text() == editor.text());
    }
}

TEST_CASE("lines: a line may end after a space and after a hyphen, not inside a word", "[text]")
{
    const auto breaks = text::line_breaks("a well-known fact");
    CHECK(breaks[1] == text::Break::May);
    CHECK(breaks[6] == text::Break::May);
    CHECK(breaks[3] == text::Break::None);
    CHECK(breaks[12] == text::Break::May);
}
