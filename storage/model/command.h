#pragma once
/// Every change a person can make, as a value: drawn by a screen, given by a verb, written to the
/// journal, replayed in tests.

#include <optional>
#include <string>
#include <vector>

#include "storage/json/json.h"

namespace model {

enum class Op { Put, Strike, Restore, Expunge, Handover };
std::string_view to_text(Op);

enum class Part { Open, Sealed, Both };

/// One entry to be written.
struct Change {
    Op op = Op::Put;
    std::string kind;      ///< journal kind
    std::string id;        ///< uuid of the record
    json::Object fields;   ///< Put: new values, null clears, lists replaced whole; open and sealed together
    std::string reason;    ///< Strike, Expunge: code or words (Strike: stored as field `struck_reason` of the body)
    std::int64_t target = 0;  ///< Expunge: entry number
    Part part = Part::Both;   ///< Expunge
};

/// Applied whole or not at all; undone as one.
struct Command {
    std::vector<Change> changes;
};

}  // namespace model
