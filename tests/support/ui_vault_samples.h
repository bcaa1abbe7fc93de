#pragma once
/// The screens of a vault with made-up contents, for the tests of app/ui. No real case, name or place.

#include "app/ui/screens/health_screen.h"
#include "app/ui/screens/kit_screen.h"
#include "app/ui/screens/send_screen.h"
#include "app/ui/screens/settings_screen.h"
#include "app/ui/screens/tour_screen.h"
#include "app/ui/screens/welcome_screen.h"
#include "tests/support/ui_samples.h"

namespace test {

inline ui::CreateScreen a_new_vault()
{
    ui::CreateScreen screen;
    screen.owner.set("A. Chair");
    screen.folder.set("/home/chair/OneDrive/reviews");
    screen.bits = 42;
    screen.refused("This folder is copied to OneDrive. Choose another folder if you can.", "create.folder",
                   true);
    return screen;
}

inline ui::KitScreen a_kit(ui::KitStep step)
{
    ui::KitScreen screen;
    screen.step = step;
    screen.folder.set("/home/chair");
    screen.page = "/home/chair/cairn-recovery-kit-3f0c1a52-1.pdf";
    screen.text = "/home/chair/cairn-recovery-kit-3f0c1a52-1.txt";
    if (step == ui::KitStep::Type) {
        screen.typed.wrong = {2};
        screen.problem = "Row 2 differs from the sheet: compare it letter by letter";
        screen.problem_field = "kit.typed.row2";
    }
    return screen;
}

inline ui::RecoverScreen a_recovery()
{
    ui::RecoverScreen screen;
    screen.folder.set("/home/chair/reviews");
    screen.bits = 90;
    return screen;
}

inline ui::HealthScreen a_health()
{
    ui::HealthScreen screen;
    screen.owner = "A. Chair";
    screen.loading = false;
    screen.rows = {{"check", "The vault itself", "Read back whole 3 days ago and found sound.",
                    ui::Health::Well, ui::HealthDo::Check},
                   {"backup", "Backup", "There is no backup. Choose a folder or a stick, and make one.",
                    ui::Health::Act, ui::HealthDo::ChooseBackup},
                   {"key", "Your key and the roster",
                    "You are not enrolled with a centre yet. You can work; you cannot send.",
                    ui::Health::Note, ui::HealthDo::Enrol},
                   {"space", "Room on the disk", "45 GB free; this vault takes 3.2 MB.", ui::Health::Well,
                    ui::HealthDo::Nothing}};
    return screen;
}

inline ui::ClosingScreen a_closing()
{
    ui::ClosingScreen screen;
    screen.owner = "A. Chair";
    screen.loading = false;
    screen.archive.set("/home/chair/archive");
    screen.reviews = {
        {"u1", "OWHR-E09000012-2024-001", "Closed", false, {"It was changed since it was sent."}, 2},
        {"u2", "DHR-E09000012-2023-004", "Closed", true, {}, 0}};
    screen.chosen = "u1";
    return screen;
}

inline ui::SettingsScreen some_settings(int tab)
{
    ui::SettingsScreen screen;
    screen.owner = "A. Chair";
    screen.loading = false;
    screen.tab = tab;
    screen.fingerprint = "ab12 cd34 ef56 7890 ab12 cd34 ef56 7890";
    screen.enrolment = "You are enrolled: the centre knows this vault's key.";
    screen.centre = "reviews.example.org/cairn, roster version 3, valid until 1 June 2027";
    screen.root_fingerprint = "1234 5678 9abc def0 1234 5678 9abc def0";
    screen.kit = "Last tried on 4 June 2026: it opened a copy of this vault.";
    screen.lists = "Code lists version 7";
    screen.packs = {"bank-holidays, version 3, installed 4 June 2026"};
    screen.backup_folder.set("/media/chair/STICK");
    screen.kept.set("3");
    screen.idle.set("5");
    return screen;
}

inline ui::SendScreen a_sending()
{
    ui::SendScreen screen;
    screen.head.review = a_review();
    screen.loading = false;
    screen.standing = "It was changed since revision 1 was signed.";
    screen.size = "About 3.2 MB";
    screen.checks = {
        {"A centre to send to", "reviews.example.org/cairn", true, true},
        {"Nothing breaks the golden thread", "1 thing to put right, below.", false, false},
        {"Your key is in its roster", "The roster does not let this key sign today.", false, true}};
    screen.problems = {
        {"Finding 1 is agreed and has no evidence.", "Add evidence to it.", "finding", "f1", true}};
    screen.recipients = {"The centre, reviews.example.org/cairn: 1 key"};
    screen.signers = {"You, A. Chair, as author: your signature is needed"};
    screen.fresh = {"Finding: 2 new, 1 changed"};
    screen.sent = {
        {"aa", "Revision 1", "4 June 2026", "Saved to a file; no receipt yet.", false, false, true}};
    screen.may_send = true;
    screen.folder.set("/media/chair/STICK");
    return screen;
}

}  // namespace test
