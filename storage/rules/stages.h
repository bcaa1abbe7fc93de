#pragma once
/// What stands in the way of a stage. A review's stage changes only by a recorded decision, and some stages
/// are gates. Source: docs/domain.md 2.3, 3.1 ("M"), 3.2.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "storage/rules/facts.h"
#include "storage/rules/golden.h"
#include "storage/rules/template.h"

namespace rules {

/// One thing that must be put right first.
struct Obstacle {
    std::string rule;    ///< "M", "V7", "parallel", "order"
    std::string record;  ///< id, empty where a record is missing
    std::string kind;    ///< of the record, also of the missing one
    std::string field;   ///< empty where it is about the whole record
    std::string words;   ///< names the record and the remedy
};

/// Empty: it may be entered. Knows the stage the review is in. A step back has no gates.
/// `scan`: of the published edition, where one was run (V8). Best with Scope::Open: every event is looked at.
std::vector<Obstacle> may_enter(const Facts& facts, const Template& by, std::string_view status,
                                const std::optional<ScanAnswer>& scan = {});

/// Fields that must be filled before `status` and are not, in the records there are.
std::vector<Obstacle> unfilled(const Facts& facts, std::string_view status);
/// True where the move goes back to an earlier stage.
bool is_step_back(std::string_view from, std::string_view to);
/// The stages that may follow `from` by the order of the template, gates aside; those ahead first.
std::vector<std::string> next_stages(const Template& by, std::string_view from);
/// "S00" where the review says nothing.
std::string stage_of(const Facts& facts);
/// One sentence for a person: how many things stand in the way, and each of them.
std::string refusal(const std::vector<Obstacle>& obstacles, std::string_view status,
                    const model::CodeLists& lists);

}  // namespace rules
