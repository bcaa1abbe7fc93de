// Imports through a real worker: this test program, started again, is the worker.
#include <algorithm>
#include <cstring>

#include "crypto/base/child.h"
#include "sync/ingest/worker_message.h"
#include "tests/support/centre_fixture.h"

namespace {

using test::Desk;
using test::need;

void send(ingest::Message type, base::ByteView payload)
{
    if (!base::send_to_parent(ingest::encode_head(type, payload.size())) || !base::send_to_parent(payload))
        base::end_process(70);
}

base::Bytes receive()
{
    ingest::HeadBytes head{};
    if (!base::receive_from_parent(head)) base::end_process(70);
    const auto read = ingest::parse_head(head);
    base::Bytes payload(read ? read->length : 0);
    if (!base::receive_from_parent(payload)) base::end_process(70);
    return payload;
}

/// Without the test framework, which is not ready yet in a worker.
template <class T>
T value_of(base::Result<T> result)
{
    if (!result) base::end_process(72);
    return *std::move(result);
}

/// A worker that does its work and then reports something else: what, the program's name says.
void report_otherwise(std::string_view name)
{
    const auto request = value_of(ingest::parse_request(receive()));
    const auto identities = value_of(ingest::parse_identities(receive()));
    send(ingest::Message::Ready, base::Bytes{1});
    const auto rosters = value_of(trust::RosterChain::parse(request.rosters));
    const auto lists = value_of(ingest::IssuedLists::from(request.lists));
    ingest::Setting setting;
    setting.origin = request.origin;
    setting.rosters = &rosters;
    setting.identities = identities.desk;
    setting.at = request.at;
    setting.log_index = request.log_index;
    setting.model = request.model;
    setting.lists = &lists;
    setting.program = request.program;
    setting.ask = [](const ingest::Question& question) {
        send(ingest::Message::Question, encode(question));
        return ingest::parse_answer(receive());
    };
    auto report = value_of(ingest::examine(base::path_from_utf8(request.submission), setting));
    if (name.ends_with("invents")) report.statement->created += std::chrono::seconds{1};
    if (name.ends_with("forges")) report.evidence.signatures.at(0).at(100) ^= 1;
    if (name.ends_with("rewrites")) report.derived.lines.at(0).line.at(2) ^= 1;
    if (name.ends_with("accuses")) {  // a rejection of what was never signed so
        report.evidence = {};
        report.derived = {};
        report.verdict = ingest::Verdict::Rejected;
        report.step = 14;
        report.code = "content_wrong";
        report.what = "It is wrong.";
    }
    send(ingest::Message::Report, encode(report));
    for (std::size_t next = 0; next < report.derived.lines.size();)
        send(ingest::Message::Lines, ingest::encode_lines(report.derived.lines, next));
    for (std::size_t next = 0; next < report.derived.records.size();)
        send(ingest::Message::Records, ingest::encode_records(report.derived.records, next));
    send(ingest::Message::Done, {});
    base::end_process(0);
}

/// A worker that is not what it should be: which way, the program's name says.
void misbehave(std::string_view name)
{
    if (name.find("/worker-who-") != std::string_view::npos) report_otherwise(name);
    receive();
    receive();
    if (name.ends_with("worker-mute")) base::end_process(3);
    send(ingest::Message::Ready, base::Bytes{1});
    if (name.ends_with("worker-dies")) base::end_process(3);
    if (name.ends_with("worker-raves")) {
        base::Bytes noise(1000);
        base::SystemRandom().fill(noise);
        (void)base::send_to_parent(noise);
    }
    if (name.ends_with("worker-swells")) throw std::bad_alloc();
    while (name.ends_with("worker-hangs")) {  // until it is ended
    }
    base::end_process(0);
}

/// Before anything of the tests: a process started as a worker is one.
__attribute__((constructor)) void serve_if_asked(int count, char** words)
{
    if (count != 2 || std::strcmp(words[1], ingest::kWorkerWord) != 0) return;
    base::guard_process();
    const std::string_view name(words[0]);
    if (name.find("/worker-") == std::string_view::npos) ingest::serve_examination();
    try {
        misbehave(name);
    } catch (const std::bad_alloc&) {
        base::end_process(75);
    }
}

struct WorkerFixture {
    test::TemporaryFolder folder;
    Desk desk{folder / "vault"};
    base::Path carrier = folder / "stick";

