#pragma once
/// The messages between the importing process and its reader, as bytes. Each is a type byte, its length as
/// four bytes, and that many bytes. What the reader says is taken as if a stranger had written it.
/// Source: docs/formats/chronology-import.md, section 9.

#include <optional>

#include "app/import/import.h"
#include "crypto/base/wire.h"

namespace import_ {

enum class Message : std::uint8_t {
    // from the parent
    Request = 1,
    File = 2,  ///< the bytes of the file
    // from the reader
    Ready = 16,  ///< confined
    Table = 17,  ///< all but its records
    Records = 18,
    Failed = 19,
    Done = 20
};

struct MessageHead {
    Message type{};
    std::uint32_t length = 0;
};
base::HeadBytes encode_head(Message type, std::size_t length);
/// Errors: Corrupt `reader_answer`: no such type, or longer than that type may be.
Result<MessageHead> parse_head(const base::HeadBytes& bytes, const Limits& limits);

/// Everything but the file.
struct ReaderRequest {
    Limits limits;
    ReadRequest read;
    std::uint64_t memory_bytes = 0;  ///< limits the reader puts on itself
    std::uint64_t cpu_seconds = 0;
};
base::Bytes encode(const ReaderRequest& request);
Result<ReaderRequest> parse_request(ByteView bytes);

/// Without the records; they follow in messages of their own.
base::Bytes encode(const Table& table);
/// From `next` on, as many as fit one message; `next` moves on.
base::Bytes encode_records(const std::vector<Record>& records, std::size_t& next);
base::Bytes encode(const base::Error& error);

/// The error of all that is not as it should be: Corrupt `reader_answer`.
base::Error nonsense();

/// The parent's ear: takes the reader's messages one after another and refuses whatever is out of order, out
/// of bounds, or no table that read_table() could give. Every error is nonsense().
class Hearing {
public:
    explicit Hearing(const Limits& limits) : limits_(limits) {}

    Result<void> take(Message type, ByteView payload);

    bool ready() const { return ready_; }
    bool done() const { return done_; }
    // When done: the failure, or the table.
    const std::optional<base::Error>& failure() const { return failure_; }
    Table& table() { return *table_; }

private:
    Result<void> take_table(ByteView payload);
    Result<void> take_records(ByteView payload);
    Result<void> take_failure(ByteView payload);
    Record record(base::WireReader& from);
    std::string text(base::WireReader& from, std::size_t most);

    Limits limits_;
    bool ready_ = false, done_ = false;
    std::optional<Table> table_;
    std::uint64_t records_to_come_ = 0;
    std::uint64_t cells_ = 0, bytes_ = 0;  ///< taken so far
    std::optional<base::Error> failure_;
};

}  // namespace import_
