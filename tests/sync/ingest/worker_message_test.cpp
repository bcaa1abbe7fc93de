// The messages between an importing process and its worker: both ways, cut, altered, out of order.
#include <catch2/catch_test_macros.hpp>
#include <functional>

#include "crypto/primitives/hash.h"
#include "sync/ingest/worker_hearing.h"
#include "tests/support/worker_samples.h"

namespace {

using base::Bytes;
using base::ByteView;
using ingest::Message;
using test::need;

/// Reads a message and writes it again; nothing when it is refused.
using Again = std::function<base::Result<Bytes>(ByteView)>;

template <class Parse>
Again through(Parse parse)
{
    return [parse](ByteView bytes) -> base::Result<Bytes> {
        TRY_ASSIGN(const auto value, parse(bytes));
        return ingest::encode(value);
    };
}

struct Kind {
    const char* name;
    Bytes bytes;
    Again again;
};

base::Result<Bytes> report_again(ByteView bytes)
{
    TRY_ASSIGN(auto head, ingest::parse_report(bytes));
    if (head.lines > 1000 || head.records > 1000) return ingest::nonsense();  // more than this test will make
    head.report.derived.lines.resize(static_cast<std::size_t>(head.lines));
    head.report.derived.records.resize(static_cast<std::size_t>(head.records));
    return ingest::encode(head.report);
}
base::Result<Bytes> lines_again(ByteView bytes)
{
    TRY_ASSIGN(const auto lines, ingest::parse_lines(bytes));
    std::size_t next = 0;
    return ingest::encode_lines(lines, next);
}
base::Result<Bytes> records_again(ByteView bytes)
{
    TRY_ASSIGN(const auto records, ingest::parse_records(bytes));
    std::size_t next = 0;
    return ingest::encode_records(records, next);
}
base::Result<Bytes> failure_again(ByteView bytes)
{
    TRY_ASSIGN(const auto failure, ingest::parse_failure(bytes));
    return ingest::encode(failure.error);
}

std::vector<Kind> every_message()
{
    const auto report = test::sample_report();
    std::size_t line = 0, record = 0;
    return {{"request", ingest::encode(test::sample_request()), through(ingest::parse_request)},
            {"question", ingest::encode(test::sample_question()), through(ingest::parse_question)},
            {"answer", ingest::encode(test::sample_answer()), through(ingest::parse_answer)},
            {"report", ingest::encode(report), report_again},
            {"lines", ingest::encode_lines(report.derived.lines, line), lines_again},
            {"records", ingest::encode_records(report.derived.records, record), records_again},
            {"failure", ingest::encode(base::fail(base::ErrorKind::Corrupt, "A word.", "some_code")),
             failure_again},
            {"outline", ingest::encode(test::sample_outline()), through(ingest::parse_outline)},
            {"sealed", ingest::encode(test::sample_sealed()), through(ingest::parse_sealed)}};
}

/// What the worker says from its start to its end.
std::vector<std::pair<Message, Bytes>> whole_talk()
{
    const auto report = test::sample_report();
    std::size_t line = 0, record = 0;
    return {{Message::Ready, Bytes{1}},
            {Message::Progress, ingest::encode_progress(5, 10)},
            {Message::Question, ingest::encode(test::sample_question())},
            {Message::Report, ingest::encode(report)},
            {Message::Lines, ingest::encode_lines(report.derived.lines, line)},
            {Message::Records, ingest::encode_records(report.derived.records, record)},
            {Message::Done, Bytes()}};
}

/// Hears it all; answers the question. False as soon as something is refused.
bool heard(const std::vector<std::pair<Message, Bytes>>& talk, ingest::Hearing& hearing)
{
    for (const auto& [type, payload] : talk) {
        const auto taken = hearing.take(type, payload);
        if (!taken) {
            CHECK(taken.error().code == "worker_answer");
            return false;
        }
        if (hearing.asked() != nullptr) hearing.answered(test::sample_answer());
    }
    return hearing.done();
}
bool heard(const std::vector<std::pair<Message, Bytes>>& talk)
{
    ingest::Hearing hearing(ingest::Task::Examine, 1, 1);
    return heard(talk, hearing);
}

/// The same talk with another report.
bool heard_with(const std::function<void(ingest::Report&)>& change)
{
    auto talk = whole_talk();
    auto report = test::sample_report();
    change(report);
    std::size_t line = 0, record = 0;
    talk[3].second = ingest::encode(report);
    talk[4].second = ingest::encode_lines(report.derived.lines, line);
    talk[5].second = ingest::encode_records(report.derived.records, record);
    return heard(talk);
}

}  // namespace

