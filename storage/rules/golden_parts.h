#pragma once
/// For the files of the golden thread only: which rule looks at what.

#include "storage/rules/golden.h"

namespace rules::golden {

/// Agreed, with or without dissent.
bool agreed(const Record& finding);
/// No longer a draft, and not closed: the panel stands behind it.
bool standing(const Record& recommendation);
bool supported(const Facts& facts, const Record& finding);

void check_findings(const Facts& facts, std::vector<Problem>& found);         // V1 V2 V3 V9 V11
void check_lessons(const Facts& facts, std::vector<Problem>& found);          // V3
void check_recommendations(const Facts& facts, std::vector<Problem>& found);  // V3 V4 V5 V10 R14
void check_review(const Facts& facts, std::vector<Problem>& found);           // V6 V7 V8

}  // namespace rules::golden
