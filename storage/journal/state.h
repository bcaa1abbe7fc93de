#pragma once
/// The state of a review as bytes: the state hash, and review.jsonl. Source: docs/formats/journal.md,
/// "State".

#include <functional>
#include <string>
#include <string_view>

#include "crypto/primitives/hash.h"
#include "storage/journal/replay.h"

namespace journal {

enum class StateOf { Open, All };  ///< the open part alone, or open and sealed together

/// One record of the state. `fields` in any order, without nulls.
struct StateRecord {
    std::string kind;
    std::string id;
    bool struck = false;
    json::Object fields;
    bool operator==(const StateRecord&) const = default;
};

/// Takes records ascending by (kind, id) one at a time, so that a projection can stream. Struck ones are
/// skipped.
class StateHash {
public:
    explicit StateHash(StateOf of);
    void take(const StateRecord& record);
    Digest32 finish();  ///< once

private:
    crypto::Sha256 sha256_;
};

Digest32 state_hash(const Replay::Records& records, StateOf of);
StateRecord state_record(const RecordState& record, StateOf of);

/// One line of review.jsonl, LF included: the open part, fields in table order.
std::string encode(const StateRecord& record);
/// `text` without its LF. Strict: encode(parse(x)) == x. Errors: Invalid `review_line`.
Result<StateRecord> parse_state_record(std::string_view text);
/// The whole of review.jsonl.
std::string review_jsonl(const Replay::Records& records);

/// Compares review.jsonl line by line with the open part of a replay, by value.
class StateComparer {
public:
    explicit StateComparer(const Replay::Records& records) : next_(records.begin()), end_(records.end()) {}
    /// `text` without its LF. Errors: Invalid `review_line`; Corrupt `state_mismatch`.
    Result<void> take(std::string_view text);
    Result<void> finish() const;  ///< Corrupt `state_mismatch` when records are left over

private:
    Replay::Records::const_iterator next_, end_;
};

}  // namespace journal