TEST_CASE("worker: every message is read as it was written", "[worker]")
{
    for (const auto& [name, bytes, again] : every_message()) {
        INFO(name);
        CHECK(need(again(bytes)) == bytes);
    }
    CHECK(ingest::encode(test::sample_question()).size() == ingest::kQuestionBytes);
}

TEST_CASE("worker: a message cut anywhere or grown by a byte is refused", "[worker]")
{
    for (auto [name, bytes, again] : every_message()) {
        INFO(name);
        int read = 0;
        for (std::size_t size = 0; size < bytes.size(); ++size)
            if (const auto cut = again(ByteView(bytes).first(size))) {
                // A list of lines or records may be shorter; then it is those lines and no others.
                CHECK(*cut == Bytes(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(size)));
                ++read;
            }
        CHECK(read <= 2);
        bytes.push_back(0);
        CHECK_FALSE(again(bytes));
    }
}

TEST_CASE("worker: a message with one bit turned is refused or says exactly what it says", "[worker]")
{
    for (auto [name, bytes, again] : every_message()) {
        INFO(name);
        int refused = 0;
        for (std::size_t at = 0; at < bytes.size(); ++at)
            for (int bit = 0; bit < 8; ++bit) {
                bytes[at] = static_cast<std::uint8_t>(bytes[at] ^ 1 << bit);
                const auto read = again(bytes);
                if (read)
                    CHECK(*read == bytes);
                else
                    ++refused;
                bytes[at] = static_cast<std::uint8_t>(bytes[at] ^ 1 << bit);
            }
        CHECK(refused > 0);
    }
}

TEST_CASE("worker: a head names a known type and no more bytes than it may have", "[worker]")
{
    const auto good = ingest::encode_head(Message::Report, 1000);
    CHECK(need(ingest::parse_head(good)).length == 1000);
    CHECK_FALSE(ingest::parse_head(ingest::encode_head(Message::Report, 0x7fffffff)));
    CHECK_FALSE(ingest::parse_head(ingest::encode_head(Message::Done, 1)));
    CHECK_FALSE(ingest::parse_head(ingest::HeadBytes{0, 0, 0, 0, 0}));
    CHECK_FALSE(ingest::parse_head(ingest::HeadBytes{99, 0, 0, 0, 0}));
}

TEST_CASE("worker: keys travel in one guarded message", "[worker]")
{
    const std::vector<crypto::Identity> desk = [] {
        std::vector<crypto::Identity> all;
        all.push_back(crypto::Identity::generate());
        all.push_back(crypto::Identity::generate());
        return all;
    }();
    const auto bytes = ingest::encode_identities(desk, std::span(desk).first(1));
    const auto read = need(ingest::parse_identities(bytes.bytes()));
    REQUIRE(read.desk.size() == 2);
    REQUIRE(read.sealed.size() == 1);
    CHECK(base::equal_secret(read.desk[1].scalar(), desk[1].scalar()));
    CHECK(base::equal_secret(read.sealed[0].scalar(), desk[0].scalar()));
    CHECK_FALSE(ingest::parse_identities(bytes.bytes().first(bytes.size() - 1)));
}

TEST_CASE("worker: a whole talk is heard to its end, and its report is what was sent", "[worker]")
{
    ingest::Hearing hearing(ingest::Task::Examine, 1, 1);
    REQUIRE(heard(whole_talk(), hearing));
    const auto& report = hearing.report();
    const auto sent = test::sample_report();
    CHECK(report.verdict == ingest::Verdict::Sound);
    CHECK(report.statement == sent.statement);
    CHECK(report.derived.records == sent.derived.records);
    CHECK(report.derived.lines.size() == sent.derived.lines.size());
    CHECK(report.derived.lines.back().body == sent.derived.lines.back().body);
    CHECK(hearing.progress() == std::pair<std::uint64_t, std::uint64_t>(5, 10));
}

