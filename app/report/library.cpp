// One row a victim in the tags of the Home Office's library of domestic homicide reviews.

#include <algorithm>
#include <array>
#include <functional>
#include <set>

#include "app/report/coded.h"
#include "app/report/tables.h"
#include "storage/rules/role_word.h"

namespace report {

namespace {

using rules::Facts;
using rules::Record;
using Tags = std::vector<std::string>;

// docs/domain.md 3.4.
constexpr std::array kMethods = {
    MethodElsewhere{"M01", "WeaponType6", "1", "Sharp instrument"},
    MethodElsewhere{"M02", "WeaponType7", "2", "Blunt instrument"},
    MethodElsewhere{"M03", "WeaponType10", "6", "Hitting, kicking etc. without a weapon"},
    MethodElsewhere{"M04", "WeaponType9", "4", "Strangulation, asphyxiation"},
    MethodElsewhere{"M05", "WeaponType9", "4", "Strangulation, asphyxiation"},
    MethodElsewhere{"M06", "WeaponType9", "4", "Strangulation, asphyxiation"},
    MethodElsewhere{"M07", "WeaponType1 (firearm), WeaponType5 (non-powder)", "0", "Shooting"},
    MethodElsewhere{"M08", "WeaponType14", "9", "Burning or scalding (incl. arson)"},
    MethodElsewhere{"M09", "WeaponType14", "9", "Burning or scalding (incl. arson)"},
    MethodElsewhere{"M10", "WeaponType12", "7", "Explosion"},
    MethodElsewhere{"M11", "WeaponType13", "8", "Drowning"},
    MethodElsewhere{"M12", "WeaponType8", "3", "Poison or drugs"},
    MethodElsewhere{"M13", "WeaponType8", "3", "Poison or drugs"},
    MethodElsewhere{"M14", "WeaponType16", "10", "Motor vehicle"},
    MethodElsewhere{"M15", "WeaponType11", "5", "Causing to fall"},
    MethodElsewhere{"M16", "WeaponType18", "11", "Negligence or neglect"},
};

Tags one_tag(const Record& record, std::string_view field)
{
    const auto code = rules::text(record, field);
    return code.empty() ? Tags{} : Tags{code};
}

// The library has four groups of places; ours are finer.
Tags location_group(const Record& incident)
{
    auto code = rules::text(incident, "location_type");
    return code.empty() ? Tags{} : Tags{code.substr(0, code.find('_'))};
}

// The library has eight vulnerabilities, the last of them "Other"; ours go on.
Tags library_vulnerability(const Record& person)
{
    static const std::set<std::string> own = {"V1", "V2", "V3", "V4", "V5", "V6", "V7", "V8"};
    Tags tags;
    for (const auto& code : rules::texts(person, "vulnerability")) {
        const std::string tag = own.contains(code) ? code : "V8";
        if (std::find(tags.begin(), tags.end(), tag) == tags.end()) tags.push_back(tag);
    }
    return tags;
}

// The library only says whether immigration came into it.
Tags immigration_flag(const Record& person)
{
    const auto code = rules::text(person, "immigration");
    if (code.empty()) return {};
    return {code == "NONE" ? "N" : code == "NK" ? "NR" : "Y"};
}

Tags gathered(const Facts& facts, std::string_view kind, std::initializer_list<std::string_view> fields)
{
    std::set<std::string> codes;
    for (const auto& record : facts.all(kind))
        for (const auto field : fields) {
            if (const auto code = rules::text(record, field); !code.empty()) codes.insert(code);
            for (const auto& code : rules::texts(record, field)) codes.insert(code);
        }
    return {codes.begin(), codes.end()};
}

std::string joined_tags(const Tags& tags, std::string_view between)
{
    std::string text;
    for (const auto& tag : tags) text += (text.empty() ? "" : std::string(between)) + tag;
    return text;
}

// Adds columns of one row; the first row decides their names.
class RowOf {
public:
    RowOf(Table& table, const Facts& facts) : table_(table), facts_(facts), heading_(table.columns.empty()) {}

