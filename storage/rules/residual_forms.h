#pragma once
/// For residual.cpp only: the forms of identifiers, each read from one place in a text.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "storage/model/date_reading.h"
#include "storage/rules/residual.h"

namespace rules::residual {

/// Letters, digits, and every byte of a character beyond ASCII.
bool in_word(char c);
bool is_digit(char c);
bool is_letter(char c);  ///< ASCII
char lower(char c);      ///< ASCII

/// Reads a text from a place; what does not fit leaves the place unspecified and gives false.
struct Reader {
    std::string_view text;
    std::size_t at = 0;

    char peek(std::size_t ahead = 0) const { return at + ahead < text.size() ? text[at + ahead] : '\0'; }
    bool done() const { return at >= text.size(); }
    /// A whole run of digits of that length.
    bool digits(std::size_t least, std::size_t most);
    /// Exactly so many, whatever follows.
    bool digits(std::size_t count);
    bool letters(std::size_t count);  ///< ASCII letters, whatever follows
    bool uppers(std::size_t count);
    bool one(char c);
    bool word(std::string_view lower_case);  ///< ASCII, any case, ending at a word's end
    bool space();                            ///< one space or none
    bool some(std::string_view of);          ///< any number of these, at least one
    bool ended() const { return done() || !in_word(text[at]); }
};

/// Where the form that begins at `at` ends; nothing where none does.
using End = std::optional<std::size_t>;

struct DateEnd {
    std::size_t end = 0;
    std::optional<model::Day> day;  ///< none without a year
};
std::optional<DateEnd> date(std::string_view text, std::size_t at);
/// 04052001, 20010504, 04 05 2001: a date only where it is one that is known.
std::optional<DateEnd> compact_date(std::string_view text, std::size_t at);
/// Do the words before say that a date of birth follows?
bool birth_said_before(std::string_view text, std::size_t at);

End postcode(std::string_view text, std::size_t at);
End phone(std::string_view text, std::size_t at);
End email(std::string_view text, std::size_t at);
End url(std::string_view text, std::size_t at);
End nhs_number(std::string_view text, std::size_t at);
End ni_number(std::string_view text, std::size_t at);
End pnc_id(std::string_view text, std::size_t at);
End cro(std::string_view text, std::size_t at);
End police_reference(std::string_view text, std::size_t at);
End urn(std::string_view text, std::size_t at);
End vehicle(std::string_view text, std::size_t at);
End bank(std::string_view text, std::size_t at);
End handle(std::string_view text, std::size_t at);
End gps(std::string_view text, std::size_t at);
End collar(std::string_view text, std::size_t at);
End panel_reference(std::string_view text, std::size_t at);
End other_reference(std::string_view text, std::size_t at);

/// A text with every blank a space (a line's end too), every dash a hyphen, digits and letters that are drawn
/// like ASCII ASCII, and what cannot be seen left out.
struct Plain {
    std::string text;
    std::vector<std::size_t> at;  ///< for each byte of `text`, and for its end, the byte it came from
};
Plain plain(std::string_view text);

}  // namespace rules::residual
