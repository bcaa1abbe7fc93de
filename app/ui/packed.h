#pragma once
/// A colour as the library that draws takes it.

#include <imgui.h>

#include "app/ui/theme.h"

namespace ui {

/// `alpha`: 255 covers what lies under it.
inline ImU32 packed(Colour c, int alpha = 255)
{
    return IM_COL32(c.r, c.g, c.b, alpha);
}

}  // namespace ui
