#include "app/ui/screens/settings_screen.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "app/ui/screens/field_error.h"
#include "app/ui/screens/vault_frame.h"

namespace ui {

void SettingsScreen::refused(std::string why)
{
    working.clear();
    fraction = -1;
    notice.clear();
    problem = std::move(why);
}

void SettingsScreen::done(std::string what)
{
    working.clear();
    fraction = -1;
    problem.clear();
    problem_field.clear();
    notice = std::move(what);
}

namespace {

constexpr float kSettingsColumn = 760;  // design pixels
constexpr std::array<std::string_view, 3> kThemeKeys = {"light", "dark", "contrast"};

void refuse(SettingsScreen& screen, Kit& kit, const char* field, const char* words)
{
    screen.notice.clear();
    screen.problem = words;
    screen.problem_field = field;
    kit.focus(field);
}

std::optional<int> number_in(const text::Editor& edit)
{
    const std::string typed = edit.text();
    int number = 0;
    const auto [end, error] = std::from_chars(typed.data(), typed.data() + typed.size(), number);
    if (error != std::errc{} || end != typed.data() + typed.size()) return std::nullopt;
    return number;
}

// A fact with its name above it.
void fact(Kit& kit, const std::string& key, std::string_view label, std::string_view words)
{
    if (words.empty()) return;
    kit.text(key + ".label", label, Face::SmallStrong, kit.theme().muted);
    kit.text(key, words);
    kit.space(space::kTiny);
}

void appearance(Kit& kit, SettingsScreen& screen, SettingsAsks& asks)
{
    const std::vector<Choice> themes = {
        {"light", "Light", ""}, {"dark", "Dark", ""}, {"contrast", "High contrast", ""}};
    std::string chosen(kThemeKeys[static_cast<std::size_t>(screen.theme)]);
    if (kit.pick({"settings.theme", "Colours"}, themes, chosen) && !chosen.empty()) {
        const auto at = std::ranges::find(kThemeKeys, chosen) - kThemeKeys.begin();
        asks.appearance = SettingsAsks::Appearance{static_cast<ThemeName>(at), screen.percent};
    }
    kit.space(space::kMedium);
    kit.heading("settings.size", "Size of everything: " + std::to_string(screen.percent) + " %", 3);
    kit.text("settings.size.hint", "Also Ctrl and + or - on any screen. From 80 to 250 %.", Face::Small,
             kit.theme().muted);
    const auto resize = [&](int percent) {
        asks.appearance = SettingsAsks::Appearance{screen.theme, percent};
    };
    if (kit.button("settings.smaller", "Smaller", ButtonLook::Secondary, "Ctrl+-",
                   screen.percent > kLeastScale))
        resize(next_scale(screen.percent, -1));
    kit.beside();
    if (kit.button("settings.larger", "Larger", ButtonLook::Secondary, "Ctrl++", screen.percent < kMostScale))
        resize(next_scale(screen.percent, 1));
    kit.beside();
    if (kit.button("settings.usual", "100 %", ButtonLook::Quiet, "Ctrl+0", screen.percent != 100))
        resize(100);
    kit.space(space::kMedium);
    kit.text("settings.outside",
             "Only colours, size and the folder of your vault are remembered outside the vault.", Face::Small,
             kit.theme().muted);
}

void open_chooser(SettingsScreen& screen, SettingsScreen::Choosing what, FileChooser::For purpose,
                  const char* title, const std::string& start = {})
{
    screen.choosing = what;
    screen.chooser.open(purpose, title, start);
}

void identity(Kit& kit, SettingsScreen& screen)
{
    using Choosing = SettingsScreen::Choosing;
    fact(kit, "settings.owner", "Name", screen.owner);
    fact(kit, "settings.fingerprint", "Fingerprint of your key", screen.fingerprint);
    fact(kit, "settings.enrolment", "Enrolment", screen.enrolment);
    fact(kit, "settings.centre", "Centre", screen.centre);
    fact(kit, "settings.root", "Fingerprint of the centre's root keys, as on its letter",
         screen.root_fingerprint);
    fact(kit, "settings.request", "Fingerprint of your last request", screen.request_fingerprint);
    kit.space(space::kSmall);
    kit.heading("settings.ask", "Ask to be enrolled", 2);
    kit.text_field({"settings.organisation", "Your organisation", "Leave it empty if you are independent"},
                   screen.organisation);
    kit.text_field({"settings.device", "Name for this computer", "For example laptop"}, screen.device);
    if (kit.button("settings.request.make", "Save the request", ButtonLook::Secondary))
        open_chooser(screen, Choosing::SaveRequest, FileChooser::For::Folder, "Where should the request go?");
    kit.space(space::kMedium);
    kit.heading("settings.roster", "Take the roster the centre returns", 2);
    kit.text_field({"settings.root.typed", "Fingerprint from the printed letter",
                    "Leave it empty only if you have none: it is then shown for you to compare"},
                   screen.root);
    if (kit.button("settings.trust", "Choose the roster file", ButtonLook::Secondary))
        open_chooser(screen, Choosing::Roster, FileChooser::For::File, "Choose the roster");
}

void change_passphrase(Kit& kit, SettingsScreen& screen, SettingsAsks& asks)
{
    kit.passphrase_field({"settings.old", "Passphrase now", {}, error_of(screen, "settings.old")},
                         screen.old_passphrase);
    kit.passphrase_field({"settings.fresh", "New passphrase", {}, error_of(screen, "settings.fresh")},
                         screen.passphrase);
    strength_meter(kit, "settings", screen.bits);
    kit.passphrase_field({"settings.again", "New passphrase again", {}, error_of(screen, "settings.again")},
                         screen.again);
    const bool pressed = kit.button("settings.change", "Change the passphrase", ButtonLook::Primary);
    kit.beside();
    if (kit.button("settings.change.no", "Leave it", ButtonLook::Secondary)) screen.changing = false;
    if (!pressed) return;
    if (screen.old_passphrase.empty())
        return refuse(screen, kit, "settings.old", "Enter the passphrase of now");
    if (screen.bits < kStrongEnough)
        return refuse(screen, kit, "settings.fresh",
                      "This passphrase is too easy to guess: add another word");
    if (screen.passphrase.view() != screen.again.view())
        return refuse(screen, kit, "settings.again", "The two new passphrases are not the same");
    screen.again.clear();
    screen.working = "Changing the passphrase. This takes a few seconds.";
    asks.change = SettingsAsks::ChangePassphrase{screen.old_passphrase.take(), screen.passphrase.take()};
}

void try_kit(Kit& kit, SettingsScreen& screen, SettingsAsks& asks)
{
    kit.text("settings.try.what",
             "Type the three rows from the sheet. A copy of the vault is opened with them alone.");
    const bool entered = draw_typed_kit(kit, "settings.typed", screen.typed);
    const bool pressed =
        kit.button("settings.try.go", "Try it", ButtonLook::Primary, {}, !screen.typed.empty());
    kit.beside();
    if (kit.button("settings.try.no", "Leave it", ButtonLook::Secondary)) {
        screen.trying = false;
        screen.typed.clear();
    }
    if ((!pressed && !entered) || screen.typed.empty()) return;
    screen.working = "Opening a copy of the vault with the kit";
    asks.try_kit = screen.typed.copy();
}

void recovery(Kit& kit, SettingsScreen& screen, SettingsAsks& asks)
{
    kit.heading("settings.kit", "Recovery kit", 2);
    kit.text("settings.kit.words", screen.kit);
    if (screen.trying) {
        try_kit(kit, screen, asks);
    } else {
        if (kit.button("settings.try", "Try the printed sheet", ButtonLook::Secondary)) {
            screen.trying = true;
            kit.focus("settings.typed.row1");
        }
        kit.beside();
        if (kit.button("settings.newkit", "Make a new kit", ButtonLook::Secondary)) screen.new_kit = true;
    }
    kit.space(space::kMedium);
    kit.heading("settings.passphrase", "Passphrase", 2);
    kit.text("settings.passphrase.words",
             "Backups made before a change still open with the passphrase of their day.", Face::Small,
             kit.theme().muted);
    if (screen.changing) {
        change_passphrase(kit, screen, asks);
    } else if (kit.button("settings.passphrase.change", "Change the passphrase", ButtonLook::Secondary)) {
        screen.changing = true;
        kit.focus("settings.old");
    }
    kit.space(space::kMedium);
    kit.heading("settings.lock", "Locking", 2);
    kit.text_field(
        {"settings.idle", "Lock by itself after so many minutes",
         "From 1 to 60. Ctrl+L locks at once; so does closing the lid", error_of(screen, "settings.idle")},
        screen.idle);
    if (kit.button("settings.idle.keep", "Use these minutes", ButtonLook::Secondary)) {
        const auto minutes = number_in(screen.idle);
        if (!minutes || *minutes < 1 || *minutes > 60)
            refuse(screen, kit, "settings.idle", "Enter a whole number of minutes from 1 to 60");
        else
            asks.idle = *minutes;
    }
}

void lists(Kit& kit, SettingsScreen& screen)
{
    fact(kit, "settings.lists", "Lists in use", screen.lists);
    kit.heading("settings.packs", "Installed packs", 2);
    if (screen.packs.empty())
        kit.text("settings.packs.none", "None. The program's own lists are in use.", Face::Text,
                 kit.theme().muted);
    int n = 0;
    for (const auto& pack : screen.packs) kit.text("settings.pack" + std::to_string(n++), pack);
    kit.text("settings.packs.words",
             "A pack brings newer code lists, templates or bank holidays. The centre signs and sends it as a "
             "file.",
             Face::Small, kit.theme().muted);
    if (kit.button("settings.install", "Install a pack", ButtonLook::Secondary))
        open_chooser(screen, SettingsScreen::Choosing::Pack, FileChooser::For::File, "Choose the pack");
}

void storage(Kit& kit, SettingsScreen& screen, SettingsAsks& asks)
{
    kit.heading("settings.backup", "Backups", 2);
    kit.text("settings.backup.words",
             "Each is a whole encrypted copy, opened by your passphrase or your recovery kit. The oldest "
             "goes only "
             "after the newest was read back.",
             Face::Small, kit.theme().muted);
    kit.text_field({"settings.backup.folder",
                    "Folder or stick for backups",
                    {},
                    error_of(screen, "settings.backup.folder")},
                   screen.backup_folder);
    if (kit.button("settings.backup.choose", "Choose where", ButtonLook::Quiet))
        open_chooser(screen, SettingsScreen::Choosing::Backup, FileChooser::For::Folder,
                     "Where should backups go?", screen.backup_folder.text());
    kit.text_field({"settings.backup.kept", "How many to keep", "From 1 to 30",
                    error_of(screen, "settings.backup.kept")},
                   screen.kept);
    const bool keep = kit.button("settings.backup.keep", "Use these", ButtonLook::Secondary);
    kit.beside();
    const bool now = kit.button("settings.backup.now", "Back up now", ButtonLook::Primary);
    if (keep || now) {
        const auto number = number_in(screen.kept);
        if (screen.backup_folder.text().empty())
            refuse(screen, kit, "settings.backup.folder", "Choose a folder or a stick");
        else if (!number || *number < 1 || *number > 30)
            refuse(screen, kit, "settings.backup.kept", "Enter a whole number from 1 to 30");
        else
            asks.plan = SettingsAsks::Plan{screen.backup_folder.text(), *number};
        asks.backup = now && asks.plan;
    }
    kit.space(space::kMedium);
    kit.heading("settings.check", "The vault itself", 2);
    kit.text("settings.check.words", "Everything in it is read back and compared. You can stop at any time.",
             Face::Small, kit.theme().muted);
    if (kit.button("settings.check.go", "Check the vault now", ButtonLook::Secondary)) asks.check = true;
}

void sure_of_new_kit(Kit& kit, SettingsScreen& screen)
{
    if (!screen.new_kit) return;
    const bool stays = kit.dialog("settings.sure", "Make a new recovery kit?", 560, [&kit, &screen] {
        kit.text("settings.sure.text",
                 "The sheet you have stops working at once. The new one is printed and tried in the next "
                 "steps; have "
                 "a printer at hand.");
        if (kit.button("settings.sure.yes", "Make a new kit", ButtonLook::Primary)) {
            screen.new_kit = false;
            screen.make_kit = true;
        }
        kit.beside();
        if (kit.button("settings.sure.no", "Keep the one I have", ButtonLook::Secondary))
            screen.new_kit = false;
    });
    if (!stays) screen.new_kit = false;
}

void take_path(SettingsScreen& screen, const std::string& path, SettingsAsks& asks)
{
    switch (screen.choosing) {
        case SettingsScreen::Choosing::SaveRequest: asks.request_to = path; break;
        case SettingsScreen::Choosing::Roster: asks.trust = path; break;
        case SettingsScreen::Choosing::Pack: asks.install = path; break;
        case SettingsScreen::Choosing::Backup: screen.backup_folder.set(path); break;
    }
}

void tab_now(Kit& kit, SettingsScreen& screen, SettingsAsks& asks)
{
    switch (screen.tab) {
        case 0: return appearance(kit, screen, asks);
        case 1: return identity(kit, screen);
        case 2: return recovery(kit, screen, asks);
        case 3: return storage(kit, screen, asks);
        default: return lists(kit, screen);
    }
}

}  // namespace

SettingsAsks draw(Kit& kit, SettingsScreen& screen)
{
    SettingsAsks asks;
    VaultFrame frame = draw_vault_frame(kit, screen.owner, "settings", {});
    asks.common = std::move(frame.asked);
    if (std::exchange(screen.make_kit, false)) {
        screen.working = "Making a new kit";
        asks.make_kit = true;
    }
    {
        const Kit::Pane page(kit, "settings", "Settings", frame.content, kit.px(space::kLarge));
        kit.heading("settings.title", "Settings", 1);
        if (!screen.problem.empty())
            kit.error_summary("settings.summary", screen.problem,
                              screen.problem_field.empty() ? "settings.tabs." + std::to_string(screen.tab)
                                                           : screen.problem_field);
        const std::array<std::string, 5> names = {"Look", "Centre", "Safety", "Backups", "Lists"};
        if (kit.tabs("settings.tabs", "Settings", names, screen.tab)) screen.done({});
        if (!screen.working.empty())
            asks.cancel = kit.progress("settings.working", screen.working, screen.fraction, "Stop");
        if (!screen.notice.empty()) kit.status("settings.notice", screen.notice);
        kit.space(space::kSmall);
        if (screen.loading) {
            kit.progress("settings.loading", "Reading the settings", -1);
        } else if (screen.working.empty()) {
            const float width = std::min(kit.flow_width(), kit.px(kSettingsColumn));
            const Rect at = kit.take_slot(width, 0);
            kit.card_flow({at.x, at.y, width, 0}, "settings.card" + std::to_string(screen.tab),
                          [&] { tab_now(kit, screen, asks); });
        }
    }
    sure_of_new_kit(kit, screen);
    if (const auto path = screen.chooser.draw(kit, "settings.files")) take_path(screen, *path, asks);
    return asks;
}

}  // namespace ui
