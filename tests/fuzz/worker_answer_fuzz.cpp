// What a worker says, in any order and form: the parent refuses it or reads on, and never more than it may
// be.

#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "sync/ingest/worker_hearing.h"

namespace {

ingest::Answer answer()
{
    ingest::Answer given;
    given.head.emplace();
    given.head->revision = 1;
    given.head->lines = 3;
    given.head->length = 600;
    return given;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    base::ByteView rest(data, size);
    if (rest.empty()) return 0;
    const auto task = static_cast<ingest::Task>(1 + rest[0] % 3);
    rest = rest.subspan(1);
    ingest::Hearing hearing(task, 2, 1);
    if (!hearing.take(ingest::Message::Ready, base::Bytes{1})) std::abort();
    while (rest.size() >= ingest::kHeadBytes && !hearing.done()) {
        ingest::HeadBytes bytes{};
        std::copy_n(rest.begin(), bytes.size(), bytes.begin());
        rest = rest.subspan(bytes.size());
        const auto head = ingest::parse_head(bytes);
        if (!head || head->length > rest.size()) return 0;
        if (!hearing.take(head->type, rest.first(head->length))) return 0;
        rest = rest.subspan(head->length);
        if (hearing.asked() != nullptr) hearing.answered(answer());
    }
    if (!hearing.done() || hearing.failure() || task != ingest::Task::Examine) return 0;
    // Whatever was heard to its end keeps the rules the import relies on.
    const auto& report = hearing.report();
    const bool sound = report.verdict == ingest::Verdict::Sound;
    if (sound != report.code.empty()) std::abort();
    if (report.verdict != ingest::Verdict::Quarantined && !report.statement) std::abort();
    return 0;
}
