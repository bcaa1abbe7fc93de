#include "app/core/event_work.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <fstream>
#include <iterator>
#include <map>

#include "app/core/chronology.h"
#include "app/core/importing.h"
#include "tests/support/vault_fixture.h"

namespace {

using support::object;
using support::put;

const std::string kSamples = std::string(PROJECT_ROOT) + "/assets/demo/";

std::string read_file(const std::string& path)
{
    std::ifstream in(path, std::ios::binary);
    REQUIRE(in);
    return {std::istreambuf_iterator<char>(in), {}};
}

void import_sample(support::VaultFixture& at, review::Review& review, const std::string& name,
                   const char* agency, const char* type)
{
    core::ImportRequest request;
    const auto bytes = read_file(kSamples + name);
    request.file.assign(bytes.begin(), bytes.end());
    request.file_name = name;
    request.agency = agency;
    request.agency_type = type;
    request.order = model::DayMonthOrder::DayFirst;
    const auto today = std::chrono::year{2026} / 11 / 22;
    const auto plan = core::plan_import(request, today);
    REQUIRE(plan);
    REQUIRE(core::accept_import(review, at.random, *plan, today));
}

/// Four events of two agencies on four days; returns their ids.
std::vector<std::string> four_events(support::VaultFixture& at, review::Review& review)
{
    std::vector<std::string> ids;
    model::Command command;
    for (const char* day : {"2020-01-01", "2020-02-01", "2020-03-01", "2020-04-01"}) {
        ids.push_back(at.new_id());
        command.changes.push_back(
            put("chronology_event", ids.back(),
                object({{"earliest", day}, {"latest", day}, {"precision", "DAY"}, {"text", day}})));
    }
    REQUIRE(review.apply(command));
    return ids;
}

std::string link_group(review::Review& review, const std::string& event)
{
    const auto record = review.record("chronology_event", event);
    REQUIRE(record);
    return json::text_or(record->fields, "link_group");
}

base::Digest32 state(review::Review& review)
{
    const auto hash = review.state_hash();
    REQUIRE(hash);
    return *hash;
}

core::MergeWanted pair_of(const std::string& a, const std::string& b)
{
    core::MergeWanted wanted;
    wanted.a = a;
    wanted.b = b;
    return wanted;
}

}  // namespace

TEST_CASE("R13: on the sample cases every duplicate group of the truth table is proposed", "[core]")
{
    const auto truth =
        json::parse_object(read_file(std::string(PROJECT_ROOT) + "/tests/samples/EXPECTED.json"));
    REQUIRE(truth);
    using File = std::array<const char*, 3>;
    const std::vector<std::vector<File>> cases = {
        {{"01a_owhr_police.csv", "Thamesbrook Constabulary", "POL"},
         {"01b_owhr_youth_probation.csv", "Youth and probation", "YJS"},
         {"01c_owhr_health.csv", "Health", "ICB"}},
        {{"02a_dhr_police_windows1252.csv", "Northmere Police", "POL"},
         {"02b_dhr_health_semicolon.csv", "Northmere Surgery", "GP"},
         {"02c_dhr_idva_housing_family.csv", "Northmere Council", "LA_HSG"}}};
    std::size_t groups = 0;
    for (const auto& files : cases) {
        support::VaultFixture at;
        auto& review = at.demo_review();
        for (const auto& file : files) import_sample(at, review, file[0], file[1], file[2]);
        std::map<std::string, std::string> named;  // "file#row" of an event
        const auto lines = core::chronology(review);
        REQUIRE(lines);
        for (const auto& line : *lines)
            named[line.id] = line.source_file + "#" + std::to_string(line.source_row);
        const auto found = core::doubles(*at.vault, review, false);
        REQUIRE(found);
        CHECK(found->size() <= lines->size());
        for (const auto& [group, members] : *truth->find("duplicate_groups")->object()) {
            std::vector<std::string> wanted;
            for (const auto& one : *members.array()) wanted.push_back(*one.text());
            if (!wanted.front().starts_with(files.front()[0])) continue;
            ++groups;
            INFO(group);
            CHECK(std::ranges::any_of(*found, [&](const auto& one) {
                const std::string a = named[one.proposal.a], b = named[one.proposal.b];
                return (a == wanted[0] && b == wanted[1]) || (a == wanted[1] && b == wanted[0]);
            }));
        }
    }
    CHECK(groups == 7);
}

TEST_CASE("R13: merged, edited and taken apart again: the state hash is as if never merged", "[core]")
{
    support::VaultFixture at;
    auto& review = at.demo_review();
    const auto ids = four_events(at, review);
    const auto before = state(review);
    const auto merged = core::merge_events(*at.vault, review, pair_of(ids[0], ids[1]));
    REQUIRE(merged);
    CHECK(merged->line == std::vector<std::string>{ids[0], ids[1]});
    CHECK(link_group(review, ids[1]) == ids[0]);
    CHECK(link_group(review, ids[0]).empty());
    CHECK_FALSE(state(review) == before);
    REQUIRE(core::code_event(*at.vault, review, ids[1], {.mo = {"MO01"}}));
    REQUIRE(core::split_events(*at.vault, review, merged->link));
    CHECK(link_group(review, ids[1]).empty());
    REQUIRE(core::code_event(*at.vault, review, ids[1], {.mo = {"MO01"}, .remove = true}));
    CHECK(state(review) == before);
}

