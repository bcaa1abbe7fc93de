#pragma once
/// What is shown between a lock and the locked program.

#include "app/desktop/place.h"

namespace desktop {

/// Between a lock and the locked program: nothing of a case, for the moment the vault needs to close.
class Closing : public Place {
public:
    void draw(ui::Kit& kit) override
    {
        const ui::Rect all = kit.window();
        kit.place({kit.px(32), all.h / 2, all.w - kit.px(64), kit.px(60)});
        kit.text("closing", "Locking. Every change is saved.");
    }
    void refused(const base::Error&) override {}
    bool locked() const override { return true; }
};

}  // namespace desktop
