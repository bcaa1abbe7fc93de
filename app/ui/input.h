#pragma once
/// What the person did, queued in order so that nothing is lost between two frames. Filled by the window (or
/// a test), emptied by the kit, one event a frame. Dear ImGui's own input is not used: it has no queue
/// in 1.86, and it would keep copies of what is typed.

#include <cstdint>
#include <string>
#include <vector>

namespace ui {

enum class Key : std::uint8_t {
    None,
    Tab,
    Enter,
    Space,
    Escape,
    Backspace,
    Delete,
    Left,
    Right,
    Up,
    Down,
    PageUp,
    PageDown,
    Home,
    End,
    F1,
    F2,
    F3,
    F4,
    F5,
    F6,
    F7,
    F8,
    F9,
    F10,
    F11,
    F12,
    Menu,
    Plus,
    Minus,
    Zero,
    A,
    C,
    F,
    H,
    K,
    L,
    S,
    V,
    X,
    Y,
    Z
};

struct Modifiers {
    bool ctrl = false, shift = false, alt = false;
    bool operator==(const Modifiers&) const = default;
};

struct Event {
    enum class Kind : std::uint8_t { None, Key, Text, Move, Down, Up, Wheel, Context };
    Kind kind = Kind::None;
    Key key = Key::None;  ///< Key: pressed, or repeated while held
    Modifiers with = {};
    char32_t text = 0;   ///< Text: one code point
    float x = 0, y = 0;  ///< Move, Down, Up, Wheel, Context (the other button): pixels of the client area
    float wheel = 0;     ///< notches, positive towards the top
};

/// First in, first out; what leaves is wiped.
class Input {
public:
    Input() = default;
    Input(const Input&) = delete;
    Input& operator=(const Input&) = delete;
    ~Input();

    void add(const Event& event);
    void key(Key pressed, Modifiers with = {});
    void text(char32_t code_point);
    void move(float x, float y);
    void button(bool down, float x, float y, Modifiers with = {});
    void context(float x, float y);
    void wheel(float notches, float x, float y, Modifiers with = {});

    void clear();  ///< what waits is wiped
    bool empty() const { return first_ == events_.size(); }
    Event take();  ///< kind None when empty

private:
    std::vector<Event> events_;
    std::size_t first_ = 0;
};

}  // namespace ui
