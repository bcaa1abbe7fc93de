#pragma once
/// What the store thread tells the screens, as plain words.

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "crypto/base/bytes.h"
#include "storage/json/json.h"
#include "storage/model/codelists.h"

namespace core {

struct DeskReview {
    std::string uuid, reference;
    std::string type, area, stage;  ///< as people read them
    std::int64_t events = 0;
    bool demo = false, writable = true, identities_gone = false;
};

struct DeskAgency {
    std::string id, name, letter;
    std::int64_t count = 0;
};

enum class Coding : std::uint8_t { Key, Missed, Good, Theme, Other, ToSettle };
struct DeskCoding {
    Coding kind;
    std::string text;
};
struct DeskFact {
    std::string label, text;
    bool sealed = false;
};

/// One line of the merged chronology, in words.
struct DeskRow {
    std::string id;
    int agency = -1;            ///< index into Opened::agencies
    std::vector<int> also;      ///< others that report the same contact
    std::string date, note;     ///< see DateWords
    std::string written;        ///< sealed
    std::string summary;        ///< open, confirmed
    std::string what, outcome;  ///< sealed
    std::string open_line;      ///< open: kind and outcome as coded
    std::string gap;            ///< before it, in the order shown
    std::string age;            ///< open: "V aged 17"
    std::string before_death;   ///< open: "1,065 days before the death"
    bool by_hand = false;       ///< its place was given by hand
    std::vector<DeskCoding> coding;
    std::vector<std::string> mo, gp, themes;  ///< codes
    std::string significance;                 ///< code
    std::vector<DeskFact> facts;
    std::vector<std::string> to_settle;  ///< sealed
};

/// What the colour of a state says.
enum class DeskTone : std::uint8_t { Plain, Accent, Red, Amber, Green };

/// A record as its section shows it.
struct DeskRecord {
    std::string kind, id;
    std::string called;  ///< by code or number, with the role word of a person
    std::string words;   ///< open: its first text
    std::string sealed;  ///< the same with sealed words; empty where there are none
    json::Object fields;
    std::vector<std::string> problems;  ///< what the rules say of it, with the remedy
    std::string family = {};            ///< a person by the name the family chose; empty where it chose none
    std::string title = {};             ///< open, in bold in its list; empty: as it is called
    std::string status = {};            ///< "Overdue"; may be empty
    DeskTone mark = DeskTone::Plain;    ///< of the status
};
/// Records of one kind as a table of words.
struct DeskGridRow {
    std::string id;
    std::vector<std::string> cells;
    std::vector<std::string> keys;  ///< what each cell is sorted by
};
struct DeskGrid {
    std::vector<std::string> columns;
    std::vector<DeskGridRow> rows;
};
struct DeskDraft {
    std::string kind, id, field, text;
    std::size_t caret = 0;
    base::Bytes undo;
};

/// How far one form of the review is.
struct DeskForm {
    enum class State : std::uint8_t { NotStarted, Begun, Done, NotApplicable };
    std::string kind;  ///< of record; empty for an agency's return and a section of the template
    bool agency = false;
    State state = State::NotStarted;
};

struct Unlocked {
    std::string vault;  ///< uuid
    std::string owner;
    std::vector<std::string> notices;
    std::vector<DeskReview> reviews;
    bool kit_pending = false;  ///< its recovery kit has not opened a copy yet
    int idle_minutes = 5;      ///< until it locks by itself
    bool tour_due = false;     ///< the vault was made at this desk and the tour not yet taken
};
/// Days since 1970; none where it is not known.
struct DeskSpan {
    std::optional<std::int32_t> from, to;
};
/// What the life line shows of one line of the chronology.
struct DeskMark {
    std::string id;
    DeskSpan day;
    int minute = -1;  ///< of the day; -1: not stated
    int agency = -1, domain = 0;
    std::vector<std::pair<int, int>> also{};  ///< agency and domain of more sources
    bool missed = false, good = false, key = false, contact = false;
};
struct DeskGap {
    std::int32_t from = 0, to = 0;
    std::string words;
};
/// What the whole picture of a life rests on.
struct DeskLife {
    std::string victim;  ///< code; empty: not named yet
    DeskSpan scope, death;
    std::vector<DeskGap> gaps;
    std::vector<std::string> assumptions;
};

struct Opened {
    DeskReview review;
    std::vector<DeskAgency> agencies;
    std::int64_t events = 0, uncoded = 0, to_settle = 0;
    std::int64_t several = 0;  ///< lines told by more than one source
    DeskLife life;
    std::shared_ptr<const model::CodeLists> lists;  ///< a copy: it outlives the vault
};
struct Closed {
    std::vector<DeskReview> reviews;
};
struct Filtered {
    std::int64_t matching = 0;
    std::int64_t at = -1;       ///< where the event asked for stands now; -1: it does not
    std::int64_t offset = 0;    ///< of the rows
    std::vector<DeskRow> rows;  ///< those around it, else the first
    std::vector<DeskMark> marks;
};
struct Rows {
    std::int64_t offset = 0;
    std::vector<DeskRow> rows;
};
/// Every record of the open review but its events.
struct Records {
    std::vector<DeskRecord> records;
    std::vector<DeskDraft> drafts;
    std::string today;  ///< YYYY-MM-DD, London
    std::int64_t events = 0;
    std::vector<DeskForm> forms;
};

}  // namespace core
