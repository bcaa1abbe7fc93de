#pragma once
/// What surrounds every screen of an open vault: the rail at the left (a bar at the top when the window is
/// narrow) and the header with the reference and the marking.

#include <string>
#include <vector>

#include "app/ui/kit.h"
#include "app/ui/requests.h"

namespace ui {

struct Section {
    std::string key, name;
    std::string count;  ///< beside the name; may be empty
    bool here = false;
};

struct FrameWords {
    std::string title;  ///< review reference, or the owner
    std::string subtitle;
    std::vector<Chip> chips;  ///< right of the header, most important last
    std::vector<Section> sections;
};

struct FrameResult {
    Rect content;         ///< what is left for the screen
    std::string pressed;  ///< key of the section pressed
    bool lock = false;
};

FrameResult draw_frame(Kit& kit, const FrameWords& words);

/// Thousands separated: "1,065".
std::string grouped(std::int64_t number);

}  // namespace ui
