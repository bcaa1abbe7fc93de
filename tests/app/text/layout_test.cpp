#include "app/text/layout.h"

#include <catch2/catch_test_macros.hpp>
#include <random>
#include <string>

namespace {

// Every letter ten pixels wide.
float measure(std::string_view piece)
{
    float wide = 0;
    for (std::size_t at = 0; at < piece.size(); at = text::after(piece, at, text::Step::Cluster)) wide += 10;
    return wide;
}

std::vector<std::string> lines(const text::Layout& layout, const std::string& text)
{
    std::vector<std::string> found;
    for (const auto& line : layout.lines()) found.push_back(text.substr(line.from, line.to - line.from));
    return found;
}

std::vector<std::string> wrapped(const std::string& text, float width)
{
    text::Layout layout;
    layout.update(text, width, 0, measure);
    return lines(layout, text);
}

}  // namespace

TEST_CASE("layout: words wrap at the width, and the spaces at the end of a line do not count", "[text]")
{
    CHECK(wrapped("one two three", 80) == std::vector<std::string>{"one two ", "three"});
    CHECK(wrapped("one two three", 70) == std::vector<std::string>{"one two ", "three"});
    CHECK(wrapped("one two three", 1000) == std::vector<std::string>{"one two three"});
}

TEST_CASE("layout: a word longer than the line is cut between letters, never between a letter and its accent",
          "[text]")
{
    CHECK(wrapped("abcdefgh", 30) == std::vector<std::string>{"abc", "def", "gh"});
    CHECK(wrapped("aaZ\xCC\x87zz", 30) == std::vector<std::string>{"aaZ\xCC\x87", "zz"});
}

TEST_CASE("layout: an empty text and an empty paragraph have a line for the caret", "[text]")
{
    CHECK(wrapped("", 100) == std::vector<std::string>{""});
    CHECK(wrapped("a\n\nb\n", 100) == std::vector<std::string>{"a", "", "b", ""});
}

TEST_CASE("layout: typing in one paragraph lays out that paragraph alone", "[text]")
{
    std::string text;
    for (int i = 0; i < 200; ++i) text += "A paragraph of some words that wraps once or twice.\n";
    text::Layout layout;
    layout.update(text, 200, 0, measure);
    CHECK(layout.laid_out() == 201);
    text.insert(text.size() / 2, "x");
    layout.update(text, 200, 0, measure);
    CHECK(layout.laid_out() <= 2);
    CHECK(lines(layout, text) == wrapped(text, 200));
}

TEST_CASE("layout: after any edit the lines are those of laying it all out again", "[text]")
{
    std::mt19937 chance(20261122);
    const char* pieces[] = {"a", "word ", "\n", "\n\n", "Ż", "long-hyphened-word", " "};
    std::string text;
    text::Layout layout;
    for (int step = 0; step < 1500; ++step) {
        const std::size_t at =
            text.empty() ? 0 : text::before(text, chance() % (text.size() + 1), text::Step::Word);
        if (chance() % 3 == 0 && !text.empty())
            text.erase(at, text::after(text, at, text::Step::Word) - at);
        else
            text.insert(at, pieces[chance() % 7]);
        layout.update(text, 90, 0, measure);
        REQUIRE(lines(layout, text) == wrapped(text, 90));
    }
}

TEST_CASE(
    "layout: a caret at a wrap stands at the beginning of the lower line, or at the end of the upper one",
    "[text]")
{
    text::Layout layout;
    layout.update("one two three", 80, 0, measure);
    CHECK(layout.line_of(8) == 1);
    CHECK(layout.line_of(8, true) == 0);
    CHECK(layout.line_of(13) == 1);
    CHECK(layout.line_of(0) == 0);
}

TEST_CASE("layout: no line end parts an atom, however its letters read", "[text]")
{
    const auto dashed = [](std::string_view text) -> std::vector<text::Range> {
        const auto at = text.find("[[");
        return at == std::string_view::npos ? std::vector<text::Range>{}
                                            : std::vector<text::Range>{{at, text.find("]]") + 2}};
    };
    text::Layout layout(dashed);
    const std::string text = "one [[two-three four]] five";
    layout.update(text, 60, 0, measure);
    CHECK(lines(layout, text) == std::vector<std::string>{"one ", "[[two-three four]]", " five"});
}
