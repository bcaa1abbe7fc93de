#pragma once
/// A meeting as its records tell it: quorum from attendance, and the minutes as text without names.
/// Source: docs/domain.md 3.1 (Meeting..Decision), 4.3, 4.4.

#include <optional>
#include <string>

#include "storage/model/command.h"
#include "storage/rules/facts.h"

namespace rules {

struct Quorum {
    int present = 0;  ///< in person or by a substitute
    int apologies = 0, absent = 0;
    std::optional<int> needed;
    bool met() const { return !needed || present >= *needed; }
};
Quorum quorum(const Record& meeting);

/// Attendance by post and agency, quorum, confidentiality, conflicts, agenda, decisions with dissent,
/// actions. Open fields only: no names unless somebody typed one into an open field.
std::string minutes(const Facts& facts, const Record& meeting);

/// A decision is numbered and permanent: what was decided, of which kind and when is never changed or struck;
/// a later decision replaces it. `held`: the record as it stands, null for a new one. Errors: Refused
/// `decision_permanent`.
Result<void> check_decision(const Record* held, const model::Change& change);

}  // namespace rules
