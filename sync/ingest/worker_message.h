#pragma once
/// The messages between the importing process (parent) and its worker, as bytes. Each is a type byte, its
/// length as four bytes, and that many bytes. What the worker says is read as if a stranger had written it.
/// Source: docs/formats/ingest.md, clause 9.

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "crypto/base/secret.h"
#include "crypto/base/wire.h"
#include "crypto/primitives/age.h"
#include "sync/ingest/examine.h"
#include "sync/ingest/intake.h"
#include "sync/ingest/sealed.h"

namespace ingest {

using base::Bytes;
using base::ByteView;

enum class Message : std::uint8_t {
    // from the parent
    Request = 1,
    Identities = 2,
    Answer = 3,
    // from the worker
    Ready = 16,
    Progress = 17,
    Question = 18,
    Report = 19,
    Lines = 20,
    Records = 21,
    Done = 22,
    Failed = 23,
    Outline = 24,
    Sealed = 25
};

using base::HeadBytes;
using base::kHeadBytes;
struct MessageHead {
    Message type{};
    std::uint32_t length = 0;
};
HeadBytes encode_head(Message type, std::size_t length);
/// Errors: Corrupt `worker_answer`: no such type, or longer than that type may be.
Result<MessageHead> parse_head(const HeadBytes& bytes);

/// What the worker is to do.
enum class Task : std::uint8_t {
    Outline = 1,  ///< where the pieces of a file lie
    Examine = 2,  ///< steps 2 to 15 of a quarantine copy
    Sealed = 3    ///< the identity desk's checks of an accepted revision
};

/// Everything but keys. Paths are UTF-8 and absolute.
struct Request {
    Task task = Task::Examine;
    std::string submission;          ///< file or loose folder: readable
    std::string held_folder;         ///< readable too; empty: none
    std::uint64_t memory_bytes = 0;  ///< limits the worker puts on itself
    std::uint64_t cpu_seconds = 0;
    std::string origin;
    std::string rosters;  ///< as given out
    base::Time at{};
    std::uint64_t log_index = 0;
    std::uint64_t model = 0;
    std::vector<std::string> lists;  ///< files of code lists that the centre issued
    std::string program;
    std::vector<HeldObject> held;  ///< for Task::Sealed
};
Bytes encode(const Request& request);
Result<Request> parse_request(ByteView bytes);

/// In guarded memory from the store to the worker's own.
struct Identities {
    std::vector<crypto::Identity> desk, sealed;
};
base::Secret encode_identities(std::span<const crypto::Identity> desk,
                               std::span<const crypto::Identity> sealed);
Result<Identities> parse_identities(ByteView bytes);

/// One record of fixed size.
inline constexpr std::size_t kQuestionBytes = 16 + 36 + 8 + 32 + 33 + 8 + 1 + bundle::kSigners * 40;
Bytes encode(const Question& question);
Result<Question> parse_question(ByteView bytes);

Bytes encode(const Answer& answer);
Result<Answer> parse_answer(ByteView bytes);

/// Without the derived lines and records, whose numbers it names; they follow in messages of their own.
Bytes encode(const Report& report);
/// From `next` on, as many as fit one message; `next` moves on.
Bytes encode_lines(const std::vector<central::JournalLine>& lines, std::size_t& next);
Bytes encode_records(const std::vector<central::Record>& records, std::size_t& next);
Bytes encode_progress(std::uint64_t done, std::uint64_t total);
Bytes encode(const base::Error& error);
Bytes encode(const Outline& outline);
Bytes encode(const SealedFacts& facts);

/// A report, and how many lines and records follow it.
struct ReportHead {
    Report report;
    std::uint64_t lines = 0, records = 0;
};
struct Failure {
    base::Error error;
};

// Every count bounded, every digest, key, code, id and sentence of its own form. Errors: Corrupt
// `worker_answer`.
Result<ReportHead> parse_report(ByteView bytes);
Result<std::vector<central::JournalLine>> parse_lines(ByteView bytes);
Result<std::vector<central::Record>> parse_records(ByteView bytes);
Result<std::pair<std::uint64_t, std::uint64_t>> parse_progress(ByteView bytes);
Result<Failure> parse_failure(ByteView bytes);
Result<Outline> parse_outline(ByteView bytes);
Result<SealedFacts> parse_sealed(ByteView bytes);

/// The error of all that is not as it should be: Corrupt `worker_answer`.
base::Error nonsense();

}  // namespace ingest