    WorkerFixture()
    {
        std::filesystem::create_directories(carrier);
        auto centre = test::make_centre(folder / "store");
        test::enrol(centre, desk);
        roster = need(centre.roster_file());
    }
    exchange::Exported send(const exchange::ExportOptions& options = {})
    {
        return desk.send(roster, carrier, options);
    }
    exchange::Exported send_loose()
    {
        exchange::ExportOptions options;
        options.loose = true;
        return send(options);
    }
    /// The centre with this program as its worker; or under a name that makes it a bad one.
    ingest::Centre open(const char* name = nullptr, std::chrono::seconds seconds = std::chrono::seconds{300})
    {
        ingest::Apart apart;
        apart.program = base::program_path();
        apart.seconds = seconds;
        if (name != nullptr) {
            apart.program = apart.program.parent_path() / name;
            std::error_code code;
            std::filesystem::remove(apart.program, code);  // of an earlier build
            if (std::string_view(name).starts_with("worker-"))
                std::filesystem::create_hard_link(base::program_path(), apart.program, code);
        }
        return need(ingest::Centre::open(folder / "store", test::passphrase(),
                                         {.clock = &test::test_clock(), .random = nullptr}, apart));
    }
    base::Bytes roster;
};

/// Nothing but the quarantine list knows of it.
void check_untouched(ingest::Centre& centre)
{
    CHECK(need(centre.list()).empty());
    CHECK(need(centre.store().log_size()) == 2);
    CHECK(need(centre.store().check()).empty());
}

}  // namespace

TEST_CASE("worker: an import through a worker ends as one without", "[worker]")
{
    WorkerFixture f;
    f.desk.add_event(1, "words");
    f.desk.attach("an open note\n", false);
    f.desk.attach("a sealed note\n", true);
    const auto first = f.send();
    f.desk.add_event(2, "more words");
    f.desk.attach("another note\n", true);
    const auto second = f.send();
    auto centre = f.open();
    CHECK(test::import_one(centre, second.written).status == "waiting");
    const auto outcomes = test::import(centre, {first.written});
    REQUIRE(outcomes.size() == 2);
    CHECK(outcomes[0].status == "accepted");
    CHECK(outcomes[1].status == "accepted");
    CHECK(outcomes[1].taken_up);
    CHECK(test::import_one(centre, first.written).replay);
    CHECK(need(centre.store().check()).empty());

    CHECK(need(centre.store().head(f.desk.review_uuid))->revision == 2);
    CHECK(need(centre.store().objects(f.desk.review_uuid)).size() == 3);

    const auto checked = need(centre.sealed_check(f.desk.review_uuid));
    CHECK(checked.objects == 2);
    CHECK(checked.records > 0);
    CHECK(need(centre.sealed_check(f.desk.review_uuid)).again);
}

TEST_CASE("worker: what fails in a submission has the same code and step as without one", "[worker]")
{
    WorkerFixture f;
    f.desk.add_event(1, "words");
    const auto sent = f.send();
    auto bytes = need(base::read_file(sent.written, 1 << 30));
    bytes.at(bytes.size() / 2) ^= 1;
    const auto altered = f.folder / "altered.cairn";
    need(base::replace_file(altered, bytes, base::Privacy::OwnerOnly));
    const auto noise = f.folder / "noise.cairn";
    need(base::replace_file(noise, base::Bytes(5000, 7), base::Privacy::OwnerOnly));
    std::vector<ingest::Outcome> apart, within;
    {
        auto centre = f.open();
        apart = test::import(centre, {altered, noise, f.folder / "absent.cairn"});
    }
    auto centre = need(test::open_centre(f.folder / "store"));
    within = test::import(centre, {altered, noise, f.folder / "absent.cairn"});
    REQUIRE(apart.size() == within.size());
    for (std::size_t i = 0; i < apart.size(); ++i) {
        CHECK(apart[i].status == within[i].status);
        CHECK(apart[i].code == within[i].code);
        CHECK(apart[i].step == within[i].step);
    }
    CHECK(apart[0].status == "quarantined");
    check_untouched(centre);
}

