// What the marks of a life line mean.
#include <imgui.h>

#include "app/ui/kit.h"
#include "app/ui/packed.h"

namespace ui {

void Kit::life_legend(const Rect& rect, bool full)
{
    const float y = rect.y + rect.h / 2, r = px(6);
    float x = rect.x + r;
    const auto word = [&](std::string_view text) {
        paint(x + r + px(5), y - leading(Face::Small) / 2, Face::Small, theme().muted, text);
        x += r + px(5) + text_width(Face::Small, text) + px(14) + r;
    };
    if (full) {
        disc(x, y, px(5), theme().muted);
        word("contact");
        fill({x - r, y - px(4), 2 * r, px(8)}, theme().border);
        word("date not exact");
    }
    draw_->AddQuadFilled({x, y - r}, {x + r, y}, {x, y + r}, {x - r, y}, packed(tone(ToneName::Red).ink));
    word(full ? "missed opportunity" : "missed");
    draw_->AddTriangleFilled({x, y - r}, {x + r, y + r * 0.8F}, {x - r, y + r * 0.8F},
                             packed(tone(ToneName::Green).ink));
    word(full ? "good practice" : "good");
    draw_->AddCircle({x, y}, r, packed(theme().accent), 0, px(2));
    word("key episode");
}

}  // namespace ui
