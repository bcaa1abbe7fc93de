// What the centre does with whatever arrives, each with its code.
#include <algorithm>
#include <map>

#include "sync/bundle/submission.h"
#include "sync/ingest/content_type.h"
#include "sync/ingest/verify.h"
#include "tests/support/centre_fixture.h"
#include "tests/support/longer.h"

namespace {

using test::Desk;
using test::need;

struct IngestFixture {
    test::TemporaryFolder folder;
    ingest::Centre centre = test::make_centre(folder / "store", test::kOrigin, folder / "keys");
    Desk desk{folder / "vault"};
    base::Path carrier = folder / "stick";

    IngestFixture()
    {
        std::filesystem::create_directories(carrier);
        test::enrol(centre, desk);
    }
    base::Bytes roster() { return need(centre.roster_file()); }
    exchange::Exported send(const exchange::ExportOptions& options = {})
    {
        return desk.send(roster(), carrier, options);
    }
    central::Store& store() { return centre.store(); }

    crypto::Identity key(const char* name)
    {
        const auto text = need(base::read_file(folder / "keys" / name, 4096));
        const auto line = base::text_of(text).substr(base::text_of(text).find("AGE-SECRET-KEY-"));
        return need(crypto::Identity::parse(base::bytes_of(line.substr(0, 74))));
    }
    bool store_is_empty()
    {
        return need(store().reviews()).empty() && need(store().log_size()) == 2 &&
               need(store().records("")).empty();
    }
};

/// Everything about a review that must not depend on the order of arrival.
std::string state_of(central::Store& store, const std::string& review)
{
    std::string state;
    const auto head = need(store.head(review));
    if (head)
        state += std::to_string(head->revision) + base::to_hex(head->statement) +
                 base::to_hex(head->journal) + '\n';
    for (const auto& record : need(store.records(review)))
        state += record.kind + record.id + (record.struck ? "!" : "") + record.fields + '\n';
    need(store.each_line(review, [&](const central::JournalLine& line) -> base::Result<void> {
        state += line.line + line.body.value_or("-\n");
        return {};
    }));
    for (const auto& object : need(store.objects(review)))
        state += base::to_hex(object.object) + std::to_string(object.opened) +
                 base::to_hex(object.part_sha512) + '\n';
    std::map<std::string, std::string> outcomes;
    for (const auto& one : need(store.submissions(review)))
        outcomes[one.bundle] = std::string(central::to_text(one.status)) + one.code;
    for (const auto& [bundle, outcome] : outcomes) state += bundle + outcome + '\n';
    return state;
}

void flip(const base::Path& file, std::uint64_t at)
{
    auto bytes = need(base::read_file(file, 1 << 30));
    bytes.at(at) ^= 1;
    need(base::replace_file(file, bytes, base::Privacy::OwnerOnly));
}

}  // namespace

TEST_CASE("ingest: the same bundle twice is one submission and the very same receipt", "[ingest]")
{
    IngestFixture f;
    f.desk.add_event(1, "words");
    const auto sent = f.send();
    CHECK(test::import_one(f.centre, sent.written).status == "accepted");
    const auto receipt = need(f.centre.receipt(sent.bundle));
    const auto size = need(f.store().log_size());
    const auto again = test::import_one(f.centre, sent.written);
    CHECK(again.replay);
    CHECK(again.status == "accepted");
    CHECK(need(f.centre.receipt(sent.bundle)).proof == receipt.proof);
    CHECK(need(f.store().log_size()) == size);
    CHECK(need(f.store().submissions(f.desk.review_uuid)).size() == 1);
    // Also when its author stands no longer.
    need(f.centre.revoke(f.desk.vault.signing_key().public_key().number_text(), "lost"));
    CHECK(test::import_one(f.centre, sent.written).replay);
    CHECK(need(f.centre.receipt(sent.bundle)).proof == receipt.proof);
}

TEST_CASE("ingest: the projection is the open part of the record, by value", "[ingest]")
{
    IngestFixture f;
    f.desk.add_event(7, "sealed words nobody at the desk may see");
    const auto sent = f.send();
    REQUIRE(test::import_one(f.centre, sent.written).status == "accepted");
    std::string all;
    for (const auto& record : need(f.store().records(f.desk.review_uuid))) all += record.kind + record.fields;
    CHECK(all.find("\"seq\":7") != std::string::npos);
    CHECK(all.find("sealed words") == std::string::npos);
    const auto card = [&] {
        auto review = f.desk.open();
        return need(review.card());
    }();
    CHECK(need(f.centre.find(card.reference)) == f.desk.review_uuid);
    CHECK(need(f.centre.list()).front().revision == 1);
}

