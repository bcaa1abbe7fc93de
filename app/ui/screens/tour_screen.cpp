#include "app/ui/screens/tour_screen.h"

#include <array>
#include <string>
#include <string_view>

namespace ui {

namespace {

struct TourStep {
    std::string_view at, title, words;
};
constexpr std::array<TourStep, 5> kSteps = {{
    {"rail.chronology", "This case is invented",
     "Nothing here is real, so try everything. On the left are the parts of a review, from the first "
     "decision to "
     "sending it."},
    {"chronology.table", "Every contact, in time order",
     "What each agency recorded stands in one list. Choose a line to read it in full and to code it with a "
     "single "
     "key."},
    {"header.view", "Names stay hidden until you ask",
     "F8 shows names and the agencies' own words, and hides them again. F9 is for a projector: no names at "
     "all."},
    {"chronology.search", "Find anything",
     "Type here to narrow the list, or press Ctrl+K anywhere to find a part, a person or a command. F1 "
     "explains the "
     "screen you are on."},
    {"lock", "Saved as you make it",
     "There is no save button: every change is kept at once, and Ctrl+Z takes it back. Lock with Ctrl+L when "
     "you leave "
     "your desk."},
}};

}  // namespace

TourAsk draw(Kit& kit, TourScreen& tour)
{
    const auto& step = kSteps[static_cast<std::size_t>(tour.step)];
    const bool last = tour.step + 1 == static_cast<int>(kSteps.size());
    const std::string place = std::to_string(tour.step + 1) + " of " + std::to_string(kSteps.size());
    switch (kit.coach({.at = step.at,
                       .title = step.title,
                       .words = step.words,
                       .place = place,
                       .next = last ? "Start" : "Next",
                       .leave = last ? "" : "Skip the tour"})) {
        case CoachAnswer::Waits: return TourAsk::Nothing;
        case CoachAnswer::Leave: return TourAsk::End;
        case CoachAnswer::Next:
            if (last) return TourAsk::End;
            ++tour.step;
            return TourAsk::Nothing;
    }
    return TourAsk::Nothing;
}

}  // namespace ui
