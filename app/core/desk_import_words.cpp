#include "app/core/desk_import_words.h"

#include <algorithm>
#include <array>
#include <map>

#include "app/core/wording.h"
#include "crypto/base/bytes.h"

namespace core::import_words {

namespace {

using import_::Field;

constexpr std::size_t kShownText = 600;  // bytes of a cell that the preview shows
constexpr std::size_t kOrderRows = 6;
constexpr std::size_t kShownChanges = 500;

struct Word {
    Field field;
    std::string_view words;
};
constexpr std::array kFieldWords = {Word{Field::Date, "Date"},
                                    Word{Field::Time, "Time"},
                                    Word{Field::EndDate, "End date"},
                                    Word{Field::EndTime, "End time"},
                                    Word{Field::Text, "What happened"},
                                    Word{Field::Outcome, "Outcome or action taken"},
                                    Word{Field::Source, "Source of information"},
                                    Word{Field::Subject, "Who it is about"},
                                    Word{Field::Agency, "Agency"},
                                    Word{Field::AgencyComment, "Agency's comment"},
                                    Word{Field::PolicyFollowed, "Policy followed"},
                                    Word{Field::WorkerRole, "Role of the worker"},
                                    Word{Field::ContactKind, "Kind of contact"},
                                    Word{Field::ContactMode, "How the contact was made"},
                                    Word{Field::Voice, "Voice of the person"},
                                    Word{Field::SeenAlone, "Seen alone"},
                                    Word{Field::Significance, "Significance"},
                                    Word{Field::Reference, "Reference"},
                                    Word{Field::Sequence, "Number of the row"},
                                    Word{Field::Other, "Something else: keep it with the row"},
                                    Word{Field::Ignored, "Leave out"}};

std::string_view format_words(const import_::Preview& preview)
{
    if (preview.format == "xlsx") return "Excel workbook";
    if (preview.format == "docx") return "Word document";
    if (preview.format == "html") return "Table from a web page or a document";
    if (preview.delimiter == ",") return "Text with commas";
    if (preview.delimiter == ";") return "Text with semicolons";
    if (preview.delimiter == "\t") return "Text with tabs";
    return "Text with vertical bars";
}

// Of the letters of a text file; an office file has its own and says nothing of them.
std::string_view encoding_words(const import_::Preview& preview)
{
    const auto& encoding = preview.encoding;
    if (preview.format == "xlsx" || preview.format == "docx") return {};
    if (encoding == "windows-1252") return "Windows-1252 letters";
    if (encoding == "utf-16le" || encoding == "utf-16be") return "UTF-16 letters";
    return encoding.empty() ? std::string_view() : std::string_view("UTF-8 letters");
}

std::string reason_words(import_::Reason reason)
{
    switch (reason) {
        case import_::Reason::Preamble: return "Set aside: it stands above the table";
        case import_::Reason::Heading: return "Set aside: a row of headings";
        case import_::Reason::Blank: return "Set aside: the row is blank";
        case import_::Reason::Banner: return "Set aside: a notice or a total";
        case import_::Reason::Refused: return "Set aside: no cell holds a letter or a figure";
        case import_::Reason::OtherTable: return "Set aside: it is in a table with other headings";
        case import_::Reason::Outside: return "Set aside: it stands outside the tables";
        case import_::Reason::Deleted: return "Set aside: deleted by a tracked change";
        case import_::Reason::Already: return "Set aside: an earlier import has the same row";
    }
    return {};
}

std::string shortened(std::string text)
{
    if (text.size() <= kShownText) return text;
    std::size_t end = kShownText;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
    return text.substr(0, end) + "…";
}

std::vector<ImportRow> rows_of(const ImportPlan& plan)
{
    std::vector<ImportRow> rows;
    rows.reserve(plan.preview.events.size());
    for (std::size_t i = 0; i < plan.preview.events.size(); ++i) {
        const auto& event = plan.preview.events[i];
        ImportRow& row = rows.emplace_back();
        row.number = event.record;
        row.written = event.date_text + (event.end_text.empty() ? "" : " to " + event.end_text);
        row.reading = sentence(model::describe(event.reading));
        row.who = event.value(Field::Subject);
        row.what = shortened(event.value(Field::Text));
        if (row.what.empty()) row.what = shortened(event.value(Field::Outcome));
        if (const auto named = i < plan.agency_of.size() ? plan.agency_of[i] : std::nullopt)
            row.agency = plan.agencies[*named].name;
        row.to_settle = event.problems;
    }
    return rows;
}

// The most frequent first; what was set aside after what wants a person.
std::vector<ImportProblem> problems_of(const ImportPlan& plan)
{
    std::vector<ImportProblem> found;
    std::map<std::string, std::size_t> place;
    const auto at = [&](const std::string& words, bool sealed) -> ImportProblem& {
        const auto [known, is_new] = place.emplace(words, found.size());
        if (is_new) found.push_back({words, 0, {}, sealed});
        return found[known->second];
    };
    for (std::size_t i = 0; i < plan.preview.events.size(); ++i)
        for (const auto& problem : plan.preview.events[i].problems) {
            auto& one = at(problem, true);
            if (!one.at.empty() && one.at.back() == i) continue;
            ++one.rows;
            one.at.push_back(i);
        }
    const auto by_rows = [](const auto& a, const auto& b) { return a.rows > b.rows; };
    std::ranges::stable_sort(found, by_rows);
    const std::size_t told = found.size();
    place.clear();
    for (const auto& aside : plan.preview.set_aside) ++at(reason_words(aside.reason), false).rows;
    std::stable_sort(found.begin() + static_cast<std::ptrdiff_t>(told), found.end(), by_rows);
    return found;
}

// Some of the rows whose date is another by the other order.
std::vector<ImportDate> order_rows(const ImportPlan& plan, model::Day today)
{
    std::vector<ImportDate> rows;
    if (!plan.preview.order_question) return rows;
    model::ReadingContext context;
    context.imported = today;
    for (const auto& event : plan.preview.events) {
        if (rows.size() == kOrderRows) break;
        if (!std::ranges::binary_search(plan.preview.order_question->rows, event.record)) continue;
        context.order = model::DayMonthOrder::DayFirst;
        const auto day_first = model::describe(model::read_date(event.date_text, "", context));
        context.order = model::DayMonthOrder::MonthFirst;
        const auto month_first = model::describe(model::read_date(event.date_text, "", context));
        if (day_first != month_first) rows.push_back({event.record, event.date_text, day_first, month_first});
    }
    return rows;
}

std::vector<ImportNamed> named(const std::vector<CountedText>& texts)
{
    std::vector<ImportNamed> shown;
    for (const auto& one : texts)
        shown.push_back({one.text, counted(static_cast<std::int64_t>(one.rows), "row", "rows")});
    return shown;
}

std::vector<ImportNamed> agencies_of(const ImportPlan& plan, const model::CodeLists& lists)
{
    std::vector<ImportNamed> shown;
    for (const auto& one : plan.agencies) {
        const auto kind = lists.label("agency_type", one.type);
        std::string words = counted(static_cast<std::int64_t>(one.rows), "row", "rows") + ": " + one.name;
        if (kind != one.name) words += ", " + kind;
        words += one.sender ? ", the sender" : one.organisation.empty() ? ", new in this review" : "";
        if (one.guessed) words += ". The kind is a guess: look at it after the import";
        shown.push_back({one.written, std::move(words)});
    }
    return shown;
}

std::string field_words(std::string_view field)
{
    if (field == "date" || field == "date_text") return "the date";
    if (field == "text") return "what happened";
    if (field == "outcome_text") return "the outcome";
    if (field == "agency_comment") return "the agency's comment";
    if (field == "subject_text") return "who it is about";
    if (field == "source_text") return "the source";
    if (field == "worker_role") return "the worker";
    if (field == "ref_text") return "the reference";
    return "another column";
}

ImportCompared compared(const Comparison& comparison)
{
    ImportCompared shown;
    shown.unchanged = comparison.count(RowFate::Unchanged);
    shown.changed = comparison.count(RowFate::Changed);
    shown.added = comparison.count(RowFate::Added);
    shown.gone = comparison.count(RowFate::Gone);
    for (const auto& row : comparison.rows) {
        if (shown.rows.size() == kShownChanges) break;
        if (row.fate == RowFate::Changed) {
            std::string fields;
            for (const auto& field : row.fields) {
                const auto words = field_words(field);
                if (fields.find(words) == std::string::npos) fields += (fields.empty() ? "" : ", ") + words;
            }
            shown.rows.push_back({"Row " + std::to_string(row.row) + " corrects event " +
                                  std::to_string(row.earlier_row) + " of the earlier file: " + fields});
        } else if (row.fate == RowFate::Gone) {
            shown.rows.push_back({"Event " + std::to_string(row.earlier_row) +
                                  " of the earlier file is not in this one. It stays in the review."});
        }
    }
    return shown;
}

}  // namespace

std::vector<FieldWord> fields()
{
    std::vector<FieldWord> words;
    for (const auto& one : kFieldWords)
        words.push_back({std::string(import_::to_name(one.field)), std::string(one.words)});
    return words;
}

ImportShown shown(const ImportPlan& plan, model::Day today, const model::CodeLists& lists)
{
    const auto& preview = plan.preview;
    ImportShown made;
    made.hash = base::to_hex(plan.hash);
    made.file_name = plan.request.file_name;
    made.kind = format_words(preview);
    if (const auto letters = encoding_words(preview); !letters.empty())
        made.kind += ", " + std::string(letters);
    made.header_row = preview.map.header_row;
    for (const auto& part : preview.parts) {
        made.parts.push_back(part.name);
        if (part.read && part.headings && made.part.empty()) made.part = part.name;
    }
    made.rows_read = preview.rows_read;
    for (std::size_t i = 0; i < preview.map.headings.size(); ++i)
        made.columns.push_back({preview.map.headings[i], std::string(import_::to_name(preview.map.fields[i])),
                                i < preview.remembered.size() && preview.remembered[i]});
    made.rows = rows_of(plan);
    made.to_settle = static_cast<std::size_t>(
        std::ranges::count_if(made.rows, [](const auto& row) { return !row.to_settle.empty(); }));
    made.problems = problems_of(plan);
    if (preview.order == model::DayMonthOrder::DayFirst) made.order = "DMY";
    if (preview.order == model::DayMonthOrder::MonthFirst) made.order = "MDY";
    if (preview.order_question) made.order_question = preview.order_question->text;
    made.order_rows = order_rows(plan, today);
    made.questions = preview.questions;
    made.notes = preview.notes;
    made.agencies = agencies_of(plan, lists);
    made.names = named(plan.unknown_names);
    if (plan.comparison) made.compared = compared(*plan.comparison);
    made.agency = plan.request.agency;
    made.agency_type = plan.request.agency_type;
    made.acceptable = preview.acceptable();
    if (made.rows.empty())
        made.why_not = plan.comparison
                           ? "Every row of this file is already in the review: nothing is to be added."
                           : "No row of this file became a contact: look at the columns.";
    else if (preview.order_question)
        made.why_not = "Say first which order the agency writes dates in.";
    else if (!preview.questions.empty())
        made.why_not = "Say first what the columns hold.";
    return made;
}

}  // namespace core::import_words
