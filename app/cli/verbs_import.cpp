// import, import compare, import undo.

#include "app/cli/answer.h"
#include "app/core/importing.h"
#include "crypto/base/platform.h"

namespace cli {

namespace {

constexpr std::uint64_t kMostImport = 64ULL * 1024 * 1024;  // bytes
constexpr std::uint64_t kMostMap = 1024 * 1024;             // bytes

/// The file, or with --pasted what was copied from Word or Excel: text with tabs, or HTML.
Result<void> take_file(Call& call, core::ImportRequest& request)
{
    const bool pasted = call.flag("--pasted");
    if (pasted != (call.at("FILE") == "-"))
        return base::fail(base::ErrorKind::Invalid,
                          "A pasted table is read from standard input: give - for the file and --pasted.");
    if (pasted) {
        TRY_ASSIGN(const std::string text, call.input());
        request.file.assign(text.begin(), text.end());
        request.file_name = "pasted table";
        return {};
    }
    const auto file = base::path_from_utf8(call.at("FILE"));
    TRY_ASSIGN(request.file, base::read_file(file, kMostImport));
    request.file_name = base::to_utf8(file.filename());
    return {};
}

Result<core::ImportRequest> request_of(Call& call)
{
    core::ImportRequest request;
    TRY_VOID(take_file(call, request));
    request.reader.program = base::program_path();
    request.agency = call.at("--agency");
    request.agency_type = call.option("--agency-type").value_or("");
    request.part = call.option("--sheet").value_or("");
    request.all_rows = call.flag("--all-rows");
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

json::Array agencies_shown(const core::ImportPlan& plan)
{
    json::Array shown;
    for (const auto& agency : plan.agencies) {
        json::Object one;
        one.set("written", agency.written);
        one.set("name", agency.name);
        one.set("type", agency.type);
        if (!agency.organisation.empty()) one.set("organisation", agency.organisation);
        one.set("rows", static_cast<std::int64_t>(agency.rows));
        one.set("guessed", agency.guessed);
        one.set("by_role", agency.by_role);
        one.set("sender", agency.sender);
        shown.emplace_back(std::move(one));
    }
    return shown;
}

json::Array counted_shown(const std::vector<core::CountedText>& texts)
{
    json::Array shown;
    for (const auto& text : texts) {
        json::Object one;
        one.set("text", text.text);
        one.set("rows", static_cast<std::int64_t>(text.rows));
        shown.emplace_back(std::move(one));
    }
    return shown;
}

json::Object comparison_shown(const core::Comparison& comparison)
{
    json::Object value;
    value.set("imports", texts(comparison.imports));
    json::Array rows;
    for (const auto fate :
         {core::RowFate::Unchanged, core::RowFate::Changed, core::RowFate::Added, core::RowFate::Gone})
        value.set(core::to_text(fate), static_cast<std::int64_t>(comparison.count(fate)));
    for (const auto& row : comparison.rows) {
        json::Object one;
        one.set("fate", core::to_text(row.fate));
        if (row.row != 0) one.set("row", static_cast<std::int64_t>(row.row));
        if (!row.event.empty()) {
            one.set("event", row.event);
            one.set("earlier_row", row.earlier_row);
        }
        if (!row.fields.empty()) one.set("fields", texts(row.fields));
        rows.emplace_back(std::move(one));
    }
    value.set("rows", std::move(rows));
    return value;
}

std::string comparison_text(const core::Comparison& comparison)
{
    std::string text = "\nBeside what this agency sent before: " +
                       std::to_string(comparison.count(core::RowFate::Unchanged)) + " unchanged, " +
                       std::to_string(comparison.count(core::RowFate::Changed)) + " changed, " +
                       std::to_string(comparison.count(core::RowFate::Added)) + " added, " +
                       std::to_string(comparison.count(core::RowFate::Gone)) + " gone\n";
    for (const auto& row : comparison.rows) {
        if (row.fate == core::RowFate::Unchanged) continue;
        text += "  " + std::string(core::to_text(row.fate));
        if (row.row != 0) text += "  row " + std::to_string(row.row);
        if (!row.event.empty()) text += "  event " + std::to_string(row.earlier_row) + " of the earlier file";
        for (std::size_t i = 0; i < row.fields.size(); ++i) text += (i == 0 ? ": " : ", ") + row.fields[i];
        text += "\n";
    }
    return text;
}

/// What the review makes of a preview, below what the file says.
std::string plan_text(const core::ImportPlan& plan)
{
    std::string text;
    if (!plan.agencies.empty()) text += "\nAgencies that rows name\n";
    for (const auto& one : plan.agencies) {
        text += "  " + one.written + " (" + plural(static_cast<std::int64_t>(one.rows), "row", "rows") +
                ") -> " + one.name + ", " + one.type;
        text += one.sender ? ", the sender" : one.organisation.empty() ? ", new" : ", known";
        text += one.guessed ? ", kind guessed\n" : "\n";
    }
    if (!plan.unknown_names.empty()) text += "\nNames of nobody this review knows (third parties?)\n";
    for (const auto& one : plan.unknown_names)
        text += "  " + one.text + " (" + plural(static_cast<std::int64_t>(one.rows), "row", "rows") + ")\n";
    if (plan.comparison) text += comparison_text(*plan.comparison);
    return text;
}

json::Object preview_shown(const core::ImportPlan& plan)
{
    const auto& preview = plan.preview;
    json::Object value;
    value.set("hash", base::to_hex(plan.hash));
    value.set("format", preview.format);
    value.set("encoding", preview.encoding);
    value.set("delimiter", preview.delimiter);
    json::Array parts;
    for (const auto& part : preview.parts) {
        json::Object one;
        one.set("name", part.name);
        one.set("rows", static_cast<std::int64_t>(part.rows));
        one.set("hidden", part.hidden);
        one.set("read", part.read);
        one.set("headings", part.headings);
        parts.emplace_back(std::move(one));
    }
    value.set("parts", std::move(parts));
    value.set("preamble_rows", static_cast<std::int64_t>(preview.preamble_rows));
    value.set("header_row", static_cast<std::int64_t>(preview.map.header_row));
    json::Array columns;
    for (std::size_t i = 0; i < preview.map.headings.size(); ++i) {
        json::Object one;
        one.set("heading", preview.map.headings[i]);
        one.set("field", import_::to_name(preview.map.fields[i]));
        one.set("remembered", i < preview.remembered.size() && preview.remembered[i]);
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
    value.set("agencies", agencies_shown(plan));
    value.set("subjects", counted_shown(plan.subjects));
    value.set("unknown_names", counted_shown(plan.unknown_names));
    if (plan.comparison) value.set("comparison", comparison_shown(*plan.comparison));
    return value;
}

Result<Answer> import_file(Call& call)
{
    TRY_ASSIGN(auto request, request_of(call));
    TRY_ASSIGN(auto* vault, call.vault());
    TRY_ASSIGN(auto review, call.review());
    request.data = &vault->reference();
    const auto today = core::london_day(vault->clock().now());
    TRY_ASSIGN(const auto plan, core::plan_import(review, std::move(request), today));
    auto value = preview_shown(plan);
    const auto& preview = plan.preview;
    // What a person must answer first: nothing is written, the rows are named.
    if (preview.order_question || !preview.questions.empty() || !call.flag("--accept")) {
        const bool open = preview.order_question || !preview.questions.empty();
        json::Array events;
        for (const auto& event : preview.events) events.emplace_back(event_shown(event));
        value.set("event_list", std::move(events));
        value.set("accepted", false);
        std::string text =
            import_::describe(preview) + plan_text(plan) + "\nhash " + base::to_hex(plan.hash) + "\n";
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

/// A file beside what its agency sent before, without a thought of importing it.
Result<Answer> compare(Call& call)
{
    TRY_ASSIGN(auto request, request_of(call));
    TRY_ASSIGN(auto* vault, call.vault());
    TRY_ASSIGN(auto review, call.review());
    request.data = &vault->reference();
    TRY_ASSIGN(const auto comparison,
               core::compare_import(review, std::move(request), core::london_day(vault->clock().now())));
    return Answer{comparison_shown(comparison), comparison_text(comparison).substr(1), 0};
}

Result<Answer> import_undo(Call& call)
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
         opening_and(
             {{"--agency", Takes::Value, "Name of the agency whose file it is", true},
              {"--agency-type", Takes::Value,
               "Code of agency_type, such as POL or GP; may be left out for an agency of the review"},
              {"--sheet", Takes::Value, "Sheet of a workbook, or \"table 2\" of a document, that holds it"},
              {"--pasted", Takes::Nothing, "FILE is -: a table copied from Word or Excel, on standard input"},
              {"--all-rows", Takes::Nothing, "Also rows that an earlier import of the agency made already"},
              {"--date-order", Takes::Value, "dmy or mdy, where the file leaves it open"},
              {"--map", Takes::Value, "File with a column map"},
              {"--accept", Takes::Nothing,
               "Write what the preview shows; --accept=HASH only if it is still that"},
              {"--accept-hash", Takes::Value, "The same as --accept=HASH"}}),
         "Preview an agency's chronology, or import it", import_file},
        {"import compare", "DIR REF FILE",
         opening_and(
             {{"--agency", Takes::Value, "Name of the agency whose file it is", true},
              {"--agency-type", Takes::Value, "Code of agency_type, where two agencies share the name"},
              {"--date-order", Takes::Value, "dmy or mdy, where the file leaves it open"},
              {"--map", Takes::Value, "File with a column map"},
              {"--sheet", Takes::Value, "Sheet or table that holds it"},
              {"--pasted", Takes::Nothing, "FILE is -: a pasted table on standard input"}}),
         "A corrected file beside what the agency sent before", compare},
        {"import undo", "DIR REF IMPORT-ID", opening(), "Take back a whole import", import_undo},
    };
}

}  // namespace cli