TEST_CASE("worker: one that dies, raves or swells puts the submission aside, and the next is taken in",
          "[worker]")
{
    const std::vector<std::pair<const char*, const char*>> bad = {
        {"worker-dies", "worker_lost"}, {"worker-raves", "worker_answer"}, {"worker-swells", "worker_limit"}};
    WorkerFixture f;
    f.desk.add_event(1, "words");
    const auto sent = f.send_loose();
    for (const auto& [name, code] : bad) {
        INFO(name);
        auto centre = f.open(name);
        const auto outcome = test::import_one(centre, sent.written);
        CHECK(outcome.status == "quarantined");
        CHECK(outcome.code == code);
        CHECK_FALSE(outcome.what.empty());
        check_untouched(centre);
    }
    auto centre = f.open();
    CHECK(need(centre.quarantine()).size() == bad.size());
    CHECK(test::import_one(centre, sent.written).status == "accepted");
}

TEST_CASE("9.2: a worker that was taken over invents no submission, no signature and no first journal",
          "[worker]")
{
    WorkerFixture f;
    f.desk.add_event(1, "words");
    const auto sent = f.send_loose();
    for (const char* name :
         {"worker-who-invents", "worker-who-forges", "worker-who-rewrites", "worker-who-accuses"}) {
        INFO(name);
        auto centre = f.open(name);
        const auto outcome = test::import_one(centre, sent.written);
        CHECK(outcome.status == "quarantined");
        CHECK(outcome.code == "worker_answer");
        check_untouched(centre);
    }
    auto centre = f.open("worker-who-is-honest");
    CHECK(test::import_one(centre, sent.written).status == "accepted");
}

TEST_CASE("worker: one that hangs is ended when its time is over", "[worker]")
{
    WorkerFixture f;
    f.desk.add_event(1, "words");
    const auto sent = f.send_loose();
    auto centre = f.open("worker-hangs", std::chrono::seconds{1});
    const auto outcome = test::import_one(centre, sent.written);
    CHECK(outcome.status == "quarantined");
    CHECK(outcome.code == "worker_limit");
    check_untouched(centre);
}

TEST_CASE("worker: a machine that cannot start or confine one takes nothing in and puts nothing aside",
          "[worker]")
{
    WorkerFixture f;
    f.desk.add_event(1, "words");
    const auto sent = f.send_loose();
    for (const char* name : {"worker-mute", "absent"}) {
        auto centre = f.open(name);
        const auto failed = centre.import_files(std::span(&sent.written, 1));
        REQUIRE_FALSE(failed);
        CHECK(failed.error().kind == base::ErrorKind::Io);
        CHECK(failed.error().code == "worker_start");
        CHECK(need(centre.quarantine()).empty());
        check_untouched(centre);
    }
}

TEST_CASE("worker: an import that is stopped ends its worker and leaves nothing", "[worker]")
{
    WorkerFixture f;
    f.desk.add_event(1, "words");
    const auto sent = f.send_loose();
    auto centre = f.open("worker-hangs");
    int asked = 0;
    const auto failed = centre.import_files(std::span(&sent.written, 1),
                                            [&](std::uint64_t, std::uint64_t) { return ++asked < 8; });
    REQUIRE_FALSE(failed);
    CHECK(failed.error().kind == base::ErrorKind::Cancelled);
    CHECK(need(centre.quarantine()).empty());
    check_untouched(centre);
}
