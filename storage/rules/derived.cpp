#include "storage/rules/derived.h"

#include <algorithm>
#include <array>

#include "storage/rules/role_word.h"

namespace rules {

using base::ErrorKind;
using base::fail;

namespace {

constexpr int kOldest = 130;

struct Band {
    int from;
    std::string_view code;
};
constexpr std::array<Band, 11> kBands = {{{0, "00"},
                                          {1, "01"},
                                          {5, "05"},
                                          {10, "10"},
                                          {16, "16"},
                                          {20, "20"},
                                          {25, "25"},
                                          {35, "35"},
                                          {45, "45"},
                                          {55, "55"},
                                          {65, "65"}}};

std::string_view band_of(int age)
{
    std::string_view code = kBands.front().code;
    for (const auto& band : kBands)
        if (age >= band.from) code = band.code;
    return code;
}

// The incident a person is or may be part of: as victim, by role, else the only one there is.
const Record* incident_of_person(const Facts& facts, const Record& person)
{
    const auto as_victim = facts.naming(person.id, "incident", "victims");
    if (!as_victim.empty()) return as_victim.front();
    for (const auto* role : facts.naming(person.id, "person_role", "person"))
        if (const auto* incident = facts.find(text(*role, "incident"))) return incident;
    const auto& all = facts.all("incident");
    return all.size() == 1 ? &all.front() : nullptr;
}

// When it happened: the first of these that has both ends.
std::optional<Span> when(const Record& incident)
{
    for (const std::string_view field : {"incident_date", "death_date", "found_date"}) {
        const auto held = span(incident, field);
        if (held.earliest && held.latest) return held;
    }
    return {};
}

enum class Place { Open, Residential, Public, Other };

Place place_of(const Record& incident)
{
    const std::string code = text(incident, "location_type");
    if (code.starts_with("RES")) return Place::Residential;
    if (code.starts_with("PUB")) return Place::Public;
    return code.empty() ? Place::Open : Place::Other;  // "other or unknown location"
}

// The sub-type at one age. Empty: open. Domestic homicide counts from 16 years on, whatever the flag says.
std::string_view subtype_at(int age, std::string_view sex, std::string_view domestic, Place place)
{
    if (age < 16) {
        if (place == Place::Open) return {};
        if (place != Place::Public) return "HT7";
        return sex == "M" ? "HT3" : "HT0";
    }
    if (sex == "U") return "HT0";
    if (domestic == "DOM") return sex == "F" ? "HT1" : "HT2";
    if (domestic != "NDOM") return {};
    if (sex == "F") return "HT4";
    if (place == Place::Open) return {};
    if (place == Place::Public) return age < 25 ? "HT3" : "HT5";
    return place == Place::Residential && age >= 25 ? "HT6" : "HT0";
}

bool is_victim_of(const Record& incident, std::string_view person)
{
    const auto named = texts(incident, "victims");
    return std::ranges::find(named, person) != named.end();
}

// "NHS West and North London" -> "WNL": how the list of boroughs names a board.
std::string initials(std::string_view label)
{
    std::string made;
    bool start = true;
    for (const char c : label) {
        if (start && c >= 'A' && c <= 'Z') made += c;
        start = c == ' ';
    }
    return made.starts_with("N") && label.starts_with("NHS ") ? made.substr(1) : made;
}

std::string member(const model::CodeLists& lists, std::string_view borough, std::string_view name)
{
    const auto* list = lists.list("borough");
    const auto* value = list == nullptr ? nullptr : list->find(borough);
    return value == nullptr ? "" : json::text_or(value->more, name);
}

constexpr std::array<std::string_view, 12> kHealth = {"ICB", "GP",    "ACUTE", "MH",   "COMM",   "MAT",
                                                      "AMB", "PHARM", "DENT",  "SEXH", "IND_HC", "SUBST"};

}  // namespace

std::string to_text(Age age)
{
    if (age.settled()) return std::to_string(age.least);
    return std::to_string(age.least) + (age.most == age.least + 1 ? " or " : " to ") +
           std::to_string(age.most);
}

int age_on(Day born, Day on)
{
    int years = static_cast<int>(on.year()) - static_cast<int>(born.year());
    if (on.month() < born.month() || (on.month() == born.month() && on.day() < born.day())) --years;
    return years;
}

std::optional<Age> age_between(const Span& born, const Span& on)
{
    if (!born.earliest || !born.latest || !on.earliest || !on.latest) return {};
    const Age age{std::max(0, age_on(*born.latest, *on.earliest)), age_on(*born.earliest, *on.latest)};
    if (age.most < 0 || age.most > kOldest || age.least > age.most) return {};
    return age;
}

std::optional<Age> age_at_incident(const Facts& facts, const Record& person)
{
    if (const auto* incident = incident_of_person(facts, person))
        if (const auto on = when(*incident))
            if (const auto age = age_between(span(person, "dob"), *on)) return age;
    if (!has(person, "age_at_incident")) return {};
    const auto said = static_cast<int>(number(person, "age_at_incident"));
    return Age{said, said};
}

std::string age_band(const std::optional<Age>& age)
{
    if (!age || band_of(age->least) != band_of(age->most)) return "NK";
    return std::string(band_of(age->least));
}

std::string homicide_subtype(const Facts& facts, const Record& incident, const Record& victim)
{
    if (text(incident, "da_death_type") == "SVSDA") return {};  // no homicide
    const auto age = age_at_incident(facts, victim);
    const std::string sex = text(victim, "sex"), domestic = text(incident, "hi_domestic");
    if (!age || sex.empty()) return {};
    const auto place = place_of(incident);
    const auto first = subtype_at(age->least, sex, domestic, place);
    for (int years = age->least; years <= age->most; ++years)
        if (subtype_at(years, sex, domestic, place) != first) return {};
    return std::string(first);
}

std::string homicide_subtype(const Facts& facts, const Record& incident)
{
    auto ids = texts(incident, "victims");
    if (ids.empty() && facts.all("incident").size() == 1)
        for (const auto* one : victims(facts)) ids.push_back(one->id);
    for (const auto& id : ids)
        if (const auto* victim = facts.find(id)) {
            auto found = homicide_subtype(facts, incident, *victim);
            if (!found.empty()) return found;
        }
    return {};
}

std::string domestic_hint(const Facts& facts, const Record& incident)
{
    bool pairs = false, open = false;
    for (const auto& pair : facts.all("victim_suspect")) {
        const std::string victim = text(pair, "victim"), relation = text(pair, "relation");
        if (!is_victim_of(incident, victim) && facts.all("incident").size() > 1) continue;
        const auto* person = facts.find(victim);
        if (person == nullptr || relation.empty()) continue;
        pairs = true;
        const bool family = relation == "PX" || relation == "SD" || relation == "PA" || relation == "OF";
        const auto age = age_at_incident(facts, *person);
        if (family && age && age->least >= 16) return "DOM";
        open = open || relation == "NK" || relation == "NS" || (family && (!age || age->most >= 16));
    }
    if (!pairs) return {};
    return open ? "NK" : "NDOM";
}

std::string bcu_of(const model::CodeLists& lists, std::string_view borough)
{
    const auto code = member(lists, borough, "bcu");
    const auto* units = lists.list("bcu");
    return units != nullptr && units->find(code) != nullptr ? code : "";
}

std::string icb_of(const model::CodeLists& lists, std::string_view borough, Day on)
{
    const auto* boards = lists.list("icb");
    if (boards == nullptr) return {};
    const std::string day = model::to_text(on);
    for (const std::string_view name : {"icb_area_2022", "icb_2026"}) {
        const auto area = member(lists, borough, name);
        if (area.empty()) continue;
        for (const auto& board : boards->values)
            if (initials(board.label) == area && board.valid(day)) return board.code;
    }
    return {};
}

namespace {

struct Computed {
    std::string field;
    json::Value value;  ///< null: it is to be empty
};

void add_person(const Facts& facts, const Record& person, std::vector<Computed>& into)
{
    const auto age = age_at_incident(facts, person);
    const bool by_birth = [&] {
        const auto* incident = incident_of_person(facts, person);
        const auto on = incident == nullptr ? std::nullopt : when(*incident);
        return on && age_between(span(person, "dob"), *on).has_value();
    }();
    if (by_birth)
        into.push_back({"age_at_incident", age->settled() ? json::Value(age->least) : json::Value()});
    if (age) into.push_back({"age_band", age_band(age)});
}

void add_incident(const Facts& facts, const Record& incident, std::vector<Computed>& into)
{
    const auto subtype = homicide_subtype(facts, incident);
    if (!subtype.empty()) into.push_back({"homicide_subtype", subtype});
    if (!has(incident, "area_gss")) return;
    const auto unit = bcu_of(facts.lists(), text(incident, "area_gss"));
    into.push_back({"bcu", unit.empty() ? json::Value() : json::Value(unit)});
}

// By the day of the death the review is about; where that is unknown, of its opening.
std::optional<Day> day_of_review(const Facts& facts)
{
    for (const auto& incident : facts.all("incident"))
        if (const auto died = span(incident, "death_date"); died.earliest) return died.earliest;
    return day(facts.review(), "opened_on");
}

void add_organisation(const Facts& facts, const Record& body, std::vector<Computed>& into)
{
    const auto on = day_of_review(facts);
    const auto areas = texts(body, "area_gss");
    if (areas.empty()) return;
    std::string unit = bcu_of(facts.lists(), areas.front());
    std::string board = on ? icb_of(facts.lists(), areas.front(), *on) : "";
    for (const auto& area : areas) {
        if (bcu_of(facts.lists(), area) != unit) unit.clear();
        if (on && icb_of(facts.lists(), area, *on) != board) board.clear();
    }
    const std::string type = text(body, "agency_type");
    if (type == "POL" && !unit.empty()) into.push_back({"bcu", unit});
    if (std::ranges::find(kHealth, type) != kHealth.end() && !board.empty()) into.push_back({"icb", board});
}

std::vector<Computed> computed(const Facts& facts, const Record& record)
{
    std::vector<Computed> found;
    if (record.kind == "person") add_person(facts, record, found);
    if (record.kind == "incident") add_incident(facts, record, found);
    if (record.kind == "organisation") add_organisation(facts, record, found);
    return found;
}

bool always_computed(std::string_view kind, std::string_view field)
{
    return (kind == "person" && field == "age_band") ||
           (kind == "incident" && (field == "homicide_subtype" || field == "bcu"));
}

Result<void> check_preventability(const Template* by, const model::Change& change)
{
    for (const auto& [field, value] : change.fields) {
        if (change.kind != "finding" || value.is_null()) continue;
        const bool grade = field == "practice_grade" && (by == nullptr || !by->practice_grade);
        const bool outcome = field == "alter_outcome" && (by == nullptr || !by->alter_outcome);
        // "Not graded" is what a review that does not grade says.
        if (outcome || (grade && (value.text() == nullptr || *value.text() != "X")))
            return fail(ErrorKind::Refused,
                        "This type of review is for learning and its template does not ask for " + field +
                            ". Nothing was written; say what happened and why in the finding instead.");
    }
    return {};
}

}  // namespace

std::vector<model::Change> derived_changes(const Facts& facts)
{
    std::vector<model::Change> changes;
    for (const std::string_view kind : {"person", "incident", "organisation"})
        for (const auto& record : facts.all(kind)) {
            model::Change change;
            change.kind = std::string(kind);
            change.id = record.id;
            for (auto& one : computed(facts, record)) {
                const auto* held = record.fields.find(one.field);
                const bool same = held == nullptr ? one.value.is_null() : *held == one.value;
                if (!same) change.fields.set(one.field, std::move(one.value));
            }
            if (!change.fields.empty()) changes.push_back(std::move(change));
        }
    return changes;
}

Result<void> check_typed(const Facts& after, const Template* by, const model::Change& change)
{
    if (change.op != model::Op::Put) return {};
    TRY_VOID(check_preventability(by, change));
    const auto* record = after.find(change.id);
    const auto values = record == nullptr ? std::vector<Computed>() : computed(after, *record);
    for (const auto& [field, value] : change.fields) {
        if (value.is_null()) continue;
        const auto known = std::ranges::find(values, field, &Computed::field);
        const bool wrong =
            known != values.end() ? known->value != value : always_computed(change.kind, field);
        if (wrong)
            return fail(ErrorKind::Refused,
                        "The program works out " + field +
                            " from the other fields of the review, and this is not what it gives. Nothing "
                            "was written; leave the field out, and correct what it follows from.");
    }
    return {};
}

}  // namespace rules
