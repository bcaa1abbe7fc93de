#pragma once
/// How far long work on the store thread is, read by the window while it goes on, and its way to stop it.

#include <algorithm>
#include <atomic>
#include <cstdint>

#include "crypto/base/stream.h"

namespace core {

class Working {
public:
    /// What the work reports to. `give_up` is the task's: a lock stops the work as a person does.
    base::Progress progress(const std::atomic<bool>& give_up)
    {
        return [this, &give_up](std::uint64_t done, std::uint64_t) {
            if (done < last_) before_ += last_;  // the next file begins
            last_ = done;
            done_ = before_ + done;
            return !cancelled_ && !give_up;
        };
    }
    void expect(std::uint64_t total) { total_ = total; }
    void cancel() { cancelled_ = true; }
    /// 0 to 1; below 0: not known.
    float fraction() const
    {
        const auto total = total_.load();
        if (total == 0) return -1;
        return static_cast<float>(
            std::min(1.0, static_cast<double>(done_.load()) / static_cast<double>(total)));
    }

private:
    std::atomic<std::uint64_t> done_ = 0, total_ = 0;
    std::atomic<bool> cancelled_ = false;
    std::uint64_t last_ = 0, before_ = 0;  ///< of the store thread alone
};

}  // namespace core
