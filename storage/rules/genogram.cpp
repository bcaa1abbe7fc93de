#include "storage/rules/genogram.h"

#include <algorithm>
#include <array>
#include <deque>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

namespace rules {

namespace {

/// How a relationship type lies in the family. `older`: generations that the first stands above the second.
struct Kind {
    std::string_view type;
    bool symmetric;
    bool kin;  ///< joins two people into one family
    int older;
};

constexpr std::array kRelationshipKinds = {
    Kind{"SPOUSE", true, true, 0},  Kind{"COHAB", true, true, 0},    Kind{"BFGF", true, true, 0},
    Kind{"EX", true, true, 0},      Kind{"PARENT", false, true, 1},  Kind{"STEPP", false, true, 1},
    Kind{"CHILD", false, true, -1}, Kind{"STEPC", false, true, -1},  Kind{"SIB", true, true, 0},
    Kind{"GRAND", false, true, 2},  Kind{"GRCH", false, true, -2},   Kind{"AUNT", false, true, 1},
    Kind{"NIECE", false, true, -1}, Kind{"COUSIN", true, true, 0},   Kind{"FOSTER", false, true, 1},
    Kind{"GUARD", false, true, 1},  Kind{"INLAW", true, false, 0},   Kind{"CAREFOR", false, false, 0},
    Kind{"LANDL", false, false, 0}, Kind{"DEALER", false, false, 0}, Kind{"PROFCL", false, false, 0}};

Kind kind_of(std::string_view type)
{
    const auto found = std::ranges::find(kRelationshipKinds, type, &Kind::type);
    return found == kRelationshipKinds.end() ? Kind{type, true, false, 0} : *found;
}

bool is_union(std::string_view type)
{
    return type == "SPOUSE" || type == "COHAB" || type == "BFGF" || type == "EX";
}

std::optional<std::string_view> descent_of(std::string_view type)
{
    if (type == "PARENT" || type == "CHILD") return "BIRTH";
    if (type == "STEPP" || type == "STEPC") return "STEP";
    if (type == "FOSTER") return "FOSTER";
    if (type == "GUARD") return "GUARD";
    return std::nullopt;
}

/// Builds the drawing from the records, one relationship at a time.
class Drawing {
public:
    explicit Drawing(const Facts& facts) : facts_(facts) {}

    Genogram made()
    {
        for (const auto& record : facts_.all("relationship")) take(record);
        check_parents();
        check_pairs();
        place();
        return std::move(drawing_);
    }

private:
    struct Step {
        std::string to;
        int older;  ///< the neighbour stands this many generations below
    };

    std::string code(const std::string& person) const
    {
        const auto* record = facts_.find(person);
        return record == nullptr ? "an unknown person" : called(facts_, *record);
    }

    void say(const std::string& what)
    {
        if (std::ranges::find(drawing_.contradictions, what) == drawing_.contradictions.end())
            drawing_.contradictions.push_back(what);
    }

    void take(const Record& record)
    {
        auto a = text(record, "person_a");
        auto b = text(record, "person_b");
        const auto type = text(record, "relationship_type");
        if (a.empty() || b.empty() || type.empty()) return;
        if (a == b) {
            say(code(a) + " is recorded as related to themselves.");
            return;
        }
        const auto how = kind_of(type);
        if (how.symmetric && code(b) < code(a)) std::swap(a, b);
        if (how.kin) {
            steps_[a].push_back({b, how.older});
            steps_[b].push_back({a, -how.older});
        }
        if (const auto descent = descent_of(type)) {
            if (how.older < 0) std::swap(a, b);
            const Descent one{a, b, std::string(*descent), record.id};
            if (seen_.insert({a, b, one.type}).second) drawing_.descents.push_back(one);
        } else if (is_union(type)) {
            take_union(record, a, b, type);
        } else if (seen_.insert({a, b, type}).second) {
            drawing_.ties.push_back({a, b, type, record.id});
        }
    }

    void take_union(const Record& record, const std::string& a, const std::string& b, const std::string& type)
    {
        if (!seen_.insert({a, b, type}).second) return;
        const bool ended = type == "EX" || has(record, "to");
        drawing_.unions.push_back(
            {a, b, type, ended, text(record, "cohabiting"), text(record, "abuse_present"), record.id});
    }

    void check_parents()
    {
        std::map<std::string, int> births;
        for (const auto& one : drawing_.descents) {
            if (one.type == "BIRTH" && ++births[one.child] == 3)
                say("More than two parents are recorded for " + code(one.child) +
                    ": one of them may be a step-parent, a foster carer or a guardian.");
            for (const auto& other : drawing_.descents)
                if (one.parent == other.child && one.child == other.parent)
                    say(code(std::min(one.parent, one.child)) + " and " +
                        code(std::max(one.parent, one.child)) + " are each recorded as the other's parent.");
        }
    }

    void check_pairs()
    {
        for (const auto& tie : drawing_.ties) {
            if (tie.type != "SIB") continue;
            for (const auto& one : drawing_.descents)
                if ((one.parent == tie.a && one.child == tie.b) ||
                    (one.parent == tie.b && one.child == tie.a))
                    say(code(tie.a) + " and " + code(tie.b) +
                        " are recorded both as siblings and as parent and child.");
        }
        for (const auto& one : drawing_.unions)
            for (const auto& other : drawing_.unions)
                if (one.type == "EX" && other.type != "EX" && one.a == other.a && one.b == other.b &&
                    !other.ended)
                    say(code(one.a) + " and " + code(one.b) +
                        " are recorded both as former and as present partners: give the earlier record an "
                        "end.");
    }

