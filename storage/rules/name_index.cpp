// The patterns a person's names give.

#include <algorithm>

#include "storage/model/fold.h"
#include "storage/rules/name_words.h"
#include "storage/rules/names.h"

namespace rules {

namespace {

// Words as written, case folded.
std::vector<std::string> lowered(std::string_view text)
{
    std::vector<std::string> found;
    for (const auto& span : model::word_spans(text))
        found.push_back(model::lower(text.substr(span.offset, span.length)));
    return found;
}

std::vector<std::string> joined(std::vector<std::string> first, const std::vector<std::string>& second)
{
    first.insert(first.end(), second.begin(), second.end());
    return first;
}

std::string first_letter(const std::string& word)
{
    std::size_t length = 1;
    while (length < word.size() && (static_cast<unsigned char>(word[length]) & 0xC0U) == 0x80U) ++length;
    return word.substr(0, length);
}

std::vector<std::string> letters_of(const std::vector<std::string>& words)
{
    std::vector<std::string> letters;
    letters.reserve(words.size());
    for (const auto& word : words) letters.push_back(first_letter(word));
    return letters;
}

bool ends_in(std::string_view word, std::initializer_list<std::string_view> endings)
{
    return std::ranges::any_of(endings, [&](auto ending) { return word.ends_with(ending); });
}

std::string without_last(const std::string& word, std::size_t bytes)
{
    return word.substr(0, word.size() - bytes);
}

/// What a folded family name becomes for several of its bearers, and for a woman or a man of the family.
std::vector<std::string> family_forms(const std::string& word)
{
    std::vector<std::string> forms;
    if (ends_in(word, {"s", "x", "z", "ch", "sh"})) forms.push_back(word + "es");
    if (!word.ends_with("s")) forms.push_back(word + "s");
    if (word.size() > 2 && word.ends_with("y") && !ends_in(word, {"ay", "ey", "oy", "uy"}))
        forms.push_back(without_last(word, 1) + "ies");
    if (ends_in(word, {"ski", "cki", "dzki"})) {
        for (const char* ending : {"a", "ch", "iej", "iego", "iemu"})
            forms.push_back(without_last(word, ending[0] == 'c' ? 0 : 1) + ending);
    }
    if (ends_in(word, {"ska", "cka", "dzka"})) {
        for (const char* ending : {"i", "ich", "iej"}) forms.push_back(without_last(word, 1) + ending);
    }
    if (ends_in(word, {"ov", "ev"})) forms.push_back(word + "a");
    if (ends_in(word, {"ova", "eva"})) forms.push_back(without_last(word, 1));
    return forms;
}

/// With letters that have marks in German and the languages of the north spelled out; empty where none is.
std::string spelled_out(std::string_view name)
{
    constexpr std::pair<std::string_view, std::string_view> kSpelled[] = {
        {"\u00E4", "ae"}, {"\u00F6", "oe"}, {"\u00FC", "ue"}, {"\u00E5", "aa"},
        {"\u00C4", "Ae"}, {"\u00D6", "Oe"}, {"\u00DC", "Ue"}, {"\u00C5", "Aa"}};
    std::string all = model::nfc(name);
    bool changed = false;
    for (const auto& [letter, instead] : kSpelled)
        for (auto at = all.find(letter); at != std::string::npos; at = all.find(letter, at)) {
            all.replace(at, letter.size(), instead);
            changed = true;
        }
    return changed ? all : std::string();
}

std::string together(const std::vector<std::string>& words)
{
    std::string whole;
    for (const auto& word : words) whole += word;
    return whole;
}

}  // namespace

std::string_view to_text(NameFound how)
{
    switch (how) {
        case NameFound::Exact: return "exact";
        case NameFound::Accents: return "accents";
        case NameFound::Initials: return "initials";
        case NameFound::Nickname: return "nickname";
        case NameFound::Part: return "part";
        case NameFound::Namesake: return "namesake";
    }
    std::abort();
}

NameIndex::NameIndex(const Facts& facts)
{
    for (const auto& person : facts.all("person")) {
        std::vector<Name> names;
        for (const auto& row : rows(person, "names")) {
            names.push_back(
                {json::text_or(row, "given"), json::text_or(row, "family"), json::text_or(row, "text")});
            add_code(person.id, names.back().text);
        }
        add_person(person.id, names);
        add_code(person.id, text(person, "code"));
    }
    for (const auto& organisation : facts.all("organisation")) {
        add_place(text(organisation, "name"));
        add_place(text(organisation, "public_name"));
    }
}

void NameIndex::add_person(const std::string& id, const std::vector<Name>& names)
{
    for (const auto& name : names) {
        add_name(id, name);
        const Name other{spelled_out(name.given), spelled_out(name.family), spelled_out(name.text)};
        if (!other.given.empty() || !other.family.empty() || !other.text.empty())
            add_name(id, {other.given.empty() ? name.given : other.given,
                          other.family.empty() ? name.family : other.family,
                          other.text.empty() ? name.text : other.text});
    }
}

void NameIndex::add_place(std::string_view name)
{
    for (const auto& word : model::words(model::fold(name))) place_words_[word] = true;
}

void NameIndex::add_code(const std::string& id, std::string_view code)
{
    std::string label;
    for (const auto& word : model::words(model::fold(code))) label += (label.empty() ? "" : " ") + word;
    if (label.empty()) return;
    auto& people = codes_[label];
    if (std::ranges::find(people, id) == people.end()) people.push_back(id);
}

void NameIndex::add_pattern(const std::string& id, const std::vector<std::string>& words, NameFound how)
{
    if (words.empty()) return;
    Pattern pattern;
    pattern.exact = words;
    pattern.person = id;
    pattern.how = how;
    for (const auto& word : words) {
        auto folded = model::fold(word);
        // A single letter in a pattern stands for a name and must be a capital.
        pattern.initials = pattern.initials || (how == NameFound::Initials && folded.size() <= 1);
        pattern.words.push_back(std::move(folded));
    }
    if (how == NameFound::Initials && words.size() == 1) pattern.initials = true;
    auto& held = by_first_[pattern.words.front()];
    const auto same = std::ranges::find_if(held, [&](const Pattern& other) {
        return other.words == pattern.words && other.person == id && other.exact == pattern.exact;
    });
    if (same == held.end())
        held.push_back(std::move(pattern));
    else if (pattern.how < same->how)
        *same = std::move(pattern);
}

// The family as such: in one word, in the plural, of a woman or a man.
void NameIndex::add_family(const std::string& id, const std::vector<std::string>& family)
{
    if (family.size() > 1) {
        add_pattern(id, {together(family)}, NameFound::Part);  // Alrashid of al-Rashid
        auto first = joined({family[0] + family[1]}, {family.begin() + 2, family.end()});
        if (family.size() > 2) add_pattern(id, first, NameFound::Part);  // OConnor-Brown
    }
    for (std::size_t i = 0; i < family.size(); ++i) {
        const auto word = model::fold(family[i]);
        if (word.size() < 2 || (word.size() < 4 && i + 1 < family.size())) continue;
        for (const auto& form : family_forms(word)) {
            Pattern pattern;
            pattern.words = {form};
            pattern.exact = {word};
            pattern.person = id;
            pattern.how = NameFound::Namesake;
            pattern.family = true;
            by_first_[form].push_back(std::move(pattern));
        }
    }
}

void NameIndex::add_initials(const std::string& id, const std::vector<std::string>& given,
                             const std::vector<std::string>& family)
{
    using enum NameFound;
    const std::vector<std::string> first = {given.front()};
    const auto letters = letters_of(family);
    for (const auto& begin : {first, given}) {
        const auto all = joined(letters_of(begin), letters);
        add_pattern(id, all, Initials);                     // K.Z., Z M-H
        add_pattern(id, {together(all)}, Initials);         // ZMH
        add_pattern(id, joined(begin, letters), Initials);  // Zoe M-H
        add_pattern(id, joined(begin, {together(letters)}), Initials);
        add_pattern(id, joined(letters_of(begin), family), Initials);  // K Zebrowicz
        add_pattern(id, joined(family, letters_of(begin)), Initials);  // ZEBROWICZ, K
    }
    if (family.size() > 1) add_pattern(id, {first_letter(given.front()), family.back()}, Initials);
}

void NameIndex::add_name(const std::string& id, const Name& name)
{
    using enum NameFound;
    const auto given = lowered(name.given);
    const auto family = lowered(name.family);
    const auto whole = lowered(name.text);
    // An alias of one letter is a label, not a name: see add_code.
    if (together(whole).size() > 1) add_pattern(id, whole, Exact);
    if (given.empty() || family.empty()) {
        add_pattern(id, joined(given, family), Exact);
    } else {
        add_pattern(id, joined(given, family), Exact);
        add_pattern(id, joined(family, given), Exact);
        add_pattern(id, joined({given.front()}, family), Exact);
        add_pattern(id, joined(family, {given.front()}), Exact);
        add_pattern(id, {together(joined(given, family))}, Exact);  // written without a space
        for (const auto& part : family) add_pattern(id, {given.front(), part}, Exact);
        add_initials(id, given, family);
        add_pattern(id, family, Part);
        add_family(id, family);
        if (given.size() > 1) add_pattern(id, given, Part);
        for (const auto& part : family)
            if (part.size() > 3) add_pattern(id, {part}, Part);
        for (const auto& part : given)
            if (part.size() > 1) add_pattern(id, {part}, Part);
    }
    if (given.empty()) return;
    const auto& nicknames = NameWords::built_in().nicknames;
    const auto found = nicknames.find(model::fold(given.front()));
    if (found == nicknames.end()) return;
    for (const auto& familiar : found->second) {
        add_pattern(id, {familiar}, Nickname);
        if (!family.empty()) add_pattern(id, joined({familiar}, family), Nickname);
    }
}

}  // namespace rules
