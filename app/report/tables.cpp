#include "app/report/tables.h"

#include <algorithm>
#include <array>

#include "storage/rules/role_word.h"

namespace report {

namespace {

using rules::Facts;
using rules::Record;

constexpr std::string_view kNotCoded = "not yet coded";

Cell number_field(const Record& record, std::string_view field)
{
    if (!rules::has(record, field)) return {};
    return rules::number(record, field);
}

Cell field(const Facts& facts, const Record& record, std::string_view name)
{
    return cell(spoken(facts, record, name));
}

std::vector<const Record*> by_number(const Facts& facts, std::string_view kind,
                                     std::string_view own = "number")
{
    std::vector<const Record*> found;
    for (const auto& record : facts.all(kind)) found.push_back(&record);
    std::stable_sort(found.begin(), found.end(), [own](const Record* a, const Record* b) {
        return rules::number(*a, own) < rules::number(*b, own);
    });
    return found;
}

// Chronology ----------------------------------------------------------------------------------------------

std::vector<const Record*> in_order(const Facts& facts)
{
    struct Keyed {
        std::array<std::string, 3> key;
        std::int64_t sequence;
        const Record* event;
    };
    std::vector<Keyed> keyed;
    for (const auto& event : facts.all("chronology_event")) {
        const auto earliest = rules::text(event, "earliest"), latest = rules::text(event, "latest");
        keyed.push_back({{earliest.empty() ? (latest.empty() ? "9999" : latest) : earliest,
                          rules::text(event, "time"), latest},
                         rules::number(event, "seq"),
                         &event});
    }
    std::sort(keyed.begin(), keyed.end(), [](const Keyed& a, const Keyed& b) {
        return std::tie(a.key, a.sequence, a.event->id) < std::tie(b.key, b.sequence, b.event->id);
    });
    std::vector<const Record*> order;
    for (const auto& one : keyed) order.push_back(one.event);
    return order;
}

// A summary is shown once a person has confirmed that it names nobody.
std::string coded_summary(const Record& event)
{
    const auto summary = rules::text(event, "summary");
    return rules::flag(event, "summary_confirmed") && !summary.empty() ? summary : std::string(kNotCoded);
}

Table chronology(const Facts& facts, const View& view)
{
    Table table;
    table.columns = {{"number", "No.", 6},
                     {"from", "From", 13},
                     {"to", "To", 13},
                     {"precision", "Precision", 14},
                     {"time", "Time", 8},
                     {"agency", "Agency", 22},
                     {"kind", "Kind of contact", 22},
                     {"subjects", "Who it is about", 14},
                     {"summary", "Summary", 50},
                     {"outcome", "Outcome", 20},
                     {"significance", "Significance", 18},
                     {"themes", "Themes", 26},
                     {"mo", "Missed opportunities", 26},
                     {"gp", "Good practice", 26}};
    if (view.identified)
        for (auto [id, label, width] : {std::tuple{"date_text", "Date as written", 18},
                                        {"source_text", "Source", 22},
                                        {"text", "What happened, as written", 60},
                                        {"outcome_text", "Outcome, as written", 30},
                                        {"worker_role", "Worker", 18},
                                        {"agency_comment", "Agency's comment", 30}})
            table.columns.push_back({id, label, width});
    std::int64_t place = 0;
    for (const auto* event : in_order(facts)) {
        std::vector<Cell> row = {++place, cell(rules::day(*event, "earliest")),
                                 cell(rules::day(*event, "latest")), field(facts, *event, "precision"),
                                 cell(rules::text(*event, "time"))};
        for (const char* name : {"organisation", "contact_kind", "subjects"})
            row.push_back(field(facts, *event, name));
        row.push_back(cell(coded_summary(*event)));
        for (const char* name : {"contact_outcome", "significance", "themes", "mo", "gp"})
            row.push_back(field(facts, *event, name));
        if (view.identified)
            for (const char* name :
                 {"date_text", "source_text", "text", "outcome_text", "worker_role", "agency_comment"})
                row.push_back(cell(rules::text(*event, name)));
        table.add(std::move(row));
    }
    return table;
}

// Learning ------------------------------------------------------------------------------------------------

std::string milestones(const Record& action)
{
    std::string text;
    for (const auto& one : rules::rows(action, "milestones")) {
        if (!text.empty()) text += "\n";
        text += json::text_or(one, "text");
        if (const auto by = rules::day(one, "date")) text += ", by " + shown(Cell(*by));
        if (const auto done = rules::day(one, "done")) text += ", done " + shown(Cell(*done));
    }
    return text;
}

std::string completion(const Record& action)
{
    std::string text;
    if (const auto day = rules::day(action, "completed_on")) text = shown(Cell(*day));
    if (const auto outcome = rules::text(action, "outcome"); !outcome.empty())
        text += (text.empty() ? "" : ": ") + outcome;
    return text;
}

std::string numbered_text(const Record& record, std::string_view words)
{
    const auto text = rules::text(record, words);
    return rules::has(record, "number") ? std::to_string(rules::number(record, "number")) + ". " + text
                                        : text;
}

std::string owner(const Facts& facts, const Record& action)
{
    auto text = spoken(facts, action, "owner_org");
    if (const auto role = rules::text(action, "owner_role"); !role.empty())
        text += (text.empty() ? "" : ", ") + role;
    return text;
}

std::vector<Cell> action_row(const Facts& facts, const Record* recommendation, const Record* action)
{
    std::vector<Cell> row(7);
    if (recommendation != nullptr) row[0] = cell(numbered_text(*recommendation, "text"));
    if (action == nullptr) {
        if (recommendation != nullptr) row[1] = field(facts, *recommendation, "rec_level");
        return row;
    }
    row[1] = cell(rules::text(*action, "scope"));
    row[2] = cell(rules::text(*action, "text"));
    row[3] = cell(owner(facts, *action));
    row[4] = cell(milestones(*action));
    row[5] = cell(rules::day(*action, "target_date"));
    row[6] = cell(completion(*action));
    if (rules::text(*action, "scope").empty() && recommendation != nullptr)
        row[1] = field(facts, *recommendation, "rec_level");
    return row;
}

// The seven columns of the 2016 template. A single agency's own recommendations stand after the panel's
// (V10).
Table actions(const Facts& facts, const View&)
{
    Table table;
    table.columns = {{"recommendation", "Recommendation", 45},
                     {"scope", "Scope", 14},
                     {"action", "Action to take", 45},
                     {"lead_agency", "Lead agency", 24},
                     {"milestones", "Key milestones achieved in enacting recommendation", 40},
                     {"target_date", "Target date", 14},
                     {"completion", "Date of completion and outcome", 40}};
    for (const bool panel : {true, false})
        for (const auto* one : by_number(facts, "recommendation")) {
            if ((rules::text(*one, "origin") != "IMR") != panel) continue;
            const auto actions = facts.naming(one->id, "action", "recommendation");
            if (actions.empty()) table.add(action_row(facts, one, nullptr));
            for (const auto* action : actions) table.add(action_row(facts, one, action));
        }
    for (const auto* action : by_number(facts, "action"))
        if (facts.find(rules::text(*action, "recommendation")) == nullptr)
            table.add(action_row(facts, nullptr, action));
    return table;
}

std::string smart(const Facts& facts, const Record& recommendation)
{
    std::string text;
    for (const auto& one : rules::rows(recommendation, "smart")) {
        if (!text.empty()) text += "; ";
        text += json::text_or(one, "test") + " " +
                facts.lists().label("smart_score", json::text_or(one, "score"));
    }
    return text;
}

/// Columns that are fields of one kind, in the order of their number.
Table of_fields(const Facts& facts, std::string_view kind, std::string_view own, std::vector<Column> columns)
{
    Table table;
    table.columns = std::move(columns);
    for (const auto* one : by_number(facts, kind, own)) {
        std::vector<Cell> row;
        for (const auto& column : table.columns) {
            const auto* value = one->fields.find(column.id);
            if (value != nullptr && value->number() != nullptr)
                row.push_back(number_field(*one, column.id));
            else if (const auto day = rules::day(*one, column.id))
                row.push_back(*day);
            else
                row.push_back(field(facts, *one, column.id));
        }
        table.add(std::move(row));
    }
    return table;
}

Table recommendations(const Facts& facts, const View&)
{
    auto table = of_fields(facts, "recommendation", "number",
                           {{"number", "No.", 6},
                            {"text", "Recommendation", 50},
                            {"rec_level", "Level", 18},
                            {"addressee_org", "Addressees", 24},
                            {"national_body", "Department or body", 20},
                            {"rec_theme", "Theme", 20},
                            {"rec_addressee", "Sector", 18},
                            {"origin", "Origin", 14},
                            {"lessons", "Lessons", 10},
                            {"rec_status", "Status", 16},
                            {"issued_on", "Issued on", 14},
                            {"response_due", "Response due", 14},
                            {"response_date", "Response on", 14},
                            {"response_text", "Response", 40}});
    table.columns.push_back({"smart", "SMART", 30});
    const auto all = by_number(facts, "recommendation");
    for (std::size_t i = 0; i < all.size(); ++i) table.rows[i].push_back(cell(smart(facts, *all[i])));
    return table;
}

Table lessons(const Facts& facts, const View&)
{
    return of_fields(facts, "lesson", "number",
                     {{"number", "No.", 6},
                      {"statement", "Lesson", 60},
                      {"level", "Level", 16},
                      {"findings", "Findings", 12},
                      {"early_learning", "Early learning", 12},
                      {"issued_on", "Issued on", 14},
                      {"audience", "For whom", 30}});
}

Table findings(const Facts& facts, const View& view)
{
    std::vector<Column> columns = {
        {"number", "No.", 6},           {"title", "Title", 30},
        {"statement", "Finding", 50},   {"why_it_happened", "Why it happened", 40},
        {"finding_type", "Kind", 18},   {"theme", "Main theme", 24},
        {"themes", "Other themes", 24}, {"kloe", "Key lines", 10},
        {"agencies", "Agencies", 24},   {"mo", "Missed opportunities", 26},
        {"gp", "Good practice", 26},    {"evidence_strength", "Strength of the evidence", 22},
        {"status", "Status", 14}};
    if (view.identified) {
        columns.push_back({"practice_grade", "Grade of practice", 18});
        columns.push_back({"alter_outcome", "Chance to alter the outcome", 18});
    }
    auto table = of_fields(facts, "finding", "number", std::move(columns));
    table.columns.push_back({"supports", "Evidence for", 12});
    table.columns.push_back({"contradicts", "Evidence against", 12});
    const auto all = by_number(facts, "finding");
    for (std::size_t i = 0; i < all.size(); ++i) {
        std::int64_t supports = 0, contradicts = 0;
        for (const auto* piece : facts.naming(all[i]->id, "finding_evidence", "finding")) {
            supports += rules::text(*piece, "role") == "SUPPORTS" ? 1 : 0;
            contradicts += rules::text(*piece, "role") == "CONTRADICTS" ? 1 : 0;
        }
        table.rows[i].emplace_back(supports);
        table.rows[i].emplace_back(contradicts);
    }
    return table;
}

Table decisions(const Facts& facts, const View& view)
{
    std::vector<Column> columns = {{"number", "No.", 6},
                                   {"decided_on", "Date", 14},
                                   {"decision_kind", "Kind", 20},
                                   {"text", "Decision", 50},
                                   {"outcome", "Outcome", 30},
                                   {"reason", "Reason", 40},
                                   {"decided_by", "Decided by", 16},
                                   {"body", "Body", 22},
                                   {"stage", "Stage it leads to", 20},
                                   {"dissent", "Dissent", 40}};
    if (view.identified) columns.push_back({"decided_by_text", "Decided by, by name", 24});
    return of_fields(facts, "decision", "number", std::move(columns));
}

Table key_lines(const Facts& facts, const View&)
{
    return of_fields(facts, "kloe", "kloe_no",
                     {{"kloe_no", "No.", 6},
                      {"question", "Key line of enquiry", 50},
                      {"kind", "Kind", 16},
                      {"agencies", "Asked of", 26},
                      {"answer_status", "Answer", 16},
                      {"answer", "Answer, in words", 50},
                      {"why_not", "Why it cannot be answered", 30},
                      {"findings", "Findings", 12}});
}

// Agencies and people -------------------------------------------------------------------------------------

Table agencies(const Facts& facts, const View& view)
{
    Table table;
    table.columns = {{"agency", "Agency", 28},
                     {"agency_type", "Kind of agency", 24},
                     {"known", "Knew the person", 16},
                     {"level", "Involvement", 16},
                     {"required", "What is required", 20},
                     {"status", "State", 16},
                     {"asked_on", "Asked on", 14},
                     {"due_on", "Due on", 14},
                     {"received_on", "Received on", 14},
                     {"completeness", "Completeness of the records", 20},
                     {"requests", "Requests", 10},
                     {"answers", "Answers to requests", 26}};
    if (view.identified) table.columns.push_back({"lead_role", "Role of the lead", 24});
    for (const auto& one : facts.all("agency_involvement")) {
        const auto organisation = rules::text(one, "organisation");
        const auto* agency = facts.find(organisation);
        const auto requests = facts.naming(organisation, "information_request", "to_org");
        std::string answers;
        for (const auto* request : requests) {
            const auto said = spoken(facts, *request, "response");
            if (!said.empty()) answers += (answers.empty() ? "" : "; ") + said;
        }
        std::vector<Cell> row = {cell(agency == nullptr ? "" : rules::text(*agency, "name")),
                                 agency == nullptr ? Cell{} : field(facts, *agency, "agency_type")};
        for (const char* name : {"known_to_agency", "level", "required", "status"})
            row.push_back(field(facts, one, name));
        for (const char* name : {"asked_on", "due_on", "received_on"})
            row.push_back(cell(rules::day(one, name)));
        row.push_back(field(facts, one, "completeness"));
        row.emplace_back(static_cast<std::int64_t>(requests.size()));
        row.push_back(cell(answers));
        if (view.identified) row.push_back(cell(rules::text(one, "lead_role")));
        table.add(std::move(row));
    }
    return table;
}

std::string names_of(const Record& person)
{
    std::string text;
    for (const auto& one : rules::rows(person, "names")) {
        std::string name = json::text_or(one, "text");
        if (name.empty()) {
            name = json::text_or(one, "given");
            const auto family = json::text_or(one, "family");
            name += (name.empty() || family.empty() ? "" : " ") + family;
        }
        if (!name.empty()) text += (text.empty() ? "" : "; ") + name;
    }
    return text;
}

// The word follows the case against a person and is never typed.
std::string roles_of(const Facts& facts, const Record& person)
{
    std::string text;
    for (const auto& role : rules::role_words(facts, person.id))
        text += (text.empty() ? "" : "; ") + role.word;
    return text;
}

Table people(const Facts& facts, const View& view)
{
    Table table;
    table.columns = {{"code", "Code", 8},
                     {"role", "Role", 22},
                     {"age", "Age at the incident", 10},
                     {"age_band", "Age band", 12},
                     {"sex", "Sex", 10},
                     {"ethnicity", "Ethnicity", 22},
                     {"religion", "Religion or belief", 18},
                     {"disability", "Disability", 14},
                     {"immigration", "Immigration position", 18},
                     {"vulnerability", "Vulnerabilities and needs", 28},
                     {"mh_issue", "Mental health issues", 24}};
    if (view.identified) {
        table.columns.push_back({"names", "Names", 30});
        table.columns.push_back({"dob", "Date of birth", 16});
    }
    for (const auto& one : facts.all("person")) {
        std::vector<Cell> row = {cell(rules::text(one, "code")), cell(roles_of(facts, one)),
                                 number_field(one, "age_at_incident")};
        for (const char* name : {"age_band", "sex", "ethnicity_18_1", "religion", "disability", "immigration",
                                 "vulnerability", "mh_issue"})
            row.push_back(field(facts, one, name));
        if (view.identified) {
            row.push_back(cell(names_of(one)));
            row.push_back(field(facts, one, "dob"));
        }
        table.add(std::move(row));
    }
    return table;
}

// All of them ---------------------------------------------------------------------------------------------

Table matrix(const Facts& facts, const View&)
{
    return matrix_table(facts, rules::agencies_by_key_line(facts), "Agencies and key lines");
}

Table matrix_findings(const Facts& facts, const View&)
{
    return matrix_table(facts, rules::key_lines_by_finding(facts), "Key lines and findings");
}

Table coverage(const Facts& facts, const View&)
{
    return coverage_table(facts, rules::coverage(facts));
}

Table completeness(const Facts& facts, const View& view)
{
    return completeness_table(rules::completeness(facts, view.by));
}

Table missing(const Facts& facts, const View& view)
{
    return missing_table(rules::missing(facts, view.identified));
}

Table late(const Facts& facts, const View& view)
{
    static const std::vector<rules::Clock> none;
    return late_table(rules::late(facts, view.clocks == nullptr ? none : *view.clocks));
}

struct Builder {
    TableSpec spec;
    Table (*build)(const Facts&, const View&);
};

constexpr std::array kTables = {
    Builder{{"chronology", "Chronology", Needs::Events, true}, chronology},
    Builder{{"actions", "Action plan", Needs::Thread, false}, actions},
    Builder{{"recommendations", "Recommendations", Needs::Thread, false}, recommendations},
    Builder{{"lessons", "Lessons", Needs::Thread, false}, lessons},
    Builder{{"findings", "Findings", Needs::Thread, true}, findings},
    Builder{{"decisions", "Decisions", Needs::Thread, true}, decisions},
    Builder{{"key_lines", "Key lines of enquiry", Needs::Thread, false}, key_lines},
    Builder{{"agencies", "Agencies", Needs::Thread, true}, agencies},
    Builder{{"people", "People", Needs::Thread, true}, people},
    Builder{{"matrix", "Agencies and key lines", Needs::Thread, false}, matrix},
    Builder{{"matrix_findings", "Key lines and findings", Needs::Thread, false}, matrix_findings},
    Builder{{"coverage", "Coverage by agency and quarter", Needs::Events, false}, coverage},
    Builder{{"completeness", "Completeness", Needs::Events, false}, completeness},
    Builder{{"missing", "Missing values", Needs::Events, true}, missing},
    Builder{{"late", "What is late", Needs::Thread, false}, late},
};

}  // namespace

const std::vector<TableSpec>& tables()
{
    static const std::vector<TableSpec> all = [] {
        std::vector<TableSpec> found;
        for (const auto& one : kTables) found.push_back(one.spec);
        return found;
    }();
    return all;
}

const TableSpec* table_spec(std::string_view name)
{
    for (const auto& one : kTables)
        if (one.spec.name == name) return &one.spec;
    return nullptr;
}

Result<Table> table(const Facts& facts, std::string_view name, const View& view)
{
    for (const auto& one : kTables) {
        if (one.spec.name != name) continue;
        auto made = one.build(facts, view);
        for (auto& row : made.rows)
            for (auto& cell : row)
                if (auto* text = std::get_if<std::string>(&cell)) *text = rules::with_citations(facts, *text);
        made.title = one.spec.title;
        mark(made, facts, view.identified && one.spec.has_words);
        return made;
    }
    std::string names;
    for (const auto& one : kTables) names += (names.empty() ? "" : ", ") + std::string(one.spec.name);
    return base::fail(base::ErrorKind::NotFound, "There is no such table; the tables are " + names + ".");
}

void mark(Table& table, const Facts& facts, bool identified)
{
    const auto& review = facts.review();
    const auto marking = rules::text(review, "marking");
    table.reference = rules::text(review, "human_ref");
    table.marking = facts.lists().label("security_marking", marking.empty() ? "OS_P" : marking);
    table.demo = rules::flag(review, "demo_flag");
    table.identified = identified;
    table.produced = model::to_text(facts.today());
}

}  // namespace report
