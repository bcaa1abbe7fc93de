#pragma once
/// The words of assets/names: nicknames and what is no name. Folded spelling.

#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace rules {

struct NameWords {
    std::unordered_set<std::string> common, titles, kin, cues, groups, starts, no_name, places, initials;
    /// Other forms of a given name.
    std::unordered_map<std::string, std::vector<std::string>> nicknames;

    static const NameWords& built_in();
};

}  // namespace rules
