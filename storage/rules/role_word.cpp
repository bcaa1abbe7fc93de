#include "storage/rules/role_word.h"

#include <algorithm>
#include <array>

namespace rules {

namespace {

struct Word {
    std::string_view code;
    std::string_view role;
    std::string_view word;
};

// By status of the case. What needs more than the code (APPEAL, V_OTH, DIED) is settled below.
constexpr std::array<Word, 15> kByStatus = {{
    {"UNID", "SUS", "unidentified suspect"},
    {"SUSP", "SUS", "suspect"},
    {"CHARGED", "ACC", "accused"},
    {"TRIAL", "ACC", "accused"},
    {"RETRIAL", "ACC", "accused"},
    {"V_MUR", "PERP", "perpetrator"},
    {"V_MAN", "PERP", "perpetrator"},
    {"V_MDR", "PERP", "perpetrator"},
    {"V_NG", "OTHER", "acquitted person"},
    {"V_UNF", "OTHER", "person found unfit to plead"},
    {"V_OTH", "OTHER", "person with another outcome in court"},
    {"DISC", "OTHER", "former suspect"},
    {"DIED", "SUS", "suspect (died)"},
    {"APPEAL", "PERP", "perpetrator (conviction under appeal)"},
    {"NK", "SUS", "suspect (status not known)"},
}};

constexpr std::array<Word, 15> kByRole = {{
    {"VIC", "VIC", "victim"},
    {"VIC2", "VIC2", "victim"},
    {"CHILD", "CHILD", "child"},
    {"PARTNER", "PARTNER", "partner or ex-partner"},
    {"PARENT", "PARENT", "parent"},
    {"SIB", "SIB", "sibling"},
    {"EXTFAM", "EXTFAM", "family member"},
    {"CARER", "CARER", "carer"},
    {"FRIEND", "FRIEND", "friend"},
    {"NEIGH", "NEIGH", "neighbour or associate"},
    {"WIT", "WIT", "witness"},
    {"PROF", "PROF", "professional"},
    {"FAMREP", "FAMREP", "family representative"},
    {"ADV", "ADV", "advocate"},
    {"OTHER", "OTHER", "third party"},
}};

template <std::size_t N>
const Word* word_of(const std::array<Word, N>& table, std::string_view code)
{
    const auto found = std::ranges::find(table, code, &Word::code);
    return found == table.end() ? nullptr : &*found;
}

bool names_suspect(std::string_view role)
{
    return role == "SUS" || role == "ACC" || role == "PERP";
}

bool convicted_status(std::string_view status)
{
    return status == "V_MUR" || status == "V_MAN" || status == "V_MDR";
}

// Whether the conviction of a case stands. An appeal keeps it, unless the record says there was none.
bool stands(const Record& justice)
{
    const std::string status = text(justice, "cj_status"), said = text(justice, "convicted");
    if (convicted_status(status)) return true;
    if (status == "V_OTH") return said == "Y";
    if (status != "APPEAL") return false;
    if (!said.empty()) return said == "Y";
    const std::string verdict = text(justice, "verdict");
    return verdict.empty() || convicted_status(verdict);
}

RoleWord of_appeal(const Record& justice)
{
    if (stands(justice)) return {"PERP", "perpetrator (conviction under appeal)", "APPEAL", ""};
    const auto* before = word_of(kByStatus, text(justice, "verdict"));
    if (before == nullptr || before->role == "PERP") return {"ACC", "accused (appeal pending)", "APPEAL", ""};
    return {std::string(before->role), std::string(before->word) + " (appeal pending)", "APPEAL", ""};
}

RoleWord of_case(const Facts& facts, const Record& justice)
{
    const std::string status = text(justice, "cj_status");
    if (status == "APPEAL") return of_appeal(justice);
    const auto* word = word_of(kByStatus, status.empty() ? std::string_view("NK") : status);
    RoleWord found{std::string(word->role), std::string(word->word), status, ""};
    if (status == "V_OTH") {
        if (has(justice, "status_text")) found.word = text(justice, "status_text");
        if (stands(justice)) found.role = "PERP";
    }
    // Someone who died is treated as responsible only where a recorded decision says so.
    if (status == "DIED" && facts.find(text(justice, "responsibility_decision")) != nullptr) {
        found.role = "PERP";
        found.word = "perpetrator (died)";
    }
    return found;
}

// The incident a role is about: the one it names, or the only one.
const Record* incident_of_role(const Facts& facts, const Record& role)
{
    if (const auto* named = facts.find(text(role, "incident"))) return named;
    const auto& all = facts.all("incident");
    return all.size() == 1 ? &all.front() : nullptr;
}

RoleWord of_role(const Facts& facts, const Record& role)
{
    const std::string code = text(role, "role");
    const auto* incident = incident_of_role(facts, role);
    const bool suicide = incident != nullptr && text(*incident, "da_death_type") == "SVSDA";
    RoleWord found{code, "", "", incident == nullptr ? "" : incident->id};
    if (names_suspect(
            code)) {  // without a case nobody is more than a suspect, and of a suicide not even that
        found.role = "SUS";
        found.word = suicide ? "person alleged to have been abusive" : "suspect";
    } else if (suicide && (code == "VIC" || code == "VIC2")) {
        found.word = "person who died";
    } else if (const auto* word = word_of(kByRole, code)) {
        found.word = std::string(word->word);
    } else {
        found.word = facts.lists().label("person_role", code);
    }
    return found;
}

void add_once(std::vector<RoleWord>& words, RoleWord one)
{
    for (const auto& known : words)
        if (known.word == one.word && (known.incident == one.incident || one.incident.empty())) return;
    words.push_back(std::move(one));
}

}  // namespace

std::vector<RoleWord> role_words(const Facts& facts, std::string_view person)
{
    std::vector<RoleWord> words;
    const auto cases = facts.naming(person, "criminal_justice", "suspect");
    for (const bool convicted : {true, false})  // a conviction is said first
        for (const auto* one : cases)
            if (stands(*one) == convicted) add_once(words, of_case(facts, *one));
    std::vector<RoleWord> others;
    bool victim = false;
    for (const auto* role : facts.naming(person, "person_role", "person")) {
        if (names_suspect(text(*role, "role")) && !cases.empty()) continue;  // the case says the word
        others.push_back(of_role(facts, *role));
        victim = victim || text(*role, "role") == "VIC" || text(*role, "role") == "VIC2";
    }
    for (const auto* incident : facts.naming(person, "incident", "victims"))
        if (!victim)
            add_once(others,
                     {"VIC", text(*incident, "da_death_type") == "SVSDA" ? "person who died" : "victim", "",
                      incident->id});
    // A pair alone makes a suspect, where nothing else names one.
    const bool paired = !facts.naming(person, "victim_suspect", "suspect").empty();
    const bool said =
        !cases.empty() || std::ranges::any_of(others, [](const RoleWord& one) { return one.role == "SUS"; });
    if (paired && !said) words.push_back({"SUS", "suspect", "", ""});
    for (auto& one : others) add_once(words, std::move(one));
    return words;
}

std::string role_word(const Facts& facts, std::string_view person)
{
    const auto words = role_words(facts, person);
    return words.empty() ? "person" : words.front().word;
}

bool is_convicted(const Facts& facts, std::string_view person)
{
    return std::ranges::any_of(facts.naming(person, "criminal_justice", "suspect"),
                               [](const Record* one) { return stands(*one); });
}

std::vector<const Record*> suspects(const Facts& facts)
{
    std::vector<const Record*> found;
    for (const auto& person : facts.all("person")) {
        const auto roles = facts.naming(person.id, "person_role", "person");
        if (!facts.naming(person.id, "criminal_justice", "suspect").empty() ||
            !facts.naming(person.id, "victim_suspect", "suspect").empty() ||
            std::ranges::any_of(roles, [](const Record* one) { return names_suspect(text(*one, "role")); }))
            found.push_back(&person);
    }
    return found;
}

std::vector<const Record*> victims(const Facts& facts)
{
    std::vector<const Record*> found;
    for (const auto& person : facts.all("person")) {
        const auto roles = facts.naming(person.id, "person_role", "person");
        if (!facts.naming(person.id, "incident", "victims").empty() ||
            !facts.naming(person.id, "victim_suspect", "victim").empty() ||
            std::ranges::any_of(roles, [](const Record* one) {
                return text(*one, "role") == "VIC" || text(*one, "role") == "VIC2";
            }))
            found.push_back(&person);
    }
    return found;
}

std::vector<const Record*> people_in_order(const Facts& facts)
{
    const auto died = victims(facts), suspected = suspects(facts);
    const auto among = [](const std::vector<const Record*>& some, const Record& person) {
        return std::ranges::find(some, &person) != some.end();
    };
    std::array<std::vector<const Record*>, 4> groups;
    for (const auto& person : facts.all("person")) {
        bool professional = false;
        for (const auto* role : facts.naming(person.id, "person_role", "person"))
            professional = professional || text(*role, "role") == "PROF";
        const std::size_t group = among(died, person)        ? 0
                                  : among(suspected, person) ? 1
                                  : professional             ? 3
                                                             : 2;
        groups.at(group).push_back(&person);
    }
    std::vector<const Record*> all;
    for (const auto& group : groups) all.insert(all.end(), group.begin(), group.end());
    return all;
}

}  // namespace rules
