#include "app/ui/screens/screening_screen.h"

namespace ui {

namespace {

bool blank(const std::string& text)
{
    return text.find_first_not_of(" \n\t") == std::string::npos;
}

void decisions(Kit& kit, ScreeningScreen& screen, ScreeningAsks& asks)
{
    const Rect at = kit.take_slot(0, 0);
    kit.card_flow({at.x, at.y, at.w, 0}, "screening.decision.card", [&] {
        kit.heading("screening.decision", "The decision", 2);
        for (std::size_t i = 0; i < screen.decisions.size(); ++i) {
            const auto& one = screen.decisions[i];
            const std::string key = "screening.decision." + std::to_string(i);
            kit.text(key, one.text, Face::Strong, kit.theme().ink);
            kit.text(key + ".reason", one.reason);
            std::string by = one.on;
            if (screen.head.identified() && !one.by.empty()) by = one.by + (by.empty() ? "" : ", ") + by;
            if (!by.empty()) kit.text(key + ".by", by, Face::Small, kit.theme().muted);
        }
        if (screen.decisions.empty() && !screen.deciding)
            kit.text("screening.decision.none", "Nothing is decided yet.", Face::Text, kit.theme().muted);
        if (!screen.deciding) {
            if (kit.button("screening.decide", "Record a decision",
                           screen.decisions.empty() ? ButtonLook::Primary : ButtonLook::Secondary)) {
                screen.deciding = true;
                kit.focus("decision.text");
            }
            return;
        }
        draw_decision(kit, screen.form, screen.legal_bases);
        if (kit.button("screening.decide.yes", "Record the decision", ButtonLook::Primary) &&
            screen.form.complete())
            asks.decide = true;
        kit.beside();
        if (kit.button("screening.decide.no", "Not now", ButtonLook::Secondary)) screen.deciding = false;
    });
}

}  // namespace

bool DecisionForm::complete()
{
    problem.clear();
    const auto missing = [&](const std::string& words, const char* field, const char* what) {
        if (!problem.empty() || !blank(words)) return;
        problem = what;
        problem_field = field;
    };
    missing(text.editor.text(), "decision.text", "Say what was decided.");
    missing(reason.editor.text(), "decision.reason", "Say why.");
    missing(by.text(), "decision.by", "Say who decided, by name.");
    return problem.empty();
}

void draw_decision(Kit& kit, DecisionForm& form, const std::vector<Choice>& bases)
{
    const auto error = [&](std::string_view field) {
        return form.problem_field == field ? std::string_view(form.problem) : std::string_view();
    };
    kit.prose_field({.key = "decision.text",
                     .label = "What was decided",
                     .hint = "Without names.",
                     .error = error("decision.text")},
                    form.text, 2);
    kit.prose_field({.key = "decision.reason",
                     .label = "Why",
                     .hint = "Without names.",
                     .error = error("decision.reason")},
                    form.reason, 2);
    kit.text_field({.key = "decision.by",
                    .label = "Who decided",
                    .hint = "By name and post. It is kept sealed.",
                    .error = error("decision.by")},
                   form.by);
    kit.pick_many({.key = "decision.basis", .label = "Legal basis", .hint = "One or several."}, bases,
                  form.legal_basis);
}

ScreeningAsks draw(Kit& kit, ScreeningScreen& screen)
{
    ScreeningAsks asks;
    ReviewFrame frame = draw_review_frame(kit, screen.head, "screening");
    {
        const Kit::Pane page(kit, "screening", "Screening", frame.content, kit.px(space::kLarge));
        kit.heading("screening.title", "Screening", 1);
        if (!screen.problem.empty())
            kit.error_summary("screening.problem", screen.problem, "screening.decide");
        if (screen.loading) {
            kit.progress("screening.loading", "Reading the tests", -1);
        } else {
            kit.text(
                "screening.about",
                "The tests stand in the order of the law. Each is met, not met or unknown, with the reason; "
                "unknown is an answer.");
            kit.space(space::kSmall);
            draw_result(kit, screen.part);
            decisions(kit, screen, asks);
            kit.space(space::kSmall);
            asks.answer = draw_tests(kit, screen.part);
        }
    }
    for (auto& asked : frame.asked) asks.common.push_back(std::move(asked));
    return asks;
}

}  // namespace ui
