#pragma once
/// Lines of a text wrapped at a width. Paragraphs that did not change are not laid out again, so that typing
/// in a long text costs one paragraph. Source: Unicode Standard Annex 14.

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "app/text/boundaries.h"

namespace text {

/// Width of a piece drawn on one line, in pixels.
using Measure = std::function<float(std::string_view piece)>;

class Layout {
public:
    /// `atoms`: what no line end may part.
    explicit Layout(Atoms atoms = nullptr) : atoms_(atoms) {}

    /// Brings the lines up to date. `style`: changes when `measure` gives other widths.
    void update(std::string_view text, float width, std::uint64_t style, const Measure& measure);

    /// In order; a line's range leaves out its LF, and holds the spaces at its end. At least one.
    const std::vector<Range>& lines() const { return lines_; }
    /// The line on which a caret at `at` is drawn. `ends`: at a wrap, the end of the upper line.
    std::size_t line_of(std::size_t at, bool ends = false) const;
    /// Paragraphs laid out by the last update; for tests.
    std::size_t laid_out() const { return laid_out_; }

private:
    struct Paragraph {
        Range range;  ///< without its LF
        std::size_t first_line = 0, lines = 0;
    };
    void add(Range paragraph, const Measure& measure);
    void keep(const Paragraph& from, const std::vector<Range>& lines, std::size_t before, std::size_t now);

    Atoms atoms_;
    std::string text_;
    float width_ = -1;
    std::uint64_t style_ = 0;
    std::vector<Range> lines_;
    std::vector<Paragraph> paragraphs_;
    std::size_t laid_out_ = 0;
};

}  // namespace text
