#pragma once
/// Long work on the store thread as its place shows it.

#include <memory>

#include "app/core/working.h"
#include "app/ui/kit.h"

namespace desktop {

class Work {
public:
    void start() { now_ = std::make_shared<core::Working>(); }
    void cancel()
    {
        if (now_) now_->cancel();
    }
    const std::shared_ptr<core::Working>& shared() const { return now_; }
    /// How far it is; asks for another frame soon.
    float fraction(ui::Kit& kit) const
    {
        kit.wake_in(0.25);
        return now_ ? now_->fraction() : -1;
    }

private:
    std::shared_ptr<core::Working> now_;
};

}  // namespace desktop
