#include "app/desktop/window.h"

#include <algorithm>
#include <cstring>

#include <GLFW/glfw3.h>

#include "crypto/base/platform.h"

namespace desktop {

namespace {

constexpr int kWidth = 1440, kHeight = 900;  // at 100 % on an ordinary screen
constexpr int kLeastWidth = 640, kLeastHeight = 480;

std::string system_reason()
{
    const char* words = nullptr;
    glfwGetError(&words);
    return words == nullptr ? "the window system gave no reason" : words;
}

ui::Key letter(int key, int scan_code)
{
    // The letter on the key's cap in this keyboard's own layout, so that Ctrl+A is where A is.
    const char* name = glfwGetKeyName(key, scan_code);
    if (name == nullptr || std::strlen(name) != 1) return ui::Key::None;
    switch (name[0]) {
        case 'a': return ui::Key::A;
        case 'c': return ui::Key::C;
        case 'f': return ui::Key::F;
        case 'h': return ui::Key::H;
        case 'k': return ui::Key::K;
        case 'l': return ui::Key::L;
        case 's': return ui::Key::S;
        case 'v': return ui::Key::V;
        case 'x': return ui::Key::X;
        case 'y': return ui::Key::Y;
        case 'z': return ui::Key::Z;
        case '+':
        case '=': return ui::Key::Plus;
        case '-': return ui::Key::Minus;
        case '0': return ui::Key::Zero;
        default: return ui::Key::None;
    }
}

ui::Key key_of(int key, int scan_code)
{
    if (key >= GLFW_KEY_F1 && key <= GLFW_KEY_F12)
        return static_cast<ui::Key>(static_cast<int>(ui::Key::F1) + key - GLFW_KEY_F1);
    switch (key) {
        case GLFW_KEY_TAB: return ui::Key::Tab;
        case GLFW_KEY_ENTER:
        case GLFW_KEY_KP_ENTER: return ui::Key::Enter;
        case GLFW_KEY_SPACE: return ui::Key::Space;
        case GLFW_KEY_ESCAPE: return ui::Key::Escape;
        case GLFW_KEY_BACKSPACE: return ui::Key::Backspace;
        case GLFW_KEY_DELETE: return ui::Key::Delete;
        case GLFW_KEY_LEFT: return ui::Key::Left;
        case GLFW_KEY_RIGHT: return ui::Key::Right;
        case GLFW_KEY_UP: return ui::Key::Up;
        case GLFW_KEY_DOWN: return ui::Key::Down;
        case GLFW_KEY_PAGE_UP: return ui::Key::PageUp;
        case GLFW_KEY_PAGE_DOWN: return ui::Key::PageDown;
        case GLFW_KEY_HOME: return ui::Key::Home;
        case GLFW_KEY_END: return ui::Key::End;
        case GLFW_KEY_MENU: return ui::Key::Menu;
        case GLFW_KEY_KP_ADD: return ui::Key::Plus;
        case GLFW_KEY_KP_SUBTRACT: return ui::Key::Minus;
        case GLFW_KEY_KP_0: return ui::Key::Zero;
        default: return letter(key, scan_code);
    }
}

ui::Modifiers modifiers_of(int mods)
{
    return {.ctrl = (mods & GLFW_MOD_CONTROL) != 0,
            .shift = (mods & GLFW_MOD_SHIFT) != 0,
            .alt = (mods & GLFW_MOD_ALT) != 0};
}

GLFWwindow* create(const WindowPlace& place)
{
    glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
    glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 2);
    glfwWindowHint(GLFW_OPENGL_PROFILE, GLFW_OPENGL_CORE_PROFILE);
    glfwWindowHint(GLFW_SCALE_TO_MONITOR, GLFW_TRUE);
    int width = kWidth;
    int height = kHeight;
    if (GLFWmonitor* monitor = glfwGetPrimaryMonitor(); monitor != nullptr) {
        int x = 0;
        int y = 0;
        int most_w = 0;
        int most_h = 0;
        glfwGetMonitorWorkarea(monitor, &x, &y, &most_w, &most_h);
        if (most_w > 0 && most_h > 0) {
            width = std::min(width, most_w);
            height = std::min(height, most_h);
        }
    }
    if (place.width <= 0) return glfwCreateWindow(width, height, kTitle, nullptr, nullptr);
    glfwWindowHint(GLFW_VISIBLE, GLFW_FALSE);  // until it stands where the one before stood
    GLFWwindow* window = glfwCreateWindow(place.width, place.height, kTitle, nullptr, nullptr);
    if (window == nullptr) return nullptr;
    glfwSetWindowPos(window, place.x, place.y);
    if (place.maximised) glfwMaximizeWindow(window);
    glfwShowWindow(window);
    return window;
}

Window& window_of(GLFWwindow* handle)
{
    return *static_cast<Window*>(glfwGetWindowUserPointer(handle));
}

}  // namespace

base::Result<std::unique_ptr<Window>> Window::open(const WindowPlace& place)
{
    if (glfwInit() == GLFW_FALSE) return base::fail(base::ErrorKind::Io, system_reason());
    GLFWwindow* handle = create(place);
    if (handle == nullptr) {
        glfwTerminate();
        base::set_environment("LIBGL_ALWAYS_SOFTWARE", "1");  // no usable driver: let the processor draw
        if (glfwInit() != GLFW_FALSE) handle = create(place);
    }
    if (handle == nullptr) {
        const std::string why = system_reason();
        glfwTerminate();
        return base::fail(base::ErrorKind::Io, why);
    }
    std::unique_ptr<Window> window(new Window(handle));
    window->listen();
    return window;
}

Window::~Window()
{
    glfwDestroyWindow(handle_);
    glfwTerminate();
}

