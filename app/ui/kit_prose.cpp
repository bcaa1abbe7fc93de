// The field of many lines: keys, pointer, drawing.
#include <algorithm>
#include <cmath>
#include <utility>

#include <imgui.h>

#include "app/ui/kit.h"

namespace ui {

std::string_view Kit::line_text(const Prose& prose, std::size_t line) const
{
    const auto [from, to] = prose.layout.lines()[line];
    return std::string_view(prose.editor.text()).substr(from, to - from);
}

float Kit::caret_x(const Prose& prose, std::size_t line) const
{
    const auto [from, to] = prose.layout.lines()[line];
    return line_x(line_text(prose, line), std::clamp(prose.editor.caret(), from, to) - from);
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
        if (!prose.column) prose.column = caret_x(prose, line);
        if (to < 0 || to >= static_cast<std::ptrdiff_t>(lines.size())) {
            editor.move_to(to < 0 ? 0 : editor.text().size(), select);
            return;
        }
        const auto target = static_cast<std::size_t>(to);
        editor.move_to(lines[target].from + line_at(line_text(prose, target), *prose.column), select);
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

// Where in the text the pointer is; notes whether at the end of a drawn line.
std::size_t Kit::prose_at(Prose& prose, const Rect& inner)
{
    const float row = std::floor((pointer_y_ - inner.y) / leading(Face::Text));
    const auto last = static_cast<float>(prose.layout.lines().size() - 1);
    const auto line = static_cast<std::size_t>(std::clamp(row, 0.0F, last));
    const auto at = prose.layout.lines()[line].from + line_at(line_text(prose, line), pointer_x_ - inner.x);
    prose.line_end = prose.layout.line_of(at) > line;
    return at;
}

void Kit::prose_pointer(Prose& prose, const Rect& inner)
{
    if (event_.kind == Event::Kind::Down) {
        prose.chip_down.reset();
        const float row = std::floor((pointer_y_ - inner.y) / leading(Face::Text));
        if (row >= 0 && row < static_cast<float>(prose.layout.lines().size())) {
            const auto line = static_cast<std::size_t>(row);
            for (const Piece& piece : pieces(line_text(prose, line)))
                if (piece.chip && pointer_x_ - inner.x >= piece.x && pointer_x_ - inner.x < piece.x + piece.w)
                    prose.chip_down = prose.layout.lines()[line].from + piece.range.from;
        }
    }
    select_by_presses(prose.editor, prose_at(prose, inner));
}

// Keys that open something for the text. True when the event was one of them.
bool Kit::prose_asks(const FieldWords& words, Prose& prose, const Rect& inner, const Control& c)
{
    const auto line = prose.layout.line_of(prose.editor.caret(), prose.line_end);
    const float x = inner.x + caret_x(prose, line);
    const float y = inner.y + static_cast<float>(line) * leading(Face::Text);
    if (event_.kind == Event::Kind::Context) {
        const auto at = prose_at(prose, inner);
        const auto range = prose.editor.selection();
        if (at < range.from || at >= range.to) prose.editor.move_to(at, false);
        open_menu(prose, c, event_.x, event_.y);
    } else if (shortcut(Key::Enter, {.alt = true}) || shortcut(Key::Menu) ||
               shortcut(Key::F10, {.shift = true})) {
        open_menu(prose, c, x, y);
    } else if (shortcut(Key::F, {.ctrl = true})) {
        open_find(words, prose, false);
    } else if (shortcut(Key::H, {.ctrl = true})) {
        open_find(words, prose, true);
    } else if (aid_.in_review && shortcut(Key::C, {.ctrl = true, .shift = true})) {
        open_citations(prose, c, x, y);
    } else if (prose.find.open && shortcut(Key::F3)) {
        prose.find.go(prose.editor, false);
        reveal_ = true;
    } else if (prose.find.open && shortcut(Key::Escape)) {
        close_find(words, prose);
    } else if (event_.kind == Event::Kind::Key && event_.key == Key::Enter &&
               event_.with == Modifiers{.ctrl = true}) {
        const auto atom = prose.editor.atom_at(prose.editor.caret());
        if (!atom) return false;
        const auto* record =
            cited(std::string_view(prose.editor.text()).substr(atom->from, atom->to - atom->from));
        if (record != nullptr && !record->label.empty()) aid_.go = *record;
    } else {
        return false;
    }
    event_ = {};
    again_ = true;
    return true;
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
        prose_pointer(prose, inner);
    }
}

// What was found and what is selected, behind the letters of a line.
void Kit::paint_marks(const Prose& prose, const Rect& at, std::size_t line, bool focused)
{
    const auto words = line_text(prose, line);
    const auto [from, to] = prose.layout.lines()[line];
    const auto part = [&, from = from, to = to](text::Range range) {
        return text::Range{std::max(from, range.from) - from, std::min(to, range.to) - from};
    };
    const auto selected = prose.editor.selection();
    const bool marked = selected.from != selected.to && selected.from <= to && selected.to > from;
    if (prose.find.open) {
        const auto& hits = prose.find.hits;
        auto hit =
            std::lower_bound(hits.begin(), hits.end(), from,
                             [](const text::Range& one, std::size_t value) { return one.to <= value; });
        for (; hit != hits.end() && hit->from < to; ++hit)
            fill_range(words, part(*hit), at, tone(ToneName::Amber).wash);
    }
    if (!marked || !(focused || prose.find.open)) return;
    fill_range(words, part(selected), at, theme().selected);
    if (selected.to > to)  // the line end is selected too
        fill({at.x + line_width(words), at.y, px(6), at.h}, theme().selected);
    if (prose.find.open &&
        std::find(prose.find.hits.begin(), prose.find.hits.end(), selected) != prose.find.hits.end()) {
        const float x = line_x(words, part(selected).from);
        frame({at.x + x, at.y, line_x(words, part(selected).to) - x, at.h}, theme().ink, px(2));
    }
}

// A dotted line under each word that the dictionary has not, and a word in the tree for those who do not see
// it. The word being typed is left alone.
void Kit::paint_spelling(const Prose& prose, const Rect& at, std::size_t line, const Control& c,
                         std::string& wrong)
{
    if (aid_.speller == nullptr) return;
    const auto words = line_text(prose, line);
    const std::size_t begins = prose.layout.lines()[line].from;
    const auto atoms = citation_ranges(words);
    for (const auto& word : text::words_of(words)) {
        if (c.focused && prose.editor.caret() == begins + word.to) continue;
        if (std::any_of(atoms.begin(), atoms.end(),
                        [&](const auto& atom) { return word.from < atom.to && atom.from < word.to; }))
            continue;
        const std::string spelled(words.substr(word.from, word.to - word.from));
        if (aid_.speller->look(spelled) != text::Speller::Verdict::Wrong) continue;
        const float x = at.x + line_x(words, word.from);
        const float wide = at.x + line_x(words, word.to) - x;
        const float dot = std::max(2.0F, px(2));
        for (float left = x; left + dot <= x + wide; left += 2 * dot)
            fill({left, at.bottom() - px(3), dot, dot}, tone(ToneName::Red).ink);
        const auto offset = std::to_string(begins + word.from);
        Node& node = add(id_of(c.id, "spelling", offset), c.id, Role::Text,
                         tree_.nodes[c.node].key + ".spelling." + offset, {x, at.y, wide, at.h});
        node.name = "Check the spelling: " + spelled;
        wrong += (wrong.empty() ? "" : ", ") + spelled;
    }
}

void Kit::paint_prose(Prose& prose, const Rect& inner, const Control& c)
{
    const auto& lines = prose.layout.lines();
    const float tall = leading(Face::Text);
    const Rect seen = inner.cut(clip());
    const auto first = static_cast<std::size_t>(std::max(0.0F, (seen.y - inner.y) / tall));
    std::string wrong;
    for (std::size_t i = first; i < lines.size(); ++i) {
        const Rect at{inner.x, inner.y + static_cast<float>(i) * tall, inner.w, tall};
        if (at.y > seen.bottom()) break;
        paint_marks(prose, at, i, c.focused);
        paint_pieces(line_text(prose, i), at.x, at.y, lines[i].from, c, prose);
        paint_spelling(prose, at, i, c, wrong);
    }
    if (!wrong.empty()) {
        auto& said = tree_.nodes[c.node].description;
        said += (said.empty() ? "" : " ") + std::string("Spelling to check: ") + wrong + ".";
    }
    if (!c.focused) return;
    const auto line = prose.layout.line_of(prose.editor.caret(), prose.line_end);
    paint_caret(inner.x + caret_x(prose, line), inner.y + static_cast<float>(line) * tall);
}

void Kit::show_caret(Prose& prose, const Rect& inner, float above)
{
    const auto line = prose.layout.line_of(prose.editor.caret(), prose.line_end);
    const float tall = leading(Face::Text);
    bring_into_view({inner.x, inner.y + static_cast<float>(line) * tall - above, px(2), tall + above});
}

void Kit::prose_field(const FieldWords& words, Prose& prose, int least_lines)
{
    const float wide = (placed_ ? placed_->w : flow_width()) - px(24);
    const float tall = leading(Face::Text);
    const auto style = static_cast<std::uint64_t>(fonts_->pixels() * 1000) + (aid_.version << 20U);
    const auto lay_out = [&] {
        prose.layout.update(prose.editor.text(), wide - px(2), style,
                            [this](std::string_view piece) { return line_width(piece); });
        const auto lines =
            std::max<std::size_t>(prose.layout.lines().size(), static_cast<std::size_t>(least_lines));
        return static_cast<float>(lines) * tall;
    };
    const float bar = find_height(prose, wide);
    float below = 0;
    const float height = lay_out();
    const Rect box = field_frame(words, height + px(20) + bar, below);
    // The bar is reached before the text and drawn over it.
    const bool finding = prose.find.open;
    if (finding) {
        draw_->ChannelsSplit(2);
        draw_->ChannelsSetCurrent(1);
        draw_find(words, prose, box);
        draw_->ChannelsSetCurrent(0);
        prose.find.update(prose.editor);
    }
    const bool was_revealing = reveal_;
    const Control c = edit_control(Role::ProseField, words, box);
    const Rect inner{box.x + px(12), box.y + px(10) + bar, wide, height};
    edit_box(box, c.focused, !words.error.empty());
    const OnSurface on(*this, theme().sheet);
    prose_menu(words, prose, c);
    const bool context = event_.kind == Event::Kind::Context && c.hovered;
    if (context) set_focus(c.id, false);
    if (c.focused) take_caret(words.key, prose.editor);
    if (c.focused || context) {
        const auto before = prose.editor.caret();
        if (!prose_asks(words, prose, inner, c)) prose_events(prose, inner);
        if (lay_out() != height) again_ = true;
        if (reveal_ && (before != prose.editor.caret() || !was_revealing)) {
            show_caret(prose, inner, bar);
            reveal_ = was_revealing;
        }
    }
    if (std::exchange(prose.show_caret, false)) show_caret(prose, inner, bar);
    if (prose.editor.text().empty() && !words.placeholder.empty())
        paint(inner.x + px(2), inner.y, Face::Text, theme().muted, words.placeholder);
    push_clip(box);
    paint_prose(prose, inner, c);
    pop_clip();
    if (finding) draw_->ChannelsMerge();
    note_edit(prose.editor, tree_.nodes[c.node]);
    field_end(words, box);
}

}  // namespace ui
