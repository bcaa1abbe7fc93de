#include "app/text/editor.h"

#include <catch2/catch_test_macros.hpp>
#include <random>

#include "app/text/clean.h"

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

TEST_CASE("clean: what word processors and web pages put between letters goes", "[text]")
{
    CHECK(text::clean("a\u00A0b\u202Fc\u2009d\te", false) == "a b c d e");
    CHECK(text::clean("safe\u00ADguard\u200Bing\uFEFF\u2060", false) == "safeguarding");
    CHECK(text::clean("left\u202Eright\u202C\u200E\u200F\u2066x\u2069", false) == "leftrightx");
    CHECK(text::clean("one\u2028two\u2029three\vfour\u0085five", false) == "one\ntwo\nthree\nfour\nfive");
    CHECK(text::clean("one\u2028two", true) == "one two");
}

TEST_CASE("clean: a joiner stays where a script is spelled with it, and where it is typed", "[text]")
{
    const std::string persian = "\u0645\u06CC\u200C\u0631\u0648\u062F";
    CHECK(text::clean(persian, false) == persian);
    CHECK(text::clean("a\u200Cb\u200Dc", false) == "abc");
    CHECK(text::clean("\u200C", true) == "\u200C");
}

TEST_CASE("editor: typed quotes curl by their place, pasted ones stay", "[text]")
{
    Editor editor(Lines::Many, {.curly_quotes = true});
    for (const char* letter : {"\"", "I", "t", "'", "s", "\""}) editor.type(letter);
    CHECK(editor.text() == "\u201CIt\u2019s\u201D");
    editor.paste(" \"as it was\"");
    CHECK(editor.text().ends_with(" \"as it was\""));
}

TEST_CASE("editor: a quote opens after a space, a bracket, a dash or another opening quote", "[text]")
{
    for (const char* before : {"", "said ", "said (", "said [", "said\u2014", "\u201C", "one\n"}) {
        Editor editor(Lines::Many, {.curly_quotes = true});
        editor.set(before);
        editor.type("'");
        CHECK(editor.text() == std::string(before) + "\u2018");
    }
    Editor editor(Lines::Many, {.curly_quotes = true});
    editor.set("\u017B");
    editor.type("\"");
    CHECK(editor.text() == "\u017B\u201D");
}

TEST_CASE("editor: undo right after a quote gives the straight one back, and it stays", "[text]")
{
    Editor editor(Lines::Many, {.curly_quotes = true});
    for (const char* letter : {"5", " ", "f", "t", " ", "6", "\""}) editor.type(letter);
    CHECK(editor.text() == "5 ft 6\u201D");
    editor.undo();
    CHECK(editor.text() == "5 ft 6\"");
    editor.type(" ");
    editor.type("t");
    CHECK(editor.text() == "5 ft 6\" t");
    while (editor.undo()) {
    }
    CHECK(editor.text().empty());
}

TEST_CASE("editor: an accent of a case is folded in finding, straight quotes find curly ones", "[text]")
{
    Editor editor;
    editor.set("\u017Bebro said \u2018no\u2019. \u017CEBRO left.");
    CHECK(editor.find_all("\u017Cebro", false).size() == 2);
    CHECK(editor.find_all("\u017Cebro", true).empty());
    CHECK(editor.find_all("'no'", true).size() == 1);
    CHECK(editor.find_all("", false).empty());
    editor.set("aaaa");
    CHECK(editor.find_all("aa", false) == std::vector<Range>{{0, 2}, {2, 4}});
}

TEST_CASE("editor: replace all is one step of undo", "[text]")
{
    Editor editor;
    editor.set("Risk, risk and RISK");
    CHECK(editor.replace_all("risk", "harm", false) == 3);
    CHECK(editor.text() == "harm, harm and harm");
    editor.undo();
    CHECK(editor.text() == "Risk, risk and RISK");
    CHECK(editor.replace_all("risk", "harm", true) == 1);
    CHECK(editor.replace_all("absent", "harm", true) == 0);
    CHECK(editor.text() == "Risk, harm and RISK");
}

namespace {

// Stands for a citation: what lies between angle brackets.
std::vector<Range> bracketed(std::string_view text)
{
    std::vector<Range> found;
    for (auto at = text.find('<'); at != std::string_view::npos; at = text.find('<', at + 1))
        if (const auto end = text.find('>', at); end != std::string_view::npos)
            found.push_back({at, end + 1});
    return found;
}

}  // namespace

TEST_CASE("editor: the caret, a selection and a deletion take an atom whole", "[text]")
{
    Editor editor(Lines::Many, {.atoms = bracketed});
    editor.set("see <some event> now");
    editor.move_to(4, false);
    editor.move_after(Step::Cluster, false);
    CHECK(editor.caret() == 16);
    editor.move_before(Step::Cluster, true);
    CHECK(editor.selected() == "<some event>");
    editor.move_to(6, false);
    CHECK(editor.caret() == 4);
    editor.move_to(14, false);
    CHECK(editor.caret() == 16);
    editor.move_before(Step::Word, false);
    CHECK(editor.caret() == 4);
    CHECK(editor.word_at(9) == Range{4, 16});
    editor.erase_after(Step::Cluster);
    CHECK(editor.text() == "see  now");
    editor.undo();
    editor.move_to(16, false);
    editor.erase_before(Step::Cluster);
    CHECK(editor.text() == "see  now");
}

TEST_CASE("editor: neither finding nor replacing reaches into an atom", "[text]")
{
    Editor editor(Lines::Many, {.atoms = bracketed});
    editor.set("event <event 1> event");
    CHECK(editor.find_all("event", false).size() == 2);
    CHECK(editor.replace_all("event", "contact", false) == 2);
    CHECK(editor.text() == "contact <event 1> contact");
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
