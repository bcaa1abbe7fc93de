// template list, show, move; prompts, prompt answer; letter; pack install, list.

#include "app/cli/answer.h"
#include "app/core/facts.h"
#include "app/core/packs.h"
#include "app/core/templates.h"

namespace cli {

namespace {

std::string span_text(const rules::Template& one)
{
    if (one.valid_from.empty() && one.valid_to.empty()) return "always in force";
    return "in force " + (one.valid_from.empty() ? "" : "from " + one.valid_from) +
           (one.valid_to.empty() ? "" : " to " + one.valid_to);
}

json::Object summary(const rules::Template& one)
{
    json::Object row;
    row.set("template", rules::version_text(one));
    row.set("label", one.label);
    row.set("review_types", texts(one.review_types));
    if (!one.format.empty()) row.set("local_format", one.format);
    row.set("legal_basis", one.legal_basis);
    row.set("valid_from", one.valid_from);
    row.set("valid_to", one.valid_to);
    row.set("areas", texts(one.areas));
    return row;
}

std::string_view unit_text(rules::Unit unit)
{
    switch (unit) {
        case rules::Unit::MonthInclusive: return "month beginning with the day";
        case rules::Unit::Month: return "month";
        case rules::Unit::WorkingDay: return "working day";
        case rules::Unit::CalendarDay: return "day";
        case rules::Unit::Hour: return "hour";
        case rules::Unit::Open: return "no fixed limit";
    }
    return {};
}

json::Object clock_rule_value(const rules::ClockRule& rule)
{
    json::Object row;
    row.set("id", rule.id);
    row.set("label", rule.label);
    row.set("trigger", rule.trigger);
    row.set("count", rule.count);
    row.set("unit", unit_text(rule.unit));
    row.set("each_partner", rule.each_partner);
    row.set("pausable", rule.pausable);
    row.set("basis", rule.basis);
    row.set("source", rule.source);
    row.set("unverified", rule.unverified);
    row.set("note", rule.note);
    return row;
}

std::string line_of(const rules::ClockRule& rule)
{
    std::string line = "  " + rule.id + "  " + rule.label + ": ";
    if (rule.unit != rules::Unit::Open) line += std::to_string(rule.count) + " ";
    line += std::string(unit_text(rule.unit)) + (rule.count > 1 ? "s" : "") + " [" + rule.basis + "]";
    if (rule.unverified) line += "  " + std::string(rules::check_guidance());
    return line;
}

json::Array stages_of(const rules::Template& one)
{
    json::Array rows;
    for (const auto& stage : one.stages) {
        json::Object row;
        row.set("status", stage.status);
        row.set("next", texts(stage.next));
        row.set("outputs", texts(stage.outputs));
        rows.emplace_back(std::move(row));
    }
    return rows;
}

json::Array publication_of(const rules::Template& one)
{
    json::Array rows;
    for (const auto& rule : one.publication) {
        json::Object row;
        row.set("item", rule.item);
        row.set("rule", rule.rule);
        row.set("unverified", rule.unverified);
        rows.emplace_back(std::move(row));
    }
    return rows;
}

void describe(AnswerBuilder& answer, const rules::Template& one, const std::string& label)
{
    answer.fact("template", "Template", rules::version_text(one))
        .fact("label", "Review", label)
        .fact("legal_basis", "Legal basis", one.legal_basis)
        .fact("purpose", "Purpose", one.purpose)
        .fact("commissioner", "Arranged by", one.commissioner)
        .fact("publisher", "Published by", one.publisher)
        .fact("may_compel", "Information can be required by law", one.may_compel)
        .fact("valid_from", "", one.valid_from)
        .fact("valid_to", "", one.valid_to)
        .fact("areas", "", texts(one.areas))
        .line("Time: " + span_text(one));
    json::Array clocks, sections;
    answer.line("Clocks:");
    for (const auto& rule : one.clocks) {
        clocks.emplace_back(clock_rule_value(rule));
        answer.line(line_of(rule));
    }
    answer.line("Outputs:");
    for (const auto& output : one.outputs) answer.line("  " + output);
    answer.line("Sections:");
    for (const auto& section : one.sections) {
        json::Object row;
        row.set("id", section.id);
        row.set("title", section.title);
        row.set("prompts", static_cast<std::int64_t>(section.prompts.size()));
        sections.emplace_back(std::move(row));
        answer.line("  " + section.title);
    }
    for (const auto& note : one.notes) answer.line("Note: " + note);
    answer.fact("clocks", "", std::move(clocks))
        .fact("stages", "", stages_of(one))
        .fact("outputs", "", texts(one.outputs))
        .fact("sections", "", std::move(sections))
        .fact("publication", "", publication_of(one))
        .fact("notes", "", texts(one.notes));
}

Result<Answer> list_templates(Call& call)
{
    TRY_ASSIGN(auto* vault, call.vault());
    json::Array rows;
    std::string text;
    for (const auto& one : vault->templates().all()) {
        rows.emplace_back(summary(one));
        text += rules::version_text(one) + "  " + one.label + "  (" + span_text(one) + ")\n";
    }
    return Answer{std::move(rows), std::move(text), 0};
}

Result<Answer> show_template(Call& call)
{
    TRY_ASSIGN(auto* vault, call.vault());
    AnswerBuilder answer;
    if (!call.option("REF")) {
        const auto wanted = call.option("--template");
        if (!wanted) return list_templates(call);
        const auto* one = wanted->find('/') == std::string::npos ? vault->templates().find(*wanted)
                                                                 : vault->templates().of_review(*wanted);
        if (one == nullptr)
            return base::fail(base::ErrorKind::NotFound,
                              "There is no such template here. `template list DIR` lists them.");
        describe(answer, *one, one->label);
        return answer.done();
    }
    TRY_ASSIGN(auto review, call.review());
    TRY_ASSIGN(const auto facts, core::facts(*vault, review, core::Scope::Thread));
    TRY_ASSIGN(const auto one, rules::template_of(facts, vault->templates()));
    const auto opened = rules::day(facts.review(), "opened_on").value_or(facts.today());
    const auto type = rules::text(facts.review(), "review_type");
    describe(answer, one, one.label_on(type, opened));
    if (const auto* label = one.label_of(type, opened); label != nullptr && !label->note.empty())
        answer.fact("label_note", "Name", label->note);
    const auto force = rules::force(facts, one);
    answer.fact("in_force", "", force.in_force)
        .fact("in_force_on", "", model::to_text(force.on))
        .fact("in_force_text", "In force", force.sentence);
    const auto* newest = vault->templates().find(one.id);
    if (newest != nullptr && newest->version > one.version)
        answer.fact("newer", "A newer version is here", rules::version_text(*newest));
    return answer.done();
}

Result<Answer> move_template(Call& call)
{
    TRY_ASSIGN(auto* vault, call.vault());
    TRY_ASSIGN(auto review, call.review());
    const bool write = call.flag("--accept");
    TRY_ASSIGN(const auto moved,
               core::move_template(*vault, review, call.option("VERSION").value_or(""), write));
    const auto& m = moved.move;
    AnswerBuilder answer;
    answer.fact("from", "From", m.from).fact("to", "To", m.to).fact("moved", "", write);
    const auto several = [&](std::string_view key, std::string_view label,
                             const std::vector<std::string>& all) {
        std::string line;
        for (const auto& one : all) line += (line.empty() ? "" : ", ") + one;
        if (!all.empty()) answer.line(std::string(label) + ": " + line);
        answer.fact(key, "", texts(all));
    };
    several("clocks_new", "New clocks", m.clocks_new);
    several("clocks_gone", "Clocks no longer kept", m.clocks_gone);
    several("clocks_changed", "Clocks that change", m.clocks_changed);
    several("stages_new", "New stages", m.stages_new);
    several("stages_gone", "Stages no longer passed", m.stages_gone);
    several("sections_new", "New sections", m.sections_new);
    several("sections_gone", "Sections no longer there", m.sections_gone);
    several("prompts_new", "New prompts", m.prompts_new);
    several("prompts_gone", "Prompts no longer asked", m.prompts_gone);
    several("prompts_changed", "Prompts in other words", m.prompts_changed);
    several("outputs_new", "New outputs", m.outputs_new);
    several("outputs_gone", "Outputs no longer wanted", m.outputs_gone);
    several("publication_changed", "Rules on publication that change", m.publication_changed);
    answer.fact("answers_kept", "Answers that stay as they are", m.kept)
        .fact("answers_retired", "Answers kept as retired", static_cast<std::int64_t>(m.retire.size()))
        .fact("answers_revived", "Answers asked for again", static_cast<std::int64_t>(m.revive.size()));
    answer.line(write ? "Moved. Undo takes it back."
                      : "Nothing was changed. Give --accept to move; not moving leaves the review as it is.");
    return answer.done();
}

json::Object prompt_answer_value(const rules::PromptAnswer& one)
{
    json::Object row;
    row.set("id", one.record);
    row.set("question", one.question);
    row.set("template", one.version);
    row.set("answer", one.answer);
    row.set("retired", one.retired);
    return row;
}

Result<Answer> prompts(Call& call)
{
    TRY_ASSIGN(auto* vault, call.vault());
    TRY_ASSIGN(auto review, call.review());
    TRY_ASSIGN(const auto facts, core::facts(*vault, review, core::Scope::Thread));
    TRY_ASSIGN(const auto by, rules::template_of(facts, vault->templates()));
    const auto sheet = rules::prompts(facts, by);
    AnswerBuilder answer;
    json::Array sections, retired;
    for (const auto& part : sheet.sections) {
        json::Array rows;
        answer.line(part.title);
        for (const auto& row : part.rows) {
            json::Object one;
            json::Array answers;
            one.set("prompt", row.prompt.id);
            one.set("question", row.prompt.question);
            one.set("hint", row.prompt.hint);
            answer.line("  " + row.prompt.id + "  " + row.prompt.question +
                        (row.answers.empty() ? "  [not answered]" : ""));
            for (const auto& given : row.answers) {
                answers.emplace_back(prompt_answer_value(given));
                answer.line("      " + given.answer);
            }
            one.set("answers", std::move(answers));
            rows.emplace_back(std::move(one));
        }
        json::Object section;
        section.set("id", part.id);
        section.set("title", part.title);
        section.set("prompts", std::move(rows));
        sections.emplace_back(std::move(section));
    }
    if (!sheet.retired.empty()) answer.line("No longer asked");
    for (const auto& one : sheet.retired) {
        retired.emplace_back(prompt_answer_value(one));
        answer.line("  " + one.question + " (" + one.version + ")\n      " + one.answer);
    }
    answer.fact("template", "Template", rules::version_text(by))
        .fact("asked", "Asked", sheet.asked)
        .fact("answered", "Answered", sheet.answered)
        .fact("sections", "", std::move(sections))
        .fact("retired", "", std::move(retired));
    return answer.done();
}

Result<Answer> answer_prompt(Call& call)
{
    TRY_ASSIGN(auto fields, call.input_object());
    TRY_ASSIGN(auto* vault, call.vault());
    TRY_ASSIGN(auto review, call.review());
    TRY_ASSIGN(const auto id, core::answer_prompt(*vault, review, call.at("PROMPT"), std::move(fields),
                                                  call.option("--change").value_or("")));
    return AnswerBuilder().fact("id", "Answer", id).done();
}

Result<Answer> list_codes(Call& call)
{
    TRY_ASSIGN(const auto* vault, call.vault());
    const auto wanted = call.option("LIST");
    const auto* one = wanted ? vault->lists().list(*wanted) : nullptr;
    if (wanted && one == nullptr)
        return base::fail(base::ErrorKind::NotFound,
                          "There is no code list of that name. `list DIR` names them all.");
    json::Array rows;
    std::string text = one == nullptr ? "" : one->title + "\n";
    const auto add = [&](const std::string& code, const std::string& label) {
        json::Object row;
        row.set("code", code);
        row.set("label", label);
        rows.emplace_back(std::move(row));
        text += (one == nullptr ? "" : "  ") + code + "  " + label + "\n";
    };
    if (one == nullptr)
        for (const auto& list : vault->lists().lists()) add(list.id, list.title);
    else
        for (const auto& value : one->values) add(value.code, value.label);
    return Answer{std::move(rows), std::move(text), 0};
}

Result<Answer> letter(Call& call)
{
    TRY_ASSIGN(auto* vault, call.vault());
    TRY_ASSIGN(auto review, call.review());
    TRY_ASSIGN(const auto facts, core::facts(*vault, review, core::Scope::Thread));
    TRY_ASSIGN(const auto by, rules::template_of(facts, vault->templates()));
    TRY_ASSIGN(const auto made, rules::letter(facts, by, call.at("REQUEST-ID"),
                                              call.flag("--reminder") ? "reminder" : "request"));
    auto answer = AnswerBuilder()
                      .fact("title", "", made.title)
                      .fact("purpose", "", made.purpose)
                      .fact("basis", "", made.basis)
                      .fact("compels", "", made.compels)
                      .fact("refusals", "", texts(made.refusals))
                      .fact("unfilled", "", texts(made.unfilled))
                      .fact("text", "", made.text)
                      .done();
    answer.text = made.title + "\n\n" + made.text + "\n";
    return answer;
}

json::Object pack_value(const core::PackView& one)
{
    json::Object row;
    row.set("name", one.name);
    row.set("version", static_cast<std::int64_t>(one.version));
    row.set("issued", one.issued);
    row.set("valid_from", one.valid_from);
    row.set("valid_to", one.valid_to);
    row.set("installed", one.installed);
    row.set("files", texts(one.files));
    row.set("standing", one.standing);
    return row;
}

Result<Answer> install_pack(Call& call)
{
    TRY_ASSIGN(auto* vault, call.vault());
    TRY_ASSIGN(const auto made, core::install_pack(*vault, base::path_from_utf8(call.at("FILE"))));
    std::string text = made.name + " version " + std::to_string(made.version) + " installed\n";
    for (const auto& file : made.files) text += "  " + file + "\n";
    return Answer{pack_value(made), std::move(text), 0};
}

Result<Answer> list_packs(Call& call)
{
    TRY_ASSIGN(auto* vault, call.vault());
    TRY_ASSIGN(const auto all, core::packs(*vault));
    json::Array rows;
    std::string text;
    for (const auto& one : all) {
        rows.emplace_back(pack_value(one));
        text += one.name + "  version " + std::to_string(one.version) + "  installed " + one.installed +
                (one.standing.empty() ? "" : "\n    " + one.standing) + "\n";
    }
    if (all.empty()) text = "No pack is installed: the lists and templates are those of the program.\n";
    return Answer{std::move(rows), std::move(text), 0};
}

}  // namespace

std::vector<Verb> template_verbs()
{
    return {
        {"list", "DIR [LIST]", opening(),
         "The code lists of this vault; the codes of one, with their meaning", list_codes},
        {"template list", "DIR", opening(), "The review templates in this vault", list_templates},
        {"template show", "DIR [REF]",
         opening_and({{"--template", Takes::Value, "Without REF: id, or id and version such as owhr/1"}}),
         "The template of a review: clocks, stages, outputs, sections", show_template},
        {"template move", "DIR REF [VERSION]",
         opening_and({{"--accept", Takes::Nothing, "Move; else only what would change is shown"}}),
         "Move a review to another version of its template", move_template},
        {"prompts", "DIR REF", opening(), "Sections and prompts of the template, with their answers",
         prompts},
        {"prompt answer", "DIR REF PROMPT",
         opening_and({{"--change", Takes::Value, "Id of an earlier answer to change"}}),
         "Write an answer under a prompt; fields on standard input", answer_prompt},
        {"letter", "DIR REF REQUEST-ID",
         opening_and({{"--reminder", Takes::Nothing, "The reminder instead of the request"}}),
         "The letter of a request for information, by its legal basis", letter},
        {"pack install", "DIR FILE", opening(), "Install a signed pack of templates and lists", install_pack},
        {"pack list", "DIR", opening(), "The packs installed in this vault", list_packs},
    };
}

}  // namespace cli
