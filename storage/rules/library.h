#pragma once
/// Recommendations published elsewhere, as a pack brings them: to find what was recommended before.

#include <string>
#include <string_view>
#include <vector>

#include "crypto/base/result.h"
#include "storage/model/codelists.h"

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

    /// One data file of a pack; its codes are those of `lists`. Errors: Invalid `library`.
    static base::Result<Library> load(std::string_view json, const model::CodeLists& lists);
};

}  // namespace rules