void Window::listen()
{
    glfwSetWindowUserPointer(handle_, this);
    glfwSetWindowSizeLimits(handle_, kLeastWidth, kLeastHeight, GLFW_DONT_CARE, GLFW_DONT_CARE);
    glfwSetKeyCallback(handle_, [](GLFWwindow* w, int key, int scan, int action, int mods) {
        window_of(w).on_key(key, scan, action, mods);
    });
    glfwSetCharCallback(handle_, [](GLFWwindow* w, unsigned int c) { window_of(w).input.text(c); });
    glfwSetCursorPosCallback(handle_,
                             [](GLFWwindow* w, double x, double y) { window_of(w).on_pointer(x, y); });
    glfwSetMouseButtonCallback(handle_, [](GLFWwindow* w, int button, int action, int mods) {
        window_of(w).on_button(button, action, mods);
    });
    glfwSetScrollCallback(handle_, [](GLFWwindow* w, double, double dy) {
        Window& window = window_of(w);
        const auto held = [w](int left, int right) {
            return glfwGetKey(w, left) == GLFW_PRESS || glfwGetKey(w, right) == GLFW_PRESS;
        };
        window.input.wheel(static_cast<float>(dy), window.x_, window.y_,
                           {.ctrl = held(GLFW_KEY_LEFT_CONTROL, GLFW_KEY_RIGHT_CONTROL),
                            .shift = held(GLFW_KEY_LEFT_SHIFT, GLFW_KEY_RIGHT_SHIFT)});
    });
    glfwSetDropCallback(handle_, [](GLFWwindow* w, int count, const char** paths) {
        if (count > 0) window_of(w).dropped = paths[0];
        window_of(w).damaged_ = true;
    });
    glfwSetFramebufferSizeCallback(handle_, [](GLFWwindow* w, int, int) { window_of(w).damaged_ = true; });
    glfwSetWindowRefreshCallback(handle_, [](GLFWwindow* w) { window_of(w).damaged_ = true; });
    glfwSetWindowFocusCallback(handle_, [](GLFWwindow* w, int) { window_of(w).damaged_ = true; });
    glfwSetWindowIconifyCallback(handle_, [](GLFWwindow* w, int) { window_of(w).damaged_ = true; });
    glfwSetWindowContentScaleCallback(handle_,
                                      [](GLFWwindow* w, float, float) { window_of(w).damaged_ = true; });
}

void Window::on_key(int key, int scan_code, int action, int mods)
{
    if (action == GLFW_RELEASE) return;
    const ui::Key pressed = key_of(key, scan_code);
    if (pressed == ui::Key::None) return;
    input.key(pressed, modifiers_of(mods));
}

void Window::on_pointer(double x, double y)
{
    int w = 0;
    int h = 0;
    int pixels_w = 0;
    int pixels_h = 0;
    glfwGetWindowSize(handle_, &w, &h);
    glfwGetFramebufferSize(handle_, &pixels_w, &pixels_h);
    if (w == 0 || h == 0) return;
    x_ = static_cast<float>(x * pixels_w / w);
    y_ = static_cast<float>(y * pixels_h / h);
    input.move(x_, y_);
}

void Window::on_button(int button, int action, int mods)
{
    if (button == GLFW_MOUSE_BUTTON_LEFT) input.button(action == GLFW_PRESS, x_, y_, modifiers_of(mods));
    if (button == GLFW_MOUSE_BUTTON_RIGHT && action == GLFW_PRESS) input.context(x_, y_);
}

bool Window::closing() const
{
    return glfwWindowShouldClose(handle_) == GLFW_TRUE;
}

void Window::wait(std::optional<double> seconds)
{
    if (seconds)
        glfwWaitEventsTimeout(std::max(0.001, *seconds));
    else
        glfwWaitEvents();
}

void Window::wake()
{
    glfwPostEmptyEvent();
}

WindowPlace Window::place() const
{
    WindowPlace at;
    glfwGetWindowPos(handle_, &at.x, &at.y);
    glfwGetWindowSize(handle_, &at.width, &at.height);
    at.maximised = glfwGetWindowAttrib(handle_, GLFW_MAXIMIZED) == GLFW_TRUE;
    return at;
}

ui::View Window::view(double now) const
{
    int w = 0;
    int h = 0;
    glfwGetFramebufferSize(handle_, &w, &h);
    return {static_cast<float>(w), static_cast<float>(h),
            glfwGetWindowAttrib(handle_, GLFW_FOCUSED) == GLFW_TRUE, now};
}

float Window::content_scale() const
{
    float x = 1;
    float y = 1;
    glfwGetWindowContentScale(handle_, &x, &y);
    return std::clamp(x, 1.0F, 4.0F);
}

bool Window::visible() const
{
    const ui::View now = view(0);
    return glfwGetWindowAttrib(handle_, GLFW_ICONIFIED) == GLFW_FALSE && now.width > 0 && now.height > 0;
}

bool Window::take_damage()
{
    const bool was = damaged_;
    damaged_ = false;
    return was;
}

void Window::read(const std::function<void(std::string_view)>& use)
{
    if (const char* text = glfwGetClipboardString(handle_); text != nullptr) use(text);
}

void Window::write(std::string_view text)
{
    copied_ = text;
    glfwSetClipboardString(handle_, copied_.c_str());
}

void Window::clear_clipboard()
{
    if (copied_.empty()) return;
    const char* now = glfwGetClipboardString(handle_);
    if (now != nullptr && copied_ == now) glfwSetClipboardString(handle_, "");
    base::wipe({reinterpret_cast<std::uint8_t*>(copied_.data()), copied_.size()});
    copied_.clear();
}

}  // namespace desktop
