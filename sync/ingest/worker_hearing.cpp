#include "sync/ingest/worker_hearing.h"

#include <algorithm>
#include <tuple>

namespace ingest {

namespace {

constexpr std::uint64_t kProgressMessages = 1'000'000;
constexpr std::uint64_t kDerivedBytes = 3ULL << 30;  ///< of all lines, bodies and records
constexpr std::uint64_t kEachBytes = 64;             ///< what keeping one costs besides its text

Result<void> must(bool holds)
{
    if (!holds) return nonsense();
    return {};
}

}  // namespace

Result<void> Hearing::take(Message type, ByteView payload)
{
    if (done_ || ready_ == (type == Message::Ready)) return nonsense();
    switch (type) {
        case Message::Ready: ready_ = true; return must(payload.size() == 1 && payload[0] <= 1);
        case Message::Progress: return settled() ? nonsense() : take_progress(payload);
        case Message::Question: {
            if (task_ != Task::Examine || question_ || settled()) return nonsense();
            TRY_ASSIGN(question_, parse_question(payload));
            return {};
        }
        case Message::Report:
        case Message::Failed:
        case Message::Outline:
        case Message::Sealed:
            return settled() || asked() != nullptr ? nonsense() : take_result(type, payload);
        case Message::Lines: return report_ ? take_lines(payload) : nonsense();
        case Message::Records: return report_ ? take_records(payload) : nonsense();
        case Message::Done:
            if (!settled() || !payload.empty()) return nonsense();
            if (report_) TRY_VOID(check_whole());
            done_ = true;
            return {};
        case Message::Request:
        case Message::Identities:
        case Message::Answer: break;
    }
    return nonsense();
}

Result<void> Hearing::take_result(Message type, ByteView payload)
{
    if (type == Message::Failed) {
        TRY_ASSIGN(auto failed, parse_failure(payload));
        failure_ = std::move(failed.error);
        return {};
    }
    if (type == Message::Report && task_ == Task::Examine) return take_report(payload);
    if (type == Message::Outline && task_ == Task::Outline) {
        TRY_ASSIGN(outline_, parse_outline(payload));
        return {};
    }
    if (type == Message::Sealed && task_ == Task::Sealed) {
        TRY_ASSIGN(sealed_, parse_sealed(payload));
        return {};
    }
    return nonsense();
}

Result<void> Hearing::take_progress(ByteView payload)
{
    TRY_ASSIGN(progress_, parse_progress(payload));
    return must(++progress_messages_ <= kProgressMessages);
}

void Hearing::answered(const Answer& answer)
{
    answer_ = answer;
    answer_->held.clear();
}

std::uint64_t Hearing::lines_before() const
{
    return answer_ && answer_->head ? static_cast<std::uint64_t>(answer_->head->lines) : 0;
}

Result<void> Hearing::take_report(ByteView payload)
{
    TRY_ASSIGN(auto head, parse_report(payload));
    lines_to_come_ = head.lines;
    records_to_come_ = head.records;
    report_ = std::move(head.report);
    TRY_VOID(must(std::max(lines_to_come_, records_to_come_) <= kDerivedBytes / kEachBytes));
    return check_verdict();
}

/// What a verdict goes with; steps 10 and 11 once more, from the answer that was given.
Result<void> Hearing::check_verdict() const
{
    const auto& r = *report_;
    const bool sound = r.verdict == Verdict::Sound;
    if (sound != r.code.empty() || sound != (r.step == 0)) return nonsense();
    const bool derived = lines_to_come_ > 0 || records_to_come_ > 0 || !r.derived.expunged.empty();
    if (derived && !sound) return nonsense();
    if (r.verdict == Verdict::Quarantined) return {};
    if (!r.statement || !question_ || !answer_) return nonsense();
    TRY_VOID(check_facts());
    const bool replays = answer_->bundle_used && answer_->same_bytes;
    if (replays != (r.verdict == Verdict::Replay)) return nonsense();
    const auto where = place(*r.statement, *answer_, model_, codelists_);
    switch (r.verdict) {
        case Verdict::Sound: return must(where.verdict == Verdict::Sound);
        case Verdict::Fork: return must(where.verdict == Verdict::Fork && where.code == r.code);
        case Verdict::Waiting:
            if (r.code == "newer_program") return {};
            if (r.code == "objects_missing")
                return must(where.verdict == Verdict::Sound && !r.missing.empty());
            return must(where.verdict == Verdict::Waiting && where.code == r.code);
        case Verdict::Replay:
        case Verdict::Rejected:
        case Verdict::Quarantined: break;
    }
    return {};
}

/// The report speaks of what was asked about, and its parts of each other.
Result<void> Hearing::check_facts() const
{
    const auto& r = *report_;
    const auto& s = *r.statement;
    const auto& q = *question_;
    if (s.bundle != q.bundle || s.review != q.review || s.revision != q.revision ||
        s.previous != q.previous || s.seen_size != q.seen_size || s.signers != q.signers ||
        r.ciphertext != q.ciphertext)
        return nonsense();
    if (!r.missing.empty() && r.code != "objects_missing") return nonsense();
    if (r.objects.empty()) return must(r.missing.empty());
    std::vector<bundle::ObjectRow> rows;
    for (const auto& one : r.objects) rows.push_back(one.row);
    if (trust::ObjectsCommitment{rows.size(), bundle::objects_digest(rows)} != r.objects_commitment)
        return nonsense();
    std::vector<Digest32> names;
    for (const auto& row : rows) names.push_back(row.object);
    std::ranges::sort(names);
    return must(std::ranges::includes(names, r.missing));
}

/// One line or record more, of that many bytes.
Result<void> Hearing::count(std::uint64_t bytes, std::uint64_t& to_come)
{
    taken_bytes_ += bytes + kEachBytes;
    if (to_come == 0 || taken_bytes_ > kDerivedBytes) return nonsense();
    --to_come;
    return {};
}

Result<void> Hearing::take_lines(ByteView payload)
{
    TRY_ASSIGN(auto more, parse_lines(payload));
    auto& lines = report_->derived.lines;
    for (auto& line : more) {
        TRY_VOID(count(line.line.size() + line.body.value_or("").size(), lines_to_come_));
        if (static_cast<std::uint64_t>(line.n) != lines_before() + lines.size() + 1) return nonsense();
        lines.push_back(std::move(line));
    }
    return {};
}

Result<void> Hearing::take_records(ByteView payload)
{
    TRY_ASSIGN(auto more, parse_records(payload));
    auto& records = report_->derived.records;
    for (auto& record : more) {
        TRY_VOID(count(record.fields.size(), records_to_come_));
        const bool ascends = records.empty() || std::tie(records.back().kind, records.back().id) <
                                                    std::tie(record.kind, record.id);
        if (!ascends) return nonsense();
        records.push_back(std::move(record));
    }
    return {};
}

/// At the end: everything announced came, and the lines end where the journal does.
Result<void> Hearing::check_whole() const
{
    const auto& r = *report_;
    if (lines_to_come_ > 0 || records_to_come_ > 0) return nonsense();
    if (r.verdict != Verdict::Sound) return {};
    std::uint64_t length = answer_->head ? answer_->head->length : 0;
    for (const auto& line : r.derived.lines) length += line.line.size();
    const bool fits = r.journal.lines == lines_before() + r.derived.lines.size() &&
                      r.journal.length == length && r.objects.size() == r.objects_commitment.count;
    const auto was_there = [&](std::int64_t n) {
        return n >= 1 && static_cast<std::uint64_t>(n) <= lines_before();
    };
    return must(fits && std::ranges::all_of(r.derived.expunged, was_there));
}

}  // namespace ingest
