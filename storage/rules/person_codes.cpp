#include "storage/rules/person_codes.h"

#include <algorithm>
#include <array>
#include <set>

#include "storage/model/fold.h"

namespace rules {

using base::ErrorKind;
using base::fail;

namespace {

struct Prefix {
    std::string_view role, letters;
    bool plain_first;  ///< the first one bears no number: V, M, F
};

constexpr std::array kPrefixes = {
    Prefix{"VIC", "V", true},       Prefix{"VIC2", "V", true},     Prefix{"SUS", "S", false},
    Prefix{"ACC", "S", false},      Prefix{"PERP", "S", false},    Prefix{"CHILD", "C", false},
    Prefix{"PARTNER", "PT", false}, Prefix{"PARENT", "PA", false}, Prefix{"SIB", "SB", false},
    Prefix{"EXTFAM", "XF", false},  Prefix{"CARER", "CR", false},  Prefix{"FRIEND", "FR", false},
    Prefix{"NEIGH", "NB", false},   Prefix{"WIT", "W", false},     Prefix{"PROF", "PR", false},
    Prefix{"FAMREP", "FM", false},  Prefix{"ADV", "AD", false},    Prefix{"OTHER", "TP", false}};

bool letters_and_digits(std::string_view text)
{
    return !text.empty() && text.size() <= 8 &&
           std::ranges::all_of(text, [](char c) { return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); });
}

std::string numbered(const std::string& letters, bool plain_first, const std::set<std::string>& taken)
{
    for (int number = 1;; ++number) {
        auto code = letters + (number == 1 && plain_first ? "" : std::to_string(number));
        if (!taken.contains(code)) return code;
    }
}

// First letters of a name's words, folded: "zoë Márquez-Hale" -> zmh and, of the first of each part, zm.
std::set<std::string> folded_initials_of(const Record& person)
{
    std::set<std::string> found;
    for (const auto& name : rows(person, "names")) {
        const auto given = model::words(model::fold(json::text_or(name, "given")));
        const auto family = model::words(model::fold(json::text_or(name, "family")));
        if (given.empty() || family.empty()) continue;
        const auto first = given.front().substr(0, 1);
        std::string all = first;
        for (const auto& word : family) all += word.substr(0, 1);
        found.insert(all);
        found.insert(first + family.front().substr(0, 1));
    }
    return found;
}

}  // namespace

Result<std::string> next_person_code(std::string_view role, std::string_view sex, std::string_view post,
                                     const std::vector<std::string>& taken)
{
    const auto prefix = std::ranges::find(kPrefixes, role, &Prefix::role);
    if (prefix == kPrefixes.end())
        return fail(ErrorKind::Invalid,
                    "The role is not a code of the list person_role, such as VIC, SUS, CHILD or PROF.");
    const std::set<std::string> used(taken.begin(), taken.end());
    if (role == "PROF") {
        if (!letters_and_digits(post))
            return fail(
                ErrorKind::Invalid,
                "A professional's code is made from the post: give it in capital letters, such as GP, "
                "SW or PC.");
        return numbered("PR-" + std::string(post), false, used);
    }
    if (role == "PARENT" && (sex == "F" || sex == "M"))
        return numbered(sex == "F" ? "M" : "F", true, used);  // mother, father
    return numbered(std::string(prefix->letters), prefix->plain_first, used);
}

Result<void> check_person_code(std::string_view held, const std::vector<std::string>& taken,
                               const model::Change& change)
{
    if (change.kind != "person" || change.op != model::Op::Put || !change.fields.has("code")) return {};
    const auto wanted = json::text_or(change.fields, "code");
    if (!held.empty() && wanted != held)
        return fail(
            ErrorKind::Refused,
            "The working code of a person never changes: everything refers to people by code. Nothing was "
            "written; for the published report give the person a pseudonym.",
            "code_kept");
    if (held.empty() && std::ranges::find(taken, wanted) != taken.end())
        return fail(
            ErrorKind::Refused,
            "Another person of this review has this working code. Nothing was written; leave the code out "
            "and the program gives the next one.",
            "code_taken");
    return {};
}

std::vector<std::string> codes_like_initials(const Facts& facts)
{
    std::vector<std::string> found;
    for (const auto& coded : facts.all("person")) {
        const auto code = text(coded, "code");
        std::string letters;
        for (const char c : model::fold(code))
            if (c >= 'a' && c <= 'z') letters += c;
        if (letters.size() < 2) continue;
        for (const auto& named : facts.all("person"))
            if (folded_initials_of(named).contains(letters))
                found.push_back("The code " + code + " is made of the real initials of " +
                                (named.id == coded.id ? "that person" : text(named, "code")) +
                                ": readers could guess the name. Choose a published name without them.");
    }
    return found;
}

}  // namespace rules
