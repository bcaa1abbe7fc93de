#include "app/import/decode.h"

#include <uchardet.h>

#include <algorithm>
#include <array>
#include <memory>
#include <optional>

#include "app/import/cells.h"
#include "crypto/base/utf8.h"

namespace import_ {
namespace {

using base::ErrorKind;
using base::fail;

/// 0x80 to 0x9f of Windows-1252; 0 where the code page has nothing.
constexpr std::array<char32_t, 32> kWindows = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

/// Puts code points, making line ends LF and other control characters U+FFFD.
class Writer {
public:
    explicit Writer(std::size_t about) { text_.reserve(about + about / 8); }

    void put(char32_t c)
    {
        const bool after_cr = was_cr_;
        was_cr_ = c == U'\r';
        if (c == U'\n' && after_cr) return;
        if (c == U'\r') c = U'\n';
        const bool control = c < 0x20 ? c != U'\n' && c != U'\t' : c >= 0x7F && c < 0xA0;
        base::append_utf8(text_, control ? kReplacement : c);
    }

    std::string take() { return std::move(text_); }

private:
    std::string text_;
    bool was_cr_ = false;
};

bool begins_with(ByteView file, std::initializer_list<int> with)
{
    return file.size() >= with.size() &&
           std::equal(with.begin(), with.end(), file.begin(), [](int a, std::uint8_t b) { return a == b; });
}

std::string from_utf8(std::string_view bytes)
{
    Writer writer(bytes.size());
    while (!bytes.empty()) {
        if (const auto c = base::take_code_point(bytes)) {
            writer.put(*c);
        } else {
            writer.put(kReplacement);
            bytes.remove_prefix(1);
        }
    }
    return writer.take();
}

std::string from_windows(ByteView file)
{
    Writer writer(file.size());
    for (const std::uint8_t byte : file) {
        if (byte < 0x80 || byte >= 0xA0)
            writer.put(byte);
        else
            writer.put(kWindows[byte - 0x80U] == 0 ? kReplacement : kWindows[byte - 0x80U]);
    }
    return writer.take();
}

std::string from_utf16(ByteView file, bool little)
{
    Writer writer(file.size());
    const auto unit = [&](std::size_t at) -> char32_t {
        const std::uint32_t low = file[little ? at : at + 1];
        const std::uint32_t high = file[little ? at + 1 : at];
        return static_cast<char32_t>(low | (high << 8U));
    };
    std::size_t at = 0;
    for (; at + 1 < file.size(); at += 2) {
        const char32_t first = unit(at);
        if (first < 0xD800 || first > 0xDFFF) {
            writer.put(first);
            continue;
        }
        const char32_t second = first < 0xDC00 && at + 3 < file.size() ? unit(at + 2) : 0;
        if (second < 0xDC00 || second > 0xDFFF) {
            writer.put(kReplacement);
            continue;
        }
        writer.put(0x10000 + ((first - 0xD800) << 10U) + (second - 0xDC00));
        at += 2;
    }
    if (at < file.size()) writer.put(kReplacement);
    return writer.take();
}

/// UTF-16 without a mark: nearly every other byte of Western text is 0.
std::optional<bool> is_utf16_little(ByteView file)
{
    const std::size_t size = std::min<std::size_t>(file.size(), 4096) / 2 * 2;
    if (size < 4) return std::nullopt;
    std::array<std::size_t, 2> zeros{};
    for (std::size_t i = 0; i < size; ++i)
        if (file[i] == 0) ++zeros[i % 2];
    const std::size_t half = size / 2;
    if (zeros[1] * 10 > half * 6 && zeros[0] * 10 < half) return true;
    if (zeros[0] * 10 > half * 6 && zeros[1] * 10 < half) return false;
    return std::nullopt;
}

/// UTF-8 with a few damaged bytes, told from a single-byte code page.
bool is_mostly_utf8(std::string_view bytes)
{
    std::size_t good = 0;
    std::size_t bad = 0;
    while (!bytes.empty()) {
        const auto c = base::take_code_point(bytes);
        if (!c) {
            ++bad;
            bytes.remove_prefix(1);
        } else if (*c >= 0x80) {
            ++good;
        }
    }
    return good >= 4 && good >= bad * 4;
}

/// What the detector thinks of a file read as Windows-1252: only ever a note.
std::optional<std::string> other_code_page(ByteView file)
{
    const std::unique_ptr<uchardet, void (*)(uchardet*)> detector(uchardet_new(), uchardet_delete);
    if (!detector) return std::nullopt;
    const std::string_view text = base::text_of(file.first(std::min<std::size_t>(file.size(), 1024U * 1024)));
    if (uchardet_handle_data(detector.get(), text.data(), text.size()) != 0) return std::nullopt;
    uchardet_data_end(detector.get());
    const std::string name = uchardet_get_charset(detector.get());
    for (const char* same : {"", "ASCII", "WINDOWS-1252", "ISO-8859-1", "ISO-8859-15", "UTF-8"})
        if (name == same) return std::nullopt;
    return name;
}

std::optional<base::Error> refusal(ByteView file)
{
    const auto not_text = [](const char* what) {
        return fail(ErrorKind::Invalid, std::string(what) + " Nothing was imported.", "not_text");
    };
    if (file.empty())
        return fail(ErrorKind::Invalid,
                    "The file is empty. Nothing was imported; ask the agency to send it again.",
                    "empty_file");
    if (begins_with(file, {'%', 'P', 'D', 'F'})) return not_text("This is a PDF, not a text file.");
    return std::nullopt;
}

}  // namespace

char32_t windows_letter(std::uint8_t byte)
{
    return kWindows[byte - 0x80U];
}

std::string clean(std::string_view text)
{
    return from_utf8(text);
}

Result<Decoded> decode(ByteView file)
{
    if (auto error = refusal(file)) return *error;
    if (begins_with(file, {0xEF, 0xBB, 0xBF}))
        return Decoded{"utf-8-bom", from_utf8(base::text_of(file.subspan(3))), {}};
    if (begins_with(file, {0xFF, 0xFE})) return Decoded{"utf-16le", from_utf16(file.subspan(2), true), {}};
    if (begins_with(file, {0xFE, 0xFF})) return Decoded{"utf-16be", from_utf16(file.subspan(2), false), {}};
    if (const auto little = is_utf16_little(file))
        return Decoded{*little ? "utf-16le" : "utf-16be", from_utf16(file, *little), {}};
    const auto controls = std::ranges::count_if(
        file, [](std::uint8_t byte) { return byte < 0x20 && (byte < 0x09 || byte > 0x0D); });
    const auto zeros = std::ranges::count(file, std::uint8_t{0});
    const bool many = file.size() > 1024 && static_cast<std::size_t>(controls) * 50 > file.size();
    if (many || static_cast<std::size_t>(zeros) * 100 > file.size())
        return fail(ErrorKind::Invalid, "This does not look like a text file. Nothing was imported.",
                    "not_text");
    const std::string_view text = base::text_of(file);
    if (base::is_utf8(text) || is_mostly_utf8(text)) return Decoded{"utf-8", from_utf8(text), {}};
    Decoded decoded{"windows-1252", from_windows(file), {}};
    const bool letters = std::ranges::any_of(file, [](std::uint8_t byte) { return byte >= 0xC0; });
    if (const auto name = letters ? other_code_page(file) : std::nullopt)
        decoded.notes.push_back("The file was read as Windows-1252, but may be " + *name +
                                ": check names with accents, or ask for it as UTF-8.");
    return decoded;
}

}  // namespace import_
