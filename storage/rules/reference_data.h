#pragma once
/// What the program knows as data: code lists, review templates, bank holidays, published recommendations.
/// The program's own, replaced and added to by the files of installed packs. Source: docs/formats/packs.md,
/// "Data".

#include <map>
#include <string>
#include <string_view>

#include "storage/model/calendar.h"
#include "storage/model/codelists.h"
#include "storage/rules/library.h"
#include "storage/rules/template.h"

namespace rules {

/// The files of one pack by name below `pack/data/`: `codelists/<x>.json`, `templates/<x>.json`,
/// `calendar/<x>.json`, `library/<x>.json`; anything else there is text for people (`<x>.txt`).
using DataFiles = std::map<std::string, std::string>;

class ReferenceData {
public:
    ReferenceData();  ///< the program's own
    static const ReferenceData& built_in();

    const model::CodeLists& lists() const { return lists_; }
    const Templates& templates() const { return templates_; }
    const model::Calendar& calendar() const { return calendar_; }
    const Library& library() const { return library_; }

    enum class Older {
        Refuse,  ///< when a pack is installed: what it brings must be newer than what is there
        Skip     ///< when a vault is opened: a newer program may know more than the pack
    };
    /// Takes all files of a pack, or none. Errors: Invalid `pack_data` (a file is not of its form), Refused
    /// `pack_data_older`, `pack_code_missing` (a list leaves out a code that records may hold).
    Result<void> take(const DataFiles& files, Older older);

private:
    Result<void> take_lists(std::string_view text, Older older);
    Result<void> take_template(std::string_view text, Older older);
    Result<void> take_calendar(std::string_view text, Older older);

    model::CodeLists lists_;
    Templates templates_;
    model::Calendar calendar_;
    Library library_;
};

}  // namespace rules
