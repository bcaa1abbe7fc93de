// The parent's side of the worker.
#include "sync/ingest/worker.h"

#include "crypto/base/child.h"
#include "sync/ingest/worker_hearing.h"

namespace ingest {

using base::ErrorKind;
using base::fail;

namespace {

using Clock = std::chrono::steady_clock;

base::Error lost()
{
    return fail(
        ErrorKind::Invalid,
        "The process that read this submission ended before it was done: the submission was put aside, "
        "and nothing of it was taken in. Import it again; if this happens again, it may be made to do "
        "harm.",
        "worker_lost");
}
base::Error over_limit()
{
    return fail(
        ErrorKind::Invalid,
        "Reading this submission took more memory or time than any should: it was put aside, and nothing "
        "of it was taken in.",
        "worker_limit");
}
base::Error senseless()
{
    return fail(
        ErrorKind::Invalid,
        "The process that read this submission answered without sense: the submission was put aside, and "
        "nothing of it was taken in. It may be made to do harm.",
        "worker_answer");
}
base::Error failed()
{
    return fail(
        ErrorKind::Invalid,
        "This submission could not be read to its end on this machine: it was put aside, and nothing of "
        "it was taken in. Import it again.",
        "worker_failed");
}
base::Error not_started()
{
    return fail(
        ErrorKind::Io,
        "The process that reads submissions could not be started, or not be confined, on this machine. "
        "Nothing was read or changed.",
        "worker_start");
}
base::Error stopped()
{
    return fail(ErrorKind::Cancelled, "Stopped.");
}

std::uint64_t size_of(const base::Path& path)
{
    namespace fs = std::filesystem;
    std::error_code code;
    if (!fs::is_directory(path, code)) {
        const auto size = fs::file_size(path, code);
        return code ? 0 : size;
    }
    std::uint64_t all = 0;
    for (fs::recursive_directory_iterator it(path, code), end; !code && it != end; it.increment(code)) {
        std::error_code unseen;
        const auto size = it->is_regular_file(unseen) ? it->file_size(unseen) : 0;
        all += unseen ? 0 : size;
    }
    return all;
}

/// One worker from its start to its end.
class Conversation {
public:
    Conversation(const Apart& apart, const base::Path& submission, const base::Progress& progress)
        : apart_(apart),
          progress_(progress),
          seconds_(apart.seconds + std::chrono::seconds(size_of(submission) >> 20)),
          until_(Clock::now() + seconds_)
    {
    }

    /// Until the hearing is done. Errors: as worker.h says; whatever `ask` fails with.
    Result<void> hold(Request request, const base::Secret& identities, Hearing& hearing, const Ask& ask)
    {
        request.memory_bytes = apart_.memory_bytes;
        request.cpu_seconds = static_cast<std::uint64_t>(seconds_.count());
        auto child = base::Child::start(apart_.program, kWorkerWord);
        if (!child) return not_started();
        child_.emplace(std::move(*child));
        hearing_ = &hearing;
        if (auto sent = send(Message::Request, encode(request)); !sent) return why(sent.error());
        if (auto sent = send(Message::Identities, identities.bytes()); !sent) return why(sent.error());
        while (!hearing.done()) {
            if (auto heard = hear(); !heard) return why(heard.error());
            if (hearing.asked() == nullptr) continue;
            TRY_ASSIGN(const auto answer, ask(*hearing.asked()));
            hearing.answered(answer);
            if (auto sent = send(Message::Answer, encode(answer)); !sent) return why(sent.error());
        }
        return {};
    }

private:
    base::WaitOn wait_on()
    {
        return [this] {
            late_ = Clock::now() >= until_;
            const auto [done, total] = hearing_->progress();
            return !late_ && (!progress_ || progress_(done, total));
        };
    }

    Result<void> send(Message type, ByteView payload)
    {
        const auto head = encode_head(type, payload.size());
        TRY_VOID(child_->send(head, wait_on()));
        return child_->send(payload, wait_on());
    }

    Result<void> hear()
    {
        HeadBytes bytes{};
        TRY_VOID(child_->receive(bytes, wait_on()));
        TRY_ASSIGN(const auto head, parse_head(bytes));
        Bytes payload(head.length);
        TRY_VOID(child_->receive(payload, wait_on()));
        return hearing_->take(head.type, payload);
    }

