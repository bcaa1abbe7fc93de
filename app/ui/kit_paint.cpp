// Shapes and letters.
#include <algorithm>
#include <cmath>

#include <imgui.h>

#include "app/ui/kit.h"
#include "app/ui/packed.h"

namespace ui {

void Kit::fill(const Rect& r, Colour c, float radius)
{
    draw_->AddRectFilled({r.x, r.y}, {r.right(), r.bottom()}, packed(c), radius);
}

/// What lies under a sheet stays where it was, and steps back.
void Kit::veil()
{
    const Colour c = theme().rail;
    draw_->AddRectFilled({0, 0}, {view_.width, view_.height}, IM_COL32(c.r, c.g, c.b, 150));
}

void Kit::frame(const Rect& r, Colour c, float radius, float thickness)
{
    const float half = thickness / 2;
    draw_->AddRect({r.x + half, r.y + half}, {r.right() - half, r.bottom() - half}, packed(c), radius, 0,
                   thickness);
}

void Kit::disc(float x, float y, float radius, Colour c)
{
    draw_->AddCircleFilled({x, y}, radius, packed(c), 0);
}

Rect Kit::card(const Rect& r)
{
    fill(r, theme().sheet, px(space::kRadius));
    frame(r, theme().line, px(space::kRadius), std::max(1.0F, px(1)));
    return r.inset(1);
}

void Kit::push_clip(const Rect& r)
{
    draw_->PushClipRect({r.x, r.y}, {r.right(), r.bottom()}, true);
}

void Kit::pop_clip()
{
    draw_->PopClipRect();
}

float Kit::leading(Face face) const
{
    return px(kTypeScale[static_cast<std::size_t>(face)].leading);
}

float Kit::text_width(Face face, std::string_view text) const
{
    return std::ceil(fonts_->advance(face, text));
}

float Kit::text_height(Face face, std::string_view text, float width) const
{
    return static_cast<float>(fonts_->lines(face, text, width).size()) * leading(face);
}

std::string Kit::shortened(Face face, std::string_view text, float width, int lines) const
{
    const auto all = fonts_->lines(face, text, width);
    if (all.size() <= static_cast<std::size_t>(lines)) return std::string(text);
    const auto& last = all[static_cast<std::size_t>(lines - 1)];
    const char* end = last.data() + last.size();
    std::string_view kept = text.substr(0, static_cast<std::size_t>(end - text.data()));
    // Room for the ellipsis on the last line: give up its last word.
    const std::size_t space = kept.find_last_of(" \n");
    if (space != std::string_view::npos && space > kept.size() / 2) kept = kept.substr(0, space);
    return std::string(kept).append(" …");
}

void Kit::note_contrast(Colour c, std::string_view text)
{
    if (drawn_ != nullptr) drawn_->emplace_back(text);
    const double here = contrast(c, surface_);
    if (here >= least_contrast_) return;
    least_contrast_ = here;
    least_contrast_text_ = text;
}

// Letters of the program's own picture, then glyphs of the other; a box where no font has the letter.
void Kit::paint_shaped(float x, float top, Face face, Colour c, std::string_view line)
{
    const ImFont* font = fonts_->face(face);
    const auto& shaped = fonts_->shaped(face, line);
    const float em = fonts_->em(face);
    const float base = top + std::round(font->Ascent);
    for (const auto& glyph : shaped.glyphs)
        if (glyph.font == text::kNoFont) {
            frame({x + glyph.x + px(1), base - std::round(em * 0.7F), std::floor(em * 0.5F),
                   std::round(em * 0.7F)},
                  c, px(1), std::max(1.0F, px(1)));
        } else if (glyph.font == text::kOwnFont && glyph.id <= 0xFFFF &&
                   font->FindGlyphNoFallback(static_cast<ImWchar>(glyph.id)) != nullptr) {
            font->RenderChar(draw_, font->FontSize, {x + glyph.x, top}, packed(c),
                             static_cast<ImWchar>(glyph.id));
        }
    auto& sheet = fonts_->sheet();
    draw_->PushTextureID(reinterpret_cast<ImTextureID>(sheet.texture));
    for (const auto& glyph : shaped.glyphs) {
        if (glyph.font < 0) continue;
        const float quarters = std::floor((x + glyph.x) * 4 + 0.5F);
        const float pen = std::floor(quarters / 4);
        const auto& place =
            sheet.place(fonts_->scripts(), glyph.font, glyph.id, em, static_cast<int>(quarters - pen * 4));
        if (place.width == 0) continue;
        const float left = pen + static_cast<float>(place.left);
        const float up = base - std::round(glyph.y) - static_cast<float>(place.top);
        const auto u = [](int at) { return static_cast<float>(at) / GlyphSheet::kWidth; };
        const auto v = [](int at) { return static_cast<float>(at) / GlyphSheet::kHeight; };
        draw_->PrimReserve(6, 4);
        draw_->PrimRectUV(
            {left, up}, {left + static_cast<float>(place.width), up + static_cast<float>(place.height)},
            {u(place.x), v(place.y)}, {u(place.x + place.width), v(place.y + place.height)}, packed(c));
    }
    draw_->PopTextureID();
}

float Kit::paint(float x, float y, Face face, Colour c, std::string_view text, float width, float most)
{
    if (text.empty()) return 0;
    const ImFont* font = fonts_->face(face);
    const float step = leading(face);
    const float rise = std::round((step - font->FontSize) / 2);
    note_contrast(c, text);
    float at = y;
    for (std::string_view line : fonts_->lines(face, text, width)) {
        std::string shortened;
        if (most > 0 && fonts_->advance(face, line) > most) {
            const float room = most - fonts_->advance(face, "…");
            while (!line.empty() && fonts_->advance(face, line) > room) {
                do {
                    line.remove_suffix(1);
                } while (!line.empty() && (static_cast<unsigned char>(line.back()) & 0xC0) == 0x80);
                if (!line.empty() && static_cast<unsigned char>(line.back()) >= 0xC0) line.remove_suffix(1);
            }
            shortened.assign(line).append("…");
            line = shortened;
        }
        const float top = std::round(at + rise);
        if (fonts_->plain(face, line))
            draw_->AddText(font, font->FontSize, {std::round(x), top}, packed(c), line.data(),
                           line.data() + line.size());
        else
            paint_shaped(std::round(x), top, face, c, line);
        at += step;
    }
    return at - y;
}

float Kit::chip_width(const Chip& chip) const
{
    return text_width(Face::SmallStrong, chip.text) + px(20);
}

float Kit::chip_height() const
{
    return leading(Face::SmallStrong) + px(6);
}

void Kit::paint_chip(float x, float y, const Chip& chip, float most)
{
    const Tone& t = tone(chip.tone);
    const float w = most > 0 ? std::min(most, chip_width(chip)) : chip_width(chip);
    const Rect r{x, y, w, chip_height()};
    fill(r, t.wash, px(5));
    if (contrast(t.wash, surface_) < 1.08) frame(r, t.ink, px(5), std::max(1.0F, px(1)));
    const OnSurface on(*this, t.wash);
    paint(x + px(10), y + px(3), Face::SmallStrong, t.ink, chip.text, 0, w - px(19));
}

void Kit::paint_badge(float x, float y, float radius, std::string_view letter, const Tone& tone)
{
    const float w = fonts_->advance(Face::SmallStrong, letter);
    disc(x, y, std::max(radius, w / 2 + px(3)), tone.ink);
    const OnSurface on(*this, tone.ink);
    paint(x - w / 2, y - leading(Face::SmallStrong) / 2, Face::SmallStrong, theme().sheet, letter);
}

void Kit::ring(const Rect& r, float radius)
{
    const float out = px(3);
    const float thick = std::max(2.0F, px(3));
    frame({r.x - out, r.y - out, r.w + 2 * out, r.h + 2 * out}, theme().focus, radius + out, thick);
    frame(r, theme().focus_edge, radius, std::max(1.5F, px(2)));
}

}  // namespace ui
