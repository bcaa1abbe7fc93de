#pragma once
/// What the fields of many lines ask of the program besides their own text, as plain state: spelling, the
/// review's words, the records a text may cite. The kit fills in what is asked, the program what it answers.

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "app/text/spelling.h"
#include "storage/model/citation.h"

namespace ui {

/// A record that a text may cite.
struct Citable {
    std::string kind, id;
    std::string label;  ///< "E 12 March 2019"; empty: there is no such record
    std::string note;   ///< open words about it
};

struct ProseAid {
    text::Speller* speller = nullptr;  ///< null: spelling is not checked
    bool in_review = false;            ///< words can be added to a review, and its records cited

    // Answered.
    std::map<std::string, Citable, std::less<>> known;  ///< by kind:id
    std::vector<Citable> offered;
    std::optional<std::string> offered_for;  ///< the words they were looked for with
    std::uint64_t version = 0;               ///< rises when `known` changes

    // Asked.
    std::set<std::string> wanted;         ///< kind:id of citations whose words are not known
    std::optional<std::string> looked;    ///< citable records with these words
    std::optional<std::string> add_word;  ///< to the review's own words
    std::optional<Citable> go;            ///< show that record

    void forget();  ///< everything about the review
};

/// "kind:id".
std::string citation_key(std::string_view kind, std::string_view id);

}  // namespace ui
