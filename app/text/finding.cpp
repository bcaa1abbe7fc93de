#include "app/text/finding.h"

#include <utf8proc.h>

#include "crypto/base/utf8.h"

namespace text {

namespace {

char32_t folded(char32_t c, bool match_case)
{
    switch (c) {
        case 0x2018:
        case 0x2019: return U'\'';
        case 0x201C:
        case 0x201D: return U'"';
        case 0xA0:
        case 0x202F: return U' ';
        default:
            return match_case ? c : static_cast<char32_t>(utf8proc_tolower(static_cast<utf8proc_int32_t>(c)));
    }
}

}  // namespace

std::vector<Range> find_all(std::string_view text, std::string_view what, bool match_case)
{
    std::vector<char32_t> wanted;
    while (const auto c = base::take_code_point(what)) wanted.push_back(folded(*c, match_case));
    std::vector<Range> found;
    if (wanted.empty()) return found;
    std::vector<char32_t> letters;
    std::vector<std::size_t> at;
    letters.reserve(text.size());
    at.reserve(text.size() + 1);
    for (std::string_view rest = text;;) {
        at.push_back(text.size() - rest.size());
        const auto c = base::take_code_point(rest);
        if (!c) break;
        letters.push_back(folded(*c, match_case));
    }
    for (std::size_t i = 0; i + wanted.size() <= letters.size();) {
        std::size_t n = 0;
        while (n < wanted.size() && letters[i + n] == wanted[n]) ++n;
        if (n < wanted.size()) {
            ++i;
            continue;
        }
        found.push_back({at[i], at[i + n]});
        i += n;
    }
    return found;
}

}  // namespace text
