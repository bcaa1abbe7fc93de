// Step 14: the journal, its bodies and what they add up to; and the sealed part.

#include <algorithm>

#include "storage/journal/replay.h"
#include "storage/journal/state.h"
#include "storage/model/validate.h"
#include "sync/bundle/opened.h"

namespace bundle {
namespace {

using base::ErrorKind;
using base::fail;
using State = OpenedBundle::State;

std::string_view without_end(std::string_view line)
{
    return line.substr(0, line.size() - 1);
}

/// Bodies of one file, handed out to the journal lines that name them.
class BodyFeed {
public:
    BodyFeed(std::unique_ptr<base::Source> from, journal::Part part)
        : lines_(std::move(from), kJsonLineBytes), part_(part)
    {
    }

    /// The body of this line, if the file has it.
    Result<std::optional<journal::Body>> of(const journal::Line& line)
    {
        const auto& named = part_ == journal::Part::Open ? line.body : line.sealed;
        if (!named) return std::optional<journal::Body>();
        TRY_VOID(fill());
        if (!pending_) return std::optional<journal::Body>();
        if (crypto::sha256(base::bytes_of(*pending_)) != *named) {
            TRY_ASSIGN(const journal::Body other, journal::parse_body(without_end(*pending_)));
            if (other.n > line.n)
                return std::optional<journal::Body>();  // absent; replay asks for the reason
            if (other.n < line.n) return extra();
        }
        TRY_ASSIGN(journal::Body body, journal::check_body(line, part_, *pending_));
        pending_.reset();
        ++count_;
        return std::optional<journal::Body>(std::move(body));
    }

    Result<void> finish()
    {
        TRY_VOID(fill());
        if (pending_) return extra();
        return {};
    }
    std::size_t count() const { return count_; }

private:
    static base::Error extra()
    {
        return fail(ErrorKind::Corrupt, "The bundle holds words that no line of its journal names.",
                    "body_extra");
    }
    Result<void> fill()
    {
        if (pending_) return {};
        TRY_ASSIGN(pending_, lines_.next());
        return {};
    }

    LinePuller lines_;
    journal::Part part_;
    std::optional<std::string_view> pending_;  // valid until the next pull
    std::size_t count_ = 0;
};

/// Counts and hashes the journal, and holds its beginning against the revision before.
class PrefixCheck {
public:
    explicit PrefixCheck(const std::optional<Prefix>& before) : before_(before) {}

    Result<void> take(std::string_view line)
    {
        whole_.update(base::bytes_of(line));
        length_ += line.size();
        ++lines_;
        if (!before_ || lines_ > before_->lines) return {};
        beginning_.update(base::bytes_of(line));
        if (lines_ < before_->lines) return {};
        if (length_ != before_->length || beginning_.finish() != before_->sha256) return rewritten();
        return {};
    }
    Result<Prefix> finish()
    {
        if (before_ && lines_ < before_->lines) return rewritten();
        return Prefix{lines_, length_, whole_.finish()};
    }

private:
    static base::Error rewritten()
    {
        return fail(ErrorKind::Denied,
                    "The journal does not continue the one accepted before: its history was rewritten.",
                    "journal_prefix");
    }
    const std::optional<Prefix>& before_;
    crypto::Sha256 whole_;
    crypto::Sha256 beginning_;
    std::uint64_t lines_ = 0;
    std::uint64_t length_ = 0;
};

/// What a put says must be what the field tables allow.
Result<void> check_schema(const journal::Line& line, const std::optional<journal::Body>& body,
                          const model::CodeLists& lists)
{
    if (line.op != journal::Op::Put) return {};
    const model::KindSpec* kind = model::kind(line.kind);
    if (kind == nullptr)
        return fail(ErrorKind::Invalid, "The journal holds a kind of record that is not known.", "schema");
    if (!body) return {};
    if (const auto valid = model::validate(*kind, body->fields, lists); !valid)
        return fail(ErrorKind::Invalid, valid.error().what, "schema");
    return {};
}

Result<void> compare_review(const State& state, const journal::Replay& replay)
{
    TRY_ASSIGN(auto source, state.stream("data/review.jsonl"));
    LinePuller lines(std::move(source), kJsonLineBytes);
    journal::StateComparer comparer(replay.records());
    while (true) {
        TRY_ASSIGN(const auto line, lines.next());
        if (!line) return comparer.finish();
        TRY_VOID(comparer.take(without_end(*line)));
    }
}

Result<void> check_against_statement(const State& state, const Prefix& journal, const journal::Replay& replay,
                                     journal::Op last)
{
    if (journal.lines != state.statement.history_lines || journal.sha256 != state.statement.history)
        return fail(ErrorKind::Corrupt, "The journal is not the one the statement names.",
                    "journal_statement");
    const bool handed = last == journal::Op::Handover;
    const bool same = handed ? state.statement.next && replay.handed_to() == state.statement.next->text()
                             : !state.statement.next;
    if (!same)
        return fail(ErrorKind::Invalid, "The journal and the statement do not agree on a hand-over.",
                    "handover");
    return {};
}

}  // namespace

Result<HistoryReport> replay_history(const State& state, const std::optional<Prefix>& before,
                                     const SealedFile* sealed, std::size_t& sealed_bodies,
                                     const model::CodeLists& lists)
{
    TRY_ASSIGN(auto journal_source, state.stream("data/journal.jsonl"));
    TRY_ASSIGN(auto body_source, state.stream("data/bodies.jsonl"));
    LinePuller lines(std::move(journal_source), kJsonLineBytes);
    BodyFeed open(std::move(body_source), journal::Part::Open);
    std::optional<BodyFeed> hidden;
    if (sealed != nullptr)
        hidden.emplace(sealed->age.stream(sealed->lines.offset, sealed->lines.size), journal::Part::Sealed);
    journal::Chain chain;
    journal::Replay replay(sealed != nullptr);
    PrefixCheck prefix(before);
    journal::Op last = journal::Op::Put;
    while (true) {
        TRY_ASSIGN(const auto text, lines.next());
        if (!text) break;
        TRY_VOID(prefix.take(*text));
        TRY_ASSIGN(const journal::Line line, chain.take(*text));
        TRY_ASSIGN(const auto open_body, open.of(line));
        std::optional<journal::Body> sealed_body;
        if (hidden) {
            TRY_ASSIGN(sealed_body, hidden->of(line));
        }
        TRY_VOID(check_schema(line, open_body, lists));
        TRY_VOID(check_schema(line, sealed_body, lists));
        TRY_VOID(replay.take(line, open_body, sealed_body));
        last = line.op;
    }
    TRY_VOID(open.finish());
    if (hidden) TRY_VOID(hidden->finish());
    TRY_VOID(replay.finish());
    HistoryReport report;
    TRY_ASSIGN(report.journal, prefix.finish());
    TRY_VOID(check_against_statement(state, report.journal, replay, last));
    if (last == journal::Op::Handover) report.handover_to = replay.handed_to();
    TRY_VOID(compare_review(state, replay));
    sealed_bodies = hidden ? hidden->count() : 0;
    return report;
}

Result<HistoryReport> OpenedBundle::check_history(const std::optional<Prefix>& before,
                                                  const model::CodeLists& lists) const
{
    std::size_t none = 0;
    return replay_history(*state_, before, nullptr, none, lists);
}

}  // namespace bundle
