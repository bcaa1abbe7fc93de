// What an accepted import writes: one command.
#include <algorithm>

#include "app/core/import_codes.h"
#include "app/core/importing.h"
#include "app/core/reading_fields.h"
#include "storage/model/fold.h"

namespace core {

using base::ErrorKind;
using base::fail;
using import_::Field;

namespace {

void set_text(json::Object& fields, std::string_view id, std::string_view text)
{
    if (!text.empty()) fields.set(id, text);
}

// An agency's own yes or no; anything else stays in the original row and is for a person to read.
void set_tri(json::Object& fields, std::string_view id, std::string_view answer)
{
    const std::string folded = model::fold(answer);
    if (folded == "y" || folded == "yes") fields.set(id, "Y");
    if (folded == "n" || folded == "no") fields.set(id, "N");
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
    std::string import_id, document, sender;
    std::vector<std::string> agencies;  ///< organisation of each agency that rows name
    std::vector<std::string> events;    ///< of each event of the preview
};

json::Object event_fields(const ImportPlan& plan, std::size_t index, const Made& made)
{
    const import_::Event& event = plan.preview.events[index];
    json::Object fields = row_words(event);
    set_reading(fields, event.reading);
    const auto agency = index < plan.agency_of.size() ? plan.agency_of[index] : std::nullopt;
    fields.set("organisation", agency ? made.agencies[*agency] : made.sender);
    if (index < plan.subject_ids.size() && !plan.subject_ids[index].empty())
        fields.set("subjects", json::Array(plan.subject_ids[index].begin(), plan.subject_ids[index].end()));
    set_tri(fields, "policy_followed", event.value(Field::PolicyFollowed));
    set_tri(fields, "seen_alone", event.value(Field::SeenAlone));
    fields.set("import", made.import_id);
    fields.set("source_file", made.document);
    fields.set("source_row", static_cast<std::int64_t>(event.source_row));
    fields.set("file_row", static_cast<std::int64_t>(event.record));
    fields.set("original_row", original_row(event, plan.preview.map));
    if (!event.problems.empty())
        fields.set("problems", json::Array(event.problems.begin(), event.problems.end()));
    return fields;
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
        one.set("reason", code_of(row.reason));
        rows.emplace_back(std::move(one));
    }
    return rows;
}

json::Object import_fields(const ImportPlan& plan, const Made& made)
{
    const auto& preview = plan.preview;
    json::Object fields;
    fields.set("file", made.document);
    fields.set("organisation", made.sender);
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
    std::string note;
    for (const std::string& one : preview.notes) note += (note.empty() ? "" : "\n") + one;
    set_text(fields, "note", note);
    return fields;
}

json::Object document_fields(const ImportPlan& plan, const Made& made, const review::Attached& attached,
                             model::Day today)
{
    json::Object fields;
    set_text(fields, "title", plan.request.file_name);
    set_text(fields, "file_name", plan.request.file_name);
    fields.set("source_kind", "CHRON");
    fields.set("from_org", made.sender);
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

Result<void> acceptable(const ImportPlan& plan)
{
    const import_::Preview& preview = plan.preview;
    if (preview.order_question) return fail(ErrorKind::Refused, preview.order_question->text, "order_open");
    if (!preview.questions.empty())
        return fail(ErrorKind::Refused, preview.questions.front(), "columns_open");
    if (preview.events.empty() && plan.comparison)
        return fail(ErrorKind::Refused,
                    "Every row of this file is already imported: there is nothing to add.", "no_events");
    if (preview.events.empty())
        return fail(ErrorKind::Refused,
                    "No row of this file became an event, so there is nothing to import: check the columns.",
                    "no_events");
    return {};
}

// The agency's columns as they are from now on: this file's, then what earlier files had besides.
json::Array remembered_columns(const ImportPlan& plan)
{
    constexpr std::size_t kMost = 200;
    json::Array columns;
    const auto add = [&](const std::string& heading, Field field) {
        if (columns.size() == kMost || heading.size() > 200) return;
        json::Object one;
        one.set("heading", heading);
        one.set("field", code_of(field));
        columns.emplace_back(std::move(one));
    };
    const import_::ColumnMap& map = plan.preview.map;
    for (std::size_t i = 0; i < map.headings.size(); ++i) add(map.headings[i], map.fields[i]);
    for (const auto& [heading, field] : plan.columns)
        if (std::ranges::find(map.headings, heading) == map.headings.end()) add(heading, field);
    return columns;
}

class Writer {
public:
    Writer(const ImportPlan& plan, base::Random& random) : plan_(plan), random_(random)
    {
        made_.import_id = base::new_uuid(random);
        made_.document = base::new_uuid(random);
    }

    Result<model::Command> command(const review::Attached& attached, model::Day today, const ImportTold& told)
    {
        constexpr std::size_t kTold = 256;  // events between two words of progress
        const std::size_t all = plan_.preview.events.size();
        put_sender();
        put_agencies();
        put("document", made_.document, document_fields(plan_, made_, attached, today));
        put("import", made_.import_id, import_fields(plan_, made_));
        for (std::size_t i = 0; i < all; ++i) {
            if (told && i % kTold == 0 && !told(1, i, all))
                return fail(ErrorKind::Cancelled, "Stopped. Nothing was written.");
            made_.events.push_back(base::new_uuid(random_));
            put("chronology_event", made_.events.back(), event_fields(plan_, i, made_));
        }
        put_corrections();
        return std::move(command_);
    }

    const Made& made() const { return made_; }

private:
    void put(std::string_view kind, const std::string& id, json::Object fields)
    {
        command_.changes.push_back(
            {model::Op::Put, std::string(kind), id, std::move(fields), {}, 0, model::Part::Both});
    }

    void put_sender()
    {
        json::Object fields;
        made_.sender = plan_.sender;
        if (made_.sender.empty()) {
            made_.sender = base::new_uuid(random_);
            fields.set("name", plan_.request.agency);
            fields.set("agency_type", plan_.request.agency_type);
        }
        json::Array columns = remembered_columns(plan_);
        if (!columns.empty()) fields.set("column_map", std::move(columns));
        put("organisation", made_.sender, std::move(fields));
    }

    /// Two ways of writing one name make one organisation.
    void put_agencies()
    {
        std::vector<std::pair<std::string, std::string>> made;  // name and type, id
        for (const AgencyNamed& agency : plan_.agencies) {
            if (agency.sender || !agency.organisation.empty()) {
                made_.agencies.push_back(agency.sender ? made_.sender : agency.organisation);
                continue;
            }
            const std::string key = agency.type + " " + model::fold(agency.name);
            const auto known = std::ranges::find(made, key, &std::pair<std::string, std::string>::first);
            if (known != made.end()) {
                made_.agencies.push_back(known->second);
                continue;
            }
            made.emplace_back(key, base::new_uuid(random_));
            made_.agencies.push_back(made.back().second);
            json::Object fields;
            fields.set("name", agency.name);
            fields.set("agency_type", agency.type);
            put("organisation", made.back().second, std::move(fields));
        }
    }

    /// The earlier row stays; the corrected one stands on its line.
    void put_corrections()
    {
        if (!plan_.comparison) return;
        for (const RowCompared& row : plan_.comparison->rows) {
            if (row.fate != RowFate::Changed) continue;
            json::Object fields;
            fields.set("a", made_.events[row.index]);
            fields.set("b", row.event);
            fields.set("link", "SUPERSEDE");
            fields.set("confirmed", "Y");
            fields.set("canonical_event", made_.events[row.index]);
            put("event_link", base::new_uuid(random_), std::move(fields));
        }
    }

    const ImportPlan& plan_;
    base::Random& random_;
    Made made_;
    model::Command command_;
};

}  // namespace

Result<Accepted> accept_import(review::Review& review, base::Random& random, const ImportPlan& plan,
                               model::Day today, const ImportTold& told)
{
    TRY_VOID(acceptable(plan));
    base::MemorySource bytes(plan.request.file);
    base::Progress keeping;
    if (told) keeping = [&told](std::uint64_t done, std::uint64_t total) { return told(0, done, total); };
    TRY_ASSIGN(const auto attached, review.attach(bytes, true, keeping));
    Writer writer(plan, random);
    TRY_ASSIGN(const auto command, writer.command(attached, today, told));
    const std::uint64_t events = plan.preview.events.size();
    if (told && !told(2, 0, events)) return fail(ErrorKind::Cancelled, "Stopped. Nothing was written.");
    TRY_ASSIGN(const auto number, review.apply(command));
    const Made& made = writer.made();
    return Accepted{made.import_id, made.document, made.sender, number};
}

}  // namespace core
