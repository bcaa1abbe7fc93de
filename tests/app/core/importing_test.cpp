// What the review makes of an agency's file: whose rows, which columns, what is new.
#include "app/core/importing.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <set>

#include "tests/support/vault_fixture.h"
#include "tests/support/vectors.h"

namespace {

using core::RowFate;

constexpr model::Day kImportedOn{std::chrono::year{2026} / 11 / 22};

core::ImportRequest request_of(std::string_view text, std::string agency = "Health", std::string type = "ICB")
{
    core::ImportRequest request;
    request.file.assign(text.begin(), text.end());
    request.file_name = "file.csv";
    request.agency = std::move(agency);
    request.agency_type = std::move(type);
    request.order = model::DayMonthOrder::DayFirst;
    return request;
}

core::ImportPlan plan_of(review::Review& review, core::ImportRequest request)
{
    auto plan = core::plan_import(review, std::move(request), kImportedOn);
    INFO((plan ? "" : plan.error().what));
    REQUIRE(plan);
    return *std::move(plan);
}

core::Accepted accepted(review::Review& review, core::ImportRequest request)
{
    support::FixedRandom random(request.file.size());
    const auto done = core::accept_import(review, random, plan_of(review, std::move(request)), kImportedOn);
    INFO((done ? "" : done.error().what));
    REQUIRE(done);
    return *done;
}

std::size_t count(review::Review& review, std::string_view kind)
{
    return review.records(kind)->size();
}

constexpr std::string_view kFirst =
    "Date,Agency,Event,Outcome,Ref\n"
    "13/01/2020,GP,Came about poor sleep,Leaflet given,A1\n"
    "14/01/2020,Housing Options,Asked for a new flat,None,A2\n"
    "15/02/2020,GP,Did not come to the appointment,Letter sent,A3\n";

}  // namespace

TEST_CASE("3.1: an agency that a row names is the organisation of its event, the sender stays on the import",
          "[import]")
{
    support::VaultFixture fixture;
    auto& review = fixture.demo_review();
    const auto plan = plan_of(review, request_of(kFirst));
    REQUIRE(plan.agencies.size() == 2);
    CHECK(plan.agencies[0].type == "GP");
    CHECK(plan.agencies[1].type == "LA_HSG");
    CHECK(plan.agencies[1].guessed);
    const auto done = accepted(review, request_of(kFirst));
    std::set<std::string> of_events;
    for (const auto& event : *review.records("chronology_event"))
        of_events.insert(json::text_or(event.fields, "organisation"));
    CHECK(of_events.size() == 2);
    CHECK_FALSE(of_events.contains(done.organisation));
    CHECK(json::text_or(review.record("import", done.import_id)->fields, "organisation") ==
          done.organisation);
    CHECK(json::text_or(review.record("document", done.document)->fields, "from_org") == done.organisation);
    // The next file names them again: known now, none is made twice.
    const auto next =
        plan_of(review, request_of("Date,Agency,Event\n1/3/2021,housing options,x\n", "Other", "VCS"));
    CHECK_FALSE(next.agencies[0].organisation.empty());
    CHECK_FALSE(next.agencies[0].guessed);
}

TEST_CASE("2.1: an age says when, where the review knows whose it is and when they were born", "[import]")
{
    core::ImportKnown known;
    known.people.add_person("p1", {{"Marie", "Alder", "Marie Alder"}});
    known.has_people = true;
    known.births.emplace("p1", std::chrono::year{2004} / 3 / 14);
    const auto plan = core::plan_import(
        request_of("Date,Who,Event\naged 14,Marie Alder,Referred\naged 14,Joan Birch,Seen\n"), kImportedOn,
        known);
    REQUIRE(plan);
    REQUIRE(plan->preview.events.size() == 2);
    const auto& born = plan->preview.events[0].reading;
    REQUIRE(born.earliest);
    CHECK(model::to_text(*born.earliest) == "2018-03-14");
    CHECK(model::to_text(*born.latest) == "2019-03-13");
    CHECK_FALSE(plan->preview.events[1].reading.earliest);
}

