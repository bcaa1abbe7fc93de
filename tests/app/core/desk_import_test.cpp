#include "app/core/desk_import.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "app/core/importing.h"
#include "tests/support/vault_fixture.h"

namespace {

/// The desk's store with one demonstration review open.
struct ImportDesk {
    support::VaultFixture at;
    core::DeskStore store;
    std::atomic<bool> stay{false};
    core::ImportProgress progress;

    ImportDesk()
    {
        at.demo_review();
        at.opened.reset();
        store.vault.emplace(std::move(*at.vault));
        REQUIRE(core::desk_open(store, at.uuid, stay));
    }
    ~ImportDesk() { store.lock(); }

    core::ImportShown look(const core::ImportAsk& ask)
    {
        auto shown = core::desk_import_look(store, ask, {}, progress);
        REQUIRE(shown);
        return std::move(*shown);
    }
    core::ImportDone accept(const core::ImportShown& shown, const std::vector<std::string>& names = {})
    {
        auto done = core::desk_import_accept(store, shown.hash, names, progress);
        REQUIRE(done);
        return *done;
    }
    std::int64_t events()
    {
        const auto count = store.open->review().chronology_count();
        return count ? *count : -1;
    }
};

core::ImportAsk pasted(std::string text)
{
    core::ImportAsk ask;
    ask.pasted = std::move(text);
    ask.agency = "Northside Trust";
    ask.agency_type = "ACUTE";
    return ask;
}

constexpr const char* kTable =
    "Date\tWho\tWhat happened\n"
    "13 March 2022\tMarek Żebrowicz\tAttended with a hand injury\n"
    "soon after\tV\tDid not attend\n"
    "\t\t\n";
constexpr const char* kOpenDates =
    "Date\tWhat happened\n"
    "03/04/2022\tAttended\n"
    "05/06/2022\tAttended again\n";

}  // namespace

TEST_CASE("desk import: looking writes nothing, and shows every row with its reading", "[core][desk]")
{
    ImportDesk desk;
    const auto shown = desk.look(pasted(kTable));
    CHECK(desk.events() == 0);
    CHECK(shown.acceptable);
    REQUIRE(shown.rows.size() == 2);
    CHECK(shown.rows[0].reading == "Sunday 13 March 2022");
    CHECK(shown.rows[0].who == "Marek Żebrowicz");
    CHECK(shown.rows[0].what == "Attended with a hand injury");
    CHECK(shown.to_settle == 1);
    CHECK(shown.columns.size() == 3);
    CHECK(shown.kind.starts_with("Text with tabs"));
}

TEST_CASE("desk import: a problem says how many rows have it and where, a row set aside only why",
          "[core][desk]")
{
    ImportDesk desk;
    const auto shown = desk.look(pasted(kTable));
    REQUIRE_FALSE(shown.problems.empty());
    CHECK(shown.problems[0].at == std::vector<std::size_t>{1});
    CHECK(shown.problems[0].sealed);
    const auto blank =
        std::ranges::find(shown.problems, "Set aside: the row is blank", &core::ImportProblem::words);
    REQUIRE(blank != shown.problems.end());
    CHECK(blank->at.empty());
}

TEST_CASE("desk import: an agency called as its kind is named once, and a reading begins with a capital",
          "[core][desk]")
{
    ImportDesk desk;
    const auto shown = desk.look(
        pasted("Date\tAgency\tWhat happened\n13 March 2022\tSchool\tAbsent\nsoon after\tSchool\tRang\n"));
    const auto found = std::ranges::find(shown.agencies, "School", &core::ImportNamed::text);
    REQUIRE(found != shown.agencies.end());
    CHECK(found->words.starts_with("2 rows: School, new in this review"));
    REQUIRE(shown.rows.size() == 2);
    CHECK(shown.rows[1].reading == "Date not known");
}

TEST_CASE("desk import: an office file is said to be what it is, and nothing of its letters", "[core][desk]")
{
    ImportDesk desk;
    for (const auto& [name, kind] : {std::pair{"01c_owhr_health.xlsx", "Excel workbook"},
                                     std::pair{"01b_owhr_youth_probation.docx", "Word document"}}) {
        core::ImportAsk ask;
        ask.path = std::string(PROJECT_ROOT) + "/tests/samples/" + name;
        ask.agency = "Northside Trust";
        ask.agency_type = "ACUTE";
        CHECK(desk.look(ask).kind == kind);
    }
}

TEST_CASE("desk import: dates that could be read either way are a question that shows both readings",
          "[core][desk]")
{
    ImportDesk desk;
    auto ask = pasted(kOpenDates);
    const auto open = desk.look(ask);
    CHECK_FALSE(open.acceptable);
    CHECK_FALSE(open.order_question.empty());
    REQUIRE(open.order_rows.size() == 2);
    CHECK(open.order_rows[0].day_first == "Sunday 3 April 2022");
    CHECK(open.order_rows[0].month_first == "Friday 4 March 2022");
    CHECK_FALSE(core::desk_import_accept(desk.store, open.hash, {}, desk.progress));
    CHECK(desk.events() == 0);
    ask.pasted.clear();  // the bytes shown before
    ask.order = "MDY";
    const auto settled = desk.look(ask);
    CHECK(settled.acceptable);
    CHECK(settled.rows[0].reading == "Friday 4 March 2022");
}

