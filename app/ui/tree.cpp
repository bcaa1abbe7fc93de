#include "app/ui/tree.h"

#include <algorithm>

namespace ui {

namespace {

std::uint64_t mix(std::uint64_t hash, std::string_view text)
{
    for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
    return (hash ^ 0xFF) * 1099511628211ULL;  // a separator no text holds
}

std::string one_line(std::string text)
{
    std::replace(text.begin(), text.end(), '\n', ' ');
    return text;
}

}  // namespace

Id id_of(Id parent, std::string_view kind, std::string_view key)
{
    const Id hash = mix(mix(14695981039346656037ULL ^ (parent * 0x9E3779B97F4A7C15ULL), kind), key);
    return hash <= kRoot ? hash + 2 : hash;
}

Rect Rect::cut(const Rect& by) const
{
    const float left = std::max(x, by.x);
    const float top = std::max(y, by.y);
    return {left, top, std::max(0.0F, std::min(right(), by.right()) - left),
            std::max(0.0F, std::min(bottom(), by.bottom()) - top)};
}

std::string_view to_text(Role role)
{
    switch (role) {
        case Role::Window: return "window";
        case Role::Pane: return "pane";
        case Role::Heading: return "heading";
        case Role::Text: return "text";
        case Role::Button: return "button";
        case Role::Toggle: return "toggle";
        case Role::TextField: return "text field";
        case Role::ProseField: return "text of many lines";
        case Role::Picker: return "picker";
        case Role::Choice: return "choice";
        case Role::Radio: return "radio button";
        case Role::CheckBox: return "check box";
        case Role::Dialog: return "dialog";
        case Role::Tab: return "tab";
        case Role::PassphraseField: return "passphrase field";
        case Role::Table: return "table";
        case Role::ColumnHeader: return "column header";
        case Role::Row: return "row";
        case Role::Cell: return "cell";
        case Role::List: return "list";
        case Role::ListItem: return "list item";
        case Role::Splitter: return "splitter";
        case Role::Progress: return "progress";
        case Role::Status: return "status";
        case Role::Alert: return "alert";
        case Role::Notification: return "notification";
    }
    return "";
}

const Node* Tree::find(Id id) const
{
    const auto at = std::find_if(nodes.begin(), nodes.end(), [&](const Node& n) { return n.id == id; });
    return at == nodes.end() ? nullptr : &*at;
}

const Node* Tree::find(std::string_view key) const
{
    const auto at = std::find_if(nodes.begin(), nodes.end(), [&](const Node& n) { return n.key == key; });
    return at == nodes.end() ? nullptr : &*at;
}

const Node* Tree::find(Role role, std::string_view name) const
{
    const auto at = std::find_if(nodes.begin(), nodes.end(),
                                 [&](const Node& n) { return n.role == role && n.name == name; });
    return at == nodes.end() ? nullptr : &*at;
}

std::string to_text(const Tree& tree, bool places)
{
    std::string out;
    std::unordered_map<Id, int> depth;
    for (const Node& node : tree.nodes) {
        const auto parent = depth.find(node.parent);
        const int deep = parent == depth.end() ? 0 : parent->second + 1;
        depth[node.id] = deep;
        out.append(static_cast<std::size_t>(deep) * 2, ' ');
        out.append(to_text(node.role)).append(" | ").append(node.key);
        out.append(" | ").append(one_line(node.name));
        if (!node.value.empty()) out.append(" = ").append(one_line(node.value));
        if (node.row >= 0) out.append(" | row ").append(std::to_string(node.row + 1));
        if (node.rows > 0) out.append(" | of ").append(std::to_string(node.rows));
        if ((node.states & kSelected) != 0) out.append(" | selected");
        if (node.id == tree.focus) out.append(" | focus");
        if ((node.states & kShowing) == 0) out.append(" | hidden");
        if (places)
            for (const auto& [before, number] :
                 {std::pair{" | at ", node.rect.x}, std::pair{" ", node.rect.y}, std::pair{" ", node.rect.w},
                  std::pair{" ", node.rect.h}})
                out.append(before).append(std::to_string(static_cast<int>(number)));
        out.append("\n");
    }
    return out;
}

}  // namespace ui
