#include "app/core/desk_chronology.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "tests/support/vault_fixture.h"

namespace {

using support::object;
using support::put;

/// A desk with one open review: a victim born in 2004 who died on 2 February 2025, two agencies, and four
/// contacts on four days.
struct DeskFixture {
    support::VaultFixture at;
    core::DeskStore store;
    std::atomic<bool> stay = false;
    std::string victim, police, health;
    std::vector<std::string> events;

    DeskFixture()
    {
        auto& review = at.demo_review();
        victim = at.new_id();
        police = at.new_id();
        health = at.new_id();
        model::Command command;
        command.changes.push_back(put("person", victim,
                                      object({{"code", "V"},
                                              {"dob", object({{"text", "1 June 2004"},
                                                              {"earliest", "2004-06-01"},
                                                              {"latest", "2004-06-01"},
                                                              {"precision", "DAY"}})},
                                              {"died_date", object({{"text", "2 February 2025"},
                                                                    {"earliest", "2025-02-02"},
                                                                    {"latest", "2025-02-02"},
                                                                    {"precision", "DAY"}})}})));
        command.changes.push_back(
            put("organisation", police, object({{"name", "Police"}, {"agency_type", "POL"}})));
        command.changes.push_back(
            put("organisation", health, object({{"name", "Health"}, {"agency_type", "ACUTE"}})));
        int n = 0;
        for (const char* day : {"2020-01-01", "2020-02-01", "2020-06-01", "2020-06-02"}) {
            events.push_back(at.new_id());
            json::Object fields = object({{"earliest", day},
                                          {"latest", day},
                                          {"precision", "DAY"},
                                          {"text", n == 2 ? "Wound to the left thigh" : "A visit"},
                                          {"organisation", n % 2 == 0 ? police : health}});
            fields.set("subjects", json::Array{json::Value(victim)});
            command.changes.push_back(put("chronology_event", events.back(), std::move(fields)));
            ++n;
        }
        REQUIRE(review.apply(command));
        at.opened.reset();
        store.vault = std::move(at.vault);
        REQUIRE(core::desk_open(store, at.uuid, stay));
    }

    core::Filtered shown(const core::DeskFilter& filter = {}, const std::string& keep = {})
    {
        auto filtered = core::desk_filter(store, filter, keep);
        REQUIRE(filtered);
        return std::move(*filtered);
    }
    std::vector<std::string> ids(const core::DeskFilter& filter)
    {
        std::vector<std::string> found;
        for (const auto& row : shown(filter).rows) found.push_back(row.id);
        return found;
    }
    core::DeskRow row(std::size_t event) { return shown().rows.at(event); }
};

core::EventCodes missed()
{
    core::EventCodes codes;
    codes.mo = {"MO07"};
    return codes;
}

using Ids = std::vector<std::string>;

}  // namespace

TEST_CASE("desk: a row says the victim's age, the days before the death, and the gap before it", "[core]")
{
    DeskFixture desk;
    const auto rows = desk.shown().rows;
    REQUIRE(rows.size() == 4);
    CHECK(rows[0].age == "V aged 15");
    CHECK(rows[0].before_death == "1,859 days before the death");
    CHECK(rows[0].gap.empty());
    CHECK(rows[2].gap == "121 days without contact");
}

TEST_CASE("desk: in a list that leaves lines out a gap is told as what lies between two of them", "[core]")
{
    DeskFixture desk;
    core::DeskFilter filter;
    filter.agencies = {desk.police};
    const auto rows = desk.shown(filter).rows;
    REQUIRE(rows.size() == 2);
    CHECK(rows[1].gap == "4 months between these two");
}

TEST_CASE("desk: coding several events is one command; where all have the code it is taken off", "[core]")
{
    DeskFixture desk;
    const Ids two = {desk.events[0], desk.events[2]};
    REQUIRE(core::desk_code(desk.store, {desk.events[0]}, missed()));
    REQUIRE(core::desk_code(desk.store, two, missed()));
    CHECK(desk.row(0).mo == Ids{"MO07"});
    CHECK(desk.row(2).mo == Ids{"MO07"});
    const auto done = core::desk_code(desk.store, two, missed());
    REQUIRE(done);
    CHECK(desk.row(0).mo.empty());
    CHECK(desk.row(2).mo.empty());
    REQUIRE(core::desk_undo(desk.store, false));
    REQUIRE(core::desk_reread(desk.store, desk.stay));
    CHECK(desk.row(0).mo == Ids{"MO07"});
    CHECK(desk.row(2).mo == Ids{"MO07"});
}

TEST_CASE("desk: each filter shows the lines it names, and the marks are those of the lines shown", "[core]")
{
    DeskFixture desk;
    REQUIRE(core::desk_code(desk.store, {desk.events[2]}, missed()));
    core::DeskFilter filter;
    filter.mo = "*";
    CHECK(desk.ids(filter) == Ids{desk.events[2]});
    CHECK(desk.shown(filter).marks.size() == 1);
    CHECK(desk.shown(filter).marks.front().missed);
    filter = {};
    filter.words = "thigh";
    CHECK(desk.ids(filter) == Ids{desk.events[2]});
    filter = {};
    filter.from = "2020-02-01";
    filter.to = "2020-06-01";
    CHECK(desk.ids(filter) == Ids{desk.events[1], desk.events[2]});
    filter = {};
    filter.not_coded = true;
    CHECK(desk.ids(filter) == Ids{desk.events[0], desk.events[1], desk.events[3]});
    filter = {};
    filter.person = desk.victim;
    CHECK(desk.ids(filter).size() == 4);
    filter.theme = "A01";
    CHECK(desk.ids(filter).empty());
}

