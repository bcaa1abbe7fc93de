#pragma once
/// What a chair asks of the whole review: what is late, what changed, who answers what, what was asked of
/// whom, how complete it is, what is missing. Computed from the facts each time; nothing of it is kept.
/// Source: docs/domain.md R18, R28, R36, R40, R45; 2.2; 3.4 (form by form progress).

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "storage/model/command.h"
#include "storage/model/field.h"
#include "storage/rules/clocks.h"
#include "storage/rules/facts.h"

namespace rules {

/// One thing whose day has passed, or that nobody answered.
struct Late {
    std::string what;    ///< clock, agency, request, reminder, action, milestone, response, meeting_action,
                         ///< parallel, comment, key_line, quality
    std::string kind;    ///< of the record; empty for a clock that has none
    std::string record;  ///< id; may be empty
    std::string called;  ///< "Action 3", "OW1"
    std::string owner;   ///< who is to act: organisation, post or working code; may be empty
    std::optional<Day> due;  ///< none: no day was set, only an answer is missing
    std::int64_t days = 0;   ///< days after it
    std::string words;       ///< what is awaited and what to do
};
/// Longest overdue first, then what has no day. `clocks` as rules::clocks() gives them.
std::vector<Late> late(const Facts& facts, const std::vector<Clock>& clocks);

/// One entry of the journal, as the history gives it.
struct Entry {
    std::int64_t n = 0;
    model::Op op = model::Op::Put;
    std::string kind;
    std::string id;
    json::Object fields;  ///< what it set; null clears
};
enum class Turn { Added, Changed, Struck, Restored };
std::string_view to_text(Turn);  ///< "added", "changed", "struck", "restored"

struct FieldTurn {
    const model::FieldSpec* field = nullptr;
    bool sealed = false;        ///< its values lie in the sealed part
    json::Value before, after;  ///< null: nothing there
};
/// What became of one record between two moments. Nothing that was changed and changed back.
struct RecordTurn {
    std::string kind;
    std::string id;
    Turn turn = Turn::Changed;
    std::vector<FieldTurn> fields;  ///< in table order; of a struck record its reason
    std::int64_t first = 0;         ///< first entry of the period about it
};
/// `entries`: every entry of each record concerned, ascending. Those with n > `since` are the period.
/// In order of kind, then of the first entry.
std::vector<RecordTurn> changed(const std::vector<Entry>& entries, std::int64_t since);

struct MatrixCell {
    std::int64_t evidence = 0;  ///< pieces of evidence
    std::int64_t findings = 0;
    bool asked = false;                 ///< the row was asked to answer the column
    std::vector<const Record*> behind;  ///< the findings counted, then the pieces of evidence
    bool gap() const { return asked && evidence == 0 && findings == 0; }
};
struct Matrix {
    std::vector<const Record*> rows;
    std::vector<const Record*> columns;
    std::vector<std::vector<MatrixCell>> cells;                ///< by row, then column
    std::vector<const Record*> rows_without, columns_without;  ///< nothing in any of their cells
};
/// Agency x key line. Evidence counts for the agency it came from, under each key line its finding answers.
/// A key line that names no agencies was asked of every agency that must return something.
Matrix agencies_by_key_line(const Facts& facts);
/// Key line x finding; `asked` where the finding says it answers the line.
Matrix key_lines_by_finding(const Facts& facts);
/// The agency a piece of evidence came from; null where it came from none.
const Record* agency_of(const Facts& facts, const Record& evidence);

struct Quarter {
    int year = 0;
    int number = 1;  ///< 1 to 4
    auto operator<=>(const Quarter&) const = default;
};
std::string to_text(Quarter);  ///< "2024 Q3"
Quarter quarter_of(Day day);

enum class Covered { Gap, Requested, Received, NilReturn, Refused };
std::string_view to_text(Covered);    ///< "gap", "requested", "received", "nil_return", "refused"
std::string_view described(Covered);  ///< "nothing asked"

struct CoverageCell {
    Covered state = Covered::Gap;
    std::int64_t events = 0;
};
struct Coverage {
    std::vector<Quarter> quarters;
    std::vector<const Record*> agencies;
    std::vector<std::vector<CoverageCell>> cells;  ///< by agency, then quarter
    std::vector<std::int64_t> outside;  ///< events of each agency before or after the quarters, or undated
};
/// By the period under review; where that is open, from the first event to the last. Needs all events
/// (Scope::Open). At most 400 quarters, the newest.
Coverage coverage(const Facts& facts);

enum class FormState { NotStarted, InProgress, Completed, NotAvailable, NotApplicable };
std::string_view to_text(FormState);    ///< "not_started", ...
std::string_view described(FormState);  ///< "not started"

/// One form of the review: a kind of record, an agency's return, or a section of the template.
struct Form {
    std::string section;  ///< "Set-up"
    std::string name;     ///< "Terms of reference", an agency, a section of the template
    std::string kind;     ///< empty for agencies and sections
    FormState state = FormState::NotStarted;
    std::int64_t records = 0;
    std::int64_t filled = 0;    ///< required values that are there
    std::int64_t required = 0;  ///< required values in all
    std::int64_t overdue = 0;   ///< required before a stage that is reached, and empty
    std::string gate;           ///< first stage that requires something; empty: none
};
/// In the order of the work. `by` null: without the template's sections.
std::vector<Form> completeness(const Facts& facts, const Template* by);

/// How often a field is filled, and how often with "we do not know".
struct Missing {
    const model::KindSpec* kind = nullptr;
    const model::FieldSpec* field = nullptr;
    std::int64_t records = 0;
    std::int64_t filled = 0;
    std::int64_t not_recorded = 0;    ///< NR, and codes that say not known or not stated
    std::int64_t not_applicable = 0;  ///< NA
    std::int64_t empty = 0;
};
/// Of every kind that has records, in table order. Marks of the program are left out, and sealed fields where
/// `words` is false.
std::vector<Missing> missing(const Facts& facts, bool words);
/// A code that says "not known", "not stated", "not recorded", whatever its list.
bool says_unknown(const model::CodeLists& lists, std::string_view list, std::string_view code);

}  // namespace rules
