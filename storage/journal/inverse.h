#pragma once
/// Undo, redo, undo of an import, expunge and reclassification as values: which changes do it. Pure; what
/// happened before is asked through `Past`, so that SQL can stand behind it. Source: docs/formats/journal.md,
/// "Undo and redo".

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "storage/journal/replay.h"
#include "storage/model/command.h"
#include "storage/model/field.h"

namespace journal {

/// One entry with its bodies.
struct PastEntry {
    Line line;
    std::optional<json::Object> open;  ///< absent: none, or expunged, or unreadable
    std::optional<json::Object> sealed;
};

/// A live record that names another in one of its fields.
struct Referrer {
    std::string kind;
    std::string id;
};

/// What happened. Implemented by storage/review over its tables, and by MemoryPast.
class Past {
public:
    virtual ~Past() = default;
    /// The entries of one command, in order. Errors: NotFound.
    virtual Result<std::vector<PastEntry>> command(std::int64_t command) = 0;
    /// Every entry of one record, in order; expunge lines included. Empty when there is no such record.
    virtual Result<std::vector<PastEntry>> record(std::string_view kind, std::string_view id) = 0;
    /// Live records whose current fields name this id.
    virtual Result<std::vector<Referrer>> referrers(std::string_view id) = 0;
};

/// A Past over entries held in memory: tests, check, small tools.
class MemoryPast : public Past {
public:
    void add(PastEntry entry) { entries_.push_back(std::move(entry)); }
    Result<std::vector<PastEntry>> command(std::int64_t command) override;
    Result<std::vector<PastEntry>> record(std::string_view kind, std::string_view id) override;
    Result<std::vector<Referrer>> referrers(std::string_view id) override;

private:
    std::vector<PastEntry> entries_;
};

/// One command as the stacks need it, in journal order.
struct CommandMark {
    std::int64_t command = 0;
    std::optional<std::int64_t> undoes;
    bool barrier = false;  ///< holds an expunge or a hand-over: undo and redo stop here
};

/// A command that stands undone, with everything that took it back and forth.
struct Undone {
    std::int64_t command = 0;
    std::vector<std::int64_t> undos;  ///< commands that took it back, ascending
    std::vector<std::int64_t> redos;  ///< commands that took such an undo back, ascending
};

/// What undo and redo would take next.
struct Standing {
    std::optional<std::int64_t>
        undo;  ///< the command to take back: inverse(past, *undo), written with undoes = *undo
    std::optional<std::int64_t> redo;  ///< the undo command to take back, likewise
    std::vector<Undone> undone;        ///< over the whole journal, ascending by command
};
/// `signed_lines`: entries up to this number are signed; undo and redo stop there. A command that undoes
/// anything but the last standing command (an undo of an import after a signing) is an ordinary command here.
Standing standing(const std::vector<CommandMark>& commands, std::int64_t signed_lines);

/// The changes that take the command back: former values (null for none), strike for a creation, restore for
/// a strike. Errors: NotFound; Conflict `undo_barrier` when it holds an expunge or a hand-over, or a former
/// value was expunged.
Result<model::Command> inverse(Past& past, std::int64_t command);

/// Strikes what the command that created this import record created: itself, its events, extracts and
/// document; and the organisation and involvement it made, unless something else names them by now. Works
/// after a signing. Errors: NotFound; Refused `import_in_use`, naming the records (kind and id) that refer to
/// what would go; Refused `import_expunged` when a body of it was expunged; Conflict `import_undone` when it
/// is struck already.
Result<model::Command> undo_import(Past& past, std::string_view import_id);

/// A put that gives every field whose current value came from the target's body the value it has from now on
/// (`replacement`, null where it names none), then the expunge. A struck record needs no put.
/// Errors: NotFound (no such entry, or no such body); Invalid `journal_rule` (an expunge or hand-over is no
/// target).
Result<model::Command> expunge(Past& past, std::string_view kind, std::string_view id, std::int64_t target,
                               model::Part part, std::string_view reason,
                               const json::Object& replacement = {});

/// Moves a record to another disclosure class: one put of the class and of every value that changes part,
/// then, when raised into the sealed part, expunge lines of reason `reclassified` for the open bodies.
/// Errors: NotFound.
Result<model::Command> reclassify(Past& past, std::string_view kind, std::string_view id,
                                  model::Disclosure to);

/// Expunge lines of reason `undone_before_sending` for the bodies of commands that stand undone and were
/// never signed, and of the undos and redos that carried the same words; values still standing are put first.
/// Empty when there is nothing to drop.
Result<model::Command> drop_undone(Past& past, const Standing& now, std::int64_t signed_lines);

/// The record just before entry `n`. Errors: as apply_line.
Result<RecordState> state_before(const std::vector<PastEntry>& record, std::int64_t n);
/// The record after its last entry: what a projection holds, also after an expunge.
Result<RecordState> state_now(const std::vector<PastEntry>& record);

}  // namespace journal
