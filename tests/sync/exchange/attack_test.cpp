// What comes back to the desk altered, cut, exchanged or older.
#include <fstream>

#include "sync/exchange/exchange.h"
#include "sync/trust/roster.h"
#include "tests/support/centre_fixture.h"
#include "tests/support/longer.h"

namespace {

using test::Desk;
using test::need;

struct ReturnFixture {
    test::TemporaryFolder folder;
    ingest::Centre centre = test::make_centre(folder / "store");
    Desk desk{folder / "vault"};
    base::Path carrier = folder / "stick";

    ReturnFixture()
    {
        std::filesystem::create_directories(carrier);
        test::enrol(centre, desk);
    }
    base::Bytes roster() { return need(centre.roster_file()); }
    exchange::Exported accepted()
    {
        auto sent = desk.send(roster(), carrier);
        REQUIRE(test::import_one(centre, sent.written).status == "accepted");
        return sent;
    }
    base::Result<exchange::Applied> apply(const base::Bytes& receipt, const base::Bytes& consistency)
    {
        return exchange::apply_receipt(desk.vault, receipt, consistency, {}, roster());
    }
};

}  // namespace

TEST_CASE("exchange: a receipt or its growth proof altered or cut anywhere is refused and changes nothing",
          "[exchange][attack]")
{
    ReturnFixture f;
    f.desk.add_event(1, "one");
    const auto first = f.accepted();
    need(test::apply(f.desk, f.centre, first.bundle));
    f.desk.add_event(2, "two");
    const auto sent = f.accepted();
    const auto receipt = need(f.centre.receipt(sent.bundle));
    const auto refuse = [&](const base::Bytes& proof, const base::Bytes& growth) {
        const auto applied = f.apply(proof, growth);
        REQUIRE_FALSE(applied);
        CHECK_FALSE(applied.error().code.empty());
        CHECK(applied.error().kind != base::ErrorKind::Denied);
    };
    for (std::size_t at = 0; at < receipt.proof.size(); at += support::stride<std::size_t>(7)) {
        INFO("receipt, offset " << at);
        auto changed = receipt.proof;
        changed[at] ^= static_cast<std::uint8_t>(1U << (at % 8));
        refuse(changed, receipt.consistency);
        changed = base::Bytes(receipt.proof.begin(), receipt.proof.begin() + static_cast<std::ptrdiff_t>(at));
        refuse(changed, receipt.consistency);
    }
    for (std::size_t at = 1; at < receipt.consistency.size(); at += support::stride<std::size_t>(7)) {
        INFO("growth proof, offset " << at);
        auto changed = receipt.consistency;
        changed[at] ^= static_cast<std::uint8_t>(1U << (at % 8));
        refuse(receipt.proof, changed);
        changed = base::Bytes(receipt.consistency.begin(),
                              receipt.consistency.begin() + static_cast<std::ptrdiff_t>(at));
        refuse(receipt.proof, changed);
    }
    const auto rows = need(exchange::sent(f.desk.vault, f.desk.review_uuid));
    CHECK(rows.back().status == "sent");
    CHECK(need(f.apply(receipt.proof, receipt.consistency)).outcome == "accepted");
}

TEST_CASE("exchange: an empty file beside a receipt is a cut one", "[exchange][attack]")
{
    ReturnFixture f;
    f.desk.add_event(1, "one");
    const auto sent = f.accepted();
    const auto file = f.folder / "r";
    need(f.centre.write_receipt(sent.bundle, file));
    need(base::replace_file(f.folder / "r.consistency", {}, base::Privacy::OwnerOnly));
    CHECK(exchange::apply_receipt_file(f.desk.vault, file, f.roster()).error().code == "receipt_cut");
}

