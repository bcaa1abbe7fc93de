// Fields of one line and of many: events, selection, caret, drawing.
#include <algorithm>
#include <cmath>

#include "app/ui/kit.h"
#include "crypto/base/utf8.h"

namespace ui {

namespace {

constexpr double kQuick = 0.4;  // seconds between two presses that belong together
constexpr float kNear = 6;      // design pixels between them

int code_points(std::string_view text)
{
    return static_cast<int>(std::count_if(
        text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

}  // namespace

text::Measure Kit::measure() const
{
    return [this](std::string_view piece) { return text_width(Face::Text, piece); };
}

Kit::Control Kit::edit_control(Role role, const FieldWords& words, const Rect& box)
{
    const Control c = control(role, words.key, words.label.empty() ? words.placeholder : words.label, box);
    Node& node = tree_.nodes[c.node];
    node.states |= kEditable | (words.error.empty() ? kNoState : kInvalid);
    node.description = words.error.empty() ? words.hint : words.error;
    node.labelled_by = words.label.empty() ? 0 : id_of(kRoot, "label", words.key);
    return c;
}

void Kit::note_edit(const text::Editor& editor, Node& node) const
{
    const std::string_view text = editor.text();
    const auto [from, to] = editor.selection();
    node.value = text;
    node.caret = code_points(text.substr(0, editor.caret()));
    node.sel_from = code_points(text.substr(0, from));
    node.sel_to = code_points(text.substr(0, to));
}

// Letters and the clipboard: the same in every field.
bool Kit::clipboard_events(text::Editor& editor)
{
    if (event_.kind == Event::Kind::Text) {
        if (event_.text >= 0x20 && event_.text != 0x7F) {
            std::string utf8;
            base::append_utf8(utf8, event_.text);
            editor.type(utf8);
        }
        return true;
    }
    if (event_.kind != Event::Kind::Key || !event_.with.ctrl || clipboard_ == nullptr) return false;
    if (event_.key == Key::V) {
        clipboard_->read([&](std::string_view text) { editor.paste(text); });
        return true;
    }
    if ((event_.key != Key::C && event_.key != Key::X) || editor.selected().empty()) return false;
    clipboard_->write(editor.selected());
    if (event_.key == Key::X) editor.erase_before(text::Step::Cluster);
    return true;
}

// One press sets the caret, two take the word, three the paragraph; a drag goes on selecting.
void Kit::select_by_presses(text::Editor& editor, std::size_t at)
{
    if (event_.kind == Event::Kind::Down) {
        const bool again = view_.now - pressed_at_ < kQuick && std::abs(event_.x - pressed_x_) < px(kNear) &&
                           std::abs(event_.y - pressed_y_) < px(kNear);
        presses_ = again ? presses_ % 3 + 1 : 1;
        pressed_at_ = view_.now;
        pressed_x_ = event_.x;
        pressed_y_ = event_.y;
        if (presses_ == 1) editor.move_to(at, event_.with.shift);
    } else if (presses_ == 1) {
        editor.move_to(at, true);
        return;
    }
    if (presses_ == 1) return;
    const auto whole = [&](std::size_t where) {
        return presses_ == 2 ? text::word_at(editor.text(), where) : text::paragraph_at(editor.text(), where);
    };
    const auto here = whole(at);
    if (event_.kind == Event::Kind::Down) {
        editor.select(here);
    } else {
        const auto first = whole(editor.anchor());
        if (at >= first.from)
            editor.select({first.from, std::max(here.to, first.to)});
        else
            editor.select({first.to, here.from});
    }
}

void Kit::line_events(text::Editor& editor, const Rect& inner)
{
    if (clipboard_events(editor)) {
        event_ = {};
    } else if (event_.kind == Event::Kind::Key) {
        if (act(editor, event_.key, event_.with)) event_ = {};
    } else if (button_down_ && (event_.kind == Event::Kind::Down || event_.kind == Event::Kind::Move)) {
        text::Layout line;
        line.update(editor.text(), 1e9F, 0, measure());
        select_by_presses(editor, line.at(0, pointer_x_ - inner.x, measure()));
    }
}

void Kit::paint_line_edit(const text::Editor& editor, const Rect& box, bool focused)
{
    const Rect inner{box.x + px(12), box.y, box.w - px(24), box.h};
    const std::string_view text = editor.text();
    const float caret_x = text_width(Face::Text, text.substr(0, editor.caret()));
    const float shift = std::max(0.0F, caret_x - inner.w + px(2));
    push_clip(inner);
    const float top = box.y + (box.h - leading(Face::Text)) / 2;
    if (const auto [from, to] = editor.selection(); focused && from != to) {
        const float a = text_width(Face::Text, text.substr(0, from));
        const float b = text_width(Face::Text, text.substr(0, to));
        fill({inner.x + a - shift, top, b - a, leading(Face::Text)}, theme().selected);
    }
    paint(inner.x - shift, top, Face::Text, theme().ink, text);
    if (focused) {
        caret_shown_ = true;
        if (caret_on())
            fill({inner.x + caret_x - shift, top + px(2), std::max(1.0F, px(2)), leading(Face::Text) - px(4)},
                 theme().ink);
    }
    pop_clip();
}

void Kit::text_field(const FieldWords& words, text::Editor& edit)
{
    float below = 0;
    const Rect box = field_frame(words, px(space::kControl), below);
    const Control c = edit_control(Role::TextField, words, box);
    edit_box(box, c.focused, !words.error.empty());
    const OnSurface on(*this, theme().sheet);
    if (c.focused) line_events(edit, {box.x + px(12), box.y, box.w - px(24), box.h});
    if (edit.text().empty() && !words.placeholder.empty())
        paint(box.x + px(14), box.y + (box.h - leading(Face::Text)) / 2, Face::Text, theme().muted,
              words.placeholder);
    paint_line_edit(edit, box, c.focused);
    note_edit(edit, tree_.nodes[c.node]);
    field_end(words, box);
}

// Up, Down and the ends of drawn lines.
bool Kit::prose_keys(Prose& prose)
{
    auto& editor = prose.editor;
    const auto line = prose.layout.line_of(editor.caret(), prose.line_end);
    const auto& lines = prose.layout.lines();
    const bool select = event_.with.shift;
    if (event_.with.alt || (event_.with.ctrl && event_.key != Key::Up && event_.key != Key::Down))
        return false;
    const auto vertical = [&](std::ptrdiff_t by) {
        const auto to = static_cast<std::ptrdiff_t>(line) + by;
        if (!prose.column) prose.column = prose.layout.x_of(line, editor.caret(), measure());
        if (to < 0 || to >= static_cast<std::ptrdiff_t>(lines.size())) {
            editor.move_to(to < 0 ? 0 : editor.text().size(), select);
            return;
        }
        const auto target = static_cast<std::size_t>(to);
        editor.move_to(prose.layout.at(target, *prose.column, measure()), select);
        prose.line_end = prose.layout.line_of(editor.caret()) != target;
    };
    const auto page = static_cast<std::ptrdiff_t>(std::max(1.0F, clip().h * 0.8F / leading(Face::Text)));
    switch (event_.key) {
        case Key::Up:
            if (event_.with.ctrl)
                editor.move_before(text::Step::Paragraph, select);
            else
                vertical(-1);
            return true;
        case Key::Down:
            if (event_.with.ctrl)
                editor.move_after(text::Step::Paragraph, select);
            else
                vertical(1);
            return true;
        case Key::PageUp: vertical(-page); return true;
        case Key::PageDown: vertical(page); return true;
        case Key::Home:
            editor.move_to(lines[line].from, select);
            prose.line_end = false;
            return true;
        case Key::End: {
            editor.move_to(lines[line].to, select);
            prose.line_end = prose.layout.line_of(editor.caret()) != line;
            return true;
        }
        case Key::Enter: editor.type("\n"); return true;
        // NOLINTNEXTLINE(bugprone-branch-clone)
        default: return false;  // every other key belongs to the screen
    }
}

void Kit::prose_events(Prose& prose, const Rect& inner)
{
    const bool vertical =
        event_.kind == Event::Kind::Key && (event_.key == Key::Up || event_.key == Key::Down ||
                                            event_.key == Key::PageUp || event_.key == Key::PageDown);
    if (event_.kind == Event::Kind::Key || event_.kind == Event::Kind::Text ||
        event_.kind == Event::Kind::Down) {
        if (!vertical) prose.column.reset();
    }
    if (event_.kind == Event::Kind::Key && prose_keys(prose)) {
        event_ = {};
        reveal_ = true;
        return;
    }
    if (clipboard_events(prose.editor) ||
        (event_.kind == Event::Kind::Key && act(prose.editor, event_.key, event_.with))) {
        event_ = {};
        prose.line_end = false;
        reveal_ = true;
    } else if (button_down_ && (event_.kind == Event::Kind::Down || event_.kind == Event::Kind::Move)) {
        const float row = std::floor((pointer_y_ - inner.y) / leading(Face::Text));
        const auto last = static_cast<float>(prose.layout.lines().size() - 1);
        const auto line = static_cast<std::size_t>(std::clamp(row, 0.0F, last));
        select_by_presses(prose.editor, prose.layout.at(line, pointer_x_ - inner.x, measure()));
        prose.line_end = prose.layout.line_of(prose.editor.caret()) > line;
    }
}

void Kit::paint_prose(const Prose& prose, const Rect& inner, bool focused)
{
    const auto& lines = prose.layout.lines();
    const float tall = leading(Face::Text);
    const std::string_view text = prose.editor.text();
    const Rect seen = inner.cut(clip());
    const auto selected = prose.editor.selection();
    const auto first = static_cast<std::size_t>(std::max(0.0F, (seen.y - inner.y) / tall));
    for (std::size_t i = first; i < lines.size(); ++i) {
        const float y = inner.y + static_cast<float>(i) * tall;
        if (y > seen.bottom()) break;
        const auto [from, to] = lines[i];
        if (focused && selected.from != selected.to && selected.from <= to && selected.to > from) {
            const float a = prose.layout.x_of(i, std::max(from, selected.from), measure());
            const float b = prose.layout.x_of(i, std::min(to, selected.to), measure());
            const float end = selected.to > to ? px(6) : 0;  // the line end is selected too
            fill({inner.x + a, y, b - a + end, tall}, theme().selected);
        }
        paint(inner.x, y, Face::Text, theme().ink, text.substr(from, to - from));
    }
    if (!focused) return;
    caret_shown_ = true;
    if (!caret_on()) return;
    const auto line = prose.layout.line_of(prose.editor.caret(), prose.line_end);
    fill({inner.x + prose.layout.x_of(line, prose.editor.caret(), measure()),
          inner.y + static_cast<float>(line) * tall + px(2), std::max(1.0F, px(2)), tall - px(4)},
         theme().ink);
}

void Kit::prose_field(const FieldWords& words, Prose& prose, int least_lines)
{
    const float wide = (placed_ ? placed_->w : flow_width()) - px(24);
    const float tall = leading(Face::Text);
    const auto style = static_cast<std::uint64_t>(fonts_->pixels() * 1000);
    const auto lay_out = [&] {
        prose.layout.update(prose.editor.text(), wide - px(2), style, measure());
        return static_cast<float>(std::max<std::size_t>(prose.layout.lines().size(),
                                                        static_cast<std::size_t>(least_lines))) *
               tall;
    };
    float below = 0;
    const float height = lay_out();
    const Rect box = field_frame(words, height + px(20), below);
    const bool was_revealing = reveal_;
    const Control c = edit_control(Role::ProseField, words, box);
    const Rect inner{box.x + px(12), box.y + px(10), wide, height};
    edit_box(box, c.focused, !words.error.empty());
    const OnSurface on(*this, theme().sheet);
    if (c.focused) {
        const auto before = prose.editor.caret();
        prose_events(prose, inner);
        if (lay_out() != height) again_ = true;
        if (reveal_ && (before != prose.editor.caret() || !was_revealing)) {
            const auto line = prose.layout.line_of(prose.editor.caret(), prose.line_end);
            bring_into_view({inner.x, inner.y + static_cast<float>(line) * tall, px(2), tall});
            reveal_ = was_revealing;
        }
    }
    if (prose.editor.text().empty() && !words.placeholder.empty())
        paint(inner.x + px(2), inner.y, Face::Text, theme().muted, words.placeholder);
    push_clip(box);
    paint_prose(prose, inner, c.focused);
    pop_clip();
    note_edit(prose.editor, tree_.nodes[c.node]);
    field_end(words, box);
}

}  // namespace ui
