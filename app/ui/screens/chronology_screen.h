#pragma once
/// The merged chronology of one review: every contact of every agency in time order, gaps between them, the
/// life line of the same events, and the chosen one beside it, coded with one key. Coded view (F8) shows
/// nothing that came from an agency word for word.

#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "app/ui/form.h"
#include "app/ui/kit.h"
#include "app/ui/requests.h"
#include "app/ui/screens/review_frame.h"

namespace ui {

struct Agency {
    std::string id, name;
    std::string letter;  ///< one or two, unlike any other in this review
    int tone = 0;        ///< index into Theme::agencies
    std::int64_t count = 0;
};

/// A labelled line of the inspector.
struct Fact {
    std::string label, text;
    bool sealed = false;  ///< never in coded view
};

struct ChronologyRow {
    std::string id;
    int agency = -1;            ///< index into ChronologyScreen::agencies; -1: not known
    std::vector<int> also;      ///< other agencies that report the same contact
    std::string date;           ///< as read: "22 January 2021, 00:15"
    std::string day;            ///< under it: "Friday", or how exact the date is
    std::string written;        ///< sealed: the date as written
    std::string summary;        ///< open: confirmed by a person
    std::string what, outcome;  ///< sealed: the agency's words
    std::string open_line;      ///< open: kind and outcome as coded
    std::string gap;            ///< "5 months without contact" before it; or empty
    std::string age;            ///< "V aged 17"
    std::string before_death;   ///< "1,065 days before the death"
    bool by_hand = false;       ///< its place was given by hand
    std::vector<Chip> coding;
    std::vector<std::string> mo, gp, themes;  ///< codes
    std::string significance;                 ///< code
    std::vector<Fact> facts;                  ///< for the inspector
    std::vector<std::string> to_settle;       ///< sealed: what a person should settle
};

/// What the inspector shows beyond the row; asked for when a row is chosen.
struct ContactSource {
    std::string id;
    int agency = -1;
    std::string date, day;
    std::vector<Fact> facts;
    std::string link, link_words;  ///< the link that put it on the line; empty on the standing one
};
struct ThreadStep {
    std::string id, kind_label, called, words;
    bool upstream = false, finding = false;
    std::string role;  ///< "Supports"; empty where it does not name the event itself
};
struct HistoryLine {
    std::string when, what;
};
struct ContactWhole {
    std::string id;
    json::Object fields;
    std::vector<ContactSource> sources;
    std::vector<ThreadStep> thread;
    std::vector<HistoryLine> history;
    std::vector<FieldDraft> drafts;  ///< kept from before a lock
};

/// Two events that may be one contact.
struct PossibleDouble {
    struct Side {
        std::string id, when, words;  ///< `words`: sealed
        int agency = -1;
    };
    Side a, b;
    std::string kind, kind_words;  ///< code and label of `event_link`
    int score = 0;
    std::vector<std::string> reasons;  ///< sealed
    std::string link;                  ///< id of the link that decided it; empty: open
    bool joined = false;               ///< by that link; else kept apart
};

struct SavedView {
    std::string name;
    Filter filter;
};

// What only this screen asks for. Each change is one command.
struct NeedContact {
    std::string id;
};
struct NeedDoubles {};
/// Adds a code of `field` (mo, gp, themes, significance), or takes it off where all have it.
struct CodeEvents {
    std::vector<std::string> ids;
    std::string field, code;
    std::string said{};  ///< when it is done
};
/// Evidence of a finding; an empty finding makes a new one.
struct CiteEvents {
    std::vector<std::string> ids;
    std::string finding, role;
    std::string said{};
};
struct PutContact {
    std::string id;
    json::Object fields;
};
struct DecideDouble {
    PossibleDouble pair;
    bool join = false;  ///< else they are kept apart
};
struct SplitDouble {
    std::string link;
    std::string said{};
};
/// An event typed by hand, as core::add_event takes it.
struct AddContact {
    json::Object said;
};
/// As core::settle_event takes it.
struct SettleContact {
    std::string id;
    json::Object said;
};
struct PlaceContact {
    std::string id, after, before;  ///< neither: by its date again
};
struct KeepView {
    std::string name;
    std::optional<Filter> filter;  ///< none: dropped
};
/// How the screen is arranged, kept for the next time.
struct KeepLook {
    std::string look;
};
using ChronologyAsk = std::variant<NeedContact, NeedDoubles, CodeEvents, CiteEvents, PutContact, DecideDouble,
                                   SplitDouble, AddContact, SettleContact, PlaceContact, KeepView, KeepLook>;

struct ChronologyAsks {
    Requests common;
    std::vector<ChronologyAsk> own;
};

/// The list open for one-key coding.
enum class CodingList : std::uint8_t { None, Missed, Good, Theme, Finding, Role };
enum class SidePanel : std::uint8_t { Contact, Filter, Doubles };
enum class LifePlace : std::uint8_t { Off, Beside, Above };

struct ChronologyScreen {
    ReviewHead head;  ///< its events: contacts and events in the review
    std::vector<Agency> agencies;
    std::int64_t uncoded = 0;  ///< those without a confirmed summary
    std::int64_t to_settle = 0;
    std::int64_t several = 0;  ///< lines told by more than one source
    bool loading = true;
    std::string problem;
    std::string done;   ///< what was just done, said once with its undo
    std::string today;  ///< YYYY-MM-DD
    std::shared_ptr<const model::CodeLists> lists;

