#include "app/ui/screens/screening_part.h"

namespace ui {

namespace {

Chip chip_of(std::string_view answer)
{
    if (answer == "MET") return {"Met", ToneName::Green};
    if (answer == "NOT_MET") return {"Not met", ToneName::Plain};
    if (answer == "UNKNOWN") return {"Unknown", ToneName::Amber};
    return {"Not answered", ToneName::Accent};
}

Chip result_chip(const ScreenedBasis& basis)
{
    if (basis.result == "MET") return {"May apply", ToneName::Green};
    if (basis.result == "NOT_MET") return {"Does not apply", ToneName::Plain};
    return {"Open", ToneName::Amber};
}

std::string suggestion(const ScreenedTest& test)
{
    if (test.hint.empty()) return {};
    const std::string words = test.suggests == "MET"       ? "The records suggest that it is met. "
                              : test.suggests == "NOT_MET" ? "The records suggest that it is not met. "
                                                           : "The records do not settle it. ";
    return words + test.hint;
}

std::string note_of(const ScreenedTest& test)
{
    if (test.answer.empty()) return suggestion(test);
    std::string words = test.reasons_for;
    if (!test.reasons_against.empty()) words += (words.empty() ? "" : "  Against: ") + test.reasons_against;
    if (!test.answered_on.empty()) words += (words.empty() ? "" : "  ·  ") + test.answered_on;
    return words;
}

void listed(Kit& kit, const std::string& key, std::string_view label, const std::vector<std::string>& names)
{
    std::string words;
    for (const auto& name : names) words += (words.empty() ? std::string(label) + ": " : ", ") + name;
    if (!words.empty()) kit.text(key, words, Face::Small, kit.theme().muted);
}

std::optional<TestAnswer> answer_form(Kit& kit, ScreeningPart& part, const ScreenedBasis& basis,
                                      const ScreenedTest& test)
{
    const std::string key = "screening.answer";
    if (const auto words = suggestion(test); !words.empty() && !test.answer.empty())
        kit.text(key + ".hint", words, Face::Small, kit.theme().muted);
    listed(kit, key + ".evidence", "It rests on", test.evidence);
    listed(kit, key + ".kept", "Evidence of the answer", test.kept);
    const std::vector<Choice> choices = {
        {"MET", "Met", ""}, {"NOT_MET", "Not met", ""}, {"UNKNOWN", "Unknown for now", ""}};
    kit.pick({.key = key, .label = "Answer", .hint = test.excludes ? "Met, it takes this duty away." : ""},
             choices, part.answer);
    kit.prose_field({.key = key + ".for", .label = "Reasons for", .hint = "Without names."}, part.reasons_for,
                    2);
    kit.prose_field({.key = key + ".against",
                     .label = "Reasons against",
                     .hint = "Without names.",
                     .error = part.problem},
                    part.reasons_against, 2);
    if (!test.evidence.empty())
        kit.check_box(key + ".with", "Keep what the records show as evidence", part.with_evidence);
    std::optional<TestAnswer> given;
    if (kit.button(key + ".save", "Record the answer", ButtonLook::Primary, {}, !part.answer.empty())) {
        if (part.reasons_for.editor.text().empty() && part.reasons_against.editor.text().empty()) {
            part.problem = "Give a reason, for or against: an answer without one cannot be followed.";
            kit.focus(key + ".for");
        } else {
            given = TestAnswer{basis.code,
                               test.code,
                               part.answer,
                               part.reasons_for.editor.text(),
                               part.reasons_against.editor.text(),
                               part.with_evidence};
            part.open.clear();
        }
    }
    kit.beside();
    if (kit.button(key + ".leave", "Close", ButtonLook::Secondary)) part.open.clear();
    kit.space(space::kSmall);
    return given;
}

// The form below takes the focus.
void open_here(Kit& kit, ScreeningPart& part, const ScreenedBasis& basis, const ScreenedTest& test)
{
    part.open_test(basis, test);
    part.show_whole = !part.open.empty();
    if (!part.open.empty())
        kit.focus("screening.answer." + (part.answer.empty() ? std::string("MET") : part.answer));
}

void show_opened(Kit& kit, ScreeningPart& part, float top)
{
    if (part.show_whole) part.show_whole = !kit.bring_into_view({0, top, kit.px(1), kit.flow_y() - top});
}

void basis_head(Kit& kit, const ScreenedBasis& basis)
{
    const std::string key = "screening." + basis.code;
    kit.heading(key, basis.label, 2);
    kit.chip(key + ".result", result_chip(basis));
    kit.text(key + ".words", basis.words, Face::Small, kit.theme().muted);
}

}  // namespace

void ScreeningPart::open_test(const ScreenedBasis& basis, const ScreenedTest& test)
{
    const std::string key = basis.code + "/" + test.code;
    if (open == key) {
        open.clear();
        return;
    }
    open = key;
    answer = test.answer;
    problem.clear();
    reasons_for.editor.set(test.reasons_for);
    reasons_against.editor.set(test.reasons_against);
    with_evidence = test.answer.empty() && !test.evidence.empty();
}

std::optional<TestAnswer> draw_tests(Kit& kit, ScreeningPart& part)
{
    std::optional<TestAnswer> given;
    for (const auto& basis : part.bases) {
        const Rect at = kit.take_slot(0, 0);
        kit.card_flow({at.x, at.y, at.w, 0}, "screening.card." + basis.code, [&] {
            basis_head(kit, basis);
            for (std::size_t i = 0; i < basis.tests.size(); ++i) {
                const auto& test = basis.tests[i];
                const std::string key = basis.code + "/" + test.code;
                const bool here = part.open == key;
                const float top = kit.flow_y();
                if (kit.line({"screening.test." + key, test.label, here ? "" : note_of(test),
                              chip_of(test.answer), i > 0}))
                    open_here(kit, part, basis, test);
                if (!here || part.open != key) continue;
                if (auto answer = answer_form(kit, part, basis, test)) given = std::move(answer);
                show_opened(kit, part, top);
            }
        });
        kit.space(space::kSmall);
    }
    return given;
}

void draw_result(Kit& kit, const ScreeningPart& part)
{
    const Rect at = kit.take_slot(0, 0);
    kit.card_flow({at.x, at.y, at.w, 0}, "screening.result.card", [&] {
        kit.heading("screening.result", "Which reviews may apply", 2);
        if (part.met.empty()) kit.text("screening.result.none", "None yet by the recorded answers.");
        for (std::size_t i = 0; i < part.met.size(); ++i)
            kit.text("screening.result." + std::to_string(i), part.met[i], Face::Strong, kit.theme().ink);
        for (std::size_t i = 0; i < part.notes.size(); ++i)
            kit.text("screening.note." + std::to_string(i), part.notes[i], Face::Small, kit.theme().muted);
        kit.text("screening.never", "Cairn decides nothing. The decision is made, and recorded, by name.",
                 Face::Small, kit.theme().muted);
    });
    kit.space(space::kSmall);
}

}  // namespace ui
