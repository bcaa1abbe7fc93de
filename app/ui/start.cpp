#include "app/ui/start.h"

#include <cstdint>
#include <cstdlib>
#include <cstring>

#include <imgui.h>
#if __has_include(<imgui_freetype.h>)
#include <imgui_freetype.h>
#else
#include <misc/freetype/imgui_freetype.h>
#endif

#include "crypto/base/secret.h"

namespace ui {

namespace {

// Room before each block for its size, as wide as the strictest alignment.
constexpr std::size_t kHead = alignof(std::max_align_t) > sizeof(std::size_t) ? alignof(std::max_align_t)
                                                                              : sizeof(std::size_t);

void* wiped_alloc(std::size_t size, void*)
{
    auto* block = static_cast<std::uint8_t*>(std::malloc(size + kHead));
    if (block == nullptr) return nullptr;
    std::memcpy(block, &size, sizeof size);
    return block + kHead;
}

void wiped_free(void* pointer, void*)
{
    if (pointer == nullptr) return;
    std::uint8_t* block = static_cast<std::uint8_t*>(pointer) - kHead;
    std::size_t size = 0;
    std::memcpy(&size, block, sizeof size);
    base::wipe({block, size + kHead});
    std::free(block);
}

}  // namespace

void wipe_freed_memory()
{
    ImGui::SetAllocatorFunctions(wiped_alloc, wiped_free);
    ImGuiFreeType::SetAllocatorFunctions(wiped_alloc, wiped_free);
}

ImGuiContext* make_context(ImFontAtlas* shared)
{
    ImGuiContext* context = ImGui::CreateContext(shared);
    ImGui::SetCurrentContext(context);
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.LogFilename = nullptr;
    io.BackendFlags |= ImGuiBackendFlags_RendererHasVtxOffset;
    ImGui::GetStyle().AntiAliasedLinesUseTex = false;
    return context;
}

}  // namespace ui
