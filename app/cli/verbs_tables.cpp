// late, changed, matrix, coverage, completeness, missing; copy: a table as a file.

#include "app/cli/answer.h"
#include "app/cli/tables_out.h"
#include "app/core/changes.h"
#include "app/core/facts.h"
#include "app/core/importing.h"
#include "storage/rules/template.h"

namespace cli {

namespace {

Result<Answer> named_table(Call& call, std::string_view name, bool identified)
{
    TRY_ASSIGN(const auto form, wanted_form(call));
    const auto* spec = report::table_spec(name);
    TRY_ASSIGN(auto* vault, call.vault());
    TRY_ASSIGN(auto review, call.review());
    auto scope =
        spec != nullptr && spec->needs == report::Needs::Events ? core::Scope::Open : core::Scope::Thread;
    if (identified) scope = core::Scope::Words;
    TRY_ASSIGN(const auto facts, core::facts(*vault, review, scope));
    const auto by = vault->templates().joined(rules::text(facts.review(), "template_version"),
                                              rules::texts(facts.review(), "legal_basis"));
    const auto clocks = by ? rules::clocks(facts, *by) : std::vector<rules::Clock>();
    const report::View view{identified, &clocks, by ? &*by : nullptr};
    TRY_ASSIGN(const auto table, report::table(facts, name, view));
    return given_out(call, table, form);
}

Result<Answer> copy(Call& call)
{
    return named_table(call, call.at("TABLE"), call.flag("--identified"));
}

Result<Answer> late(Call& call)
{
    return named_table(call, "late", false);
}

Result<Answer> coverage(Call& call)
{
    return named_table(call, "coverage", false);
}

Result<Answer> completeness(Call& call)
{
    return named_table(call, "completeness", false);
}

Result<Answer> missing(Call& call)
{
    return named_table(call, "missing", call.flag("--identified"));
}

Result<Answer> matrix(Call& call)
{
    const auto& which = call.at("WHICH");
    if (which == "agencies") return named_table(call, "matrix", false);
    if (which == "findings") return named_table(call, "matrix_findings", false);
    return base::fail(base::ErrorKind::Invalid, "The matrix is of `agencies` or of `findings`.");
}

// The day of that meeting; with several of one number, of the last.
Result<model::Day> day_of_meeting(const rules::Facts& facts, const std::string& number)
{
    std::optional<model::Day> found;
    for (const auto& meeting : facts.all("meeting"))
        if (std::to_string(rules::number(meeting, "number", -1)) == number)
            if (const auto day = rules::day(meeting, "date"); day && (!found || *found < *day)) found = day;
    if (!found)
        return base::fail(base::ErrorKind::NotFound, "There is no meeting of this number that has a date.");
    return *found;
}

Result<Answer> changed(Call& call)
{
    const auto since = call.option("--since");
    const auto meeting = call.option("--meeting");
    if (since.has_value() == meeting.has_value())
        return base::fail(base::ErrorKind::Invalid, "Give one of --since and --meeting.");
    TRY_ASSIGN(const auto form, wanted_form(call));
    const bool identified = call.flag("--identified");
    auto day = since ? model::day_from_text(*since) : std::nullopt;
    if (since && !day) return base::fail(base::ErrorKind::Invalid, "--since takes a day, YYYY-MM-DD.");
    TRY_ASSIGN(auto* vault, call.vault());
    TRY_ASSIGN(auto review, call.review());
    TRY_ASSIGN(const auto facts,
               core::facts(*vault, review, identified ? core::Scope::Words : core::Scope::Thread));
    if (meeting) {
        TRY_ASSIGN(day, day_of_meeting(facts, *meeting));
    }
    TRY_ASSIGN(const auto turns, core::changed_since(review, *day));
    auto table = report::changed_table(facts, turns, identified);
    report::mark(table, facts, identified);
    table.title += " since " + report::shown(report::Cell(*day));
    return given_out(call, table, form);
}

}  // namespace

std::vector<Verb> table_verbs()
{
    const Option identified{"--identified", Takes::Nothing,
                            "With names and agencies' own words, and marked so"};
    auto marked = output_options();
    marked.push_back(identified);
    auto since = marked;
    since.push_back({"--since", Takes::Value, "Day, YYYY-MM-DD: what was written on it counts"});
    since.push_back({"--meeting", Takes::Value, "Number of a meeting: since its day"});
    return {
        {"late", "DIR REF", opening_and(output_options()), "What is late and who is to act", late},
        {"changed", "DIR REF", opening_and(since), "What changed since a day or a meeting, by meaning",
         changed},
        {"matrix", "DIR REF WHICH", opening_and(output_options()),
         "agencies: agency by key line; findings: key line by finding", matrix},
        {"coverage", "DIR REF", opening_and(output_options()),
         "Agency by quarter: asked, received, refused, gap", coverage},
        {"completeness", "DIR REF", opening_and(output_options()), "How far each form is filled",
         completeness},
        {"missing", "DIR REF", opening_and(marked),
         "Field by field: filled, not known, not applicable, empty", missing},
        {"copy", "DIR REF TABLE", opening_and(marked),
         "A table to be pasted or saved: chronology, actions, ...", copy},
    };
}

}  // namespace cli
