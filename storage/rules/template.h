#pragma once
/// A review template: the legal regime of one type of review as data. Its clocks, stages, outputs, sections,
/// prompts, letters and publication rules, with the dates and areas in which it is in force.
/// Source: assets/templates, docs/formats/templates.md.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/base/result.h"
#include "storage/model/codelists.h"
#include "storage/model/date_reading.h"

namespace rules {

using base::Result;
using model::Day;

/// How a clock's due day follows from the day that starts it.
enum class Unit {
    MonthInclusive,  ///< "period of n months beginning with the day": last day before the corresponding date
    Month,           ///< corresponding date, or the last day of a shorter month
    WorkingDay,      ///< Monday to Friday without the bank holidays of England and Wales
    CalendarDay,
    Hour,  ///< counted in days, rounded up: no time of day is kept
    Open   ///< "promptly", "as soon as reasonably practicable": no due day
};

/// What a clock does once its day has come.
enum class Again {
    Once,
    Remind,  ///< no limit in law: `count` is how often the program reminds, and it is never missed
    Each     ///< due again each time it was met, until it is waived
};

/// What a clock runs towards. Of a joint review's clocks for one aim the earliest governs.
enum class Aim { Notify, Decide, Report, Publish, Respond, Act, Learn };

struct ClockRule {
    std::string id;             ///< "OW1"
    std::string label;          ///< what is to be done
    std::string trigger;        ///< what starts it, in words
    std::string trigger_field;  ///< where the review itself holds that day: "incident.death_date",
                                ///< "notification[kind=INITIAL,value=UNDECIDED].sent_on"; may be empty. One
                                ///< clock for each such record; of notices, those of the clock's partner
    std::string met_field;      ///< the same for the day that meets it: "notification[kind=INITIAL].sent_on"
    std::string due_field;      ///< a day agreed in place of the count: "recommendation.response_due"
    Aim aim = Aim::Act;
    int count = 0;  ///< 0 where the unit is Open
    Unit unit = Unit::Open;
    Again again = Again::Once;
    bool before = false;        ///< counted back from the trigger (CS4: 7 working days before publication)
    bool own_limit = false;     ///< the source sets no limit: the count is a setting of this program
    bool each_partner = false;  ///< one clock for each review partner
    bool pausable = false;      ///< never for a statutory clock
    bool extendable = false;
    std::string relieves;     ///< the clock that need not be kept where this rule applies (OW1x: OW1)
    std::string basis;        ///< statute, regulations, guidance, practice, local
    std::string source;       ///< as docs/domain.md names it
    bool unverified = false;  ///< K!: shown with check_guidance()
    std::string note;
};

struct Stage {
    std::string status;                ///< code of `review_status`
    std::vector<std::string> next;     ///< codes that may follow
    std::vector<std::string> outputs;  ///< what must exist before the stage is left
};

struct Prompt {
    std::string id;  ///< stable across versions
    std::string question;
    std::string hint;
};

struct Section {
    std::string id;
    std::string title;
    std::vector<Prompt> prompts;
};

struct Letter {
    std::string id;
    std::string title;
    std::string purpose;  ///< "request" or "reminder"
    std::string basis;    ///< code of `request_basis`, or empty: any other
    bool compels = false;
    std::vector<std::string> refusals;  ///< codes of `refusal_reason` that this basis leaves open
    std::string text;  ///< with blanks: {agency}, {reference}, {review}, {period_from}, {period_to},
                       ///< {due_on}, {sent_on}, {today}
};

struct PublicationRule {
    std::string item;  ///< "danger", "names", "staff", "dates", ...: docs/domain.md section 2.4
    std::string rule;
    int strictness = 0;  ///< 0 to 9: of a joint review's rules for one item the strictest governs
    bool unverified = false;
};

/// What the review is called from one day to another.
struct Label {
    std::string type;      ///< only for this code of `review_type`; empty: any
    std::string from, to;  ///< YYYY-MM-DD, empty: open
    std::string label;
    bool prospective = false;  ///< not in force in the text seen: shown with the note
    std::string note;
};

struct Template {
    std::string id;  ///< "owhr", "dhr", "sar_m", "local_desktop", ...
    int version = 0;
    std::string issued;  ///< YYYY-MM-DD
    std::string label;
    std::vector<Label> labels;              ///< where the name changed by date; else empty
    std::vector<std::string> review_types;  ///< codes of `review_type`
    std::string format;  ///< of a local review: full, desktop, thematic, collating, quick; else empty
    std::string legal_basis;
    std::vector<std::string> bases;  ///< codes of `legal_basis`
    bool joint = false;              ///< made of the templates of the review's other bases: see joined()
    std::string purpose;
    std::string commissioner;          ///< who arranges it
    std::string publisher;             ///< who publishes
    std::string valid_from, valid_to;  ///< YYYY-MM-DD, empty: open. Out of force is shown and never blocks
    std::vector<std::string> areas;    ///< GSS codes in which it is in force; empty: all
    std::string savings;               ///< what the law keeps alive after valid_to; may be empty
    std::vector<Stage> stages;
    std::vector<ClockRule> clocks;
    std::vector<std::string> outputs;  ///< mandatory
    std::vector<std::string> tests;    ///< codes of `eligibility_test` that its basis rests on
    std::vector<Section> sections;
    std::vector<Letter> letters;
    std::vector<PublicationRule> publication;
    bool may_compel = false;      ///< information can be required by law
    bool practice_grade = false;  ///< grading of practice allowed
    bool alter_outcome = false;   ///< chance to alter the outcome asked
    std::vector<std::string>
        notes;  ///< each with "check against current guidance" where the rule is unverified

