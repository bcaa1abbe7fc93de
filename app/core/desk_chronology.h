#pragma once
/// What the chronology screen asks: rows, one event whole, possible doubles, and every change it makes. Each
/// change is one command, taken back by undo. Belongs to the store thread.

#include "app/core/desk_store.h"
#include "app/core/event_work.h"

namespace core {

/// `keep`: an event that should stay in view.
Result<Filtered> desk_filter(DeskStore& store, const DeskFilter& wanted, const std::string& keep = {});
/// Of the chronology as it is filtered now.
Result<Rows> desk_rows(DeskStore& store, std::int64_t offset, std::int64_t limit);
/// The order, names and figures again, after a change of unknown extent.
Result<Opened> desk_reread(DeskStore& store, const std::atomic<bool>& give_up);

struct ChronologyChoice {
    std::string id, called;
    std::string note;    ///< open
    std::string sealed;  ///< a name; empty where there is none
};
struct DeskView {
    std::string name;
    DeskFilter filter;
};
/// What pickers of the screen offer.
struct DeskOffer {
    std::vector<ChronologyChoice> people, findings;
    std::vector<DeskView> views;
    std::string today;  ///< YYYY-MM-DD, London
    std::string look;   ///< how the screen was arranged last
};
Result<DeskOffer> desk_offer(DeskStore& store);

/// One of the events on a line.
struct DeskSource {
    std::string id;
    int agency = -1;
    std::string date, note;
    std::vector<DeskFact> facts;
    std::string link;        ///< id of the link that put it on the line; empty on the standing one
    std::string link_words;  ///< "Same contact reported by two agencies"
};
/// A record on the golden thread of an event.
struct DeskStep {
    std::string kind, id;
    std::string kind_label;  ///< "Finding"
    std::string called, words;
    bool upstream = false;
    std::string role;      ///< of direct evidence: "Supports"
    std::string evidence;  ///< id of the finding_evidence that names the event; empty: not direct
};
struct DeskTurn {
    std::string when;  ///< "22 November 2026, 14:05"
    std::string what;  ///< "Themes, Good practice set"
    bool undone = false;
};
struct DeskEvent {
    std::string id;
    json::Object fields;
    std::vector<DeskSource> sources;  ///< the standing one first
    std::vector<DeskStep> thread;
    std::vector<DeskTurn> history;  ///< newest first
    std::vector<DeskDraft> drafts;
};
Result<DeskEvent> desk_event(DeskStore& store, const std::string& id);

struct DeskDouble {
    DoubleShown shown;
    int agency_a = -1, agency_b = -1;
    std::string link_words;
};
/// Open ones first, best first; then those decided by a link.
Result<std::vector<DeskDouble>> desk_doubles(DeskStore& store);

/// What a change leaves for the screen to show.
struct DeskChanged {
    std::int64_t uncoded = 0, to_settle = 0;
    std::vector<DeskMark> marks;
    std::string id;                     ///< of a record made
    std::vector<std::string> problems;  ///< what to settle of it
};
/// Adds the codes to those of the events that lack them; where all have them they are taken off.
Result<DeskChanged> desk_code(DeskStore& store, const std::vector<std::string>& events, EventCodes codes);
/// Evidence of a finding; an empty finding makes a new one. Events that are its evidence already are left
/// alone; where all are, they are taken off.
Result<DeskChanged> desk_cite(DeskStore& store, const std::vector<std::string>& events, std::string finding,
                              const std::string& role);
/// Fields of an event as a form gives them.
Result<DeskChanged> desk_put_event(DeskStore& store, const std::string& id, json::Object fields);

/// A filter under a name; one of that name is replaced. Without a filter: the name is dropped.
Result<void> desk_keep_view(DeskStore& store, const std::string& name,
                            const std::optional<DeskFilter>& filter);

/// How the screen is arranged, for the next time; no words of a case.
Result<void> desk_keep_look(DeskStore& store, const std::string& look);

}  // namespace core
