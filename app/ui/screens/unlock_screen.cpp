#include "app/ui/screens/unlock_screen.h"

#include "app/ui/screens/card_page.h"

namespace ui {

namespace {

void unlock_now(UnlockScreen& screen, Requests& requests, Kit& kit)
{
    screen.problem.clear();
    if (screen.folder.text().empty()) {
        screen.problem = "Enter the folder of your vault";
        screen.problem_is_folder = true;
        kit.focus("unlock.folder");
        return;
    }
    if (screen.passphrase.empty()) {
        screen.problem = "Enter your passphrase";
        screen.problem_is_folder = false;
        kit.focus("unlock.passphrase");
        return;
    }
    screen.busy = true;
    requests.emplace_back(Unlock{screen.folder.text(), screen.passphrase.take()});
}

void folder_part(Kit& kit, UnlockScreen& screen)
{
    if (screen.folder_given) {
        kit.text("unlock.folder.name", "Vault", Face::Strong, kit.theme().ink);
        kit.text("unlock.folder.path", screen.folder.text(), Face::Text, kit.theme().muted);
        return;
    }
    const std::string_view wrong = screen.problem_is_folder ? std::string_view(screen.problem) : "";
    kit.text_field({"unlock.folder", "Vault folder",
                    "The folder that holds your reviews, for example on your desk or on a stick", wrong},
                   screen.folder);
    if (kit.button("unlock.choose", "Choose where", ButtonLook::Quiet))
        screen.chooser.open(FileChooser::For::Folder, "Where is the vault?", screen.folder.text());
}

void unlock_form(Kit& kit, UnlockScreen& screen, Requests& requests)
{
    folder_part(kit, screen);
    kit.space(space::kMedium);
    const bool wrong = !screen.problem.empty() && !screen.problem_is_folder;
    const bool entered =
        kit.passphrase_field({"unlock.passphrase", "Passphrase", "Capital letters and spaces matter",
                              wrong ? std::string_view(screen.problem) : ""},
                             screen.passphrase);
    kit.space(space::kMedium);
    if (screen.busy) {
        kit.progress("unlock.progress",
                     "Opening the vault. This takes a few seconds, so that nobody can guess quickly.", -1);
        return;
    }
    const bool pressed = kit.button("unlock.open", "Unlock", ButtonLook::Primary);
    if (entered || pressed) unlock_now(screen, requests, kit);
    kit.space(space::kMedium);
    kit.text("unlock.lost",
             "Passphrase lost? The printed recovery kit opens the vault. Without the passphrase and without "
             "the kit nobody can.",
             Face::Small, kit.theme().muted);
    if (kit.button("unlock.recover", "Passphrase lost", ButtonLook::Quiet)) screen.lost = true;
    kit.beside();
    if (kit.button("unlock.other", "Another vault", ButtonLook::Quiet)) screen.other = true;
}

}  // namespace

Requests draw(Kit& kit, UnlockScreen& screen)
{
    Requests requests;
    kit.screen("unlock");
    if (screen.fresh) {
        screen.fresh = false;
        kit.focus(screen.folder.text().empty() && !screen.folder_given ? "unlock.folder"
                                                                       : "unlock.passphrase");
    }
    card_page(kit, "unlock", "Unlock", 600, [&] {
        if (!screen.problem.empty()) {
            kit.error_summary("unlock.summary", screen.problem,
                              screen.problem_is_folder ? "unlock.folder" : "unlock.passphrase");
            kit.space(space::kMedium);
        }
        kit.heading("unlock.heading", "Unlock your reviews", 2);
        if (screen.locked_by_idle)
            kit.text("unlock.idle", "Locked because nobody used it for a while. Everything is saved.",
                     Face::Small, kit.theme().muted);
        kit.space(space::kSmall);
        unlock_form(kit, screen, requests);
    });
    if (const auto path = screen.chooser.draw(kit, "unlock.files")) screen.folder.set(*path);
    return requests;
}

}  // namespace ui
