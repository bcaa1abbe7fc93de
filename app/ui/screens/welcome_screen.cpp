#include "app/ui/screens/welcome_screen.h"

#include "app/ui/screens/card_page.h"
#include "app/ui/screens/field_error.h"

namespace ui {

WelcomeAsk draw(Kit& kit, WelcomeScreen& screen)
{
    WelcomeAsk ask = WelcomeAsk::Nothing;
    kit.screen("first_run");
    if (std::exchange(screen.fresh, false)) kit.focus("welcome.make");
    card_page(kit, "welcome", "Welcome", 640, [&] {
        kit.heading("welcome.title", "Welcome", 2);
        kit.text(
            "welcome.what",
            "Cairn keeps your reviews in a vault: one folder, encrypted, that only your passphrase opens. "
            "It stays on this computer.");
        kit.space(space::kMedium);
        kit.heading("welcome.new", "New here", 3);
        kit.text("welcome.new.text", "It takes about two minutes. Have a printer at hand.", Face::Small,
                 kit.theme().muted);
        if (kit.button("welcome.make", "Make a vault", ButtonLook::Primary)) ask = WelcomeAsk::Make;
        kit.space(space::kMedium);
        kit.heading("welcome.old", "You have a vault", 3);
        kit.text("welcome.old.text", "On this computer, or on a stick.", Face::Small, kit.theme().muted);
        if (kit.button("welcome.open", "Open a vault", ButtonLook::Secondary)) ask = WelcomeAsk::Open;
    });
    return ask;
}

void CreateScreen::refused(std::string why, std::string field, bool place)
{
    busy = false;
    problem = std::move(why);
    problem_field = std::move(field);
    risky = place;
}

namespace {

// The first thing that is missing or wrong.
bool may_create(CreateScreen& screen, Kit& kit)
{
    const auto wrong = [&](const char* field, const char* words) {
        screen.problem = words;
        screen.problem_field = field;
        kit.focus(field);
        return false;
    };
    screen.problem.clear();
    if (screen.owner.text().empty()) return wrong("create.owner", "Enter your name");
    if (screen.folder.text().empty()) return wrong("create.folder", "Choose a folder for the vault");
    if (screen.passphrase.empty()) return wrong("create.passphrase", "Enter a passphrase");
    if (screen.bits < kStrongEnough)
        return wrong("create.passphrase", "This passphrase is too easy to guess: add another word");
    if (screen.passphrase.view() != screen.again.view())
        return wrong("create.again", "The two passphrases are not the same: type it once more");
    return true;
}

void create_form(Kit& kit, CreateScreen& screen, CreateAsks& asks)
{
    kit.text_field({"create.owner", "Your name", "As the centre and your panel know you",
                    error_of(screen, "create.owner")},
                   screen.owner);
    kit.space(space::kSmall);
    const auto before = screen.folder.version();
    kit.text_field({"create.folder", "Folder of the vault",
                    "A new folder. Not in a cloud folder, and not on a network drive",
                    error_of(screen, "create.folder")},
                   screen.folder);
    if (screen.folder.version() != before) screen.risky = screen.anywhere = false;
    if (kit.button("create.choose", "Choose where", ButtonLook::Quiet))
        screen.chooser.open(FileChooser::For::Folder, "Where should the vault be?", screen.folder.text());
    if (screen.risky)
        kit.check_box("create.anywhere", "Make it there all the same. I know the risk.", screen.anywhere);
    kit.space(space::kSmall);
    kit.passphrase_field({"create.passphrase", "Passphrase", "Capital letters and spaces matter",
                          error_of(screen, "create.passphrase")},
                         screen.passphrase);
    strength_meter(kit, "create", screen.bits);
    kit.space(space::kSmall);
    const bool entered = kit.passphrase_field(
        {"create.again", "Passphrase again", {}, error_of(screen, "create.again")}, screen.again);
    kit.space(space::kMedium);
    if (screen.busy) {
        kit.progress("create.progress", "Making the vault. This takes a few seconds.", -1);
        return;
    }
    const bool pressed = kit.button("create.make", "Make the vault", ButtonLook::Primary);
    kit.beside();
    if (kit.button("create.back", "Back", ButtonLook::Secondary)) asks.back = true;
    if ((pressed || entered) && may_create(screen, kit)) {
        screen.busy = true;
        screen.again.clear();
        asks.make =
            MakeVault{screen.folder.text(), screen.owner.text(), screen.passphrase.take(), screen.anywhere};
    }
}

}  // namespace

CreateAsks draw(Kit& kit, CreateScreen& screen)
{
    CreateAsks asks;
    kit.screen("first_run");
    if (std::exchange(screen.fresh, false)) kit.focus("create.owner");
    card_page(kit, "create", "Make a vault", 640, [&] {
        if (!screen.problem.empty()) {
            kit.error_summary("create.summary", screen.problem, screen.problem_field);
            kit.space(space::kSmall);
        }
        kit.heading("create.title", "Make a vault", 2);
        kit.text("create.step", "Step 1 of 3. Then a recovery kit is printed and tried.", Face::Small,
                 kit.theme().muted);
        kit.space(space::kSmall);
        create_form(kit, screen, asks);
    });
    if (const auto path = screen.chooser.draw(kit, "create.files")) {
        screen.folder.set(*path + (path->ends_with('/') ? "" : "/") + "Cairn reviews");
        screen.risky = screen.anywhere = false;
    }
    return asks;
}

}  // namespace ui