TEST_CASE("R13: three on one line, and each link taken away leaves what the others say", "[core]")
{
    support::VaultFixture at;
    auto& review = at.demo_review();
    const auto ids = four_events(at, review);
    const auto first = core::merge_events(*at.vault, review, pair_of(ids[0], ids[1]));
    REQUIRE(first);
    const auto with_first = state(review);
    auto wanted = pair_of(ids[1], ids[2]);
    wanted.canonical = ids[2];
    const auto second = core::merge_events(*at.vault, review, wanted);
    REQUIRE(second);
    CHECK(second->line.size() == 3);
    CHECK(second->line.front() == ids[2]);
    CHECK(link_group(review, ids[0]) == ids[2]);
    const auto merged = core::merged_chronology(*at.vault, review, {}, true);
    REQUIRE(merged);
    REQUIRE(merged->size() == 2);
    CHECK((*merged)[0].standing.id == ids[2]);
    CHECK((*merged)[0].sources.size() == 3);
    REQUIRE(core::split_events(*at.vault, review, second->link));
    CHECK(state(review) == with_first);
    CHECK(link_group(review, ids[1]) == ids[0]);
}

TEST_CASE("R13: one command each: undo takes a merge and a split back", "[core]")
{
    support::VaultFixture at;
    auto& review = at.demo_review();
    const auto ids = four_events(at, review);
    const auto before = state(review);
    const auto merged = core::merge_events(*at.vault, review, pair_of(ids[0], ids[1]));
    REQUIRE(merged);
    const auto joined = state(review);
    REQUIRE(core::split_events(*at.vault, review, merged->link));
    REQUIRE(review.undo());
    CHECK(state(review) == joined);
    REQUIRE(review.undo());
    CHECK(state(review) == before);
}

TEST_CASE(
    "R13: decided once is refused twice, an event is no double of itself, and links that only relate make no "
    "line",
    "[core]")
{
    support::VaultFixture at;
    auto& review = at.demo_review();
    const auto ids = four_events(at, review);
    REQUIRE(core::refuse_double(*at.vault, review, pair_of(ids[0], ids[1])));
    CHECK(core::refuse_double(*at.vault, review, pair_of(ids[1], ids[0])).error().kind ==
          base::ErrorKind::Conflict);
    CHECK(core::merge_events(*at.vault, review, pair_of(ids[0], ids[0])).error().kind ==
          base::ErrorKind::Invalid);
    CHECK(core::merge_events(*at.vault, review, pair_of(ids[0], at.new_id())).error().kind ==
          base::ErrorKind::NotFound);
    auto cause = pair_of(ids[0], ids[1]);
    cause.link = "CAUSE";
    const auto linked = core::merge_events(*at.vault, review, cause);
    REQUIRE(linked);
    CHECK(linked->line.empty());
    CHECK(link_group(review, ids[1]).empty());
    cause.link = "NONE";
    CHECK(core::merge_events(*at.vault, review, cause).error().kind == base::ErrorKind::Invalid);
}

TEST_CASE("R07: several codes are set by one command, checked, and taken away again", "[core]")
{
    support::VaultFixture at;
    auto& review = at.demo_review();
    const auto ids = four_events(at, review);
    const auto before = state(review);
    core::EventCodes coding;
    coding.mo = {"MO01", "MO19"};
    coding.gp = {"GP01"};
    coding.themes = {"A01"};
    coding.significance = "KPE";
    coding.kind = "CRIME";
    REQUIRE(core::code_event(*at.vault, review, ids[0], coding));
    const auto record = review.record("chronology_event", ids[0]);
    REQUIRE(record);
    CHECK(record->fields.find("mo")->array()->size() == 2);
    CHECK(json::text_or(record->fields, "significance") == "KPE");
    REQUIRE(review.undo());
    CHECK(state(review) == before);
    CHECK(core::code_event(*at.vault, review, ids[0], {.mo = {"MO77"}}).error().kind ==
          base::ErrorKind::Invalid);
    CHECK(core::code_event(*at.vault, review, ids[0], {}).error().kind == base::ErrorKind::Invalid);
    CHECK(state(review) == before);
}

