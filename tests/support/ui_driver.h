#pragma once
/// Drives a screen with the real kit and real fonts, and no window, GPU or display. Controls are found
/// through the tree of what is on the screen, by key or by role and name, and operated by events at their
/// place.

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "app/ui/kit.h"

struct ImGuiContext;

namespace test {

class FakeClipboard : public ui::Clipboard {
public:
    void read(const std::function<void(std::string_view)>& use) override { use(text); }
    void write(std::string_view written) override { text = written; }
    std::string text;
};

/// What a driver looks at.
struct Window {
    float width = 1280, height = 800;
    int percent = 100;
    ui::ThemeName theme = ui::ThemeName::Light;
};

class UiDriver {
public:
    explicit UiDriver(std::function<void(ui::Kit&)> draw, Window window = {});
    ~UiDriver();
    UiDriver(const UiDriver&) = delete;
    UiDriver& operator=(const UiDriver&) = delete;

    /// Frames until nothing more is to do; fails the test when that takes more than a thousand.
    void settle();
    int frames_of_last_settle() const { return frames_; }
    void frame();  ///< exactly one

    void click(std::string_view key);
    void click_at(float x, float y);
    void type(std::string_view utf8);  ///< into whatever has the focus
    void type_into(std::string_view key, std::string_view utf8);
    void press(ui::Key key, ui::Modifiers with = {});
    void wheel(float notches, std::string_view over_key);

    const ui::Node& node(std::string_view key) const;  ///< fails the test when absent
    const ui::Node* find(ui::Role role, std::string_view name) const { return kit.tree().find(role, name); }
    bool shows(std::string_view text) const;  ///< some name, value or description holds it
    std::string focused() const;              ///< key of the focused control, or empty
    std::string all() const { return ui::to_text(kit.tree()); }

    FakeClipboard clipboard;
    ui::Input input;

private:
    ui::Fonts& fonts_;
    ImGuiContext* context_;

public:
    ui::Kit kit;
    ui::View view;

private:
    std::function<void(ui::Kit&)> draw_;
    int frames_ = 0;
};

}  // namespace test
