#pragma once
/// The word for a person. It follows the criminal justice status and is never typed: nobody is called a
/// perpetrator before a conviction. Source: docs/domain.md 3.3, `person_role`.

#include <string>
#include <string_view>
#include <vector>

#include "storage/rules/facts.h"

namespace rules {

/// One part a person plays, in the word that may be shown for it.
struct RoleWord {
    std::string role;      ///< code of `person_role` that the word stands for: SUS, ACC, PERP, VIC...
    std::string word;      ///< "suspect", "perpetrator (conviction under appeal)"
    std::string status;    ///< code of `cj_status` it follows, empty where it follows none
    std::string incident;  ///< the incident it is about, where a role says so
};

/// The words for a person, in order: by the case against them, then by each other role.
/// Empty where the review knows no role for them.
std::vector<RoleWord> role_words(const Facts& facts, std::string_view person);
/// The first of them; "person" where there is none.
std::string role_word(const Facts& facts, std::string_view person);
/// Whether a conviction stands, so that the word "perpetrator" may be used anywhere.
bool is_convicted(const Facts& facts, std::string_view person);
/// People against whom there is or was a case, or who are named as suspect, in the order they were made.
std::vector<const Record*> suspects(const Facts& facts);
/// People who died or were seriously harmed: named by an incident or by their role.
std::vector<const Record*> victims(const Facts& facts);
/// Everybody: victims, then suspects, then others, then professionals; each in the order they were made.
std::vector<const Record*> people_in_order(const Facts& facts);

}  // namespace rules
