// What somebody without keys, or with an old roster, tries on the way to the centre.
#include <algorithm>
#include <fstream>

#include "crypto/primitives/hash.h"
#include "sync/bundle/submission.h"
#include "sync/ingest/verify.h"
#include "sync/trust/roster.h"
#include "tests/support/centre_fixture.h"
#include "tests/support/longer.h"

namespace {

using test::Desk;
using test::need;

struct AttackFixture {
    test::TemporaryFolder folder;
    ingest::Centre centre = test::make_centre(folder / "store", test::kOrigin, folder / "keys");
    Desk desk{folder / "vault"};
    base::Path carrier = folder / "stick";

    AttackFixture()
    {
        std::filesystem::create_directories(carrier);
        test::enrol(centre, desk);
    }
    base::Bytes roster() { return need(centre.roster_file()); }
    exchange::Exported send_loose()
    {
        return desk.send(roster(), carrier, {.kind = "submission", .next = {}, .loose = true});
    }
    std::vector<crypto::Identity> keys()
    {
        const auto text = need(base::read_file(folder / "keys" / "central.txt", 4096));
        const auto line = base::text_of(text).substr(base::text_of(text).find("AGE-SECRET-KEY-"));
        std::vector<crypto::Identity> all;
        all.push_back(need(crypto::Identity::parse(base::bytes_of(line.substr(0, 74)))));
        return all;
    }
    ingest::VerifyReport verify(const base::Path& file, const base::Bytes& with)
    {
        return need(ingest::verify_submission(file, with, keys(), test::test_clock().now()));
    }
};

std::string failed_code(const ingest::VerifyReport& report)
{
    for (const auto& check : report.checks)
        if (check.outcome == ingest::CheckOutcome::Failed) return check.code;
    return {};
}

/// A file in `objects/` whose name is right and that nobody lists.
void slip_in(const base::Path& folder)
{
    const base::Bytes bytes(300, 7);
    std::filesystem::create_directories(folder / "objects");
    need(base::write_new_file(folder / "objects" / (base::to_hex(crypto::sha256(bytes)) + ".age"), bytes,
                              base::Privacy::OwnerOnly));
}

}  // namespace

TEST_CASE("ingest: an attachment that a carrier adds does not become the sender's rejection",
          "[ingest][attack]")
{
    AttackFixture f;
    f.desk.attach("a letter\n", false);
    const auto sent = f.send_loose();
    const auto added = f.folder / "added.cairn.d";
    std::filesystem::copy(sent.written, added, std::filesystem::copy_options::recursive);
    slip_in(added);
    SECTION("before the true submission came")
    {
        const auto refused = test::import_one(f.centre, added);
        CHECK(refused.status == "quarantined");
        CHECK(refused.code == "object_unlisted");
        CHECK_FALSE(refused.log_index);
        CHECK(failed_code(f.verify(added, f.roster())) == "object_unlisted");
        CHECK(test::import_one(f.centre, sent.written).status == "accepted");
    }
    SECTION("while the true submission waits for its attachment")
    {
        const auto bare = f.folder / "bare.cairn.d";
        std::filesystem::create_directories(bare);
        std::filesystem::copy(sent.written / "bundle.age", bare / "bundle.age");
        REQUIRE(test::import_one(f.centre, bare).code == "objects_missing");
        slip_in(bare);
        CHECK(test::import_one(f.centre, bare).status == "quarantined");
        const auto outcomes = test::import(f.centre, {sent.written});
        REQUIRE(outcomes.size() == 2);
        CHECK(outcomes[1].status == "accepted");
    }
}

TEST_CASE("ingest: a link or a pipe in a loose submission is listed with a code and not followed",
          "[ingest][attack]")
{
    AttackFixture f;
    const auto object = f.desk.attach("a letter\n", false) + ".age";
    const auto sent = f.send_loose();
    const auto elsewhere = f.folder / "elsewhere";
    std::filesystem::rename(sent.written / "objects" / object, elsewhere);
    std::filesystem::create_symlink(elsewhere, sent.written / "objects" / object);
    const auto outcome = test::import_one(f.centre, sent.written);
    CHECK(outcome.status == "quarantined");
    CHECK(outcome.code == "submission_form");
    CHECK(failed_code(f.verify(sent.written, f.roster())) == "submission_form");
}

