#include "app/ui/screens/view_door.h"

#include <array>
#include <cstdlib>

namespace ui {

namespace {

struct ViewSpec {
    ShownAs shown;
    const char* key;
    const char* name;
    const char* what;
};
constexpr std::array<ViewSpec, 4> kViews = {{
    {ShownAs::Coded, "coded", "Coded view", "Codes and role words. The agencies' own words are hidden. F8"},
    {ShownAs::Identified, "identified", "Identified view",
     "Names and the agencies' own words, for you alone. F8"},
    {ShownAs::Meeting, "meeting", "Meeting view",
     "For a screen that others see: large type, no names, no notes, no other reviews. F9"},
    {ShownAs::Family, "family", "Family view",
     "For reading with the family: the names they chose, distressing detail folded."},
}};

constexpr std::array<const char*, 4> kMinutes = {"15", "30", "45", "60"};

const ViewSpec& spec(std::string_view key)
{
    for (const auto& one : kViews)
        if (key == one.key) return one;
    return kViews.front();
}

std::vector<Choice> view_choices()
{
    std::vector<Choice> choices;
    for (const auto& one : kViews) choices.push_back({one.key, one.name, one.what});
    return choices;
}

std::vector<Choice> minute_choices()
{
    std::vector<Choice> choices;
    for (const char* minutes : kMinutes) choices.push_back({minutes, std::string(minutes) + " minutes", ""});
    return choices;
}

void choosing(Kit& kit, ViewDoor& door)
{
    kit.pick({"view.which", "Show it as"}, view_choices(), door.wanted);
    if (door.wanted.empty()) door.wanted = "coded";
    kit.text("view.what", spec(door.wanted).what, Face::Small, kit.theme().muted);
    const bool meeting = door.wanted == "meeting";
    if (meeting) {
        kit.space(space::kSmall);
        kit.pick({"view.minutes", "Lock when nobody touches it for",
                  "Your passphrase is asked for when you leave the meeting view"},
                 minute_choices(), door.minutes);
        if (door.minutes.empty()) door.minutes = "60";
    }
    kit.space(space::kMedium);
    if (kit.button("view.start", meeting ? "Start meeting view" : "Show", ButtonLook::Primary)) {
        const int minutes = meeting ? std::atoi(door.minutes.c_str()) : 0;
        door.asked.emplace_back(TurnView{spec(door.wanted).shown, minutes});
        door.step = ViewDoor::Step::Shut;
    }
    kit.beside();
    if (kit.button("view.cancel", "Cancel", ButtonLook::Secondary)) door.step = ViewDoor::Step::Shut;
    if (std::exchange(door.fresh, false)) kit.focus("view.start");  // Enter alone is enough
}

void leaving(Kit& kit, ViewDoor& door)
{
    kit.text("view.leaving",
             "Until the right passphrase is given, the room sees nothing but the meeting view.");
    kit.space(space::kSmall);
    const bool entered = kit.passphrase_field(
        {"view.passphrase", "Passphrase", "Capital letters and spaces matter", door.problem},
        door.passphrase);
    kit.space(space::kMedium);
    if (door.busy) {
        kit.progress("view.busy", "Checking the passphrase. This takes a few seconds.", -1);
        return;
    }
    const bool pressed = kit.button("view.leave", "Leave meeting view", ButtonLook::Primary);
    kit.beside();
    if (kit.button("view.stay", "Stay in meeting view", ButtonLook::Secondary)) {
        door.passphrase.clear();
        door.step = ViewDoor::Step::Shut;
        return;
    }
    if (!entered && !pressed) return;
    if (door.passphrase.empty()) {
        door.problem = "Enter your passphrase";
        kit.focus("view.passphrase");
        return;
    }
    door.busy = true;
    door.problem.clear();
    door.asked.emplace_back(LeaveMeeting{door.passphrase.take()});
}

}  // namespace

void ViewDoor::open(const ReviewHead& head, ShownAs preferred)
{
    problem.clear();
    busy = false;
    fresh = true;
    passphrase.clear();
    step = head.in_meeting() ? Step::Leaving : Step::Choosing;
    for (const auto& one : kViews)
        if (one.shown == preferred) wanted = one.key;
}

void ViewDoor::refused(std::string_view why)
{
    busy = false;
    problem = why;
}

Requests draw(Kit& kit, ViewDoor& door)
{
    switch (door.step) {
        case ViewDoor::Step::Shut: break;
        case ViewDoor::Step::Choosing:
            if (!kit.dialog("view", "How the review is shown", 620, [&kit, &door] { choosing(kit, door); }))
                door.step = ViewDoor::Step::Shut;
            break;
        case ViewDoor::Step::Leaving:
            if (!kit.dialog("view", "Leave the meeting view", 560, [&kit, &door] { leaving(kit, door); }) &&
                !door.busy) {
                door.passphrase.clear();
                door.step = ViewDoor::Step::Shut;
            }
            break;
    }
    return std::exchange(door.asked, {});
}

}  // namespace ui
