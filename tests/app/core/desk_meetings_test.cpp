#include "app/core/desk_meetings.h"

#include <catch2/catch_test_macros.hpp>

#include "app/core/meetings.h"
#include "app/core/putting.h"
#include "tests/support/vault_fixture.h"

namespace {

using support::object;
using support::put;

/// A review with a store to work through, as the desk has it.
struct MeetingsDesk {
    core::DeskStore store;
    std::string police;

    explicit MeetingsDesk(support::VaultFixture& at)
    {
        at.demo_review();
        const auto uuid = at.uuid;
        at.opened.reset();
        store.vault = std::move(at.vault);
        const std::atomic<bool> stay = false;
        REQUIRE(core::desk_open(store, uuid, stay));
        police = base::new_uuid(at.random);
        write(put("organisation", police, object({{"name", "Thamesbrook Constabulary"}, {"agency_type", "POL"}})));
    }
    void write(model::Change change)
    {
        auto held = store.held();
        REQUIRE(held);
        const auto written = core::put(held->vault, held->review, {{std::move(change)}});
        INFO((written ? "" : written.error().what));
        REQUIRE(written);
    }
    std::string meeting(support::VaultFixture& at, const char* day, int quorum)
    {
        const auto id = base::new_uuid(at.random);
        write(put("meeting", id, object({{"meeting_type", "PANELN"}, {"date", day}, {"quorum", quorum}})));
        return id;
    }
    core::Meetings read()
    {
        auto all = core::desk_meetings(store);
        REQUIRE(all);
        return *std::move(all);
    }
};

}  // namespace

TEST_CASE("desk meetings: who sat at the last meeting is expected at the next, and the quorum is counted",
          "[desk]")
{
    support::VaultFixture at;
    MeetingsDesk desk(at);
    desk.meeting(at, "2026-09-01", 1);
    desk.meeting(at, "2026-11-01", 2);
    const auto row =
        object({{"organisation", desk.police}, {"role", "Review officer"}, {"attendance", "PRESENT"}});
    REQUIRE(core::desk_attend(desk.store, 1, row, true));
    const auto all = desk.read();
    REQUIRE(all.meetings.size() == 2);
    const auto& now = all.meetings[0];
    const auto& before = all.meetings[1];
    CHECK(before.confidentiality_read);
    CHECK(before.quorate);
    CHECK(now.number == 2);
    CHECK_FALSE(now.quorate);
    REQUIRE(now.seats.size() == 1);
    CHECK(now.seats[0].called == "Review officer, Thamesbrook Constabulary");
    CHECK(now.seats[0].attendance.empty());
}

TEST_CASE("desk meetings: actions of earlier meetings are carried over until they are done", "[desk]")
{
    support::VaultFixture at;
    MeetingsDesk desk(at);
    const auto first = desk.meeting(at, "2025-01-10", 1);
    const auto id = base::new_uuid(at.random);
    desk.write(put("meeting_action", id,
                   object({{"meeting", first}, {"text", "Ask for the records"}, {"due", "2025-02-01"}})));
    desk.meeting(at, "2025-03-10", 1);
    desk.meeting(at, "2025-05-10", 1);
    CHECK(desk.read().meetings[0].earlier.size() == 1);
    CHECK(desk.read().meetings[0].earlier[0].late);
    desk.write(put("meeting_action", id, object({{"done_on", "2025-03-01"}})));
    CHECK(desk.read().meetings[0].earlier.empty());
    REQUIRE(desk.read().meetings[1].earlier.size() == 1);
    CHECK(desk.read().meetings[1].earlier[0].done);
}

TEST_CASE("desk meetings: an item of the agenda moves among those of its meeting, also in the minutes",
          "[desk]")
{
    support::VaultFixture at;
    MeetingsDesk desk(at);
    const auto meeting = desk.meeting(at, "2026-09-01", 1);
    std::vector<std::string> ids;
    for (const char* text : {"Welcome", "Chronology", "Dates"}) {
        ids.push_back(base::new_uuid(at.random));
        desk.write(put("agenda_item", ids.back(), object({{"meeting", meeting}, {"text", text}})));
    }
    REQUIRE(core::desk_move_item(desk.store, ids[2], true));
    const auto now = desk.read().meetings[0];
    REQUIRE(now.agenda.size() == 3);
    CHECK(now.agenda[1].text == "Dates");
    CHECK(now.minutes.find("2. Dates") != std::string::npos);
    REQUIRE(core::desk_move_item(desk.store, ids[0], true));  // it is the first already
    CHECK(desk.read().meetings[0].agenda[0].text == "Welcome");
}

TEST_CASE("desk meetings: a dissent is added to a decision and nothing of the decision changes", "[desk]")
{
    support::VaultFixture at;
    MeetingsDesk desk(at);
    const auto meeting = desk.meeting(at, "2026-09-01", 1);
    const auto id = base::new_uuid(at.random);
    desk.write(put("decision", id,
                   object({{"meeting", meeting},
                           {"text", "Five years"},
                           {"decision_kind", "SCOPE"},
                           {"decided_on", "2026-09-01"}})));
    REQUIRE(core::desk_dissent(desk.store, id, desk.police, "Seven would show more"));
    REQUIRE(core::desk_dissent(desk.store, id, {}, "Three are enough"));
    const auto now = desk.read().meetings[0];
    REQUIRE(now.decisions.size() == 1);
    CHECK(now.decisions[0].text == "Five years");
    REQUIRE(now.decisions[0].dissent.size() == 2);
    CHECK(now.decisions[0].dissent[0].who == "Thamesbrook Constabulary");
    CHECK(now.minutes.find("Three are enough") != std::string::npos);
}

TEST_CASE("desk meetings: what they tell holds no sealed field", "[desk]")
{
    support::VaultFixture at;
    MeetingsDesk desk(at);
    const auto id = desk.meeting(at, "2026-09-01", 1);
    desk.write(
        put("meeting", id, object({{"note", "Quillfeather was tired"}, {"place", "Quillfeather House"}})));
    const auto now = desk.read().meetings[0];
    CHECK(json::write(now.fields).find("Quillfeather") == std::string::npos);
    CHECK(now.minutes.find("Quillfeather") == std::string::npos);
}

TEST_CASE("desk: the passphrase of the vault is told from another, and only the same vault is opened again",
          "[desk]")
{
    support::VaultFixture at;
    MeetingsDesk desk(at);
    auto secret = [](std::string_view words) { return base::Secret::copy_of(base::bytes_of(words)); };
    CHECK(*core::desk_passphrase(desk.store, secret(support::kPassphrase)));
    CHECK_FALSE(*core::desk_passphrase(desk.store, secret(support::kOtherPassphrase)));
    const auto uuid = desk.store.vault->uuid();
    desk.store.lock();
    const auto wrong = core::desk_unlock(desk.store, at.folder(), secret(support::kPassphrase),
                                         "00000000-0000-4000-8000-000000000000");
    REQUIRE_FALSE(wrong);
    CHECK(wrong.error().kind == base::ErrorKind::Refused);
    CHECK_FALSE(desk.store.vault);
    CHECK(core::desk_unlock(desk.store, at.folder(), secret(support::kPassphrase), uuid));
}