TEST_CASE("exchange: receipts of two bundles, or of two vaults, cannot stand for each other",
          "[exchange][attack]")
{
    ReturnFixture f;
    f.desk.add_event(1, "one");
    const auto first = f.accepted();
    f.desk.add_event(2, "two");
    const auto second = f.accepted();
    const auto one = need(f.centre.receipt(first.bundle));
    const auto two = need(f.centre.receipt(second.bundle));
    // The entry of one with the proof of the other.
    const auto text_one = std::string(base::text_of(one.proof)),
               text_two = std::string(base::text_of(two.proof));
    const auto line = [](const std::string& text) { return text.find("\nindex "); };
    const auto mixed = text_one.substr(0, line(text_one)) + text_two.substr(line(text_two));
    CHECK_FALSE(f.apply(base::Bytes(mixed.begin(), mixed.end()), one.consistency));
    Desk other{f.folder / "other", "B. Chair"};
    const auto refused = exchange::apply_receipt(other.vault, one.proof, one.consistency, {}, f.roster());
    REQUIRE_FALSE(refused);
    CHECK(refused.error().kind == base::ErrorKind::NotFound);
}

TEST_CASE("exchange: a roster cut between two versions is an older one, refused wherever the newer is known",
          "[exchange][attack]")
{
    ReturnFixture f;
    f.desk.add_event(1, "one");
    const auto sent = f.accepted();
    const auto receipt = need(f.centre.receipt(sent.bundle));
    const auto cut = test::cut_before_last(f.roster());
    REQUIRE(trust::RosterChain::parse(base::text_of(cut)));
    CHECK(exchange::trust_roster(f.desk.vault, cut).error().code == "roster_older");
    CHECK(f.desk.try_send(cut, f.carrier).error().code == "roster_older");
    CHECK(exchange::apply_receipt(f.desk.vault, receipt.proof, receipt.consistency, {}, cut).error().code ==
          "roster_older");
    CHECK(need(exchange::identity(f.desk.vault)).roster_version == std::uint64_t{2});
}

TEST_CASE("exchange: a roster of other roots is altered or another centre's, never a wrong passphrase",
          "[exchange][attack]")
{
    ReturnFixture f;
    need(exchange::trust_roster(f.desk.vault, f.roster()));
    auto stranger = test::make_centre(f.folder / "stranger");
    const auto refused = exchange::trust_roster(f.desk.vault, need(stranger.roster_file()));
    REQUIRE_FALSE(refused);
    CHECK(refused.error().kind == base::ErrorKind::Corrupt);
    CHECK(refused.error().code == "roster_pin");
}

TEST_CASE("exchange: a roster that asks for a newer program is trusted, said, and nothing is sent under it",
          "[exchange][attack]")
{
    ReturnFixture f;
    f.desk.add_event(1, "one");
    CHECK(need(exchange::trust_roster(f.desk.vault, f.roster())).too_old.empty());
    need(f.centre.ask_for_program("99.0.0"));
    const auto trusted = need(exchange::trust_roster(f.desk.vault, f.roster()));
    CHECK(trusted.version == 3);
    CHECK(trusted.too_old.find("99.0.0") != std::string::npos);
    const auto refused = f.desk.try_send(f.roster(), f.carrier);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().kind == base::ErrorKind::Refused);
    CHECK(refused.error().code == "program_too_old");
    CHECK(std::filesystem::is_empty(f.carrier));
    need(f.centre.ask_for_program("0.1.0"));
    CHECK(f.desk.try_send(f.roster(), f.carrier));
}

TEST_CASE("exchange: what an interrupted export left in the outbox is gone when the vault opens",
          "[exchange][attack]")
{
    ReturnFixture f;
    f.desk.add_event(1, "one");
    const auto sent = f.desk.send(f.roster(), f.carrier);
    const auto outbox = f.desk.vault.folder() / "outbox";
    const std::string id(32, 'a');
    const base::Path left[] = {outbox / ("." + id + ".sealed"),
                               outbox / ("." + id + ".age.0123456789abcdef.part"),
                               outbox / (".." + id + ".sealed.0123456789abcdef.part")};
    for (const auto& file : left)
        need(base::write_new_file(file, base::bytes_of("half"), base::Privacy::OwnerOnly));
    {
        auto closed = std::move(f.desk.vault);
    }
    f.desk.vault = need(review::Vault::open(f.folder / "vault", test::passphrase(),
                                            {.clock = &test::test_clock(), .random = nullptr}));
    for (const auto& file : left) CHECK_FALSE(std::filesystem::exists(file));
    CHECK(std::filesystem::exists(outbox / (sent.bundle + ".age")));
}
