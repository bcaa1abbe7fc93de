// The whole way: desk, bundle, centre, receipt, desk.
#include "sync/exchange/exchange.h"

#include "tests/support/centre_fixture.h"

namespace {

using test::Desk;
using test::need;

struct ExchangeFixture {
    test::TemporaryFolder folder;
    ingest::Centre centre = test::make_centre(folder / "store");
    Desk desk{folder / "vault"};
    base::Path carrier = folder / "stick";

    ExchangeFixture() { std::filesystem::create_directories(carrier); }
    base::Bytes roster() { return need(centre.roster_file()); }
    exchange::Exported send(const exchange::ExportOptions& options = {})
    {
        return desk.send(roster(), carrier, options);
    }
};

std::string code_of(const base::Error& error)
{
    return error.code;
}

}  // namespace

TEST_CASE("exchange: a review cannot be exported before its chair is enrolled", "[exchange]")
{
    ExchangeFixture f;
    const auto refused = f.desk.try_send(f.roster(), f.carrier);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().kind == base::ErrorKind::Refused);
    CHECK(code_of(refused.error()) == "not_enrolled");
    CHECK(std::filesystem::is_empty(f.carrier));
}

TEST_CASE(
    "exchange: an accepted revision comes back as a receipt, and the next one carries only new attachments",
    "[exchange]")
{
    ExchangeFixture f;
    test::enrol(f.centre, f.desk);
    f.desk.add_event(1, "early in the spring");
    const auto sealed_object = f.desk.attach("Dear all, an agency letter.\n", true);
    const auto first = f.send();
    CHECK(first.revision == 1);
    CHECK(first.objects_sent == 1);

    const auto outcome = test::import_one(f.centre, first.written);
    INFO(outcome.code << " " << outcome.what);
    REQUIRE(outcome.status == "accepted");
    CHECK(outcome.sealed_unverified);

    const auto applied = need(test::apply(f.desk, f.centre, first.bundle));
    CHECK(applied.outcome == "accepted");
    CHECK(applied.objects_acknowledged == 1);
    CHECK(applied.sealed_unverified);
    CHECK_FALSE(applied.again);
    CHECK(need(test::apply(f.desk, f.centre, first.bundle)).again);
    CHECK_FALSE(need(exchange::sent(f.desk.vault, f.desk.review_uuid)).front().in_outbox);

    f.desk.attach("An open note for the panel.\n", false);
    const auto second = f.send();
    CHECK(second.revision == 2);
    CHECK(second.objects_listed == 2);
    CHECK(second.objects_sent == 1);
    CHECK(test::import_one(f.centre, second.written).status == "accepted");
    CHECK(need(test::apply(f.desk, f.centre, second.bundle)).outcome == "accepted");

    const auto view = need(f.centre.show(f.desk.review_uuid));
    CHECK(view.head->revision == 2);
    CHECK(view.objects.size() == 2);
    for (const auto& object : view.objects)
        CHECK(object.opened == (base::to_hex(object.object) != sealed_object));
    CHECK(need(f.centre.store().check()).empty());
}

TEST_CASE("exchange: the identity desk checks the sealed part and its receipt says so", "[exchange]")
{
    ExchangeFixture f;
    test::enrol(f.centre, f.desk);
    f.desk.add_event(1, "some words of an agency");
    f.desk.attach("A letter.\n", true);
    const auto sent = f.send();
    REQUIRE(test::import_one(f.centre, sent.written).status == "accepted");
    const auto checked = need(f.centre.sealed_check(f.desk.review_uuid));
    CHECK(checked.records >= 1);
    CHECK(checked.objects == 1);
    CHECK(need(f.centre.sealed_check(sent.bundle)).again);
    const auto applied = need(test::apply(f.desk, f.centre, sent.bundle));
    CHECK(applied.outcome == "sealed-checked");
    CHECK_FALSE(applied.sealed_unverified);
    CHECK(need(exchange::sent(f.desk.vault, f.desk.review_uuid)).front().status == "accepted");
}

