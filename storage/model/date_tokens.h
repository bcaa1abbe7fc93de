#pragma once
/// A date or time as typed, cut into numbers, words and marks, with the spellings of type setting
/// (long dashes, hard spaces, wide digits, ordinal endings) made plain. The original is kept by the caller.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace model {

struct Token {
    enum class Kind { Number, Word, Mark };
    Kind kind = Kind::Mark;
    std::string text;         ///< digits; a word in lower case without apostrophes; or one mark
    int value = -1;           ///< of a number of at most nine digits
    bool spaced = false;      ///< white space before it
    bool apostrophe = false;  ///< an apostrophe before it, as in '21

    bool is(std::string_view what) const { return text == what; }
    bool is_number(std::size_t least, std::size_t most) const
    {
        return kind == Kind::Number && text.size() >= least && text.size() <= most;
    }
    bool is_word() const { return kind == Kind::Word; }
};

using Tokens = std::vector<Token>;

constexpr std::size_t kLongestDateText = 300;  // bytes; longer is prose

/// Nothing when the text is not UTF-8 or longer than kLongestDateText.
std::optional<Tokens> tokens_of(std::string_view text);

/// A place in the tokens; reading past the end gives an empty mark.
struct Cursor {
    const Tokens* tokens = nullptr;
    std::size_t at = 0;

    bool done() const { return at >= tokens->size(); }
    const Token& peek(std::size_t ahead = 0) const;
    bool take(std::string_view what);
    /// All of them in this order, or nothing is taken.
    bool take_all(std::initializer_list<std::string_view> words);
    Cursor after(std::size_t count) const { return {tokens, at + count}; }
};

}  // namespace model
