#pragma once
/// The golden thread: from a source to an action, and what breaks it. V1 to V12 of docs/domain.md 3.2.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "storage/rules/facts.h"

namespace rules {

/// Something a rule has to say about one record. Names it by number or code, never by a person's name.
struct Problem {
    std::string rule;     ///< "V1"
    std::string kind;     ///< of the record
    std::string id;       ///< of the record
    std::string message;  ///< which record, and what is wrong
    std::string remedy;   ///< what to do
    bool gate = false;    ///< a write that brings this about is refused; a stage is not passed
};

/// Every problem, by rule (V1 first), then in the order the records were made. Open fields suffice
/// (Scope::Thread). V12 is not here: it is about what is written, and core::put holds it.
std::vector<Problem> check(const Facts& facts);
/// Those of one record.
std::vector<Problem> check_record(const Facts& facts, std::string_view id);
/// Does a record of this kind take part in any rule of check()?
bool is_checked(std::string_view kind);

/// V11: SHA-256 in hex over what a finding rests on: its evidence, the open fields of each piece, and the
/// accepted claims about it. The same in every scope and after a rebuild.
std::string evidence_state(const Facts& facts, const Record& finding);
/// Agreed, with or without dissent.
bool is_agreed(const Record& finding);

/// What is known of the scan for residual identifiers of a finished edition.
struct ScanAnswer {
    std::size_t hits = 0;
};
/// V8 for the published edition: no scan, hits, or redactions that nobody approved (those need
/// Scope::Words). The gate is open only when this is empty.
std::vector<Problem> check_published(const Facts& facts, const std::optional<ScanAnswer>& scan);

/// How a person names the record: as called(), but an event by its day.
std::string named(const Facts& facts, const Record& record);

}  // namespace rules
