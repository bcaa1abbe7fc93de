#include "app/core/people.h"

#include <algorithm>
#include <map>
#include <set>

#include "app/core/event_kind.h"
#include "app/core/facts.h"
#include "crypto/base/platform.h"
#include "storage/rules/person_codes.h"

namespace core {

using base::ErrorKind;
using base::fail;

namespace {

Result<void> identities_here(review::Review& review)
{
    TRY_ASSIGN(const auto card, review.card());
    if (card.identities_gone)
        return fail(
            ErrorKind::Refused,
            "The identities of this review were erased: there are no names to hold anything against. The "
            "codes stay.",
            "identities_gone");
    return {};
}

// Who an event speaks of: the cell that says so, else what happened where one person alone is named.
EventMatch match_of(const rules::Record& event, const rules::NameIndex& index)
{
    EventMatch match;
    match.event = event.id;
    match.already = rules::texts(event, "subjects");
    match.people = rules::subjects_of(rules::text(event, "subject_text"), index);
    if (!match.people.empty()) return match;
    std::set<std::string> named;
    for (const auto& hit : rules::find_names(rules::text(event, "text"), index))
        if (hit.people.size() == 1 && hit.how != rules::NameFound::Namesake) named.insert(hit.people.front());
    match.people.assign(named.begin(), named.end());
    match.by_text = !match.people.empty();
    return match;
}

void gather_unknown(const rules::Record& event, const rules::NameIndex& index,
                    std::map<std::string, std::set<std::string>>& unknown)
{
    for (const std::string_view field : {"subject_text", "text", "outcome_text", "agency_comment"})
        for (const auto& name : rules::unknown_names(rules::text(event, field), index))
            unknown[name.text].insert(event.id);
}

}  // namespace

Result<std::vector<std::string>> person_codes(review::Review& review)
{
    std::vector<std::string> codes;
    TRY_ASSIGN(const auto people, review.records("person", true));
    for (const auto& person : people)
        if (auto code = json::text_or(person.fields, "code"); !code.empty()) codes.push_back(std::move(code));
    return codes;
}

Result<PersonAdded> add_person(review::Vault& vault, review::Review& review, NewPerson wanted)
{
    if (wanted.fields.has("code"))
        return fail(
            ErrorKind::Refused,
            "The program gives the working code: leave `code` out. It never changes and never judges.",
            "code_given");
    PersonAdded added;
    TRY_ASSIGN(const auto taken, person_codes(review));
    TRY_ASSIGN(added.code,
               rules::next_person_code(wanted.role, json::text_or(wanted.fields, "sex"), wanted.post, taken));
    model::Change person;
    person.kind = "person";
    person.id = base::new_uuid(vault.random());
    person.fields.set("code", added.code);
    for (const auto& [field, value] : wanted.fields) person.fields.set(field, value);
    added.id = person.id;
    model::Change role;
    role.kind = "person_role";
    role.id = base::new_uuid(vault.random());
    role.fields.set("person", person.id);
    role.fields.set("role", wanted.role);
    if (!wanted.organisation.empty()) role.fields.set("organisation", wanted.organisation);
    TRY_ASSIGN(const auto written, put(vault, review, {{std::move(person), std::move(role)}}));
    added.command = written.command;
    rules::Facts named(model::Day{}, vault.lists());
    TRY_VOID(add_records(named, review, "person", model::Part::Both));
    added.warnings = rules::codes_like_initials(named);
    return added;
}

Result<NameMatches> match_names(review::Vault& vault, review::Review& review, std::string_view event)
{
    TRY_VOID(identities_here(review));
    TRY_ASSIGN(const auto facts, facts(vault, review, Scope::Words));
    if (!event.empty() && (facts.find(event) == nullptr || facts.find(event)->kind != kEvent))
        return fail(ErrorKind::NotFound, "This review has no such event.");
    const rules::NameIndex index(facts);
    NameMatches matches;
    std::map<std::string, std::set<std::string>> unknown;
    for (const auto& record : facts.all(kEvent)) {
        if (!event.empty() && record.id != event) continue;
        ++matches.read;
        auto match = match_of(record, index);
        if (!match.people.empty() && match.already.empty()) matches.events.push_back(std::move(match));
        gather_unknown(record, index, unknown);
    }
    for (const auto& [text, events] : unknown)
        matches.unknown.push_back({text, {events.begin(), events.end()}});
    std::ranges::stable_sort(matches.unknown, std::ranges::greater{},
                             [](const NameToSettle& name) { return name.events.size(); });
    return matches;
}

Result<std::int64_t> accept_matches(review::Vault& vault, review::Review& review, const NameMatches& matches)
{
    model::Command command;
    for (const auto& match : matches.events) {
        model::Change change;
        change.kind = kEvent;
        change.id = match.event;
        change.fields.set("subjects", json::Array(match.people.begin(), match.people.end()));
        command.changes.push_back(std::move(change));
    }
    if (command.changes.empty()) return 0;
    TRY_ASSIGN(const auto written, put(vault, review, std::move(command)));
    return written.command;
}

Result<std::vector<PersonFound>> find_people(review::Vault& vault, review::Review& review,
                                             std::string_view words)
{
    TRY_VOID(identities_here(review));
    rules::Facts facts(model::Day{}, vault.lists());
    TRY_VOID(add_records(facts, review, "person", model::Part::Both));
    const rules::NameIndex index(facts);
    std::map<std::string, std::string> how;
    for (const auto& hit : rules::find_names(words, index))
        for (const auto& id : hit.people) how.emplace(id, rules::to_text(hit.how));
    for (const auto& id : rules::subjects_of(words, index)) how.emplace(id, "code");
    std::vector<PersonFound> found;
    for (const auto& person : facts.all("person"))
        if (const auto hit = how.find(person.id); hit != how.end())
            found.push_back({person.id, rules::text(person, "code"), hit->second});
    return found;
}

}  // namespace core
