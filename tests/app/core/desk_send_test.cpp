#include <catch2/catch_test_macros.hpp>

#include "app/core/desk_send.h"
#include "app/core/desk_settings.h"
#include "sync/exchange/exchange.h"
#include "tests/support/centre_fixture.h"
#include "tests/support/go_on.h"

namespace {

using support::kGoOn;
using test::need;

/// A chair's desk with one open review, and a centre that has enrolled it.
struct Sending {
    test::TemporaryFolder folder;
    ingest::Centre centre = test::make_centre(folder / "store");
    test::Desk desk{folder / "vault"};
    std::string uuid = desk.review_uuid;
    core::DeskStore store;
    core::Working working;
    std::string stick = base::to_utf8(folder / "stick");

    Sending()
    {
        std::filesystem::create_directories(folder / "stick");
        desk.add_event(1, "3 April 2022");
    }
    void enrol() { test::enrol(centre, desk); }
    void sit_down()
    {
        store.vault.emplace(std::move(desk.vault));
        need(core::desk_open(store, uuid, kGoOn));
    }
    void trust()
    {
        const auto roster = need(centre.roster_file());
        need(base::write_new_file(folder / "roster", roster, base::Privacy::OwnerOnly));
        need(core::desk_trust(store, base::to_utf8(folder / "roster"), ""));
    }
    base::Secret passphrase() const { return base::Secret::copy_of(base::bytes_of(test::kPassphrase)); }
    base::Path bundle() const { return std::filesystem::directory_iterator(folder / "stick")->path(); }
};

const core::SendCheck& check_of(const core::DeskSend& send, std::string_view title)
{
    for (const auto& one : send.checks)
        if (one.title == title) return one;
    FAIL("no check " << title);
    return send.checks.front();
}

}  // namespace

TEST_CASE("sending: without a centre it says what is needed and signs nothing", "[desk][send]")
{
    Sending s;
    s.sit_down();
    const auto send = need(core::desk_send(s.store));
    CHECK_FALSE(send.may_send);
    CHECK_FALSE(check_of(send, "A centre to send to").done);
    CHECK(send.standing == "This review has not been sent yet.");
    const auto refused = core::desk_sign_and_save(s.store, s.passphrase(), s.stick, false, s.working, kGoOn);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == "not_enrolled");
    CHECK(std::filesystem::is_empty(s.folder / "stick"));
}

TEST_CASE("sending: the checklist, what is new, the signature, the receipt and the same file again",
          "[desk][send]")
{
    Sending s;
    s.enrol();
    s.sit_down();
    s.trust();
    auto send = need(core::desk_send(s.store));
    CHECK(send.may_send);
    CHECK(send.recipients.size() == 3);
    CHECK(send.sent.empty());
    CHECK(send.unsent > 0);
    CHECK(check_of(send, "Nothing breaks the golden thread").done);
    CHECK(send.size.starts_with("About "));
    const auto expected = need(exchange::expected_size(*s.store.vault, s.store.open->review()));
    const bool events = std::ranges::any_of(
        send.fresh, [](const std::string& line) { return line == "Chronology event: 1 new"; });
    CHECK(events);

    const auto wrong = core::desk_sign_and_save(s.store, base::Secret::copy_of(base::bytes_of("no")), s.stick,
                                                false, s.working, kGoOn);
    REQUIRE_FALSE(wrong);
    CHECK(wrong.error().kind == base::ErrorKind::Denied);
    const auto said =
        need(core::desk_sign_and_save(s.store, s.passphrase(), s.stick, false, s.working, kGoOn));
    CHECK(said.starts_with("Revision 1 is signed"));
    send = need(core::desk_send(s.store));
    REQUIRE(send.sent.size() == 1);
    CHECK(send.sent[0].can_save_again);
    CHECK(send.unsent == 0);
    CHECK(send.fresh.empty());
    CHECK(send.size == "Nothing new since revision 1 was signed.");
    const auto saved = std::filesystem::file_size(s.bundle());
    constexpr std::uint64_t kStep = 64 * 1024;  // of the padding
    CHECK(expected + kStep >= saved);
    CHECK(expected <= saved + kStep);

    const auto outcome = test::import_one(s.centre, s.bundle());
    CHECK(outcome.status == "accepted");
    std::filesystem::create_directories(s.folder / "again");
    need(core::desk_save_again(s.store, send.sent[0].bundle, base::to_utf8(s.folder / "again"), s.working,
                               kGoOn));
    CHECK(need(base::read_file(s.bundle(), 1 << 26)) ==
          need(base::read_file(std::filesystem::directory_iterator(s.folder / "again")->path(), 1 << 26)));

    const auto receipt = need(s.centre.receipt(send.sent[0].bundle));
    need(base::write_new_file(s.folder / "receipt", receipt.proof, base::Privacy::OwnerOnly));
    need(base::write_new_file(s.folder / "receipt.consistency", receipt.consistency,
                              base::Privacy::OwnerOnly));
    CHECK(need(core::desk_receipt(s.store, base::to_utf8(s.folder / "receipt")))
              .find("Accepted by the centre") != std::string::npos);
    CHECK(need(core::desk_receipt(s.store, base::to_utf8(s.folder / "receipt"))).find("nothing changed") !=
          std::string::npos);
    send = need(core::desk_send(s.store));
    CHECK(send.sent[0].good);
    CHECK_FALSE(send.sent[0].can_save_again);
}

TEST_CASE("sending: stopped half-way, nothing left the computer and the number is free", "[desk][send]")
{
    Sending s;
    s.enrol();
    s.sit_down();
    s.trust();
    const std::atomic<bool> stop = true;
    const auto stopped = core::desk_sign_and_save(s.store, s.passphrase(), s.stick, false, s.working, stop);
    REQUIRE_FALSE(stopped);
    CHECK(stopped.error().kind == base::ErrorKind::Cancelled);
    CHECK(std::filesystem::is_empty(s.folder / "stick"));
    CHECK(need(core::desk_sign_and_save(s.store, s.passphrase(), s.stick, false, s.working, kGoOn))
              .starts_with("Revision 1"));
}
