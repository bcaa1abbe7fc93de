#pragma once
/// Help for every screen, written for the chair: what it is for, how to go about it, and its keys.

#include <span>
#include <string_view>

namespace ui {

struct HelpKey {
    std::string_view keys, does;
};
struct HelpPage {
    std::string_view screen;  ///< as Kit::screen names it
    std::string_view title;
    std::string_view text;  ///< paragraphs, one empty line between two
    std::span<const HelpKey> keys;
};

/// Of every screen, in the order of the rail.
std::span<const HelpPage> help_pages();
/// The page of that screen; what works everywhere where there is none.
const HelpPage& help_page(std::string_view screen);
/// The keys that work on every screen.
std::span<const HelpKey> common_keys();

}  // namespace ui
