#pragma once
/// The golden thread: from a source to an action, and what breaks it. V1 to V12 of docs/domain.md 3.2.

#include <string>
#include <string_view>
#include <vector>

#include "storage/rules/facts.h"

namespace rules {

/// Something a rule has to say about one record. Names it by number or code, never by a person's name.
struct Problem {
    std::string rule;     ///< "V1"
    std::string kind;     ///< of the record
    std::string id;       ///< empty: the review as a whole lacks something
    std::string message;  ///< which record, and what is wrong
    std::string remedy;   ///< what to do
    bool gate = false;    ///< a write that brings this about is refused; a stage is not passed
};

/// Every problem, by rule, then in the order the records were made. Open fields suffice (Scope::Thread).
std::vector<Problem> check(const Facts& facts);
/// Those of one record.
std::vector<Problem> check_record(const Facts& facts, std::string_view id);

/// V11: SHA-256 in hex over what a finding rests on: its evidence, the open fields of each piece, and the
/// accepted claims about it. The same in every scope and after a rebuild.
std::string evidence_state(const Facts& facts, const Record& finding);

}  // namespace rules
