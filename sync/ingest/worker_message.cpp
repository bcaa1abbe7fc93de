// The messages as bytes, both ways.
#include "sync/ingest/worker_message.h"

#include "sync/ingest/wire.h"

namespace ingest {

using base::ErrorKind;
using base::fail;

namespace {

constexpr std::size_t kPathBytes = 8192;
constexpr std::size_t kHeld = 1'000'000;  ///< objects of one review

constexpr std::size_t kListFiles = 10'000;
constexpr std::size_t kListBytes = 16 * kMiB;

std::uint32_t most_bytes(Message type)
{
    switch (type) {
        case Message::Request: return 512 * kMiB;
        case Message::Identities: return 2 + 32 * 510;
        case Message::Answer: return 512 * kMiB;
        case Message::Ready: return 1;
        case Message::Progress: return 16;
        case Message::Question: return kQuestionBytes;
        case Message::Report: return 16 * kMiB;
        case Message::Lines:
        case Message::Records: return static_cast<std::uint32_t>(kPerMessage + 3 * bundle::kJsonLineBytes);
        case Message::Done: return 0;
        case Message::Failed: return 4096;
        case Message::Outline: return 4 * kMiB;
        case Message::Sealed: return 4 * kMiB;
    }
    return 0;
}

void put_key(WireWriter& to, const crypto::PublicKey& key)
{
    to.raw(key.number);
    to.raw(key.point);
}
crypto::PublicKey take_key(WireReader& from)
{
    crypto::PublicKey key;
    key.number = from.array<8>();
    key.point = from.array<32>();
    return key;
}
void put_key(WireWriter& to, const std::optional<crypto::PublicKey>& key)
{
    to.flag(key.has_value());
    put_key(to, key.value_or(crypto::PublicKey{}));
}
std::optional<crypto::PublicKey> take_key_or_none(WireReader& from)
{
    const bool there = from.flag();
    const auto key = take_key(from);
    if (there) return key;
    from.must(key == crypto::PublicKey{});
    return std::nullopt;
}

void put_held(WireWriter& to, const std::vector<HeldObject>& held)
{
    to.number32(held.size());
    for (const auto& one : held) {
        to.raw(one.object);
        to.number64(one.object_length);
        to.raw(one.part);
        to.number64(one.part_length);
        to.raw(one.part_sha512);
        to.flag(one.opened);
        to.text(base::to_utf8(one.file));
    }
}
std::vector<HeldObject> take_held(WireReader& from)
{
    std::vector<HeldObject> held(from.count(kHeld, 32 + 8 + 32 + 8 + 64 + 1 + 4));
    for (auto& one : held) {
        one.object = from.array<32>();
        one.object_length = from.number64();
        one.part = from.array<32>();
        one.part_length = from.number64();
        one.part_sha512 = from.array<64>();
        one.opened = from.flag();
        one.file = base::path_from_utf8(from.text(kPathBytes));
    }
    return held;
}

}  // namespace

base::Error nonsense()
{
    return fail(ErrorKind::Corrupt, "The process that reads submissions gave an answer without sense.",
                "worker_answer");
}

HeadBytes encode_head(Message type, std::size_t length)
{
    return base::head_of(static_cast<std::uint8_t>(type), length);
}

Result<MessageHead> parse_head(const HeadBytes& bytes)
{
    WireReader from(bytes);
    MessageHead head;
    const auto type = from.number8();
    head.length = static_cast<std::uint32_t>(from.number32());
    const bool known = (type >= 1 && type <= 3) || (type >= 16 && type <= 25);
    if (!known) return nonsense();
    head.type = static_cast<Message>(type);
    if (head.length > most_bytes(head.type)) return nonsense();
    return head;
}

Bytes encode(const Request& request)
{
    WireWriter to;
    to.number8(static_cast<std::uint64_t>(request.task));
    to.text(request.submission);
    to.text(request.held_folder);
    to.number64(request.memory_bytes);
    to.number64(request.cpu_seconds);
    to.text(request.origin);
    to.text(request.rosters);
    to.number64(static_cast<std::uint64_t>(request.at.time_since_epoch().count()));
    to.number64(request.log_index);
    to.number64(request.model);
    to.number32(request.lists.size());
    for (const auto& file : request.lists) to.text(file);
    to.text(request.program);
    put_held(to, request.held);
    return to.take();
}

Result<Request> parse_request(ByteView bytes)
{
    WireReader from(bytes);
    Request request;
    const auto task = from.bounded8(3);
    from.must(task != 0);
    request.task = static_cast<Task>(task);
    request.submission = from.text(kPathBytes);
    request.held_folder = from.text(kPathBytes);
    request.memory_bytes = from.number64();
    request.cpu_seconds = from.number64();
    request.origin = from.text(1000);
    request.rosters = from.text(trust::kRosterFileBytes);
    request.at = base::Time(std::chrono::seconds(static_cast<std::int64_t>(from.number64())));
    request.log_index = from.number64();
    request.model = from.number64();
    const auto lists = from.count(kListFiles, 4);
    for (std::size_t i = 0; i < lists; ++i) request.lists.push_back(from.text(kListBytes));
    request.program = from.text(100);
    request.held = take_held(from);
    if (!from.finished()) return nonsense();
    return request;
}

base::Secret encode_identities(std::span<const crypto::Identity> desk,
                               std::span<const crypto::Identity> sealed)
{
    base::Secret bytes(2 + 32 * (desk.size() + sealed.size()));
    const auto to = bytes.writable();
    to[0] = static_cast<std::uint8_t>(desk.size());
    to[1] = static_cast<std::uint8_t>(sealed.size());
    std::size_t at = 2;
    for (const auto& list : {desk, sealed})
        for (const auto& one : list) {
            std::ranges::copy(one.scalar(), to.begin() + static_cast<std::ptrdiff_t>(at));
            at += 32;
        }
    return bytes;
}

Result<Identities> parse_identities(ByteView bytes)
{
    if (bytes.size() < 2 || bytes.size() != 2 + 32 * (std::size_t{bytes[0]} + bytes[1])) return nonsense();
    Identities identities;
    for (std::size_t i = 0; i < std::size_t{bytes[0]} + bytes[1]; ++i) {
        TRY_ASSIGN(auto one, crypto::Identity::restore(bytes.subspan(2 + 32 * i, 32)));
        (i < bytes[0] ? identities.desk : identities.sealed).push_back(std::move(one));
    }
    return identities;
}

Bytes encode(const Question& question)
{
    WireWriter to;
    const auto bundle = base::from_hex(question.bundle);
    to.raw(bundle ? ByteView(*bundle) : ByteView());
    to.raw(base::bytes_of(question.review));
    to.number64(question.revision);
    to.raw(question.ciphertext);
    to.maybe(question.previous);
    to.number64(question.seen_size);
    to.number8(question.signers.size());
    for (std::size_t i = 0; i < bundle::kSigners; ++i)
        put_key(to, i < question.signers.size() ? question.signers[i] : crypto::PublicKey{});
    return to.take();
}

Result<Question> parse_question(ByteView bytes)
{
    if (bytes.size() != kQuestionBytes) return nonsense();
    WireReader from(bytes);
    Question question;
    question.bundle = base::to_hex(from.raw(16));
    question.review = std::string(base::text_of(from.raw(36)));
    from.must(base::is_uuid(question.review));
    question.revision = from.bounded64(kFarAway);
    from.must(question.revision > 0);
    question.ciphertext = from.array<32>();
    question.previous = from.maybe<32>();
    question.seen_size = from.bounded64(kFarAway);
    const auto signers = from.bounded8(bundle::kSigners);
    from.must(signers > 0);
    for (std::size_t i = 0; i < bundle::kSigners; ++i) {
        const auto key = take_key(from);
        if (i < signers)
            question.signers.push_back(key);
        else
            from.must(key == crypto::PublicKey{});
    }
    if (!from.finished()) return nonsense();
    return question;
}

Bytes encode(const Answer& answer)
{
    WireWriter to;
    to.flag(answer.bundle_used);
    to.flag(answer.same_bytes);
    to.flag(answer.previous_rejected);
    const auto head = answer.head.value_or(central::Head{});
    to.flag(answer.head.has_value());
    to.number64(static_cast<std::uint64_t>(head.revision));
    to.raw(head.statement);
    to.number64(static_cast<std::uint64_t>(head.lines));
    to.number64(head.length);
    to.raw(head.journal);
    to.flag(answer.former_known);
    put_key(to, answer.former);
    put_key(to, answer.next);
    to.maybe(answer.seen_root);
    to.number64(answer.next_log_index);
    put_held(to, answer.held);
    return to.take();
}

Result<Answer> parse_answer(ByteView bytes)
{
    WireReader from(bytes);
    Answer answer;
    answer.bundle_used = from.flag();
    answer.same_bytes = from.flag();
    answer.previous_rejected = from.flag();
    const bool has_head = from.flag();
    central::Head head;
    head.revision = static_cast<std::int64_t>(from.bounded64(kFarAway));
    head.statement = from.array<32>();
    head.lines = static_cast<std::int64_t>(from.bounded64(kFarAway));
    head.length = from.bounded64(kFarAway);
    head.journal = from.array<32>();
    if (has_head) answer.head = head;
    const bool none = head.revision == 0 && head.lines == 0 && head.length == 0 &&
                      head.statement == Digest32{} && head.journal == Digest32{};
    from.must(has_head || none);
    answer.former_known = from.flag();
    answer.former = take_key_or_none(from);
    answer.next = take_key_or_none(from);
    answer.seen_root = from.maybe<32>();
    answer.next_log_index = from.number64();
    answer.held = take_held(from);
    if (!from.finished()) return nonsense();
    return answer;
}

}  // namespace ingest
