#pragma once
/// The quick-lesson note: what was learned already, on one page, days after a death and long before a report.
/// Coded facts and the lessons marked as early learning; no name. Source: docs/domain.md 2.2 LR1, R24.

#include <string>
#include <vector>

#include "storage/rules/facts.h"

namespace report {

using base::Result;

struct Note {
    std::string text;                           ///< plain, lines of at most 78 characters, LF
    std::string html;                           ///< one self-contained page, A4 upright
    std::vector<const rules::Record*> lessons;  ///< those in it, by number
};

/// Errors: Refused where no lesson is marked as early learning, or they need more than one page.
Result<Note> quick_lesson_note(const rules::Facts& facts);

}  // namespace report
