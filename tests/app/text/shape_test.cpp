#include "app/text/shape.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <set>

namespace {

// The program's own picture: Latin letters, ten pixels each.
float own(char32_t letter)
{
    return letter < 0x250 ? 10.0F : -1.0F;
}

text::Shaped shaped(std::string_view line)
{
    static text::Shaper shaper;
    return shaper.shape(line, 18, false, own);
}

/// Fonts of fonts-noto-core are recommended, not needed: without them these tests have nothing to look at.
void need_font(char32_t letter)
{
    static text::ScriptFonts fonts;
    if (!fonts.holding(letter, false)) SKIP("no font for this script: install " << text::package_for(letter));
}

std::size_t boxes(const text::Shaped& line)
{
    return static_cast<std::size_t>(std::count_if(line.glyphs.begin(), line.glyphs.end(),
                                                  [](const auto& g) { return g.font == text::kNoFont; }));
}

const std::string kFatima = "\u0641\u0627\u0637\u0645\u0629";  // Arabic: five letters, joined

}  // namespace

TEST_CASE("shape: names of every script are drawn with a font that has them, none as a box", "[text]")
{
    const std::pair<char32_t, const char*> names[] = {
        {0x0641, "\u0641\u0627\u0637\u0645\u0629"},              // Arabic
        {0x05E9, "\u05E9\u05E8\u05D4"},                          // Hebrew
        {0x0905, "\u0905\u0930\u094D\u091C\u0941\u0928"},        // Devanagari
        {0x09B0, "\u09B0\u09B9\u09BF\u09AE\u09BE"},              // Bengali
        {0x0BAA, "\u0BAA\u0BCA\u0BA9\u0BCD\u0BA9\u0BC1"},        // Tamil
        {0x0A39, "\u0A39\u0A30\u0A2A\u0A4D\u0A30\u0A40\u0A24"},  // Gurmukhi
        {0x0E2A, "\u0E2A\u0E21\u0E0A\u0E32\u0E22"},              // Thai
        {0x1208, "\u1230\u120B\u121D"},                          // Ethiopic
        {0x0AAA, "\u0AAA\u0A9F\u0AC7\u0AB2"},                    // Gujarati
        {0x10D2, "\u10D2\u10D8\u10DD\u10E0\u10D2\u10D8"},        // Georgian
    };
    for (const auto& [letter, name] : names) {
        need_font(letter);
        const auto line = shaped(name);
        INFO(name);
        CHECK(boxes(line) == 0);
        CHECK(line.width > 10);
        CHECK(std::all_of(line.glyphs.begin(), line.glyphs.end(),
                          [](const auto& g) { return g.font >= 0 && g.id != 0; }));
    }
}

TEST_CASE("shape: Chinese, Japanese and Korean names are drawn where their fonts are installed", "[text]")
{
    need_font(0x738B);
    for (const char* name : {"\u738B\u5C0F\u660E", "\u3055\u304F\u3089", "\uAE40\uBBFC\uC900"}) {
        INFO(name);
        CHECK(boxes(shaped(name)) == 0);
    }
}

TEST_CASE("shape: Arabic letters join: in a word they are other glyphs than alone", "[text]")
{
    need_font(0x0641);
    const auto word = shaped("\u0628\u0628\u0628");
    const auto alone = shaped("\u0628");
    std::set<std::uint32_t> forms;
    for (const auto& glyph : word.glyphs) forms.insert(glyph.id);
    CHECK(forms.size() >= 3);
    CHECK(word.width != alone.width * 3);
}

TEST_CASE("shape: a name from right to left stands inside a sentence from left to right", "[text]")
{
    need_font(0x0641);
    const auto line = shaped("She (" + kFatima + ") rang");
    REQUIRE(line.letters.size() == 16);
    CHECK(line.letters[0].left == 0);
    // Its first letter stands right of its last.
    CHECK(line.letters[5].left > line.letters[9].left);
    CHECK(line.letters[5].from_right);
    CHECK(line.letters[4].right <= line.letters[9].left + 0.01F);
    CHECK(line.letters[10].left >= line.letters[5].right - 0.01F);
    CHECK(line.letters[15].right == line.width);
}

TEST_CASE("shape: caret and point agree with what is drawn, in both directions", "[text]")
{
    need_font(0x0641);
    for (const std::string& words : {"She (" + kFatima + ") rang", kFatima, kFatima + " 2019 " + kFatima,
                                     std::string("\u0905\u0930\u094D\u091C\u0941\u0928 rang")}) {
        const auto line = shaped(words);
        float widths = 0;
        for (const auto& letter : line.letters) {
            widths += letter.right - letter.left;
            const float middle = (letter.left + letter.right) / 2;
            if (letter.right - letter.left < 1) continue;
            const float near = letter.from_right ? letter.right - 0.3F : letter.left + 0.3F;
            CHECK(line.at(near) == letter.range.from);
            CHECK(line.x_of(letter.range.from) == (letter.from_right ? letter.right : letter.left));
            CHECK((line.at(middle) == letter.range.from || line.at(middle) == letter.range.to));
        }
        CHECK(widths <= line.width + 0.01F);
        CHECK(widths >= line.width - 3);
        CHECK(line.letters.back().range.to == words.size());
    }
}

TEST_CASE("shape: a letter that no font has is a box, and the package that would draw it is known", "[text]")
{
    text::Shaper shaper{text::ScriptFonts(std::vector<base::Path>())};
    const auto line = shaper.shape("a \u738B \u0641", 18, false, own);
    CHECK(boxes(line) == 2);
    CHECK(line.width > 30);
    CHECK(shaper.missing() == std::set<std::string>{"fonts-noto-cjk", "fonts-noto-core"});
}

TEST_CASE("shape: a glyph is drawn in grey at its size", "[text]")
{
    need_font(0x0641);
    text::ScriptFonts fonts;
    const int font = *fonts.holding(0x0641, true);
    text::Shaper shaper;
    const auto line = shaper.shape(kFatima, 36, true, own);
    int inked = 0;
    for (const auto& glyph : line.glyphs) {
        const auto picture = fonts.draw(font, glyph.id, 36, 1);
        CHECK(picture.grey.size() ==
              static_cast<std::size_t>(picture.width) * static_cast<std::size_t>(picture.height));
        if (std::any_of(picture.grey.begin(), picture.grey.end(), [](auto grey) { return grey > 200; }))
            ++inked;
    }
    CHECK(inked >= 4);
}