TEST_CASE("3.1: the person says in the column map which agency is meant", "[import]")
{
    auto request = request_of(kFirst);
    request.map = R"({"agencies":{"Housing Options":{"name":"Northway Homes","type":"RP"}}})";
    const auto plan = core::plan_import(std::move(request), kImportedOn);
    REQUIRE(plan);
    CHECK(plan->agencies[1].name == "Northway Homes");
    CHECK(plan->agencies[1].type == "RP");
    CHECK_FALSE(plan->agencies[1].guessed);
    for (const char* wrong :
         {R"({"agencies":{"Nobody":{"type":"RP"}}})", R"({"agencies":{"GP":{"type":"NO"}}})",
          R"({"agencies":{"GP":{"kind":"RP"}}})", R"({"agencies":[]})"}) {
        auto bad = request_of(kFirst);
        bad.map = wrong;
        CHECK_FALSE(core::plan_import(std::move(bad), kImportedOn));
    }
}

TEST_CASE("3.3: kinds of agency are guessed from the words agencies use, and not where they tell two",
          "[import]")
{
    const std::pair<const char*, const char*> cases[] = {{"Ambulance Service", "AMB"},
                                                         {"IDVA service", "IDVA"},
                                                         {"Housing Options", "LA_HSG"},
                                                         {"School", "SCHOOL"},
                                                         {"Bank", "FIN"},
                                                         {"Family", "FAMILY"},
                                                         {"ED", "ACUTE"},
                                                         {"Talking Therapies", "MH"},
                                                         {"YJS prevention", "YJS"},
                                                         {"CSC duty", "LA_CSC"},
                                                         {"Hospital youth worker", "YOUTH"},
                                                         {"Probation", "PROB"},
                                                         {"Children's Social Care", "LA_CSC"},
                                                         {"HMP Northmere", "PRISON"},
                                                         {"Metropolitan Police", "POL"}};
    for (const auto& [words, type] : cases) {
        INFO(words);
        CHECK(core::guess_agency_type(words) == std::optional<std::string>(type));
    }
    CHECK_FALSE(core::guess_agency_type("Police and ambulance"));
    CHECK_FALSE(core::guess_agency_type("Team B"));
}

TEST_CASE("4.1: where the file has no agency column, worker roles of many agencies tell whose rows they are",
          "[import]")
{
    const auto plan = core::plan_import(
        request_of(test::file_bytes(std::string(PROJECT_ROOT) + "/assets/demo/01b_owhr_youth_probation.csv"),
                   "Partnership", "YJS"),
        kImportedOn);
    REQUIRE(plan);
    std::set<std::string> types;
    for (const auto& agency : plan->agencies) types.insert(agency.type);
    for (const char* type : {"YJS", "PROB", "LA_CSC", "YOUTH"}) CHECK(types.contains(type));
    // One agency's file that names whom it dealt with stays that agency's.
    const auto own = core::plan_import(
        request_of(
            "Date,Worker role,Event\n1/1/2020,Social worker,a\n2/1/2020,Social worker,b\n3/1/2020,Social "
            "worker,c\n4/1/2020,School nurse,d\n5/1/2020,Police officer,e\n",
            "CSC", "LA_CSC"),
        kImportedOn);
    REQUIRE(own);
    CHECK(own->agencies.empty());
}

TEST_CASE("R09: the columns of an agency are remembered when its file is accepted", "[import]")
{
    support::VaultFixture fixture;
    auto& review = fixture.demo_review();
    auto first = request_of("Wann,Wer,Was\n13/01/2020,V,x\n");
    first.map = R"({"columns":{"Wann":"date","Wer":"subject","Was":"text"},"header_row":1})";
    accepted(review, std::move(first));
    const auto plan = plan_of(review, request_of("Title\nWann,Wer,Was\n14/01/2020,V,y\n", "Health", ""));
    CHECK(plan.preview.questions.empty());
    CHECK(plan.preview.map.header_row == 2);
    CHECK(plan.preview.remembered == std::vector<bool>{true, true, true});
    CHECK(plan.request.agency_type == "ICB");
}

