// The only file that calls OpenGL.
#include <algorithm>
#include <utility>

#include <GLFW/glfw3.h>
#include <backends/imgui_impl_opengl3.h>
#include <imgui.h>

#include "app/desktop/renderer.h"

namespace desktop {

namespace {

class Gl3Renderer : public Renderer {
public:
    explicit Gl3Renderer(GLFWwindow* window) : window_(window) {}
    ~Gl3Renderer() override
    {
        for (auto& one : pictures_) one.used = false;
        forget_unused();
        ImGui_ImplOpenGL3_Shutdown();
    }
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

    void upload_glyphs(ui::GlyphSheet& sheet) override
    {
        int first = 0;
        int last = ui::GlyphSheet::kHeight;
        const bool fresh = glyphs_ == 0;
        if (!sheet.take_changed(first, last) && !fresh) return;
        if (fresh) last = ui::GlyphSheet::kHeight;
        if (fresh) first = 0;
        std::vector<std::uint32_t> pixels;
        const auto from = static_cast<std::size_t>(first) * ui::GlyphSheet::kWidth;
        const auto to = static_cast<std::size_t>(last) * ui::GlyphSheet::kWidth;
        pixels.reserve(to - from);
        for (std::size_t i = from; i < to; ++i)
            pixels.push_back((static_cast<std::uint32_t>(sheet.grey()[i]) << 24U) | 0xFFFFFFU);
        if (fresh) glGenTextures(1, &glyphs_);
        glBindTexture(GL_TEXTURE_2D, glyphs_);
        if (fresh) {
            glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_LINEAR);
            glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_LINEAR);
            glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA, ui::GlyphSheet::kWidth, ui::GlyphSheet::kHeight, 0,
                         GL_RGBA, GL_UNSIGNED_BYTE, pixels.data());
        } else {
            glTexSubImage2D(GL_TEXTURE_2D, 0, 0, first, ui::GlyphSheet::kWidth, last - first, GL_RGBA,
                            GL_UNSIGNED_BYTE, pixels.data());
        }
        sheet.texture = glyphs_;
    }

    void draw(int width, int height) override
    {
        glViewport(0, 0, width, height);
        glClear(GL_COLOR_BUFFER_BIT);
        ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
        forget_unused();
    }

    std::uint64_t texture(const ui::Pixels& pixels) override
    {
        for (auto& one : pictures_)
            if (one.number == pixels.number) {
                one.used = true;
                return one.name;
            }
        GLuint name = 0;
        glGenTextures(1, &name);
        glBindTexture(GL_TEXTURE_2D, name);
        glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_LINEAR);
        glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_LINEAR);
        glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
        glTexImage2D(GL_TEXTURE_2D, 0, GL_RGB, pixels.width, pixels.height, 0, GL_RGB, GL_UNSIGNED_BYTE,
                     pixels.rgb.data());
        pictures_.push_back({pixels.number, name, true});
        return name;
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
    struct Picture {
        std::uint64_t number = 0;
        GLuint name = 0;
        bool used = false;  ///< in the frame being built
    };

    // What is not on the screen leaves the card.
    void forget_unused()
    {
        std::erase_if(pictures_, [](Picture& one) {
            if (!one.used) glDeleteTextures(1, &one.name);
            return !std::exchange(one.used, false);
        });
    }

    std::vector<Picture> pictures_;
    GLFWwindow* window_;
    bool uploaded_ = false;
    GLuint glyphs_ = 0;
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
