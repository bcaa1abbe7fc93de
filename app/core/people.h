#pragma once
/// People of a review: added with a code by rule, matched to the agencies' words, found under any form of
/// their names. Source: docs/domain.md 4.2.3, 6.1, R53.

#include <string>
#include <vector>

#include "app/core/putting.h"
#include "storage/rules/names.h"

namespace core {

struct NewPerson {
    std::string role;          ///< code of `person_role`
    std::string post;          ///< of a professional: "GP", "SW"
    std::string organisation;  ///< record id, for professionals; may be empty
    json::Object fields;       ///< of `person`; without a code
};

struct PersonAdded {
    std::string id, code;
    std::int64_t command = 0;
    std::vector<std::string> warnings;  ///< a code that equals real initials
};

/// Person and role as one command. Errors: Invalid, Refused (a code was given), as core::put.
Result<PersonAdded> add_person(review::Vault& vault, review::Review& review, NewPerson wanted);

/// Every working code ever given in the review, those of struck records too.
Result<std::vector<std::string>> person_codes(review::Review& review);

struct EventMatch {
    std::string event;
    std::vector<std::string> people;   ///< proposed, ids
    std::vector<std::string> already;  ///< as the event has them
    bool by_text = false;              ///< from what happened, not from the cell that says who
};
struct NameToSettle {
    std::string text;
    std::vector<std::string> events;  ///< where it stands
};
struct NameMatches {
    std::vector<EventMatch> events;     ///< those that name somebody and have no subjects yet
    std::vector<NameToSettle> unknown;  ///< by how often, then as written
    std::int64_t read = 0;              ///< events looked at
};
/// Holds the texts of events (one, or all where `event` is empty) against the review's people. Writes
/// nothing. Errors: NotFound; Refused where the identities were erased.
Result<NameMatches> match_names(review::Vault& vault, review::Review& review, std::string_view event = {});
/// Writes the proposed subjects, one command. 0 where there was nothing to write.
Result<std::int64_t> accept_matches(review::Vault& vault, review::Review& review, const NameMatches& matches);

struct PersonFound {
    std::string id, code;
    std::string how;  ///< "exact", "accents", ... or "code"
};
/// People that the words name, under any variant.
Result<std::vector<PersonFound>> find_people(review::Vault& vault, review::Review& review,
                                             std::string_view words);

}  // namespace core
