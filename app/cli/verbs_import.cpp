// import, import undo.

#include "app/cli/answer.h"
#include "app/core/importing.h"
#include "crypto/base/platform.h"

namespace cli {

namespace {

constexpr std::uint64_t kMostFile = 64ULL * 1024 * 1024;  // bytes
constexpr std::uint64_t kMostMap = 1024 * 1024;           // bytes

Result<core::ImportRequest> request_of(Call& call)
{
    core::ImportRequest request;
    const auto file = base::path_from_utf8(call.at("FILE"));
    TRY_ASSIGN(request.file, base::read_file(file, kMostFile));
    request.file_name = base::to_utf8(file.filename());
    request.agency = call.at("--agency");
    request.agency_type = call.at("--agency-type");
    if (const auto order = call.option("--date-order")) {
        if (*order != "dmy" && *order != "mdy")
            return base::fail(base::ErrorKind::Invalid, "--date-order takes dmy or mdy.");
        request.order = *order == "dmy" ? model::DayMonthOrder::DayFirst : model::DayMonthOrder::MonthFirst;
    }
    if (const auto map = call.option("--map")) {
        TRY_ASSIGN(const auto bytes, base::read_file(base::path_from_utf8(*map), kMostMap));
        request.map = std::string(base::text_of(bytes));
    }
    return request;
}

json::Object event_shown(const import_::Event& event)
{
    json::Object one;
    one.set("source_row", static_cast<std::int64_t>(event.source_row));
    one.set("row", static_cast<std::int64_t>(event.record));
    one.set("date_text", event.date_text);
    one.set("earliest",
            event.reading.earliest ? json::Value(model::to_text(*event.reading.earliest)) : json::Value());
    one.set("latest",
            event.reading.latest ? json::Value(model::to_text(*event.reading.latest)) : json::Value());
    one.set("precision", model::to_code(event.reading.precision));
    one.set("approx", event.reading.approximate);
    one.set("time", event.reading.time ? json::Value(model::to_text(*event.reading.time)) : json::Value());
    one.set("problems", texts(event.problems));
    return one;
}

json::Object preview_shown(const core::ImportPlan& plan)
{
    const auto& preview = plan.preview;
    json::Object value;
    value.set("hash", base::to_hex(plan.hash));
    value.set("encoding", preview.encoding);
    value.set("delimiter", preview.delimiter);
    value.set("preamble_rows", static_cast<std::int64_t>(preview.preamble_rows));
    value.set("header_row", static_cast<std::int64_t>(preview.map.header_row));
    json::Array columns;
    for (std::size_t i = 0; i < preview.map.headings.size(); ++i) {
        json::Object one;
        one.set("heading", preview.map.headings[i]);
        one.set("field", import_::to_name(preview.map.fields[i]));
        columns.emplace_back(std::move(one));
    }
    value.set("columns", std::move(columns));
    value.set("rows_read", static_cast<std::int64_t>(preview.rows_read));
    value.set("events", static_cast<std::int64_t>(preview.events.size()));
    value.set("rows_set_aside", static_cast<std::int64_t>(preview.set_aside.size()));
    json::Array aside;
    for (const auto& row : preview.set_aside) {
        json::Object one;
        one.set("row", static_cast<std::int64_t>(row.record));
        one.set("reason", import_::to_text(row.reason));
        aside.emplace_back(std::move(one));
    }
    value.set("set_aside", std::move(aside));
    if (preview.order_question) {
        json::Object question;
        question.set("text", preview.order_question->text);
        json::Array rows;
        for (const auto row : preview.order_question->rows) rows.emplace_back(static_cast<std::int64_t>(row));
        question.set("rows", std::move(rows));
        value.set("order_question", std::move(question));
    }
    value.set("questions", texts(preview.questions));
    value.set("notes", texts(preview.notes));
    return value;
}

Result<Answer> import_file(Call& call)
{
    TRY_ASSIGN(auto request, request_of(call));
    TRY_ASSIGN(auto* vault, call.vault());
    TRY_ASSIGN(auto review, call.review());
    const auto today = core::london_day(vault->clock().now());
    TRY_ASSIGN(const auto plan, core::plan_import(std::move(request), today));
    auto value = preview_shown(plan);
    const auto& preview = plan.preview;
    // What a person must answer first: nothing is written, the rows are named.
    if (preview.order_question || !preview.questions.empty() || !call.flag("--accept")) {
        const bool open = preview.order_question || !preview.questions.empty();
        json::Array events;
        for (const auto& event : preview.events) events.emplace_back(event_shown(event));
        value.set("event_list", std::move(events));
        value.set("accepted", false);
        std::string text = import_::describe(preview) + "hash " + base::to_hex(plan.hash) + "\n";
        if (preview.order_question) text += "Say --date-order dmy or --date-order mdy.\n";
        return Answer{std::move(value), std::move(text), open ? 14 : 0};
    }
    if (const auto shown = call.option("--accept-hash"); shown && *shown != base::to_hex(plan.hash))
        return base::fail(base::ErrorKind::Refused,
                          "This is not what was shown: the file, its columns or its dates read differently "
                          "now. Look at the preview again.",
                          "preview_changed");
    TRY_ASSIGN(const auto done, core::accept_import(review, vault->random(), plan, today));
    value.set("accepted", true);
    value.set("import", done.import_id);
    value.set("document", done.document);
    value.set("organisation", done.organisation);
    value.set("command", done.command);
    std::int64_t to_settle = 0;
    for (const auto& event : preview.events) to_settle += event.problems.empty() ? 0 : 1;
    value.set("to_settle", to_settle);
    std::string text =
        "Imported " + plural(static_cast<std::int64_t>(preview.rows_read), "row", "rows") +
        " read = " + plural(static_cast<std::int64_t>(preview.events.size()), "event", "events") + " + " +
        std::to_string(preview.set_aside.size()) + " set aside";
    if (to_settle > 0) text += "; " + plural(to_settle, "row needs", "rows need") + " a person";
    text += "\nImport " + done.import_id + "\n";
    return Answer{std::move(value), std::move(text), 0};
}

Result<Answer> undo(Call& call)
{
    TRY_ASSIGN(auto review, call.review());
    TRY_ASSIGN(const auto command, review.undo_import(call.at("IMPORT-ID")));
    return AnswerBuilder().fact("command", "", command).line("The import was taken back, whole.").done();
}

}  // namespace

std::vector<Verb> import_verbs()
{
    return {
        {"import", "DIR REF FILE",
         opening_and({{"--agency", Takes::Value, "Name of the agency whose file it is", true},
                      {"--agency-type", Takes::Value, "Code of agency_type, such as POL or GP", true},
                      {"--date-order", Takes::Value, "dmy or mdy, where the file leaves it open"},
                      {"--map", Takes::Value, "File with a column map"},
                      {"--accept", Takes::Nothing,
                       "Write what the preview shows; --accept=HASH only if it is still that"},
                      {"--accept-hash", Takes::Value, "The same as --accept=HASH"}}),
         "Preview an agency's chronology, or import it", import_file},
        {"import undo", "DIR REF IMPORT-ID", opening(), "Take back a whole import", undo},
    };
}

}  // namespace cli
