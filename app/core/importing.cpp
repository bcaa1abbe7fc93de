#include "app/core/importing.h"

#include <algorithm>
#include <map>
#include <set>

#include "app/core/facts.h"
#include "app/core/import_codes.h"
#include "crypto/primitives/hash.h"
#include "storage/model/codelists.h"
#include "storage/model/fold.h"

namespace core {

using base::ErrorKind;
using base::fail;
using import_::Field;

namespace {

KnownOrganisation organisation_of(const review::Record& record)
{
    KnownOrganisation one;
    one.id = record.id;
    one.name = json::text_or(record.fields, "name");
    one.public_name = json::text_or(record.fields, "public_name");
    one.type = json::text_or(record.fields, "agency_type");
    const json::Value* columns = record.fields.find("column_map");
    if (columns == nullptr || columns->array() == nullptr) return one;
    for (const json::Value& row : *columns->array()) {
        if (row.object() == nullptr) continue;
        if (const auto field = field_of_code(json::text_or(*row.object(), "field")))
            one.columns.emplace_back(json::text_or(*row.object(), "heading"), *field);
    }
    return one;
}

/// The sender among the organisations: by name, and by type where one is said.
const KnownOrganisation* sender_among(const std::vector<KnownOrganisation>& known,
                                      const ImportRequest& request)
{
    const std::string wanted = model::fold(request.agency);
    for (const KnownOrganisation& one : known)
        if (model::fold(one.name) == wanted &&
            (request.agency_type.empty() || one.type == request.agency_type))
            return &one;
    return nullptr;
}

EarlierRow earlier_row(const review::Record& event)
{
    static const std::set<std::string_view> kWords = {
        "date_text",    "time_text",      "end_date_text", "agency_text", "source_text",
        "subject_text", "kind_text",      "mode_text",     "text",        "worker_role",
        "outcome_text", "agency_comment", "ref_text"};
    EarlierRow row;
    row.event = event.id;
    row.import_id = json::text_or(event.fields, "import");
    row.source_row = json::number_or(event.fields, "source_row", 0);
    for (const auto& [name, value] : event.fields)
        if (kWords.contains(name)) row.words.set(name, value);
    for (const char* name : {"earliest", "latest", "precision", "approx", "time"})
        if (const json::Value* value = event.fields.find(name)) row.reading.set(name, *value);
    return row;
}

/// Events of the sender's imports that no later correction has replaced.
Result<std::vector<EarlierRow>> earlier_rows(review::Review& review, const std::string& sender)
{
    std::vector<EarlierRow> rows;
    TRY_ASSIGN(const auto imports, review.records("import", model::Part::Open));
    std::set<std::string> of_sender;
    for (const auto& one : imports)
        if (json::text_or(one.fields, "organisation") == sender) of_sender.insert(one.id);
    if (of_sender.empty()) return rows;
    TRY_ASSIGN(const auto links, review.records("event_link", model::Part::Open));
    std::set<std::string> replaced;
    for (const auto& one : links)
        if (json::text_or(one.fields, "link") == "SUPERSEDE" && json::text_or(one.fields, "confirmed") != "N")
            replaced.insert(json::text_or(one.fields, "b"));
    TRY_ASSIGN(const auto events, review.records("chronology_event", model::Part::Both));
    for (const auto& one : events)
        if (of_sender.contains(json::text_or(one.fields, "import")) && !replaced.contains(one.id))
            rows.push_back(earlier_row(one));
    return rows;
}

const rules::ReferenceData& data_of(const ImportRequest& request)
{
    return request.data != nullptr ? *request.data : rules::ReferenceData::built_in();
}

/// People by their names, and when they were born where that is one day.
Result<void> know_people(review::Review& review, ImportKnown& known)
{
    rules::Facts facts({}, model::CodeLists::built_in());
    for (const char* kind : {"person", "organisation"}) {
        TRY_VOID(add_records(facts, review, kind, model::Part::Both));
        for (const auto& one : facts.all(kind)) {
            const auto born = rules::span(one, "dob");
            if (born.earliest && born.earliest == born.latest) known.births.emplace(one.id, *born.earliest);
        }
    }
    known.has_people = !facts.all("person").empty();
    known.people = rules::NameIndex(facts);
    return {};
}

/// Counts texts in the order in which they were first met.
class Counter {
public:
    void add(std::string_view text)
    {
        const auto known = places_.find(text);
        if (known != places_.end()) {
            ++counted[known->second].rows;
            return;
        }
        places_.emplace(std::string(text), counted.size());
        counted.push_back({std::string(text), 1});
    }
    std::vector<CountedText> counted;

private:
    std::map<std::string, std::size_t, std::less<>> places_;
};

void find_people_named(ImportPlan& plan, const ImportKnown& known)
{
    Counter subjects, unknown;
    for (const import_::Event& event : plan.preview.events) {
        const std::string subject = event.value(Field::Subject);
        if (!subject.empty()) subjects.add(subject);
        plan.subject_ids.push_back(known.has_people ? rules::subjects_of(subject, known.people)
                                                    : std::vector<std::string>());
        std::set<std::string> names;
        for (const std::string& text : {subject, event.value(Field::Text), event.value(Field::Outcome)})
            for (const auto& name : rules::unknown_names(text, known.people)) names.insert(name.text);
        for (const std::string& name : names) unknown.add(name);
    }
    plan.subjects = std::move(subjects.counted);
    plan.unknown_names = std::move(unknown.counted);
}

/// Rows that are already imported are set aside; what is left keeps its number in the file.
void set_aside_known(ImportPlan& plan)
{
    std::vector<import_::Event> kept;
    std::vector<std::size_t> place(plan.preview.events.size(), 0);
    std::vector<bool> already(plan.preview.events.size(), false);
    for (const RowCompared& row : plan.comparison->rows) {
        if (row.fate != RowFate::Unchanged) continue;
        already[row.index] = true;
        const import_::Event& event = plan.preview.events[row.index];
        plan.preview.set_aside.push_back(
            {event.record, import_::Reason::Already,
             "already imported as event " + std::to_string(row.earlier_row) + " of an earlier file",
             event.original});
    }
    for (std::size_t i = 0; i < plan.preview.events.size(); ++i) {
        place[i] = kept.size();
        if (!already[i]) kept.push_back(std::move(plan.preview.events[i]));
    }
    plan.preview.events = std::move(kept);
    std::ranges::stable_sort(plan.preview.set_aside, {}, &import_::SetAside::record);
    for (RowCompared& row : plan.comparison->rows) row.index = row.row == 0 ? 0 : place[row.index];
}

/// What was shown besides the preview of the file itself.
std::string shown_besides(const ImportPlan& plan)
{
    std::string text = "\nagency " + plan.request.agency_type + " " + plan.request.agency + " " + plan.sender;
    for (const AgencyNamed& one : plan.agencies)
        text += "\nnamed " + one.written + "\t" + one.type + "\t" + one.name + "\t" + one.organisation;
    if (plan.comparison)
        for (const RowCompared& row : plan.comparison->rows)
            text += "\n" + std::string(to_text(row.fate)) + " " + std::to_string(row.row) + " " + row.event;
    return text;
}

}  // namespace

Result<ImportKnown> known_for_import(review::Review& review, const ImportRequest& request)
{
    ImportKnown known;
    TRY_ASSIGN(const auto organisations, review.records("organisation", model::Part::Both));
    for (const auto& one : organisations) known.organisations.push_back(organisation_of(one));
    if (const auto* sender = sender_among(known.organisations, request); sender && !request.all_rows) {
        TRY_ASSIGN(known.earlier, earlier_rows(review, sender->id));
    }
    TRY_VOID(know_people(review, known));
    return known;
}

Result<ImportPlan> plan_import(ImportRequest request, model::Day today, const ImportKnown& known)
{
    if (request.agency.empty()) return fail(ErrorKind::Invalid, "The agency's name is needed.");
    ImportPlan plan;
    if (const auto* sender = sender_among(known.organisations, request)) {
        plan.sender = sender->id;
        plan.columns = sender->columns;
        if (request.agency_type.empty()) request.agency_type = sender->type;
    }
    const auto& data = data_of(request);
    if (!data.lists().accepts("agency_type", request.agency_type))
        return fail(ErrorKind::Invalid,
                    "The agency type must be a code of the list agency_type, such as POL, GP or YJS.");
    TRY_ASSIGN(const auto table,
               import_::read_table_apart(request.reader, request.file, {},
                                         {.part = request.part, .remembered = plan.columns}));
    auto proposal = import_::propose(table, {plan.columns});
    if (request.map) {
        TRY_ASSIGN(proposal, import_::apply_map(*request.map, table, proposal));
    }
    plan.file = crypto::sha256(request.file);
    import_::Context context;
    context.order = request.order;
    context.imported = today;
    context.file_digest = base::to_hex(plan.file);
    context.calendar = &data.calendar();
    context.birth_of = [&known](std::string_view subject) -> std::optional<model::Day> {
        const auto people = rules::subjects_of(subject, known.people);
        const auto born = people.size() == 1 ? known.births.find(people.front()) : known.births.end();
        return born == known.births.end() ? std::nullopt : std::optional(born->second);
    };
    plan.preview = import_::preview(table, proposal, context);
    if (!known.earlier.empty()) {
        Comparison compared = compare_rows(plan.preview.events, known.earlier, false);
        if (!compared.imports.empty()) {
            plan.comparison = std::move(compared);
            set_aside_known(plan);
        }
    }
    plan.request = std::move(request);
    TRY_ASSIGN(auto agencies,
               find_agencies(plan.preview, {plan.request.agency, plan.request.agency_type, plan.sender},
                             known.organisations, plan.request.map, data.lists()));
    plan.agencies = std::move(agencies.agencies);
    plan.agency_of = std::move(agencies.of);
    find_people_named(plan, known);
    plan.hash = crypto::sha256(base::bytes_of(plan.preview.canonical + shown_besides(plan)));
    return plan;
}

Result<Comparison> compare_import(review::Review& review, ImportRequest request, model::Day today)
{
    request.all_rows = false;
    TRY_ASSIGN(auto known, known_for_import(review, request));
    if (sender_among(known.organisations, request) == nullptr)
        return fail(ErrorKind::NotFound, "The review has no agency of this name.");
    if (known.earlier.empty())
        return fail(ErrorKind::Conflict, "Nothing of this agency has been imported yet.", "nothing_earlier");
    const auto earlier = std::move(known.earlier);
    known.earlier.clear();
    TRY_ASSIGN(const auto plan, plan_import(std::move(request), today, known));
    if (plan.preview.order_question)
        return fail(ErrorKind::Refused, plan.preview.order_question->text, "order_open");
    if (!plan.preview.questions.empty())
        return fail(ErrorKind::Refused, plan.preview.questions.front(), "columns_open");
    return compare_rows(plan.preview.events, earlier, true);
}

Result<ImportPlan> plan_import(review::Review& review, ImportRequest request, model::Day today)
{
    TRY_ASSIGN(const auto known, known_for_import(review, request));
    return plan_import(std::move(request), today, known);
}

}  // namespace core
