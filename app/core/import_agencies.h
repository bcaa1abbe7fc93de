#pragma once
/// The agencies that the rows of one file name themselves. Source: docs/formats/chronology-import.md, 7.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/import/import.h"
#include "storage/model/codelists.h"

namespace core {

using base::Result;

struct KnownOrganisation {
    std::string id, name, public_name, type;
    import_::Remembered columns;  ///< as its files were read last time
};

/// One agency as rows write it, and the organisation it is taken for.
struct AgencyNamed {
    std::string written;
    std::string name;          ///< of the organisation
    std::string type;          ///< code of `agency_type`; UNK where the words do not tell
    std::string organisation;  ///< its id where the review has it; else it is made
    bool guessed = false;      ///< the type is a guess from the words: for a person to look at
    bool by_role = false;      ///< told by the column of worker roles: the file has none of agencies
    bool sender = false;       ///< the agency whose file it is
    std::size_t rows = 0;
};

/// Kind of agency by words of a name ("Housing Options", "ED", "YJS prevention"); nothing where none tells or
/// two tell different things.
std::optional<std::string> guess_agency_type(std::string_view words);

struct SenderNamed {
    std::string name, type, organisation;
};
struct AgenciesFound {
    std::vector<AgencyNamed> agencies;
    std::vector<std::optional<std::size_t>> of;  ///< for each event
};
/// `map`: the column map file, whose "agencies" {"as written":{"name","type"}} is what the person said.
/// Errors: Invalid (not such an object, a type that is no code, words the file does not have).
Result<AgenciesFound> find_agencies(const import_::Preview& preview, const SenderNamed& sender,
                                    const std::vector<KnownOrganisation>& known,
                                    const std::optional<std::string>& map,
                                    const model::CodeLists& lists = model::CodeLists::built_in());

}  // namespace core
