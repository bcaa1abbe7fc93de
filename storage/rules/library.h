#pragma once
/// Recommendations published elsewhere, as a pack brings them: to find what was recommended before.

#include <string>
#include <vector>

namespace rules {

struct LibraryEntry {
    std::string ref;     ///< of the review it stands in, and its number there
    std::string year;    ///< YYYY
    std::string type;    ///< code of `review_type`
    std::string sector;  ///< code of `rec_addressee`
    std::string level;   ///< code of `rec_level`
    std::string theme;   ///< code of `rec_theme`
    std::string text;
    std::string source;  ///< where it was published
};

struct Library {
    std::vector<LibraryEntry> entries;
};

}  // namespace rules
