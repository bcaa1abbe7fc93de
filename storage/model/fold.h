#pragma once
/// Text as search and name matching see it: no case, no accents, one spelling for letters that have none to
/// drop. Source: docs/formats/records.md, "Folding".

#include <string>
#include <string_view>
#include <vector>

namespace model {

/// NFKD, case folded, marks and ignorable characters dropped, then our own table for letters without
/// decomposition
/// ("Đurić" becomes "duric", "Łukasz" "lukasz", "Straße" "strasse", "Œuvre" "oeuvre"); curly apostrophes
/// become '. Bytes that are not UTF-8 become U+FFFD. fold(fold(x)) == fold(x).
std::string fold(std::string_view text);

/// Runs of letters, digits and marks, in order. Takes folded text.
std::vector<std::string> words(std::string_view folded);

/// A word in text as it was written.
struct WordSpan {
    std::size_t offset = 0, length = 0;  ///< bytes
    bool capital = false;  ///< begins with an upper-case letter, or one of a script without case
    bool upper = false;    ///< no lower-case letter in it, and at least one upper-case
};
/// The same runs as `words`, in unfolded text.
std::vector<WordSpan> word_spans(std::string_view text);

/// NFC with the case folded away and the accents kept.
std::string lower(std::string_view text);

/// NFC. Bytes that are not UTF-8 become U+FFFD.
std::string nfc(std::string_view text);

}  // namespace model
