#include "app/text/script_fonts.h"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <map>

#include <ft2build.h>
#include <hb.h>
#include FT_FREETYPE_H
#include FT_OUTLINE_H

namespace text {

namespace {

// Noto Sans before the other Noto families, those before the rest; only upright faces of ordinary weight.
std::optional<int> rank_of(const base::Path& path)
{
    const auto end = base::to_utf8(path.extension());
    if (end != ".ttf" && end != ".otf" && end != ".ttc") return std::nullopt;
    const auto name = base::to_utf8(path.stem());
    const auto holds = [&](std::string_view part) { return name.find(part) != std::string::npos; };
    if (holds("Bold") || holds("Italic") || holds("Oblique") || holds("Thin") || holds("Light") ||
        holds("Black") || holds("Medium") || holds("Condensed") || holds("Mono"))
        return std::nullopt;
    if (name.starts_with("NotoSans") && holds("-Regular")) return 0;
    if (name.starts_with("Noto") && holds("-Regular")) return 1;
    return 2;
}

// Whether a Noto font is named for the script of the letter: the four letters of ISO 15924 stand in order in
// the script's name (Taml in NotoSansTamil). Other fonts hold some letters of a script beside their own.
bool named_for(const base::Path& path, char32_t letter)
{
    auto name = base::to_utf8(path.stem());
    for (const std::string_view family : {"NotoSans", "NotoSerif", "Noto"})
        if (name.starts_with(family)) {
            name.erase(0, family.size());
            break;
        }
    char tag[4];
    hb_tag_to_string(hb_script_to_iso15924_tag(hb_unicode_script(hb_unicode_funcs_get_default(), letter)),
                     tag);
    if (name.empty() || name.front() != tag[0]) return false;
    std::size_t at = 0;
    for (const char c : name.substr(0, name.find('-')))
        if (at < 4 && c == tag[at]) ++at;
    return at == 4;
}

// Of a collection for Chinese, Japanese and Korean: the face whose shapes the script's readers know.
FT_Long face_of(const base::Path& path, char32_t letter)
{
    if (base::to_utf8(path.stem()).find("CJK") == std::string::npos) return 0;
    switch (hb_unicode_script(hb_unicode_funcs_get_default(), letter)) {
        case HB_SCRIPT_HANGUL: return 1;
        case HB_SCRIPT_HAN: return 2;
        default: return 0;
    }
}

}  // namespace

struct ScriptFonts::Inside {
    struct FontFile {
        base::Path path;
        int rank = 0;
        bool operator<(const FontFile& other) const
        {
            return rank != other.rank ? rank < other.rank : path < other.path;
        }
    };
    struct Font {
        base::Path path;
        FT_Long index = 0;
        FT_Face face = nullptr;
        hb_face_t* shapes = nullptr;
        std::map<long, hb_font_t*> sized;  ///< by 64ths of a pixel
    };

    explicit Inside(std::vector<base::Path> where) : folders(std::move(where)) { FT_Init_FreeType(&library); }
    ~Inside()
    {
        for (auto& font : fonts) {
            for (auto& [size, one] : font.sized) hb_font_destroy(one);
            hb_face_destroy(font.shapes);
            FT_Done_Face(font.face);
        }
        FT_Done_FreeType(library);
    }
    Inside(const Inside&) = delete;
    Inside& operator=(const Inside&) = delete;

    void look()
    {
        looked = true;
        for (const auto& folder : folders) {
            std::error_code failed;
            for (auto at = std::filesystem::recursive_directory_iterator(folder, failed);
                 !failed && at != std::filesystem::recursive_directory_iterator(); at.increment(failed))
                if (const auto rank = rank_of(at->path())) files.push_back({at->path(), *rank});
        }
        std::sort(files.begin(), files.end());
    }

    // Opens it if it has the letter.
    std::optional<int> open(const base::Path& path, char32_t letter)
    {
        for (std::size_t i = 0; i < fonts.size(); ++i)
            if (fonts[i].path == path && fonts[i].index == face_of(path, letter) &&
                FT_Get_Char_Index(fonts[i].face, letter) != 0)
                return static_cast<int>(i);
        Font font{path, face_of(path, letter), nullptr, nullptr, {}};
        const auto name = base::to_utf8(path);
        if (FT_New_Face(library, name.c_str(), font.index, &font.face) != 0) return std::nullopt;
        if (FT_IS_SCALABLE(font.face) && FT_Get_Char_Index(font.face, letter) != 0) {
            hb_blob_t* blob = hb_blob_create_from_file(name.c_str());
            font.shapes = hb_face_create(blob, static_cast<unsigned>(font.index));
            hb_blob_destroy(blob);
            fonts.push_back(std::move(font));
            return static_cast<int>(fonts.size() - 1);
        }
        FT_Done_Face(font.face);
        return std::nullopt;
    }

