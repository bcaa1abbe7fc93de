// A card that speaks of one control on the screen, over everything else.
#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include "app/ui/kit.h"

namespace ui {

namespace {

constexpr float kCoachWide = 420;  // design pixels

// Beside the control if there is room, else below or above it, else in the middle; wholly in the window.
Rect beside_of(const Rect& at, float wide, float high, float gap, const Rect& window)
{
    Rect r{(window.w - wide) / 2, (window.h - high) / 2, wide, high};
    const float middle = at.y + at.h / 2 - high / 2;
    if (at.w <= 0) return r;
    if (at.right() + gap + wide <= window.w)
        r = {at.right() + gap, middle, wide, high};
    else if (at.x - gap - wide >= 0)
        r = {at.x - gap - wide, middle, wide, high};
    else if (at.bottom() + gap + high <= window.h)
        r = {at.x + at.w / 2 - wide / 2, at.bottom() + gap, wide, high};
    else if (at.y - gap - high >= 0)
        r = {at.x + at.w / 2 - wide / 2, at.y - gap - high, wide, high};
    r.x = std::clamp(r.x, gap, std::max(gap, window.w - wide - gap));
    r.y = std::clamp(r.y, gap, std::max(gap, window.h - high - gap));
    return r;
}

}  // namespace

CoachAnswer Kit::coach(const CoachWords& words)
{
    Rect at;
    if (const Node* node = shown_.find(words.at)) at = node->rect.cut(window());
    const float pad = px(space::kLarge);
    const float wide = std::min(px(kCoachWide), view_.width - 2 * px(space::kMedium));
    const float title_h = text_height(Face::Heading, words.title, wide - 2 * pad);
    const float words_h = text_height(Face::Text, words.words, wide - 2 * pad);
    const float high = 2 * pad + title_h + px(space::kSmall) + words_h + px(space::kMedium + space::kControl);
    const Rect r = beside_of(at, wide, high, px(space::kMedium), window());
    coach_.rect = r;
    coach_.seen = true;
    if (coach_.press.kind != Event::Kind::None && event_.kind == Event::Kind::None)
        event_ = std::exchange(coach_.press, {});
    if (at.w > 0)
        frame({at.x - px(3), at.y - px(3), at.w + px(6), at.h + px(6)}, theme().focus, px(8), px(4));
    fill({r.x - px(2), r.y - px(2), r.w + px(4), r.h + px(4)}, theme().accent, px(10));
    fill(r, theme().sheet, px(8));
    const OnSurface sheet(*this, theme().sheet);
    if (std::exchange(coach_.said, std::string(words.title)) != words.title) focus("tour.next");
    CoachAnswer answer = CoachAnswer::Waits;
    if (shortcut(Key::Escape)) answer = CoachAnswer::Leave;
    if (!has_focus("tour.leave") && shortcut(Key::Enter)) answer = CoachAnswer::Next;
    const Pane pane(*this, "tour", "Tour", r, pad);
    heading("tour.title", words.title, 2);
    text("tour.words", words.words);
    space(space::kTiny);
    const float y = r.bottom() - pad - px(space::kControl) + px(space::kSmall);
    const float next_w = text_width(Face::Strong, words.next) + px(36);
    place({r.right() - pad - next_w, y, next_w, px(space::kControl)});
    if (button("tour.next", words.next, ButtonLook::Primary, "Enter")) answer = CoachAnswer::Next;
    place({r.x + pad, y + px(12), text_width(Face::Small, words.place), leading(Face::Small)});
    text("tour.place", words.place, Face::Small, theme().muted);
    if (!words.leave.empty()) {
        const float leave_w = text_width(Face::SmallStrong, words.leave) + px(20);
        place({r.right() - pad - next_w - leave_w - px(space::kSmall), y + px(5), leave_w, px(34)});
        if (button("tour.leave", words.leave, ButtonLook::Quiet, "Esc")) answer = CoachAnswer::Leave;
    }
    if (answer != CoachAnswer::Waits) {
        coach_ = {};
        again_ = true;
    }
    return answer;
}

}  // namespace ui
