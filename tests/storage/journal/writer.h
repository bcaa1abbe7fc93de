#pragma once
/// A journal in memory, written as a vault writes it: the smallest thing that turns commands into lines.

#include <map>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "crypto/primitives/hash.h"
#include "storage/journal/inverse.h"
#include "storage/journal/journal.h"
#include "storage/journal/state.h"
#include "storage/model/codelists.h"
#include "storage/model/place.h"
#include "storage/model/validate.h"

namespace test {

/// Stops the test program when a step that must work does not.
template <class T>
T must(base::Result<T> result)
{
    if (!result) throw std::runtime_error(result.error().code + ": " + result.error().what);
    return *std::move(result);
}
inline void must(base::Result<void> result)
{
    if (!result) throw std::runtime_error(result.error().code + ": " + result.error().what);
}

inline json::Object object(const std::string& text)
{
    return must(json::parse_object(text));
}

/// Names a record of a test: a valid uuid for a small number.
inline std::string uuid(int number)
{
    const std::string tail = std::to_string(number);
    return "00000000-0000-4000-8000-" + std::string(12 - tail.size(), '0') + tail;
}

inline model::Change put(const std::string& kind, const std::string& id, const std::string& fields)
{
    model::Change change;
    change.kind = kind;
    change.id = id;
    change.fields = object(fields);
    return change;
}

inline model::Change strike(const std::string& kind, const std::string& id, const std::string& reason)
{
    model::Change change;
    change.op = model::Op::Strike;
    change.kind = kind;
    change.id = id;
    change.reason = reason;
    return change;
}

struct Entry {
    std::string line;
    std::optional<std::string> open, sealed;  ///< absent: none, or expunged
};

class Writer {
public:
    /// Appends one command; returns its number.
    std::int64_t apply(const model::Command& command, std::optional<std::int64_t> undoes = {})
    {
        const auto first = static_cast<std::int64_t>(entries.size()) + 1;
        bool barrier = false;
        for (const auto& change : command.changes) {
            write(change, first, undoes);
            barrier |= change.op == model::Op::Expunge || change.op == model::Op::Handover;
        }
        marks.push_back({first, undoes, barrier});
        return first;
    }
    std::int64_t apply(model::Change change) { return apply(model::Command{{std::move(change)}}); }

    journal::Standing now(std::int64_t signed_lines = 0) const
    {
        return journal::standing(marks, signed_lines);
    }
    bool undo(std::int64_t signed_lines = 0)
    {
        const auto step = now(signed_lines).undo;
        if (step) take_back(*step);
        return step.has_value();
    }
    bool redo(std::int64_t signed_lines = 0)
    {
        const auto step = now(signed_lines).redo;
        if (step) take_back(*step);
        return step.has_value();
    }

    /// A new one each time: an undo may have nothing to change, and is then not written.
    journal::MemoryPast past() const
    {
        journal::MemoryPast made;
        for (const auto& entry : entries) made.add(parsed(entry));
        return made;
    }
    journal::PastEntry parsed(const Entry& entry) const
    {
        journal::PastEntry made{line_of(entry), {}, {}};
        if (entry.open)
            made.open = must(journal::check_body(made.line, model::Part::Open, *entry.open)).fields;
        if (entry.sealed)
            made.sealed = must(journal::check_body(made.line, model::Part::Sealed, *entry.sealed)).fields;
        return made;
    }
    journal::Replay replay(bool with_sealed = true) const
    {
        journal::Chain chain;
        journal::Replay replay(with_sealed);
        for (const auto& entry : entries) {
            const auto line = must(chain.take(entry.line));
            must(replay.take(line, view(entry.open), with_sealed ? view(entry.sealed) : std::nullopt));
        }
        must(replay.finish());
        return replay;
    }
    base::Digest32 hash() const { return journal::state_hash(replay().records(), journal::StateOf::All); }

    static std::optional<std::string_view> view(const std::optional<std::string>& text)
    {
        return text ? std::optional<std::string_view>(*text) : std::nullopt;
    }
    static journal::Line line_of(const Entry& entry)
    {
        return must(journal::parse_line(std::string_view(entry.line).substr(0, entry.line.size() - 1)));
    }

    std::vector<Entry> entries;
    std::vector<journal::CommandMark> marks;
    std::map<std::pair<std::string, std::string>, journal::RecordState> live;  ///< kept entry by entry

private:
    void take_back(std::int64_t command)
    {
        auto history = past();
        apply(must(journal::inverse(history, command)), command);
    }

    std::string body(std::int64_t n, const json::Object& fields)
    {
        journal::Body made{.n = n, .nonce = {}, .fields = fields};
        for (auto& byte : made.nonce) byte = static_cast<std::uint8_t>(noise_());
        return journal::encode(made);
    }

    void write(const model::Change& change, std::int64_t command, std::optional<std::int64_t> undoes)
    {
        const auto n = static_cast<std::int64_t>(entries.size()) + 1;
        auto& record = live[{change.kind, change.id}];
        const auto* kind = model::kind(change.kind);
        model::Placed placed;
        if (change.op == model::Op::Put || change.op == model::Op::Strike) {
            const auto fields = change.op == model::Op::Put
                                    ? change.fields
                                    : model::strike_fields(change.reason, model::CodeLists::built_in());
            auto whole = record.fields();
            for (const auto& [field, value] : fields) whole.set(field, value);
            placed = model::split(
                *kind, fields, model::record_class(*kind, whole), [&](auto f) { return record.open.has(f); },
                [&](auto f) { return record.sealed.has(f); });
        } else if (change.op == model::Op::Expunge) {
            placed.open.set("reason", change.reason);
        } else if (change.op == model::Op::Handover) {
            placed.open = change.fields;
        }
        Entry entry;
        journal::Line line{.n = n,
                           .previous = head_,
                           .command = command,
                           .undoes = undoes,
                           .target = {},
                           .part = {},
                           .at = base::Time(std::chrono::seconds(1'700'000'000 + n)),
                           .device = "00000000DEADBEEF",
                           .op = change.op,
                           .kind = change.kind,
                           .id = change.id,
                           .body = {},
                           .sealed = {}};
        if (change.op == model::Op::Expunge) {
            line.target = change.target;
            line.part = change.part;
            remove(change);
        }
        if (!placed.open.empty()) entry.open = body(n, placed.open);
        if (!placed.sealed.empty()) entry.sealed = body(n, placed.sealed);
        if (entry.open) line.body = crypto::sha256(base::bytes_of(*entry.open));
        if (entry.sealed) line.sealed = crypto::sha256(base::bytes_of(*entry.sealed));
        entry.line = journal::encode(line);
        head_ = crypto::sha256(base::bytes_of(entry.line));
        entries.push_back(entry);
        must(journal::apply_line(record, line, placed.open.empty() ? nullptr : &placed.open,
                                 placed.sealed.empty() ? nullptr : &placed.sealed));
        if (change.op == model::Op::Expunge) again(change);
    }
    void remove(const model::Change& change)
    {
        auto& target = entries[static_cast<std::size_t>(change.target - 1)];
        if (change.part != model::Part::Sealed) target.open.reset();
        if (change.part != model::Part::Open) target.sealed.reset();
    }
    /// A struck record may fall back to earlier values: it is read anew.
    void again(const model::Change& change)
    {
        auto history = past();
        live[{change.kind, change.id}] =
            must(journal::state_now(must(history.record(change.kind, change.id))));
    }

    base::Digest32 head_{};
    std::minstd_rand noise_{1};
};

}  // namespace test
