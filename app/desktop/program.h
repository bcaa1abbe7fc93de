#pragma once
/// The desktop program: window, kit, the screen shown and the store thread, and the loop between them. It
/// draws only when something changed.

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "app/desktop/renderer.h"
#include "app/desktop/window.h"
#include "app/ui/kit.h"
#include "crypto/base/process.h"

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
    std::string folder;                              ///< of the vault, UTF-8; empty: the person is asked
    std::optional<std::chrono::seconds> idle_limit;  ///< none: what the vault says
    /// The words the program was started with: at a lock it begins again with them. None: it never does.
    std::vector<std::string> words;
    /// How long the computer has slept; a test's own clock.
    std::function<std::chrono::seconds()> asleep = base::time_asleep;
};

/// Runs until the window is closed. A lock ends everything that held case text, wipes it, and the program
/// begins again in its own place (base::replace_program) with a window where the old one stood. Returns the
/// exit status; says on standard error why no window could be opened, and which verb works without one.
int run(const Options& options, Observer* observer = nullptr);

}  // namespace desktop