TEST_CASE("ingest: every order of arrival of one chain ends in the same state and outcomes", "[ingest]")
{
    const bool longer = support::longer();
    const int revisions = longer ? 5 : 4;
    IngestFixture f;
    std::vector<base::Path> files;
    for (int i = 0; i < revisions; ++i) {
        f.desk.add_event(i, "words " + std::to_string(i));
        if (i % 2 == 0) f.desk.attach("note " + std::to_string(i) + "\n", i == 0);
        files.push_back(f.send().written);
    }
    {
        auto closed = std::move(f.centre);
    }
    std::string expected;
    int number = 0;
    auto order = files;
    std::sort(order.begin(), order.end());
    do {
        const auto path = f.folder / ("store" + std::to_string(number++));
        std::filesystem::copy(f.folder / "store", path, std::filesystem::copy_options::recursive);
        auto centre = need(test::open_centre(path));
        test::import(centre, order);
        const auto state = state_of(centre.store(), f.desk.review_uuid);
        if (expected.empty()) expected = state;
        INFO("order number " << number);
        CHECK(state == expected);
        CHECK(need(centre.store().head(f.desk.review_uuid))->revision == revisions);
        CHECK(need(centre.store().waiting(f.desk.review_uuid)).empty());
        std::error_code code;
        auto closed = std::move(centre);
        std::filesystem::remove_all(path, code);
    } while (std::next_permutation(order.begin(), order.end()));
    CHECK(number == (longer ? 120 : 24));
}

TEST_CASE("ingest: a revision behind a gap waits with a receipt and is taken up by itself", "[ingest]")
{
    IngestFixture f;
    f.desk.add_event(1, "one");
    const auto first = f.send();
    f.desk.add_event(2, "two");
    const auto second = f.send();
    const auto waits = test::import_one(f.centre, second.written);
    CHECK(waits.status == "waiting");
    CHECK(waits.code == "revision_gap");
    CHECK(need(test::apply(f.desk, f.centre, second.bundle)).outcome == "waiting");
    const auto outcomes = test::import(f.centre, {first.written});
    REQUIRE(outcomes.size() == 2);
    CHECK(outcomes[1].taken_up);
    CHECK(outcomes[1].bundle == second.bundle);
    CHECK(outcomes[1].status == "accepted");
    CHECK(need(test::apply(f.desk, f.centre, second.bundle)).outcome == "accepted");
}

TEST_CASE("ingest: what follows a rejected revision is rejected, before and after", "[ingest]")
{
    IngestFixture f;
    f.desk.attach("#!/bin/sh\n", false);
    const auto bad = f.send();
    f.desk.add_event(2, "two");
    const auto follows = f.send();
    CHECK(test::import_one(f.centre, follows.written).status == "waiting");
    const auto outcomes = test::import(f.centre, {bad.written});
    REQUIRE(outcomes.size() == 2);
    CHECK(outcomes[0].code == "type_not_allowed");
    CHECK(outcomes[1].code == "previous_rejected");
    f.desk.add_event(3, "three");
    CHECK(test::import_one(f.centre, f.send().written).code == "previous_rejected");
}

TEST_CASE("ingest: two vaults that went different ways are a fork, kept for a person", "[ingest]")
{
    IngestFixture f;
    f.desk.add_event(1, "one");
    const auto first = f.send();
    REQUIRE(test::import_one(f.centre, first.written).status == "accepted");
    need(test::apply(f.desk, f.centre, first.bundle));
    // The vault is put back from a copy and goes on twice.
    const auto vault = f.folder / "vault";
    const auto copy = f.folder / "copy";
    {
        auto closed = std::move(f.desk.vault);
    }
    std::filesystem::copy(vault, copy, std::filesystem::copy_options::recursive);
    const review::Seams seams{.clock = &test::test_clock(), .random = nullptr};
    f.desk.vault = need(review::Vault::open(vault, test::passphrase(), seams));
    f.desk.add_event(2, "one way");
    const auto one = f.send();
    {
        auto closed = std::move(f.desk.vault);
    }
    f.desk.vault = need(review::Vault::open(copy, test::passphrase(), seams));
    f.desk.add_event(2, "another way");
    const auto other = f.send();
    CHECK(test::import_one(f.centre, one.written).status == "accepted");
    const auto before = need(f.store().records(f.desk.review_uuid));
    const auto fork = test::import_one(f.centre, other.written);
    CHECK(fork.status == "fork");
    CHECK(fork.code == "fork_revision");
    CHECK(need(f.store().records(f.desk.review_uuid)) == before);
    CHECK(std::filesystem::exists(f.store().submission_folder(other.bundle) / "bundle.age"));
    CHECK(need(test::apply(f.desk, f.centre, other.bundle)).outcome == "fork");
    CHECK(f.desk.try_send(f.roster(), f.carrier).error().code == "fork_open");
}

