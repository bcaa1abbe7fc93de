#pragma once
/// The parts of one meeting. Private to the meetings screen.

#include "app/ui/screens/meetings_screen.h"

namespace ui {

/// Begins to take down a record of that kind, in place of what was being taken down. An `id`: that record is
/// changed.
void begin_entry(MeetingsScreen& screen, std::string_view kind, json::Object values = {},
                 std::string id = {});
/// Gives it up: its drafts go.
void end_entry(MeetingsScreen& screen, Requests& requests);
/// What was being taken down before a lock or a crash.
void take_up_entry(MeetingsScreen& screen, const std::vector<Draft>& drafts);
/// Enter goes from field to field; from the last one it is written, and the next one begins.
void draw_entry(Kit& kit, MeetingsScreen& screen, MeetingsAsks& asks);

void draw_agenda(Kit& kit, MeetingsScreen& screen, const Meeting& meeting, MeetingsAsks& asks);
void draw_attendance(Kit& kit, MeetingsScreen& screen, const Meeting& meeting, MeetingsAsks& asks);
void draw_decisions(Kit& kit, MeetingsScreen& screen, const Meeting& meeting, MeetingsAsks& asks);
void draw_minutes(Kit& kit, const Meeting& meeting);

}  // namespace ui
