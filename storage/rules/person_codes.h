#pragma once
/// Working codes of people: given by the program, never changed, never judging (docs/domain.md 6.1). V, V2
/// for victims; S1..n for anyone suspected, accused or convicted; C1.. children; M, F parents; PT1 partner;
/// FR1 friend; PR-GP1 a professional by post.

#include <string>
#include <string_view>
#include <vector>

#include "storage/model/command.h"
#include "storage/rules/facts.h"

namespace rules {

/// The next free code for a part in the review. `role`: code of `person_role`; `sex`: code, tells M from F
/// for parents; `post`: letters of a professional's post ("GP", "SW"), empty for others. `taken`: every code
/// ever given, struck records included. Errors: Invalid (a professional without a post; a role that is not in
/// the list).
Result<std::string> next_person_code(std::string_view role, std::string_view sex, std::string_view post,
                                     const std::vector<std::string>& taken);

/// A written change may give a person the first code, and never another; nor one that another person has.
/// `held`: the code it has now, empty for none; `taken`: those of others. Errors: Refused `code_kept`,
/// `code_taken`.
Result<void> check_person_code(std::string_view held, const std::vector<std::string>& taken,
                               const model::Change& change);

/// Codes that are the real initials of somebody: "ZM" for Zoë Márquez. Needs the sealed fields of people.
/// Each message names codes only.
std::vector<std::string> codes_like_initials(const Facts& facts);

}  // namespace rules
