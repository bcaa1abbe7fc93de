// person add, list, show, find; names, names add; genogram; claim add, list, accept; identity erase.

#include "app/cli/answer.h"
#include "app/cli/spoken.h"
#include "app/cli/typed_dates.h"
#include "app/core/claims.h"
#include "app/core/erasing.h"
#include "app/core/facts.h"
#include "app/core/importing.h"
#include "app/core/people.h"
#include "crypto/base/platform.h"
#include "storage/rules/genogram.h"
#include "storage/rules/person_codes.h"
#include "storage/rules/role_word.h"

namespace cli {

namespace {

Result<std::string> organisation_named(review::Review& review, const std::string& name)
{
    TRY_ASSIGN(const auto all, review.records("organisation", model::Part::Both));
    for (const auto& one : all)
        if (json::text_or(one.fields, "name") == name || one.id == name) return one.id;
    return base::fail(
        base::ErrorKind::NotFound,
        "This review has no organisation of that name. `record show DIR REF organisation` lists "
        "them.");
}

Result<Answer> add_with_role(Call& call, std::string role)
{
    core::NewPerson wanted;
    wanted.role = std::move(role);
    wanted.post = call.option("--post").value_or("");
    TRY_ASSIGN(wanted.fields, call.input_object());
    TRY_ASSIGN(auto* vault, call.vault());
    TRY_VOID(read_typed_dates(*model::kind("person"), wanted.fields, core::london_day(vault->clock().now())));
    TRY_ASSIGN(auto review, call.review());
    if (const auto agency = call.option("--agency")) {
        TRY_ASSIGN(wanted.organisation, organisation_named(review, *agency));
    }
    TRY_ASSIGN(const auto added, core::add_person(*vault, review, std::move(wanted)));
    auto answer = AnswerBuilder()
                      .fact("id", "", added.id)
                      .fact("code", "", added.code)
                      .fact("command", "", added.command)
                      .fact("warnings", "", texts(added.warnings))
                      .line(added.code + "  " + added.id);
    for (const auto& warning : added.warnings) answer.line("! " + warning);
    return answer.done();
}

Result<Answer> person_add(Call& call)
{
    return add_with_role(call, call.at("--role"));
}

Result<Answer> third_party(Call& call)
{
    return add_with_role(call, call.option("--role").value_or("OTHER"));
}

json::Object person_line(const rules::Facts& facts, const rules::Record& person)
{
    json::Object one;
    one.set("id", person.id);
    one.set("code", rules::text(person, "code"));
    one.set("word", rules::role_word(facts, person.id));
    json::Array roles;
    for (const auto* role : facts.naming(person.id, "person_role", "person"))
        roles.emplace_back(rules::text(*role, "role"));
    one.set("roles", std::move(roles));
    return one;
}

Result<Answer> person_list(Call& call)
{
    TRY_ASSIGN(auto* vault, call.vault());
    TRY_ASSIGN(auto review, call.review());
    TRY_ASSIGN(const auto facts, core::facts(*vault, review, core::Scope::Thread));
    json::Array all;
    std::string text;
    for (const auto* person : rules::people_in_order(facts)) {
        auto one = person_line(facts, *person);
        text += json::text_or(one, "code") + "  " + json::text_or(one, "word") + "\n";
        all.emplace_back(std::move(one));
    }
    if (text.empty()) text = "Nobody is recorded yet. `person add` adds a person.\n";
    return Answer{std::move(all), std::move(text), 0};
}

Result<Answer> person_show(Call& call)
{
    TRY_ASSIGN(auto* vault, call.vault());
    TRY_ASSIGN(auto review, call.review());
    TRY_ASSIGN(const auto facts, core::facts(*vault, review, core::Scope::Thread));
    const auto& wanted = call.at("CODE");
    for (const auto& person : facts.all("person")) {
        if (rules::text(person, "code") != wanted && person.id != wanted) continue;
        TRY_ASSIGN(const auto whole, review.record("person", person.id));
        auto one = person_line(facts, person);
        one.set("fields", whole.fields);
        std::string text = rules::text(person, "code") + "  " + json::text_or(one, "word") + "\n";
        text += spoken(facts, *model::kind("person"), whole.fields);
        for (const auto* role : facts.naming(person.id, "person_role", "person"))
            text += "  Role: " + facts.lists().label("person_role", rules::text(*role, "role")) + "\n";
        return Answer{std::move(one), std::move(text), 0};
    }
    return base::fail(base::ErrorKind::NotFound,
                      "This review has no person with that code. `person list DIR REF` lists them.");
}

Result<Answer> person_find(Call& call)
{
    TRY_ASSIGN(const auto words, call.input());
    TRY_ASSIGN(auto* vault, call.vault());
    TRY_ASSIGN(auto review, call.review());
    TRY_ASSIGN(const auto found, core::find_people(*vault, review, words));
    json::Array all;
    std::string text;
    for (const auto& person : found) {
        json::Object one;
        one.set("id", person.id);
        one.set("code", person.code);
        one.set("how", person.how);
        text += person.code + "  " + person.how + "  " + person.id + "\n";
        all.emplace_back(std::move(one));
    }
    if (found.empty()) text = "Nobody of that name is recorded.\n";
    return Answer{std::move(all), std::move(text), found.empty() ? 3 : 0};
}

Result<Answer> names(Call& call)
{
    TRY_ASSIGN(auto* vault, call.vault());
    TRY_ASSIGN(auto review, call.review());
    TRY_ASSIGN(const auto matches, core::match_names(*vault, review, call.option("--event").value_or("")));
    TRY_ASSIGN(const auto people, review.records("person", model::Part::Open));
    std::map<std::string, std::string> codes;
    for (const auto& person : people) codes[person.id] = json::text_or(person.fields, "code");
    json::Object value;
    json::Array events, unknown;
    std::string text;
    for (const auto& match : matches.events) {
        json::Object one;
        json::Array who;
        std::string line = match.event + "  ";
        for (const auto& id : match.people) {
            who.emplace_back(codes[id]);
            line += codes[id] + " ";
        }
        one.set("event", match.event);
        one.set("subjects", std::move(who));
        one.set("from", match.by_text ? "text" : "cell");
        text += line + (match.by_text ? "(from the text)" : "") + "\n";
        events.emplace_back(std::move(one));
    }
    if (!matches.unknown.empty()) text += "Names of nobody recorded:\n";
    for (const auto& name : matches.unknown) {
        json::Object one;
        one.set("text", name.text);
        one.set("events", texts(name.events));
        text += "  " + name.text + "  in " +
                plural(static_cast<std::int64_t>(name.events.size()), "event", "events") + "\n";
        unknown.emplace_back(std::move(one));
    }
    value.set("read", matches.read);
    value.set("matches", std::move(events));
    value.set("unknown", std::move(unknown));
    text += plural(matches.read, "event", "events") + " read; " +
            plural(static_cast<std::int64_t>(matches.events.size()), "event", "events") +
            " without people that could be matched\n";
    if (call.flag("--accept")) {
        TRY_ASSIGN(const auto command, core::accept_matches(*vault, review, matches));
        value.set("command", command);
        text += command == 0 ? "There was nothing to write.\n" : "The proposals were written.\n";
    }
    return Answer{std::move(value), std::move(text), 0};
}

Result<Answer> genogram(Call& call)
{
    TRY_ASSIGN(auto* vault, call.vault());
    TRY_ASSIGN(auto review, call.review());
    TRY_ASSIGN(const auto facts, core::facts(*vault, review, core::Scope::Thread));
    const auto drawing = rules::genogram(facts);
    return Answer{rules::to_json(drawing), rules::to_text(drawing, facts.lists()), 0};
}

Result<Answer> claim_add(Call& call)
{
    TRY_ASSIGN(auto fields, call.input_object());
    TRY_ASSIGN(auto* vault, call.vault());
    TRY_ASSIGN(auto review, call.review());
    TRY_ASSIGN(const auto id,
               core::add_claim(*vault, review, call.at("ID"), call.at("FIELD"), std::move(fields)));
    return AnswerBuilder().fact("id", "", id).line(id).done();
}

// A value of a fact as a person reads it: "nothing" where a source said nothing.
std::string value_of(const rules::Facts& facts, const core::ClaimedFact& fact, const json::Value& value)
{
    const auto* field = model::kind(fact.kind)->field(fact.field);
    const auto words = value.is_null() ? std::string() : spoken(facts, *field, value);
    return words.empty() ? "nothing" : words;
}

std::string claim_text(const rules::Facts& facts, const core::ClaimedFact& fact)
{
    const auto* record = facts.find(fact.record);
    std::string text =
        (record == nullptr ? std::string(model::kind(fact.kind)->label) : rules::called(facts, *record)) +
        ", " + std::string(model::kind(fact.kind)->field(fact.field)->label) + ": " +
        value_of(facts, fact, fact.held) + "\n";
    for (const auto& claim : fact.claims) {
        text += (claim.accepted ? "  * accepted: " : "    ") + value_of(facts, fact, claim.value);
        const auto* source = facts.find(json::text_or(claim.fields, "source_document"));
        if (source != nullptr) text += ", by " + rules::called(facts, *source);
        text += "  " + claim.id + "\n";
    }
    return text;
}

Result<Answer> claim_list(Call& call)
{
    TRY_ASSIGN(auto* vault, call.vault());
    TRY_ASSIGN(auto review, call.review());
    TRY_ASSIGN(const auto claimed, core::claimed_facts(review, call.option("ID").value_or("")));
    TRY_ASSIGN(const auto facts, core::facts(*vault, review, core::Scope::Thread));
    json::Array all;
    std::string text;
    for (const auto& fact : claimed) {
        json::Object one;
        one.set("record", fact.record);
        one.set("kind", fact.kind);
        one.set("field", fact.field);
        one.set("held", fact.held);
        json::Array claims;
        for (const auto& claim : fact.claims) {
            json::Object made;
            made.set("id", claim.id);
            made.set("value", claim.value);
            made.set("accepted", claim.accepted);
            made.set("fields", claim.fields);
            claims.emplace_back(std::move(made));
        }
        one.set("claims", std::move(claims));
        text += claim_text(facts, fact);
        all.emplace_back(std::move(one));
    }
    if (claimed.empty()) text = "No fact has claims of its own.\n";
    return Answer{std::move(all), std::move(text), 0};
}

Result<Answer> claim_accept(Call& call)
{
    TRY_ASSIGN(const auto why, call.input_object());
    TRY_ASSIGN(auto* vault, call.vault());
    TRY_ASSIGN(auto review, call.review());
    TRY_ASSIGN(const auto written, core::accept_claim(*vault, review, call.at("CLAIM"), why));
    return AnswerBuilder()
        .fact("command", "", written.command)
        .line("Accepted; the other values stay beside it.")
        .done();
}

Result<Answer> erase(Call& call)
{
    TRY_ASSIGN(auto* vault, call.vault());
    TRY_ASSIGN(const auto text,
               core::erase_identities(*vault, call.at("REF"), call.option("--confirm").value_or(""),
                                      call.flag("--leave-names") ? core::Left::Keep : core::Left::Refuse));
    const auto file = base::path_from_utf8(call.at("-o"));
    TRY_VOID(base::replace_file(file, base::bytes_of(text), base::Privacy::OwnerOnly));
    return AnswerBuilder()
        .fact("certificate", "", call.at("-o"))
        .fact("text", "", text)
        .line("The identities are gone for good. The certificate was written, and the vault keeps it too.")
        .done();
}

}  // namespace

std::vector<Verb> people_verbs()
{
    const Option agency{"--agency", Takes::Value, "For professionals: whom they work for"};
    const Option post{"--post", Takes::Value, "For professionals: GP, SW, PC and so on"};
    return {
        {"person add", "DIR REF",
         opening_and(
             {{"--role", Takes::Value, "Code of person_role, such as VIC, SUS or PROF", true}, post, agency}),
         "Add a person from JSON on standard input; the program gives the code", person_add},
        {"person list", "DIR REF", opening(), "People by code, with the word for each", person_list},
        {"person show", "DIR REF CODE", opening(), "One person, names included", person_show},
        {"person find", "DIR REF", opening(),
         "Who is meant by the name on standard input: accents, initials, nicknames, scripts", person_find},
        {"names", "DIR REF",
         opening_and({{"--event", Takes::Value, "One event only"},
                      {"--accept", Takes::Nothing, "Write the proposed subjects, as one command"}}),
         "Match the events' words to people, and list names of nobody known", names},
        {"names add", "DIR REF",
         opening_and({{"--role", Takes::Value, "Code of person_role; OTHER if left out"}, post, agency}),
         "Add a third party from JSON on standard input", third_party},
        {"genogram", "DIR REF", opening(), "People by generation, unions, descent, contradictions", genogram},
        {"claim add", "DIR REF ID FIELD", opening(),
         "Keep what one source says of a fact; JSON with `value` on standard input", claim_add},
        {"claim list", "DIR REF [ID]", opening(), "Facts with several sources, the accepted one marked",
         claim_list},
        {"claim accept", "DIR REF CLAIM", opening(),
         "The panel accepts one value; {\"reason_text\"} on standard input", claim_accept},
        {"identity erase", "DIR REF",
         opening_and({{"--confirm", Takes::Value, "The review's reference once more"},
                      {"--leave-names", Takes::Nothing, "Also where open words still name somebody"},
                      {"-o", Takes::Value, "File for the certificate", true}}),
         "Destroy the identities of a review for good; the coded record stays", erase},
    };
}

}  // namespace cli
