#include "app/core/desk_lines.h"

#include <algorithm>
#include <array>

#include "app/report/tables.h"
#include "storage/model/field.h"
#include "storage/model/fold.h"
#include "storage/rules/role_word.h"

namespace core {

namespace {

using model::FieldKind;
using model::FieldSpec;
using rules::Facts;
using rules::Record;

/// Field ids. A title left empty: what the record is called.
struct LineSpec {
    std::string_view kind, title;
    std::array<std::string_view, 3> words;
    std::string_view status = {};  ///< a code
};
constexpr LineSpec kLines[] = {
    {"account", "who", {"kind", "date", "summary"}},
    {"agency_involvement", "organisation", {"level", "required", "due_on"}, "status"},
    {"agenda_item", "", {"text", "minutes"}},
    {"clock", "", {"party_org", "trigger_date", "notified_due"}},
    {"conflict_of_interest", "person", {"handling", "declared_on"}},
    {"criminal_justice", "suspect", {"court", "verdict", "status_on"}, "cj_status"},
    {"decision", "", {"text", "decided_on"}, "decision_kind"},
    {"document", "title", {"from_org", "source_kind", "received_on"}},
    {"eligibility_test", "test_code", {"basis", "reasons_for", "reasons_against"}, "answer"},
    {"equality", "", {"analysis"}},
    {"extract", "", {"document", "page", "text"}},
    {"family_engagement", "step", {"person", "date", "by_whom"}},
    {"incident", "", {"death_date", "method", "area_gss"}},
    {"information_request", "to_org", {"sent_on", "due_on", "legal_basis"}},
    {"kloe", "", {"question"}, "answer_status"},
    {"meeting", "", {"meeting_type", "date", "place"}},
    {"meeting_action", "", {"text", "due", "owner_org"}},
    {"notification", "kind", {"value", "to_org", "sent_on"}},
    {"organisation", "name", {"agency_type", "area_gss"}},
    {"parallel_process", "kind", {"owner_org", "next_date", "constraint"}, "state"},
    {"person_role", "person", {"role", "organisation", "from"}},
    {"prompt_answer", "question", {"answer"}},
    {"pseudonym", "subject", {"published_name", "working_code", "chosen_by"}},
    {"qa_criterion_score", "criterion", {"comment", "response"}, "score"},
    {"qa_review", "", {"reviewer", "date", "summary"}, "outcome"},
    {"relationship", "", {"person_a", "relationship_type", "person_b"}},
    {"review", "", {"review_type", "scope_from", "scope_to"}},
    {"sign_off", "edition", {"organisation", "capacity", "date"}},
    {"terms_of_reference", "", {"purpose", "period_from", "period_to"}},
    {"victim_suspect", "", {"victim", "relation", "suspect"}},
};

const LineSpec* line_spec(std::string_view kind)
{
    const auto at =
        std::find_if(std::begin(kLines), std::end(kLines), [&](const auto& one) { return one.kind == kind; });
    return at == std::end(kLines) ? nullptr : at;
}

std::string on_one_line(std::string text)
{
    std::replace(text.begin(), text.end(), '\n', ' ');
    return text;
}

// A day says what it is the day of.
std::string field_said(const Facts& facts, const FieldSpec& field, const Record& record)
{
    auto words = on_one_line(report::spoken(facts, record, field.id));
    if (words.empty() || field.kind != FieldKind::Date) return words;
    return std::string(field.label) + " " + words;
}

bool may_say(const model::KindSpec& kind, const FieldSpec* field, bool with_sealed)
{
    return field != nullptr && (with_sealed || !model::is_sealed(*field, kind.disclosure));
}

std::string words_of(const Facts& facts, const model::KindSpec& kind, const Record& record,
                     const LineSpec& spec, bool with_sealed)
{
    std::string words;
    for (const auto id : spec.words) {
        const auto* field = kind.field(id);
        if (!may_say(kind, field, with_sealed)) continue;
        if (const auto one = field_said(facts, *field, record); !one.empty())
            words += (words.empty() ? "" : "  ·  ") + one;
    }
    return words;
}

DeskTone mark_of(std::string_view code)
{
    constexpr std::string_view kRed[] = {"REFUSED", "LATE", "CANNOT"};
    constexpr std::string_view kAmber[] = {"OPEN",    "PARTLY",  "PART",   "ASKED",
                                           "QUERIED", "AWAITED", "UNKNOWN"};
    constexpr std::string_view kGreen[] = {"ANSWERED", "RECEIVED", "ACCEPTED", "MET", "NIL", "ENDED"};
    const auto in = [&](const auto& codes) {
        return std::find(std::begin(codes), std::end(codes), code) != std::end(codes);
    };
    if (in(kRed)) return DeskTone::Red;
    if (in(kAmber)) return DeskTone::Amber;
    return in(kGreen) ? DeskTone::Green : DeskTone::Plain;
}

void set_status(DeskRecord& line, std::string text, DeskTone mark)
{
    line.status = std::move(text);
    line.mark = mark;
}

// Where a request stands follows from its days as long as nothing came.
void request_status(const Facts& facts, const Record& record, DeskRecord& line)
{
    const auto response = rules::text(record, "response");
    const auto due = rules::day(record, "due_on");
    if (!response.empty() && response != "AWAITED")
        set_status(line, facts.lists().label("request_response", response), mark_of(response));
    else if (!rules::has(record, "sent_on"))
        set_status(line, "Not sent", DeskTone::Plain);
    else if (due && *due < facts.today())
        set_status(line, "Overdue", DeskTone::Red);
    else
        set_status(line, "Awaited", DeskTone::Amber);
}

void meeting_action_status(const Facts& facts, const Record& record, DeskRecord& line)
{
    const auto due = rules::day(record, "due");
    if (rules::has(record, "done_on"))
        set_status(line, "Done", DeskTone::Green);
    else if (due && *due < facts.today())
        set_status(line, "Overdue", DeskTone::Red);
    else
        set_status(line, "To do", DeskTone::Amber);
}

void equality_status(const Record& record, DeskRecord& line)
{
    if (!rules::has(record, "considered"))
        set_status(line, "To consider", DeskTone::Amber);
    else if (rules::text(record, "relevant") == "Y")
        set_status(line, "Relevant", DeskTone::Accent);
    else
        set_status(line, "Considered", DeskTone::Green);
}

void read_status(const Facts& facts, const model::KindSpec& kind, const LineSpec& spec, const Record& record,
                 DeskRecord& line)
{
    if (record.kind == "information_request") return request_status(facts, record, line);
    if (record.kind == "meeting_action") return meeting_action_status(facts, record, line);
    if (record.kind == "equality") return equality_status(record, line);
    if (record.kind == "organisation" && rules::flag(record, "statutory_partner"))
        return set_status(line, "Statutory partner", DeskTone::Accent);
    if (record.kind == "conflict_of_interest" && rules::flag(record, "independence"))
        return set_status(line, "Independent", DeskTone::Green);
    if (record.kind == "prompt_answer" && !rules::has(record, "answer"))
        return set_status(line, "Not answered", DeskTone::Amber);
    const auto* field = spec.status.empty() ? nullptr : kind.field(spec.status);
    if (!may_say(kind, field, false)) return;
    const auto code = rules::text(record, spec.status);
    if (!code.empty()) set_status(line, facts.lists().label(field->of, code), mark_of(code));
}

// What a column is sorted by: days and numbers by what they are, not by their letters.
std::string sort_key(const FieldSpec& field, const json::Value* value, const std::string& words)
{
    if (value == nullptr) return {};
    if (field.kind == FieldKind::Date && value->text() != nullptr) return *value->text();
    if (field.kind == FieldKind::DateText && value->object() != nullptr)
        return json::text_or(*value->object(), "earliest");
    if (field.kind == FieldKind::Integer && value->number() != nullptr) {
        auto digits = std::to_string(*value->number());
        return std::string(20 - std::min<std::size_t>(20, digits.size()), '0') + digits;
    }
    return model::fold(words);
}

}  // namespace

void read_line(const Facts& facts, const model::KindSpec& kind, const Record& record, DeskRecord& line)
{
    const auto* spec = line_spec(record.kind);
    if (spec == nullptr) return;
    const auto* title = spec->title.empty() ? nullptr : kind.field(spec->title);
    if (may_say(kind, title, false)) line.title = on_one_line(report::spoken(facts, record, spec->title));
    line.words = words_of(facts, kind, record, *spec, false);
    line.sealed = words_of(facts, kind, record, *spec, true);
    if (line.sealed == line.words) line.sealed.clear();
    read_status(facts, kind, *spec, record, line);
}

DeskGrid grid_of(const Facts& facts, const model::KindSpec& kind, bool identified)
{
    std::vector<const FieldSpec*> columns;
    const auto common = model::common_fields();
    for (const auto& field : kind.fields) {
        if (field.made || !may_say(kind, &field, identified)) continue;
        if (std::any_of(common.begin(), common.end(), [&](const auto& one) { return one.id == field.id; }))
            continue;
        const auto& all = facts.all(kind.name);
        if (std::any_of(all.begin(), all.end(), [&](const auto& one) { return one.fields.has(field.id); }))
            columns.push_back(&field);
    }
    DeskGrid grid;
    grid.columns.emplace_back("Record");
    for (const auto* field : columns) grid.columns.emplace_back(field->label);
    for (const auto& record : facts.all(kind.name)) {
        DeskGridRow row;
        row.id = record.id;
        auto called = rules::called(facts, record);
        row.keys.push_back(model::fold(called));
        row.cells.push_back(std::move(called));
        for (const auto* field : columns) {
            auto words = on_one_line(report::spoken(facts, record, field->id));
            row.keys.push_back(sort_key(*field, record.fields.find(field->id), words));
            row.cells.push_back(std::move(words));
        }
        grid.rows.push_back(std::move(row));
    }
    return grid;
}

}  // namespace core
