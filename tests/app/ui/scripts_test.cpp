// Names in other scripts on a screen: drawn, measured and in the tree.
#include <catch2/catch_test_macros.hpp>

#include <imgui.h>

#include "tests/support/ui_driver.h"

using ui::Face;
using ui::Key;

namespace {

const std::string kFatima = "\u0641\u0627\u0637\u0645\u0629";

void need_arabic()
{
    static text::ScriptFonts fonts;
    if (!fonts.holding(0x0641, false)) SKIP("no Arabic font: install fonts-noto-core");
}

}  // namespace

TEST_CASE("scripts: a name is drawn from the second picture, and stands in the tree as it is written", "[ui]")
{
    need_arabic();
    test::UiDriver person([](ui::Kit& kit) { kit.text("t", "Her name is " + kFatima + "."); });
    CHECK(person.node("t").name == "Her name is " + kFatima + ".");
    int others = 0;
    const auto* data = ImGui::GetDrawData();
    for (int i = 0; i < data->CmdListsCount; ++i)
        for (const auto& command : data->CmdLists[i]->CmdBuffer)
            if (command.TextureId != ImGui::GetIO().Fonts->TexID && command.ElemCount > 0) ++others;
    CHECK((others > 0 || ImGui::GetIO().Fonts->TexID == nullptr));
}

TEST_CASE("scripts: what is measured is what is drawn, alone and wrapped", "[ui]")
{
    need_arabic();
    float alone = 0;
    float twice = 0;
    float one_line = 0;
    float wrapped = 0;
    test::UiDriver person([&](ui::Kit& kit) {
        alone = kit.text_width(Face::Text, kFatima);
        twice = kit.text_width(Face::Text, kFatima + " " + kFatima);
        one_line = kit.text_height(Face::Text, kFatima + " " + kFatima, 0);
        wrapped = kit.text_height(Face::Text, kFatima + " " + kFatima, alone + 4);
    });
    CHECK(alone > 20);
    CHECK(twice > 2 * alone);
    CHECK(twice < 2 * alone + 20);
    CHECK(wrapped == 2 * one_line);
}

TEST_CASE("scripts: typing, caret, pointer and selection work in a name from right to left", "[ui]")
{
    need_arabic();
    ui::Prose prose;
    test::UiDriver person([&](ui::Kit& kit) {
        const ui::Kit::Pane pane(kit, "p", "Page", kit.window(), 10);
        kit.prose_field({"f", "What happened"}, prose);
    });
    person.type_into("f", kFatima);
    CHECK(prose.editor.text() == kFatima);
    const auto r = person.node("f").rect;
    // The name begins at its right end.
    person.click_at(r.x + 400, r.y + 20);
    CHECK(prose.editor.caret() == 0);
    person.click_at(r.x + 13, r.y + 20);
    CHECK(prose.editor.caret() == kFatima.size());
    person.press(Key::Left, {.shift = true});
    CHECK(prose.editor.selected() == "\u0629");
    person.press(Key::Backspace);
    CHECK(prose.editor.text() == kFatima.substr(0, 8));
}

TEST_CASE("scripts: a name too long for its place ends in an ellipsis within it", "[ui]")
{
    need_arabic();
    std::string many;
    for (int i = 0; i < 20; ++i) many += kFatima + " ";
    std::string kept;
    float two_lines = 0;
    test::UiDriver person([&](ui::Kit& kit) {
        kept = kit.shortened(Face::Text, many, 200, 2);
        two_lines = kit.text_height(Face::Text, kept, 200) / kit.leading(Face::Text);
        kit.paint(0, 0, Face::Text, kit.theme().ink, many, 0, 200);
    });
    CHECK(kept.ends_with("…"));
    CHECK(kept.size() < many.size());
    CHECK(two_lines <= 2.01F);
}
