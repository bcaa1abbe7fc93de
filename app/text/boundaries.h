#pragma once
/// Where a text may be cut: between letters as a reader sees them, between words, between lines.
/// Source: Unicode Standard Annexes 14 (lines) and 29 (clusters, words).

#include <cstdint>
#include <string_view>
#include <vector>

namespace text {

enum class Step {
    Cluster,    ///< one letter as a reader sees it, with its accents
    Word,       ///< to the beginning of a word
    Paragraph,  ///< to the beginning or end of a paragraph, that is between LFs
    All         ///< to the beginning or end of the text
};

/// The nearest border before and after `at`. All offsets are bytes on code-point borders of valid UTF-8.
std::size_t before(std::string_view text, std::size_t at, Step step);
std::size_t after(std::string_view text, std::size_t at, Step step);

struct Range {
    std::size_t from = 0, to = 0;  ///< bytes, `to` not included
    bool operator==(const Range&) const = default;
};
/// Finds what stands in a text as one thing, in order: a citation.
using Atoms = std::vector<Range> (*)(std::string_view text);
/// The words of a text: each holds a letter, and no space or mark at its ends.
std::vector<Range> words_of(std::string_view text);
/// The word, run of spaces or mark that holds `at`.
Range word_at(std::string_view text, std::size_t at);
/// The paragraph that holds `at`, without its LF.
Range paragraph_at(std::string_view text, std::size_t at);

enum class Break : std::uint8_t { None, May, Must };
/// For each byte of a paragraph: whether a line may or must end after it.
std::vector<Break> line_breaks(std::string_view paragraph);

}  // namespace text
