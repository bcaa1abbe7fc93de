#pragma once
/// Meetings of the panel: agenda, attendance with its quorum, conflicts, the confidentiality statement,
/// decisions and actions taken by keyboard, the minutes. Holds nothing that may not be shown to a room.

#include <optional>
#include <string>
#include <vector>

#include "app/ui/drafted.h"
#include "app/ui/form.h"
#include "app/ui/kit.h"
#include "app/ui/requests.h"
#include "app/ui/screens/review_frame.h"

namespace ui {

struct Seat {
    std::string person, organisation, role;  ///< ids, and the post
    std::string called;                      ///< "Review officer, Police"
    std::string attendance;                  ///< code; empty: not noted in this meeting yet
    std::string substitute_for;
};
struct AgendaItem {
    std::string id, text;
    bool done = false;
};
struct Dissent {
    std::string who, words;
};
struct DecisionLine {
    std::string id, kind, called, text, date;
    std::vector<Dissent> dissent;
};
struct MeetingAction {
    std::string id, text, owner, due, done_on, from;
    bool late = false, done = false;
};
struct DeclaredConflict {
    std::string who, handling;
};
struct Meeting {
    std::string id, called, type, when, day;
    std::int64_t number = 0;
    int present = 0;
    std::optional<int> needed;
    bool quorate = false, online = false, confidentiality_read = false;
    std::vector<Seat> seats;
    std::vector<AgendaItem> agenda;
    std::vector<DecisionLine> decisions;
    std::vector<MeetingAction> actions, earlier;
    std::vector<DeclaredConflict> conflicts;
    std::string minutes;
    json::Object fields;
};

/// What only the meetings ask for.
struct AttendMeeting {
    std::int64_t number = 0;
    json::Object row;
    bool confidentiality_read = false;
};
struct DeclareConflict {
    std::int64_t number = 0;
    json::Object fields;
};
struct MoveItem {
    std::string id;
    bool up = false;
};
struct AddDissent {
    std::string decision, organisation;  ///< ids; the agency may be empty
    std::string words;
};
struct MeetingsAsks {
    Requests requests;
    std::vector<AttendMeeting> attend;
    std::vector<DeclareConflict> declare;
    std::vector<MoveItem> move;
    std::vector<AddDissent> dissent;
};

struct MeetingsScreen {
    ReviewHead head;
    bool loading = true;
    std::string problem;
    std::vector<Meeting> meetings;  ///< newest first
    std::vector<Choice> organisations, people;
    const model::CodeLists* lists = nullptr;
    model::ReadingContext reading;
    std::string today;               ///< YYYY-MM-DD
    std::vector<std::string> fresh;  ///< ids of the next records

    std::string chosen;  ///< id of the meeting shown
    int part = 0;        ///< agenda, attendance, decisions and actions, minutes
    TableState table;
    /// A meeting, decision, action or conflict being taken down; written when it is whole.
    std::optional<Form> entry;
    json::Object values;       ///< of it, read so far
    bool entry_focus = false;  ///< its first field is to have the focus
    std::string last_kind;     ///< of the decision before: the next one's until another is chosen
    std::string dissent;       ///< id of the decision that a dissent is being taken down for
    Drafted item{"meeting", "new_item"}, post{"meeting", "new_post"}, words{"decision", "new_dissent"};
    std::string agency, dissenter;  ///< ids chosen beside them

    /// What the store holds now; what is being typed stays. `drafts`: from before a lock, the first time.
    void take(std::vector<Meeting> now, const std::vector<Draft>& drafts);
    void refused(std::string_view why);
    const Meeting* meeting() const;
};

MeetingsAsks draw(Kit& kit, MeetingsScreen& screen);

}  // namespace ui
