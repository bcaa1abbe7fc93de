#pragma once
/// A page of one card in the middle, with the program's mark above it: what is shown outside an open vault.

#include <functional>
#include <string_view>

#include "app/ui/kit.h"

namespace ui {

void card_page(Kit& kit, std::string_view key, std::string_view name, float design_width,
               const std::function<void()>& inside);

}  // namespace ui
