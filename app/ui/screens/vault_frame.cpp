#include "app/ui/screens/vault_frame.h"

#include "app/ui/screens/frame.h"
#include "app/ui/screens/sections.h"

namespace ui {

VaultFrame draw_vault_frame(Kit& kit, const std::string& owner, std::string_view here,
                            std::string_view reviews)
{
    kit.screen(here == "closing" ? "health" : here);
    const FrameWords words{.title = owner.empty() ? "Your reviews" : owner,
                           .subtitle = "Unlocked on this computer",
                           .chips = {{"OFFICIAL-SENSITIVE", ToneName::Red}},
                           .sections = vault_sections(here == "closing" ? "health" : here, reviews)};
    const FrameResult around = draw_frame(kit, words);
    VaultFrame frame{around.content, {}};
    if (around.lock) frame.asked.emplace_back(Lock{});
    if (around.pressed == "reviews" && here != "reviews")
        frame.asked.emplace_back(CloseReview{});
    else if (!around.pressed.empty() && around.pressed != here)
        frame.asked.emplace_back(ShowSection{around.pressed});
    return frame;
}

}  // namespace ui
