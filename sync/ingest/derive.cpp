#include <map>

#include "storage/journal/replay.h"
#include "storage/journal/state.h"
#include "sync/ingest/examine.h"

namespace ingest {

using base::ErrorKind;
using base::fail;

namespace {

/// Journal and bodies side by side; both ascend by n.
class Bodies {
public:
    Result<void> add(std::string_view line)
    {
        const auto text = line.substr(0, line.size() - 1);
        TRY_ASSIGN(const auto body, journal::parse_body(text));
        bodies_.emplace(body.n, std::string(line));
        return {};
    }
    std::optional<std::string> take(std::int64_t n)
    {
        const auto found = bodies_.find(n);
        if (found == bodies_.end()) return std::nullopt;
        auto line = std::move(found->second);
        bodies_.erase(found);
        return line;
    }

private:
    std::map<std::int64_t, std::string> bodies_;
};

Result<void> note_line(Derived& derived, const journal::Line& line, std::string_view bytes,
                       std::optional<std::string> body, std::int64_t from_line)
{
    if (line.n <= from_line) return {};
    const bool open_expunge = line.op == model::Op::Expunge && line.part != journal::Part::Sealed;
    if (open_expunge && line.target && *line.target <= from_line) derived.expunged.push_back(*line.target);
    derived.lines.push_back({.n = line.n, .line = std::string(bytes), .body = std::move(body)});
    return {};
}

}  // namespace

Result<Derived> derive(const bundle::OpenedBundle& opened, std::int64_t from_line)
{
    Derived derived;
    Bodies bodies;
    TRY_ASSIGN(auto body_source, opened.read("data/bodies.jsonl"));
    TRY_VOID(bundle::each_line(*body_source, bundle::kJsonLineBytes,
                               [&](std::string_view line) { return bodies.add(line); }));
    journal::Chain chain;
    journal::Replay replay(false);
    TRY_ASSIGN(auto source, opened.read("data/journal.jsonl"));
    const auto take = [&](std::string_view bytes) -> Result<void> {
        TRY_ASSIGN(const auto line, chain.take(bytes));
        auto body = bodies.take(line.n);
        const auto view = body ? std::optional<std::string_view>(*body) : std::nullopt;
        TRY_VOID(replay.take(line, view, std::optional<std::string_view>{}));
        return note_line(derived, line, bytes, std::move(body), from_line);
    };
    TRY_VOID(bundle::each_line(*source, bundle::kJsonLineBytes, take));
    TRY_VOID(replay.finish());
    for (const auto& [key, record] : replay.records()) {
        if (!record.exists()) continue;
        const auto state = journal::state_record(record, journal::StateOf::Open);
        derived.records.push_back({.kind = state.kind,
                                   .id = state.id,
                                   .struck = state.struck,
                                   .fields = json::write(state.fields)});
    }
    return derived;
}

}  // namespace ingest
