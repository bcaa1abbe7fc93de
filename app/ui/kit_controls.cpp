// Headings, texts, buttons and fields.
#include <algorithm>
#include <cmath>

#include <imgui.h>

#include "app/ui/kit.h"

namespace ui {

void Kit::heading(std::string_view key, std::string_view text, int level)
{
    const Face face = level == 1 ? Face::Title : level == 2 ? Face::Heading : Face::Strong;
    const float width = placed_ ? placed_->w : flow_width();
    const Rect r = take_slot(0, text_height(face, text, width));
    Node& node = add(id_of(kRoot, "heading", key), flow().id, Role::Heading, key, r);
    node.name = text;
    node.level = level;
    paint(r.x, r.y, face, theme().ink, text, r.w);
}

void Kit::text(std::string_view key, std::string_view words, Face face, Colour c)
{
    const float width = placed_ ? placed_->w : flow_width();
    const Rect r = take_slot(0, text_height(face, words, width));
    add(id_of(kRoot, "text", key), flow().id, Role::Text, key, r).name = words;
    paint(r.x, r.y, face, c, words, r.w);
}

void Kit::text(std::string_view key, std::string_view words)
{
    text(key, words, Face::Text, theme().ink);
}

void Kit::status(std::string_view key, std::string_view text)
{
    const float width = placed_ ? placed_->w : flow_width();
    const Rect r = take_slot(0, text_height(Face::Small, text, width));
    Node& node = add(id_of(kRoot, "status", key), flow().id, Role::Status, key, r);
    node.name = text;
    node.live = Live::Polite;
    paint(r.x, r.y, Face::Small, theme().muted, text, r.w);
}

void Kit::chip(std::string_view key, const Chip& chip)
{
    const Rect r = take_slot(chip_width(chip), chip_height());
    add(id_of(kRoot, "chip", key), flow().id, Role::Text, key, r).name = chip.text;
    paint_chip(r.x, r.y, chip);
}

bool Kit::button(std::string_view key, std::string_view label, ButtonLook look, std::string_view shortcut,
                 bool enabled)
{
    const bool rail = look == ButtonLook::OnRail || look == ButtonLook::OnRailHere;
    const Face face = look == ButtonLook::OnRail  ? Face::Text
                      : look == ButtonLook::Quiet ? Face::SmallStrong
                                                  : Face::Strong;
    const float pad = look == ButtonLook::Quiet ? px(10) : px(18);
    const float wide = text_width(face, label) + 2 * pad;
    const Rect r =
        take_slot(rail && !placed_ ? 0 : wide, look == ButtonLook::Quiet ? px(34) : px(space::kControl));
    const Control c = control(Role::Button, key, label, r, enabled);
    tree_.nodes[c.node].shortcut = shortcut;

    const Theme& t = theme();
    Colour back = surface_;
    Colour ink = t.accent;
    if (look == ButtonLook::Primary) {
        back = !enabled ? t.faint : c.hovered ? t.accent_hover : t.accent;
        ink = enabled ? t.on_accent : t.muted;
    } else if (rail) {
        back = look == ButtonLook::OnRailHere || c.hovered ? t.rail_here : t.rail;
        ink = t.on_rail;
    } else if (c.hovered && enabled) {
        back = t.selected;
    }
    if (!enabled && look != ButtonLook::Primary) ink = t.muted;
    const float radius = px(6);
    if (back != surface_) fill(r, back, radius);
    if (look == ButtonLook::Secondary || (look == ButtonLook::Primary && !enabled))
        frame(r, enabled ? t.accent : t.border, radius, std::max(1.0F, px(1.5F)));
    if (look == ButtonLook::OnRailHere) fill({r.x, r.y + px(8), px(4), r.h - px(16)}, t.focus, px(2));
    const OnSurface on(*this, back);
    paint(rail ? r.x + px(16) : r.x + (r.w - text_width(face, label)) / 2, r.y + (r.h - leading(face)) / 2,
          face, ink, label, 0, r.w - px(12));
    if (c.focused) ring(r, radius);
    return enabled && activated(c);
}

bool Kit::toggle(std::string_view key, std::string_view label, std::string_view letter, const Tone& tone,
                 bool on)
{
    const float disc_r = px(11);
    const float text_x = letter.empty() ? px(14) : px(36);
    const Rect r = take_slot(text_x + text_width(Face::SmallStrong, label) + px(14), px(34));
    const Control c = control(Role::Toggle, key, label, r);
    if (on) tree_.nodes[c.node].states |= kPressed;
    const Colour back = on ? tone.wash : theme().sheet;
    fill(r, back, r.h / 2);
    frame(r, on ? tone.ink : theme().border, r.h / 2, std::max(1.0F, px(c.hovered ? 2.0F : 1.0F)));
    if (!letter.empty()) {
        if (on) {
            paint_badge(r.x + px(18), r.y + r.h / 2, disc_r, letter, tone);
        } else {  // off: a ring, so that the state is not told by colour alone
            disc(r.x + px(18), r.y + r.h / 2, disc_r, tone.ink);
            disc(r.x + px(18), r.y + r.h / 2, disc_r - px(2), theme().sheet);
            const OnSurface sheet(*this, theme().sheet);
            paint(r.x + px(18) - text_width(Face::SmallStrong, letter) / 2,
                  r.y + (r.h - leading(Face::SmallStrong)) / 2, Face::SmallStrong, tone.ink, letter);
        }
    }
    const OnSurface surface(*this, back);
    paint(r.x + text_x, r.y + (r.h - leading(Face::SmallStrong)) / 2, Face::SmallStrong,
          on ? tone.ink : theme().muted, label);
    if (c.focused) ring(r, r.h / 2);
    return activated(c);
}

void Kit::edit_box(const Rect& box, bool focused, bool invalid)
{
    const float radius = px(6);
    fill(box, theme().sheet, radius);
    const Colour edge = invalid ? tone(ToneName::Red).ink : focused ? theme().accent : theme().border;
    frame(box, edge, radius, std::max(1.0F, px(invalid || focused ? 2.0F : 1.0F)));
    if (focused) ring(box, radius);
}

Rect Kit::field_frame(const FieldWords& words, float control, float& below)
{
    const float width = placed_ ? placed_->w : flow_width();
    const float label_h = words.label.empty() ? 0 : leading(Face::Strong) + px(space::kTiny);
    const auto hint_room = [&](std::string_view hint) {
        return hint.empty() ? 0 : text_height(Face::Small, hint, width) + px(space::kTiny);
    };
    const float hint_h = std::max(hint_room(words.hint), hint_room(words.beside_hint));
    below = words.error.empty() ? 0 : text_height(Face::SmallStrong, words.error, width) + px(6);
    const Rect all = take_slot(0, label_h + hint_h + control + below);
    const Id label_id = id_of(kRoot, "label", words.key);
    if (label_h > 0) {
        add(label_id, flow().id, Role::Text, std::string(words.key) + ".label",
            {all.x, all.y, all.w, label_h})
            .name = words.label;
        paint(all.x, all.y, Face::Strong, theme().ink, words.label, all.w);
    }
    if (hint_h > 0) paint(all.x, all.y + label_h, Face::Small, theme().muted, words.hint, all.w);
    return {all.x, all.y + label_h + hint_h, all.w, control};
}

void Kit::field_end(const FieldWords& words, const Rect& box)
{
    if (words.error.empty()) return;
    const Rect r{box.x, box.bottom() + px(6), box.w, text_height(Face::SmallStrong, words.error, box.w)};
    Node& node =
        add(id_of(kRoot, "error", words.key), flow().id, Role::Alert, std::string(words.key) + ".error", r);
    node.name = words.error;
    node.live = Live::Assertive;
    paint(r.x, r.y, Face::SmallStrong, tone(ToneName::Red).ink, words.error, r.w);
}

void Kit::secret_events(SecretText& secret)
{
    if (event_.kind == Event::Kind::Text) {
        secret.insert(event_.text);
        event_ = {};
    } else if (event_.kind == Event::Kind::Key) {
        if (event_.with.ctrl && event_.key == Key::V && clipboard_ != nullptr) {
            clipboard_->read([&](std::string_view text) { secret.insert(text); });
            event_ = {};
        } else if (secret.act(event_.key, event_.with)) {
            event_ = {};
        }
    }
}

void Kit::paint_secret(const SecretText& secret, const Rect& box, bool focused)
{
    const Rect inner{box.x + px(12), box.y, box.w - px(24), box.h};
    const float dot = px(5);
    const float step = px(17);
    const float top = box.y + (box.h - leading(Face::Text)) / 2;
    float caret_x = static_cast<float>(secret.caret()) * step;
    if (secret.shown) {
        std::string_view head = secret.view();
        std::size_t bytes = 0;
        for (int n = secret.caret(); bytes < head.size() && n >= 0; ++bytes)
            if ((static_cast<unsigned char>(head[bytes]) & 0xC0) != 0x80 && n-- == 0) break;
        caret_x = text_width(Face::Text, head.substr(0, bytes));
    }
    const float shift = std::max(0.0F, caret_x - inner.w + px(2));
    push_clip(inner);
    if (secret.shown) {
        paint(inner.x - shift, top, Face::Text, theme().ink, secret.view());
    } else {
        for (int i = 0; i < secret.length(); ++i)
            disc(inner.x - shift + static_cast<float>(i) * step + dot, box.y + box.h / 2, dot, theme().ink);
    }
    if (focused) {
        caret_shown_ = true;
        if (caret_on())
            fill({inner.x + caret_x - shift, top + px(2), std::max(1.0F, px(2)), leading(Face::Text) - px(4)},
                 theme().ink);
    }
    pop_clip();
}

bool Kit::passphrase_field(const FieldWords& words, SecretText& secret)
{
    float below = 0;
    const Rect all = field_frame(words, px(space::kControl), below);
    const float show_w =
        std::max(text_width(Face::Strong, "Show"), text_width(Face::Strong, "Hide")) + px(36);
    const Rect box{all.x, all.y, all.w - show_w - px(space::kSmall), all.h};
    const Control c = control(Role::PassphraseField, words.key, words.label, box);
    Node& node = tree_.nodes[c.node];
    node.states |= kEditable | kProtected | (words.error.empty() ? kNoState : kInvalid);
    node.description = words.error.empty() ? words.hint : words.error;
    node.labelled_by = id_of(kRoot, "label", words.key);
    for (int i = 0; i < secret.length(); ++i)
        node.value += "•";  // a screen reader hears how many, never which
    node.caret = secret.caret();

    const bool entered = c.focused && shortcut(Key::Enter);
    if (c.focused) secret_events(secret);
    edit_box(box, c.focused, !words.error.empty());
    {
        const OnSurface on(*this, theme().sheet);
        paint_secret(secret, box, c.focused);
    }
    place({box.right() + px(space::kSmall), box.y, show_w, box.h});
    const std::string show_key = std::string(words.key) + ".show";
    if (button(show_key, secret.shown ? "Hide" : "Show", ButtonLook::Secondary)) secret.shown = !secret.shown;
    field_end(words, all);
    return entered;
}

}  // namespace ui
