// What shows how the review is shown.
#include <algorithm>
#include <utility>

#include "app/ui/kit.h"

namespace ui {

bool Kit::chip_button(std::string_view key, const Chip& chip)
{
    const Rect r = take_slot(chip_width(chip), chip_height());
    const Control c = control(Role::Button, key, chip.text, r);
    paint_chip(r.x, r.y, chip, r.w);
    if (c.hovered) frame(r, tone(chip.tone).ink, px(5), std::max(1.0F, px(1.5F)));
    if (c.focused) ring(r, px(5));
    return activated(c);
}

void Kit::focus_at(std::string_view key, int caret)
{
    focus(key);
    caret_key_ = key;
    wanted_caret_ = caret;
}

void Kit::take_caret(std::string_view key, text::Editor& editor)
{
    if (wanted_caret_ < 0 || key != caret_key_) return;
    std::size_t at = 0;
    const std::string_view text = editor.text();
    for (int left = std::exchange(wanted_caret_, -1); left > 0 && at < text.size(); --left)
        for (++at; at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80;) ++at;
    editor.move_to(at, false);
}

bool Kit::letter(char32_t small)
{
    if (event_.kind != Event::Kind::Text || (event_.text | 0x20U) != small) return false;
    event_ = {};
    return true;
}

void Kit::copy(std::string_view words)
{
    if (clipboard_ != nullptr) clipboard_->write(words);
}

}  // namespace ui
