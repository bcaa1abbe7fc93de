// Find and replace inside a field of many lines.
#include <algorithm>
#include <array>

#include "app/ui/kit.h"

namespace ui {

namespace {

constexpr float kWord = 230, kCount = 92, kFindGap = 8, kFindRow = 44;  // design pixels

struct FindPart {
    enum Place : std::uint8_t { What, Count, Before, Next, Case, Close, With, One, All, kParts };
};
constexpr std::array<std::string_view, FindPart::kParts> kFindWords = {
    "Find", "", "Previous", "Next", "Match case", "Close", "Replace with", "Replace", "Replace all"};

}  // namespace

// Where the parts go, row by row in `width`; the rectangles begin at 0, 0. The height comes last.
std::vector<Rect> Kit::find_parts(float width, bool replacing) const
{
    std::vector<Rect> parts;
    float x = 0;
    float y = 0;
    for (std::size_t i = 0; i < (replacing ? FindPart::kParts : FindPart::With); ++i) {
        const bool field = i == FindPart::What || i == FindPart::With;
        float wide = field                  ? px(kWord)
                     : i == FindPart::Count ? px(kCount)
                                            : text_width(Face::SmallStrong, kFindWords[i]) + px(20);
        if (i == FindPart::Case) wide += px(10);
        wide = std::min(wide, width);
        if (x > 0 && (x + wide > width || i == FindPart::With)) {
            x = 0;
            y += px(kFindRow + kFindGap);
        }
        const float high = px(field ? kFindRow : 34.0F);
        parts.push_back({x, y + (px(kFindRow) - high) / 2, wide, high});
        x += wide + px(kFindGap);
    }
    parts.push_back({0, 0, width, y + px(kFindRow)});
    return parts;
}

float Kit::find_height(const Prose& prose, float width) const
{
    return prose.find.open ? find_parts(width, prose.find.replacing).back().h + px(kFindGap + 4) : 0;
}

void Kit::open_find(const FieldWords& words, Prose& prose, bool replacing)
{
    ProseFind& find = prose.find;
    find.open = true;
    find.replacing = find.replacing || replacing;
    const auto selected = prose.editor.selected();
    if (!selected.empty() && selected.find('\n') == std::string_view::npos) find.what.set(selected);
    find.what.select({0, find.what.text().size()});
    find.update(prose.editor);
    focus(std::string(words.key) + ".find");
}

void Kit::close_find(const FieldWords& words, Prose& prose)
{
    prose.find.open = prose.find.replacing = false;
    focus(words.key);
}

void Kit::find_keys(const FieldWords& words, Prose& prose, const std::string& key)
{
    const bool in_what = has_focus(key);
    const bool in_with = has_focus(key + ".with");
    if (!in_what && !in_with) return;
    if (shortcut(Key::Escape)) {
        close_find(words, prose);
    } else if (in_what && (shortcut(Key::Enter, {.shift = true}) || shortcut(Key::F3, {.shift = true}))) {
        prose.show_caret = prose.find.go(prose.editor, true);
    } else if ((in_what && shortcut(Key::Enter)) || shortcut(Key::F3)) {
        prose.show_caret = prose.find.go(prose.editor, false);
    } else if (in_with && shortcut(Key::Enter)) {
        prose.find.replace(prose.editor);
        prose.show_caret = true;
    } else if (event_.kind == Event::Kind::Key && event_.key == Key::H &&
               event_.with == Modifiers{.ctrl = true}) {
        event_ = {};
        prose.find.replacing = true;
        focus(key + ".with");
    }
}

// Kept at the top of what is seen of the field, however far its text is scrolled.
void Kit::draw_find(const FieldWords& words, Prose& prose, const Rect& box)
{
    ProseFind& find = prose.find;
    const std::string key = std::string(words.key) + ".find";
    find_keys(words, prose, key);
    if (!find.open) return;
    const float wide = box.w - px(24);
    auto parts = find_parts(wide, find.replacing);
    const float high = find_height(prose, wide);
    const float top = std::clamp(clip().y, box.y, std::max(box.y, box.bottom() - high));
    const Rect bar{box.x + px(2), top + px(2), box.w - px(4), high};
    fill(bar, theme().faint, px(4));
    fill({bar.x, bar.bottom() - 1, bar.w, 1}, theme().border);
    const OnSurface on(*this, theme().faint);
    for (Rect& part : parts) part = {part.x + box.x + px(12), part.y + top + px(8), part.w, part.h};

    place(parts[FindPart::What]);
    text_field({.key = key, .label = {}, .placeholder = kFindWords[FindPart::What]}, find.what);
    find.update(prose.editor);
    const std::string count = find.count(prose.editor);
    const std::string said = key + ".count";
    Node& node = add(id_of(kRoot, "status", said), flow().id, Role::Status, said, parts[FindPart::Count]);
    node.name = count;
    node.live = Live::Polite;
    paint(parts[FindPart::Count].x, y_middle(parts[FindPart::Count], Face::Small), Face::Small, theme().ink,
          count, 0, parts[FindPart::Count].w);
    const auto press = [&](FindPart::Place part, const char* name, std::string_view keys) {
        place(parts[part]);
        return button(key + name, kFindWords[part], ButtonLook::Quiet, keys);
    };
    if (press(FindPart::Before, ".before", "Shift+Enter")) prose.show_caret = find.go(prose.editor, true);
    if (press(FindPart::Next, ".next", "Enter")) prose.show_caret = find.go(prose.editor, false);
    place(parts[FindPart::Case]);
    if (toggle(key + ".case", kFindWords[FindPart::Case], {}, tone(ToneName::Accent), find.match_case)) {
        find.match_case = !find.match_case;
        again_ = true;
    }
    if (press(FindPart::Close, ".close", "Esc")) close_find(words, prose);
    if (find.replacing) {
        place(parts[FindPart::With]);
        text_field({.key = key + ".with", .label = {}, .placeholder = kFindWords[FindPart::With]}, find.with);
        if (press(FindPart::One, ".one", "Enter")) {
            find.replace(prose.editor);
            prose.show_caret = true;
        }
        if (press(FindPart::All, ".all", {})) {
            const auto count_of =
                prose.editor.replace_all(find.what.text(), find.with.text(), find.match_case);
            announce(std::to_string(count_of) + (count_of == 1 ? " replaced" : " replaced in this text"));
        }
    }
    if (event_.kind == Event::Kind::Down && bar.holds(event_.x, event_.y) && armed_ == 0) event_ = {};
}

}  // namespace ui
