// The reader's side: one request, one file, one table.
#include <new>
#include <stdexcept>

#include "app/import/reader.h"
#include "app/import/reader_message.h"
#include "crypto/base/child.h"

namespace import_ {

namespace {

// Exit codes that the parent knows or a person may meet in a log.

void send(Message type, ByteView payload)
{
    const auto head = encode_head(type, payload.size());
    if (!base::send_to_parent(head) || !base::send_to_parent(payload)) base::end_process(base::kNoParent);
}

/// The payload of the next message, which must be of that type.
base::Bytes receive(Message type, const Limits& limits)
{
    base::HeadBytes bytes{};
    if (!base::receive_from_parent(bytes)) base::end_process(base::kNoParent);
    const auto head = parse_head(bytes, limits);
    if (!head || head->type != type) base::end_process(base::kNoParent);
    base::Bytes payload(head->length);
    if (!base::receive_from_parent(payload)) base::end_process(base::kNoParent);
    return payload;
}

void serve()
{
    const auto request = parse_request(receive(Message::Request, {}));
    if (!request) base::end_process(base::kNoParent);
    const auto confined = base::confine(
        {.readable = {}, .memory_bytes = request->memory_bytes, .cpu_seconds = request->cpu_seconds});
    if (!confined) base::end_process(base::kNotConfined);
    send(Message::Ready, {});
    // From here on everything is a stranger's.
    const auto file = receive(Message::File, request->limits);
    const auto table = read_table(file, request->limits, request->read);
    if (table) {
        send(Message::Table, encode(*table));
        for (std::size_t next = 0; next < table->records.size();)
            send(Message::Records, encode_records(table->records, next));
    } else if (table.error().kind == base::ErrorKind::Io) {
        base::end_process(base::kOutOfMemory);  // the only way in which reading from memory can fail so
    } else {
        send(Message::Failed, encode(table.error()));
    }
    send(Message::Done, {});
}

}  // namespace

void serve_reading()
{
    base::serve_confined(serve);
}

}  // namespace import_
