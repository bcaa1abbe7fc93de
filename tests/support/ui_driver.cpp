#include "tests/support/ui_driver.h"

#include <catch2/catch_test_macros.hpp>
#include <map>

#include <imgui.h>

#include "app/ui/start.h"
#include "crypto/base/utf8.h"

namespace test {

namespace {

struct Letters {
    ui::Fonts fonts;
    std::unique_ptr<ImFontAtlas> atlas;
};

/// Drawing letters takes a while: once for each size, shared by every test of the program.
Letters& letters(int percent)
{
    static std::map<int, Letters> made;
    if (const auto found = made.find(percent); found != made.end()) return found->second;
    auto fonts = ui::Fonts::load(base::path_from_utf8(CAIRN_FONT_FOLDER));
    REQUIRE(fonts.has_value());
    Letters& l =
        made.emplace(percent, Letters{*std::move(fonts), std::make_unique<ImFontAtlas>()}).first->second;
    l.fonts.build(*l.atlas, static_cast<float>(percent) / 100);
    return l;
}

}  // namespace

UiDriver::UiDriver(std::function<void(ui::Kit&)> draw, Window window)
    : fonts_(letters(window.percent).fonts),
      context_(ui::make_context(letters(window.percent).atlas.get())),
      kit(fonts_, &clipboard),
      view{window.width, window.height, true, 0},
      draw_(std::move(draw))
{
    kit.set_theme(window.theme);
    settle();
}

UiDriver::~UiDriver()
{
    ImGui::DestroyContext(context_);
}

void UiDriver::frame()
{
    ImGui::SetCurrentContext(context_);
    kit.begin(view, input);
    draw_(kit);
    kit.end();
}

void UiDriver::settle()
{
    frames_ = 0;
    do {
        frame();
        ++frames_;
        REQUIRE(frames_ < 1000);
    } while (kit.again());
}

void UiDriver::click_at(float x, float y)
{
    input.move(x, y);
    input.button(true, x, y);
    input.button(false, x, y);
    settle();
}

void UiDriver::click(std::string_view key)
{
    const ui::Node& target = node(key);
    INFO("click on " << key);
    REQUIRE((target.states & ui::kEnabled) != 0);
    REQUIRE((target.states & ui::kShowing) != 0);
    click_at(target.rect.x + target.rect.w / 2, target.rect.y + target.rect.h / 2);
}

void UiDriver::type(std::string_view utf8)
{
    while (auto c = base::take_code_point(utf8)) input.text(*c);
    settle();
}

void UiDriver::type_into(std::string_view key, std::string_view utf8)
{
    click(key);
    type(utf8);
}

void UiDriver::press(ui::Key key, ui::Modifiers with)
{
    input.key(key, with);
    settle();
}

void UiDriver::wheel(float notches, std::string_view over_key)
{
    const ui::Rect r = node(over_key).rect;
    input.wheel(notches, r.x + r.w / 2, r.y + r.h / 2);
    settle();
}

const ui::Node& UiDriver::node(std::string_view key) const
{
    const ui::Node* found = kit.tree().find(key);
    INFO("control " << key << " in\n" << all());
    REQUIRE(found != nullptr);
    return *found;
}

bool UiDriver::shows(std::string_view text) const
{
    for (const ui::Node& n : kit.tree().nodes)
        if (n.name.find(text) != std::string::npos || n.value.find(text) != std::string::npos ||
            n.description.find(text) != std::string::npos)
            return true;
    return false;
}

std::string UiDriver::focused() const
{
    const ui::Node* n = kit.tree().find(kit.tree().focus);
    return n == nullptr ? std::string() : n->key;
}

}  // namespace test
