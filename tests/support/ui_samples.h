#pragma once
/// Screens with made-up contents, for the tests of app/ui. No real case, name or place.

#include <cstdlib>

#include "app/ui/screens/chronology_screen.h"
#include "app/ui/screens/overview_screen.h"
#include "app/ui/screens/records_screen.h"
#include "app/ui/screens/reviews_screen.h"
#include "app/ui/screens/unlock_screen.h"

namespace test {

inline ui::ReviewCard a_review()
{
    return {.uuid = "11111111-1111-4111-8111-111111111111",
            .reference = "OWHR-X99000001-2025-001",
            .type = "Offensive Weapons Homicide Review",
            .area = "Thamesbrook",
            .stage = "Merged chronology",
            .events = 3,
            .demo = true};
}

inline ui::ReviewsScreen a_list()
{
    ui::ReviewsScreen screen;
    screen.owner = "A. Chair";
    screen.loading = false;
    screen.reviews = {a_review(), a_review()};
    screen.reviews[1].uuid = "22222222-2222-4222-8222-222222222222";
    screen.reviews[1].reference = "DHR-X99000002-2024-001";
    screen.reviews[1].type = "Domestic Homicide Review";
    screen.reviews[1].demo = false;
    return screen;
}

inline ui::ChronologyRow a_row(int n)
{
    ui::ChronologyRow row;
    row.id = "event-" + std::to_string(n);
    row.agency = n % 3;
    row.date = std::to_string(1 + n % 28) + " January 2021, 00:15";
    row.day = "Friday";
    row.written = std::to_string(1 + n % 28) + "/01/2021 0015";
    row.what = "Zebrowitch was reported missing by mother, number " + std::to_string(n) + ".";
    // Rows of different heights.
    for (int i = 0; i < n % 5; ++i)
        row.what += " He would not say where he had been, and officers noted that he was tired.";
    row.outcome = "Return interview requested";
    if (n % 4 == 1) row.summary = "V was missing for four hours.";
    if (n % 4 == 1) row.coding = {{"Missed opportunity", ui::ToneName::Red}};
    if (n % 7 == 3) row.gap = "5 months without contact";
    row.facts = {{"Agency", "Police"},
                 {"What happened, as written", row.what, true},
                 {"Outcome, as written", row.outcome, true}};
    return row;
}

inline ui::ChronologyScreen a_chronology(int count)
{
    ui::ChronologyScreen screen;
    screen.head.review = a_review();
    screen.loading = false;
    screen.agencies = {
        {"a1", "Police", "P", 0, 1}, {"a2", "Youth and probation", "Y", 1, 1}, {"a3", "Health", "H", 2, 1}};
    screen.head.events = screen.matching = count;
    screen.uncoded = count / 2;
    std::vector<ui::ChronologyRow> rows;
    rows.reserve(static_cast<std::size_t>(count));
    for (int i = 0; i < count; ++i) rows.push_back(a_row(i));
    screen.take(0, std::move(rows));
    screen.lists = std::make_shared<const model::CodeLists>(model::CodeLists::built_in());
    screen.today = "2026-11-22";
    screen.people = {{"p1", "V, victim", "V"}, {"p2", "S1, accused", "S1"}};
    screen.findings = {{"f1", "Finding 1: The threat was not recorded", ""}};
    for (const auto& agency : screen.agencies)
        screen.agency_lanes.push_back({agency.name, agency.letter, agency.tone});
    screen.area_lanes = {{"Health", "H", 0}, {"Police and justice", "P", 1}};
    screen.scope_from = 18262;
    screen.scope_to = 18700;
    screen.death = 18262.0 + 3 * count;
    screen.death_words = "died 2 February 2025";
    for (int i = 0; i < count; ++i) {
        const double day = 18262.5 + 3 * i;
        ui::LifeMark mark{i, day, i % 5 == 2 ? day + 40 : day, i % 3, i % 4 == 1, i % 6 == 5, i % 9 == 4};
        screen.by_agency.push_back(mark);
        mark.lane = i % 2;
        screen.by_area.push_back(mark);
        screen.mark_ids.push_back("event-" + std::to_string(i));
    }
    screen.gaps = {{18300, 18380, "80 days without contact"}};
    return screen;
}

inline ui::OverviewScreen an_overview()
{
    ui::OverviewScreen screen;
    screen.head.review = a_review();
    screen.head.events = 3;
    screen.head.states = ui::states_of({{"incident", "", ui::Mark::Done},
                                        {"kloe", "", ui::Mark::Empty},
                                        {"finding", "", ui::Mark::Begun},
                                        {"lesson", "", ui::Mark::Done}});
    screen.loading = false;
    screen.today = "22 November 2026";
    screen.clocks = {{"c1", "Each review partner notifies the Secretary of State", "Police",
                      "Due 14 April 2026", "222 days late", ui::ToneName::Red},
                     {"c2", "Report to the Secretary of State", "", "Due 30 November 2026", "8 days left",
                      ui::ToneName::Amber},
                     {"", "Decide whether to hold a review", "", "No day is set by the rule", "Running"}};
    screen.other_clocks = 4;
    std::vector<ui::OverviewLine> late;
    for (int i = 1; i <= 9; ++i)
        late.push_back({"action",
                        "a" + std::to_string(i),
                        "Action " + std::to_string(i),
                        "The action is not complete. Ask its owner for an update.",
                        {std::to_string(i) + " days late", ui::ToneName::Red}});
    screen.parts = {{"late", "Late", "", "Nothing is late.", std::move(late)},
                    {"decisions", "Decisions waiting", "", "No decision is waiting.", {}},
                    {"gaps",
                     "Gaps in the golden thread",
                     "From evidence to action",
                     "The thread is whole.",
                     {{"finding",
                       "f1",
                       "Finding 1 has no evidence.",
                       "Add evidence.",
                       {"Stops a stage", ui::ToneName::Amber}}}}};
    return screen;
}

inline json::Object fields(std::string_view text)
{
    auto parsed = json::parse_object(text);
    if (!parsed) std::abort();
    return std::move(*parsed);
}

using Lines = std::map<std::string, std::vector<ui::RecordLine>, std::less<>>;

inline Lines some_lines()
{
    Lines lines;
    lines["finding"] = {{"11111111-1111-4111-8111-111111111111",
                         "finding",
                         "Finding 1",
                         "The threat was not recorded",
                         "",
                         fields(R"({"number":1,"title":"The threat was not recorded"})"),
                         {"Finding 1 has no evidence. Add evidence."}},
                        {"22222222-2222-4222-8222-222222222222",
                         "finding",
                         "Finding 2",
                         "A call not returned",
                         "",
                         fields(R"({"number":2,"title":"A call not returned"})"),
                         {}}};
    lines["person"] = {{"33333333-3333-4333-8333-333333333333",
                        "person",
                        "V, victim",
                        "victim",
                        "Kacper Żebrowicz",
                        fields(R"({"code":"V","names":[{"given":"Kacper"}]})"),
                        {}}};
    return lines;
}

inline ui::RecordsScreen a_section(const char* key)
{
    ui::RecordsScreen screen;
    screen.head.review.reference = "OWHR-X99000001-2025-001";
    screen.head.review.demo = true;
    screen.section = key;
    screen.has_table = true;
    screen.lists = &model::CodeLists::built_in();
    screen.today = "2026-11-22";
    screen.reading.imported = *model::day_from_text("2026-11-22");
    screen.take(some_lines());
    return screen;
}

}  // namespace test