    // Walks one family from `start`, giving everyone a generation relative to the first.
    void walk(const std::string& start, int family, std::map<std::string, Kin>& people)
    {
        std::deque<std::string> waiting{start};
        std::vector<std::string> members;
        people[start].family = family;
        while (!waiting.empty()) {
            const auto person = waiting.front();
            waiting.pop_front();
            members.push_back(person);
            for (const auto& step : steps_[person]) {
                const int generation = people[person].generation + step.older;
                auto& next = people[step.to];
                if (next.family == 0) {
                    next.family = family;
                    next.generation = generation;
                    waiting.push_back(step.to);
                } else if (next.generation != generation) {
                    say("The records place " + code(step.to) +
                        " in two generations: look at the relationships with " + code(person) + ".");
                }
            }
        }
        int oldest = 0;
        for (const auto& member : members) oldest = std::min(oldest, people[member].generation);
        for (const auto& member : members) people[member].generation += 1 - oldest;
    }

    void place()
    {
        std::map<std::string, Kin> people;
        int family = 0;
        for (const auto& record : facts_.all("person"))
            if (steps_.contains(record.id) && people[record.id].family == 0)
                walk(record.id, ++family, people);
        for (const auto& record : facts_.all("person")) {
            auto kin = people[record.id];
            kin.person = record.id;
            kin.code = text(record, "code");
            kin.sex = text(record, "sex");
            kin.died = has(record, "died_date");
            kin.born = span(record, "dob").earliest;
            if (!kin.born && has(record, "age_at_incident"))
                kin.born = facts_.today() - std::chrono::years(number(record, "age_at_incident"));
            const auto roles = facts_.naming(record.id, "person_role", "person");
            if (!roles.empty()) kin.role = text(*roles.front(), "role");
            drawing_.people.push_back(std::move(kin));
        }
        std::ranges::stable_sort(drawing_.people, {}, [](const Kin& kin) {
            return std::tuple(kin.family == 0, kin.family, kin.generation, kin.code);
        });
    }

    const Facts& facts_;
    Genogram drawing_;
    std::map<std::string, std::vector<Step>> steps_;
    std::set<std::tuple<std::string, std::string, std::string>> seen_;
};

json::Object pair_of(std::string_view first, const std::string& a, std::string_view second,
                     const std::string& b, const std::string& type, const std::string& record)
{
    json::Object one;
    one.set(first, a);
    one.set(second, b);
    one.set("type", type);
    one.set("record", record);
    return one;
}

}  // namespace

Genogram genogram(const Facts& facts)
{
    return Drawing(facts).made();
}

json::Object to_json(const Genogram& drawing)
{
    json::Array people, unions, descents, ties, contradictions;
    for (const auto& kin : drawing.people) {
        json::Object one;
        one.set("person", kin.person);
        one.set("code", kin.code);
        one.set("sex", kin.sex);
        one.set("generation", kin.generation);
        one.set("family", kin.family);
        one.set("died", kin.died);
        one.set("role", kin.role);
        people.emplace_back(std::move(one));
    }
    for (const auto& one : drawing.unions) {
        auto made = pair_of("a", one.a, "b", one.b, one.type, one.record);
        made.set("ended", one.ended);
        made.set("cohabiting", one.cohabiting);
        made.set("abuse", one.abuse);
        unions.emplace_back(std::move(made));
    }
    for (const auto& one : drawing.descents)
        descents.emplace_back(pair_of("parent", one.parent, "child", one.child, one.type, one.record));
    for (const auto& one : drawing.ties)
        ties.emplace_back(pair_of("a", one.a, "b", one.b, one.type, one.record));
    for (const auto& one : drawing.contradictions) contradictions.emplace_back(one);
    json::Object value;
    value.set("people", std::move(people));
    value.set("unions", std::move(unions));
    value.set("descents", std::move(descents));
    value.set("ties", std::move(ties));
    value.set("contradictions", std::move(contradictions));
    return value;
}

std::string to_text(const Genogram& drawing, const model::CodeLists& lists)
{
    std::map<std::string, std::string> codes;
    std::string out;
    std::pair<int, int> row{-1, -1};
    for (const auto& kin : drawing.people) {
        codes[kin.person] = kin.code;
        const std::pair<int, int> here{kin.family, kin.generation};
        if (here != row && kin.family > 0)
            out += std::string(row.first < 0 ? "" : "\n") + "Family " + std::to_string(kin.family) +
                   ", generation " + std::to_string(kin.generation) + ": ";
        else if (here != row)
            out += std::string(row.first < 0 ? "" : "\n") + "In no family: ";
        else
            out += ", ";
        row = here;
        out += kin.code + (kin.died ? " (died)" : "");
    }
    if (!drawing.people.empty()) out += "\n";
    for (const auto& one : drawing.unions)
        out += codes[one.a] + " and " + codes[one.b] + ": " + lists.label("relationship_type", one.type) +
               (one.ended && one.type != "EX" ? ", ended" : "") + (one.abuse == "Y" ? ", abuse" : "") + "\n";
    const std::map<std::string, std::string> how = {
        {"BIRTH", "parent"}, {"STEP", "step-parent"}, {"FOSTER", "foster carer"}, {"GUARD", "guardian"}};
    for (const auto& one : drawing.descents)
        out += codes[one.parent] + " " + how.at(one.type) + " of " + codes[one.child] + "\n";
    for (const auto& one : drawing.ties)
        out +=
            codes[one.a] + " to " + codes[one.b] + ": " + lists.label("relationship_type", one.type) + "\n";
    for (const auto& one : drawing.contradictions) out += "! " + one + "\n";
    return out;
}

}  // namespace rules
