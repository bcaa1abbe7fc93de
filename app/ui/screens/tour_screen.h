#pragma once
/// A tour of five calm cards over a demonstration case, each beside the control it speaks of. Escape ends it.

#include "app/ui/kit.h"
#include "app/ui/screens/review_frame.h"

namespace ui {

struct TourScreen {
    int step = 0;
};
enum class TourAsk : std::uint8_t { Nothing, End };
/// Of a review just opened: it is invented and has contacts to show. One that a chair just began, even as a
/// demonstration, has none.
bool tour_fits(const ReviewHead& head);
/// To be called after everything else of the frame was drawn.
TourAsk draw(Kit& kit, TourScreen& tour);

}  // namespace ui