TEST_CASE("worker: a talk that leaves something out, says it twice or in another order is refused",
          "[worker]")
{
    const auto talk = whole_talk();
    for (std::size_t i = 0; i < talk.size(); ++i) {
        INFO(i);
        auto shorter = talk;
        shorter.erase(shorter.begin() + static_cast<std::ptrdiff_t>(i));
        CHECK(heard(shorter) == (talk[i].first == Message::Progress));
        auto longer = talk;
        longer.insert(longer.begin() + static_cast<std::ptrdiff_t>(i), talk[i]);
        CHECK(heard(longer) == (talk[i].first == Message::Progress));
        if (i + 1 == talk.size()) continue;
        auto turned = talk;
        std::swap(turned[i], turned[i + 1]);
        const bool either = talk[i].first == Message::Lines ||  // records before lines say the same
                            (talk[i].first == Message::Progress && i > 0);
        CHECK(heard(turned) == either);
    }
    for (const auto type : {Message::Request, Message::Identities, Message::Answer, Message::Outline}) {
        auto foreign = talk;
        foreign.insert(foreign.begin() + 1, {type, Bytes()});
        CHECK_FALSE(heard(foreign));
    }
}

TEST_CASE("worker: a report at odds with the question, the answer or itself is refused", "[worker]")
{
    using ingest::Report;
    using ingest::Verdict;
    CHECK(heard_with([](Report&) {}));
    CHECK_FALSE(heard_with([](Report& r) { r.statement->bundle = std::string(32, 'f'); }));
    CHECK_FALSE(heard_with([](Report& r) { r.statement->review = "7d444840-9dc0-41d1-b245-5ffdce74fad2"; }));
    CHECK_FALSE(heard_with([](Report& r) { r.statement->revision = 3; }));
    CHECK_FALSE(heard_with([](Report& r) { r.statement->previous.reset(); }));
    CHECK_FALSE(heard_with([](Report& r) { r.statement->signers.pop_back(); }));
    CHECK_FALSE(heard_with([](Report& r) { r.ciphertext[0] ^= 1; }));
    CHECK_FALSE(heard_with([](Report& r) { r.code = "surprise"; }));
    CHECK_FALSE(heard_with([](Report& r) { r.step = 4; }));
    CHECK_FALSE(heard_with([](Report& r) { r.statement->model = 2; }));  // newer than understood: waits
    CHECK_FALSE(heard_with([](Report& r) { r.objects_commitment.digest[0] ^= 1; }));
    CHECK_FALSE(heard_with([](Report& r) { r.objects.pop_back(); }));
    CHECK_FALSE(heard_with([](Report& r) { r.missing.push_back(r.objects.front().row.object); }));
    CHECK_FALSE(heard_with([](Report& r) { r.journal.lines += 1; }));
    CHECK_FALSE(heard_with([](Report& r) { r.journal.length -= 1; }));
    CHECK_FALSE(heard_with([](Report& r) { r.derived.lines.pop_back(); }));
    CHECK_FALSE(heard_with([](Report& r) { r.derived.lines.front().n = 99; }));
    CHECK_FALSE(heard_with([](Report& r) { r.derived.lines.front().line.insert(3, "\n"); }));
    CHECK_FALSE(heard_with([](Report& r) { r.derived.expunged.push_back(99); }));
    CHECK_FALSE(heard_with([](Report& r) { std::swap(r.derived.records[0], r.derived.records[1]); }));
    CHECK_FALSE(heard_with([](Report& r) { r.derived.records.front().kind = "x'; DROP"; }));
    CHECK_FALSE(heard_with([](Report& r) { r.derived.records.front().fields = "[]"; }));
    for (const auto verdict : {Verdict::Replay, Verdict::Waiting, Verdict::Fork, Verdict::Rejected})
        CHECK_FALSE(heard_with([&](Report& r) { r.verdict = verdict; }));
    const auto as = [](Verdict verdict, int step, const char* code) {
        return [=](Report& r) {
            r.verdict = verdict;
            r.step = step;
            r.code = code;
            r.derived = {};
        };
    };
    CHECK(heard_with(as(Verdict::Rejected, 12, "object_damaged")));
    CHECK(heard_with(as(Verdict::Quarantined, 4, "age_mac")));
    CHECK_FALSE(heard_with(as(Verdict::Fork, 11, "fork_revision")));
    CHECK_FALSE(heard_with(as(Verdict::Waiting, 11, "revision_gap")));
    CHECK_FALSE(heard_with(as(Verdict::Waiting, 12, "objects_missing")));
    CHECK_FALSE(heard_with(as(Verdict::Replay, 10, "replay")));
    CHECK_FALSE(heard_with(as(Verdict::Rejected, 12, "Not A Code")));
}
