#include "app/ui/fonts.h"

#include <imgui.h>
#if __has_include(<imgui_freetype.h>)
#include <imgui_freetype.h>
#else
#include <misc/freetype/imgui_freetype.h>
#endif

namespace ui {

namespace {

constexpr std::uint64_t kFontLimit = 32 << 20;  // bytes
// The two families measure a font by its tallest letters; these turn an em into that measure.
constexpr float kInterHeight = 1.21F;
constexpr float kNotoHeight = 1.362F;

constexpr ImWchar kText[] = {0x20,   0x24F,  0x2C6,  0x2DD,  0x370,  0x3FF,  0x400,  0x52F,  0x1E00,
                             0x1EFF, 0x2010, 0x205E, 0x20A0, 0x20BF, 0x2116, 0x2122, 0x2190, 0x2193,
                             0x2212, 0x2212, 0x25CF, 0x25CF, 0xFFFD, 0xFFFD, 0};
constexpr ImWchar kHeading[] = {0x20,   0x24F,  0x370,  0x3FF,  0x400,  0x4FF,  0x1E00, 0x1EFF,
                                0x2010, 0x203A, 0x2212, 0x2212, 0xFFFD, 0xFFFD, 0};

base::Result<base::Bytes> read(const base::Path& folder, const char* name)
{
    auto bytes = base::read_file(folder / name, kFontLimit);
    if (!bytes)
        return base::fail(bytes.error().kind, std::string("The font file ") + name + " cannot be read in " +
                                                  base::to_utf8(folder) + ". Install Cairn again.");
    return bytes;
}

ImFont* add(ImFontAtlas& atlas, base::Bytes& bytes, float size, const ImWchar* ranges, bool merge)
{
    ImFontConfig config;
    config.FontDataOwnedByAtlas = false;
    config.MergeMode = merge;
    config.OversampleH = 1;
    config.PixelSnapH = false;
    return atlas.AddFontFromMemoryTTF(bytes.data(), static_cast<int>(bytes.size()), size, &config, ranges);
}

}  // namespace

base::Result<Fonts> Fonts::load(const base::Path& folder)
{
    Fonts fonts;
    TRY_ASSIGN(fonts.regular_, read(folder, "Inter-Regular.otf"));
    TRY_ASSIGN(fonts.strong_, read(folder, "Inter-SemiBold.otf"));
    TRY_ASSIGN(fonts.more_regular_, read(folder, "NotoSans-Regular.ttf"));
    TRY_ASSIGN(fonts.more_strong_, read(folder, "NotoSans-Bold.ttf"));
    return fonts;
}

base::Path Fonts::folder_for(const base::Path& program)
{
    const base::Path beside = program.parent_path() / "fonts";
    const base::Path installed = program.parent_path().parent_path() / "share" / "cairn" / "fonts";
    std::error_code ignored;
    return std::filesystem::is_directory(beside, ignored) ? beside : installed;
}

void Fonts::build(ImFontAtlas& atlas, float pixels)
{
    atlas.Clear();
    atlas.FontBuilderIO = ImGuiFreeType::GetBuilderForFreeType();
    atlas.FontBuilderFlags = ImGuiFreeTypeBuilderFlags_LightHinting;
    atlas.Flags |= ImFontAtlasFlags_NoMouseCursors;
    atlas.TexGlyphPadding = 1;
    for (std::size_t i = 0; i < kFaces; ++i) {
        const FaceSpec& spec = kTypeScale[i];
        const ImWchar* ranges = i >= static_cast<std::size_t>(Face::Heading) ? kHeading : kText;
        const float em = spec.em * pixels;
        faces_[i] = add(atlas, spec.strong ? strong_ : regular_, em * kInterHeight, ranges, false);
        add(atlas, spec.strong ? more_strong_ : more_regular_, em * kNotoHeight, ranges, true);
    }
    atlas.Build();
    pixels_ = pixels;
}

}  // namespace ui
