#include "app/core/people.h"

#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "app/core/claims.h"
#include "app/core/erasing.h"
#include "app/core/meetings.h"
#include "tests/support/vault_fixture.h"

using namespace support;

namespace {

json::Object parsed(std::string_view text)
{
    auto object = json::parse_object(text);
    REQUIRE(object);
    return *object;
}

core::PersonAdded person(VaultFixture& fixture, std::string_view role, std::string_view fields)
{
    core::NewPerson wanted;
    wanted.role = role;
    wanted.fields = parsed(fields);
    auto added = core::add_person(*fixture.vault, *fixture.opened, std::move(wanted));
    REQUIRE(added);
    return *added;
}

bool on_disk(const std::filesystem::path& folder, std::string_view words)
{
    for (const auto& file : std::filesystem::recursive_directory_iterator(folder)) {
        if (!file.is_regular_file()) continue;
        std::ifstream in(file.path(), std::ios::binary);
        const std::string bytes{std::istreambuf_iterator<char>(in), {}};
        if (bytes.find(words) != std::string::npos) return true;
    }
    return false;
}

}  // namespace

TEST_CASE("6.1: the program gives codes, keeps them, and refuses another", "[people]")
{
    VaultFixture fixture;
    fixture.demo_review();
    const auto victim = person(fixture, "VIC", R"({"names":[{"given":"Kacper","family":"Żebrowicz"}]})");
    CHECK(victim.code == "V");
    CHECK(person(fixture, "SUS", "{}").code == "S1");
    const auto changed =
        core::put(*fixture.vault, *fixture.opened, {{put("person", victim.id, parsed(R"({"code":"K1"})"))}});
    REQUIRE_FALSE(changed);
    CHECK(changed.error().code == "code_kept");
    const auto found = core::find_people(*fixture.vault, *fixture.opened, "zebrowicz");
    REQUIRE(found);
    REQUIRE(found->size() == 1);
    CHECK(found->front().code == "V");
}

TEST_CASE("4.2.3: events are matched to people by code, and accepted as one command", "[people]")
{
    VaultFixture fixture;
    fixture.demo_review();
    const auto victim = person(fixture, "VIC", R"({"names":[{"given":"Zoë","family":"Márquez-Hale"}]})");
    const auto event = fixture.new_id();
    REQUIRE(core::put(
        *fixture.vault, *fixture.opened,
        {{put("chronology_event", event,
              parsed(R"({"subject_text":"ZMH","text":"Told her sister, Inés, about Zoe Marquez-Hale"})"))}}));
    const auto matches = core::match_names(*fixture.vault, *fixture.opened);
    REQUIRE(matches);
    REQUIRE(matches->events.size() == 1);
    CHECK(matches->events[0].people == std::vector<std::string>{victim.id});
    REQUIRE(matches->unknown.size() == 1);
    CHECK(matches->unknown[0].text == "Inés");
    REQUIRE(core::accept_matches(*fixture.vault, *fixture.opened, *matches));
    const auto again = core::match_names(*fixture.vault, *fixture.opened);
    REQUIRE(again);
    CHECK(again->events.empty());
    REQUIRE(fixture.opened->undo());
    CHECK_FALSE(fixture.opened->record("chronology_event", event)->fields.has("subjects"));
}

TEST_CASE("3.1: several sources for one fact are kept; accepting one sets the field in one command",
          "[claims]")
{
    VaultFixture fixture;
    fixture.demo_review();
    const auto victim = person(fixture, "VIC", "{}");
    auto& review = *fixture.opened;
    const auto first = core::add_claim(*fixture.vault, review, victim.id, "age_at_incident",
                                       parsed(R"({"value":21,"reason_text":"Ambulance"})"));
    const auto second = core::add_claim(*fixture.vault, review, victim.id, "age_at_incident",
                                        parsed(R"({"value":20,"reason_text":"Birth certificate"})"));
    REQUIRE(first);
    REQUIRE(second);
    CHECK_FALSE(core::add_claim(*fixture.vault, review, victim.id, "age_at_incident",
                                parsed(R"({"value":"twenty"})")));
    CHECK_FALSE(core::accept_claim(*fixture.vault, review, *first, {}));
    REQUIRE(core::accept_claim(*fixture.vault, review, *first, parsed(R"({"reason_text":"First in"})")));
    REQUIRE(core::accept_claim(*fixture.vault, review, *second, parsed(R"({"reason_text":"The register"})")));
    CHECK(json::number_or(review.record("person", victim.id)->fields, "age_at_incident") == 20);
    const auto facts = core::claimed_facts(review, victim.id);
    REQUIRE(facts);
    REQUIRE(facts->size() == 1);
    REQUIRE(facts->front().claims.size() == 2);
    CHECK_FALSE(facts->front().claims[0].accepted);
    CHECK(facts->front().claims[1].accepted);
    REQUIRE(review.undo());
    CHECK(json::number_or(review.record("person", victim.id)->fields, "age_at_incident") == 21);
}

TEST_CASE("3.1: an agency's words are corrected by a claim and stay as they were", "[claims]")
{
    VaultFixture fixture;
    fixture.demo_review();
    const auto event = fixture.new_id();
    REQUIRE(core::put(*fixture.vault, *fixture.opened,
                      {{put("chronology_event", event, parsed(R"({"text":"V aged 14."})"))}}));
    const auto claim =
        core::add_claim(*fixture.vault, *fixture.opened, event, "text", parsed(R"({"value":"V aged 15."})"));
    REQUIRE(claim);
    REQUIRE(core::accept_claim(*fixture.vault, *fixture.opened, *claim,
                               parsed(R"({"reason_text":"Factual accuracy"})")));
    CHECK(json::text_or(fixture.opened->record("chronology_event", event)->fields, "text") == "V aged 14.");
    CHECK(json::flag_or(fixture.opened->record("claim", *claim)->fields, "accepted"));
}

