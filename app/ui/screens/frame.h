#pragma once
/// What surrounds every screen of an open vault: the rail at the left (a bar at the top when the window is
/// narrow) and the header with the reference and the marking.

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "app/ui/kit.h"
#include "app/ui/requests.h"

namespace ui {

struct Section {
    std::string key, name;
    std::string count;  ///< beside the name; may be empty
    bool here = false;
    Mark mark = Mark::None;  ///< how complete it is
    std::string state = {};  ///< the same in words
    bool at_foot = false;    ///< stands at the foot of the rail, whatever scrolls above
};

/// How the review is shown: a button that asks for another way.
struct ViewWords {
    std::string name, key;  ///< "Coded view", "F8"; an empty name: no button
    ToneName tone = ToneName::Plain;
};

struct FrameWords {
    std::string title;  ///< review reference, or the owner
    std::string subtitle;
    std::vector<Chip> chips;  ///< right of the header, most important last
    std::vector<Section> sections;
    ViewWords view = {};
};

struct FrameResult {
    Rect content;         ///< what is left for the screen
    std::string pressed;  ///< key of the section pressed
    bool lock = false;
    bool view = false;  ///< the button of the view was pressed
};

FrameResult draw_frame(Kit& kit, const FrameWords& words);

/// A card in the flow of the page that is no wider than a form.
void form_card(Kit& kit, std::string_view key, const std::function<void()>& inside);

/// Thousands separated: "1,065".
std::string grouped(std::int64_t number);

}  // namespace ui
