#pragma once
/// A tour of five calm cards over a demonstration case, each beside the control it speaks of. Escape ends it.

#include "app/ui/kit.h"

namespace ui {

struct TourScreen {
    int step = 0;
};
enum class TourAsk : std::uint8_t { Nothing, End };
/// To be called after everything else of the frame was drawn.
TourAsk draw(Kit& kit, TourScreen& tour);

}  // namespace ui
