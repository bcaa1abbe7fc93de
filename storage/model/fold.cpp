#include "storage/model/fold.h"

#include <utf8proc.h>

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <utility>

#include "crypto/base/utf8.h"

namespace model {
namespace {

constexpr char32_t kReplacement = 0xFFFD;

/// Letters that Unicode does not take apart, after case folding. Ascending by code point.
constexpr std::pair<char32_t, std::string_view> kLetters[] = {
    {0x00DF, "ss"},        // ß
    {0x00E6, "ae"},        // æ
    {0x00F0, "d"},         // ð
    {0x00F8, "o"},         // ø
    {0x00FE, "th"},        // þ
    {0x0111, "d"},         // đ
    {0x0127, "h"},         // ħ
    {0x0131, "i"},         // ı
    {0x0138, "k"},         // ĸ
    {0x0142, "l"},         // ł
    {0x014B, "n"},         // ŋ
    {0x0153, "oe"},        // œ
    {0x0167, "t"},         // ŧ
    {0x0180, "b"},         // ƀ
    {0x0183, "b"},         // ƃ
    {0x0188, "c"},         // ƈ
    {0x018C, "d"},         // ƌ
    {0x0192, "f"},         // ƒ
    {0x0195, "hv"},        // ƕ
    {0x0199, "k"},         // ƙ
    {0x019A, "l"},         // ƚ
    {0x019E, "n"},         // ƞ
    {0x01A5, "p"},         // ƥ
    {0x01AB, "t"},         // ƫ
    {0x01AD, "t"},         // ƭ
    {0x01B4, "y"},         // ƴ
    {0x01B6, "z"},         // ƶ
    {0x01DD, "e"},         // ǝ
    {0x01E5, "g"},         // ǥ
    {0x0225, "z"},         // ȥ
    {0x0234, "l"},         // ȴ
    {0x0235, "n"},         // ȵ
    {0x0236, "t"},         // ȶ
    {0x0237, "j"},         // ȷ
    {0x023C, "c"},         // ȼ
    {0x023F, "s"},         // ȿ
    {0x0240, "z"},         // ɀ
    {0x0247, "e"},         // ɇ
    {0x0249, "j"},         // ɉ
    {0x024B, "q"},         // ɋ
    {0x024D, "r"},         // ɍ
    {0x024F, "y"},         // ɏ
    {0x0253, "b"},         // ɓ
    {0x0254, "o"},         // ɔ
    {0x0256, "d"},         // ɖ
    {0x0257, "d"},         // ɗ
    {0x0259, "e"},         // ə
    {0x025B, "e"},         // ɛ
    {0x0260, "g"},         // ɠ
    {0x0263, "g"},         // ɣ
    {0x0268, "i"},         // ɨ
    {0x0269, "i"},         // ɩ
    {0x026B, "l"},         // ɫ
    {0x0272, "n"},         // ɲ
    {0x0275, "o"},         // ɵ
    {0x0280, "r"},         // ʀ
    {0x0289, "u"},         // ʉ
    {0x028B, "v"},         // ʋ
    {0x0491, "\xD0\xB3"},  // ґ becomes г
    {0x1E9F, "d"},         // ẟ
    {0x2018, "'"},         // left single quotation mark
    {0x2019, "'"},         // right single quotation mark
    {0x201B, "'"},         // reversed quotation mark
    {0x02B9, "'"},         // modifier letter prime
    {0x02BB, "'"},         // ʻ of Hawaiian and Uzbek names
    {0x02BC, "'"},         // modifier letter apostrophe
    {0x2C65, "a"},         // ⱥ
    {0x2C66, "t"},         // ⱦ
};

std::string_view own_spelling(char32_t point)
{
    const auto at = std::find_if(std::begin(kLetters), std::end(kLetters),
                                 [&](const auto& l) { return l.first == point; });
    return at == std::end(kLetters) ? std::string_view() : at->second;
}

/// UTF-8 with every byte that is none turned into U+FFFD.
std::string sound(std::string_view text)
{
    if (base::is_utf8(text)) return std::string(text);
    std::string made;
    while (!text.empty()) {
        if (const auto point = base::take_code_point(text)) {
            base::append_utf8(made, *point);
        } else {
            base::append_utf8(made, kReplacement);
            text.remove_prefix(1);
        }
    }
    return made;
}

struct Freed {
    void operator()(utf8proc_uint8_t* text) const { std::free(text); }
};

std::string mapped(const std::string& text, int options)
{
    utf8proc_uint8_t* raw = nullptr;
    const auto length = utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                     static_cast<utf8proc_ssize_t>(text.size()), &raw,
                                     static_cast<utf8proc_option_t>(options));
    const std::unique_ptr<utf8proc_uint8_t, Freed> made(raw);
    // Sound UTF-8 cannot be refused; what is left is memory, which ends the program as everywhere.
    if (length < 0) std::abort();
    return {reinterpret_cast<const char*>(made.get()), static_cast<std::size_t>(length)};
}

bool ascii(std::string_view text)
{
    return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

bool stands_in_word(char32_t point)
{
    switch (utf8proc_category(static_cast<utf8proc_int32_t>(point))) {
        case UTF8PROC_CATEGORY_LU:
        case UTF8PROC_CATEGORY_LL:
        case UTF8PROC_CATEGORY_LT:
        case UTF8PROC_CATEGORY_LM:
        case UTF8PROC_CATEGORY_LO:
        case UTF8PROC_CATEGORY_MN:
        case UTF8PROC_CATEGORY_MC:
        case UTF8PROC_CATEGORY_ME:
        case UTF8PROC_CATEGORY_ND:
        case UTF8PROC_CATEGORY_NL:
        case UTF8PROC_CATEGORY_NO: return true;
        default: return false;  // an enumeration of the library's
    }
}

std::string folded_once(const std::string& text)
{
    constexpr int options = UTF8PROC_STABLE | UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD |
                            UTF8PROC_STRIPMARK | UTF8PROC_IGNORE;
    const std::string made = mapped(text, options);
    std::string folded;
    folded.reserve(made.size());
    std::string_view rest = made;
    while (!rest.empty()) {
        const auto before = rest;
        const auto point = base::take_code_point(rest);
        if (!point) std::abort();  // the library's own output
        const auto own = own_spelling(*point);
        if (own.empty())
            folded += before.substr(0, before.size() - rest.size());
        else
            folded += own;
    }
    return folded;
}

}  // namespace

std::string fold(std::string_view text)
{
    std::string made(text);
    if (ascii(text)) {
        std::transform(made.begin(), made.end(), made.begin(),
                       [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
        return made;
    }
    made = sound(text);
    // Folding can bring up a letter that folds again (a few compatibility forms); two rounds reach the end.
    for (std::string next = folded_once(made); next != made; next = folded_once(made)) made = std::move(next);
    return made;
}

std::vector<std::string> words(std::string_view folded)
{
    std::vector<std::string> found;
    std::string word;
    const auto end_word = [&] {
        if (!word.empty()) found.push_back(std::move(word));
        word.clear();
    };
    while (!folded.empty()) {
        const auto point = base::take_code_point(folded);
        if (!point) folded.remove_prefix(1);
        if (point && stands_in_word(*point))
            base::append_utf8(word, *point);
        else
            end_word();
    }
    end_word();
    return found;
}

std::vector<WordSpan> word_spans(std::string_view text)
{
    std::vector<WordSpan> found;
    const std::string_view whole = text;
    bool inside = false;
    bool lower_case = false;
    bool upper_case = false;
    const auto end_word = [&] {
        if (inside) found.back().upper = upper_case && !lower_case;
        inside = lower_case = upper_case = false;
    };
    while (!text.empty()) {
        const std::size_t at = whole.size() - text.size();
        const auto point = base::take_code_point(text);
        if (!point) text.remove_prefix(1);
        if (!point || !stands_in_word(*point)) {
            end_word();
            continue;
        }
        const auto category = utf8proc_category(static_cast<utf8proc_int32_t>(*point));
        const bool up = category == UTF8PROC_CATEGORY_LU || category == UTF8PROC_CATEGORY_LT;
        if (!inside) found.push_back({at, 0, up || category == UTF8PROC_CATEGORY_LO, false});
        inside = true;
        upper_case = upper_case || up;
        lower_case = lower_case || category == UTF8PROC_CATEGORY_LL;
        found.back().length = whole.size() - text.size() - found.back().offset;
    }
    end_word();
    return found;
}

std::string lower(std::string_view text)
{
    return mapped(sound(text), UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD);
}

std::string nfc(std::string_view text)
{
    if (ascii(text)) return std::string(text);
    return mapped(sound(text), UTF8PROC_STABLE | UTF8PROC_COMPOSE);
}

}  // namespace model
