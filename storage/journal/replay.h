#pragma once
/// What a journal adds up to, in memory. The same merge serves the vault's projection, its check, and the
/// centre. Source: docs/formats/journal.md, "Replay".

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "storage/journal/journal.h"

namespace journal {

/// A field's value and the entry that set it.
struct Held {
    std::string field;
    json::Value value;  ///< never null
    std::int64_t entry = 0;
    bool operator==(const Held&) const = default;
};

/// The values one part holds, ascending by field id.
class Holding {
public:
    const Held* find(std::string_view field) const;
    bool has(std::string_view field) const { return find(field) != nullptr; }
    void set(std::string_view field, json::Value value, std::int64_t entry);  ///< null clears
    void clear(std::string_view field);
    json::Object values() const;  ///< by field id
    const std::vector<Held>& all() const { return held_; }
    bool operator==(const Holding&) const = default;

private:
    std::vector<Held> held_;
};

/// One record as it stands after some entry.
struct RecordState {
    std::string kind;
    std::string id;
    std::int64_t created = 0;  ///< its first entry; 0: there is no such record yet
    bool struck = false;
    Holding open;
    Holding sealed;

    bool exists() const { return created != 0; }
    bool live() const { return exists() && !struck; }
    /// Open and sealed together, in table order (model::in_table_order).
    json::Object fields() const;
    bool operator==(const RecordState&) const = default;
};

/// Applies one line to the record it names. The only merge there is. A put makes the record when there is
/// none; null clears; a list is replaced whole; an absent body sets nothing; restore clears `struck_reason`
/// and `struck_note`. Errors: Invalid `journal_rule`: a strike of what is not live, a restore of what is not
/// struck. Expunge and hand-over change no value: the puts before them in the same command did.
Result<void> apply_line(RecordState& record, const Line& line, const json::Object* open,
                        const json::Object* sealed);

/// Reads the line of a body (LF included) and holds it against its journal line.
/// Errors: Corrupt `body_hash`; Invalid `body_line`; Corrupt `body_extra` when the line names no such body.
Result<Body> check_body(const Line& line, Part part, std::string_view text);

/// Every line in order, then finish().
class Replay {
public:
    /// `with_sealed`: the reader has the sealed part, so that a missing sealed body needs an expunge line.
    explicit Replay(bool with_sealed) : with_sealed_(with_sealed) {}

    /// Bodies as parsed by check_body; nothing when absent. Lines must come from Chain or be as good.
    /// Errors: Invalid `journal_rule`; Corrupt `body_extra`: a body whose line names none or that was
    /// expunged.
    Result<void> take(const Line& line, const std::optional<Body>& open, const std::optional<Body>& sealed);
    /// The same from exact bytes, LF included.
    Result<void> take(const Line& line, std::optional<std::string_view> open,
                      std::optional<std::string_view> sealed);
    /// Errors: Corrupt `body_missing`: a body is absent and no expunge line says why.
    Result<void> finish() const;

    using Records =
        std::map<std::pair<std::string, std::string>, RecordState, std::less<>>;  ///< by (kind, id)
    const Records& records() const { return records_; }
    const RecordState* record(std::string_view kind, std::string_view id) const;  ///< null: none
    /// Of the last hand-over; nothing while the first device writes.
    const std::optional<std::string>& handed_to() const { return handed_to_; }
    std::int64_t lines() const { return lines_; }

private:
    /// What becomes of one body.
    struct Fate {
        bool named = false;     ///< by its journal line
        bool present = false;   ///< it was given
        bool expunged = false;  ///< by a later line
    };
    struct Entry {
        const RecordState* record = nullptr;
        Op op = Op::Put;
        Fate open, sealed;
    };
    Result<void> expunge(const Line& line);
    Result<void> expunge_part(std::int64_t target, Fate& fate);

    bool with_sealed_;
    std::int64_t lines_ = 0;
    Records records_;
    std::vector<Entry> entries_;
    std::optional<std::string> handed_to_;
};

}  // namespace journal
