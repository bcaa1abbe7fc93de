#pragma once
/// What surrounds every section of an open review: the frame, and the shortcuts that work everywhere in it.

#include <string_view>

#include "app/ui/kit.h"
#include "app/ui/requests.h"
#include "app/ui/screens/reviews_screen.h"
#include "app/ui/screens/sections.h"

namespace ui {

constexpr int kMostMeetingMinutes = 60;  ///< the longest idle limit of the meeting view

/// The review that is open, and how its people are shown. Every section holds a copy.
struct ReviewHead {
    ReviewCard review;
    std::int64_t events = 0;
    ShownAs shown = ShownAs::Coded;
    int meeting_minutes = 0;  ///< the meeting view's own idle limit
    std::vector<SectionState> states = {};  ///< how complete each section is; empty until it is known
    bool unfolded = false;    ///< family view: the person asked to see the detail
    /// Detail that may distress is not shown.
    bool folds() const { return for_family() && !unfolded; }
    bool identified() const { return shown == ShownAs::Identified; }
    bool in_meeting() const { return shown == ShownAs::Meeting; }
    bool for_family() const { return shown == ShownAs::Family; }
};

struct ReviewFrame {
    Rect content;          ///< what is left for the section
    Requests asked;        ///< of the frame: another section, another view, undo, the lock
    bool leaving = false;  ///< what is typed and not yet written must be written before these
    bool turned = false;   ///< the view was changed in this frame
};

/// Draws the frame with the section `here` marked. F8 turns head.shown, F9 asks for the meeting view (what is
/// identified is gone from the screen before it asks); Ctrl+Z and Ctrl+Shift+Z, Ctrl+L.
ReviewFrame draw_review_frame(Kit& kit, ReviewHead& head, std::string_view here);

/// What F8 does, for a button of the section that does it too. Out of the meeting view it asks first.
void turn_view(Kit& kit, ReviewHead& head, ReviewFrame& frame);

}  // namespace ui
