#include "app/text/layout.h"

#include <algorithm>

namespace text {

namespace {

std::size_t common_start(std::string_view a, std::string_view b)
{
    const auto n = std::min(a.size(), b.size());
    return static_cast<std::size_t>(
        std::mismatch(a.begin(), a.begin() + static_cast<std::ptrdiff_t>(n), b.begin()).first - a.begin());
}

std::size_t common_end(std::string_view a, std::string_view b, std::size_t most)
{
    std::size_t n = 0;
    while (n < most && a[a.size() - 1 - n] == b[b.size() - 1 - n]) ++n;
    return n;
}

std::string_view without_spaces(std::string_view piece)
{
    const auto last = piece.find_last_not_of(' ');
    return last == std::string_view::npos ? piece.substr(0, 0) : piece.substr(0, last + 1);
}

}  // namespace

void Layout::keep(const Paragraph& from, const std::vector<Range>& lines, std::size_t before, std::size_t now)
{
    const auto moved = [&](std::size_t at) { return at - before + now; };
    Paragraph paragraph{{moved(from.range.from), moved(from.range.to)}, lines_.size(), from.lines};
    for (std::size_t i = 0; i < from.lines; ++i) {
        const Range& line = lines[from.first_line + i];
        lines_.push_back({moved(line.from), moved(line.to)});
    }
    paragraphs_.push_back(paragraph);
}

void Layout::update(std::string_view text, float width, std::uint64_t style, const Measure& measure)
{
    const bool other = width != width_ || style != style_ || paragraphs_.empty();
    laid_out_ = 0;
    if (!other && text == text_) return;
    const std::size_t start = other ? 0 : common_start(text_, text);
    const std::size_t end = other ? 0 : common_end(text_, text, std::min(text_.size(), text.size()) - start);
    const auto former = std::move(paragraphs_);
    const auto former_lines = std::move(lines_);
    const std::size_t former_size = text_.size();
    paragraphs_.clear();
    lines_.clear();
    width_ = width;
    style_ = style;
    text_ = text;

    std::size_t at = 0;
    if (!other)
        for (const auto& paragraph : former) {
            if (paragraph.range.to >= start || paragraph.range.to >= text_.size() ||
                text_[paragraph.range.to] != '\n')
                break;
            keep(paragraph, former_lines, 0, 0);
            at = paragraph.range.to + 1;
        }
    // Those after the change stand where they stood, counted from the end.
    auto later = former.end();
    if (!other)
        while (later != former.begin() && former_size - (later - 1)->range.from < end &&
               text_.size() - (former_size - (later - 1)->range.from) > at)
            --later;
    const std::size_t stop =
        later == former.end() ? text_.size() + 1 : text_.size() - (former_size - later->range.from);
    while (at < stop) {
        const auto found = text_.find('\n', at);
        const std::size_t to = found == std::string::npos ? text_.size() : found;
        add({at, to}, measure);
        at = to + 1;
    }
    for (; later != former.end(); ++later) keep(*later, former_lines, former_size, text_.size());
}

// Word by word; a word longer than the line is cut between clusters.
void Layout::add(Range paragraph, const Measure& measure)
{
    ++laid_out_;
    const std::size_t first = lines_.size();
    const auto whole = std::string_view(text_).substr(paragraph.from, paragraph.to - paragraph.from);
    auto breaks = line_breaks(whole);
    const auto atoms = atoms_ == nullptr ? std::vector<Range>() : atoms_(whole);
    for (const Range& atom : atoms)
        std::fill(breaks.begin() + static_cast<std::ptrdiff_t>(atom.from),
                  breaks.begin() + static_cast<std::ptrdiff_t>(atom.to - 1), Break::None);
    const auto cut_after = [&](std::size_t at) {
        for (const Range& atom : atoms)
            if (atom.from == at) return atom.to;
        return after(whole, at, Step::Cluster);
    };
    std::size_t line = 0;  // where this line and this word begin, in the paragraph
    std::size_t word = 0;
    float used = 0;
    const auto end_line = [&](std::size_t at) {
        lines_.push_back({paragraph.from + line, paragraph.from + at});
        line = at;
        used = 0;
    };
    for (std::size_t i = 0; i < whole.size(); ++i) {
        if (breaks[i] == Break::None && i + 1 < whole.size()) continue;
        const auto piece = whole.substr(word, i + 1 - word);
        const float seen = measure(without_spaces(piece));
        if (used > 0 && used + seen > width_) end_line(word);
        if (seen > width_) {
            for (std::size_t cut = word; cut < i + 1;) {
                const std::size_t next = cut_after(cut);
                const float wide = measure(whole.substr(cut, next - cut));
                if (used > 0 && used + wide > width_) end_line(cut);
                used += wide;
                cut = next;
            }
        } else {
            used += measure(piece);
        }
        word = i + 1;
        if (breaks[i] == Break::Must && i + 1 < whole.size()) end_line(i + 1);
    }
    lines_.push_back({paragraph.from + line, paragraph.to});
    paragraphs_.push_back({paragraph, first, lines_.size() - first});
}

std::size_t Layout::line_of(std::size_t at, bool ends) const
{
    auto found = std::upper_bound(lines_.begin(), lines_.end(), at,
                                  [](std::size_t value, const Range& line) { return value < line.from; });
    if (found != lines_.begin()) --found;
    if (ends && found != lines_.begin() && found->from == at && (found - 1)->to == at) --found;
    return static_cast<std::size_t>(found - lines_.begin());
}

}  // namespace text
