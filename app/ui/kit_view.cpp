// What shows how the review is shown.
#include <algorithm>

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

}  // namespace ui