TEST_CASE("exchange: a stranger's identity does not open the sealed part", "[exchange]")
{
    ExchangeFixture f;
    test::enrol(f.centre, f.desk);
    f.desk.add_event(1, "words");
    const auto sent = f.send();
    REQUIRE(test::import_one(f.centre, sent.written).status == "accepted");
    const auto stranger = crypto::Identity::generate();
    const auto refused = f.centre.sealed_check(f.desk.review_uuid, std::span(&stranger, 1));
    REQUIRE_FALSE(refused);
    CHECK(code_of(refused.error()) == "age_no_match");
    CHECK_FALSE(need(f.centre.store().submission(sent.bundle))->sealed_checked);
}

TEST_CASE("exchange: a lost stick is written out again with the same bytes", "[exchange]")
{
    ExchangeFixture f;
    test::enrol(f.centre, f.desk);
    f.desk.attach("A letter.\n", true);
    const auto sent = f.send();
    const auto bytes = need(base::read_file(sent.written, 1 << 30));
    auto review = f.desk.open();
    const auto again =
        need(exchange::export_again(f.desk.vault, review, sent.bundle, f.folder / "again.cairn"));
    CHECK(need(base::read_file(again.written, 1 << 30)) == bytes);
    CHECK_FALSE(exchange::export_again(f.desk.vault, review, std::string(32, '0'), f.folder / "no.cairn"));
}

TEST_CASE("exchange: a destination that is taken leaves the revision number free", "[exchange]")
{
    ExchangeFixture f;
    test::enrol(f.centre, f.desk);
    f.desk.add_event(1, "words");
    const auto taken = f.folder / "taken.cairn";
    REQUIRE(base::write_new_file(taken, base::bytes_of("x"), base::Privacy::OwnerOnly));
    CHECK(f.desk.try_send(f.roster(), taken).error().kind == base::ErrorKind::Conflict);
    CHECK_FALSE(f.desk.try_send(f.roster(), f.folder / "no such folder" / "x.cairn"));
    CHECK(f.send().revision == 1);
}

TEST_CASE("exchange: after a rejection the same revision is made again", "[exchange]")
{
    ExchangeFixture f;
    test::enrol(f.centre, f.desk);
    f.desk.attach("#!/bin/sh\necho no\n", false);
    const auto first = f.send();
    const auto outcome = test::import_one(f.centre, first.written);
    CHECK(outcome.status == "rejected");
    CHECK(outcome.code == "type_not_allowed");
    CHECK(need(f.centre.store().records(f.desk.review_uuid)).empty());
    CHECK(need(f.centre.store().objects(f.desk.review_uuid)).empty());
    const auto applied = need(test::apply(f.desk, f.centre, first.bundle));
    CHECK(applied.outcome == "rejected");
    CHECK(applied.code == "type_not_allowed");
    CHECK(f.send().revision == 1);
    CHECK(need(exchange::sent(f.desk.vault, f.desk.review_uuid)).size() == 2);
}

TEST_CASE(
    "exchange: a receipt of another bundle, an altered one and one without its growth proof are refused",
    "[exchange]")
{
    ExchangeFixture f;
    test::enrol(f.centre, f.desk);
    Desk other(f.folder / "other", "B. Chair");
    f.desk.add_event(1, "words");
    const auto first = f.send();
    REQUIRE(test::import_one(f.centre, first.written).status == "accepted");
    CHECK(test::apply(other, f.centre, first.bundle).error().kind == base::ErrorKind::NotFound);
    auto receipt = need(f.centre.receipt(first.bundle));
    for (std::size_t at : {std::size_t{40}, receipt.proof.size() / 2, receipt.proof.size() - 3}) {
        auto altered = receipt.proof;
        altered[at] ^= 1;
        INFO("byte " << at);
        CHECK_FALSE(exchange::apply_receipt(f.desk.vault, altered, receipt.consistency, {}, f.roster()));
    }
    CHECK(need(exchange::sent(f.desk.vault, f.desk.review_uuid)).front().status == "sent");
    need(test::apply(f.desk, f.centre, first.bundle));
    f.desk.add_event(2, "more");
    const auto second = f.send();
    REQUIRE(test::import_one(f.centre, second.written).status == "accepted");
    receipt = need(f.centre.receipt(second.bundle));
    CHECK_FALSE(exchange::apply_receipt(f.desk.vault, receipt.proof, {}, {}, f.roster()));
    CHECK(need(test::apply(f.desk, f.centre, second.bundle)).outcome == "accepted");
}

