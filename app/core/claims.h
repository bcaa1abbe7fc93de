#pragma once
/// Several sources for one fact: each value kept with its source, beside the one the panel accepts and why.
/// Source: docs/domain.md 3.1, issue "Claim"; docs/formats/records.md.

#include <string>
#include <vector>

#include "app/core/putting.h"

namespace core {

/// `fields`: those of `claim`; `value` is the field's own JSON value (a text, a code, a list, a date object).
/// Kept without touching the field. Returns the claim's id. Errors: NotFound (record), Invalid (no such
/// field; a value that the field cannot hold).
Result<std::string> add_claim(review::Vault& vault, review::Review& review, std::string_view record,
                              std::string_view field, json::Object fields);

struct ClaimedFact {
    std::string record, kind, field;
    json::Value held;  ///< what the field holds now; null where it is empty
    struct One {
        std::string id;
        json::Value value;
        bool accepted = false;
        json::Object fields;  ///< source, strength, reason
    };
    std::vector<One> claims;  ///< oldest first
};
/// Every fact that has claims, or those of one record.
Result<std::vector<ClaimedFact>> claimed_facts(review::Review& review, std::string_view record = {});

/// Accepts one: the field takes its value, the claim is marked and the others of the same fact are not, in
/// one command. An agency's own words stay as they are: there only the mark is set, and the words are shown
/// with their correction. `why`: `reason_text`, and `reason` where it changes. Errors: NotFound; Invalid (no
/// reason).
Result<Written> accept_claim(review::Vault& vault, review::Review& review, std::string_view claim,
                             const json::Object& why);

}  // namespace core
