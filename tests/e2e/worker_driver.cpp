// A worker as it must never be, for the end-to-end tests: started in cairnctl's place, it does once confined
// what only a program taken over would do, and says in its report what came of it. The first line of the
// submission says what to try. And the other side: a centre that imports with this program, or another, as
// its worker.
//   worker_driver import STORE PASSPHRASE-FILE FILE PROGRAM SECONDS MEBIBYTES
// The same for the reader of agency files:
//   worker_driver read FILE PROGRAM SECONDS MEBIBYTES

#include <algorithm>
#include <array>
#include <fstream>
#include <iostream>
#include <memory>
#include <string>
#include <vector>

#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

#include "app/import/reader.h"
#include "app/import/reader_message.h"
#include "crypto/base/child.h"
#include "crypto/base/platform.h"
#include "sync/ingest/centre.h"
#include "sync/ingest/worker_message.h"

namespace {

using base::Bytes;
using base::ByteView;
using ingest::Message;

void send(Message type, ByteView payload)
{
    const auto head = ingest::encode_head(type, payload.size());
    if (!base::send_to_parent(head) || !base::send_to_parent(payload)) base::end_process(70);
}

Bytes receive()
{
    ingest::HeadBytes bytes{};
    if (!base::receive_from_parent(bytes)) base::end_process(70);
    const auto head = ingest::parse_head(bytes);
    Bytes payload(head ? head->length : 0);
    if (!base::receive_from_parent(payload)) base::end_process(70);
    return payload;
}

/// What a process that was taken over would try. True: it could.
bool attempt(const std::string& what, const std::string& submission)
{
    const auto beside = submission + ".beside";
    if (what == "socket") return ::socket(AF_INET, SOCK_STREAM, 0) >= 0;
    if (what == "program") return ::execl("/bin/true", "true", nullptr) == 0;
    if (what == "process") return ::fork() >= 0;
    if (what == "write") return ::open(beside.c_str(), O_WRONLY | O_CREAT, 0600) >= 0;
    if (what == "alter") return ::open(submission.c_str(), O_RDWR) >= 0;
    if (what == "remove") return ::unlink(submission.c_str()) == 0;
    if (what == "read") return std::ifstream("/etc/passwd").good();
    if (what == "spin")
        for (volatile bool on = true; on;) on = true;
    if (what == "memory") {
        std::vector<std::unique_ptr<Bytes>> all;
        while (true) all.push_back(std::make_unique<Bytes>(16 << 20, std::uint8_t{1}));
    }
    return false;
}

[[noreturn]] void misbehave()
{
    const auto request = ingest::parse_request(receive());
    receive();
    if (!request) base::end_process(70);
    const auto confined = base::confine({.readable = {base::path_from_utf8(request->submission)},
                                         .memory_bytes = request->memory_bytes,
                                         .cpu_seconds = request->cpu_seconds});
    if (!confined) base::end_process(71);
    send(Message::Ready, Bytes{1});
    const auto text = base::read_file(base::path_from_utf8(request->submission), 1 << 20);
    if (!text) base::end_process(72);
    std::string what(base::text_of(*text));
    what.resize(what.find('\n'));
    bool could = false;
    try {
        could = attempt(what, request->submission);
    } catch (const std::bad_alloc&) {
        base::end_process(75);
    }
    send(Message::Failed, ingest::encode(base::fail(base::ErrorKind::Invalid, "It tried.",
                                                    could ? "it_could" : "it_could_not")));
    send(Message::Done, {});
    base::end_process(0);
}

void say(import_::Message type, ByteView payload)
{
    const auto head = import_::encode_head(type, payload.size());
    if (!base::send_to_parent(head) || !base::send_to_parent(payload)) base::end_process(70);
}

Bytes hear(import_::Message type)
{
    base::HeadBytes bytes{};
    if (!base::receive_from_parent(bytes)) base::end_process(70);
    const auto head = import_::parse_head(bytes, {});
    if (!head || head->type != type) base::end_process(70);
    Bytes payload(head->length);
    if (!base::receive_from_parent(payload)) base::end_process(70);
    return payload;
}

/// The reader of agency files, taken over. The file's first line says what to try, its second line where the
/// file is.
[[noreturn]] void misread()
{
    const auto request = import_::parse_request(hear(import_::Message::Request));
    if (!request) base::end_process(70);
    if (!base::confine(
            {.readable = {}, .memory_bytes = request->memory_bytes, .cpu_seconds = request->cpu_seconds}))
        base::end_process(71);
    say(import_::Message::Ready, {});
    const auto file = hear(import_::Message::File);
    const std::string text(base::text_of(file));
    const auto end = text.find('\n');
    const auto what = text.substr(0, end);
    if (what == "end") base::end_process(3);
    if (what == "lie") say(import_::Message::Table, Bytes(100, 0xFF));
    bool could = false;
    try {
        could = attempt(what, text.substr(end + 1, text.find('\n', end + 1) - end - 1));
    } catch (const std::bad_alloc&) {
        base::end_process(75);
    }
    say(import_::Message::Failed, import_::encode(base::fail(base::ErrorKind::Invalid, "It tried.",
                                                             could ? "it_could" : "it_could_not")));
    say(import_::Message::Done, {});
    base::end_process(0);
}

int read(const std::vector<std::string>& words)
{
    const auto file = base::read_file(base::path_from_utf8(words[0]), 64U << 20);
    if (!file) return 1;
    import_::Apart apart;
    apart.program = base::path_from_utf8(words[1]);
    apart.seconds = std::chrono::seconds(std::stoi(words[2]));
    apart.memory_bytes = std::stoull(words[3]) << 20;
    const auto table = import_::read_table_apart(apart, *file);
    std::cout << (table ? "read" : table.error().code) << "\n";
    return 0;
}

int import(const std::vector<std::string>& words)
{
    auto passphrase = base::read_secret_file(base::path_from_utf8(words[1]), 4096);
    if (!passphrase) return 1;
    if (passphrase->bytes().back() == '\n') passphrase->truncate(passphrase->size() - 1);
    ingest::Apart apart;
    apart.program = words[3] == "-" ? base::Path() : base::path_from_utf8(words[3]);
    apart.seconds = std::chrono::seconds(std::stoi(words[4]));
    apart.memory_bytes = std::stoull(words[5]) << 20;
    crypto::Unlock with;
    with.passphrase = passphrase->bytes();
    auto centre = ingest::Centre::open(base::path_from_utf8(words[0]), with, {}, apart);
    if (!centre) {
        std::cout << "error " << centre.error().code << "\n";
        return 1;
    }
    const auto file = base::path_from_utf8(words[2]);
    const auto begin = std::chrono::steady_clock::now();
    const auto outcomes = centre->import_files(std::span(&file, 1));
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
    if (!outcomes) {
        std::cout << "error " << outcomes.error().code << "\n";
        return 1;
    }
    for (const auto& one : *outcomes)
        std::cout << one.status << " " << (one.code.empty() ? "-" : one.code) << " " << took.count() << "\n";
    return 0;
}

}  // namespace

int main(int count, char** words)
{
    base::guard_process();
    if (count == 2 && std::string_view(words[1]) == ingest::kWorkerWord) misbehave();
    if (count == 2 && std::string_view(words[1]) == import_::kReaderWord) misread();
    if (count == 8 && std::string_view(words[1]) == "import")
        return import(std::vector<std::string>(words + 2, words + count));
    if (count == 6 && std::string_view(words[1]) == "read")
        return read(std::vector<std::string>(words + 2, words + count));
    return 2;
}
