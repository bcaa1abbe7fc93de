#include "app/ui/screens/review_frame.h"

#include "app/ui/screens/frame.h"
#include "app/ui/screens/sections.h"

namespace ui {

namespace {

Chip view_chip(const ReviewHead& head)
{
    return head.identified() ? Chip{"Identified view  F8", ToneName::Amber}
                             : Chip{"Coded view  F8", ToneName::Accent};
}

}  // namespace

void turn_view(Kit& kit, ReviewHead& head, ReviewFrame& frame)
{
    head.shown = head.identified() ? ShownAs::Coded : ShownAs::Identified;
    frame.turned = true;
    frame.asked.emplace_back(TurnView{head.shown});
    kit.announce(head.identified() ? "Identified view: names and the agencies' own words are shown"
                                   : "Coded view: names and the agencies' own words are hidden");
}

ReviewFrame draw_review_frame(Kit& kit, ReviewHead& head, std::string_view here)
{
    ReviewFrame result;
    kit.screen(here);
    if (kit.shortcut(Key::F8)) turn_view(kit, head, result);
    FrameWords words{.title = head.review.reference,
                     .subtitle = head.review.type + "  ·  " + head.review.area + "  ·  " + head.review.stage,
                     .chips = {view_chip(head)},
                     .sections = rail_sections(here, head.events)};
    if (head.review.demo) words.chips.insert(words.chips.begin(), {"Demonstration", ToneName::Plain});
    words.chips.push_back({"OFFICIAL-SENSITIVE", ToneName::Red});
    const FrameResult around = draw_frame(kit, words);
    result.content = around.content;
    if (kit.shortcut(Key::Z, {.ctrl = true})) result.asked.emplace_back(UndoChange{});
    if (kit.shortcut(Key::Z, {.ctrl = true, .shift = true})) result.asked.emplace_back(UndoChange{true});
    if (const auto offer = kit.take_offer()) result.asked.emplace_back(UndoChange{offer == ToastOffer::Redo});
    if (around.pressed == "reviews")
        result.asked.emplace_back(CloseReview{});
    else if (!around.pressed.empty() && around.pressed != here)
        result.asked.emplace_back(ShowSection{around.pressed});
    if (around.lock) result.asked.emplace_back(Lock{});
    result.leaving = around.lock || !around.pressed.empty();
    return result;
}

}  // namespace ui
