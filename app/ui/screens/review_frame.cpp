#include "app/ui/screens/review_frame.h"

#include <algorithm>
#include <utility>

#include "app/ui/screens/frame.h"
#include "app/ui/screens/sections.h"

namespace ui {

namespace {

ViewWords view_words(const ReviewHead& head)
{
    switch (head.shown) {
        case ShownAs::Coded: return {"Coded view", "F8", ToneName::Accent};
        case ShownAs::Identified: return {"Identified view", "F8", ToneName::Amber};
        case ShownAs::Meeting: return {"Meeting view", "F9", ToneName::Green};
        case ShownAs::Family: return {"Family view", "F8", ToneName::Green};
    }
    return {};
}

void ask_for_meeting(ReviewHead& head, ReviewFrame& frame)
{
    if (head.identified()) {
        head.shown = ShownAs::Coded;
        frame.turned = true;
        frame.asked.emplace_back(TurnView{head.shown});
    }
    frame.asked.emplace_back(ChooseView{ShownAs::Meeting});
}

// Before what may distress, and before anything is unfolded.
void content_note(Kit& kit, ReviewHead& head, ReviewFrame& frame)
{
    Rect& content = frame.content;
    const float pad = kit.px(space::kLarge);
    const float side = kit.px(120);
    const std::string_view note =
        "Content note: this review describes violence and a death. Detail is folded until you ask for it.";
    const float wide = content.w - 2 * pad - side;
    const float high = std::max(kit.px(34), kit.text_height(Face::Small, note, wide));
    const Rect band{content.x, content.y, content.w, high + kit.px(16)};
    kit.fill(band, kit.tone(ToneName::Amber).wash);
    const Kit::OnSurface on(kit, kit.tone(ToneName::Amber).wash);
    kit.place({band.x + pad, band.y + kit.px(8), wide, high});
    kit.text("content.note", note, Face::Small, kit.theme().ink);
    kit.place({band.right() - pad - side, band.y + kit.px(8), side, kit.px(34)});
    if (kit.button("content.unfold", head.unfolded ? "Fold" : "Unfold", ButtonLook::Secondary)) {
        head.unfolded = !head.unfolded;
        frame.turned = true;
    }
    content.y += band.h;
    content.h -= band.h;
}

std::vector<Section> rail_of(const ReviewHead& head, std::string_view here)
{
    auto rail = rail_sections(here, head.events, head.states);
    if (head.in_meeting())
        std::erase_if(rail, [](const Section& one) {
            return one.key == "reviews" || one.key == "health" || one.key == "settings";
        });
    return rail;
}

}  // namespace

void turn_view(Kit& kit, ReviewHead& head, ReviewFrame& frame)
{
    if (head.in_meeting()) {
        frame.asked.emplace_back(ChooseView{ShownAs::Identified});
        return;
    }
    head.shown = head.shown == ShownAs::Coded ? ShownAs::Identified : ShownAs::Coded;
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
    if (kit.shortcut(Key::F9)) ask_for_meeting(head, result);
    FrameWords words{.title = head.review.reference,
                     .subtitle = head.review.type + "  ·  " + head.review.area + "  ·  " + head.review.stage,
                     .chips = {},
                     .sections = rail_of(head, here),
                     .view = view_words(head)};
    if (head.review.demo) words.chips.insert(words.chips.begin(), {"Demonstration", ToneName::Plain});
    words.chips.push_back({"OFFICIAL-SENSITIVE", ToneName::Red});
    const FrameResult around = draw_frame(kit, words);
    result.content = around.content;
    if (head.for_family()) content_note(kit, head, result);
    // A field being typed in takes its own words back.
    if (!kit.editing() && kit.shortcut(Key::Z, {.ctrl = true})) result.asked.emplace_back(UndoChange{});
    if (!kit.editing() && kit.shortcut(Key::Z, {.ctrl = true, .shift = true}))
        result.asked.emplace_back(UndoChange{true});
    if (const auto offer = kit.take_offer()) result.asked.emplace_back(UndoChange{offer == ToastOffer::Redo});
    if (around.pressed == "reviews")
        result.asked.emplace_back(CloseReview{});
    else if (!around.pressed.empty() && around.pressed != here)
        result.asked.emplace_back(ShowSection{around.pressed});
    if (around.view) result.asked.emplace_back(ChooseView{head.shown});
    if (around.lock) result.asked.emplace_back(Lock{});
    result.leaving = !around.pressed.empty();  // a lock keeps what is typed as drafts, caret and all
    // What a text asked for in the frame before.
    if (const auto to = std::exchange(kit.prose_aid().go, std::nullopt)) {
        result.asked.emplace_back(GoTo{to->kind, to->id});
        result.leaving = true;
    }
    if (auto word = std::exchange(kit.prose_aid().add_word, std::nullopt))
        result.asked.emplace_back(AddWord{*std::move(word)});
    return result;
}

}  // namespace ui
