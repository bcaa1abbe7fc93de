#include "storage/rules/library.h"

#include <algorithm>
#include <array>

#include "storage/json/json.h"

namespace rules {

namespace {

constexpr std::string_view kLibraryFormat = "cairn/library/v1";
constexpr std::size_t kMostLibraryEntries = 100'000;

base::Error bad_library(std::string_view what)
{
    return base::fail(base::ErrorKind::Invalid,
                      "The library of published recommendations cannot be used: " + std::string(what) + ".",
                      "library");
}

struct Member {
    std::string_view name;
    std::string LibraryEntry::*into;
    std::string_view list;  ///< of codes; empty: a text
    bool wanted;
};
constexpr std::array kMembers = {Member{"ref", &LibraryEntry::ref, "", true},
                                 Member{"year", &LibraryEntry::year, "", true},
                                 Member{"type", &LibraryEntry::type, "review_type", true},
                                 Member{"sector", &LibraryEntry::sector, "rec_addressee", false},
                                 Member{"level", &LibraryEntry::level, "rec_level", false},
                                 Member{"theme", &LibraryEntry::theme, "rec_theme", false},
                                 Member{"text", &LibraryEntry::text, "", true},
                                 Member{"source", &LibraryEntry::source, "", true}};

bool is_year(std::string_view text)
{
    return text.size() == 4 && text.find_first_not_of("0123456789") == std::string_view::npos;
}

base::Result<LibraryEntry> read_entry(const json::Object& from, const model::CodeLists& lists)
{
    LibraryEntry entry;
    for (const auto& [key, value] : from) {
        const auto known = std::ranges::find(kMembers, std::string_view(key), &Member::name);
        if (known == kMembers.end()) return bad_library("an entry has an unknown member");
        if (value.text() == nullptr) return bad_library("a member of an entry is not a text");
        if (!known->list.empty() && !value.text()->empty() && !lists.accepts(known->list, *value.text()))
            return bad_library("an entry holds an unknown code");
        entry.*(known->into) = *value.text();
    }
    for (const auto& member : kMembers)
        if (member.wanted && (entry.*(member.into)).empty()) return bad_library("an entry lacks a member");
    if (!is_year(entry.year)) return bad_library("a year does not have four digits");
    return entry;
}

}  // namespace

base::Result<Library> Library::load(std::string_view text, const model::CodeLists& lists)
{
    TRY_ASSIGN(const auto file, json::parse_object(text));
    if (json::text_or(file, "format") != kLibraryFormat) return bad_library("its format is another one");
    const auto* list = file.find("recommendations");
    if (file.size() != 2 || list == nullptr || list->array() == nullptr ||
        list->array()->size() > kMostLibraryEntries)
        return bad_library("it is not a list of recommendations");
    Library made;
    for (const auto& value : *list->array()) {
        if (value.object() == nullptr) return bad_library("an entry is not an object");
        TRY_ASSIGN(auto entry, read_entry(*value.object(), lists));
        made.entries.push_back(std::move(entry));
    }
    return made;
}

}  // namespace rules