TEST_CASE(
    "ingest: a damaged original that waits keeps neither the store from opening nor others from coming in",
    "[ingest][attack]")
{
    AttackFixture f;
    f.desk.add_event(1, "one");
    const auto first = f.send_loose();
    f.desk.add_event(2, "two");
    const auto second = f.send_loose();
    REQUIRE(test::import_one(f.centre, second.written).code == "revision_gap");
    const auto kept = f.centre.store().submission_folder(second.bundle) / "bundle.age";
    auto bytes = need(base::read_file(kept, 1 << 30));
    bytes.at(bytes.size() / 2) ^= 1;
    need(base::replace_file(kept, bytes, base::Privacy::OwnerOnly));
    CHECK(test::import_one(f.centre, first.written).status == "accepted");
    CHECK_FALSE(need(f.centre.store().check()).empty());
    {
        auto closed = std::move(f.centre);
    }
    auto again = test::open_centre(f.folder / "store");
    REQUIRE(again);
    f.centre = std::move(*again);
    CHECK(need(f.centre.show(first.review)).summary.waiting == 1);
}

TEST_CASE("ingest: what comes in waits while the roster asks for a newer program, and verify refuses",
          "[ingest][attack]")
{
    AttackFixture f;
    f.desk.add_event(1, "one");
    const auto sent = f.send_loose();
    CHECK(need(f.centre.ask_for_program("99.0.0")) == 3);
    CHECK_FALSE(f.centre.ask_for_program("new"));
    const auto waits = test::import_one(f.centre, sent.written);
    CHECK(waits.status == "waiting");
    CHECK(waits.code == "newer_program");
    CHECK(need(test::apply(f.desk, f.centre, sent.bundle)).outcome == "waiting");
    CHECK(failed_code(f.verify(sent.written, f.roster())) == "program_too_old");
    need(f.centre.ask_for_program("0.1.0"));
    {
        auto closed = std::move(f.centre);
    }
    f.centre = need(test::open_centre(f.folder / "store"));
    CHECK(need(f.centre.show(sent.review)).summary.revision == 1);  // taken up when the store opened
    CHECK(f.verify(sent.written, f.roster()).good);
}

TEST_CASE("verify: a roster cut before the version a bundle names does not pass for the whole",
          "[ingest][attack]")
{
    AttackFixture f;
    need(f.centre.ask_for_program("0.0.1"));  // a third version: the member stands in the second too
    f.desk.add_event(1, "one");
    const auto sent = f.send_loose();
    const auto whole = f.verify(sent.written, f.roster());
    CHECK(whole.good);
    CHECK(whole.roster_version == 3);
    const auto cut = test::cut_before_last(f.roster());
    REQUIRE(trust::RosterChain::parse(base::text_of(cut)));
    CHECK(failed_code(f.verify(sent.written, cut)) == "roster_unknown");
    CHECK(failed_code(f.verify(sent.written, test::cut_before_last(cut))) == "signer_unknown");
}

TEST_CASE("verify: a roster with any byte changed, or cut anywhere else, is refused as altered",
          "[ingest][attack]")
{
    AttackFixture f;
    f.desk.add_event(1, "one");
    const auto sent = f.send_loose();
    const auto roster = f.roster();
    const auto cut_at_note = roster.size() - test::cut_before_last(roster).size();
    for (std::size_t at = 0; at < roster.size(); at += support::stride<std::size_t>(11)) {
        INFO("offset " << at);
        auto changed = roster;
        changed[at] ^= static_cast<std::uint8_t>(1U << (at % 8));
        const auto refused =
            ingest::verify_submission(sent.written, changed, f.keys(), test::test_clock().now());
        REQUIRE_FALSE(refused);
        CHECK(refused.error().kind != base::ErrorKind::Denied);  // said of a passphrase
        if (at == roster.size() - cut_at_note) continue;
        changed = base::Bytes(roster.begin(), roster.begin() + static_cast<std::ptrdiff_t>(at));
        CHECK_FALSE(ingest::verify_submission(sent.written, changed, f.keys(), test::test_clock().now()));
    }
}