    /// What a conversation that broke off means. The worker is ended.
    base::Error why(const base::Error& error)
    {
        const auto ended = child_->end();
        if (error.kind == ErrorKind::Cancelled) return late_ ? over_limit() : stopped();
        if (!hearing_->ready()) return not_started();
        if (error.code == "worker_answer") return senseless();
        if (ended.by_limit || ended.exit_code == base::kOutOfMemory) return over_limit();
        return lost();
    }

    const Apart& apart_;
    const base::Progress& progress_;
    std::chrono::seconds seconds_;
    Clock::time_point until_;
    std::optional<base::Child> child_;
    Hearing* hearing_ = nullptr;
    bool late_ = false;
};

std::string whole_path(const base::Path& path)
{
    std::error_code code;
    const auto whole = std::filesystem::absolute(path, code);
    return base::to_utf8(code ? path : whole);
}

Request request_for(Task task, const base::Path& submission)
{
    Request request;
    request.task = task;
    request.submission = whole_path(submission);
    return request;
}

bool is_finding(const base::Error& error)
{
    return error.kind == ErrorKind::Invalid && error.code.starts_with("worker_");
}

Report put_aside(const base::Error& error)
{
    Report report;
    report.verdict = Verdict::Quarantined;
    report.step = 2;
    report.code = error.code;
    report.what = error.what;
    report.checks.push_back({2, std::string(step_name(2)), CheckOutcome::Failed, error.code, error.what});
    return report;
}

/// What the worker says failed, without its word for whose fault it was.
base::Error own_failure(const base::Error& error)
{
    const bool of_the_machine = error.kind == ErrorKind::Io || error.kind == ErrorKind::Cancelled ||
                                error.kind == ErrorKind::Busy || error.kind == ErrorKind::NotFound;
    return of_the_machine ? failed() : error;
}

}  // namespace

Result<Report> examine_apart(const Apart& apart, const base::Path& submission, const Setting& setting,
                             const base::Progress& progress)
{
    if (apart.program.empty()) return examine(submission, setting, progress);
    auto request = request_for(Task::Examine, submission);
    request.held_folder = setting.held_folder.empty() ? std::string() : whole_path(setting.held_folder);
    request.origin = setting.origin;
    request.rosters = setting.rosters->encode();
    request.at = setting.at;
    request.log_index = setting.log_index;
    request.model = setting.model;
    request.lists = setting.lists->files;
    request.program = setting.program;
    Hearing hearing(Task::Examine, setting.model, setting.lists->version());
    Answer given;
    const Ask ask = [&](const Question& question) -> Result<Answer> {
        TRY_ASSIGN(given, setting.ask(question));
        return given;
    };
    const auto held = Conversation(apart, submission, progress)
                          .hold(std::move(request), encode_identities(setting.identities, {}), hearing, ask);
    if (!held && is_finding(held.error())) return put_aside(held.error());
    if (!held) return held.error();
    if (hearing.failure()) return put_aside(failed());
    if (!is_backed(hearing.report(), setting, given)) return put_aside(senseless());
    return std::move(hearing.report());
}

Result<Outline> outline_apart(const Apart& apart, const base::Path& packed)
{
    if (apart.program.empty()) return outline(packed);
    Hearing hearing(Task::Outline);
    TRY_VOID(Conversation(apart, packed, {})
                 .hold(request_for(Task::Outline, packed), encode_identities({}, {}), hearing, {}));
    if (hearing.failure()) return own_failure(*hearing.failure());
    return hearing.outline();
}

Result<SealedFacts> examine_sealed_apart(const Apart& apart, const base::Path& folder,
                                         const base::Path& held_folder,
                                         std::span<const crypto::Identity> desk,
                                         std::span<const crypto::Identity> sealed,
                                         const std::vector<HeldObject>& held, const IssuedLists& lists,
                                         const base::Progress& progress)
{
    if (apart.program.empty()) return examine_sealed(folder, desk, sealed, held, lists.lists, progress);
    auto request = request_for(Task::Sealed, folder);
    request.held_folder = whole_path(held_folder);
    request.held = held;
    request.lists = lists.files;
    for (auto& one : request.held) one.file = base::path_from_utf8(whole_path(one.file));
    Hearing hearing(Task::Sealed);
    TRY_VOID(Conversation(apart, folder, progress)
                 .hold(std::move(request), encode_identities(desk, sealed), hearing, {}));
    if (hearing.failure()) return own_failure(*hearing.failure());
    return hearing.sealed();
}

}  // namespace ingest
