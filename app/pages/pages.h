#pragma once
/// A document shown inside the program: its pages as pixels, and the words on them with their places. What
/// draws them is a confined child (app/render); what it answers is held here as a stranger's.
/// Source: docs/decisions/0076-documents-inside.md.

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "crypto/base/bytes.h"
#include "crypto/base/child.h"

namespace pages {

using base::ByteView;
using base::Result;

enum class Format : std::uint8_t { Pdf = 1, Png = 2, Jpeg = 3 };
/// By its first bytes; none: not a kind of file that can be drawn here.
std::optional<Format> format_of(ByteView file);

struct PageSize {
    double width = 0, height = 0;  ///< points, 72 to the inch
};

/// A part of a page: 0 to 1 from its left and top edge.
struct Place {
    double x = 0, y = 0, w = 0, h = 0;
    bool operator==(const Place&) const = default;
};

struct Word {
    std::string text;
    Place place;
    bool operator==(const Word&) const = default;
};
/// Words that stand beside each other, in reading order.
struct Line {
    std::string text;
    Place place;
};

struct Picture {
    int width = 0, height = 0;  ///< pixels
    base::Bytes rgb;            ///< rows from the top, three bytes each pixel
};

struct Limits {
    std::uint64_t file_bytes = 256ULL << 20;
    std::size_t pages = 10'000;
    std::uint64_t pixels = 16ULL << 20;  ///< of one picture
    std::size_t words = 20'000;          ///< of one page
    std::size_t text_bytes = 1U << 20;   ///< of one page
    double points = 20'000;              ///< of a page's side
    std::uint64_t memory_bytes = 2ULL << 30;
    std::uint64_t cpu_seconds = 300;  ///< for as long as the document is open
    std::chrono::seconds answer{20};  ///< of the clock, for each page
};

/// The word that makes a program draw pages and nothing else (app/render).
inline constexpr const char* kRenderWord = "render-document";

/// Lines from words in reading order.
std::vector<Line> lines_of(const std::vector<Word>& words);
/// The lines that the part covers by more than half of their height, joined with line ends.
std::string text_in(const std::vector<Line>& lines, const Place& part);

/// One open document and the child that draws it. Not for two threads at once.
class Viewer {
public:
    /// Starts `program` with kRenderWord and gives it the file. `wait_on` may give up. Errors, each a whole
    /// sentence for the person: Invalid `render_kind`, `render_damaged`; Refused `render_locked` (it has a
    /// password), `render_large`, `render_lost`, `render_limit`, `render_answer`; Cancelled; Io
    /// `render_start`.
    static Result<Viewer> open(const base::Path& program, ByteView file, const base::WaitOn& wait_on,
                               const Limits& limits = {});

    Format format() const { return format_; }
    const std::vector<PageSize>& sizes() const { return sizes_; }
    /// Page from 0. The picture is as wide as asked and as high as the page's shape makes it, smaller when
    /// that were more pixels than a picture may have. Errors: as open(); NotFound.
    Result<Picture> picture(std::size_t page, int width, const base::WaitOn& wait_on);
    /// In reading order; none where the page is a picture only.
    Result<std::vector<Word>> words(std::size_t page, const base::WaitOn& wait_on);

private:
    Viewer(base::Child child, const Limits& limits) : child_(std::move(child)), limits_(limits) {}
    class Talk;
    base::Child child_;
    Limits limits_;
    Format format_ = Format::Pdf;
    std::vector<PageSize> sizes_;
    std::optional<base::Error> broken_;  ///< the child is of no more use
};

/// Width and height of the picture of such a page.
std::pair<int, int> fit(const PageSize& page, int width, const Limits& limits);

}  // namespace pages
