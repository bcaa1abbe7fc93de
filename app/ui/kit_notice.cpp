// What is said of work: problems, progress, what was done; and the lines of a list that is searched.
#include <algorithm>
#include <cmath>
#include <utility>

#include "app/ui/kit.h"

namespace ui {

namespace {

constexpr double kToastSeconds = 8;
constexpr double kToastAfter = 2;  // seconds after the pointer or the focus has left it

}  // namespace

float Kit::error_line(std::string_view key, const ErrorLine& line, const Rect& r)
{
    const Colour red = tone(ToneName::Red).ink;
    const Control c = control(Role::Button, key, line.text, r);
    paint(r.x, r.y, Face::Strong, red, line.text, r.w);
    if (c.hovered)
        fill({r.x, r.bottom() - px(2), std::min(r.w, text_width(Face::Strong, line.text)), px(2)}, red);
    if (c.focused) ring(r, px(4));
    if (activated(c)) focus(line.field_key);
    return r.bottom();
}

void Kit::error_summary(std::string_view key, std::string_view text, std::string_view field_key)
{
    const ErrorLine one{text, field_key};
    error_summary(key, {&one, 1});
}

void Kit::error_summary(std::string_view key, std::span<const ErrorLine> lines)
{
    const float pad = px(space::kMedium);
    const float between = px(6);
    const Colour red = tone(ToneName::Red).ink;
    const float title_h = leading(Face::Heading) + px(space::kTiny);
    const float wide = flow_width() - 2 * pad;
    float high = title_h + 2 * pad - between;
    std::string all;
    for (const auto& line : lines) {
        high += text_height(Face::Strong, line.text, wide) + between;
        all.append(all.empty() ? "" : " ").append(line.text);
    }
    const Rect r = take_slot(0, high);
    fill(r, theme().sheet, px(6));
    frame(r, red, px(6), std::max(2.0F, px(3)));
    const OnSurface on(*this, theme().sheet);
    Node& alert = add(id_of(kRoot, "alert", key), flow().id, Role::Alert, std::string(key) + ".alert", r);
    alert.name = "There is a problem";
    alert.description = all;
    alert.live = Live::Assertive;
    paint(r.x + pad, r.y + pad, Face::Heading, theme().ink, "There is a problem");
    float y = r.y + pad + title_h;
    int n = 0;
    for (const auto& line : lines) {
        const std::string line_key = std::string(key) + (n == 0 ? "" : "." + std::to_string(n));
        ++n;
        y = error_line(line_key, line, {r.x + pad, y, wide, text_height(Face::Strong, line.text, wide)}) +
            between;
    }
}

void Kit::progress(std::string_view key, std::string_view label, float fraction)
{
    const Rect r = take_slot(0, leading(Face::Small) + px(14));
    Node& node = add(id_of(kRoot, "progress", key), flow().id, Role::Progress, key, r);
    node.name = label;
    node.progress = fraction;
    node.states |= kBusy;
    node.live = Live::Polite;
    paint(r.x, r.y, Face::Small, theme().muted, label, 0, r.w);
    const Rect bar{r.x, r.bottom() - px(8), r.w, px(6)};
    fill(bar, theme().line, px(3));
    fill({bar.x, bar.y, bar.w * (fraction < 0 ? 0.35F : std::min(1.0F, fraction)), bar.h}, theme().accent,
         px(3));
}

bool Kit::progress(std::string_view key, std::string_view label, float fraction, std::string_view cancel)
{
    progress(key, label, fraction);
    return button(std::string(key) + ".cancel", cancel, ButtonLook::Secondary);
}

bool Kit::option(std::string_view key, std::string_view name, std::string_view note, std::string_view keys,
                 bool here)
{
    const float high = px(46);
    const Rect slot = take_slot(0, high - px(space::kSmall));
    const Rect r{slot.x, slot.y - px(4), slot.w, high};
    if (here) bring_into_view(r);
    const Id id = id_of(kRoot, "option", key);
    Node& node = add(id, flow().id, Role::Choice, key, r);
    node.name = name;
    node.description = note;
    node.shortcut = keys;
    node.states |= kSelectable | (here ? kSelected : kNoState);
    const bool hovered = pointer_in(r);
    const Colour back = here ? theme().selected : hovered ? theme().faint : theme().sheet;
    if (!(back == theme().sheet)) fill(r, back, px(6));
    const OnSurface on(*this, back);
    if (here) fill({r.x, r.y + px(8), px(4), r.h - px(16)}, theme().accent, px(2));
    float right = r.right() - px(14);
    if (!keys.empty()) {
        const float wide = text_width(Face::Small, keys) + px(16);
        const Rect cap{right - wide, r.y + (r.h - px(28)) / 2, wide, px(28)};
        fill(cap, theme().sheet, px(5));
        frame(cap, theme().border, px(5), std::max(1.0F, px(1)));
        const OnSurface sheet(*this, theme().sheet);
        paint(cap.x + px(8), cap.y + (cap.h - leading(Face::Small)) / 2, Face::Small, theme().ink, keys);
        right = cap.x - px(12);
    }
    const float note_w = std::min(text_width(Face::Small, note), (right - r.x) * 0.45F);
    const float y = r.y + (r.h - leading(Face::Small)) / 2;
    if (!note.empty()) paint(right - note_w, y, Face::Small, theme().muted, note, 0, note_w);
    paint(r.x + px(16), r.y + (r.h - leading(Face::Text)) / 2, Face::Text, theme().ink, name, 0,
          right - note_w - r.x - px(28));
    const bool pressed = event_.kind == Event::Kind::Down && hovered && armed_ == 0;
    if (pressed) {
        armed_ = id;
        event_ = {};
    }
    return take_ask(Ask::What::Press, id) || pressed;
}

void Kit::toast(std::string_view text, ToastOffer offer)
{
    toast_ = {};
    toast_.text = text;
    toast_.offer = offer;
    toast_.allowed = true;
    announce(std::string(text) + (offer == ToastOffer::Undo   ? ". Ctrl+Z takes it back"
                                  : offer == ToastOffer::Redo ? ". Ctrl+Shift+Z does it again"
                                                              : ""));
}

std::optional<ToastOffer> Kit::take_offer()
{
    allow_toast();
    return std::exchange(taken_, std::nullopt);
}

void Kit::draw_toast()
{
    if (!toast_.allowed || toast_.text.empty()) {
        toast_ = {};
        return;
    }
    const std::string_view label = toast_.offer == ToastOffer::Undo   ? "Undo"
                                   : toast_.offer == ToastOffer::Redo ? "Do it again"
                                                                      : "";
    const float offer = label.empty() ? 0 : text_width(Face::Strong, label) + px(44);
    const float most = view_.width - px(48) - offer - px(2 * space::kLarge);
    const float words = std::min(text_width(Face::Text, toast_.text), most);
    const float lines = text_height(Face::Text, toast_.text, words);
    const float high = std::max(px(60), lines + px(32));
    const float wide = words + offer + px(2 * space::kLarge);
    const Rect r{std::round((view_.width - wide) / 2), view_.height - high - px(space::kLarge), wide, high};
    const bool shown_before = toast_.until >= 0;
    if (!shown_before) toast_.until = view_.now + kToastSeconds;
    toast_.rect = r;
    if (toast_.press.kind != Event::Kind::None && event_.kind == Event::Kind::None)
        event_ = std::exchange(toast_.press, {});
    fill({r.x - px(1), r.y - px(1), r.w + px(2), r.h + px(2)}, theme().on_rail_muted, px(9));
    fill(r, theme().rail, px(8));
    const OnSurface dark(*this, theme().rail);
    place({r.x + px(space::kLarge), r.y + (r.h - lines) / 2, words, lines});
    text("toast", toast_.text, Face::Text, theme().on_rail);
    bool kept = pointer_in(r);
    if (!label.empty()) {
        place({r.right() - offer - px(8), r.y + (r.h - px(space::kControl)) / 2, offer, px(space::kControl)});
        if (button("toast.offer", label, ButtonLook::OnRailHere,
                   toast_.offer == ToastOffer::Undo ? "Ctrl+Z" : "Ctrl+Shift+Z")) {
            taken_ = toast_.offer;
            again_ = true;
            toast_ = {};
            return;
        }
        kept = kept || has_focus("toast.offer");
    }
    if (kept) toast_.until = std::max(toast_.until, view_.now + kToastAfter);
    if (view_.now >= toast_.until) {
        toast_ = {};
        again_ = true;
        return;
    }
    wake_in(toast_.until - view_.now);
}

}  // namespace ui
