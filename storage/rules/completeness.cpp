// How far each form is filled, and what is missing field by field.

#include <algorithm>
#include <array>
#include <set>

#include "storage/model/fold.h"
#include "storage/rules/queries.h"

namespace rules {

namespace {

struct FormSpec {
    std::string_view kind;
    std::string_view section;
};

// In the order of the work.
constexpr std::array kForms = {
    FormSpec{"review", "Set-up"},
    FormSpec{"incident", "Set-up"},
    FormSpec{"eligibility_test", "Set-up"},
    FormSpec{"notification", "Set-up"},
    FormSpec{"terms_of_reference", "Set-up"},
    FormSpec{"kloe", "Set-up"},
    FormSpec{"conflict_of_interest", "Set-up"},
    FormSpec{"person", "People"},
    FormSpec{"person_role", "People"},
    FormSpec{"relationship", "People"},
    FormSpec{"victim_suspect", "People"},
    FormSpec{"criminal_justice", "People"},
    FormSpec{"equality", "People"},
    FormSpec{"family_engagement", "People"},
    FormSpec{"parallel_process", "Information"},
    FormSpec{"organisation", "Information"},
    FormSpec{"agency_involvement", "Information"},
    FormSpec{"information_request", "Information"},
    FormSpec{"document", "Information"},
    FormSpec{"extract", "Information"},
    FormSpec{"account", "Information"},
    FormSpec{"chronology_event", "Chronology"},
    FormSpec{"event_link", "Chronology"},
    FormSpec{"meeting", "Meetings"},
    FormSpec{"decision", "Meetings"},
    FormSpec{"meeting_action", "Meetings"},
    FormSpec{"factor", "Analysis"},
    FormSpec{"finding", "Analysis"},
    FormSpec{"finding_evidence", "Analysis"},
    FormSpec{"lesson", "Learning"},
    FormSpec{"recommendation", "Learning"},
    FormSpec{"action", "Learning"},
    FormSpec{"action_update", "Learning"},
    FormSpec{"sign_off", "Report"},
    FormSpec{"qa_review", "Report"},
};

bool domestic_or_weapon(const Facts& facts)
{
    const auto type = text(facts.review(), "review_type");
    return type == "OWHR" || type == "DHR" || type == "DARDR" || type == "JOINT";
}

bool has_suspect(const Facts& facts)
{
    if (!facts.all("criminal_justice").empty()) return true;
    const auto& roles = facts.all("person_role");
    return std::any_of(roles.begin(), roles.end(), [](const Record& one) {
        const auto role = text(one, "role");
        return role == "SUS" || role == "ACC" || role == "PERP";
    });
}

// Forms that some reviews do not have.
bool applies(const Facts& facts, std::string_view kind)
{
    if (kind == "victim_suspect" || kind == "criminal_justice")
        return has_suspect(facts) || domestic_or_weapon(facts);
    if (kind == "action_update") return !facts.all("action").empty();
    if (kind == "event_link") return !facts.all("chronology_event").empty();
    return true;
}

bool all_of(const std::vector<Record>& records, std::string_view field, const std::set<std::string>& codes)
{
    return !records.empty() && std::all_of(records.begin(), records.end(), [&](const Record& one) {
        return codes.contains(text(one, field));
    });
}

// Sought, and not to be had.
bool not_available(const Facts& facts, std::string_view kind)
{
    const auto& records = facts.all(kind);
    if (kind == "family_engagement") return all_of(records, "step", {"FE12", "FE13"});
    if (kind == "information_request") return all_of(records, "response", {"REFUSED"});
    if (kind == "agency_involvement") return all_of(records, "status", {"REFUSED"});
    return false;
}

Form form_of_kind(const Facts& facts, const model::KindSpec& kind, std::string_view section,
                  std::string_view stage)
{
    Form form;
    form.section = section;
    form.name = kind.label;
    form.kind = kind.name;
    const auto& records = facts.all(kind.name);
    form.records = static_cast<std::int64_t>(records.size());
    for (const auto& field : kind.fields) {
        if (field.mandatory.empty() || model::is_sealed(field, kind.disclosure)) continue;
        if (form.gate.empty() || field.mandatory < form.gate) form.gate = field.mandatory;
        for (const auto& record : records) {
            ++form.required;
            if (has(record, field.id))
                ++form.filled;
            else if (field.mandatory <= stage)
                ++form.overdue;
        }
    }
    if (!applies(facts, kind.name) && records.empty())
        form.state = FormState::NotApplicable;
    else if (records.empty())
        form.state = FormState::NotStarted;
    else if (not_available(facts, kind.name))
        form.state = FormState::NotAvailable;
    else
        form.state = form.filled < form.required ? FormState::InProgress : FormState::Completed;
    return form;
}

Form form_of_agency(const Facts& facts, const Record& one)
{
    Form form;
    form.section = "Agencies";
    const auto* agency = facts.find(text(one, "organisation"));
    form.name = agency == nullptr ? called(facts, one) : called(facts, *agency);
    form.records = 1;
    const auto status = text(one, "status");
    if (text(one, "required") == "NONE")
        form.state = FormState::NotApplicable;
    else if (status == "REFUSED")
        form.state = FormState::NotAvailable;
    else if (status == "NIL" || status == "ACCEPTED")
        form.state = FormState::Completed;
    else
        form.state = status.empty() || status == "NOT_ASKED" ? FormState::NotStarted : FormState::InProgress;
    return form;
}

Form form_of_section(const Facts& facts, const Section& section)
{
    Form form;
    form.section = "Template";
    form.name = section.title;
    form.required = static_cast<std::int64_t>(section.prompts.size());
    for (const auto& prompt : section.prompts)
        for (const auto& answer : facts.all("prompt_answer"))
            if (text(answer, "prompt") == prompt.id && has(answer, "answer")) {
                ++form.filled;
                break;
            }
    form.records = form.filled;
    if (form.required == 0)
        form.state = FormState::NotApplicable;
    else if (form.filled == 0)
        form.state = FormState::NotStarted;
    else
        form.state = form.filled < form.required ? FormState::InProgress : FormState::Completed;
    return form;
}

bool counted(const model::KindSpec& kind, const model::FieldSpec& field, bool words)
{
    for (const auto& common : model::common_fields())
        if (common.id == field.id) return false;
    if (field.kind == model::FieldKind::Flag) return false;  // absent says no
    return words || !model::is_sealed(field, kind.disclosure);
}

enum class Holds { Value, Unknown, Inapplicable, Nothing };

Holds held(const model::FieldSpec& field, const std::set<std::string>& unknown, const Record& record)
{
    using enum model::FieldKind;
    if (!has(record, field.id)) return Holds::Nothing;
    const auto code = text(record, field.id);
    if (field.kind == Tri)
        return code == "NR" ? Holds::Unknown : code == "NA" ? Holds::Inapplicable : Holds::Value;
    if (field.kind == Code && code == "NA") return Holds::Inapplicable;
    if (field.kind == Code && unknown.contains(code)) return Holds::Unknown;
    if (field.kind == DateText) {
        const auto* value = record.fields.find(field.id)->object();
        if (value != nullptr && json::text_or(*value, "precision") == "UNKNOWN") return Holds::Unknown;
    }
    if (field.kind == Codes) {
        const auto codes = texts(record, field.id);
        if (std::all_of(codes.begin(), codes.end(), [&](const auto& one) { return unknown.contains(one); }))
            return Holds::Unknown;
    }
    return Holds::Value;
}

std::set<std::string> unknown_codes(const model::CodeLists& lists, std::string_view list)
{
    std::set<std::string> found;
    if (const auto* held = lists.list(list))
        for (const auto& value : held->values)
            if (says_unknown(lists, list, value.code)) found.insert(value.code);
    return found;
}

}  // namespace

std::string_view to_text(FormState state)
{
    switch (state) {
        case FormState::NotStarted: return "not_started";
        case FormState::InProgress: return "in_progress";
        case FormState::Completed: return "completed";
        case FormState::NotAvailable: return "not_available";
        case FormState::NotApplicable: return "not_applicable";
    }
    std::abort();
}

std::string_view described(FormState state)
{
    switch (state) {
        case FormState::NotStarted: return "not started";
        case FormState::InProgress: return "in progress";
        case FormState::Completed: return "completed";
        case FormState::NotAvailable: return "not available";
        case FormState::NotApplicable: return "not applicable";
    }
    std::abort();
}

std::vector<Form> completeness(const Facts& facts, const Template* by)
{
    std::vector<Form> forms;
    const auto stage = text(facts.review(), "status");
    for (const auto& one : kForms)
        if (const auto* kind = model::kind(one.kind))
            forms.push_back(form_of_kind(facts, *kind, one.section, stage));
    for (const auto& one : facts.all("agency_involvement")) forms.push_back(form_of_agency(facts, one));
    if (by != nullptr)
        for (const auto& section : by->sections) forms.push_back(form_of_section(facts, section));
    return forms;
}

bool says_unknown(const model::CodeLists& lists, std::string_view list, std::string_view code)
{
    const auto* held = lists.list(list);
    const auto* value = held == nullptr ? nullptr : held->find(code);
    if (value == nullptr) return false;
    const auto label = model::fold(value->label);
    for (const char* words :
         {"not known", "not stated", "not recorded", "unclear/unknown/not stated", "undetermined"})
        if (label.starts_with(words) || label.ends_with(words)) return true;
    return label.starts_with("unknown");
}

std::vector<Missing> missing(const Facts& facts, bool words)
{
    std::vector<Missing> found;
    for (const auto& kind : model::kinds()) {
        const auto& records = facts.all(kind.name);
        if (records.empty()) continue;
        for (const auto& field : kind.fields) {
            if (!counted(kind, field, words)) continue;
            Missing one{&kind, &field, static_cast<std::int64_t>(records.size()), 0, 0, 0, 0};
            const auto unknown = unknown_codes(facts.lists(), field.of);
            for (const auto& record : records) switch (held(field, unknown, record)) {
                    case Holds::Value: ++one.filled; break;
                    case Holds::Unknown: ++one.not_recorded; break;
                    case Holds::Inapplicable: ++one.not_applicable; break;
                    case Holds::Nothing: ++one.empty; break;
                }
            found.push_back(one);
        }
    }
    return found;
}

}  // namespace rules
