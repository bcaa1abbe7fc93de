// Shapes and letters.
#include <algorithm>
#include <cmath>

#include <imgui.h>

#include "app/ui/kit.h"

namespace ui {

namespace {

ImU32 packed(Colour c)
{
    return IM_COL32(c.r, c.g, c.b, 255);
}

/// Calls take(line) for each line of the text wrapped at `width`.
template <class Take>
void each_line(const ImFont* font, std::string_view text, float width, Take take)
{
    while (true) {
        const std::size_t line_end = std::min(text.find('\n'), text.size());
        std::string_view paragraph = text.substr(0, line_end);
        do {
            const char* begin = paragraph.data();
            const char* end = begin + paragraph.size();
            const char* cut =
                width > 0 && !paragraph.empty() ? font->CalcWordWrapPositionA(1.0F, begin, end, width) : end;
            if (cut == begin && !paragraph.empty()) ++cut;  // narrower than a letter: still go on
            while (cut > begin && cut < end && (static_cast<unsigned char>(*cut) & 0xC0) == 0x80) ++cut;
            take(std::string_view(begin, static_cast<std::size_t>(cut - begin)));
            paragraph.remove_prefix(static_cast<std::size_t>(cut - begin));
            while (!paragraph.empty() && paragraph.front() == ' ') paragraph.remove_prefix(1);
        } while (!paragraph.empty());
        if (line_end == text.size()) return;
        text.remove_prefix(line_end + 1);
    }
}

float advance(const ImFont* font, std::string_view text)
{
    float x = 0;
    for (const char* s = text.data(); s != text.data() + text.size();) {
        unsigned int c = static_cast<unsigned char>(*s);
        int bytes = 1;
        if (c >= 0x80) {
            const auto left = static_cast<std::size_t>(text.data() + text.size() - s);
            const std::size_t want = c >= 0xF0 ? 4 : c >= 0xE0 ? 3 : 2;
            bytes = static_cast<int>(std::min(left, want));
            c = c >= 0xF0 ? 0xFFFD : c & (0xFFU >> (want + 1));
            for (int i = 1; i < bytes && want < 4; ++i)
                c = (c << 6) | (static_cast<unsigned char>(s[i]) & 0x3FU);
        }
        x += font->GetCharAdvance(static_cast<ImWchar>(c));
        s += bytes;
    }
    return x;
}

}  // namespace

void Kit::fill(const Rect& r, Colour c, float radius)
{
    draw_->AddRectFilled({r.x, r.y}, {r.right(), r.bottom()}, packed(c), radius);
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

void Kit::card(const Rect& r)
{
    fill(r, theme().sheet, px(space::kRadius));
    frame(r, theme().line, px(space::kRadius), std::max(1.0F, px(1)));
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
    return std::ceil(advance(fonts_->face(face), text));
}

float Kit::text_height(Face face, std::string_view text, float width) const
{
    int lines = 0;
    each_line(fonts_->face(face), text, width, [&](std::string_view) { ++lines; });
    return static_cast<float>(lines) * leading(face);
}

std::string Kit::shortened(Face face, std::string_view text, float width, int lines) const
{
    const ImFont* font = fonts_->face(face);
    int n = 0;
    const char* end = nullptr;
    each_line(font, text, width, [&](std::string_view line) {
        if (++n == lines) end = line.data() + line.size();
    });
    if (n <= lines) return std::string(text);
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

float Kit::paint(float x, float y, Face face, Colour c, std::string_view text, float width, float most)
{
    if (text.empty()) return 0;
    const ImFont* font = fonts_->face(face);
    const float step = leading(face);
    const float rise = std::round((step - font->FontSize) / 2);
    note_contrast(c, text);
    float at = y;
    each_line(font, text, width, [&](std::string_view line) {
        std::string shortened;
        if (most > 0 && advance(font, line) > most) {
            const float room = most - advance(font, "…");
            while (!line.empty() && advance(font, line) > room) {
                do {
                    line.remove_suffix(1);
                } while (!line.empty() && (static_cast<unsigned char>(line.back()) & 0xC0) == 0x80);
                if (!line.empty() && static_cast<unsigned char>(line.back()) >= 0xC0) line.remove_suffix(1);
            }
            shortened.assign(line).append("…");
            line = shortened;
        }
        draw_->AddText(font, font->FontSize, {std::round(x), std::round(at + rise)}, packed(c), line.data(),
                       line.data() + line.size());
        at += step;
    });
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
    const float w = advance(fonts_->face(Face::SmallStrong), letter);
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
