#pragma once
/// The analysis and the people of a made-up case, for the tests of app/ui. No real case, name or place.

#include "app/ui/screens/analysis_screen.h"
#include "app/ui/screens/people_screen.h"
#include "tests/support/ui_samples.h"

namespace test {

inline ui::Thing a_thing(const char* kind, const char* id, const char* called, const char* words = "")
{
    return {kind, id, called, words, ""};
}

inline ui::AnalysisScreen an_analysis()
{
    ui::AnalysisScreen screen;
    screen.records = a_section("analysis");
    screen.loading = false;
    screen.agencies.rows = {a_thing("organisation", "o1", "Police"),
                            a_thing("organisation", "o2", "St Aldhelm's Hospital")};
    screen.agencies.columns = {a_thing("kloe", "k1", "Key line 1", "What was known of the threats?"),
                               a_thing("kloe", "k2", "Key line 2", "Was the family heard?")};
    const auto finding = a_thing("finding", "11111111-1111-4111-8111-111111111111", "Finding 1",
                                 "The threat was not recorded");
    auto event = a_thing("chronology_event", "e1", "22 January 2021", "Police: call");
    event.sealed = "Zebrowitch rang at midnight";
    screen.agencies.cells = {{{2, 1, true, false, {finding, event}}, {0, 0, true, true, {}}},
                             {{0, 0, false, false, {}}, {1, 0, true, false, {event}}}};
    screen.findings.rows = screen.agencies.columns;
    screen.findings.columns = {finding};
    screen.findings.cells = {{{2, 1, true, false, {finding, event}}}, {{0, 0, false, false, {}}}};
    screen.factors.rows = {{"IND", "Individual"}, {"SERV", "Service"}};
    screen.factors.columns = {{"CONTRIB", "Contributory"}};
    screen.factors.cells = {{{a_thing("factor", "f1", "Factor 1")}}, {{}}};
    screen.evidence = {{"fe1", finding.id, "SUPPORTS", event}};
    screen.threads = {finding,
                      a_thing("lesson", "l1", "Lesson 1", "Threats are recorded where they are heard")};
    screen.thread_of = finding.id;
    screen.thread = ui::ThreadShown{
        finding.id,
        {{a_thing("document", "d1", "Document 1"), 0},
         {event, 1},
         {finding, 2},
         {a_thing("kloe", "k1", "Key line 1", "What was known of the threats?"), 2},
         {screen.threads[1], 3},
         {a_thing("recommendation", "r1", "Recommendation 1", "The force records every threat"), 4},
         {a_thing("action", "a1", "Action 1", "Train the control room"), 5}},
        {{0, 1}, {1, 2}, {2, 3}, {2, 4}, {4, 5}, {5, 6}},
        {"Action 1 has no owner. Name the body and the post."}};
    return screen;
}

inline ui::PeopleScreen some_people()
{
    ui::PeopleScreen screen;
    screen.records = a_section("people");
    screen.loading = false;
    screen.people = {
        {"m", "M", "mother", "Anna Zebrowitch", "F", false, false, 0, 0},
        {"f", "F", "father", "", "M", true, false, 1, 0},
        {"33333333-3333-4333-8333-333333333333", "V", "victim", "Kacper Zebrowitch", "M", true, true, 0, 1},
        {"s", "S1", "accused", "", "", false, false, 1.2F, 1},
        {"w", "W1", "witness", "", "F", false, false, 0, 2}};
    const std::string victim = screen.people[2].id;
    screen.lines = {{ui::KinLineShown::Former, "m", "f", "Former partner", true, true, "r1"},
                    {ui::KinLineShown::Other, victim, "s", "Friend", false, false, "r3"},
                    {ui::KinLineShown::NotRecorded, victim, "s", "", false, false, ""}};
    screen.broods = {{{"m", "f"}, {victim}, true, ""}, {{"m"}, {"s"}, false, "foster carer"}};
    screen.relations = {{"r1", "M and F: Former partner, abuse recorded", {"m", "f"}},
                        {"r3", "V to S1: Friend", {victim, "s"}}};
    screen.alike = {"V and W1 have names that fit each other: are they one person?"};
    screen.width = 1.2F;
    screen.rows = 3;
    screen.loose_row = 2;
    return screen;
}

}  // namespace test
