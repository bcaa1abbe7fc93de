#pragma once
/// The desktop program: window, kit, the screen shown and the store thread, and the loop between them. It
/// draws only when something changed.

#include <chrono>
#include <optional>
#include <string>

#include "app/desktop/renderer.h"
#include "app/desktop/window.h"
#include "app/ui/kit.h"

struct ImGuiContext;

namespace desktop {

/// What is told of each picture drawn. The real program has none; tests and measurements do.
class Observer {
public:
    virtual ~Observer() = default;
    struct Drawn {
        const ui::Tree& tree;
        double build_ms = 0;        ///< building the frames before it, without drawing
        double render_ms = 0;       ///< drawing and showing it
        std::int64_t pictures = 0;  ///< drawn so far
    };
    virtual void drawn(const Drawn& picture) = 0;
};

struct Options {
    std::string folder;  ///< of the vault, UTF-8; empty: the person is asked
    std::optional<std::chrono::seconds> idle_limit;  ///< none: what the vault says
};

/// Runs until the window is closed. Returns the exit status; says on standard error why no window could be
/// opened, and which verb works without one.
int run(const Options& options, Observer* observer = nullptr);

}  // namespace desktop
