#pragma once
/// The meetings of a review as the desk shows them, and what is done in one. Belongs to the store thread.
/// Open fields only: what is here may be shown to a room. Source: docs/domain.md 3.1
/// (Meeting..Decision), 4.3.

#include <optional>

#include "app/core/desk_store.h"

namespace core {

/// A seat at the table: a post of an agency, or a person by working code.
struct DeskSeat {
    std::string person, organisation;  ///< ids; may be empty
    std::string role;                  ///< the post
    std::string called;                ///< "Review officer, Police"
    std::string attendance;            ///< code of `attendance`; empty: not noted in this meeting yet
    std::string substitute_for;
};
struct DeskAgendaItem {
    std::string id, text;
    bool done = false;
};
struct DeskDissent {
    std::string who, words;
};
struct DeskDecision {
    std::string id, kind, called, text, date;  ///< kind as people read it
    std::vector<DeskDissent> dissent;
};
struct DeskMeetingAction {
    std::string id, text, owner, due, done_on;  ///< dates in words
    std::string from;                           ///< the meeting it comes from
    bool late = false, done = false;
};
struct DeskConflict {
    std::string who, handling;
};
struct DeskMeeting {
    std::string id, called, type, when;  ///< "Meeting 2", "Panel", "2 February 2025"
    std::string day;                     ///< YYYY-MM-DD
    std::int64_t number = 0;
    int present = 0;
    std::optional<int> needed;
    bool quorate = false, online = false, confidentiality_read = false;
    std::vector<DeskSeat> seats;  ///< noted ones first, then those of earlier meetings
    std::vector<DeskAgendaItem> agenda;
    std::vector<DeskDecision> decisions;
    std::vector<DeskMeetingAction> actions;
    std::vector<DeskMeetingAction> earlier;  ///< of meetings before, still open or done since the last one
    std::vector<DeskConflict> conflicts;
    std::string minutes;
    json::Object fields;  ///< open ones
};
struct NamedRecord {
    std::string id, name;
};
struct Meetings {
    std::vector<DeskMeeting> meetings;  ///< newest first
    std::vector<NamedRecord> organisations, people;
    std::vector<DeskDraft> drafts;
    std::vector<std::string> fresh;  ///< ids for records about to be made
    std::string today;               ///< YYYY-MM-DD, London
};

Result<Meetings> desk_meetings(DeskStore& store);

// Errors: as app/core/meetings.h.
Result<void> desk_attend(DeskStore& store, std::int64_t number, json::Object row, bool confidentiality_read);
Result<void> desk_declare(DeskStore& store, std::int64_t number, json::Object fields);
/// One more dissent from a decision; the decision itself stays as it is.
Result<void> desk_dissent(DeskStore& store, const std::string& decision, const std::string& organisation,
                          const std::string& words);
/// The agenda item goes one place up or down among those of its meeting, as one entry.
Result<void> desk_move_item(DeskStore& store, const std::string& id, bool up);

}  // namespace core
