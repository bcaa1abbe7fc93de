// demo create, list.

#include "app/cli/answer.h"
#include "app/core/demo.h"

namespace cli {

namespace {

Result<Answer> demo_create(Call& call)
{
    std::vector<std::string> wanted;
    const auto given = call.option("CASE").value_or("all");
    if (given == "all")
        for (const auto& one : core::demo_cases()) wanted.push_back(one.name);
    else
        wanted.push_back(given);
    TRY_ASSIGN(auto* vault, call.vault());
    json::Array all;
    std::string text;
    for (const auto& name : wanted) {
        TRY_ASSIGN(const auto built, core::build_demo(*vault, name));
        json::Object one;
        one.set("case", built.name);
        one.set("reference", built.reference);
        one.set("uuid", built.uuid);
        one.set("events", built.events);
        one.set("demo", true);
        text +=
            built.name + "  " + built.reference + "  " + plural(built.events, "event", "events") + "  DEMO\n";
        all.emplace_back(std::move(one));
    }
    return Answer{std::move(all), std::move(text), 0};
}

Result<Answer> demo_list(Call&)
{
    json::Array all;
    std::string text;
    for (const auto& one : core::demo_cases()) {
        json::Object made;
        made.set("case", one.name);
        made.set("about", one.about);
        text += one.name + "  " + one.about + "\n";
        all.emplace_back(std::move(made));
    }
    return Answer{std::move(all), std::move(text), 0};
}

}  // namespace

std::vector<Verb> demo_verbs()
{
    return {
        {"demo create", "DIR [CASE]", opening(),
         "Build the invented cases as reviews flagged demo: OWHR-DEMO-01, DHR-DEMO-02, SAR-DEMO-03 or all",
         demo_create},
        {"demo list", "", {}, "The invented cases", demo_list},
    };
}

}  // namespace cli
