#include "app/core/templates.h"

#include "app/core/facts.h"

namespace core {

namespace {

using base::ErrorKind;
using base::fail;

/// The template itself, without what a joint review adds to it.
Result<const rules::Template*> wanted_version(const review::Vault& vault, const std::string& present,
                                              std::string_view type, std::string_view version)
{
    const auto slash = present.find('/');
    const std::string id = present.substr(0, slash);
    const rules::Template* found = nullptr;
    if (version.find('/') != std::string_view::npos)
        found = vault.templates().of_review(version);
    else if (!version.empty() && !id.empty())
        found = vault.templates().of_review(id + "/" + std::string(version));
    else
        found = id.empty() ? vault.templates().for_type(type) : vault.templates().find(id);
    if (found == nullptr)
        return fail(ErrorKind::NotFound,
                    "There is no such version of the template here. The list of templates names them.",
                    "template_missing");
    return found;
}

model::Change change_to(std::string kind, std::string id)
{
    model::Change change;
    change.kind = std::move(kind);
    change.id = std::move(id);
    return change;
}

model::Command moving(const rules::Facts& facts, const rules::Move& move)
{
    model::Command command;
    auto review = change_to("review", facts.review().id);
    review.fields.set("template_version", move.to);
    command.changes.push_back(std::move(review));
    for (const auto& id : move.retire) {
        auto answer = change_to("prompt_answer", id);
        answer.fields.set("retired", true);
        command.changes.push_back(std::move(answer));
    }
    for (const auto& id : move.revive) {
        auto answer = change_to("prompt_answer", id);
        answer.fields.set("retired", nullptr);
        command.changes.push_back(std::move(answer));
    }
    return command;
}

}  // namespace

Result<std::string> answer_prompt(review::Vault& vault, review::Review& review, std::string_view prompt,
                                  json::Object fields, std::string_view id)
{
    TRY_ASSIGN(const auto facts, facts(vault, review, Scope::Thread));
    TRY_ASSIGN(const auto by, rules::template_of(facts, vault.templates()));
    const auto* asked = by.prompt(prompt);
    if (asked == nullptr)
        return fail(ErrorKind::NotFound, "The template of this review does not ask that.", "prompt_missing");
    auto change = change_to("prompt_answer", id.empty() ? base::new_uuid(vault.random()) : std::string(id));
    change.fields = std::move(fields);
    change.fields.set("prompt", asked->id);
    change.fields.set("question", asked->question);
    change.fields.set("section", by.section_of(prompt)->title);
    change.fields.set("template", json::text_or(facts.review().fields, "template_version"));
    const std::string record = change.id;
    TRY_ASSIGN([[maybe_unused]] const auto written, review.apply({{std::move(change)}}));
    return record;
}

Result<Moved> move_template(review::Vault& vault, review::Review& review, std::string_view version,
                            bool write)
{
    TRY_ASSIGN(const auto facts, facts(vault, review, Scope::Thread));
    const auto present = rules::text(facts.review(), "template_version");
    TRY_ASSIGN(const auto* target,
               wanted_version(vault, present, rules::text(facts.review(), "review_type"), version));
    const auto to = rules::version_text(*target);
    if (to == present)
        return fail(ErrorKind::Conflict, "This review stands under that version already.", "template_same");
    const auto bases = rules::texts(facts.review(), "legal_basis");
    const auto from = vault.templates().joined(present, bases);
    Moved moved;
    moved.move = rules::move(facts, from.value_or(rules::Template{}), *vault.templates().joined(to, bases));
    moved.move.from = present;
    if (!write) return moved;
    TRY_ASSIGN(moved.command, review.apply(moving(facts, moved.move)));
    return moved;
}

}  // namespace core
