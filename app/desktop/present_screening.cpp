#include "app/desktop/present_screening.h"

#include <chrono>

#include "app/ui/form.h"

namespace desktop {

void take(ui::ScreeningPart& part, core::DeskScreening now)
{
    part.bases.clear();
    for (auto& basis : now.bases) {
        ui::ScreenedBasis to{basis.step,
                             std::move(basis.code),
                             std::move(basis.label),
                             std::move(basis.words),
                             std::move(basis.result),
                             {}};
        for (auto& test : basis.tests)
            to.tests.push_back({std::move(test.code), std::move(test.label), test.excludes,
                                std::move(test.suggests), std::move(test.hint), std::move(test.evidence),
                                std::move(test.answer), std::move(test.reasons_for),
                                std::move(test.reasons_against), std::move(test.kept),
                                std::move(test.answered_on)});
        part.bases.push_back(std::move(to));
    }
    part.met = std::move(now.met);
    part.met_codes = std::move(now.met_codes);
    part.notes = std::move(now.notes);
}

core::DeskAnswer answer_of(const ui::TestAnswer& answer)
{
    return {answer.basis,           answer.test,         answer.answer, answer.reasons_for,
            answer.reasons_against, answer.with_evidence};
}

core::DeskDecide decision_of(const ui::DecisionForm& form)
{
    return {form.text.editor.text(), form.reason.editor.text(), form.by.text(), form.legal_basis};
}

std::vector<ui::Choice> codes_of(std::string_view list)
{
    const auto now = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
    return ui::choices_of(model::CodeLists::built_in(), list, model::to_text(model::Day(now)), {});
}

}  // namespace desktop
