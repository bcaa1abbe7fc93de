#include "storage/rules/template_use.h"

#include <algorithm>
#include <array>
#include <map>

#include "storage/rules/words.h"

namespace rules {

namespace {

using base::ErrorKind;
using base::fail;

template <class T, class Name>
std::vector<std::string> missing_from(const std::vector<T>& other, const std::vector<T>& all, Name name)
{
    std::vector<std::string> found;
    for (const auto& one : all)
        if (std::none_of(other.begin(), other.end(), [&](const T& held) { return name(held) == name(one); }))
            found.push_back(name(one));
    return found;
}

bool same_rule(const ClockRule& a, const ClockRule& b)
{
    return a.label == b.label && a.trigger == b.trigger && a.count == b.count && a.unit == b.unit &&
           a.before == b.before && a.again == b.again && a.each_partner == b.each_partner &&
           a.pausable == b.pausable && a.extendable == b.extendable && a.basis == b.basis;
}

std::vector<Prompt> prompts_of(const Template& by)
{
    std::vector<Prompt> all;
    for (const auto& section : by.sections)
        all.insert(all.end(), section.prompts.begin(), section.prompts.end());
    return all;
}

PromptAnswer answer_of(const Record& record)
{
    return {record.id, text(record, "question"), text(record, "template"), text(record, "answer"),
            flag(record, "retired")};
}

/// What fills the blanks; empty where nothing is recorded.
std::map<std::string, std::string> fillings(const Facts& facts, const Template& by, const Record& request)
{
    const auto& review = facts.review();
    const auto said = [](std::optional<Day> first, std::optional<Day> otherwise) {
        const auto day = first ? first : otherwise;
        return day ? day_words(*day) : std::string();
    };
    const auto* agency = facts.find(text(request, "to_org"));
    const auto opened = day(review, "opened_on").value_or(facts.today());
    return {{"agency", agency == nullptr ? "" : text(*agency, "name")},
            {"reference", text(review, "human_ref")},
            {"review", by.label_on(text(review, "review_type"), opened)},
            {"period_from", said(day(request, "period_from"), day(review, "scope_from"))},
            {"period_to", said(day(request, "period_to"), day(review, "scope_to"))},
            {"due_on", said(day(request, "due_on"), {})},
            {"sent_on", said(day(request, "sent_on"), {})},
            {"today", day_words(facts.today())}};
}

// A reminder says that the request was sent and that nothing came.
Result<void> reminder_is_owed(const Record& request)
{
    const auto response = text(request, "response");
    if (has(request, "response_on") || (!response.empty() && response != "AWAITED"))
        return fail(ErrorKind::Refused,
                    "This request was answered, so a reminder would say what is not so. No letter was made. "
                    "If the answer recorded is wrong, correct it first; for what is still missing, make a "
                    "new request.",
                    "request_answered");
    if (!has(request, "sent_on"))
        return fail(ErrorKind::Refused,
                    "This request has no day on which it was sent, so nothing can be reminded of. No letter "
                    "was made. Fill in " +
                        field_words(request.kind, "sent_on") + " first.",
                    "request_not_sent");
    return {};
}

std::string_view name_of_blank(std::string_view blank)
{
    constexpr std::array<std::pair<std::string_view, std::string_view>, 6> kNames = {
        {{"agency", "agency"},
         {"reference", "reference"},
         {"period_from", "first day of the period"},
         {"period_to", "last day of the period"},
         {"due_on", "date for the reply"},
         {"sent_on", "date of the request"}}};
    for (const auto& [id, name] : kNames)
        if (id == blank) return name;
    return blank;
}

}  // namespace

Result<Template> template_of(const Facts& facts, const Templates& among)
{
    const auto& review = facts.review();
    auto found = among.joined(text(review, "template_version"), texts(review, "legal_basis"));
    if (!found)
        return fail(ErrorKind::NotFound,
                    has(review, "template_version")
                        ? "The template this review was opened under is not here. Install the pack that "
                          "brings it; the review itself is whole."
                        : "This review was opened without a template. Move it to one first.",
                    "template_missing");
    return *std::move(found);
}

Force force(const Facts& facts, const Template& by)
{
    const auto& review = facts.review();
    Force found;
    found.on = day(review, "opened_on").value_or(facts.today());
    found.on_field = "review.opened_on";
    for (const auto& incident : facts.all("incident"))
        if (const auto died = span(incident, "death_date").earliest) {
            found.on = *died;
            found.on_field = "incident.death_date";
            break;
        }
    found.in_force = in_force(by, text(review, "lead_area"), found.on);
    found.sentence = std::string(found.in_force ? "In force" : "Not in force") + " in this area on " +
                     day_words(found.on) + ".";
    if (!found.in_force && !by.savings.empty()) found.sentence += " " + by.savings;
    if (!found.in_force) found.sentence += " This is recorded and stops nothing.";
    return found;
}

PromptSheet prompts(const Facts& facts, const Template& by)
{
    std::map<std::string, std::vector<PromptAnswer>> given;
    PromptSheet sheet;
    for (const auto& record : facts.all("prompt_answer")) {
        const auto id = text(record, "prompt");
        if (flag(record, "retired") || by.prompt(id) == nullptr)
            sheet.retired.push_back(answer_of(record));
        else
            given[id].push_back(answer_of(record));
    }
    for (const auto& section : by.sections) {
        PromptSheet::Part part{section.id, section.title, {}};
        for (const auto& prompt : section.prompts) {
            auto& answers = given[prompt.id];
            ++sheet.asked;
            if (!answers.empty()) ++sheet.answered;
            part.rows.push_back({prompt, std::move(answers)});
        }
        sheet.sections.push_back(std::move(part));
    }
    return sheet;
}

Move move(const Facts& facts, const Template& from, const Template& to)
{
    const auto id = [](const auto& one) { return one.id; };
    const auto status = [](const Stage& one) { return one.status; };
    const auto title = [](const Section& one) { return one.title; };
    const auto itself = [](const std::string& one) { return one; };
    Move made;
    made.from = version_text(from);
    made.to = version_text(to);
    made.clocks_new = missing_from(from.clocks, to.clocks, id);
    made.clocks_gone = missing_from(to.clocks, from.clocks, id);
    for (const auto& rule : from.clocks)
        if (const auto* other = to.clock(rule.id); other != nullptr && !same_rule(rule, *other))
            made.clocks_changed.push_back(rule.id);
    made.stages_new = missing_from(from.stages, to.stages, status);
    made.stages_gone = missing_from(to.stages, from.stages, status);
    made.sections_new = missing_from(from.sections, to.sections, title);
    made.sections_gone = missing_from(to.sections, from.sections, title);
    const auto was = prompts_of(from);
    const auto will = prompts_of(to);
    made.prompts_new = missing_from(was, will, id);
    made.prompts_gone = missing_from(will, was, id);
    for (const auto& prompt : was)
        if (const auto* other = to.prompt(prompt.id); other != nullptr && other->question != prompt.question)
            made.prompts_changed.push_back(prompt.id);
    made.outputs_new = missing_from(from.outputs, to.outputs, itself);
    made.outputs_gone = missing_from(to.outputs, from.outputs, itself);
    for (const auto& rule : to.publication) {
        const auto* other = from.publication_rule(rule.item);
        if (other == nullptr || other->rule != rule.rule) made.publication_changed.push_back(rule.item);
    }
    for (const auto& record : facts.all("prompt_answer")) {
        const bool asked = to.prompt(text(record, "prompt")) != nullptr;
        const bool retired = flag(record, "retired");
        if (!asked && !retired)
            made.retire.push_back(record.id);
        else if (asked && retired)
            made.revive.push_back(record.id);
        else
            ++made.kept;
    }
    return made;
}

Result<LetterText> letter(const Facts& facts, const Template& by, std::string_view request,
                          std::string_view purpose)
{
    const auto* record = facts.find(request);
    if (record == nullptr || record->kind != "information_request")
        return fail(ErrorKind::NotFound, "This review has no such request for information.");
    if (purpose == "reminder") TRY_VOID(reminder_is_owed(*record));
    const auto* form = by.letter(purpose, text(*record, "legal_basis"));
    if (form == nullptr) return fail(ErrorKind::NotFound, "The template has no such letter.");
    LetterText made{form->title, {}, form->purpose, form->basis, form->compels, form->refusals, {}};
    const auto filled = fillings(facts, by, *record);
    for (std::size_t at = 0; at < form->text.size();) {
        const auto open = form->text.find('{', at);
        const auto end = open == std::string::npos ? open : form->text.find('}', open);
        if (end == std::string::npos) {
            made.text += form->text.substr(at);
            break;
        }
        made.text += form->text.substr(at, open - at);
        const auto blank = form->text.substr(open + 1, end - open - 1);
        const auto found = filled.find(blank);
        if (found != filled.end() && !found->second.empty()) {
            made.text += found->second;
        } else {
            made.text += "[" + std::string(name_of_blank(blank)) + "]";
            if (std::find(made.unfilled.begin(), made.unfilled.end(), blank) == made.unfilled.end())
                made.unfilled.push_back(blank);
        }
        at = end + 1;
    }
    return made;
}

}  // namespace rules
