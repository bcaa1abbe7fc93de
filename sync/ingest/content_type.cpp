#include "sync/ingest/content_type.h"

#include <array>

#include "crypto/base/utf8.h"

namespace ingest {
namespace {

using namespace std::string_view_literals;

struct Magic {
    std::string_view type;
    std::size_t offset;
    std::string_view bytes;
};

// Office files are zip containers; what is inside them is looked at by the importer, in its own sandbox.
constexpr std::array kMagic = {
    Magic{"pdf", 0, "%PDF-"},
    Magic{"png", 0, "\x89PNG\r\n\x1a\n"sv},
    Magic{"jpeg", 0, "\xff\xd8\xff"sv},
    Magic{"gif", 0, "GIF87a"},
    Magic{"gif", 0, "GIF89a"},
    Magic{"tiff", 0, "II*\0"sv},
    Magic{"tiff", 0, "MM\0*"sv},
    Magic{"bmp", 0, "BM"},
    Magic{"webp", 8, "WEBP"},
    Magic{"wav", 8, "WAVE"},
    Magic{"heif or mp4", 4, "ftyp"},
    Magic{"mp3", 0, "ID3"},
    Magic{"mp3", 0, "\xff\xfb"sv},
    Magic{"mp3", 0, "\xff\xf3"sv},
    Magic{"ogg", 0, "OggS"},
    Magic{"flac", 0, "fLaC"},
    Magic{"zip container", 0, "PK\x03\x04"sv},
    Magic{"office 97", 0, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"sv},
    Magic{"rtf", 0, "{\\rtf"},
};

bool has_text_controls_only(std::string_view text)
{
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        const bool white = c == '\n' || c == '\r' || c == '\t' || c == '\f';
        if ((byte < 0x20 && !white) || byte == 0x7f) return false;
    }
    return true;
}

/// UTF-16 with a byte order mark: every code unit a letter or white space, no NUL.
bool is_utf16_text(std::string_view text)
{
    const bool little = text.starts_with("\xff\xfe"sv);
    if (!little && !text.starts_with("\xfe\xff"sv)) return false;
    for (std::size_t i = 2; i + 1 < text.size(); i += 2) {
        const auto low = static_cast<unsigned char>(text[little ? i : i + 1]);
        const auto high = static_cast<unsigned char>(text[little ? i + 1 : i]);
        const bool white = low == '\n' || low == '\r' || low == '\t';
        if (high == 0 && low < 0x20 && !white) return false;
    }
    return true;
}

}  // namespace

std::string_view content_type(base::ByteView beginning)
{
    const auto text = base::text_of(beginning.first(std::min(beginning.size(), kTypeBytes)));
    if (text.empty()) return "empty";
    for (const auto& magic : kMagic)
        if (text.size() >= magic.offset && text.substr(magic.offset).starts_with(magic.bytes))
            return magic.type;
    if (text.starts_with("#!")) return {};
    if (is_utf16_text(text)) return "text";
    // Any 8-bit text: agencies send Windows-1252. A program has NULs and controls in its first page.
    if (has_text_controls_only(text)) return "text";
    return {};
}

}  // namespace ingest
