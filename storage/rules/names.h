#pragma once
/// Names of people in text: under variants, accents, initials, nicknames, aliases and scripts (R53,
/// section 6.3), and runs that look like the name of nobody known. Pure; offsets are bytes of the text as
/// given. Source: docs/domain.md sections 4.2 and 6.3; words and nicknames: assets/names.

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "storage/rules/facts.h"

namespace rules {

/// How the words in the text stand to the name they were found by.
enum class NameFound {
    Exact,     ///< as held, but for case
    Accents,   ///< the same letters without their accents
    Initials,  ///< "K.Z.", "ZMH", "K Zebrowicz", "Zoe M-H"
    Nickname,  ///< "Liz" for Elizabeth
    Part,      ///< one part of a name of two: given name or family name alone
    Namesake   ///< one part beside another's, or the family's name for several: never proposed as a subject
};
std::string_view to_text(NameFound how);

struct NameHit {
    std::vector<std::string> people;  ///< ids, ascending; several where the words fit several people
    std::size_t offset = 0, length = 0;
    NameFound how = NameFound::Exact;
    bool possessive = false;  ///< "Kacper's"; the ending is not part of the hit
};

/// A plain word that begins a sentence ("Rose went home") is a name only in the second sense: what must not
/// be missed there.
enum class NameSense { Likely, Possible };

/// Built once from a review's people; then any number of texts.
class NameIndex {
public:
    NameIndex() = default;
    /// From persons' `names` (facts read with their sealed fields) and the names of organisations.
    explicit NameIndex(const Facts& facts);

    struct Name {
        std::string given, family, text;  ///< as in person.names
    };
    void add_person(const std::string& id, const std::vector<Name>& names);
    /// An agency or a place: its words are never offered as an unknown person.
    void add_place(std::string_view name);
    /// A person's working code or the label an agency uses; matched whole in a cell, see subjects_of.
    void add_code(const std::string& id, std::string_view code);
    bool empty() const { return by_first_.empty(); }

    struct Pattern {
        std::vector<std::string> words;  ///< folded
        std::vector<std::string> exact;  ///< case folded, accents kept
        std::string person;
        NameFound how = NameFound::Exact;
        bool initials = false;  ///< every word must be in capitals
        bool family = false;    ///< "the Zebrowiczes", "Zielinska" of Zielinski: the family, not the person
    };

private:
    friend class NameSearch;
    void add_name(const std::string& id, const Name& name);
    void add_pattern(const std::string& id, const std::vector<std::string>& words, NameFound how);
    void add_family(const std::string& id, const std::vector<std::string>& family);
    void add_initials(const std::string& id, const std::vector<std::string>& given,
                      const std::vector<std::string>& family);

    std::unordered_map<std::string, std::vector<Pattern>> by_first_;
    std::map<std::string, std::vector<std::string>, std::less<>> codes_;  ///< folded label -> people
    std::unordered_map<std::string, bool> place_words_;
};

/// Where people are named, ascending, not overlapping, the longest reading first. Words inside other words
/// are no hit; a name that is also a common word (Mark, Rose, Will) is one only with a capital in
/// mid-sentence or after a title; a single part beside a street word ("Hale Road") is none.
std::vector<NameHit> find_names(std::string_view text, const NameIndex& index,
                                NameSense sense = NameSense::Likely);

struct UnknownName {
    std::string text;  ///< as written
    std::size_t offset = 0, length = 0;
};
/// Capitalised runs that look like a person's name and are no known person, agency, place or month: offered
/// as third parties.
std::vector<UnknownName> unknown_names(std::string_view text, const NameIndex& index);

/// The people a "who" cell names: names, codes ("V", "S1") and labels between / , ; & and "and". Ascending,
/// unique; nobody where a part fits several people.
std::vector<std::string> subjects_of(std::string_view cell, const NameIndex& index);

}  // namespace rules
