#include "app/ui/screens/family_part.h"

#include <algorithm>

namespace ui {

namespace {

constexpr std::string_view kFamilyStep = "family_engagement";
constexpr std::string_view kPortrait = "FE9", kDeclined = "FE12", kNotContacted = "FE13";

const std::vector<RecordLine>& lines(const RecordsScreen& screen, std::string_view kind)
{
    static const std::vector<RecordLine> none;
    const auto found = screen.records.find(kind);
    return found == screen.records.end() ? none : found->second;
}

int taken(const RecordsScreen& screen, std::string_view code)
{
    const auto& steps = lines(screen, kFamilyStep);
    return static_cast<int>(std::count_if(steps.begin(), steps.end(), [&](const RecordLine& one) {
        return json::text_or(one.fields, "step") == code;
    }));
}

void line(Kit& kit, const std::string& key, const std::string& words, bool good)
{
    kit.text("family." + key, words, Face::Small,
             good ? kit.tone(ToneName::Green).ink : kit.tone(ToneName::Amber).ink);
    kit.space(-space::kTiny);
}

void comments(Kit& kit, const RecordsScreen& screen)
{
    int made = 0;
    int waiting = 0;
    for (const auto& one : lines(screen, kFamilyStep)) {
        if (json::text_or(one.fields, "comment").empty()) continue;
        ++made;
        if (json::text_or(one.fields, "response").empty()) ++waiting;
    }
    if (made == 0) return;
    const std::string all = made == 1 ? "One comment" : std::to_string(made) + " comments";
    line(kit, "comments",
         waiting == 0 ? all + ", each answered"
                      : all + ", " + std::to_string(waiting) + " still to be answered",
         waiting == 0);
}

void names(Kit& kit, const RecordsScreen& screen)
{
    const auto& all = lines(screen, "pseudonym");
    const auto chosen = std::count_if(all.begin(), all.end(), [](const RecordLine& one) {
        return json::text_or(one.fields, "chosen_by") == "FAMILY";
    });
    if (chosen > 0)
        line(kit, "names",
             chosen == 1 ? "One name chosen by the family"
                         : std::to_string(chosen) + " names chosen by the family",
             true);
    else
        line(kit, "names", "No name chosen by the family yet", false);
}

}  // namespace

void draw_family(Kit& kit, const RecordsScreen& screen)
{
    const auto* steps = screen.lists->list(kFamilyStep);
    if (steps == nullptr) return;
    bool first = true;
    for (const auto& step : steps->values) {
        const bool ending = step.code == kDeclined || step.code == kNotContacted;
        const int times = taken(screen, step.code);
        if (ending && times == 0) continue;
        if (!first) kit.beside();
        first = false;
        const ToneName tone = times == 0 ? ToneName::Plain : ending ? ToneName::Amber : ToneName::Green;
        kit.chip("family.step." + step.code, {step.label + (times == 0 ? ": not yet" : ""), tone});
    }
    kit.space(space::kTiny);
    comments(kit, screen);
    names(kit, screen);
    line(kit, "portrait",
         taken(screen, kPortrait) > 0 ? "A pen portrait was given"
                                      : "No pen portrait yet: who was this person?",
         taken(screen, kPortrait) > 0);
    kit.space(space::kSmall);
}

}  // namespace ui
