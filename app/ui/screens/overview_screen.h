#pragma once
/// A review at a glance: what opens first. Every card and line leads to its place.

#include <string>
#include <vector>

#include "app/ui/kit.h"
#include "app/ui/requests.h"
#include "app/ui/screens/review_frame.h"

namespace ui {

struct ClockCard {
    std::string id;         ///< of its record; may be empty
    std::string what, who;  ///< who: may be empty
    std::string due, left;
    ToneName tone = ToneName::Plain;
};

struct OverviewLine {
    std::string kind, id;
    std::string text, note;
    Chip chip;
};

/// One card of lines.
struct OverviewPart {
    std::string key, title;
    std::string about;  ///< under the title; may be empty
    std::string none;   ///< what is said when there is no line
    std::vector<OverviewLine> lines;
    bool whole = false;  ///< all lines are shown
};

struct OverviewScreen {
    ReviewHead head;
    bool loading = true;
    std::string problem;
    std::string today;
    std::vector<ClockCard> clocks;
    std::int64_t other_clocks = 0;
    std::vector<OverviewPart> parts;  ///< in the order they are read
    bool fresh = true;
};

Requests draw(Kit& kit, OverviewScreen& screen);

}  // namespace ui
