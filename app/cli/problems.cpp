#include "app/cli/problems.h"

namespace cli {

json::Array to_json(const std::vector<rules::Problem>& problems)
{
    json::Array all;
    for (const auto& problem : problems) {
        json::Object one;
        one.set("rule", problem.rule);
        one.set("kind", problem.kind);
        one.set("id", problem.id);
        one.set("message", problem.message);
        one.set("remedy", problem.remedy);
        one.set("gate", problem.gate);
        all.emplace_back(std::move(one));
    }
    return all;
}

std::string to_lines(const std::vector<rules::Problem>& problems)
{
    std::string lines;
    for (const auto& problem : problems)
        lines += problem.rule + "  " + problem.message + " " + problem.remedy + "\n";
    return lines;
}

}  // namespace cli
