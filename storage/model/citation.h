#pragma once
/// A citation inside a text: `[[kind:uuid]]` names another record of the review, such as
/// `[[chronology_event:...]]`. On a screen and in a report its words stand in its place.
/// Source: docs/formats/records.md, "Citations".

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace model {

struct Citation {
    std::size_t from = 0, to = 0;  ///< bytes of the text
    std::string kind, id;
};

/// In order.
std::vector<Citation> citations(std::string_view text);
/// How a citation is written.
std::string cite(std::string_view kind, std::string_view id);
/// The text with what `words` says of each citation in its place.
std::string with_words(std::string_view text, const std::function<std::string(const Citation&)>& words);

}  // namespace model
