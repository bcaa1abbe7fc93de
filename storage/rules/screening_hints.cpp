#include "storage/rules/screening_hints.h"

#include <algorithm>
#include <array>

#include "storage/rules/among.h"
#include "storage/rules/derived.h"
#include "storage/rules/role_word.h"

namespace rules {

namespace {

using Ids = std::vector<std::string>;

const Record* incident(const Facts& facts)
{
    const auto& all = facts.all("incident");
    return all.empty() ? nullptr : &all.front();
}

// Of any victim: old enough, or too young, at the incident. `over`: the test asks for at least `years`.
Hint age_hint(const Facts& facts, int years, bool over)
{
    Hint hint;
    bool any = false, open = false;
    for (const auto* victim : victims(facts)) {
        const auto age = age_at_incident(facts, *victim);
        hint.words += (hint.words.empty() ? "" : "; ") + called(facts, *victim) +
                      (age ? " was " + to_text(*age) : ": age not known");
        hint.evidence.push_back(victim->id);
        if (!age) {
            open = true;
            continue;
        }
        const bool surely = over ? age->least >= years : age->most < years;
        const bool possibly = over ? age->most >= years : age->least < years;
        any = any || surely;
        open = open || (possibly && !surely);
    }
    if (hint.evidence.empty()) return {{}, "No victim is recorded.", {}};
    hint.suggests = any ? Answered::Met : open ? Answered::Unknown : Answered::NotMet;
    hint.words += ".";
    return hint;
}

Hint violence_hint(const Facts& facts)
{
    static constexpr std::array<std::string_view, 3> kNot = {"M18", "M99", ""};
    for (const auto& one : facts.all("incident")) {
        const std::string method = text(one, "method");
        if (!among(method, kNot))
            return {
                Answered::Met, "Method recorded: " + facts.lists().label("method", method) + ".", {one.id}};
    }
    return {{}, "No method that settles it is recorded.", {}};
}

Hint homicide_hint(const Facts& facts)
{
    static constexpr std::array<std::string_view, 6> kCharged = {"CHARGED", "TRIAL", "RETRIAL",
                                                                 "V_MUR",   "V_MAN", "V_MDR"};
    for (const auto& one : facts.all("criminal_justice"))
        if (among(text(one, "cj_status"), kCharged))
            return {
                Answered::Met,
                "Criminal justice status: " + facts.lists().label("cj_status", text(one, "cj_status")) + ".",
                {one.id}};
    if (const auto* one = incident(facts); one != nullptr && text(*one, "da_death_type") == "SVSDA")
        return {Answered::NotMet, "Recorded as a suspected suicide.", {one->id}};
    return violence_hint(facts);
}

// Related, partner, or of one household.
Hint relation_hint(const Facts& facts)
{
    static constexpr std::array<std::string_view, 4> kFamily = {"PX", "SD", "PA", "OF"};
    Hint hint;
    bool open = false;
    for (const auto& pair : facts.all("victim_suspect")) {
        const std::string relation = text(pair, "relation"), together = text(pair, "living_together");
        hint.evidence.push_back(pair.id);
        if (among(relation, kFamily))
            return {Answered::Met,
                    "Victim to suspect: " + facts.lists().label("victim_suspect_rel", relation) + ".",
                    {pair.id}};
        if (together == "Y" || together == "PR")
            return {Answered::Met, "Victim and suspect lived together: the household test.", {pair.id}};
        open = open || relation.empty() || relation == "NK" || relation == "NS" || together != "N";
    }
    if (hint.evidence.empty()) return {{}, "No pair of victim and suspect is recorded.", {}};
    hint.suggests = open ? Answered::Unknown : Answered::NotMet;
    hint.words = open ? "How they were related, or whether they lived together, is not settled."
                      : "Not related, and not living together.";
    return hint;
}

Hint suicide_hint(const Facts& facts)
{
    const auto* one = incident(facts);
    const std::string type = one == nullptr ? "" : text(*one, "da_death_type");
    if (type.empty()) return {{}, "No type of domestic abuse related death is recorded.", {}};
    return {type == "SVSDA" ? Answered::Met : Answered::NotMet,
            facts.lists().label("da_death_type", type) + ".",
            {one->id}};
}

Hint needs_hint(const Facts& facts)
{
    static constexpr std::array<std::string_view, 9> kNeeds = {"V1", "V2",  "V4",  "V5", "V6",
                                                               "V9", "V10", "V20", "V21"};
    Hint hint;
    for (const auto* victim : victims(facts)) {
        std::string said;
        for (const auto& code : texts(*victim, "vulnerability"))
            if (among(code, kNeeds))
                said += (said.empty() ? "" : ", ") + facts.lists().label("vulnerability", code);
        const std::string disability = text(*victim, "disability");
        if (disability == "Y" || disability == "PR")
            said += std::string(said.empty() ? "" : ", ") + "disability";
        if (said.empty()) continue;
        hint.words += called(facts, *victim) + ": " + said + ". ";
        hint.evidence.push_back(victim->id);
    }
    if (hint.evidence.empty()) return {{}, "No need for care and support is recorded.", {}};
    hint.suggests = Answered::Unknown;  // a need is not yet a need for care and support
    hint.words += "Whether these were needs for care and support is for a person to say.";
    return hint;
}

Hint abuse_hint(const Facts& facts)
{
    for (const auto& one : facts.all("incident")) {
        for (const auto& row : rows(one, "circumstance")) {
            const std::string code = json::text_or(row, "code"), said = json::text_or(row, "answer");
            const bool telling = code == "CI20" || code == "CI23" || code == "CI01" || code == "CI02";
            if (telling && (said == "Y" || said == "PR"))
                return {Answered::Met, facts.lists().label("circumstance", code) + ".", {one.id}};
        }
        if (text(one, "method") == "M16")
            return {
                Answered::Met, "Method recorded: " + facts.lists().label("method", "M16") + ".", {one.id}};
    }
    return {{}, "No circumstance of abuse or neglect is recorded.", {}};
}

Ids known_to(const Facts& facts, bool partners_only, bool& denied)
{
    Ids found;
    denied = false;
    for (const auto& one : facts.all("agency_involvement")) {
        const auto* body = facts.find(text(one, "organisation"));
        if (body == nullptr || (partners_only && !flag(*body, "statutory_partner"))) continue;
        const std::string known = text(one, "known_to_agency");
        if (known == "Y" || known == "PR") found.push_back(one.id);
        denied = denied || known == "N";
    }
    return found;
}

Hint joint_hint(const Facts& facts)
{
    bool denied = false;
    auto known = known_to(facts, false, denied);
    if (known.size() < 2) return {{}, "Fewer than two agencies are recorded as knowing the person.", known};
    const auto count = std::to_string(known.size());
    return {{},
            count +
                " agencies knew the person. Whether there is concern about how they worked together is for "
                "a person to say.",
            std::move(known)};
}

Hint alive_hint(const Facts& facts)
{
    const auto* one = incident(facts);
    if (one == nullptr || !has(*one, "death_date")) return {{}, "No death is recorded.", {}};
    return {Answered::NotMet, "A date of death is recorded.", {one->id}};
}

Hint weapon_hint(const Facts& facts)
{
    const auto* one = incident(facts);
    if (one == nullptr) return {{}, "No incident is recorded.", {}};
    const std::string limb = text(*one, "weapon_legal");
    if (limb == "MADE" || limb == "ADAPT" || limb == "INTEND")
        return {Answered::Met, facts.lists().label("weapon_legal", limb) + ".", {one->id}};
    if (limb == "NOT") return {Answered::NotMet, "Recorded as not an offensive weapon in law.", {one->id}};
    const auto weapons = texts(*one, "weapon");
    if (weapons == Ids{"BODY"}) return {Answered::NotMet, "No weapon but the body is recorded.", {one->id}};
    if (weapons.empty()) return {{}, "No weapon is recorded.", {one->id}};
    return {Answered::Unknown,
            "A weapon is recorded, and not how it meets section 1 of the Prevention of Crime Act 1953.",
            {one->id}};
}

Hint area_hint(const Facts& facts, const Templates& templates)
{
    const auto* one = incident(facts);
    const auto* owhr = templates.for_type("OWHR");
    if (one == nullptr || owhr == nullptr || !has(*one, "area_gss"))
        return {{}, "The borough of the death is not recorded.", {}};
    const std::string area = text(*one, "area_gss");
    const auto died = span(*one, "death_date");
    if (!died.earliest) return {{}, "The date of death is not recorded.", {one->id}};
    const bool first = in_force(*owhr, area, *died.earliest);
    const bool last = in_force(*owhr, area, died.latest.value_or(*died.earliest));
    const std::string words = facts.lists().label("borough", area) + " on that date: the template says " +
                              (first && last   ? "in force"
                               : first || last ? "in force for part of the time"
                                               : "not in force") +
                              ". Check against current guidance.";
    return {first && last   ? Answered::Met
            : first || last ? Answered::Unknown
                            : Answered::NotMet,
            words,
            {one->id}};
}

Hint information_hint(const Facts& facts)
{
    bool denied = false;
    auto known = known_to(facts, true, denied);
    if (!known.empty()) {
        const auto count = std::to_string(known.size());
        return {
            Answered::Met,
            count + (known.size() == 1 ? " review partner" : " review partners") + " knew someone involved.",
            std::move(known)};
    }
    return {denied ? std::optional(Answered::Unknown) : std::nullopt,
            "No review partner is recorded as knowing anyone involved; it may still be expected to hold "
            "relevant information.",
            {}};
}

Hint identity_hint(const Facts& facts)
{
    for (const auto* suspect : suspects(facts))
        for (const auto* one : facts.naming(suspect->id, "criminal_justice", "suspect"))
            if (has(*one, "cj_status") && text(*one, "cj_status") != "UNID")
                return {Answered::Met, called(facts, *suspect) + " is identified.", {one->id}};
    for (const auto* victim : victims(facts))
        if (has(*victim, "names") || has(*victim, "dob") || has(*victim, "age_at_incident"))
            return {Answered::Met, called(facts, *victim) + " is identified.", {victim->id}};
    return {{}, "Neither a victim nor a suspect is recorded as identified.", {}};
}

Hint care_hint(const Facts& facts)
{
    for (const auto* suspect : suspects(facts)) {
        if (texts(*suspect, "mh_issue").empty()) continue;
        return {Answered::Unknown,
                called(facts, *suspect) +
                    " has a recorded mental health issue. Whether they were recently "
                    "under care is for a person to say.",
                {suspect->id}};
    }
    return {{}, "No mental health issue of a suspect is recorded.", {}};
}

Hint serious_hint(const Facts& facts)
{
    const auto* one = incident(facts);
    if (one == nullptr || !has(*one, "death_date")) return {{}, "No death is recorded.", {}};
    auto hint = age_hint(facts, 18, false);
    hint.evidence.push_back(one->id);
    return hint;
}

Hint london_hint(const Facts& facts)
{
    const auto* one = incident(facts);
    const std::string area = one == nullptr ? "" : text(*one, "area_gss");
    if (area.empty()) return {{}, "The borough of the death is not recorded.", {}};
    const bool here = model::is_london_area(area) || model::is_demo_area(area);
    auto hint = homicide_hint(facts);
    if (!here) return {Answered::NotMet, "Not in London.", {one->id}};
    return hint;
}

}  // namespace

Hint hint_for(const Facts& facts, const Templates& templates, std::string_view test)
{
    if (test == "CH_UNDER18") return age_hint(facts, 18, false);
    if (test == "OW_AGE18") return age_hint(facts, 18, true);
    if (test == "DHR_AGE16") return age_hint(facts, 16, true);
    if (test == "CH_SERIOUS") return serious_hint(facts);
    if (test == "CH_ABUSE" || test == "SAR_ABUSE") return abuse_hint(facts);
    if (test == "DHR_VIOLENCE") return violence_hint(facts);
    if (test == "DHR_REL") return relation_hint(facts);
    if (test == "DHR_SUICIDE") return suicide_hint(facts);
    if (test == "SAR_NEEDS") return needs_hint(facts);
    if (test == "SAR_JOINT") return joint_hint(facts);
    if (test == "SAR_ALIVE") return alive_hint(facts);
    if (test == "OW_HOMICIDE") return homicide_hint(facts);
    if (test == "OW_WEAPON") return weapon_hint(facts);
    if (test == "OW_AREA") return area_hint(facts, templates);
    if (test == "OW_INFO") return information_hint(facts);
    if (test == "OW_IDENTITY") return identity_hint(facts);
    if (test == "MH_CARE") return care_hint(facts);
    if (test == "LO_HOMICIDE") return london_hint(facts);
    return {{}, "The records do not settle it.", {}};
}

}  // namespace rules
