#include "app/core/desk_people.h"

#include <algorithm>
#include <map>
#include <set>

#include "app/core/desk_records.h"
#include "app/core/facts.h"
#include "app/core/people.h"
#include "storage/model/field.h"
#include "storage/rules/genogram_layout.h"
#include "storage/rules/names.h"
#include "storage/rules/role_word.h"

namespace core {

namespace {

KinLine kin_line(std::string_view type)
{
    if (type == "SPOUSE") return KinLine::Married;
    if (type == "COHAB") return KinLine::Together;
    return type == "EX" ? KinLine::Former : KinLine::Partners;
}

std::string parent_word(std::string_view type)
{
    if (type == "STEP") return "step-parent";
    if (type == "FOSTER") return "foster carer";
    return type == "GUARD" ? "guardian" : "parent";
}

class People {
public:
    explicit People(const rules::Facts& facts) : facts_(facts), drawing_(rules::genogram(facts)) {}

    DeskPeople made()
    {
        const auto layout = rules::lay_out(drawing_);
        made_.width = layout.width;
        made_.rows = layout.rows;
        made_.loose_row = layout.loose_row;
        made_.contradictions = drawing_.contradictions;
        people(layout);
        unions(layout);
        broods(layout);
        ties();
        alike();
        return std::move(made_);
    }

private:
    const std::string& code(const std::string& person) const
    {
        static const std::string unknown = "an unknown person";
        const auto found = code_.find(person);
        return found == code_.end() ? unknown : found->second;
    }
    bool known(const std::string& a, const std::string& b) const
    {
        return code_.contains(a) && code_.contains(b);
    }
    std::string label(const std::string& type) const
    {
        return facts_.lists().label("relationship_type", type);
    }

    void people(const rules::GenogramLayout& layout)
    {
        std::set<std::string> index;
        for (const auto* victim : rules::victims(facts_)) index.insert(victim->id);
        for (std::size_t i = 0; i < drawing_.people.size(); ++i) {
            const auto& kin = drawing_.people[i];
            code_[kin.person] = kin.code.empty() ? "no code" : kin.code;
            const auto* record = facts_.find(kin.person);
            DeskKin one{kin.person,
                        code_[kin.person],
                        rules::role_word(facts_, kin.person),
                        "",
                        kin.sex,
                        kin.died,
                        index.contains(kin.person),
                        layout.people[i].x,
                        layout.people[i].row};
            if (record != nullptr)
                one.sealed = record_in_words(facts_, *model::kind("person"), *record).sealed;
            made_.people.push_back(std::move(one));
        }
    }

    void relate(const std::string& record, std::string text, std::vector<std::string> people)
    {
        made_.relations.push_back({record, std::move(text), std::move(people)});
    }

    void unions(const rules::GenogramLayout& layout)
    {
        for (const auto& one : drawing_.unions) {
            if (!known(one.a, one.b)) continue;
            const bool abuse = one.abuse == "Y";
            made_.lines.push_back(
                {kin_line(one.type), one.a, one.b, label(one.type), one.ended, abuse, one.record});
            relate(one.record,
                   code(one.a) + " and " + code(one.b) + ": " + label(one.type) +
                       (one.ended && one.type != "EX" ? ", ended" : "") + (abuse ? ", abuse recorded" : ""),
                   {one.a, one.b});
        }
        for (const auto& one : layout.unrecorded) {
            made_.lines.push_back({KinLine::NotRecorded, one.a, one.b, "", false, false, ""});
            relate("",
                   code(one.a) + " and " + code(one.b) +
                       ": parents of the same child; what they were to each other is not recorded",
                   {one.a, one.b});
        }
    }

    void broods(const rules::GenogramLayout& layout)
    {
        for (const auto& one : layout.broods)
            made_.broods.push_back({one.parents, one.children, one.type == "BIRTH",
                                    one.type == "BIRTH" ? "" : parent_word(one.type)});
        for (const auto& one : drawing_.descents)
            if (known(one.parent, one.child))
                relate(one.record, code(one.parent) + ": " + parent_word(one.type) + " of " + code(one.child),
                       {one.parent, one.child});
    }

    void ties()
    {
        for (const auto& one : drawing_.ties) {
            if (!known(one.a, one.b)) continue;
            made_.lines.push_back({KinLine::Other, one.a, one.b, label(one.type), false, false, one.record});
            relate(one.record, code(one.a) + " to " + code(one.b) + ": " + label(one.type), {one.a, one.b});
        }
    }

    // Each name of each person is sought among the names of all.
    void alike()
    {
        const rules::NameIndex index(facts_);
        std::set<std::pair<std::string, std::string>> told;
        for (const auto& person : facts_.all("person"))
            for (const auto& name : rules::rows(person, "names")) {
                const auto text = json::text_or(name, "text");
                const auto whole =
                    text.empty() ? json::text_or(name, "given") + " " + json::text_or(name, "family") : text;
                for (const auto& hit : rules::find_names(whole, index)) {
                    if (hit.how == rules::NameFound::Part || hit.how == rules::NameFound::Namesake) continue;
                    for (const auto& other : hit.people)
                        if (other != person.id && known(person.id, other) &&
                            told.insert(std::minmax(person.id, other)).second)
                            made_.alike.push_back(
                                {person.id, other,
                                 code(person.id) + " and " + code(other) +
                                     " have names that fit each other: are they one person?"});
                }
            }
    }

    const rules::Facts& facts_;
    const rules::Genogram drawing_;
    std::map<std::string, std::string> code_;
    DeskPeople made_;
};

}  // namespace

Result<DeskPeople> desk_people(DeskStore& store)
{
    TRY_ASSIGN(const auto held, store.held());
    TRY_ASSIGN(const auto facts, core::facts(held.vault, held.review, Scope::People));
    return People(facts).made();
}

Result<std::string> desk_add_person(DeskStore& store, const std::string& role, const std::string& post,
                                    const std::string& organisation)
{
    TRY_ASSIGN(const auto held, store.held());
    TRY_ASSIGN(auto added, add_person(held.vault, held.review, {role, post, organisation, {}}));
    return std::move(added.id);
}

}  // namespace core
