#pragma once
/// A review template: the legal regime of one type of review as data. Its clocks, stages, outputs, sections,
/// prompts, letters and publication rules, with the dates and areas in which it is in force.
/// Source: assets/templates, docs/formats/templates.md.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/base/result.h"
#include "storage/model/date_reading.h"

namespace rules {

using base::Result;
using model::Day;

/// How a clock's due day follows from the day that starts it.
enum class Unit {
    MonthInclusive,  ///< "period of n months beginning with the day": last day before the corresponding date
    Month,           ///< corresponding date, or the last day of a shorter month
    WorkingDay,      ///< Monday to Friday without the bank holidays of England and Wales
    Day,
    Hour,  ///< counted in days, rounded up: no time of day is kept
    Open   ///< "promptly", "as soon as reasonably practicable": no due day
};

struct ClockRule {
    std::string id;       ///< "OW1"
    std::string label;    ///< what is to be done
    std::string trigger;  ///< what starts it, in words
    std::string
        trigger_field;  ///< where the review itself holds that day: "incident.death_date"; may be empty
    int count = 0;
    Unit unit = Unit::Open;
    bool before = false;        ///< counted back from the trigger (CS4: 7 working days before publication)
    bool each_partner = false;  ///< one clock for each review partner
    bool pausable = false;      ///< never for a statutory clock
    bool extendable = false;
    std::string basis;        ///< statute, regulations, guidance, practice, local
    std::string source;       ///< as docs/domain.md names it
    bool unverified = false;  ///< K!: shown with "check against current guidance"
    std::string note;
};

struct Stage {
    std::string status;                ///< code of `review_status`
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
    std::string basis;  ///< code of `request_basis`, or empty: any
    std::string text;   ///< with {fields}: {agency}, {reference}, {period_from}, {due_on}, ...
};

struct PublicationRule {
    std::string item;  ///< "names", "staff", "dates", ...: docs/domain.md section 2.4
    std::string rule;
};

struct Template {
    std::string id;  ///< "owhr", "dhr", "sar_m", "local_desktop", ...
    int version = 0;
    std::string label;                      ///< by the day a review is opened, where it changed: see labels
    std::vector<std::string> review_types;  ///< codes of `review_type`
    std::string format;  ///< of a local review: full, desktop, thematic, collating, quick; else empty
    std::string legal_basis;
    std::string purpose;
    std::string commissioner;          ///< who arranges it
    std::string publisher;             ///< who publishes
    std::string valid_from, valid_to;  ///< YYYY-MM-DD, empty: open. Out of force is shown and never blocks
    std::vector<std::string> areas;    ///< GSS codes in which it is in force; empty: all
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
};

/// The templates in use: those of the program, replaced by those of installed packs.
class Templates {
public:
    static const Templates& built_in();
    /// One asset file. Errors: Invalid, naming the template and what is wrong with it.
    static Result<Template> load(std::string_view json);

    const std::vector<Template>& all() const { return all_; }  ///< ascending by id, then version
    /// The newest version when `version` is 0. Null when there is none.
    const Template* find(std::string_view id, int version = 0) const;
    /// The one a new review of this type gets: newest version.
    const Template* for_type(std::string_view review_type, std::string_view format = {}) const;
    /// "owhr/3" as a review keeps it in `template_version`.
    const Template* of_review(std::string_view template_version) const;
    void add(Template one);  ///< an older version stays beside it

private:
    std::vector<Template> all_;
};

/// In force on that day in that area. X99 areas always are.
bool in_force(const Template& one, std::string_view area, Day on);
/// "owhr/3".
std::string version_text(const Template& one);

}  // namespace rules
