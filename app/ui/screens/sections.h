#pragma once
/// The sections of a review in the rail, and which records each one holds. Source:
/// docs/decisions/0041-forms.md.

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/ui/kit.h"
#include "app/ui/screens/frame.h"

namespace ui {

/// One kind of record in a section.
struct SectionKind {
    std::string_view kind;  ///< "finding"
    std::string_view name;  ///< "Findings"
    std::string_view add;   ///< "Add a finding"; empty: made elsewhere
};

struct SectionSpec {
    std::string_view key, name;
    std::span<const SectionKind> kinds;  ///< empty: a screen of its own
};

/// In the order of the rail.
std::span<const SectionSpec> sections();
/// Null when there is none.
const SectionSpec* section(std::string_view key);
/// The section that shows records of that kind; empty where none does.
std::string_view section_of(std::string_view kind);

/// How complete one section is.
struct SectionState {
    std::string key, name;
    int done = 0, of = 0;  ///< forms
    Mark mark = Mark::Empty;
    std::string words = {};  ///< "3 of 6 forms complete"
};
/// One form of the review: a kind of record, or one of the section that is named.
struct FormProgress {
    std::string kind;     ///< may be empty
    std::string section;  ///< key; empty: the section of the kind
    Mark mark = Mark::Empty;
};
/// In the order of the rail; sections without forms are left out.
std::vector<SectionState> states_of(const std::vector<FormProgress>& forms);

/// The rail with `here` marked, and how complete each section is.
std::vector<Section> rail_sections(std::string_view here, std::int64_t events,
                                   const std::vector<SectionState>& states = {});
/// The rail where no review is open; `reviews` is the count beside their name.
std::vector<Section> vault_sections(std::string_view here, std::string_view reviews);

}  // namespace ui
