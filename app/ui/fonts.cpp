#include "app/ui/fonts.h"

#include <algorithm>

#include <imgui.h>
#if __has_include(<imgui_freetype.h>)
#include <imgui_freetype.h>
#else
#include <misc/freetype/imgui_freetype.h>
#endif

#include "app/text/layout.h"
#include "crypto/base/secret.h"
#include "crypto/base/utf8.h"

namespace ui {

namespace {

constexpr std::size_t kMostKept = 3000;         // lines
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

void add_plain_lines(const ImFont* font, std::string_view paragraph, float width,
                     std::vector<std::string_view>& made)
{
    do {
        const char* begin = paragraph.data();
        const char* end = begin + paragraph.size();
        const char* cut = font->CalcWordWrapPositionA(1.0F, begin, end, width);
        if (cut == begin) ++cut;  // narrower than a letter: still go on
        while (cut < end && (static_cast<unsigned char>(*cut) & 0xC0) == 0x80) ++cut;
        const auto size = static_cast<std::size_t>(cut - begin);
        made.push_back(paragraph.substr(0, size));
        paragraph.remove_prefix(size);
        while (!paragraph.empty() && paragraph.front() == ' ') paragraph.remove_prefix(1);
    } while (!paragraph.empty());
}

// Word by word; a word longer than the line stands on a line of its own, cut between letters.
void add_shaped_lines(const Fonts& fonts, Face face, std::string_view paragraph, float width,
                      std::vector<std::string_view>& made)
{
    text::Layout layout;
    layout.update(paragraph, width, 0, [&](std::string_view piece) { return fonts.advance(face, piece); });
    for (const auto& line : layout.lines()) {
        auto part = paragraph.substr(line.from, line.to - line.from);
        while (!part.empty() && part.back() == ' ') part.remove_suffix(1);
        made.push_back(part);
    }
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
    forget();
    others_->sheet.clear();
}

// A mark that is never seen takes no room; below 0: not in the picture.
float Fonts::own_advance(const ImFont* font, char32_t letter) const
{
    if (letter == 0xAD || (letter >= 0x200B && letter <= 0x200F) || (letter >= 0x202A && letter <= 0x202E) ||
        (letter >= 0x2060 && letter <= 0x206F) || letter == 0xFEFF)
        return 0;
    if (letter > 0xFFFF) return -1;
    const ImFontGlyph* glyph = font->FindGlyphNoFallback(static_cast<ImWchar>(letter));
    return glyph == nullptr ? -1 : glyph->AdvanceX;
}

bool Fonts::plain(Face of, std::string_view text) const
{
    const ImFont* font = face(of);
    while (!text.empty()) {
        if (static_cast<unsigned char>(text.front()) < 0x80) {
            text.remove_prefix(1);
            continue;
        }
        const auto letter = base::take_code_point(text);
        if (!letter || *letter > 0xFFFF) return !letter;
        if (font->FindGlyphNoFallback(static_cast<ImWchar>(*letter)) == nullptr) return false;
    }
    return true;
}

const text::Shaped& Fonts::shaped(Face of, std::string_view line) const
{
    std::string key(1, static_cast<char>('0' + static_cast<int>(of)));
    key += line;
    const auto found = others_->kept.find(key);
    if (found != others_->kept.end()) return found->second;
    const ImFont* font = face(of);
    auto made = others_->shaper.shape(line, em(of), kTypeScale[static_cast<std::size_t>(of)].strong,
                                      [&](char32_t letter) { return own_advance(font, letter); });
    return others_->kept.emplace(std::move(key), std::move(made)).first->second;
}

float Fonts::advance(Face of, std::string_view line) const
{
    if (!plain(of, line)) return shaped(of, line).width;
    const ImFont* font = face(of);
    float x = 0;
    while (!line.empty()) {
        const auto letter = base::take_code_point(line);
        if (!letter) break;
        x += font->GetCharAdvance(static_cast<ImWchar>(*letter));
    }
    return x;
}

std::vector<std::string_view> Fonts::lines(Face of, std::string_view text, float width) const
{
    std::vector<std::string_view> made;
    for (;;) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        const auto paragraph = text.substr(0, end);
        if (width <= 0 || paragraph.empty())
            made.push_back(paragraph);
        else if (plain(of, paragraph))
            add_plain_lines(face(of), paragraph, width, made);
        else
            add_shaped_lines(*this, of, paragraph, width, made);
        if (end == text.size()) return made;
        text.remove_prefix(end + 1);
    }
}

void Fonts::begin_frame() const
{
    if (others_->kept.size() > kMostKept) forget();
    others_->sheet.begin_frame();
}

void Fonts::forget() const
{
    auto& kept = others_->kept;
    while (!kept.empty()) {
        auto gone = kept.extract(kept.begin());
        base::wipe({reinterpret_cast<std::uint8_t*>(gone.key().data()), gone.key().size()});
    }
}

}  // namespace ui
