// The worker's side: one request, one task, one result.
#include <new>

#include "crypto/base/child.h"
#include "sync/ingest/worker.h"
#include "sync/ingest/worker_message.h"

namespace ingest {

using base::ErrorKind;
using base::fail;

namespace {

using Clock = std::chrono::steady_clock;

// Exit codes that the parent knows or a person may meet in a log.

void send(Message type, ByteView payload)
{
    const auto head = encode_head(type, payload.size());
    if (!base::send_to_parent(head) || !base::send_to_parent(payload)) base::end_process(base::kNoParent);
}

/// The payload of the next message, which must be of that type.
template <class Buffer>
Buffer receive(Message type)
{
    HeadBytes bytes{};
    if (!base::receive_from_parent(bytes)) base::end_process(base::kNoParent);
    const auto head = parse_head(bytes);
    if (!head || head->type != type) base::end_process(base::kNoParent);
    Buffer payload(head->length);
    const std::span<std::uint8_t> into = [&]() -> std::span<std::uint8_t> {
        if constexpr (std::is_same_v<Buffer, base::Secret>)
            return payload.writable();
        else
            return payload;
    }();
    if (!base::receive_from_parent(into)) base::end_process(base::kNoParent);
    return payload;
}

/// Told to the parent a few times a second; it ends this process if it wants no more.
base::Progress telling()
{
    return [last = Clock::time_point()](std::uint64_t done, std::uint64_t total) mutable {
        const auto now = Clock::now();
        if (now - last < std::chrono::milliseconds{50}) return true;
        last = now;
        send(Message::Progress, encode_progress(done, total));
        return true;
    };
}

Result<Answer> ask_parent(const Question& question)
{
    send(Message::Question, encode(question));
    return parse_answer(receive<Bytes>(Message::Answer));
}

Result<void> examine_for(const Request& request, const Identities& identities)
{
    TRY_ASSIGN(const auto rosters, trust::RosterChain::parse(request.rosters));
    TRY_ASSIGN(const auto lists, IssuedLists::from(request.lists));
    Setting setting;
    setting.origin = request.origin;
    setting.rosters = &rosters;
    setting.identities = identities.desk;
    setting.at = request.at;
    setting.log_index = request.log_index;
    setting.model = request.model;
    setting.lists = &lists;
    setting.program = request.program;
    setting.ask = ask_parent;
    TRY_ASSIGN(const auto report, examine(base::path_from_utf8(request.submission), setting, telling()));
    send(Message::Report, encode(report));
    for (std::size_t next = 0; next < report.derived.lines.size();)
        send(Message::Lines, encode_lines(report.derived.lines, next));
    for (std::size_t next = 0; next < report.derived.records.size();)
        send(Message::Records, encode_records(report.derived.records, next));
    return {};
}

Result<void> work(const Request& request, const Identities& identities)
{
    const auto submission = base::path_from_utf8(request.submission);
    switch (request.task) {
        case Task::Outline: {
            TRY_ASSIGN(const auto found, outline(submission));
            send(Message::Outline, encode(found));
            return {};
        }
        case Task::Examine: return examine_for(request, identities);
        case Task::Sealed: {
            TRY_ASSIGN(const auto lists, IssuedLists::from(request.lists));
            TRY_ASSIGN(const auto facts, examine_sealed(submission, identities.desk, identities.sealed,
                                                        request.held, lists.lists, telling()));
            send(Message::Sealed, encode(facts));
            return {};
        }
    }
    return fail(ErrorKind::Invalid, "There is no such task.");
}

void serve()
{
    const auto request = parse_request(receive<Bytes>(Message::Request));
    auto keys = receive<base::Secret>(Message::Identities);
    const auto identities = parse_identities(keys.bytes());
    keys = base::Secret();
    if (!request || !identities) base::end_process(base::kNoParent);
    base::Confinement to{.readable = {base::path_from_utf8(request->submission)},
                         .memory_bytes = request->memory_bytes,
                         .cpu_seconds = request->cpu_seconds};
    if (!request->held_folder.empty()) to.readable.push_back(base::path_from_utf8(request->held_folder));
    const auto confined = base::confine(to);
    if (!confined) base::end_process(base::kNotConfined);
    // From here on everything is a stranger's.
    const Bytes ready{static_cast<std::uint8_t>(confined->files ? 1 : 0)};
    send(Message::Ready, ready);
    if (const auto worked = work(*request, *identities); !worked)
        send(Message::Failed, encode(worked.error()));
    send(Message::Done, {});
}

}  // namespace

void serve_examination()
{
    base::serve_confined(serve);
}

}  // namespace ingest
