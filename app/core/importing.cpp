#include "app/core/importing.h"

#include "crypto/primitives/hash.h"
#include "storage/model/codelists.h"
#include "storage/model/fold.h"

namespace core {

using base::ErrorKind;
using base::fail;
using import_::Field;

namespace {

std::string_view code_of(Field field)
{
    switch (field) {
        case Field::Date: return "DATE";
        case Field::Time: return "TIME";
        case Field::EndDate: return "END_DATE";
        case Field::EndTime: return "END_TIME";
        case Field::Sequence: return "SEQUENCE";
        case Field::Source: return "SOURCE";
        case Field::Agency: return "AGENCY";
        case Field::Subject: return "SUBJECT";
        case Field::Text: return "TEXT";
        case Field::Outcome: return "OUTCOME";
        case Field::AgencyComment: return "COMMENT";
        case Field::PolicyFollowed: return "POLICY";
        case Field::WorkerRole: return "WORKER";
        case Field::ContactKind: return "KIND";
        case Field::ContactMode: return "MODE";
        case Field::Voice: return "VOICE";
        case Field::SeenAlone: return "ALONE";
        case Field::Significance: return "SIGNIFICANCE";
        case Field::Reference: return "REF";
        case Field::Other: return "OTHER";
        case Field::Ignored: return "IGNORE";
    }
    std::abort();
}

std::string_view encoding_code(std::string_view name)
{
    if (name == "utf-8-bom") return "UTF8_BOM";
    if (name == "utf-16le") return "UTF16LE";
    if (name == "utf-16be") return "UTF16BE";
    if (name == "windows-1252") return "WIN1252";
    return "UTF8";
}

std::string_view delimiter_code(std::string_view delimiter)
{
    if (delimiter == ";") return "SEMICOLON";
    if (delimiter == "\t") return "TAB";
    if (delimiter == "|") return "PIPE";
    if (delimiter.empty()) return "CELLS";
    return "COMMA";
}

std::string_view reason_code(import_::Reason reason)
{
    switch (reason) {
        case import_::Reason::Preamble: return "PREAMBLE";
        case import_::Reason::Heading: return "HEADING";
        case import_::Reason::Blank: return "BLANK";
        case import_::Reason::Banner: return "BANNER";
        case import_::Reason::Refused: return "REFUSED";
        case import_::Reason::OtherTable: return "OTHER_TABLE";
        case import_::Reason::Outside: return "OUTSIDE";
        case import_::Reason::Deleted: return "DELETED";
        case import_::Reason::Already: return "ALREADY";
    }
    std::abort();
}

void set_text(json::Object& fields, std::string_view id, std::string_view text)
{
    if (!text.empty()) fields.set(id, text);
}

void set_day(json::Object& fields, std::string_view id, const std::optional<model::Day>& day)
{
    if (day) fields.set(id, model::to_text(*day));
}

void set_time(json::Object& fields, std::string_view id, const std::optional<model::Minutes>& time)
{
    if (time) fields.set(id, model::to_text(*time));
}

// An agency's own yes or no; anything else stays in the original row and is for a person to read.
void set_tri(json::Object& fields, std::string_view id, std::string_view answer)
{
    const std::string folded = model::fold(answer);
    if (folded == "y" || folded == "yes") fields.set(id, "Y");
    if (folded == "n" || folded == "no") fields.set(id, "N");
}

void set_reading(json::Object& fields, const model::DateReading& reading)
{
    set_day(fields, "earliest", reading.earliest);
    set_day(fields, "latest", reading.latest);
    fields.set("precision", model::to_code(reading.precision));
    if (reading.approximate) fields.set("approx", true);
    set_time(fields, "time", reading.time);
    set_time(fields, "time_earliest", reading.time_earliest);
    set_time(fields, "time_latest", reading.time_latest);
}

json::Array original_row(const import_::Event& event, const import_::ColumnMap& map)
{
    json::Array cells;
    for (std::size_t column = 0; column < event.original.size(); ++column) {
        if (event.original[column].empty()) continue;
        json::Object cell;
        const std::string heading = column < map.headings.size() ? map.headings[column] : "";
        cell.set("heading", heading.empty() ? "column " + std::to_string(column + 1) : heading);
        cell.set("text", event.original[column]);
        cells.emplace_back(std::move(cell));
    }
    return cells;
}

// The ids of what one import makes.
struct Made {
    std::string import_id, document, organisation;
};

model::Change event_change(const import_::Event& event, const import_::ColumnMap& map, const Made& made,
                           base::Random& random)
{
    json::Object fields;
    set_text(fields, "date_text", event.value(Field::Date));
    set_text(fields, "time_text", event.value(Field::Time));
    set_text(fields, "end_date_text", event.end_text);
    set_reading(fields, event.reading);
    fields.set("organisation", made.organisation);
    set_text(fields, "agency_text", event.value(Field::Agency));
    set_text(fields, "source_text", event.value(Field::Source));
    set_text(fields, "subject_text", event.value(Field::Subject));
    set_text(fields, "kind_text", event.value(Field::ContactKind));
    set_text(fields, "mode_text", event.value(Field::ContactMode));
    set_text(fields, "worker_role", event.value(Field::WorkerRole));
    set_text(fields, "text", event.value(Field::Text));
    set_text(fields, "outcome_text", event.value(Field::Outcome));
    set_text(fields, "agency_comment", event.value(Field::AgencyComment));
    set_text(fields, "ref_text", event.value(Field::Reference));
    set_tri(fields, "policy_followed", event.value(Field::PolicyFollowed));
    set_tri(fields, "seen_alone", event.value(Field::SeenAlone));
    fields.set("import", made.import_id);
    fields.set("source_file", made.document);
    fields.set("source_row", static_cast<std::int64_t>(event.source_row));
    fields.set("file_row", static_cast<std::int64_t>(event.record));
    fields.set("original_row", original_row(event, map));
    if (!event.problems.empty())
        fields.set("problems", json::Array(event.problems.begin(), event.problems.end()));
    return {model::Op::Put,   "chronology_event", base::new_uuid(random), std::move(fields), {}, 0,
            model::Part::Both};
}

json::Array column_map(const import_::ColumnMap& map)
{
    json::Array columns;
    for (std::size_t i = 0; i < map.headings.size(); ++i) {
        json::Object one;
        one.set("column", static_cast<std::int64_t>(i + 1));
        set_text(one, "heading", map.headings[i]);
        one.set("field", code_of(map.fields[i]));
        columns.emplace_back(std::move(one));
    }
    return columns;
}

json::Array set_aside(const import_::Preview& preview)
{
    json::Array rows;
    for (const auto& row : preview.set_aside) {
        json::Object one;
        one.set("row", static_cast<std::int64_t>(row.record));
        one.set("reason", reason_code(row.reason));
        rows.emplace_back(std::move(one));
    }
    return rows;
}

json::Object import_fields(const ImportPlan& plan, const Made& made)
{
    const auto& preview = plan.preview;
    json::Object fields;
    fields.set("file", made.document);
    fields.set("organisation", made.organisation);
    fields.set("encoding", encoding_code(preview.encoding));
    fields.set("delimiter", delimiter_code(preview.delimiter));
    fields.set("header_row", static_cast<std::int64_t>(preview.map.header_row));
    fields.set("column_map", column_map(preview.map));
    const bool numeric = preview.order != model::DayMonthOrder::Unsettled;
    fields.set("date_convention", !numeric                                          ? "NONE"
                                  : preview.order == model::DayMonthOrder::DayFirst ? "DMY"
                                                                                    : "MDY");
    if (numeric)
        fields.set("date_convention_by",
                   plan.request.order == model::DayMonthOrder::Unsettled ? "FILE" : "PERSON");
    fields.set("rows_read", static_cast<std::int64_t>(preview.rows_read));
    fields.set("rows_event", static_cast<std::int64_t>(preview.events.size()));
    fields.set("rows_set_aside", set_aside(preview));
    fields.set("preview_hash", base::to_hex(plan.hash));
    return fields;
}

std::string_view media_type(const import_::Preview& preview)
{
    if (preview.format == "xlsx") return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    if (preview.format == "docx")
        return "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    if (preview.format == "html") return "text/html";
    return preview.delimiter == "\t" ? "text/tab-separated-values" : "text/csv";
}

json::Object document_fields(const ImportPlan& plan, const Made& made, const review::Attached& attached,
                             model::Day today)
{
    json::Object fields;
    set_text(fields, "title", plan.request.file_name);
    set_text(fields, "file_name", plan.request.file_name);
    fields.set("source_kind", "CHRON");
    fields.set("from_org", made.organisation);
    fields.set("received_on", model::to_text(today));
    fields.set("format", media_type(plan.preview));
    fields.set("sha256", base::to_hex(attached.sha256));
    json::Array parts;
    for (const auto& part : attached.parts) parts.emplace_back(base::to_hex(part));
    fields.set("parts", std::move(parts));
    fields.set("length", static_cast<std::int64_t>(attached.length));
    fields.set("file_class", "D3");
    return fields;
}

// The organisation of that name and kind, or nothing.
Result<std::optional<std::string>> known_organisation(review::Review& review, const ImportRequest& request)
{
    TRY_ASSIGN(const auto all, review.records("organisation"));
    const std::string wanted = model::fold(request.agency);
    for (const auto& one : all)
        if (model::fold(json::text_or(one.fields, "name")) == wanted &&
            json::text_or(one.fields, "agency_type") == request.agency_type)
            return std::optional(one.id);
    return std::optional<std::string>();
}

Result<void> acceptable(const import_::Preview& preview)
{
    if (preview.order_question) return fail(ErrorKind::Refused, preview.order_question->text, "order_open");
    if (!preview.questions.empty())
        return fail(ErrorKind::Refused, preview.questions.front(), "columns_open");
    if (preview.events.empty())
        return fail(ErrorKind::Refused,
                    "No row of this file became an event, so there is nothing to import: check the columns.",
                    "no_events");
    return {};
}

}  // namespace

Result<ImportPlan> plan_import(ImportRequest request, model::Day today)
{
    if (request.agency.empty()) return fail(ErrorKind::Invalid, "The agency's name is needed.");
    if (!model::CodeLists::built_in().accepts("agency_type", request.agency_type))
        return fail(ErrorKind::Invalid,
                    "The agency type must be a code of the list agency_type, such as POL, GP or YJS.");
    TRY_ASSIGN(const auto table, import_::read_table(request.file));
    auto proposal = import_::propose(table);
    if (request.map) {
        TRY_ASSIGN(proposal, import_::apply_map(*request.map, table, proposal));
    }
    ImportPlan plan;
    plan.file = crypto::sha256(request.file);
    import_::Context context;
    context.order = request.order;
    context.imported = today;
    context.file_digest = base::to_hex(plan.file);
    plan.preview = import_::preview(table, proposal, context);
    const std::string shown =
        plan.preview.canonical + "\nagency " + request.agency_type + " " + request.agency;
    plan.hash = crypto::sha256(base::bytes_of(shown));
    plan.request = std::move(request);
    return plan;
}

Result<Accepted> accept_import(review::Review& review, base::Random& random, const ImportPlan& plan,
                               model::Day today)
{
    TRY_VOID(acceptable(plan.preview));
    TRY_ASSIGN(const auto known, known_organisation(review, plan.request));
    base::MemorySource bytes(plan.request.file);
    TRY_ASSIGN(const auto attached, review.attach(bytes, true));
    const Made made{base::new_uuid(random), base::new_uuid(random), known ? *known : base::new_uuid(random)};
    model::Command command;
    const auto put = [&command](std::string kind, std::string id, json::Object fields) {
        command.changes.push_back(
            {model::Op::Put, std::move(kind), std::move(id), std::move(fields), {}, 0, model::Part::Both});
    };
    if (!known) {
        json::Object organisation;
        organisation.set("name", plan.request.agency);
        organisation.set("agency_type", plan.request.agency_type);
        put("organisation", made.organisation, std::move(organisation));
    }
    put("document", made.document, document_fields(plan, made, attached, today));
    put("import", made.import_id, import_fields(plan, made));
    for (const auto& event : plan.preview.events)
        command.changes.push_back(event_change(event, plan.preview.map, made, random));
    TRY_ASSIGN(const auto number, review.apply(command));
    return Accepted{made.import_id, made.document, made.organisation, number};
}

}  // namespace core
