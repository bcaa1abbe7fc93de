// 6.1: codes and pseudonyms that give the person away.
#include <algorithm>
#include <set>

#include "storage/model/fold.h"
#include "storage/rules/residual.h"

namespace rules {

namespace {

std::vector<std::string> folded_words(std::string_view text)
{
    return model::words(model::fold(text));
}

// First letters of a row of names: given then family, family then given.
void add_initials(const json::Object& name, std::set<std::string>& into)
{
    const auto firsts = [](std::string_view text) {
        std::string all;
        for (const auto& word : folded_words(text)) {
            std::size_t length = 1;
            while (length < word.size() && (static_cast<unsigned char>(word[length]) & 0xC0U) == 0x80U)
                ++length;
            all += word.substr(0, length);
        }
        return all;
    };
    const auto given = firsts(json::text_or(name, "given")), family = firsts(json::text_or(name, "family"));
    const auto whole = firsts(json::text_or(name, "text"));
    for (const auto& initials : {given + family, family + given, whole})
        if (initials.size() >= 2) into.insert(initials);
    if (given.size() > 1 && !family.empty()) into.insert(given.substr(0, 1) + family.substr(0, 1));
}

std::set<std::string> initials_of(const Record& person)
{
    std::set<std::string> all;
    for (const auto& name : rows(person, "names")) add_initials(name, all);
    return all;
}

// Every word of every name in the file.
std::set<std::string> words_of_names(const Facts& facts)
{
    std::set<std::string> all;
    for (const auto& person : facts.all("person"))
        for (const auto& name : rows(person, "names"))
            for (const char* field : {"given", "family", "text"})
                for (auto& word : folded_words(json::text_or(name, field)))
                    if (word.size() > 1) all.insert(std::move(word));
    return all;
}

std::string run_together(const std::vector<std::string>& words)
{
    std::string all;
    for (const auto& word : words) all += word;
    return all;
}

}  // namespace

std::vector<Problem> naming_warnings(const Facts& facts)
{
    std::vector<Problem> found;
    const auto held = words_of_names(facts);
    const auto say = [&](const Record& record, const std::string& who, const char* what, const char* remedy) {
        found.push_back({"6.1", record.kind, record.id, who + what, remedy, false});
    };
    const auto check = [&](const Record& record, const Record* person, const std::string& pseudonym) {
        if (pseudonym.empty()) return;
        const auto words = folded_words(pseudonym);
        const auto who =
            person == nullptr ? std::string("A pseudonym") : "The pseudonym of " + named(facts, *person);
        if (person != nullptr && initials_of(*person).contains(run_together(words)))
            say(record, who, " is the person's real initials.",
                "Choose letters that are not derived from the name.");
        else if (std::ranges::any_of(words, [&](const auto& word) { return held.contains(word); }))
            say(record, who, " is a name of somebody in the file.",
                "Choose a name nobody in the file bears.");
    };
    for (const auto& person : facts.all("person")) {
        if (initials_of(person).contains(run_together(folded_words(text(person, "code")))))
            say(person, "The code " + named(facts, person), " is the person's real initials.",
                "Give a working code by role, such as V, S1 or C1.");
        check(person, &person, text(person, "published_name"));
    }
    for (const auto& pseudonym : facts.all("pseudonym"))
        check(pseudonym, facts.find(text(pseudonym, "subject")), text(pseudonym, "published_name"));
    return found;
}

}  // namespace rules