    std::optional<int> open_as(const base::Path& path, char32_t letter, bool strong)
    {
        auto name = base::to_utf8(path.filename());
        if (const auto at = name.find("-Regular"); strong && at != std::string::npos) {
            name.replace(at, 8, "-Bold");
            std::error_code none;
            const auto bold = path.parent_path() / base::path_from_utf8(name);
            if (std::filesystem::exists(bold, none))
                if (const auto found = open(bold, letter)) return found;
        }
        return open(path, letter);
    }

    std::optional<int> find(char32_t letter, bool strong)
    {
        if (!looked) look();
        for (const bool named : {true, false})
            for (const auto& file : files)
                if (named_for(file.path, letter) == named)
                    if (const auto found = open_as(file.path, letter, strong)) return found;
        return std::nullopt;
    }

    std::vector<base::Path> folders;
    FT_Library library = nullptr;
    bool looked = false;
    std::vector<FontFile> files;
    std::vector<Font> fonts;
    std::map<std::pair<char32_t, bool>, std::optional<int>> known;
};

ScriptFonts::ScriptFonts(std::vector<base::Path> folders)
    : inside_(std::make_unique<Inside>(std::move(folders)))
{
}
ScriptFonts::~ScriptFonts() = default;
ScriptFonts::ScriptFonts(ScriptFonts&&) noexcept = default;
ScriptFonts& ScriptFonts::operator=(ScriptFonts&&) noexcept = default;

std::vector<base::Path> ScriptFonts::installed()
{
    return {base::path_from_utf8("/usr/share/fonts"), base::path_from_utf8("/usr/local/share/fonts")};
}

std::optional<int> ScriptFonts::holding(char32_t letter, bool strong)
{
    const auto found = inside_->known.find({letter, strong});
    if (found != inside_->known.end()) return found->second;
    const auto font = inside_->find(letter, strong);
    inside_->known.emplace(std::pair{letter, strong}, font);
    return font;
}

bool ScriptFonts::has(int font, char32_t letter) const
{
    return FT_Get_Char_Index(inside_->fonts[static_cast<std::size_t>(font)].face, letter) != 0;
}

hb_font_t* ScriptFonts::sized(int font, float em)
{
    auto& one = inside_->fonts[static_cast<std::size_t>(font)];
    const long scale = std::lround(em * 64);
    auto& made = one.sized[scale];
    if (made == nullptr) {
        made = hb_font_create(one.shapes);
        hb_font_set_scale(made, static_cast<int>(scale), static_cast<int>(scale));
    }
    return made;
}

Picture ScriptFonts::draw(int font, std::uint32_t glyph, float em, int quarter)
{
    const FT_Face face = inside_->fonts[static_cast<std::size_t>(font)].face;
    Picture made;
    if (FT_Set_Char_Size(face, 0, std::lround(em * 64), 72, 72) != 0 ||
        FT_Load_Glyph(face, glyph, FT_LOAD_NO_HINTING | FT_LOAD_NO_BITMAP) != 0)
        return made;
    if (face->glyph->format == FT_GLYPH_FORMAT_OUTLINE)
        FT_Outline_Translate(&face->glyph->outline, quarter * 16, 0);
    if (FT_Render_Glyph(face->glyph, FT_RENDER_MODE_NORMAL) != 0) return made;
    const FT_Bitmap& drawn = face->glyph->bitmap;
    if (drawn.pixel_mode != FT_PIXEL_MODE_GRAY || drawn.pitch < 0) return made;
    made.width = static_cast<int>(drawn.width);
    made.height = static_cast<int>(drawn.rows);
    made.left = face->glyph->bitmap_left;
    made.top = face->glyph->bitmap_top;
    for (unsigned row = 0; row < drawn.rows; ++row) {
        const auto* from =
            drawn.buffer + static_cast<std::size_t>(row) * static_cast<std::size_t>(drawn.pitch);
        made.grey.insert(made.grey.end(), from, from + drawn.width);
    }
    return made;
}

std::string package_for(char32_t letter)
{
    switch (hb_unicode_script(hb_unicode_funcs_get_default(), letter)) {
        case HB_SCRIPT_HAN:
        case HB_SCRIPT_HANGUL:
        case HB_SCRIPT_HIRAGANA:
        case HB_SCRIPT_KATAKANA:
        case HB_SCRIPT_BOPOMOFO: return "fonts-noto-cjk";
        default: return "fonts-noto-core";
    }
}

}  // namespace text