TEST_CASE("exchange: a centre that forgets what it signed is found out, and the evidence is kept",
          "[exchange]")
{
    ExchangeFixture f;
    test::enrol(f.centre, f.desk);
    f.desk.add_event(1, "words");
    const auto first = f.send();
    // A copy of the store from before the import goes its own way.
    {
        auto gone = std::move(f.centre);
    }
    std::filesystem::copy(f.folder / "store", f.folder / "twin", std::filesystem::copy_options::recursive);
    f.centre = need(test::open_centre(f.folder / "store"));
    auto twin = need(test::open_centre(f.folder / "twin"));
    REQUIRE(test::import_one(f.centre, first.written).status == "accepted");
    need(test::apply(f.desk, f.centre, first.bundle));
    REQUIRE(test::import_one(twin, first.written).status == "accepted");
    const auto lie = test::apply(f.desk, twin, first.bundle);
    REQUIRE_FALSE(lie);
    CHECK(code_of(lie.error()) == "centre_contradicts_itself");
    CHECK(need(f.desk.vault.shelved_keys("evidence/")).size() == 2);
    CHECK(need(exchange::sent(f.desk.vault, f.desk.review_uuid)).front().status == "accepted");
    // And the other way round: the twin is told of a checkpoint that is not its own.
    f.desk.add_event(2, "more");
    const auto second = f.send();
    CHECK(test::import_one(twin, second.written).code == "seen_unknown");
}

TEST_CASE("exchange: rosters go up only, by their chain, under the pinned root", "[exchange]")
{
    ExchangeFixture f;
    const auto old = f.roster();
    const auto printed = need(f.centre.root_fingerprint());
    CHECK_FALSE(exchange::trust_roster(f.desk.vault, old, "0000-0000-0000-0000-0000"));
    const auto first = need(exchange::trust_roster(f.desk.vault, old, printed));
    CHECK(first.first);
    CHECK_FALSE(first.enrolled);
    test::enrol(f.centre, f.desk);
    CHECK(need(exchange::trust_roster(f.desk.vault, f.roster())).enrolled);
    CHECK(need(exchange::identity(f.desk.vault)).enrolled);
    CHECK_FALSE(exchange::trust_roster(f.desk.vault, old));
    auto stranger = test::make_centre(f.folder / "stranger");
    CHECK_FALSE(exchange::trust_roster(f.desk.vault, need(stranger.roster_file())));
    CHECK(need(exchange::identity(f.desk.vault)).roster_version == std::uint64_t{2});
}

TEST_CASE("exchange: a review that is handed over is read-only, and the next person goes on", "[exchange]")
{
    ExchangeFixture f;
    test::enrol(f.centre, f.desk);
    Desk heir(f.folder / "heir", "C. Chair");
    test::enrol(f.centre, heir);
    f.desk.add_event(1, "words");
    const auto key = heir.vault.signing_key().public_key().text();
    const auto sent = f.send({.next = key});
    CHECK(test::import_one(f.centre, sent.written).status == "accepted");
    CHECK(need(f.centre.store().head(f.desk.review_uuid))->next == key);
    CHECK(f.desk.try_send(f.roster(), f.carrier).error().code == "read_only");
}

TEST_CASE("exchange: a hand-over whose file could not be written is completed by the next export",
          "[exchange]")
{
    ExchangeFixture f;
    test::enrol(f.centre, f.desk);
    Desk heir(f.folder / "heir", "C. Chair");
    test::enrol(f.centre, heir);
    f.desk.add_event(1, "words");
    const auto key = heir.vault.signing_key().public_key().text();
    CHECK_FALSE(f.desk.try_send(f.roster(), f.folder / "no such folder" / "x.cairn", {.next = key}));
    const auto sent = f.send();
    CHECK(sent.revision == 1);
    CHECK(test::import_one(f.centre, sent.written).status == "accepted");
    CHECK(need(f.centre.store().head(f.desk.review_uuid))->next == key);
}