TEST_CASE("desk: two events confirmed as one contact are one line with both sources, and split again",
          "[core]")
{
    DeskFixture desk;
    core::MergeWanted wanted;
    wanted.a = desk.events[2];
    wanted.b = desk.events[3];
    REQUIRE(core::merge_events(*desk.store.vault, desk.store.open->review(), wanted));
    REQUIRE(core::desk_reread(desk.store, desk.stay));
    CHECK(desk.shown().matching == 3);
    CHECK(desk.row(2).also.size() == 1);
    const auto whole = core::desk_event(desk.store, desk.events[2]);
    REQUIRE(whole);
    REQUIRE(whole->sources.size() == 2);
    CHECK(whole->sources[1].id == desk.events[3]);
    CHECK(whole->sources[1].link_words == "Same contact reported by two agencies");
    // The line is found by the other source's agency and words too.
    core::DeskFilter filter;
    filter.agencies = {desk.health};
    CHECK(desk.ids(filter) == Ids{desk.events[1], desk.events[2]});
    REQUIRE(core::split_events(*desk.store.vault, desk.store.open->review(), whole->sources[1].link));
    REQUIRE(core::desk_reread(desk.store, desk.stay));
    CHECK(desk.shown().matching == 4);
}

TEST_CASE("desk: a contact becomes evidence of a new finding and is taken off again", "[core]")
{
    DeskFixture desk;
    const auto made = core::desk_cite(desk.store, {desk.events[1]}, "", "SUPPORTS");
    REQUIRE(made);
    auto whole = core::desk_event(desk.store, desk.events[1]);
    REQUIRE(whole);
    const auto step = std::ranges::find(whole->thread, made->id, &core::DeskStep::id);
    REQUIRE(step != whole->thread.end());
    CHECK(step->role == "Supports");
    REQUIRE(core::desk_cite(desk.store, {desk.events[1]}, made->id, "SUPPORTS"));
    whole = core::desk_event(desk.store, desk.events[1]);
    REQUIRE(whole);
    CHECK(std::ranges::find(whole->thread, made->id, &core::DeskStep::id) == whole->thread.end());
}

TEST_CASE("desk: the history of an event says what each entry set, newest first", "[core]")
{
    DeskFixture desk;
    REQUIRE(core::desk_code(desk.store, {desk.events[0]}, missed()));
    const auto whole = core::desk_event(desk.store, desk.events[0]);
    REQUIRE(whole);
    REQUIRE(whole->history.size() == 2);
    CHECK(whole->history[0].what == "Missed opportunities");
    CHECK(whole->history[1].what.starts_with("Made: "));
}

TEST_CASE("desk: a view is kept under its name, replaced by one of that name, and dropped", "[core]")
{
    DeskFixture desk;
    core::DeskFilter filter;
    filter.words = "thigh";
    filter.agencies = {desk.police};
    filter.mo = "*";
    REQUIRE(core::desk_keep_view(desk.store, "Wounds", filter));
    auto offer = core::desk_offer(desk.store);
    REQUIRE(offer);
    REQUIRE(offer->views.size() == 1);
    CHECK(offer->views[0].filter == filter);
    filter.words = "visit";
    REQUIRE(core::desk_keep_view(desk.store, "Wounds", filter));
    offer = core::desk_offer(desk.store);
    REQUIRE(offer);
    REQUIRE(offer->views.size() == 1);
    CHECK(offer->views[0].filter.words == "visit");
    REQUIRE(core::desk_keep_view(desk.store, "Wounds", std::nullopt));
    offer = core::desk_offer(desk.store);
    REQUIRE(offer);
    CHECK(offer->views.empty());
}

TEST_CASE("desk: the words of a saved view lie in the sealed part of the review", "[core]")
{
    DeskFixture desk;
    core::DeskFilter filter;
    filter.words = "thigh";
    REQUIRE(core::desk_keep_view(desk.store, "Wounds", filter));
    const auto open = desk.store.open->review().records("review", model::Part::Open);
    REQUIRE(open);
    REQUIRE(open->size() == 1);
    CHECK(open->front().fields.find("saved_views") == nullptr);
}

TEST_CASE("desk: an event that is kept in view is found where it stands now", "[core]")
{
    DeskFixture desk;
    CHECK(desk.shown({}, desk.events[3]).at == 3);
    core::DeskFilter filter;
    filter.agencies = {desk.health};
    CHECK(desk.shown(filter, desk.events[3]).at == 1);
    CHECK(desk.shown(filter, desk.events[0]).at == -1);
}

TEST_CASE("desk: an event is placed by hand where its date is not known, and its row says so", "[core]")
{
    DeskFixture desk;
    json::Object said;
    said.set("text", "A call, some day that spring");
    const auto added = core::add_event(*desk.store.vault, desk.store.open->review(), said);
    REQUIRE(added);
    core::Placing placing;
    placing.after = desk.events[0];
    REQUIRE(core::place_event(*desk.store.vault, desk.store.open->review(), added->id, placing));
    REQUIRE(core::desk_reread(desk.store, desk.stay));
    CHECK(desk.row(1).id == added->id);
    CHECK(desk.row(1).by_hand);
}

TEST_CASE("desk: how the screen is arranged is there after the next unlock", "[core]")
{
    DeskFixture desk;
    REQUIRE(core::desk_keep_look(desk.store, "2 1 40"));
    const auto offer = core::desk_offer(desk.store);
    REQUIRE(offer);
    CHECK(offer->look == "2 1 40");
}