    const ClockRule* clock(std::string_view rule_id) const;
    const Prompt* prompt(std::string_view prompt_id) const;
    const Section* section_of(std::string_view prompt_id) const;
    const Stage* stage(std::string_view status) const;
    const PublicationRule* publication_rule(std::string_view item) const;
    /// The letter of that purpose for the basis, else the one for any basis. Null when there is neither.
    const Letter* letter(std::string_view wanted, std::string_view basis) const;
    /// What a review of that type opened on that day is called: the first label that fits. Null where the
    /// name never changed.
    const Label* label_of(std::string_view review_type, Day opened) const;
    const std::string& label_on(std::string_view review_type, Day opened) const;
};

/// The templates in use: those of the program, replaced by those of installed packs.
class Templates {
public:
    static const Templates& built_in();
    /// One file; its codes are those of `lists`. Errors: Invalid `template`, naming the template and what is
    /// wrong with it.
    static Result<Template> load(std::string_view json,
                                 const model::CodeLists& lists = model::CodeLists::built_in());

    const std::vector<Template>& all() const { return all_; }  ///< ascending by id, then version
    /// The newest version when `version` is 0. Null when there is none.
    const Template* find(std::string_view id, int version = 0) const;
    /// The one a new review of this type gets: newest version.
    const Template* for_type(std::string_view review_type, std::string_view format = {}) const;
    /// "owhr/3" as a review keeps it in `template_version`.
    const Template* of_review(std::string_view template_version) const;
    /// The newest of the templates, joint ones apart, that rest on this code of `legal_basis`.
    const Template* for_basis(std::string_view legal_basis) const;
    /// The review's template as its rules apply. For a joint one with the clocks, tests, outputs, sections,
    /// letters and publication rules of the templates of its `bases` (codes of `legal_basis`): the strictest
    /// publication rule of each item, every clock once. Empty where there is no such template.
    std::optional<Template> joined(std::string_view template_version,
                                   const std::vector<std::string>& bases) const;
    void add(Template one);  ///< an older version stays beside it; the same version is replaced

private:
    std::vector<Template> all_;
};

/// In force on that day in that area. X99 areas always are.
bool in_force(const Template& one, std::string_view area, Day on);
/// "owhr/3".
std::string version_text(const Template& one);
/// "Check against current guidance.": what stands beside every unverified rule.
std::string_view check_guidance();
/// The blanks of a letter in order of appearance, each once, without braces.
std::vector<std::string> blanks_of(std::string_view text);

}  // namespace rules