    void plain(std::string_view id, Cell value)
    {
        if (heading_) table_.columns.push_back({std::string(id), std::string(id), 18});
        row_.push_back(std::move(value));
    }
    /// Codes, and beside them their words.
    void tags(const std::string& id, std::string_view list, const Tags& codes)
    {
        Tags labels;
        for (const auto& code : codes) labels.push_back(facts_.lists().label(list, code));
        plain(id, cell(joined_tags(codes, ";")));
        plain(id + "_label", cell(joined_tags(labels, "; ")));
    }
    /// The same of several people: each person's codes, parted by "|".
    void tags(const std::string& id, std::string_view list, const std::vector<const Record*>& people,
              const std::function<Tags(const Record&)>& read)
    {
        Tags codes, labels;
        for (const auto* person : people) {
            Tags words;
            const auto own = read(*person);
            for (const auto& code : own) words.push_back(facts_.lists().label(list, code));
            codes.push_back(joined_tags(own, ";"));
            labels.push_back(joined_tags(words, "; "));
        }
        const auto parted = [](const Tags& each) {
            const bool any =
                std::any_of(each.begin(), each.end(), [](const auto& one) { return !one.empty(); });
            std::string text;
            for (std::size_t i = 0; any && i < each.size(); ++i) text += (i == 0 ? "" : "|") + each[i];
            return text;
        };
        plain(id, cell(parted(codes)));
        plain(id + "_label", cell(parted(labels)));
    }
    void end() { table_.add(std::move(row_)); }

private:
    Table& table_;
    const Facts& facts_;
    bool heading_;
    std::vector<Cell> row_;
};

void person_columns(RowOf& row, const std::string& who, const std::vector<const Record*>& people)
{
    const auto field = [&](const std::string& id, std::string_view list, std::string_view name) {
        row.tags(who + "_" + id, list, people, [name](const Record& one) { return one_tag(one, name); });
    };
    field("sex", "sex", "sex");
    field("gender_id", "gender_id", "gender_id");
    field("age_band", "age_band", "age_band");
    field("ethnicity", "ethnicity_18_1", "ethnicity_18_1");
    field("religion", "religion", "religion");
    field("sexual_orientation", "sexual_orientation", "sexual_orientation");
    field("disability", "tri", "disability");
    row.tags(who + "_immigration", "tri", people, immigration_flag);
    row.tags(who + "_vulnerability", "vulnerability", people, library_vulnerability);
    row.tags(who + "_vulnerability_detail", "vulnerability", people,
             [](const Record& one) { return rules::texts(one, "vulnerability"); });
    row.tags(who + "_mh_issue", "mh_issue", people,
             [](const Record& one) { return rules::texts(one, "mh_issue"); });
}

void pair_columns(RowOf& row, const Facts& facts, const Record& victim,
                  const std::vector<const Record*>& suspects)
{
    const auto pair = [&facts, &victim](const Record& suspect) -> const Record* {
        for (const auto* one : facts.naming(suspect.id, "victim_suspect", "suspect"))
            if (rules::text(*one, "victim") == victim.id) return one;
        return nullptr;
    };
    const auto field = [&](const std::string& id, std::string_view list, std::string_view name) {
        row.tags(id, list, suspects, [&](const Record& suspect) {
            const auto* one = pair(suspect);
            if (one == nullptr) return Tags{};
            auto codes = rules::texts(*one, name);
            return codes.empty() ? one_tag(*one, name) : codes;
        });
    };
    field("relationship", "victim_suspect_rel", "relation");
    field("living_together", "tri", "living_together");
    field("aggravating", "aggravating", "aggravating");
    field("known_to", "known_to", "known_to");
    field("risk_tool", "risk_tool", "supervision");
    row.tags("verdict", "cj_status", suspects, [&facts](const Record& suspect) {
        const auto cases = facts.naming(suspect.id, "criminal_justice", "suspect");
        if (cases.empty()) return Tags{};
        const auto verdict = one_tag(*cases.back(), "verdict");
        return verdict.empty() ? one_tag(*cases.back(), "cj_status") : verdict;
    });
}

void review_columns(RowOf& row, const Facts& facts)
{
    row.tags("family_engagement", "family_engagement", gathered(facts, "family_engagement", {"step"}));
    row.tags("theme", "theme", gathered(facts, "finding", {"theme", "themes"}));
    row.tags("rec_theme", "rec_theme", gathered(facts, "recommendation", {"rec_theme"}));
    row.tags("rec_addressee", "rec_addressee", gathered(facts, "recommendation", {"rec_addressee"}));
}

const Record* incident_of(const Facts& facts, const Record& victim)
{
    const auto named = facts.naming(victim.id, "incident", "victims");
    if (!named.empty()) return named.front();
    const auto& all = facts.all("incident");
    return all.size() == 1 ? &all.front() : nullptr;
}

void victim_row(Table& table, const Facts& facts, const Record& victim,
                const std::vector<const Record*>& suspects)
{
    static const Record nothing;
    const auto* known = incident_of(facts, victim);
    const auto& incident = known == nullptr ? nothing : *known;
    const auto& review = facts.review();
    RowOf row(table, facts);
    row.plain("review", cell(rules::text(review, "human_ref")));
    row.plain("demo", cell(rules::flag(review, "demo_flag") ? "true" : ""));
    row.tags("review_type", "review_type", one_tag(review, "review_type"));
    row.tags("area", "borough", one_tag(review, "lead_area"));
    row.plain("victim", cell(rules::text(victim, "code")));
    const auto died = rules::span(incident, "death_date").earliest;
    row.plain("year_of_death", died ? Cell(std::int64_t{static_cast<int>(died->year())}) : Cell{});
    row.tags("dhr_category", "dhr_category", one_tag(incident, "dhr_category"));
    row.tags("method", "method", one_tag(incident, "method"));
    const auto* elsewhere = method_elsewhere(rules::text(incident, "method"));
    row.plain("method_nvdrs", cell(std::string(elsewhere == nullptr ? "" : elsewhere->nvdrs)));
    row.plain("method_mmria", cell(std::string(elsewhere == nullptr ? "" : elsewhere->mmria)));
    row.plain("method_homicide_index",
              cell(std::string(elsewhere == nullptr ? "" : elsewhere->homicide_index)));
    row.tags("location", "location_type", location_group(incident));
    person_columns(row, "victim", {&victim});
    Tags codes;
    for (const auto* suspect : suspects) codes.push_back(rules::text(*suspect, "code"));
    row.plain("suspects", cell(joined_tags(codes, "|")));
    person_columns(row, "suspect", suspects);
    pair_columns(row, facts, victim, suspects);
    review_columns(row, facts);
    row.end();
}

}  // namespace

const MethodElsewhere* method_elsewhere(std::string_view method)
{
    for (const auto& one : kMethods)
        if (one.method == method) return &one;
    return nullptr;
}

Table library_table(const Facts& facts)
{
    Table table;
    table.title = "Home Office library tags";
    const auto victims = rules::victims(facts);
    const auto suspects = rules::suspects(facts);
    for (const auto* victim : victims) victim_row(table, facts, *victim, suspects);
    if (victims.empty()) table.columns = {{"review", "review", 18}};
    return table;
}

}  // namespace report
