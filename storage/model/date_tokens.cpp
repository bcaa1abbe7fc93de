#include "storage/model/date_tokens.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "crypto/base/utf8.h"

namespace model {
namespace {

bool is_digit(char32_t c)
{
    return c >= U'0' && c <= U'9';
}

bool is_space(char32_t c)
{
    constexpr std::array kSpaces = {U' ',      U'\t',     U'\n',     U'\r',     U'\v',    U'\f',
                                    U'\u00A0', U'\u1680', U'\u202F', U'\u205F', U'\u3000'};
    return std::ranges::find(kSpaces, c) != kSpaces.end() || (c >= U'\u2000' && c <= U'\u200A');
}

bool is_invisible(char32_t c)
{
    return c == U'\u00AD' || (c >= U'\u200B' && c <= U'\u200F') || c == U'\u2060' || c == U'\uFEFF';
}

bool is_apostrophe(char32_t c)
{
    return c == U'\'' || c == U'\u2018' || c == U'\u2019' || c == U'\u02BC' || c == U'`' || c == U'\u00B4';
}

bool is_dash(char32_t c)
{
    return (c >= U'\u2010' && c <= U'\u2015') || c == U'\u2212' || c == U'\uFE58' || c == U'\uFE63';
}

/// Wide and typographic spellings to the plain ones.
char32_t plain(char32_t c)
{
    if (c >= U'\uFF01' && c <= U'\uFF5E') c -= U'\uFF01' - U'!';
    if (c >= U'A' && c <= U'Z') return c + (U'a' - U'A');
    if (is_dash(c)) return U'-';
    if (c == U'\u2044' || c == U'\u2215' || c == U'\\') return U'/';
    if (c == U'\u2026') return U'.';
    if (c == U'[' || c == U'{') return U'(';
    if (c == U']' || c == U'}') return U')';
    return c;
}

bool is_letter(char32_t c)
{
    return (c >= U'a' && c <= U'z') || (c >= U'\u00C0' && !is_space(c) && !is_invisible(c) && !is_dash(c) &&
                                        !(c >= U'\u2000' && c <= U'\u2BFF'));
}

class Cutter {
public:
    void add(char32_t c)
    {
        if (is_invisible(c)) return;
        c = plain(c);
        if (is_space(c)) {
            spaced_ = true;
            open_ = false;
        } else if (is_apostrophe(c)) {
            apostrophe_ = true;
        } else if (is_digit(c)) {
            put(Token::Kind::Number, c, true);
        } else if (is_letter(c)) {
            put(Token::Kind::Word, c, true);
        } else {
            put(Token::Kind::Mark, c, false);
        }
    }

    Tokens finish()
    {
        drop_abbreviation_points();
        for (Token& token : tokens_)
            if (token.is_number(1, 9))
                std::from_chars(token.text.data(), token.text.data() + token.text.size(), token.value);
        return std::move(tokens_);
    }

private:
    void put(Token::Kind kind, char32_t c, bool joins)
    {
        // An apostrophe inside a word ("year's", "o'clock") is not a break; before a figure it is.
        const bool broken = apostrophe_ && kind == Token::Kind::Number;
        if (!joins || !open_ || broken || tokens_.back().kind != kind) {
            tokens_.push_back({kind, {}, -1, spaced_, apostrophe_});
            spaced_ = false;
        }
        base::append_utf8(tokens_.back().text, c);
        open_ = joins;
        apostrophe_ = false;
    }

    /// "Nov.", "approx.", "p.m.": the point says nothing. A last point neither.
    void drop_abbreviation_points()
    {
        Tokens kept;
        for (Token& token : tokens_) {
            const bool after_word = !kept.empty() && kept.back().is_word() && token.is(".") &&
                                    !token.spaced && !kept.back().is("xx");  // "xx.03.2021"
            if (!after_word) kept.push_back(std::move(token));
        }
        while (!kept.empty() && (kept.back().is(".") || kept.back().is(",") || kept.back().is(";")))
            kept.pop_back();
        tokens_ = std::move(kept);
    }

    Tokens tokens_;
    bool spaced_ = false;
    bool apostrophe_ = false;
    bool open_ = false;
};

}  // namespace

std::optional<Tokens> tokens_of(std::string_view text)
{
    if (text.size() > kLongestDateText) return std::nullopt;
    Cutter cutter;
    while (!text.empty()) {
        const auto c = base::take_code_point(text);
        if (!c) return std::nullopt;
        cutter.add(*c);
    }
    return cutter.finish();
}

const Token& Cursor::peek(std::size_t ahead) const
{
    static const Token kEnd;
    return at + ahead < tokens->size() ? (*tokens)[at + ahead] : kEnd;
}

bool Cursor::take(std::string_view what)
{
    if (done() || !peek().is(what)) return false;
    ++at;
    return true;
}

bool Cursor::take_all(std::initializer_list<std::string_view> words)
{
    std::size_t ahead = 0;
    for (const auto word : words)
        if (at + ahead >= tokens->size() || !peek(ahead++).is(word)) return false;
    at += words.size();
    return true;
}

}  // namespace model
