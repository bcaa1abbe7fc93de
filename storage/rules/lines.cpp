#include "storage/rules/lines.h"

#include <algorithm>

namespace rules {

bool makes_one_line(std::string_view link)
{
    return link == "DUP" || link == "REFPAIR" || link == "SUPERSEDE";
}

namespace {

bool joins(const Record& link)
{
    return text(link, "confirmed") == "Y" && makes_one_line(text(link, "link")) && has(link, "a") &&
           has(link, "b");
}

const std::string& root(const std::map<std::string, std::string>& parent, const std::string& event)
{
    const std::string* at = &event;
    for (auto found = parent.find(*at); found->second != *at; found = parent.find(*at)) at = &found->second;
    return *at;
}

}  // namespace

Lines lines_of(const std::vector<Record>& links)
{
    std::map<std::string, std::string> parent;
    for (const auto& link : links) {
        if (!joins(link)) continue;
        const std::string a = text(link, "a"), b = text(link, "b");
        parent.emplace(a, a);
        parent.emplace(b, b);
        const std::string from = root(parent, b), to = root(parent, a);
        parent[from] = to;
    }
    // The newest link of the line that names one of its events as standing says which; else the first named.
    std::map<std::string, std::string> standing;
    for (const auto& link : links) {
        if (!joins(link)) continue;
        const std::string line = root(parent, text(link, "a"));
        standing.emplace(line, text(link, "a"));
        const std::string said = text(link, "canonical_event");
        if (parent.contains(said) && root(parent, said) == line) standing[line] = said;
    }
    Lines lines;
    for (const auto& [event, up] : parent) lines[event] = standing[root(parent, event)];
    return lines;
}

std::vector<std::string> line_members(const Lines& lines, std::string_view event)
{
    const auto found = lines.find(event);
    if (found == lines.end()) return {std::string(event)};
    std::vector<std::string> members{found->second};
    for (const auto& [one, standing] : lines)
        if (standing == found->second && one != standing) members.push_back(one);
    return members;
}

}  // namespace rules