TEST_CASE("ingest: a listed attachment that did not come is waited for, and any later arrival brings it",
          "[ingest]")
{
    IngestFixture f;
    const auto object = f.desk.attach("a letter\n", true);
    exchange::ExportOptions loose;
    loose.loose = true;
    const auto sent = f.send(loose);
    const auto bare = f.folder / "bare.cairn.d";
    std::filesystem::create_directories(bare);
    std::filesystem::copy(sent.written / "bundle.age", bare / "bundle.age");
    const auto waits = test::import_one(f.centre, bare);
    CHECK(waits.code == "objects_missing");
    CHECK(waits.missing == std::vector<std::string>{object});
    const auto told = need(test::apply(f.desk, f.centre, sent.bundle));
    CHECK(told.outcome == "waiting");
    CHECK(told.missing == std::vector<std::string>{object});
    SECTION("the same bundle comes again with it")
    {
        const auto outcomes = test::import(f.centre, {sent.written});
        REQUIRE(outcomes.size() == 2);
        CHECK(outcomes[1].status == "accepted");
    }
    SECTION("the next revision brings it")
    {
        f.desk.add_event(2, "two");
        const auto outcomes = test::import(f.centre, {f.send().written});
        REQUIRE(outcomes.size() == 3);
        CHECK(outcomes[0].status == "waiting");
        CHECK(outcomes[1].bundle == sent.bundle);
        CHECK(outcomes[1].status == "accepted");
        CHECK(outcomes[2].status == "accepted");
    }
    CHECK(std::filesystem::exists(f.store().object_file(need(base::digest32_from_hex(object)))));
    CHECK(need(f.store().check()).empty());
}

TEST_CASE("ingest: a key that is revoked is refused with a receipt, a key never listed goes to quarantine",
          "[ingest]")
{
    IngestFixture f;
    f.desk.add_event(1, "one");
    const auto sent = f.send();
    need(f.centre.revoke(f.desk.vault.signing_key().public_key().text(), "lost"));
    const auto outcome = test::import_one(f.centre, sent.written);
    CHECK(outcome.status == "rejected");
    CHECK(outcome.code == "signer_revoked");
    CHECK(need(f.centre.receipt(sent.bundle)).index == *outcome.log_index);
    CHECK(need(f.store().records(f.desk.review_uuid)).empty());
    CHECK(f.desk.try_send(f.roster(), f.carrier).error().code == "signer_revoked");
}

TEST_CASE("ingest: a bundle for another centre does not open here", "[ingest]")
{
    IngestFixture f;
    test::TemporaryFolder elsewhere;
    auto other = test::make_centre(elsewhere / "store", "elsewhere.example.org/log");
    f.desk.add_event(1, "one");
    const auto sent = f.send();
    const auto outcome = test::import_one(other, sent.written);
    CHECK(outcome.status == "quarantined");
    CHECK(outcome.code == "age_no_match");
    CHECK(outcome.step == 4);
    CHECK(need(other.quarantine()).size() == 1);
    CHECK(need(other.store().log_size()) == 1);
    CHECK_FALSE(other.receipt(sent.bundle));
}

TEST_CASE("ingest: a submission cut or altered anywhere is refused and nothing of it enters the store",
          "[ingest]")
{
    IngestFixture f;
    f.desk.attach("a letter\n", true);
    const auto sent = f.send();
    const auto whole = need(base::read_file(sent.written, 1 << 30));
    const auto tried = f.folder / "tried.cairn";
    const auto refused = [&](base::ByteView bytes, const std::string& what) {
        need(base::replace_file(tried, bytes, base::Privacy::OwnerOnly));
        const auto outcome = test::import_one(f.centre, tried);
        INFO(what);
        CHECK(outcome.status == "quarantined");
        CHECK_FALSE(outcome.code.empty());
    };
    std::uint64_t seed = 20260302;
    CAPTURE(seed);
    for (int i = 0; i < (support::longer() ? 2000 : 40); ++i) {
        seed = seed * 6364136223846793005ULL + 1442695040888963407ULL;
        auto bytes = whole;
        const auto at = (seed >> 20) % bytes.size();
        bytes[at] ^= static_cast<std::uint8_t>(1U << (i % 8));
        refused(bytes, "flipped at " + std::to_string(at));
        refused(base::ByteView(whole).first(at), "cut at " + std::to_string(at));
    }
    CHECK(f.store_is_empty());
    CHECK(test::import_one(f.centre, sent.written).status == "accepted");
}

TEST_CASE("ingest: what is no submission at all is listed with its code", "[ingest]")
{
    IngestFixture f;
    const auto text = f.folder / "letter.cairn";
    need(base::write_new_file(text, base::bytes_of("just a letter"), base::Privacy::OwnerOnly));
    CHECK(test::import_one(f.centre, text).status == "quarantined");
    CHECK(test::import_one(f.centre, f.folder / "nothing here").status == "unreadable");
    const auto link = f.folder / "link.cairn";
    std::filesystem::create_symlink(text, link);
    CHECK(test::import_one(f.centre, link).status != "accepted");
    CHECK(f.store_is_empty());
}