TEST_CASE("4.3: a meeting's decisions are numbered and permanent; the same seat is not counted twice",
          "[meetings]")
{
    VaultFixture fixture;
    auto& review = fixture.demo_review();
    REQUIRE(
        core::put(*fixture.vault, review,
                  {{put("meeting", fixture.new_id(),
                        parsed(R"({"meeting_type":"PANEL1","date":"2025-06-01","number":1,"quorum":1})"))}}));
    const auto decision =
        core::add_to_meeting(*fixture.vault, review, 1, "decision",
                             parsed(R"({"decision_kind":"SCOPE","text":"The period is agreed."})"));
    REQUIRE(decision);
    CHECK(json::number_or(review.record("decision", *decision)->fields, "number") == 1);
    CHECK_FALSE(core::put(*fixture.vault, review,
                          {{put("decision", *decision, parsed(R"({"text":"It is not."})"))}}));
    for (const char* how : {"APOLOGY", "PRESENT"}) {
        auto seat = parsed(R"({"role":"Head of housing"})");
        seat.set("attendance", how);
        REQUIRE(core::attend(*fixture.vault, review, 1, std::move(seat), true));
    }
    const auto meeting = core::meeting_numbered(review, 1);
    REQUIRE(meeting);
    CHECK(meeting->fields.find("attendees")->array()->size() == 1);
    CHECK_FALSE(core::meeting_numbered(review, 2));
}

TEST_CASE("R48: erasure is refused while open words, earlier ones included, name somebody of the review",
          "[erasing]")
{
    VaultFixture fixture;
    auto& review = fixture.demo_review();
    person(fixture, "VIC", R"({"sex":"F","names":[{"given":"Wilhelmina","family":"Quackenbush"}]})");
    const auto reference = review.card()->reference;
    const auto write = [&](const char* statement) {
        return review.apply(
            {{put("lesson", "11111111-1111-4111-8111-111111111111", object({{"statement", std::string(statement)}}))}});
    };
    REQUIRE(write("Nobody listened to the Quackenbushes"));
    const auto named = review.history("11111111-1111-4111-8111-111111111111")->back().n;
    REQUIRE(write("Nobody listened to the family"));
    REQUIRE(review.put_draft(
        {"lesson", "11111111-1111-4111-8111-111111111111", "statement", "Wilhelmina", 0, {}}));
    const auto left = core::names_left(*fixture.vault, review);
    REQUIRE(left);
    REQUIRE(left->size() == 1);
    CHECK(left->front().entry == named);
    fixture.opened.reset();

    const auto refused = core::erase_identities(*fixture.vault, reference, reference);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == "names_left");
    CHECK(refused.error().what.find("--entry " + std::to_string(named)) != std::string::npos);
    CHECK(refused.error().what.find("Quackenbush") == std::string::npos);
    CHECK(fixture.open_demo().drafts()->size() == 1);
    fixture.opened.reset();

    const auto certificate = core::erase_identities(*fixture.vault, reference, reference, core::Left::Keep);
    REQUIRE(certificate);
    CHECK(certificate->find("- entry " + std::to_string(named) + "  lesson") != std::string::npos);
    CHECK(certificate->find("Words being typed that went with them: 1") != std::string::npos);
    CHECK(fixture.open_demo().drafts()->empty());
}

TEST_CASE(
    "R48: erasure needs the reference again, takes every name from the disk and leaves the record valid",
    "[erasing]")
{
    VaultFixture fixture;
    fixture.demo_review();
    const auto victim =
        person(fixture, "VIC", R"({"sex":"F","names":[{"given":"Wilhelmina","family":"Quackenbush"}]})");
    const auto reference = fixture.opened->card()->reference;
    fixture.opened.reset();
    const auto refused = core::erase_identities(*fixture.vault, reference, "yes");
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == "not_confirmed");
    const auto certificate = core::erase_identities(*fixture.vault, reference, reference);
    REQUIRE(certificate);
    CHECK(certificate->find("names of 1 people of 1") != std::string::npos);
    CHECK(certificate->find("the same, and stays valid") != std::string::npos);
    CHECK(certificate->find("Quackenbush") == std::string::npos);
    CHECK(*core::erasure_certificate(*fixture.vault, reference) == *certificate);
    CHECK_FALSE(core::erase_identities(*fixture.vault, reference, reference));
    auto& review = fixture.open_demo();
    const auto left = review.record("person", victim.id);
    REQUIRE(left);
    CHECK(json::text_or(left->fields, "code") == "V");
    CHECK_FALSE(left->fields.has("names"));
    CHECK_FALSE(core::match_names(*fixture.vault, review));
    CHECK(review.search("Quackenbush")->empty());
    fixture.opened.reset();
    const auto health = fixture.vault->check();
    REQUIRE(health);
    CHECK_FALSE(health->damaged);
    CHECK_FALSE(on_disk(fixture.folder(), "Quackenbush"));
    REQUIRE(fixture.reopen());
    CHECK(fixture.vault->reviews()->front().identities_gone);
}
