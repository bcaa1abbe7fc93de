#pragma once
/// Dear ImGui as this program uses it: wiped memory, no files, no input.

struct ImGuiContext;
struct ImFontAtlas;

namespace ui {

/// Makes every block that ImGui and FreeType give back be wiped first. Call once, before any context.
void wipe_freed_memory();
/// A context that reads and writes no file; the caller destroys it. `shared`: fonts that outlive it, or null.
ImGuiContext* make_context(ImFontAtlas* shared = nullptr);

}  // namespace ui
