#include "app/ui/screens/screening_screen.h"

#include "app/ui/drafted.h"

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

struct Typing {
    std::string id;
    const char* field;
    text::Editor* editor;
};

std::vector<Typing> being_typed(ScreeningScreen& screen)
{
    std::vector<Typing> all;
    if (!screen.part.open.empty()) {
        all.push_back({"answer." + screen.part.open, "reasons_for", &screen.part.reasons_for.editor});
        all.push_back({"answer." + screen.part.open, "reasons_against", &screen.part.reasons_against.editor});
    }
    if (screen.deciding) {
        all.push_back({"decision", "text", &screen.form.text.editor});
        all.push_back({"decision", "reason", &screen.form.reason.editor});
        all.push_back({"decision", "decided_by_text", &screen.form.by});
    }
    return all;
}

void take_kept(ScreeningScreen& screen)
{
    for (const auto& typing : being_typed(screen))
        for (const auto& words : screen.kept)
            if (words.id == typing.id && words.field == typing.field) typing.editor->set(words.text);
}

void forget(ScreeningScreen& screen, std::string_view id)
{
    std::erase_if(screen.kept, [&](const TypedWords& one) { return one.id == id; });
    std::erase_if(screen.drafted, [&](const auto& one) { return one.first.starts_with(id); });
}

// Closed and opened again, a test still holds what was typed.
void remember(ScreeningScreen& screen)
{
    for (const auto& typing : being_typed(screen)) {
        std::erase_if(screen.kept, [&](const TypedWords& one) {
            return one.id == typing.id && one.field == typing.field;
        });
        if (!typing.editor->text().empty())
            screen.kept.push_back({typing.id, typing.field, typing.editor->text()});
    }
}

// What is typed is in the draft store soon after; at once when the section is left.
void keep_words(Kit& kit, ScreeningScreen& screen, bool leaving, Requests& requests)
{
    if (screen.part.open != screen.opened) {
        screen.opened = screen.part.open;
        take_kept(screen);
        for (const auto& typing : being_typed(screen))
            screen.drafted[typing.id + typing.field] = typing.editor->version();
    }
    std::uint64_t typed = 0;
    bool wanting = false;
    for (const auto& typing : being_typed(screen)) {
        typed += typing.editor->version();
        const auto known = screen.drafted.find(typing.id + typing.field);
        wanting = wanting || (known == screen.drafted.end() ? !typing.editor->text().empty()
                                                            : known->second != typing.editor->version());
    }
    if (!wanting) return;
    if (typed != screen.typed) {
        screen.typed = typed;
        screen.typed_at = kit.now();
        remember(screen);
    }
    if (!leaving && kit.now() - screen.typed_at < kDraftAfter) {
        kit.wake_in(kDraftAfter - (kit.now() - screen.typed_at));
        return;
    }
    for (const auto& typing : being_typed(screen)) {
        auto& known = screen.drafted[typing.id + typing.field];
        if (known == typing.editor->version()) continue;
        known = typing.editor->version();
        const std::string kind = typing.id == "decision" ? "decision" : "eligibility_test";
        requests.emplace_back(Draft{kind, typing.id, typing.field, typing.editor->text(),
                                    typing.editor->caret(), typing.editor->undo_list()});
    }
}

}  // namespace

void ScreeningScreen::take_up(std::vector<TypedWords> words)
{
    kept = std::move(words);
    for (const auto& one : kept) {
        if (one.id == "decision") deciding = true;
        for (const auto& basis : part.bases)
            for (const auto& test : basis.tests)
                if (one.id == "answer." + basis.code + "/" + test.code && part.open.empty())
                    part.open_test(basis, test);
    }
    opened = part.open;
    take_kept(*this);
}

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
            if (asks.answer) forget(screen, "answer." + asks.answer->basis + "/" + asks.answer->test);
            if (asks.decide) forget(screen, "decision");
        }
    }
    keep_words(kit, screen, frame.leaving, asks.common);
    for (auto& asked : frame.asked) asks.common.push_back(std::move(asked));
    return asks;
}

}  // namespace ui
