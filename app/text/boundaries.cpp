#include "app/text/boundaries.h"

#include <linebreak.h>
#include <utf8proc.h>
#include <wordbreak.h>

#include <algorithm>

namespace text {

namespace {

constexpr const char* kLanguage = "en";

// How far a cluster or a word is looked at on either side: longer ones are cut, which shows nowhere.
constexpr std::size_t kWindow = 4096;  // bytes

const utf8_t* units(std::string_view text)
{
    return reinterpret_cast<const utf8_t*>(text.data());
}

bool continues(char c)
{
    return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
}

bool blank(char c)
{
    return c == ' ' || c == '\n' || c == '\t';
}

// A paragraph's part around `at`, no longer than the window on either side.
Range around(std::string_view text, std::size_t at)
{
    Range part = paragraph_at(text, at);
    if (at - part.from > kWindow) part.from = at - kWindow;
    if (part.to - at > kWindow) part.to = at + kWindow;
    while (part.from > 0 && continues(text[part.from])) --part.from;
    while (part.to < text.size() && continues(text[part.to])) ++part.to;
    return part;
}

void start_breaking()
{
    static const bool started = [] {
        init_linebreak();
        init_wordbreak();
        return true;
    }();
    (void)started;
}

// Offsets of a part at which a cluster begins or ends.
std::vector<std::size_t> cluster_borders(std::string_view part)
{
    std::vector<std::size_t> found{0};
    utf8proc_int32_t former = -1;
    utf8proc_int32_t state = 0;
    for (std::size_t at = 0; at < part.size();) {
        utf8proc_int32_t letter = -1;
        const auto length = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(part.data()) + at,
                                             static_cast<utf8proc_ssize_t>(part.size() - at), &letter);
        if (length <= 0) break;
        if (former >= 0 && utf8proc_grapheme_break_stateful(former, letter, &state)) found.push_back(at);
        former = letter;
        at += static_cast<std::size_t>(length);
    }
    if (!part.empty()) found.push_back(part.size());
    return found;
}

std::vector<std::size_t> word_borders(std::string_view part)
{
    start_breaking();
    std::vector<char> marks(part.size());
    set_wordbreaks_utf8(units(part), part.size(), kLanguage, marks.data());
    std::vector<std::size_t> found{0};
    for (std::size_t i = 0; i < part.size(); ++i)
        if (marks[i] == WORDBREAK_BREAK || i + 1 == part.size()) found.push_back(i + 1);
    return found;
}

}  // namespace

Range paragraph_at(std::string_view text, std::size_t at)
{
    at = std::min(at, text.size());
    const auto start = at == 0 ? std::string_view::npos : text.rfind('\n', at - 1);
    const auto end = text.find('\n', at);
    return {start == std::string_view::npos ? 0 : start + 1,
            end == std::string_view::npos ? text.size() : end};
}

std::vector<Range> words_of(std::string_view text)
{
    std::vector<Range> words;
    const auto borders = word_borders(text);
    for (std::size_t i = 0; i + 1 < borders.size(); ++i) {
        utf8proc_int32_t letter = -1;
        utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data()) + borders[i],
                         static_cast<utf8proc_ssize_t>(text.size() - borders[i]), &letter);
        const auto kind = utf8proc_category(letter);
        if (kind >= UTF8PROC_CATEGORY_LU && kind <= UTF8PROC_CATEGORY_LO)
            words.push_back({borders[i], borders[i + 1]});
    }
    return words;
}

Range word_at(std::string_view text, std::size_t at)
{
    const Range part = around(text, at);
    const auto found = word_borders(text.substr(part.from, part.to - part.from));
    const auto after = std::upper_bound(found.begin(), found.end(), at - part.from);
    if (after == found.end())
        return found.size() < 2 ? Range{at, at}
                                : Range{part.from + found[found.size() - 2], part.from + found.back()};
    return {part.from + *(after - 1), part.from + *after};
}

std::size_t before(std::string_view text, std::size_t at, Step step)
{
    if (at == 0 || step == Step::All) return 0;
    if (step == Step::Paragraph) {
        const auto here = paragraph_at(text, at);
        return here.from < at ? here.from : paragraph_at(text, at - 1).from;
    }
    if (step == Step::Word) {
        while (at > 0 && blank(text[at - 1])) --at;
        return at == 0 ? 0 : word_at(text, at - 1).from;
    }
    const Range part = around(text, at);
    if (part.from == at) return at - 1;  // the LF before this paragraph
    const auto found = cluster_borders(text.substr(part.from, part.to - part.from));
    const auto here = std::lower_bound(found.begin(), found.end(), at - part.from);
    return part.from + *(here - 1);
}

std::size_t after(std::string_view text, std::size_t at, Step step)
{
    if (at >= text.size() || step == Step::All) return text.size();
    if (step == Step::Paragraph) {
        const auto here = paragraph_at(text, at);
        return here.to > at ? here.to : paragraph_at(text, at + 1).to;
    }
    if (step == Step::Word) {
        if (!blank(text[at])) at = word_at(text, at).to;
        while (at < text.size() && blank(text[at])) ++at;
        return at;
    }
    if (text[at] == '\n') return at + 1;
    const Range part = around(text, at);
    const auto found = cluster_borders(text.substr(part.from, part.to - part.from));
    return part.from + *std::upper_bound(found.begin(), found.end(), at - part.from);
}

std::vector<Break> line_breaks(std::string_view paragraph)
{
    start_breaking();
    std::vector<char> marks(paragraph.size());
    set_linebreaks_utf8(units(paragraph), paragraph.size(), kLanguage, marks.data());
    std::vector<Break> found(paragraph.size(), Break::None);
    for (std::size_t i = 0; i < marks.size(); ++i)
        if (marks[i] == LINEBREAK_MUSTBREAK)
            found[i] = Break::Must;
        else if (marks[i] == LINEBREAK_ALLOWBREAK)
            found[i] = Break::May;
    return found;
}

}  // namespace text
