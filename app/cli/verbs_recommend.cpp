// recommendation check, similar, status; actions.

#include "app/cli/answer.h"
#include "app/core/facts.h"
#include "app/core/recommending.h"
#include "storage/rules/golden.h"
#include "storage/rules/recommend.h"
#include "storage/rules/words.h"

namespace cli {

namespace {

// The recommendation ID, or all of them.
Result<std::vector<const rules::Record*>> asked(const rules::Facts& facts,
                                                const std::optional<std::string>& id)
{
    std::vector<const rules::Record*> found;
    for (const auto& one : facts.all("recommendation"))
        if (!id || one.id == *id) found.push_back(&one);
    if (id && found.empty())
        return base::fail(
            base::ErrorKind::NotFound,
            "This review has no such recommendation. `copy DIR REF recommendations` and `record show DIR REF "
            "recommendation` list them.");
    return found;
}

Result<rules::Facts> open_facts(Call& call)
{
    TRY_ASSIGN(auto* vault, call.vault());
    TRY_ASSIGN(auto review, call.review());
    return core::facts(*vault, review, core::Scope::Thread);
}

json::Object about(const rules::Facts& facts, const rules::Record& record)
{
    json::Object one;
    one.set("id", record.id);
    one.set("name", rules::named(facts, record));
    return one;
}

Result<Answer> recommendation_check(Call& call)
{
    TRY_ASSIGN(const auto facts, open_facts(call));
    TRY_ASSIGN(const auto records, asked(facts, call.option("ID")));
    json::Array all;
    std::string text;
    for (const auto* record : records) {
        auto one = about(facts, *record);
        json::Array warned;
        for (const auto& warning : rules::warnings(facts, *record)) {
            json::Object said;
            said.set("code", warning.code);
            said.set("message", warning.message);
            warned.emplace_back(std::move(said));
            text += rules::named(facts, *record) + "  " + warning.code + "  " + warning.message + "\n";
        }
        one.set("warnings", std::move(warned));
        all.emplace_back(std::move(one));
    }
    if (text.empty()) text = "No recommendation gives a warning.\n";
    return Answer{std::move(all), std::move(text), 0};
}

// What is being drafted: a recommendation of this review, or words on standard input.
Result<rules::LibraryEntry> drafted(Call& call, std::string& own)
{
    if (!call.option("ID")) {
        TRY_ASSIGN(const auto typed, call.input_object());
        rules::LibraryEntry entry;
        entry.text = json::text_or(typed, "text");
        entry.theme = json::text_or(typed, "rec_theme");
        entry.sector = json::text_or(typed, "rec_addressee");
        return entry;
    }
    TRY_ASSIGN(const auto facts, open_facts(call));
    TRY_ASSIGN(const auto records, asked(facts, call.option("ID")));
    auto entry = rules::as_entry(*records.front(), rules::text(facts.review(), "human_ref"));
    own = entry.ref;
    return entry;
}

Result<Answer> similar(Call& call)
{
    std::string own;
    TRY_ASSIGN(const auto like, drafted(call, own));
    TRY_ASSIGN(auto* vault, call.vault());
    TRY_ASSIGN(auto entries, core::recommendations_of(*vault, call.at("REF")));
    std::erase_if(entries, [&](const rules::LibraryEntry& entry) { return entry.ref == own; });
    const auto& library = vault->reference().library().entries;
    entries.insert(entries.end(), library.begin(), library.end());
    const auto searched = static_cast<std::int64_t>(entries.size());
    json::Array all;
    std::string text;
    for (const auto& found : rules::RecommendationIndex(std::move(entries)).find(like)) {
        json::Object one;
        one.set("ref", found.entry.ref);
        one.set("score", found.score);
        one.set("year", found.entry.year);
        one.set("type", found.entry.type);
        one.set("sector", found.entry.sector);
        one.set("level", found.entry.level);
        one.set("theme", found.entry.theme);
        one.set("text", found.entry.text);
        one.set("source", found.entry.source);
        text += std::to_string(found.score) + "  " + found.entry.ref + "  " + found.entry.text + "\n";
        all.emplace_back(std::move(one));
    }
    if (text.empty())
        text = "Nothing like it among " + plural(searched, "recommendation", "recommendations") + ".\n";
    auto answer = AnswerBuilder().fact("searched", "", searched).fact("similar", "", std::move(all)).done();
    answer.text = std::move(text);
    return answer;
}

Result<Answer> status(Call& call)
{
    TRY_ASSIGN(const auto facts, open_facts(call));
    TRY_ASSIGN(const auto records, asked(facts, call.option("ID")));
    json::Array all;
    std::string text;
    for (const auto* record : records) {
        const auto stands = rules::recommendation_status(facts, *record);
        auto one = about(facts, *record);
        one.set("status", stands.status);
        one.set("stored", stands.stored);
        if (stands.response_due) {
            one.set("response_due", model::to_text(*stands.response_due));
            one.set("days_left", stands.days_left);
        }
        std::string owners = rules::text(*record, "national_body");
        for (const auto& addressee : rules::texts(*record, "addressee_org"))
            if (const auto* body = facts.find(addressee))
                owners += (owners.empty() ? "" : ", ") + rules::called(facts, *body);
        one.set("addressees", owners);
        text += rules::named(facts, *record) + "  " + facts.lists().label("rec_status", stands.status);
        if (stands.response_due) text += ", response due " + rules::day_words(*stands.response_due);
        text += "\n    " + rules::text(*record, "text") + "\n";
        if (!owners.empty()) text += "    To: " + owners + "\n";
        all.emplace_back(std::move(one));
    }
    return Answer{std::move(all), std::move(text), 0};
}

json::Object action_value(const rules::Facts& facts, const rules::Record& action,
                          const rules::ActionColour& colour)
{
    auto one = about(facts, action);
    const auto* recommendation = facts.find(rules::text(action, "recommendation"));
    if (recommendation != nullptr) {
        one.set("recommendation", recommendation->id);
        one.set("origin", rules::text(*recommendation, "origin"));
    }
    if (const auto* owner = facts.find(rules::text(action, "owner_org")))
        one.set("owner", rules::named(facts, *owner));
    one.set("colour", colour.colour);
    one.set("computed", colour.computed);
    one.set("stated", colour.stated);
    one.set("reason", colour.reason);
    if (colour.due) one.set("due", model::to_text(*colour.due));
    one.set("days_late", colour.days_late);
    return one;
}

std::string action_text(const rules::Facts& facts, const rules::Record& action,
                        const rules::ActionColour& colour)
{
    const auto label = facts.lists().label("action_rag", colour.colour);  // "Blue: complete and evidenced"
    const auto word = label.substr(0, label.find(':'));
    std::string text = rules::named(facts, action) + "  " + word + ": " + colour.reason;
    if (colour.due) text += " Due " + rules::day_words(*colour.due);
    if (colour.days_late > 0) text += ", " + plural(colour.days_late, "day", "days") + " late";
    text += (colour.due ? ".\n" : "\n");
    if (rules::has(action, "text")) text += "    " + rules::text(action, "text") + "\n";
    std::string owner = rules::text(action, "owner_role");
    if (const auto* body = facts.find(rules::text(action, "owner_org")))
        owner += (owner.empty() ? "" : ", ") + rules::called(facts, *body);
    const auto* recommendation = facts.find(rules::text(action, "recommendation"));
    text += "    Owner: " + (owner.empty() ? "nobody yet" : owner);
    return text +
           (recommendation == nullptr ? "\n" : "; for " + rules::called(facts, *recommendation) + "\n");
}

Result<Answer> actions(Call& call)
{
    const auto wanted = call.option("--colour");
    TRY_ASSIGN(const auto* vault, call.vault());
    if (wanted && !vault->lists().accepts("action_rag", *wanted))
        return base::fail(base::ErrorKind::Invalid, "--colour takes a code of action_rag: B, G, A, R or W.");
    TRY_ASSIGN(const auto facts, open_facts(call));
    json::Array all;
    std::string text;
    for (const auto* action : rules::action_plan(facts)) {
        const auto colour = rules::action_colour(facts, *action);
        if ((wanted && colour.colour != *wanted) || (call.flag("--late") && colour.days_late == 0)) continue;
        text += action_text(facts, *action, colour);
        all.emplace_back(action_value(facts, *action, colour));
    }
    if (text.empty()) text = "No actions.\n";
    return Answer{std::move(all), std::move(text), 0};
}

}  // namespace

std::vector<Verb> recommend_verbs()
{
    return {
        {"recommendation check", "DIR REF [ID]", opening(),
         "Warnings: vague, training only, unowned, no measure, no date, one post-holder",
         recommendation_check},
        {"recommendation similar", "DIR REF [ID]", opening(),
         R"(Earlier recommendations like it; without ID like {"text","rec_theme","rec_addressee"} on standard input)",
         similar},
        {"recommendation status", "DIR REF [ID]", opening(),
         "Where each stands, and its response; no response once that is late", status},
        {"actions", "DIR REF",
         opening_and({{"--colour", Takes::Value, "Only this colour: B, G, A, R or W"},
                      {"--late", Takes::Nothing, "Only those that are late"}}),
         "The action plan: colours from dates, due days, what is late", actions},
    };
}

}  // namespace cli
