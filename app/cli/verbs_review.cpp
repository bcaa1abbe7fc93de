// review create, list, show; chronology.

#include "app/cli/answer.h"
#include "app/core/chronology.h"
#include "storage/model/codelists.h"

namespace cli {

namespace {

json::Object card_value(const review::ReviewCard& card)
{
    json::Object one;
    one.set("reference", card.reference);
    one.set("uuid", card.uuid);
    one.set("type", card.type);
    one.set("area", card.area);
    one.set("status", card.status);
    one.set("demo", card.demo);
    one.set("writable", card.writable);
    one.set("identities_gone", card.identities_gone);
    one.set("entries", card.entries);
    one.set("events", card.events);
    return one;
}

Result<Answer> review_create(Call& call)
{
    review::NewReview wanted;
    wanted.type = call.at("--type");
    wanted.area = call.at("--area");
    wanted.demo = call.flag("--demo");
    wanted.template_id = call.option("--template").value_or("");
    if (const auto year = call.option("--year-of-death")) {
        if (year->size() != 4 || year->find_first_not_of("0123456789") != std::string::npos)
            return base::fail(base::ErrorKind::Invalid, "--year-of-death takes a year in four digits.");
        wanted.year_of_death = std::stoi(*year);
    }
    TRY_ASSIGN(auto* vault, call.vault());
    TRY_ASSIGN(const auto card, vault->create_review(wanted));
    return Answer{card_value(card), card.reference + "\n", 0};
}

Result<Answer> review_list(Call& call)
{
    TRY_ASSIGN(auto* vault, call.vault());
    TRY_ASSIGN(const auto cards, vault->reviews());
    json::Array all;
    std::string text;
    for (const auto& card : cards) {
        all.emplace_back(card_value(card));
        text += card.reference + "  " + vault->lists().label("review_type", card.type) + "  " +
                plural(card.events, "event", "events") + (card.demo ? "  DEMO" : "") + "\n";
    }
    return Answer{std::move(all), std::move(text), 0};
}

Result<Answer> review_show(Call& call)
{
    if (!call.option("REF")) return review_list(call);
    TRY_ASSIGN(auto review, call.review());
    TRY_ASSIGN(const auto card, review.card());
    TRY_ASSIGN(const auto hash, review.state_hash());
    auto value = card_value(card);
    value.set("state", base::to_hex(hash));
    TRY_ASSIGN(auto* vault, call.vault());
    const auto& lists = vault->lists();
    auto answer = AnswerBuilder()
                      .fact("", "Reference", card.reference)
                      .fact("", "Type", lists.label("review_type", card.type))
                      .fact("", "Area", lists.label("borough", card.area))
                      .fact("", "Stage", lists.label("review_status", card.status))
                      .fact("", "Journal entries", card.entries)
                      .fact("", "Chronology events", card.events)
                      .fact("", "State", base::to_hex(hash));
    if (card.demo) answer.line("DEMO: invented, kept out of every statistic");
    auto done = answer.done();
    done.value = std::move(value);
    return done;
}

const std::vector<Option> kFilterOptions = {
    {"--merged", Takes::Nothing, "One line for every contact, its sources named"},
    {"--from", Takes::Value, "First day, YYYY-MM-DD"},
    {"--to", Takes::Value, "Last day"},
    {"--agency", Takes::Value, "Name of an agency, or the beginning of it"},
    {"--person", Takes::Value, "Code of a person it is about"},
    {"--kind", Takes::Value, "Code of contact_kind"},
    {"--theme", Takes::Value, "Code of theme"},
    {"--significance", Takes::Value, "Code of significance"},
    {"--text", Takes::Value, "Words that all occur; accents and case do not matter"}};

Result<Answer> chronology(Call& call)
{
    core::ChronologyFilter filter;
    filter.from = call.option("--from").value_or("");
    filter.to = call.option("--to").value_or("");
    filter.agency = call.option("--agency").value_or("");
    filter.person = call.option("--person").value_or("");
    filter.kind = call.option("--kind").value_or("");
    filter.theme = call.option("--theme").value_or("");
    filter.significance = call.option("--significance").value_or("");
    filter.text = call.option("--text").value_or("");
    const bool merged = call.flag("--merged");
    TRY_ASSIGN(const auto* vault, call.vault());
    TRY_ASSIGN(auto review, call.review());
    TRY_ASSIGN(const auto lines, core::merged_chronology(*vault, review, filter, merged));
    json::Array all;
    std::string text;
    for (const auto& line : lines) {
        text += (merged ? core::to_text(line) : core::to_text(line.standing)) + "\n";
        all.emplace_back(merged ? core::to_json(line) : core::to_json(line.standing));
    }
    return Answer{std::move(all), std::move(text), 0};
}

}  // namespace

std::vector<Verb> review_verbs()
{
    return {
        {"review create", "DIR",
         opening_and({{"--type", Takes::Value, "Code of review_type, such as OWHR or DHR", true},
                      {"--area", Takes::Value, "GSS code of the lead area, such as E09000022", true},
                      {"--year-of-death", Takes::Value, "For the reference; else the year of opening"},
                      {"--template", Takes::Value, "Id of a template; else the one of the type"},
                      {"--demo", Takes::Nothing, "A demo review, kept out of every statistic"}}),
         "Open a review; prints its reference", review_create},
        {"review list", "DIR", opening(), "List the reviews of a vault", review_list},
        {"review show", "DIR [REF]", opening(), "Show one review, or list them", review_show},
        {"chronology", "DIR REF", opening_and(kFilterOptions),
         "The merged chronology, one line an event, in order", chronology},
    };
}

}  // namespace cli
