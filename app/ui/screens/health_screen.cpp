#include "app/ui/screens/health_screen.h"

#include <algorithm>

#include "app/ui/screens/field_error.h"
#include "app/ui/screens/vault_frame.h"

namespace ui {

namespace {

constexpr float kHealthColumn = 860;  // design pixels: lines longer than this are hard to read

struct LevelLook {
    std::string_view words;
    ToneName tone;
};
LevelLook level_look(Health level)
{
    switch (level) {
        case Health::Well: return {"Well", ToneName::Green};
        case Health::Note: return {"To know", ToneName::Accent};
        case Health::Act: return {"To do", ToneName::Red};
    }
    return {"Well", ToneName::Plain};
}

std::string_view label_of(HealthDo does)
{
    switch (does) {
        case HealthDo::Nothing: return {};
        case HealthDo::Check: return "Check now";
        case HealthDo::Backup: return "Back up now";
        case HealthDo::ChooseBackup: return "Choose where";
        case HealthDo::TryKit: return "Try the kit";
        case HealthDo::Enrol: return "Open settings";
    }
    return {};
}

void row(Kit& kit, const HealthRow& line, bool busy, HealthAsks& asks)
{
    const LevelLook look = level_look(line.level);
    const Chip mark{std::string(look.words), look.tone};
    const std::string_view label = label_of(line.does);
    const float pad = kit.px(space::kMedium);
    const float button = label.empty() ? 0 : kit.text_width(Face::SmallStrong, label) + kit.px(20);
    const float width = kit.flow_width();
    const bool narrow = width < kit.px(620);
    const float marks = kit.px(108);
    const float words_x = narrow ? pad : pad + marks;
    const float words_w = width - words_x - pad - (narrow || button == 0 ? 0 : button + pad);
    const float words_h = kit.text_height(Face::Text, line.words, words_w);
    const float top = narrow ? kit.chip_height() + kit.px(6) : 0;
    const float foot = narrow && button > 0 ? kit.px(42) : 0;
    const Rect r = kit.take_slot(0, 2 * pad + top + kit.leading(Face::Strong) + kit.px(2) + words_h + foot);
    kit.fill({r.x, r.bottom() - 1, r.w, 1}, kit.theme().line);
    const std::string key = "health." + line.key;
    kit.place({r.x + pad, r.y + pad + kit.px(1), kit.chip_width(mark), kit.chip_height()});
    kit.chip(key + ".level", mark);
    kit.place({r.x + words_x, r.y + pad + top, words_w, kit.leading(Face::Strong)});
    kit.heading(key + ".title", line.title, 3);
    kit.place({r.x + words_x, r.y + pad + top + kit.leading(Face::Strong) + kit.px(2), words_w, words_h});
    kit.text(key + ".words", line.words, Face::Text, kit.theme().ink);
    if (button == 0) return;
    kit.place({narrow ? r.x + pad : r.right() - pad - button,
               narrow ? r.bottom() - pad - kit.px(34) : r.y + pad, button, kit.px(34)});
    if (kit.button(key + ".do", label, ButtonLook::Quiet, {}, !busy)) asks.does = line.does;
}

}  // namespace

HealthAsks draw(Kit& kit, HealthScreen& screen)
{
    HealthAsks asks;
    VaultFrame frame = draw_vault_frame(kit, screen.owner, "health", {});
    asks.common = std::move(frame.asked);
    const Kit::Pane page(kit, "health", "Health", frame.content, kit.px(space::kLarge));
    kit.heading("health.title", "Health", 1);
    const auto to_do = std::ranges::count(screen.rows, Health::Act, &HealthRow::level);
    if (!screen.problem.empty()) kit.error_summary("health.problem", screen.problem, "health.closing");
    if (screen.loading) {
        kit.progress("health.loading", "Looking at everything", -1);
        return asks;
    }
    kit.text("health.sum", to_do == 0   ? std::string("All is well.")
                           : to_do == 1 ? std::string("One thing to do.")
                                        : std::to_string(to_do) + " things to do.");
    if (!screen.working.empty())
        asks.cancel = kit.progress("health.working", screen.working, screen.fraction, "Stop");
    if (!screen.notice.empty()) kit.status("health.notice", screen.notice);
    kit.space(space::kSmall);
    const float width = std::min(kit.flow_width(), kit.px(kHealthColumn));
    const Rect at = kit.take_slot(width, 0);
    kit.card_flow({at.x, at.y, width, 0}, "health.card", [&] {
        for (const HealthRow& line : screen.rows) row(kit, line, !screen.working.empty(), asks);
    });
    kit.space(space::kMedium);
    kit.heading("health.close.title", "A review is finished", 2);
    kit.text(
        "health.close.words",
        "Close it on this laptop: its coded record is archived, the names in it are destroyed for good, and "
        "their space is freed.");
    if (kit.button("health.closing", "Close a finished review", ButtonLook::Secondary, {},
                   screen.working.empty()))
        asks.closing = true;
    return asks;
}

namespace {

const ClosingChoice* chosen_of(const ClosingScreen& screen)
{
    const auto at = std::ranges::find(screen.reviews, screen.chosen, &ClosingChoice::uuid);
    return at == screen.reviews.end() ? nullptr : &*at;
}

void steps(Kit& kit, const ClosingScreen& screen, const ClosingChoice& choice)
{
    kit.heading("closing.will", "What will happen", 2);
    kit.text("closing.1", "1  Its coded record, which names nobody, is saved in a new folder.");
    kit.text("closing.2",
             choice.identities_gone
                 ? "2  Its names were destroyed before; the certificate is saved again."
                 : "2  The key to its names, addresses and agencies' own words is destroyed. Nobody can "
                   "read them here again. A certificate says so.");
    if (screen.destroy_backups && choice.backups > 0)
        kit.text("closing.3",
                 "3  " + std::to_string(choice.backups) +
                     (choice.backups == 1 ? " backup that still holds them is"
                                          : " backups that still hold them are") +
                     " destroyed. They also hold your other reviews: make a new backup afterwards.");
    if (choice.before.empty()) return;
    kit.space(space::kSmall);
    kit.heading("closing.first", "Before you do", 2);
    int n = 0;
    for (const auto& one : choice.before)
        kit.text("closing.before" + std::to_string(n++), one, Face::Strong, kit.tone(ToneName::Amber).ink);
}

void closing_form(Kit& kit, ClosingScreen& screen, ClosingAsks& asks)
{
    std::vector<Choice> choices;
    for (const auto& one : screen.reviews)
        choices.push_back(
            {one.uuid, one.reference, one.stage + (one.identities_gone ? ", names destroyed" : "")});
    if (kit.pick({"closing.review", "Which review", {}, error_of(screen, "closing.review")}, choices,
                 screen.chosen))
        screen.confirm.set("");
    const auto* choice = chosen_of(screen);
    if (choice == nullptr) return;
    kit.space(space::kSmall);
    steps(kit, screen, *choice);
    kit.space(space::kSmall);
    if (choice->backups > 0)
        kit.check_box("closing.backups", "Destroy the backups of this vault too", screen.destroy_backups);
    kit.text_field({"closing.archive", "Folder for the archive", {}, error_of(screen, "closing.archive")},
                   screen.archive);
    if (kit.button("closing.choose", "Choose where", ButtonLook::Quiet))
        screen.chooser.open(FileChooser::For::Folder, "Where should the archive go?", screen.archive.text());
    kit.text_field({"closing.confirm", "Type " + choice->reference + " to confirm",
                    "This cannot be taken back, by anyone", error_of(screen, "closing.confirm")},
                   screen.confirm);
    kit.space(space::kSmall);
    const bool ready = screen.confirm.text() == choice->reference && !screen.archive.text().empty();
    if (kit.button("closing.go", "Close this review for good", ButtonLook::Primary, {}, ready)) {
        screen.busy = true;
        screen.problem.clear();
        asks.close = ClosingAsks::Close{choice->uuid, screen.confirm.text(), screen.archive.text(),
                                        screen.destroy_backups && choice->backups > 0};
    }
}

}  // namespace

ClosingAsks draw(Kit& kit, ClosingScreen& screen)
{
    ClosingAsks asks;
    VaultFrame frame = draw_vault_frame(kit, screen.owner, "closing", {});
    asks.common = std::move(frame.asked);
    {
        const Kit::Pane page(kit, "closing", "Close a finished review", frame.content, kit.px(space::kLarge));
        kit.heading("closing.title", "Close a finished review", 1);
        if (!screen.problem.empty())
            kit.error_summary("closing.summary", screen.problem, screen.problem_field);
        kit.space(space::kSmall);
        const float width = std::min(kit.flow_width(), kit.px(kHealthColumn));
        const Rect at = kit.take_slot(width, 0);
        kit.card_flow({at.x, at.y, width, 0}, "closing.card", [&] {
            if (screen.loading)
                kit.progress("closing.loading", "Reading the reviews", -1);
            else if (screen.busy)
                kit.progress("closing.busy", "Archiving, then destroying the names. Do not switch off.", -1);
            else if (!screen.done.empty())
                kit.status("closing.done", screen.done);
            else if (screen.reviews.empty())
                kit.text("closing.none", "There is no review in this vault.");
            else
                closing_form(kit, screen, asks);
        });
        if (kit.button("closing.back", "Back to Health", ButtonLook::Secondary))
            asks.common.emplace_back(ShowSection{"health"});
    }
    if (const auto path = screen.chooser.draw(kit, "closing.files")) screen.archive.set(*path);
    return asks;
}

}  // namespace ui
