#include "app/ui/theme.h"

#include <algorithm>
#include <cmath>

namespace ui {

namespace {

constexpr Theme kLight = {
    .paper = rgb(0xFBFAF7),
    .sheet = rgb(0xFFFFFF),
    .faint = rgb(0xF3F1EB),
    .line = rgb(0xE3E0D8),
    .border = rgb(0x7A828A),
    .ink = rgb(0x1B1F23),
    .muted = rgb(0x525A61),
    .accent = rgb(0x0B5C6B),
    .accent_hover = rgb(0x08454F),
    .on_accent = rgb(0xFFFFFF),
    .selected = rgb(0xE3F0F1),
    .rail = rgb(0x122B39),
    .rail_here = rgb(0x1F4255),
    .on_rail = rgb(0xEEF3F5),
    .on_rail_muted = rgb(0xA9BDC6),
    .focus = rgb(0xFFC82E),
    .focus_edge = rgb(0x1B1F23),
    .tones = {{{rgb(0x3F474E), rgb(0xEEECE6)},
               {rgb(0x0B5C6B), rgb(0xE0EEF0)},
               {rgb(0x9C1C1C), rgb(0xFBE9E7)},
               {rgb(0x7A4F00), rgb(0xFAEFD9)},
               {rgb(0x1B6335), rgb(0xE3F2E8)}}},
    .agencies = {{{rgb(0x1D4E89), rgb(0xE4ECF6)},
                  {rgb(0x6B3F86), rgb(0xF0E8F5)},
                  {rgb(0x1E6B3A), rgb(0xE3F2E8)},
                  {rgb(0x855600), rgb(0xFAEFD9)},
                  {rgb(0x8C2F4F), rgb(0xF8E7ED)},
                  {rgb(0x0B5C6B), rgb(0xE0EEF0)},
                  {rgb(0x5A4636), rgb(0xF1EAE3)},
                  {rgb(0x41505C), rgb(0xE9EDF0)}}},
};

constexpr Theme kDark = {
    .paper = rgb(0x14191D),
    .sheet = rgb(0x1D242A),
    .faint = rgb(0x262E35),
    .line = rgb(0x35404A),
    .border = rgb(0x8B98A3),
    .ink = rgb(0xECEFF1),
    .muted = rgb(0xB4BFC7),
    .accent = rgb(0x7CCBD8),
    .accent_hover = rgb(0xA6DDE6),
    .on_accent = rgb(0x0C2227),
    .selected = rgb(0x1F3A41),
    .rail = rgb(0x0D1317),
    .rail_here = rgb(0x1F343E),
    .on_rail = rgb(0xECEFF1),
    .on_rail_muted = rgb(0xA9BDC6),
    .focus = rgb(0xFFC82E),
    .focus_edge = rgb(0x14191D),
    .tones = {{{rgb(0xD5DBE0), rgb(0x323C44)},
               {rgb(0x9ADBE5), rgb(0x17363D)},
               {rgb(0xFFB4AB), rgb(0x4A1F1F)},
               {rgb(0xF6CF80), rgb(0x42320F)},
               {rgb(0x9EDDB2), rgb(0x193A26)}}},
    .agencies = {{{rgb(0xA9CBF5), rgb(0x1B3350)},
                  {rgb(0xDDBDF0), rgb(0x3B2949)},
                  {rgb(0x9EDDB2), rgb(0x193A26)},
                  {rgb(0xF6CF80), rgb(0x42320F)},
                  {rgb(0xF5B7CB), rgb(0x4A2233)},
                  {rgb(0x9ADBE5), rgb(0x17363D)},
                  {rgb(0xE2CBB6), rgb(0x3D3026)},
                  {rgb(0xC7D3DC), rgb(0x2E3941)}}},
};

constexpr Theme kHighContrast = {
    .paper = rgb(0xFFFFFF),
    .sheet = rgb(0xFFFFFF),
    .faint = rgb(0xFFFFFF),
    .line = rgb(0x000000),
    .border = rgb(0x000000),
    .ink = rgb(0x000000),
    .muted = rgb(0x000000),
    .accent = rgb(0x003A8C),
    .accent_hover = rgb(0x000000),
    .on_accent = rgb(0xFFFFFF),
    .selected = rgb(0xFFF3B0),
    .rail = rgb(0x000000),
    .rail_here = rgb(0x003A8C),
    .on_rail = rgb(0xFFFFFF),
    .on_rail_muted = rgb(0xFFFFFF),
    .focus = rgb(0xFFC82E),
    .focus_edge = rgb(0x000000),
    .tones = {{{rgb(0x000000), rgb(0xFFFFFF)},
               {rgb(0x003A8C), rgb(0xFFFFFF)},
               {rgb(0x8A0000), rgb(0xFFFFFF)},
               {rgb(0x5A3A00), rgb(0xFFFFFF)},
               {rgb(0x004A1C), rgb(0xFFFFFF)}}},
    .agencies = {{{rgb(0x00357A), rgb(0xFFFFFF)},
                  {rgb(0x54207A), rgb(0xFFFFFF)},
                  {rgb(0x004A1C), rgb(0xFFFFFF)},
                  {rgb(0x5A3A00), rgb(0xFFFFFF)},
                  {rgb(0x7A1038), rgb(0xFFFFFF)},
                  {rgb(0x00464F), rgb(0xFFFFFF)},
                  {rgb(0x3F2C1D), rgb(0xFFFFFF)},
                  {rgb(0x222D36), rgb(0xFFFFFF)}}},
};

double linear(std::uint8_t channel)
{
    const double c = channel / 255.0;
    return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
}

double luminance(Colour c)
{
    return 0.2126 * linear(c.r) + 0.7152 * linear(c.g) + 0.0722 * linear(c.b);
}

constexpr std::array kScales = {80, 90, 100, 110, 125, 150, 175, 200, 225, 250};

}  // namespace

double contrast(Colour a, Colour b)
{
    const double x = luminance(a);
    const double y = luminance(b);
    return (std::max(x, y) + 0.05) / (std::min(x, y) + 0.05);
}

const Theme& theme(ThemeName name)
{
    switch (name) {
        case ThemeName::Light: return kLight;
        case ThemeName::Dark: return kDark;
        case ThemeName::HighContrast: return kHighContrast;
    }
    return kLight;
}

int next_scale(int percent, int direction)
{
    if (direction > 0) {
        const auto up = std::upper_bound(kScales.begin(), kScales.end(), percent);
        return up == kScales.end() ? kMostScale : *up;
    }
    const auto here = std::lower_bound(kScales.begin(), kScales.end(), percent);
    return here == kScales.begin() ? kLeastScale : *(here - 1);
}

}  // namespace ui
