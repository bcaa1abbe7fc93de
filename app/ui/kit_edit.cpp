// What fields have in common, and the field of one line. That of many is in kit_prose.cpp.
#include <algorithm>
#include <cmath>

#include "app/ui/kit.h"
#include "crypto/base/utf8.h"

namespace ui {

namespace {

constexpr double kQuick = 0.4;  // seconds between two presses that belong together
constexpr float kNear = 6;      // design pixels between them

}  // namespace

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

// What is copied is what is read; citations come back when it is pasted into a text again.
void Kit::copy_from(text::Editor& editor, bool cut)
{
    if (clipboard_ == nullptr || editor.selected().empty()) return;
    auto words = spoken(editor.selected());
    copied_.clear();
    copied_words_.clear();
    if (words != editor.selected()) {
        copied_ = editor.selected();
        copied_words_ = words;
    }
    clipboard_->write(words);
    if (cut) editor.erase_before(text::Step::Cluster);
}

void Kit::paste_into(text::Editor& editor)
{
    if (clipboard_ == nullptr) return;
    clipboard_->read([&](std::string_view text) {
        const bool ours = editor.has_atoms() && !copied_words_.empty() && text == copied_words_;
        editor.paste(ours ? std::string_view(copied_) : text);
    });
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
    if (event_.kind != Event::Kind::Key || event_.with != Modifiers{.ctrl = true} || clipboard_ == nullptr)
        return false;
    if (event_.key == Key::V) {
        paste_into(editor);
        return true;
    }
    if ((event_.key != Key::C && event_.key != Key::X) || editor.selected().empty()) return false;
    copy_from(editor, event_.key == Key::X);
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
        return presses_ == 2 ? editor.word_at(where) : text::paragraph_at(editor.text(), where);
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
        select_by_presses(editor, line_at(editor.text(), pointer_x_ - inner.x + line_shift(editor, inner.w)));
    }
}

// How far a line that is longer than its field is drawn to the left, so that the caret is seen.
float Kit::line_shift(const text::Editor& editor, float width) const
{
    return std::max(0.0F, line_x(editor.text(), editor.caret()) - width + px(2));
}

void Kit::paint_line_edit(const text::Editor& editor, const Rect& box, bool focused)
{
    const Rect inner{box.x + px(12), box.y, box.w - px(24), box.h};
    const std::string_view text = editor.text();
    const float shift = line_shift(editor, inner.w);
    push_clip(inner);
    const float top = y_middle(box, Face::Text);
    const Rect line{inner.x - shift, top, inner.w, leading(Face::Text)};
    if (focused && !editor.selected().empty()) fill_range(text, editor.selection(), line, theme().selected);
    paint(line.x, top, Face::Text, theme().ink, text);
    if (focused) paint_caret(line.x + line_x(text, editor.caret()), top);
    pop_clip();
}

void Kit::paint_caret(float x, float y)
{
    caret_shown_ = true;
    if (caret_on()) fill({x, y + px(2), std::max(1.0F, px(2)), leading(Face::Text) - px(4)}, theme().ink);
}

void Kit::text_field(const FieldWords& words, text::Editor& edit)
{
    float below = 0;
    const Rect box = field_frame(words, px(space::kControl), below);
    const Control c = edit_control(Role::TextField, words, box);
    edit_box(box, c.focused, !words.error.empty());
    const OnSurface on(*this, theme().sheet);
    if (c.focused) take_caret(words.key, edit);
    if (c.focused) line_events(edit, {box.x + px(12), box.y, box.w - px(24), box.h});
    if (edit.text().empty() && !words.placeholder.empty())
        paint(box.x + px(14), box.y + (box.h - leading(Face::Text)) / 2, Face::Text, theme().muted,
              words.placeholder);
    paint_line_edit(edit, box, c.focused);
    note_edit(edit, tree_.nodes[c.node]);
    field_end(words, box);
}

}  // namespace ui