TEST_CASE("ingest: enrolling the same request twice changes nothing", "[ingest]")
{
    IngestFixture f;
    const auto roster = f.roster();
    CHECK(test::enrol(f.centre, f.desk).again);
    CHECK(f.roster() == roster);
    auto request = need(exchange::identity_request(f.desk.vault, "Panel", "laptop"));
    request.request[request.request.size() / 2] ^= 1;
    CHECK_FALSE(f.centre.enrol(request.request, request.signature));
    CHECK(need(f.centre.members()).size() == 1);
}

TEST_CASE("ingest: a store that was closed after any import is whole when it opens", "[ingest]")
{
    IngestFixture f;
    f.desk.add_event(1, "one");
    const auto sent = f.send();
    REQUIRE(test::import_one(f.centre, sent.written).status == "accepted");
    const auto receipt = need(f.centre.receipt(sent.bundle)).proof;
    {
        auto closed = std::move(f.centre);
    }
    f.centre = need(test::open_centre(f.folder / "store"));
    CHECK(need(f.centre.receipt(sent.bundle)).proof == receipt);
    CHECK(test::import_one(f.centre, sent.written).replay);
}

TEST_CASE("verify: holds every check that needs no store, with and without the sealed part", "[ingest]")
{
    IngestFixture f;
    f.desk.add_event(1, "one");
    const auto object = f.desk.attach("a letter\n", true);
    const auto sent = f.send();
    const auto now = test::test_clock().now();
    const std::vector<crypto::Identity> desk_only = [&] {
        std::vector<crypto::Identity> keys;
        keys.push_back(f.key("central.txt"));
        return keys;
    }();
    const auto open = need(ingest::verify_submission(sent.written, f.roster(), desk_only, now));
    CHECK(open.good);
    CHECK(open.sealed_present);
    CHECK(open.sealed_unverified);
    CHECK(open.bundle == sent.bundle);
    CHECK(open.expected_at_centre.empty());
    const std::vector<crypto::Identity> recovery = [&] {
        std::vector<crypto::Identity> keys;
        keys.push_back(f.key("recovery.txt"));
        return keys;
    }();
    const auto both = need(ingest::verify_submission(sent.written, f.roster(), recovery, now));
    CHECK(both.good);
    CHECK_FALSE(both.sealed_unverified);

    REQUIRE(test::import_one(f.centre, sent.written).status == "accepted");
    need(test::apply(f.desk, f.centre, sent.bundle));
    f.desk.add_event(2, "two");
    const auto delta = need(ingest::verify_submission(f.send().written, f.roster(), recovery, now));
    CHECK(delta.good);
    CHECK(delta.expected_at_centre == std::vector<std::string>{object});
}

TEST_CASE("verify: names the check that fails and runs nothing after it", "[ingest]")
{
    IngestFixture f;
    f.desk.add_event(1, "one");
    const auto sent = f.send();
    std::vector<crypto::Identity> keys;
    keys.push_back(f.key("central.txt"));
    flip(sent.written, 5000);
    const auto report =
        need(ingest::verify_submission(sent.written, f.roster(), keys, test::test_clock().now()));
    CHECK_FALSE(report.good);
    const auto failed = std::find_if(report.checks.begin(), report.checks.end(), [](const auto& check) {
        return check.outcome == ingest::CheckOutcome::Failed;
    });
    REQUIRE(failed != report.checks.end());
    CHECK_FALSE(failed->code.empty());
    CHECK(std::all_of(failed + 1, report.checks.end(),
                      [](const auto& check) { return check.outcome == ingest::CheckOutcome::NotDone; }));
}

TEST_CASE("content type: knows what reviews receive and refuses programs", "[ingest]")
{
    const auto type = [](std::string_view bytes) { return ingest::content_type(base::bytes_of(bytes)); };
    using namespace std::string_view_literals;
    CHECK(type("%PDF-1.7\n") == "pdf");
    CHECK(type("PK\x03\x04rest"sv) == "zip container");
    CHECK(type("Date,Event\r\n1 May,Visit\r\n") == "text");
    CHECK(type("caf\xe9, Windows-1252") == "text");
    CHECK(type("\xff\xfeH\0i\0"sv) == "text");
    CHECK(type("MZ\x90\0\x03"sv).empty());
    CHECK(type("\x7f"
               "ELF\x02\x01"sv)
              .empty());
    CHECK(type("#!/bin/sh\n").empty());
    CHECK(type("SQLite format 3\0"sv).empty());
}