TEST_CASE("R12: an event is placed by hand, not against certain dates, and not in a circle", "[core]")
{
    support::VaultFixture at;
    auto& review = at.demo_review();
    const auto ids = four_events(at, review);
    const auto added = core::add_event(*at.vault, review, object({{"text", "Moved out"}, {"after", ids[0]}}));
    REQUIRE(added);
    const auto rows = review.chronology();
    REQUIRE(rows);
    CHECK((*rows)[1].id == added->id);
    CHECK(core::place_event(*at.vault, review, ids[0], {.after = ids[1]}).error().code == "place_dates");
    CHECK(core::place_event(*at.vault, review, added->id, {.after = added->id}).error().code ==
          "place_circular");
    REQUIRE(core::place_event(*at.vault, review, added->id, {.clear = true}));
    CHECK(review.chronology()->back().id == added->id);
    const auto order = core::chronology_order(review);
    REQUIRE(order);
    CHECK(order->possible.standing.size() == 5);
}

TEST_CASE("3.1: an event typed by hand is read as an imported one is", "[core]")
{
    support::VaultFixture at;
    auto& review = at.demo_review();
    const std::string person = at.new_id();
    REQUIRE(review.apply({{put("person", person, object({{"code", "V"}}))}}));
    const auto added = core::add_event(*at.vault, review,
                                       object({{"date", "22 March 2019"},
                                               {"time", "1540"},
                                               {"agency", "Quay Lane Surgery"},
                                               {"agency_type", "GP"},
                                               {"subjects", json::Array{"V"}},
                                               {"text", "Seen with sore throat"},
                                               {"contact_kind", "APPT"}}));
    REQUIRE(added);
    const auto record = review.record("chronology_event", added->id);
    REQUIRE(record);
    CHECK(json::text_or(record->fields, "earliest") == "2019-03-22");
    CHECK(json::text_or(record->fields, "precision") == "INSTANT");
    CHECK(json::text_or(record->fields, "time") == "15:40");
    CHECK(json::text_or(record->fields, "date_text") == "22 March 2019");
    CHECK_FALSE(json::text_or(record->fields, "organisation").empty());
    CHECK(core::add_event(*at.vault, review, object({{"date", "03/04/2020"}, {"text", "x"}})).error().code ==
          "order_open");
    const auto settled = core::add_event(
        *at.vault, review, object({{"date", "03/04/2020"}, {"date_order", "dmy"}, {"text", "x"}}));
    REQUIRE(settled);
    CHECK(json::text_or(review.record("chronology_event", settled->id)->fields, "earliest") == "2020-04-03");
    const auto impossible =
        core::add_event(*at.vault, review, object({{"date", "31/06/2021"}, {"text", "x"}}));
    REQUIRE(impossible);
    CHECK_FALSE(impossible->problems.empty());
    CHECK(core::add_event(*at.vault, review, object({{"text", "x"}, {"subjects", json::Array{"S9"}}}))
              .error()
              .kind == base::ErrorKind::NotFound);
    CHECK(core::add_event(*at.vault, review, object({{"text", "x"}, {"earliest", "2020-01-01"}}))
              .error()
              .kind == base::ErrorKind::Invalid);
    CHECK(
        core::add_event(*at.vault, review, object({{"text", "x"}, {"agency", "Unheard of"}})).error().kind ==
        base::ErrorKind::NotFound);
}

TEST_CASE("4.2: the chronology is narrowed by period, agency, person, kind, theme, significance and words",
          "[core]")
{
    support::VaultFixture at;
    auto& review = at.demo_review();
    const std::string person = at.new_id(), agency = at.new_id(), event = at.new_id();
    REQUIRE(review.apply(
        {{put("person", person, object({{"code", "V"}})),
          put("organisation", agency, object({{"name", "Quay Lane Surgery"}, {"agency_type", "GP"}})),
          put("chronology_event", event,
              object({{"earliest", "2021-03-01"},
                      {"latest", "2021-03-31"},
                      {"organisation", agency},
                      {"subjects", json::Array{person}},
                      {"contact_kind", "APPT"},
                      {"themes", json::Array{"A01"}},
                      {"significance", "KPE"},
                      {"text", "Żebrowicz: sore throat"}})),
          put("chronology_event", at.new_id(), object({{"text", "undated"}}))}}));
    const auto count = [&](core::ChronologyFilter filter) {
        const auto lines = core::merged_chronology(*at.vault, review, filter, false);
        REQUIRE(lines);
        return lines->size();
    };
    CHECK(count({}) == 2);
    CHECK(count({.from = "2021-03-31"}) == 1);
    CHECK(count({.from = "2021-04-01"}) == 0);
    CHECK(count({.to = "2021-02-28"}) == 0);
    CHECK(count({.agency = "quay lane"}) == 1);
    CHECK(count({.person = "V"}) == 1);
    CHECK(count({.kind = "APPT"}) == 1);
    CHECK(count({.kind = "CRIME"}) == 0);
    CHECK(count({.theme = "A01"}) == 1);
    CHECK(count({.significance = "KPE"}) == 1);
    CHECK(count({.text = "zebrowicz throat"}) == 1);
    CHECK(core::merged_chronology(*at.vault, review, {.person = "S7"}, false).error().kind ==
          base::ErrorKind::NotFound);
    CHECK(core::merged_chronology(*at.vault, review, {.kind = "NONE"}, false).error().kind ==
          base::ErrorKind::Invalid);
}
