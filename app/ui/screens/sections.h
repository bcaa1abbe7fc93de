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
/// The rail with `here` marked; counts by section key.
std::vector<Section> rail_sections(std::string_view here, std::int64_t events);

}  // namespace ui
