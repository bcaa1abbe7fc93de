#pragma once
/// What surrounds the screens of an open vault that belong to no review: its reviews, health and settings.

#include <string>
#include <string_view>

#include "app/ui/kit.h"
#include "app/ui/requests.h"

namespace ui {

struct VaultFrame {
    Rect content;
    Requests asked;
};
/// `here`: "reviews", "health", "settings" or "closing".
VaultFrame draw_vault_frame(Kit& kit, const std::string& owner, std::string_view here,
                            std::string_view reviews);

}  // namespace ui
