#pragma once
/// One text under the name index: its words with what stands between them.

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "storage/model/fold.h"
#include "storage/rules/name_words.h"
#include "storage/rules/names.h"

namespace rules {

class NameSearch {
public:
    NameSearch(std::string_view text, const NameIndex& index, NameSense sense = NameSense::Likely);
    std::vector<NameHit> hits() const;
    std::vector<UnknownName> unknown() const;
    std::vector<std::string> subjects() const;

private:
    struct Token {
        model::WordSpan span;
        std::string folded;
        std::string_view gap;  ///< what stands before it
        bool sentence_start = false;
    };
    struct Matched {
        std::size_t words = 0;
        NameHit hit;
    };

    bool fits(const NameIndex::Pattern& pattern, std::size_t at) const;
    bool joins(std::size_t at, std::string_view before) const;
    bool single_is_name(const NameIndex::Pattern& pattern, std::size_t at) const;
    bool beside_another(std::size_t at, std::size_t words) const;
    bool namelike(std::size_t at) const;
    NameFound how_found(const NameIndex::Pattern& pattern, std::size_t at) const;
    std::optional<Matched> longest(std::size_t at) const;
    bool possessive_after(std::size_t at) const;
    bool cued(std::size_t at) const;
    std::size_t run_from(std::size_t at) const;
    void take_code(const std::string& label, std::set<std::string>& people) const;

    std::string_view text_;
    const NameIndex& index_;
    const NameWords& lists_;
    NameSense sense_;
    std::vector<Token> tokens_;
};

}  // namespace rules