    /// Rows under the filter: how many, and those at hand from `first` on.
    std::int64_t matching = 0;
    std::int64_t first = 0;
    std::vector<ChronologyRow> rows;
    Filter asked;        ///< the filter last asked for
    NeedRows requested;  ///< the window last asked for

    // What pickers offer.
    std::vector<Choice> people;    ///< by id, as coded view shows them
    std::vector<Choice> findings;  ///< by id
    std::vector<SavedView> views;

    text::Editor search{text::Lines::One};
    TableState table;
    std::optional<ChronologyRow> chosen;
    std::optional<ContactWhole> whole;  ///< of the chosen one, once it is there
    std::string whole_asked;
    std::optional<Form> form;
    bool fresh = true;

    // Coding with one key.
    CodingList list = CodingList::None;
    bool list_open = false;
    std::string last_missed, last_good, last_theme, last_finding, last_role, finding_wanted;

    // The panel beside the table.
    SidePanel panel = SidePanel::Contact;
    int tab = 0;  ///< of the chosen contact
    text::Editor from{text::Lines::One}, to{text::Lines::One}, view_name{text::Lines::One};
    bool doubles_read = false, doubles_loading = false;
    std::vector<PossibleDouble> doubles;
    bool show_decided = false;
    int decided_at = -1;  ///< where the pair stood that was decided last; below 0: none
    bool go_on = false;   ///< with the pair after it

    // Dialogs.
    enum class Sheet : std::uint8_t { None, Add, Settle, KeepView } sheet = Sheet::None;
    bool sheet_done = false;  ///< its first button was pressed
    text::Editor date{text::Lines::One}, time{text::Lines::One}, reason{text::Lines::One};
    Prose words;
    std::string agency, kind;
    std::vector<std::string> about;
    std::string sheet_problem;
    std::string placing, placing_words;  ///< the event that is being placed by hand

    // The life line.
    LifePlace life_place = LifePlace::Beside;
    bool by_domain = false;
    float life_share = 0.42F;  ///< of the height it shares
    LifeState life;
    std::vector<LifeMark> by_agency, by_area;  ///< the same marks on other lanes
    std::vector<LifeLane> agency_lanes, area_lanes;
    std::vector<std::string> mark_ids;  ///< by row
    std::vector<LifeGap> gaps;
    std::optional<double> scope_from, scope_to, death;
    std::string death_words;
    std::int64_t undated = 0;  ///< marks that have no place in the picture

    /// Puts a window of rows in place.
    void take(std::int64_t offset, std::vector<ChronologyRow> window);
    /// The chosen contact whole; one that is not chosen any more is dropped.
    void take_whole(ContactWhole taken);
    /// The pairs as they stand now; the focus goes on from the one that was decided.
    void take_doubles(std::vector<PossibleDouble> now);
    void take_look(std::string_view look);
    const ChronologyRow* row(std::int64_t index) const;
    const std::vector<LifeMark>& marks() const { return by_domain ? by_area : by_agency; }
    /// What was typed into a form and not yet written.
    void leave(std::vector<ChronologyAsk>& asks);
};

ChronologyAsks draw(Kit& kit, ChronologyScreen& screen);

}  // namespace ui
