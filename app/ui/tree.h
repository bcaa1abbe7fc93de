#pragma once
/// What is on the screen, as a tree: rebuilt by the kit in every frame, read by tests and by screen-reader
/// providers. No toolkit type appears here. Source: docs/decisions/0040-screen-tree.md.

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace ui {

/// Stable while the control exists, made from application keys (never from pixels, labels or row numbers),
/// and never reused for a control of another kind.
using Id = std::uint64_t;
constexpr Id kRoot = 1;  ///< the window

/// The id of a child: a hash of its parent's id, its kind and its application key.
Id id_of(Id parent, std::string_view kind, std::string_view key);

enum class Role : std::uint8_t {
    Window,
    Pane,
    Heading,
    Text,
    Button,
    Toggle,
    TextField,
    ProseField,
    Picker,  ///< opens a list of choices
    Choice,  ///< one of them
    Radio,
    CheckBox,
    Dialog,
    Tab,
    PassphraseField,
    Table,
    ColumnHeader,
    Row,
    Cell,
    List,
    ListItem,
    Splitter,  ///< the border between two parts, that can be moved
    Progress,
    Status,
    Alert,
    Notification
};
std::string_view to_text(Role role);

enum State : std::uint32_t {
    kNoState = 0,
    kEnabled = 1,
    kShowing = 2,  ///< some of it is inside the window and its pane
    kFocusable = 4,
    kPressed = 8,  ///< a toggle that is on
    kSelectable = 16,
    kSelected = 32,
    kEditable = 64,
    kInvalid = 128,
    kBusy = 256,
    kProtected = 512,  ///< its text is never told
};

struct Rect {
    float x = 0, y = 0, w = 0, h = 0;  ///< pixels of the window's client area
    bool operator==(const Rect&) const = default;
    bool holds(float px, float py) const { return px >= x && px < x + w && py >= y && py < y + h; }
    float right() const { return x + w; }
    float bottom() const { return y + h; }
    Rect inset(float by) const { return {x + by, y + by, w - 2 * by, h - 2 * by}; }
    Rect cut(const Rect& by) const;  ///< the part inside `by`; w and h are 0 when there is none
};

enum class Live : std::uint8_t { Off, Polite, Assertive };

struct Node {
    Id id = 0, parent = 0;
    Role role = Role::Text;
    std::uint32_t states = kNoState;
    std::string key;          ///< application key, the test handle: `unlock.passphrase`
    std::string name;         ///< what it is called
    std::string description;  ///< hint, or the error under it
    std::string shortcut;
    std::string value;                        ///< text of fields and cells, UTF-8
    int caret = 0, sel_from = 0, sel_to = 0;  ///< in code points
    Rect rect;
    Id labelled_by = 0, described_by = 0;
    int row = -1, col = -1;  ///< of a row or cell, in the whole table
    int rows = 0, cols = 0;  ///< of a table, in the whole model
    int level = 0;           ///< of a heading
    float progress = -1;     ///< 0 to 1; below 0: not known
    Live live = Live::Off;
    bool operator==(const Node&) const = default;
};

/// Nodes in reading order, parents before children; nodes[0] is the window. A table of thousands of rows
/// lists those in view and the focused one; `rows` and `row` are the model's.
struct Tree {
    std::vector<Node> nodes;
    Id focus = 0;  ///< exactly one, or 0 while the window has not the keyboard
    bool active = false;

    const Node* find(Id id) const;
    const Node* find(std::string_view key) const;
    const Node* find(Role role, std::string_view name) const;
    bool operator==(const Tree& other) const = default;
};

/// One line a node, indented by depth: what tests read. `places`: with " | at X Y WIDTH HEIGHT" at its end.
std::string to_text(const Tree& tree, bool places = false);

}  // namespace ui
