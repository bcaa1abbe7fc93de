#pragma once
/// Colours, type scale and spacing, as data. Every text colour reaches 4.5:1 on every surface it is drawn on
/// (WCAG 2.2, 1.4.3); the kit measures each text it draws and a test reads the least.

#include <array>
#include <cstdint>

namespace ui {

struct Colour {
    std::uint8_t r = 0, g = 0, b = 0;
    bool operator==(const Colour&) const = default;
};
constexpr Colour rgb(std::uint32_t hex)
{
    return {static_cast<std::uint8_t>(hex >> 16), static_cast<std::uint8_t>(hex >> 8),
            static_cast<std::uint8_t>(hex)};
}

/// WCAG 2.2 contrast ratio, 1 to 21.
double contrast(Colour a, Colour b);

/// A strong colour and the pale one behind it.
struct Tone {
    Colour ink, wash;
};
/// Tones with a meaning; the agencies' follow from kAgencyTones on.
enum class ToneName : std::uint8_t { Plain, Accent, Red, Amber, Green };
constexpr int kTones = 5;
constexpr int kAgencyTones = 8;

enum class ThemeName : std::uint8_t { Light, Dark, HighContrast };

struct Theme {
    Colour paper;   ///< behind everything
    Colour sheet;   ///< cards and tables
    Colour faint;   ///< gap lines, hovered rows
    Colour line;    ///< hairlines
    Colour border;  ///< fields: 3:1 against paper and sheet
    Colour ink, muted;
    Colour accent, accent_hover, on_accent;
    Colour selected;  ///< the selected row
    Colour rail, rail_here, on_rail, on_rail_muted;
    Colour focus;       ///< the ring, outside
    Colour focus_edge;  ///< the ring's inner line: 3:1 against what lies beside it
    std::array<Tone, kTones> tones;
    std::array<Tone, kAgencyTones> agencies;
};
const Theme& theme(ThemeName name);

/// The faces of the type scale.
enum class Face : std::uint8_t { Text, Strong, Small, SmallStrong, Heading, Title };
constexpr int kFaces = 6;

/// Size of the em and distance of lines, in pixels at 100 %.
struct FaceSpec {
    float em, leading;
    bool strong;
};
constexpr std::array<FaceSpec, kFaces> kTypeScale = {{
    {18, 25, false},
    {18, 25, true},
    {15, 21, false},
    {15, 21, true},
    {21, 28, true},
    {30, 38, true},
}};

/// Spacing in pixels at 100 %.
namespace space {
constexpr float kTiny = 4, kSmall = 8, kMedium = 16, kLarge = 24, kHuge = 40;
constexpr float kRadius = 8, kControl = 44;  ///< corner of cards; height of fields and buttons
}  // namespace space

constexpr int kLeastScale = 80, kMostScale = 250;  ///< percent
/// The next step of Ctrl + (direction 1) and Ctrl - (direction -1).
int next_scale(int percent, int direction);

}  // namespace ui
