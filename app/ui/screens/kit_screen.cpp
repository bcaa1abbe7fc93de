#include "app/ui/screens/kit_screen.h"

#include "app/ui/screens/card_page.h"
#include "app/ui/screens/field_error.h"

namespace ui {

void KitScreen::go(KitStep next)
{
    step = next;
    busy = false;
    fraction = -1;
    problem.clear();
    problem_field.clear();
    fresh = true;
}

void KitScreen::refused(std::string why)
{
    busy = false;
    fraction = -1;
    problem = std::move(why);
    problem_field = step == KitStep::Write  ? "kit.folder"
                    : step == KitStep::Type ? "kit.typed.row1"
                                            : "kit.go";
    fresh = true;  // the focus goes to what is wrong
}

namespace {

void write_step(Kit& kit, KitScreen& screen, KitAsks& asks)
{
    kit.text(
        "kit.why",
        "If you lose the passphrase, only a printed recovery kit opens your vault. Nobody else can: not the "
        "centre, and not the makers of Cairn.");
    kit.space(space::kSmall);
    kit.text_field(
        {"kit.folder", "Folder for the kit's files",
         "A folder on this computer or a stick. Two files are written: a page to print, and plain text",
         screen.problem_field == "kit.folder" ? std::string_view(screen.problem) : ""},
        screen.folder);
    if (kit.button("kit.choose", "Choose where", ButtonLook::Quiet))
        screen.chooser.open(FileChooser::For::Folder, "Where should the kit's files go?",
                            screen.folder.text());
    kit.space(space::kSmall);
    if (kit.button("kit.go", "Write the recovery kit", ButtonLook::Primary)) {
        screen.busy = true;
        screen.doing = "Writing the recovery kit";
        asks.write_to = screen.folder.text();
    }
}

void print_step(Kit& kit, KitScreen& screen, KitAsks& asks)
{
    kit.text("kit.print.what", "Print this page, once, on a printer you trust:");
    kit.text("kit.page", screen.page, Face::Strong, kit.theme().ink);
    kit.space(space::kSmall);
    kit.text("kit.print.keep",
             "Then keep the paper sealed in a safe place, away from the laptop. Whoever holds it can read "
             "your vault.");
    if (!screen.notice.empty()) kit.status("kit.notice", screen.notice);
    kit.space(space::kSmall);
    if (kit.button("kit.go", "Print it now", ButtonLook::Primary)) asks.print = true;
    kit.beside();
    if (kit.button("kit.printed", "I have the paper", ButtonLook::Secondary)) screen.go(KitStep::Type);
}

void type_kit_step(Kit& kit, KitScreen& screen, KitAsks& asks)
{
    kit.text("kit.type.what",
             "Type the three rows from the paper. Spaces and small letters do not matter. Cairn then opens a "
             "copy of "
             "your vault with them alone, without the passphrase.");
    kit.space(space::kSmall);
    const bool entered = draw_typed_kit(kit, "kit.typed", screen.typed);
    kit.space(space::kSmall);
    const bool pressed = kit.button("kit.go", "Try the kit", ButtonLook::Primary);
    if (!screen.page.empty()) {
        kit.beside();
        if (kit.button("kit.back", "Back to printing", ButtonLook::Secondary)) screen.go(KitStep::Print);
    }
    if (!pressed && !entered) return;
    if (screen.typed.empty()) {
        screen.problem = "Type the three rows from the paper";
        screen.problem_field = "kit.typed.row1";
        kit.focus("kit.typed.row1");
        return;
    }
    screen.busy = true;
    screen.doing = "Opening a copy of the vault with the kit";
    screen.problem.clear();
    asks.typed = screen.typed.copy();
}

void files_step(Kit& kit, KitScreen& screen, KitAsks& asks)
{
    kit.chip("kit.works", {"The kit works", ToneName::Green});
    kit.space(space::kSmall);
    kit.text("kit.files.what",
             "It opened a copy of your vault without the passphrase. Now that it is on paper, its files on "
             "the disk "
             "are a danger: destroy them.");
    kit.text("kit.files.page", screen.page, Face::Small, kit.theme().muted);
    kit.text("kit.files.text", screen.text, Face::Small, kit.theme().muted);
    kit.text("kit.files.honest",
             "Destroying overwrites them first. On a stick or a modern disk (SSD) the device may keep the "
             "old bytes "
             "where no program reaches them; an encrypted disk is the only sure help. A printer may keep a "
             "copy too.",
             Face::Small, kit.theme().muted);
    kit.space(space::kSmall);
    if (kit.button("kit.go", "Destroy the files", ButtonLook::Primary)) {
        screen.busy = true;
        screen.doing = "Destroying the files";
        asks.destroy = true;
    }
    kit.beside();
    if (kit.button("kit.keep", "Keep them", ButtonLook::Secondary)) asks.keep = true;
}

void ready_step(Kit& kit, KitScreen& screen, KitAsks& asks)
{
    if (!screen.notice.empty()) kit.status("kit.notice", screen.notice);
    kit.text("kit.ready.what",
             screen.first_run
                 ? "Your vault is ready. You can look around in three invented cases first; they are "
                   "marked as demonstrations and can stay beside your own reviews."
                 : "The new kit is in use. The old sheet opens nothing any more: destroy it.");
    kit.space(space::kSmall);
    if (screen.first_run) {
        if (kit.button("kit.go", "Load the demonstration cases", ButtonLook::Primary)) {
            screen.busy = true;
            screen.doing = "Building the demonstration cases";
            asks.demos = true;
        }
        kit.beside();
    }
    if (kit.button("kit.enter", screen.first_run ? "Start with an empty list" : "Back to settings",
                   screen.first_run ? ButtonLook::Secondary : ButtonLook::Primary))
        asks.enter = true;
}

void step_now(Kit& kit, KitScreen& screen, KitAsks& asks)
{
    switch (screen.step) {
        case KitStep::Write: return write_step(kit, screen, asks);
        case KitStep::Print: return print_step(kit, screen, asks);
        case KitStep::Type: return type_kit_step(kit, screen, asks);
        case KitStep::Files: return files_step(kit, screen, asks);
        case KitStep::Ready: return ready_step(kit, screen, asks);
    }
}

std::string_view title_of(KitStep step)
{
    switch (step) {
        case KitStep::Write: return "Your recovery kit";
        case KitStep::Print: return "Print the kit";
        case KitStep::Type: return "Try the kit";
        case KitStep::Files: return "The kit's files";
        case KitStep::Ready: return "Ready";
    }
    return {};
}

std::string_view place_of(KitStep step)
{
    switch (step) {
        case KitStep::Write:
        case KitStep::Print: return "Step 2 of 3";
        case KitStep::Type: return "Step 3 of 3. The vault is in use only after this.";
        case KitStep::Files:
        case KitStep::Ready: return {};
    }
    return {};
}

std::string_view first_control(KitStep step)
{
    switch (step) {
        case KitStep::Write: return "kit.folder";
        case KitStep::Type: return "kit.typed.row1";
        case KitStep::Print:
        case KitStep::Files:
        case KitStep::Ready: return "kit.go";
    }
    return {};
}

}  // namespace

KitAsks draw(Kit& kit, KitScreen& screen)
{
    KitAsks asks;
    kit.screen("first_run");
    if (std::exchange(screen.fresh, false))
        kit.focus(screen.problem.empty() ? first_control(screen.step)
                                         : std::string_view(screen.problem_field));
    card_page(kit, "kit", title_of(screen.step), 640, [&] {
        if (!screen.problem.empty()) {
            kit.error_summary("kit.summary", screen.problem, screen.problem_field);
            kit.space(space::kSmall);
        }
        kit.heading("kit.title", title_of(screen.step), 2);
        if (screen.first_run && !place_of(screen.step).empty())
            kit.text("kit.step", place_of(screen.step), Face::Small, kit.theme().muted);
        kit.space(space::kSmall);
        if (!screen.busy) {
            step_now(kit, screen, asks);
        } else if (screen.step == KitStep::Type) {
            asks.cancel = kit.progress("kit.progress", screen.doing, screen.fraction, "Stop");
        } else {
            kit.progress("kit.progress", screen.doing, screen.fraction);
        }
    });
    if (const auto path = screen.chooser.draw(kit, "kit.files")) screen.folder.set(*path);
    return asks;
}

namespace {

bool may_recover(RecoverScreen& screen, Kit& kit)
{
    const auto wrong = [&](const char* field, const char* words) {
        screen.problem = words;
        screen.problem_field = field;
        kit.focus(field);
        return false;
    };
    screen.problem.clear();
    if (screen.folder.text().empty()) return wrong("recover.folder", "Choose the folder of your vault");
    if (screen.typed.empty())
        return wrong("recover.typed.row1", "Type the three rows from the printed sheet");
    if (screen.bits < kStrongEnough)
        return wrong("recover.passphrase", "Choose a new passphrase that is hard to guess: add another word");
    if (screen.passphrase.view() != screen.again.view())
        return wrong("recover.again", "The two passphrases are not the same: type it once more");
    return true;
}

void recover_form(Kit& kit, RecoverScreen& screen, RecoverAsks& asks)
{
    kit.text_field({"recover.folder", "Folder of the vault", {}, error_of(screen, "recover.folder")},
                   screen.folder);
    if (kit.button("recover.choose", "Choose where", ButtonLook::Quiet))
        screen.chooser.open(FileChooser::For::Folder, "Where is the vault?", screen.folder.text());
    draw_typed_kit(kit, "recover.typed", screen.typed);
    kit.space(space::kSmall);
    kit.passphrase_field({"recover.passphrase", "New passphrase", "Capital letters and spaces matter",
                          error_of(screen, "recover.passphrase")},
                         screen.passphrase);
    strength_meter(kit, "recover", screen.bits);
    const bool entered = kit.passphrase_field(
        {"recover.again", "New passphrase again", {}, error_of(screen, "recover.again")}, screen.again);
    kit.space(space::kMedium);
    if (screen.busy) {
        kit.progress("recover.progress", "Opening the vault with the kit. This takes a few seconds.", -1);
        return;
    }
    const bool pressed = kit.button("recover.go", "Open with the kit", ButtonLook::Primary);
    kit.beside();
    if (kit.button("recover.back", "Back", ButtonLook::Secondary)) asks.back = true;
    if ((!pressed && !entered) || !may_recover(screen, kit)) return;
    screen.busy = true;
    screen.again.clear();
    asks.recover = RecoverAsks::Recover{screen.folder.text(), screen.typed.copy(), screen.passphrase.take()};
}

}  // namespace

RecoverAsks draw(Kit& kit, RecoverScreen& screen)
{
    RecoverAsks asks;
    kit.screen("unlock");
    if (std::exchange(screen.fresh, false))
        kit.focus(screen.folder.text().empty() ? "recover.folder" : "recover.typed.row1");
    card_page(kit, "recover", "Passphrase lost", 640, [&] {
        if (!screen.problem.empty()) {
            kit.error_summary("recover.summary", screen.problem, screen.problem_field);
            kit.space(space::kSmall);
        }
        kit.heading("recover.title", "Passphrase lost", 2);
        kit.text("recover.what",
                 "Type the three rows from your printed recovery kit, and choose a new passphrase.");
        kit.space(space::kSmall);
        recover_form(kit, screen, asks);
    });
    if (const auto path = screen.chooser.draw(kit, "recover.files")) screen.folder.set(*path);
    return asks;
}

}  // namespace ui
