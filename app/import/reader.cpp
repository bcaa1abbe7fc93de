// The parent's side of the reader.
#include "app/import/reader.h"

#include "app/import/reader_message.h"
#include "crypto/base/child.h"

namespace import_ {

using base::ErrorKind;
using base::fail;

namespace {

using Clock = std::chrono::steady_clock;

base::Error lost()
{
    return fail(ErrorKind::Refused,
                "The process that read this file ended before it was done. Nothing was imported. Try again; "
                "if this happens again, the file may be made to do harm: ask the agency for a CSV file.",
                "reader_lost");
}
base::Error over_limit()
{
    return fail(ErrorKind::Refused,
                "Reading this file took more memory or time than any should. Nothing was imported; ask the "
                "agency for it in parts, or as a CSV file.",
                "reader_limit");
}
base::Error senseless()
{
    return fail(ErrorKind::Refused,
                "The process that read this file answered without sense. Nothing was imported. The file may "
                "be made to do harm: ask the agency for a CSV file.",
                "reader_answer");
}
base::Error not_started()
{
    return fail(ErrorKind::Io,
                "The process that reads agency files could not be started, or not be confined, on this "
                "machine. Nothing was read or imported.",
                "reader_start");
}

/// One reader from its start to its end.
class Conversation {
public:
    Conversation(const Apart& apart, std::size_t file_bytes, const Limits& limits)
        : apart_(apart),
          limits_(limits),
          hearing_(limits),
          seconds_(apart.seconds + std::chrono::seconds(4 * (file_bytes >> 20))),
          until_(Clock::now() + seconds_)
    {
    }

    Result<Table> hold(ByteView file, const ReadRequest& request)
    {
        auto child = base::Child::start(apart_.program, kReaderWord);
        if (!child) return not_started();
        child_.emplace(std::move(*child));
        if (auto talked = talk(file, request); !talked) return why(talked.error());
        if (hearing_.failure()) return *hearing_.failure();
        return std::move(hearing_.table());
    }

private:
    base::WaitOn wait_on()
    {
        return [this] { return Clock::now() < until_; };
    }

    Result<void> talk(ByteView file, const ReadRequest& request)
    {
        TRY_VOID(send(Message::Request, encode({limits_, request, apart_.memory_bytes,
                                                static_cast<std::uint64_t>(seconds_.count())})));
        while (!hearing_.ready()) TRY_VOID(hear());
        TRY_VOID(send(Message::File, file));
        while (!hearing_.done()) TRY_VOID(hear());
        return {};
    }

    Result<void> send(Message type, ByteView payload)
    {
        const auto head = encode_head(type, payload.size());
        TRY_VOID(child_->send(head, wait_on()));
        return child_->send(payload, wait_on());
    }

    Result<void> hear()
    {
        base::HeadBytes bytes{};
        TRY_VOID(child_->receive(bytes, wait_on()));
        TRY_ASSIGN(const auto head, parse_head(bytes, limits_));
        base::Bytes payload(head.length);
        TRY_VOID(child_->receive(payload, wait_on()));
        return hearing_.take(head.type, payload);
    }

    /// What a conversation that broke off means. The reader is ended.
    base::Error why(const base::Error& error)
    {
        const auto ended = child_->end();
        if (error.kind == ErrorKind::Cancelled) return over_limit();
        if (!hearing_.ready()) return not_started();
        if (error.code == "reader_answer") return senseless();
        if (ended.by_limit || ended.exit_code == base::kOutOfMemory) return over_limit();
        return lost();
    }

    const Apart& apart_;
    const Limits& limits_;
    Hearing hearing_;
    std::chrono::seconds seconds_;
    Clock::time_point until_;
    std::optional<base::Child> child_;
};

}  // namespace

Result<Table> read_table_apart(const Apart& apart, ByteView file, const Limits& limits,
                               const ReadRequest& request)
{
    // A file that is too large is refused by its size alone.
    if (apart.program.empty() || file.size() > limits.file_bytes) return read_table(file, limits, request);
    return Conversation(apart, file.size(), limits).hold(file, request);
}

}  // namespace import_
