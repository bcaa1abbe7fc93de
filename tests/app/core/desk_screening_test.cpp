#include "app/core/desk_screening.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "app/core/desk_overview.h"
#include "tests/support/vault_fixture.h"

namespace {

struct ScreeningDesk {
    support::VaultFixture at;
    core::DeskStore store;

    ScreeningDesk() { store.vault.emplace(std::move(*at.vault)); }
    ~ScreeningDesk() { store.lock(); }
    core::DeskReview make(const core::DeskNewReview& wanted)
    {
        auto made = core::desk_make_review(store, wanted);
        REQUIRE(made);
        return *made;
    }
    void open(const std::string& uuid)
    {
        const std::atomic<bool> stay{false};
        REQUIRE(core::desk_open(store, uuid, stay));
    }
};

const core::DeskBasis& basis(const core::DeskScreening& screening, std::string_view code)
{
    const auto found = std::ranges::find(screening.bases, code, &core::DeskBasis::code);
    REQUIRE(found != screening.bases.end());
    return *found;
}

core::DeskAnswer met(const char* of, const char* test)
{
    return {of, test, "MET", "The records say so.", "", false};
}

const std::vector<core::DeskAnswer> kDomestic = {met("DHR", "DHR_AGE16"), met("DHR", "DHR_VIOLENCE"),
                                                 met("DHR", "DHR_REL")};

}  // namespace

TEST_CASE("desk screening: before a review is made the tests stand in the order of the law", "[core][desk]")
{
    ScreeningDesk desk;
    const auto screening = core::desk_screening_of(desk.store, {});
    REQUIRE(screening);
    REQUIRE(screening->bases.size() > 3);
    CHECK(std::ranges::is_sorted(screening->bases, {}, &core::DeskBasis::step));
    CHECK(screening->met.empty());
    for (const auto& note : screening->notes) CHECK(note.find('`') == std::string::npos);
}

TEST_CASE("desk screening: answers lead to the reviews that may apply, and nothing is written",
          "[core][desk]")
{
    ScreeningDesk desk;
    const auto screening = core::desk_screening_of(desk.store, kDomestic);
    REQUIRE(screening);
    REQUIRE(screening->met_codes == std::vector<std::string>{"DHR"});
    CHECK(basis(*screening, "DHR").result == "MET");
    CHECK(basis(*screening, "DHR").tests[0].answer == "MET");
    const auto reviews = desk.store.vault->reviews();
    REQUIRE(reviews);
    CHECK(reviews->empty());
}

TEST_CASE("desk screening: a new review holds the answers given before it and the decision by name",
          "[core][desk]")
{
    ScreeningDesk desk;
    core::DeskNewReview wanted{"DHR", "X99000001", true, "2024", kDomestic, {}};
    wanted.decide =
        core::DeskDecide{"A review is held.", "The tests are met.", "A. Chair, for the partnership", {}};
    const auto made = desk.make(wanted);
    CHECK(made.reference == "DHR-X99000001-2024-001");
    desk.open(made.uuid);
    const auto screening = core::desk_screening(desk.store);
    REQUIRE(screening);
    CHECK(basis(*screening, "DHR").result == "MET");
    REQUIRE(screening->decisions.size() == 1);
    CHECK(screening->decisions[0].text == "A review is held.");
    CHECK(screening->decisions[0].by == "A. Chair, for the partnership");
    const auto overview = core::desk_overview(desk.store);
    REQUIRE(overview);
    CHECK(std::ranges::none_of(overview->decisions, [](const auto& one) {
        return one.text == "Which review applies is not decided";
    }));
}

TEST_CASE("desk screening: a second answer takes the place of the first", "[core][desk]")
{
    ScreeningDesk desk;
    const auto made = desk.make({"DHR", "X99000001", true, "", kDomestic, {}});
    desk.open(made.uuid);
    REQUIRE(core::desk_answer(desk.store, {"DHR", "DHR_REL", "NOT_MET", "", "They were strangers.", false}));
    const auto screening = core::desk_screening(desk.store);
    REQUIRE(screening);
    CHECK(basis(*screening, "DHR").result != "MET");
    const auto& tests = basis(*screening, "DHR").tests;
    const auto test = std::ranges::find(tests, "DHR_REL", &core::ScreeningTest::code);
    REQUIRE(test != tests.end());
    CHECK(test->reasons_against == "They were strangers.");
    CHECK(test->reasons_for.empty());
}

TEST_CASE("desk screening: an answer without a reason is refused", "[core][desk]")
{
    ScreeningDesk desk;
    desk.open(desk.make({"DHR", "X99000001", true, "", {}, {}}).uuid);
    CHECK_FALSE(core::desk_answer(desk.store, {"DHR", "DHR_REL", "MET", "", "", false}));
}

TEST_CASE("desk screening: the year of death is four figures or nothing, and nothing is made of another",
          "[core][desk]")
{
    ScreeningDesk desk;
    CHECK_FALSE(core::desk_make_review(desk.store, {"DHR", "X99000001", true, "24", {}, {}}));
    const auto reviews = desk.store.vault->reviews();
    REQUIRE(reviews);
    CHECK(reviews->empty());
}

TEST_CASE("desk screening: the template that a review will get is named with its version", "[core][desk]")
{
    ScreeningDesk desk;
    const auto found = core::desk_template(desk.store, "OWHR", "X99000001");
    REQUIRE(found);
    CHECK(found->name.find("version ") != std::string::npos);
    CHECK(found->force == "In force in this area today.");
}

TEST_CASE("desk standing: a review says its next clock, how complete it is and that it was never sent",
          "[core][desk]")
{
    ScreeningDesk desk;
    const auto made = desk.make({"OWHR", "X99000001", true, "2024", {}, {}});
    const auto standing = core::desk_standing(desk.store, made.uuid);
    REQUIRE(standing);
    CHECK(standing->uuid == made.uuid);
    CHECK(standing->sent == "Never sent");
    CHECK(standing->of > 0);
}

TEST_CASE("desk screening: what is being typed is kept until it is recorded", "[core][desk]")
{
    ScreeningDesk desk;
    desk.open(desk.make({"DHR", "X99000001", true, "", {}, {}}).uuid);
    REQUIRE(core::desk_draft(desk.store,
                             {"eligibility_test", "answer.DHR/DHR_REL", "reasons_for", "They were", 4, {}}));
    REQUIRE(core::desk_draft(desk.store, {"decision", "decision", "text", "A review", 4, {}}));
    const auto typing = core::desk_screening(desk.store);
    REQUIRE(typing);
    REQUIRE(typing->drafts.size() == 2);
    REQUIRE(core::desk_answer(desk.store, {"DHR", "DHR_REL", "MET", "They were married.", "", false}));
    REQUIRE(core::desk_decide(desk.store, {"A review is held.", "The tests are met.", "A. Chair", {}}));
    const auto done = core::desk_screening(desk.store);
    REQUIRE(done);
    CHECK(done->drafts.empty());
}
