#pragma once
/// Every change a person can make, as a value: drawn by a screen, given by a verb, written to the
/// journal, replayed in tests.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "storage/json/json.h"

namespace model {

enum class Op { Put, Strike, Restore, Expunge, Handover };
std::string_view to_text(Op);  ///< as in the journal: "put"
std::optional<Op> op_from_text(std::string_view text);

enum class Part { Open, Sealed, Both };
std::string_view to_text(Part);  ///< "open", "sealed", "both"
std::optional<Part> part_from_text(std::string_view text);

/// One entry to be written.
struct Change {
    Op op = Op::Put;
    std::string kind;     ///< journal kind
    std::string id;       ///< uuid of the record
    json::Object fields;  ///< Put: new values, null clears, lists replaced whole; open and sealed together
    std::string reason;   ///< Strike: code of `strike_reason`, or words (see strike_fields); Expunge: code of
                          ///< `expunge_reason`
    std::int64_t target = 0;  ///< Expunge: entry number
    Part part = Part::Both;   ///< Expunge
};

/// Applied whole or not at all; undone as one.
struct Command {
    std::vector<Change> changes;
};

}  // namespace model
