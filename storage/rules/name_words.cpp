#include "storage/rules/name_words.h"

#include <cstdlib>

#include "assets/assets.h"
#include "storage/json/json.h"

namespace rules {

namespace {

json::Object asset(std::string_view name)
{
    const auto bytes = assets::find(name);
    if (!bytes) std::abort();  // built with the program
    auto read = json::parse_object(*bytes);
    if (!read) std::abort();
    return *std::move(read);
}

void take(const json::Object& from, std::string_view key, std::unordered_set<std::string>& into)
{
    const auto* list = from.find(key);
    if (list == nullptr || list->array() == nullptr) std::abort();
    for (const auto& word : *list->array())
        if (word.text() != nullptr) into.insert(*word.text());
}

NameWords read()
{
    NameWords words;
    const auto plain = asset("names/words.json");
    take(plain, "common", words.common);
    take(plain, "titles", words.titles);
    take(plain, "kin", words.kin);
    take(plain, "cues", words.cues);
    take(plain, "groups", words.groups);
    take(plain, "starts", words.starts);
    take(plain, "initials", words.initials);
    take(plain, "places", words.places);
    take(plain, "places", words.no_name);
    take(plain, "other", words.no_name);
    take(plain, "months", words.no_name);
    const auto familiar = asset("names/nicknames.json");
    const auto* groups = familiar.find("groups");
    if (groups == nullptr || groups->array() == nullptr) std::abort();
    for (const auto& group : *groups->array()) {
        // The first is the full form: short forms stand for it and it for them, not for one another.
        const auto& forms = *group.array();
        for (std::size_t i = 1; i < forms.size(); ++i) {
            words.nicknames[*forms[0].text()].push_back(*forms[i].text());
            words.nicknames[*forms[i].text()].push_back(*forms[0].text());
        }
    }
    return words;
}

}  // namespace

const NameWords& NameWords::built_in()
{
    static const NameWords words = read();
    return words;
}

}  // namespace rules
