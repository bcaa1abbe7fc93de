#pragma once
/// Meetings of a made-up review, for the tests of app/ui.

#include "app/ui/screens/meetings_screen.h"
#include "tests/support/ui_samples.h"

namespace test {

inline ui::MeetingsScreen some_meetings()
{
    ui::MeetingsScreen screen;
    screen.head.review = a_review();
    screen.lists = &model::CodeLists::built_in();
    screen.today = "2026-11-22";
    screen.reading.imported = *model::day_from_text("2026-11-22");
    for (int i = 0; i < 3; ++i)
        screen.fresh.push_back("99999999-9999-4999-8999-00000000000" + std::to_string(i));
    screen.organisations = {{"org-1", "Thamesbrook Constabulary", ""}, {"org-2", "Thamesbrook Health", ""}};
    screen.people = {{"person-1", "V, victim", ""}};
    ui::Meeting now;
    now.id = "22222222-2222-4222-8222-222222222222";
    now.called = "Meeting 2";
    now.type = "Panel";
    now.when = "20 November 2026";
    now.day = "2026-11-20";
    now.number = 2;
    now.present = 1;
    now.needed = 2;
    now.seats = {{"", "org-1", "Review officer", "Review officer, Thamesbrook Constabulary", "PRESENT", ""},
                 {"", "org-2", "Named nurse", "Named nurse, Thamesbrook Health", "", ""}};
    now.agenda = {{"item-1", "Welcome and confidentiality", true},
                  {"item-2", "The merged chronology", false}};
    now.decisions = {{"decision-1",
                      "Time period or scope",
                      "Decision 1",
                      "The scope is five years.",
                      "20 November 2026",
                      {{"Thamesbrook Health", "Seven years would show more."}}}};
    ui::MeetingAction late;
    late.id = "old-1";
    late.text = "Ask for the school's records";
    late.owner = "Review officer, Thamesbrook Constabulary";
    late.due = "1 October 2026";
    late.from = "Meeting 1";
    late.late = true;
    now.earlier = {late};
    now.minutes = "OFFICIAL-SENSITIVE\nMeeting 2: Panel, 20 November 2026\n\n1 present; quorum 2, NOT met.\n";
    ui::Meeting before;
    before.id = "11111111-1111-4111-8111-111111111111";
    before.called = "Meeting 1";
    before.type = "First panel: terms of reference";
    before.when = "1 September 2026";
    before.day = "2026-09-01";
    before.number = 1;
    before.quorate = true;
    screen.take({now, before}, {});
    return screen;
}

}  // namespace test
