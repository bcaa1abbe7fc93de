#include "app/ui/screens/new_review_screen.h"

#include <algorithm>

#include "app/ui/screens/frame.h"

namespace ui {

namespace {

using Step = NewReviewScreen::Step;

void step_card(Kit& kit, std::string_view key, const std::function<void()>& inside)
{
    form_card(kit, key, inside);
    kit.space(space::kSmall);
}

void go_to(Kit& kit, NewReviewScreen& screen, Step step)
{
    screen.step = step;
    screen.problem.clear();
    kit.focus(step == Step::Screening ? "new.next" : step == Step::Type ? "new.type" : "decision.text");
}

void screening_step(Kit& kit, NewReviewScreen& screen, NewReviewAsks& asks)
{
    kit.heading("new.title", "Which reviews may apply?", 1);
    kit.text("new.step", "Step 1 of 3: screening", Face::Small, kit.theme().muted);
    kit.text("new.about",
             "Answer what you can. Unknown is an answer, and every test can be answered again later in the "
             "review. Nothing is written until the review is opened.");
    kit.space(space::kSmall);
    draw_result(kit, screen.part);
    if (kit.button("new.next", "Continue", ButtonLook::Primary)) {
        if (screen.type.empty() && !screen.part.met_codes.empty()) {
            screen.type = screen.part.met_codes.front();
            asks.template_of = true;
        }
        go_to(kit, screen, Step::Type);
    }
    kit.beside();
    if (kit.button("new.leave", "Cancel", ButtonLook::Secondary)) asks.leave = true;
    kit.space(space::kSmall);
    if (auto answer = draw_tests(kit, screen.part)) {
        screen.answered(std::move(*answer));
        asks.screen = true;
    }
}

bool type_said(NewReviewScreen& screen)
{
    screen.problem.clear();
    if (screen.type.empty()) {
        screen.problem = "Choose the type of review.";
        screen.problem_field = "new.type";
    } else if (screen.area.empty()) {
        screen.problem = "Choose the lead area.";
        screen.problem_field = "new.area";
    } else if (const auto& year = screen.year.text();
               !year.empty() &&
               (year.size() != 4 || year.find_first_not_of("0123456789") != std::string::npos)) {
        screen.problem = "The year of death is four figures, such as 2025.";
        screen.problem_field = "new.year";
    }
    return screen.problem.empty();
}

void type_and_area_step(Kit& kit, NewReviewScreen& screen, NewReviewAsks& asks)
{
    kit.heading("new.title", "Type and area", 1);
    kit.text("new.step", "Step 2 of 3", Face::Small, kit.theme().muted);
    kit.space(space::kSmall);
    const auto error = [&](std::string_view field) {
        return screen.problem_field == field ? std::string_view(screen.problem) : std::string_view();
    };
    step_card(kit, "new.type.card", [&] {
        std::vector<Choice> types = screen.types;
        for (auto& type : types)
            if (std::ranges::find(screen.part.met_codes, type.code) != screen.part.met_codes.end())
                type.note = "may apply";
        if (kit.pick({.key = "new.type", .label = "Type of review", .hint = {}, .error = error("new.type")},
                     types, screen.type))
            asks.template_of = true;
        if (kit.check_box("new.demo", "A demonstration: invented, and kept out of every statistic",
                          screen.demo)) {
            screen.area.clear();
            asks.template_of = true;
        }
        if (kit.pick({.key = "new.area", .label = "Lead area", .hint = {}, .error = error("new.area")},
                     screen.demo ? screen.demo_areas : screen.areas, screen.area))
            asks.template_of = true;
        kit.text_field(
            {.key = "new.year",
             .label = "Year of death",
             .hint = "For the reference. Leave it empty where nobody died or it is not known: the year "
                     "of opening is used.",
             .error = error("new.year")},
            screen.year);
        if (!screen.template_name.empty()) {
            kit.text("new.template", "Template: " + screen.template_name, Face::Strong, kit.theme().ink);
            if (!screen.template_force.empty())
                kit.text("new.template.force", screen.template_force, Face::Small, kit.theme().muted);
        }
        kit.space(space::kSmall);
        if (kit.button("new.next", "Continue", ButtonLook::Primary) && type_said(screen))
            go_to(kit, screen, Step::Decision);
        kit.beside();
        if (kit.button("new.back", "Back", ButtonLook::Secondary)) go_to(kit, screen, Step::Screening);
    });
}

void decision_step(Kit& kit, NewReviewScreen& screen, NewReviewAsks& asks)
{
    kit.heading("new.title", "The decision", 1);
    kit.text("new.step", "Step 3 of 3", Face::Small, kit.theme().muted);
    kit.space(space::kSmall);
    step_card(kit, "new.decision.card", [&] {
        kit.check_box("new.decided", "It is decided that this review is held", screen.decided);
        if (screen.decided)
            draw_decision(kit, screen.form, screen.legal_bases);
        else
            kit.text("new.undecided", "The decision can be recorded later, in the section Screening.",
                     Face::Small, kit.theme().muted);
        kit.space(space::kSmall);
        if (screen.making) {
            kit.progress("new.making", "Opening the review", -1);
            return;
        }
        if (kit.button("new.make", "Open the review", ButtonLook::Primary)) {
            const bool complete = !screen.decided || screen.form.complete();
            screen.problem = complete ? "" : screen.form.problem;
            screen.problem_field = complete ? "" : screen.form.problem_field;
            asks.make = screen.making = complete;
        }
        kit.beside();
        if (kit.button("new.back", "Back", ButtonLook::Secondary)) go_to(kit, screen, Step::Type);
    });
}

}  // namespace

void NewReviewScreen::answered(TestAnswer answer)
{
    const auto same = std::ranges::find_if(
        answers, [&](const auto& one) { return one.basis == answer.basis && one.test == answer.test; });
    if (same == answers.end())
        answers.push_back(std::move(answer));
    else
        *same = std::move(answer);
}

NewReviewAsks draw(Kit& kit, NewReviewScreen& screen)
{
    NewReviewAsks asks;
    const FrameWords words{.title = screen.owner.empty() ? "Your reviews" : screen.owner,
                           .subtitle = "A new review",
                           .chips = {{"OFFICIAL-SENSITIVE", ToneName::Red}},
                           .sections = {{.key = "reviews", .name = "All reviews", .count = {}},
                                        {.key = "new", .name = "New review", .count = {}, .here = true}}};
    const FrameResult around = draw_frame(kit, words);
    if (around.lock) asks.lock = true;
    if (around.pressed == "reviews") asks.leave = true;
    const Kit::Pane page(kit, "new", "New review", around.content, kit.px(space::kLarge));
    if (!screen.problem.empty())
        kit.error_summary("new.problem", screen.problem,
                          screen.problem_field.empty() ? "new.make" : screen.problem_field);
    if (screen.loading) {
        kit.progress("new.loading", "Reading the tests", -1);
        return asks;
    }
    switch (screen.step) {
        case Step::Screening: screening_step(kit, screen, asks); break;
        case Step::Type: type_and_area_step(kit, screen, asks); break;
        case Step::Decision: decision_step(kit, screen, asks); break;
    }
    return asks;
}

}  // namespace ui
