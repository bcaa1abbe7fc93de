// The only file that calls OpenGL.
#include <algorithm>

#include <GLFW/glfw3.h>
#include <backends/imgui_impl_opengl3.h>
#include <imgui.h>

#include "app/desktop/renderer.h"

namespace desktop {

namespace {

class Gl3Renderer : public Renderer {
public:
    explicit Gl3Renderer(GLFWwindow* window) : window_(window) {}
    ~Gl3Renderer() override { ImGui_ImplOpenGL3_Shutdown(); }
    Gl3Renderer(const Gl3Renderer&) = delete;
    Gl3Renderer& operator=(const Gl3Renderer&) = delete;

    void upload_fonts() override
    {
        if (uploaded_) ImGui_ImplOpenGL3_DestroyFontsTexture();
        if (uploaded_)
            ImGui_ImplOpenGL3_CreateFontsTexture();
        else
            ImGui_ImplOpenGL3_NewFrame();  // makes shaders and the first texture
        uploaded_ = true;
    }

    void draw(int width, int height) override
    {
        glViewport(0, 0, width, height);
        glClear(GL_COLOR_BUFFER_BIT);
        ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
    }

    void present() override { glfwSwapBuffers(window_); }

    std::vector<std::uint8_t> read_back(int width, int height) override
    {
        const auto row = static_cast<std::ptrdiff_t>(width) * 3;
        std::vector<std::uint8_t> pixels(static_cast<std::size_t>(row) * static_cast<std::size_t>(height));
        glPixelStorei(GL_PACK_ALIGNMENT, 1);
        glReadPixels(0, 0, width, height, GL_RGB, GL_UNSIGNED_BYTE, pixels.data());
        for (std::ptrdiff_t top = 0, bottom = height - 1; top < bottom;
             ++top, --bottom)  // OpenGL counts from below
            std::swap_ranges(pixels.begin() + top * row, pixels.begin() + (top + 1) * row,
                             pixels.begin() + bottom * row);
        return pixels;
    }

    std::string name() const override
    {
        const auto* text = reinterpret_cast<const char*>(glGetString(GL_RENDERER));
        return text == nullptr ? "unknown" : text;
    }

private:
    GLFWwindow* window_;
    bool uploaded_ = false;
};

}  // namespace

base::Result<std::unique_ptr<Renderer>> make_gl3_renderer(GLFWwindow* window)
{
    glfwMakeContextCurrent(window);
    glfwSwapInterval(1);
    if (!ImGui_ImplOpenGL3_Init("#version 150"))
        return base::fail(base::ErrorKind::Io, "OpenGL 3.2 is not there");
    return std::unique_ptr<Renderer>(std::make_unique<Gl3Renderer>(window));
}

}  // namespace desktop
