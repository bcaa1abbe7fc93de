#pragma once
/// The one window: what the person does goes into the kit's queue. Its title never changes and holds no case
/// data.

#include <memory>
#include <optional>
#include <string>

#include "app/ui/input.h"
#include "app/ui/kit.h"
#include "crypto/base/result.h"

struct GLFWwindow;

namespace desktop {

constexpr const char* kTitle = "Cairn";

/// Where a window stands on the screen, in screen coordinates; no width: where the system puts it.
struct WindowPlace {
    int x = 0, y = 0, width = 0, height = 0;
    bool maximised = false;
};

class Window : public ui::Clipboard {
public:
    /// Opens it; without a working graphics driver once more with software rendering.
    /// Errors: Io, with the system's reason.
    static base::Result<std::unique_ptr<Window>> open(const WindowPlace& place = {});
    ~Window() override;
    Window(const Window&) = delete;
    Window& operator=(const Window&) = delete;

    GLFWwindow* handle() const { return handle_; }
    bool closing() const;
    /// Waits for an event, at most so many seconds (for ever when not given).
    void wait(std::optional<double> seconds);
    /// Makes a wait end; from any thread.
    static void wake();

    WindowPlace place() const;
    ui::View view(double now) const;  ///< size in pixels of the frame buffer
    float content_scale() const;
    bool visible() const;  ///< not minimised, and it has an area
    /// True once after something happened that needs a new picture.
    bool take_damage();

    void read(const std::function<void(std::string_view)>& use) override;
    void write(std::string_view text) override;
    /// Takes back what was copied, if it is still there.
    void clear_clipboard();
    bool copied() const { return !copied_.empty(); }

    ui::Input input;
    std::string dropped;  ///< path of the file dropped on the window last; taken by the program

private:
    explicit Window(GLFWwindow* handle) : handle_(handle) {}
    void listen();
    void on_key(int key, int scan_code, int action, int mods);
    void on_pointer(double x, double y);
    void on_button(int button, int action, int mods);
    GLFWwindow* handle_;
    bool damaged_ = true;
    float x_ = 0, y_ = 0;
    std::string copied_;
};

}  // namespace desktop
