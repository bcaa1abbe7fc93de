#pragma once
/// What the prose editor asks of the open review: records a text may cite, what citations are called, and
/// the review's own words. Belongs to the store thread.

#include "app/core/desk_find.h"

namespace core {

/// Events, extracts and findings with these words, or events of that day or period when the words are a
/// date; none given: the findings and extracts. `called` is how a citation reads ("E 12 March 2019"), `words`
/// are open ones.
Result<std::vector<DeskFound>> desk_citable(DeskStore& store, std::string_view words, std::size_t limit = 40);

struct DeskCited {
    std::string kind, id;
};
/// What each is called; empty where there is no such record, or it was struck out.
Result<std::vector<DeskFound>> desk_cited(DeskStore& store, const std::vector<DeskCited>& citations);

/// Words that are right in this review (`spelling_words`).
Result<std::vector<std::string>> desk_own_words(DeskStore& store);
/// Adds one to them; one that is there is not added again.
Result<void> desk_add_own_word(DeskStore& store, const std::string& word);

}  // namespace core
