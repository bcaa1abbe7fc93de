// Words to lines.
#include <algorithm>

#include "app/pages/pages.h"

namespace pages {

namespace {

constexpr double kGapOfHeight = 2.5;  // words further apart than this many heights are in another column

Place around(const Place& a, const Place& b)
{
    const double x = std::min(a.x, b.x), y = std::min(a.y, b.y);
    return {x, y, std::max(a.x + a.w, b.x + b.w) - x, std::max(a.y + a.h, b.y + b.h) - y};
}

bool goes_on(const Place& line, const Place& last, const Place& word)
{
    const double middle = word.y + word.h / 2;
    const bool level = middle > line.y && middle < line.y + line.h;
    return level && word.x >= last.x && word.x - (last.x + last.w) < kGapOfHeight * std::max(last.h, word.h);
}

}  // namespace

std::vector<Line> lines_of(const std::vector<Word>& words)
{
    std::vector<Line> lines;
    Place last;
    for (const Word& word : words) {
        if (!lines.empty() && goes_on(lines.back().place, last, word.place)) {
            lines.back().text += " " + word.text;
            lines.back().place = around(lines.back().place, word.place);
        } else {
            lines.push_back({word.text, word.place});
        }
        last = word.place;
    }
    return lines;
}

std::string text_in(const std::vector<Line>& lines, const Place& part)
{
    std::string text;
    for (const Line& line : lines) {
        const Place& at = line.place;
        const double high = std::min(at.y + at.h, part.y + part.h) - std::max(at.y, part.y);
        const double wide = std::min(at.x + at.w, part.x + part.w) - std::max(at.x, part.x);
        if (wide <= 0 || high <= at.h / 2) continue;
        text += (text.empty() ? "" : "\n") + line.text;
    }
    return text;
}

}  // namespace pages
