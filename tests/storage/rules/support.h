#pragma once
/// Building facts in a test: records as JSON, ids as short words.

#include <catch2/catch_test_macros.hpp>
#include <map>

#include "storage/rules/facts.h"
#include "storage/rules/template.h"

namespace test {

/// A uuid of version 4 that a short word stands for: always the same for the same word.
inline std::string id(std::string_view word)
{
    std::uint64_t hash = 1469598103934665603ULL;
    for (const char c : word) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
    char text[40];
    std::snprintf(text, sizeof text, "%08x-%04x-4%03x-8%03x-%012llx", static_cast<unsigned>(hash >> 32),
                  static_cast<unsigned>(hash >> 16) & 0xFFFFU, static_cast<unsigned>(hash) & 0xFFFU,
                  static_cast<unsigned>(hash >> 48) & 0xFFFU,
                  static_cast<unsigned long long>(hash & 0xFFFFFFFFFFFFULL));
    return text;
}

/// "2026-11-22"
inline model::Day day_of(std::string_view text)
{
    return *model::day_from_text(text);
}

/// A template that the program has; it must be there.
inline const rules::Template& template_named(std::string_view name)
{
    const auto* found = rules::Templates::built_in().find(name);
    REQUIRE(found != nullptr);
    return *found;
}

/// Records gathered by kind, then made into facts.
class FactsBuilder {
public:
    /// `fields` is JSON in which @word stands for the id of that word: {"finding":"@f1"}.
    FactsBuilder& put(std::string_view kind, std::string_view word, std::string_view fields)
    {
        std::string text;
        for (std::size_t i = 0; i < fields.size(); ++i) {
            if (fields[i] != '@') {
                text += fields[i];
                continue;
            }
            std::size_t end = i + 1;
            while (end < fields.size() && (std::isalnum(static_cast<unsigned char>(fields[end])) != 0 ||
                                           fields[end] == '_' || fields[end] == '-'))
                ++end;
            text += id(fields.substr(i + 1, end - i - 1));
            i = end - 1;
        }
        auto parsed = json::parse_object(text);
        REQUIRE(parsed);
        kinds_[std::string(kind)].push_back({std::string(kind), id(word), std::move(*parsed)});
        return *this;
    }
    rules::Facts facts(std::string_view today = "2026-11-22") const
    {
        rules::Facts made(*model::day_from_text(today), model::CodeLists::built_in());
        for (const auto& [kind, records] : kinds_) made.add(kind, records);
        return made;
    }

private:
    std::map<std::string, std::vector<rules::Record>> kinds_;
};

}  // namespace test