TEST_CASE("desk import: a column said to be something else is read so, and is remembered for the agency",
          "[core][desk]")
{
    ImportDesk desk;
    auto ask = pasted(kTable);
    ask.fields[2] = "outcome";
    const auto shown = desk.look(ask);
    CHECK(shown.columns[1].field == "outcome");
    CHECK(shown.rows[0].who.empty());
    desk.accept(shown);
    const auto offer = core::desk_import_offer(desk.store);
    REQUIRE(offer);
    REQUIRE(offer->agencies.size() == 1);
    CHECK(offer->agencies[0].remembered);
    auto next = pasted("Date\tWho\tWhat happened\n14 March 2022\tV\tRang\n");
    const auto again = desk.look(next);
    CHECK(again.columns[1].remembered);
    CHECK(again.columns[1].field == "outcome");
}

TEST_CASE("desk import: only what was shown is accepted, and it is taken back as a whole", "[core][desk]")
{
    ImportDesk desk;
    const auto shown = desk.look(pasted(kTable));
    CHECK_FALSE(core::desk_import_accept(desk.store, std::string(64, '0'), {}, desk.progress));
    const auto done = desk.accept(shown);
    CHECK(done.events == 2);
    CHECK(done.to_settle == 1);
    CHECK(desk.events() == 2);
    auto offer = core::desk_import_offer(desk.store);
    REQUIRE(offer);
    REQUIRE(offer->made.size() == 1);
    CHECK(offer->made[0].agency == "Northside Trust");
    CHECK(offer->made[0].words.starts_with("2 contacts"));
    REQUIRE(core::desk_import_undo(desk.store, done.import_id));
    CHECK(desk.events() == 0);
    offer = core::desk_import_offer(desk.store);
    REQUIRE(offer);
    CHECK(offer->made.empty());
}

TEST_CASE("desk import: a name ticked as a third party becomes a person whom the row is about",
          "[core][desk]")
{
    ImportDesk desk;
    const auto shown = desk.look(pasted(kTable));
    REQUIRE(std::ranges::any_of(shown.names, [](const auto& one) { return one.text == "Marek Żebrowicz"; }));
    const auto done = desk.accept(shown, {"Marek Żebrowicz"});
    CHECK(done.people == 1);
    const auto people = desk.store.open->review().records("person");
    REQUIRE(people);
    REQUIRE(people->size() == 1);
    const auto events = desk.store.open->review().records("chronology_event");
    REQUIRE(events);
    CHECK(std::ranges::any_of(*events, [&](const auto& one) {
        const auto* subjects = one.fields.find("subjects");
        return subjects != nullptr && subjects->array() != nullptr && !subjects->array()->empty() &&
               *subjects->array()->front().text() == people->front().id;
    }));
}

TEST_CASE("desk import: stopped before it is written, nothing is written", "[core][desk]")
{
    ImportDesk desk;
    const auto shown = desk.look(pasted(kTable));
    desk.progress.cancel = true;
    const auto stopped = core::desk_import_accept(desk.store, shown.hash, {}, desk.progress);
    REQUIRE_FALSE(stopped);
    CHECK(stopped.error().kind == base::ErrorKind::Cancelled);
    CHECK(desk.events() == 0);
}

TEST_CASE("desk import: a corrected file says what changed, what is new and what is gone", "[core][desk]")
{
    ImportDesk desk;
    std::string table = "Ref\tDate\tWhat happened\n";
    for (int day = 1; day <= 9; ++day)
        table += std::to_string(day) + "\t" + std::to_string(day) + " March 2022\tVisit number " +
                 std::to_string(day) + "\n";
    desk.accept(desk.look(pasted(table)));
    auto corrected = table;
    corrected.replace(corrected.find("Visit number 4"), 14, "No reply at the door");
    corrected += "10\t10 March 2022\tVisit number 10\n";
    const auto shown = desk.look(pasted(corrected));
    REQUIRE(shown.compared);
    CHECK(shown.compared->unchanged == 8);
    CHECK(shown.compared->changed == 1);
    CHECK(shown.compared->added == 1);
    CHECK(shown.compared->gone == 0);
    CHECK(shown.rows.size() == 2);
    REQUIRE(shown.compared->rows.size() == 1);
    CHECK(shown.compared->rows[0].words.find("what happened") != std::string::npos);
    desk.accept(shown);
    CHECK(desk.events() == 11);  // both are kept
}

TEST_CASE("desk import: a lock lets go of the file that was shown", "[core][desk]")
{
    ImportDesk desk;
    desk.look(pasted(kTable));
    REQUIRE(desk.store.import_plan);
    desk.store.lock();
    CHECK_FALSE(desk.store.import_plan);
}