TEST_CASE("R09: a corrected file shows what changed, and both versions stay", "[import]")
{
    support::VaultFixture fixture;
    auto& review = fixture.demo_review();
    accepted(review, request_of(kFirst));
    CHECK(count(review, "chronology_event") == 3);
    const std::string_view corrected =
        "Date,Agency,Event,Outcome,Ref\n"
        "13/01/2020,GP,Came about poor sleep,Leaflet given,A1\n"
        "15/02/2020,GP,Came to the appointment after all,Seen,A3\n"
        "20/03/2020,GP,A new contact entirely,Phoned,A4\n";
    const auto plan = plan_of(review, request_of(corrected));
    REQUIRE(plan.comparison);
    CHECK(plan.comparison->count(RowFate::Unchanged) == 1);
    CHECK(plan.comparison->count(RowFate::Changed) == 1);
    CHECK(plan.comparison->count(RowFate::Added) == 1);
    CHECK(plan.comparison->count(RowFate::Gone) == 1);
    CHECK(plan.preview.rows_read == plan.preview.events.size() + plan.preview.set_aside.size());
    const auto changed = std::ranges::find(plan.comparison->rows, RowFate::Changed, &core::RowCompared::fate);
    CHECK(changed->fields == std::vector<std::string>{"outcome_text", "text"});

    const auto before = review.state_hash();
    const auto done = accepted(review, request_of(corrected));
    CHECK(count(review, "chronology_event") == 5);
    const auto links = *review.records("event_link");
    REQUIRE(links.size() == 1);
    CHECK(json::text_or(links[0].fields, "link") == "SUPERSEDE");
    CHECK(json::text_or(links[0].fields, "b") == changed->event);
    CHECK(json::text_or(links[0].fields, "canonical_event") == json::text_or(links[0].fields, "a"));
    // The same file again has nothing new, and the import can be taken back whole.
    const auto again = plan_of(review, request_of(corrected));
    CHECK(again.preview.events.empty());
    CHECK_FALSE(again.preview.acceptable());
    REQUIRE(review.undo_import(done.import_id));
    CHECK(*review.state_hash() == *before);
}

TEST_CASE("R09: another file of the same agency is no correction", "[import]")
{
    support::VaultFixture fixture;
    auto& review = fixture.demo_review();
    accepted(review, request_of(kFirst));
    const auto plan =
        plan_of(review, request_of("Date,Event,Ref\n1/5/2021,Arrears letter,B1\n2/6/2021,Visit,B2\n"));
    CHECK_FALSE(plan.comparison);
    CHECK(plan.preview.events.size() == 2);
    const auto compared = core::compare_import(
        review, request_of("Date,Event,Ref\n1/5/2021,x,B1\n", "Health", ""), kImportedOn);
    REQUIRE(compared);
    CHECK(compared->count(RowFate::Added) == 1);
    CHECK_FALSE(core::compare_import(review, request_of(kFirst, "Nobody", ""), kImportedOn));
}

TEST_CASE("4.2: names of nobody the review knows are offered, with who the rows are about", "[import]")
{
    const auto plan = core::plan_import(
        request_of(
            "Date,Who,Event\n13/01/2020,V,Said that Jadwiga Nowakowska had called\n14/01/2020,V,Nothing\n"),
        kImportedOn);
    REQUIRE(plan);
    REQUIRE(plan->subjects.size() == 1);
    CHECK(plan->subjects[0].text == "V");
    CHECK(plan->subjects[0].rows == 2);
    const bool offered = std::ranges::any_of(plan->unknown_names, [](const auto& one) {
        return one.text.find("Nowakowska") != std::string::npos;
    });
    CHECK(offered);
}
