#include "app/core/desk_health.h"
#include "app/core/desk_settings.h"
#include "app/core/desk_vault.h"
#include "app/desktop/choosing.h"
#include "app/desktop/place.h"
#include "app/desktop/working.h"
#include "app/ui/screens/settings_screen.h"
#include "crypto/primitives/passphrase.h"

namespace desktop {

namespace {

using core::Desk;
using core::DeskStore;

class SettingsPlace : public Place {
public:
    SettingsPlace(Host& host, int tab) : host_(host)
    {
        host.head = {};
        host.section.clear();
        screen_.owner = host.owner;
        screen_.tab = tab;
        read();
    }

    void draw(ui::Kit& kit) override
    {
        screen_.theme = host_.theme;
        screen_.percent = host_.percent;
        screen_.bits =
            screen_.passphrase.empty() ? 0 : crypto::bits(base::bytes_of(screen_.passphrase.view()));
        if (!screen_.working.empty()) screen_.fraction = work_.fraction(kit);
        auto asks = ui::draw(kit, screen_);
        serve(host_, screen_.chooser);
        for (ui::Request& request : asks.common) host_.carry_out(request);
        if (asks.cancel) work_.cancel();
        if (asks.appearance) {
            host_.theme = asks.appearance->theme;
            host_.percent = asks.appearance->percent;
            host_.remember();
        }
        carry_out(asks);
        recover(asks);
    }

    void refused(const base::Error& error) override
    {
        screen_.refused(error.kind == base::ErrorKind::Cancelled ? "Stopped. Nothing was kept of it."
                                                                 : error.what);
    }

private:
    void read()
    {
        host_.ask("settings", Desk::Sort::Latest, core::desk_settings,
                  [this](core::DeskSettings settings) { take(std::move(settings)); });
    }

    void take(core::DeskSettings settings)
    {
        screen_.fingerprint = settings.fingerprint;
        screen_.enrolment = settings.enrolment;
        screen_.centre = settings.centre;
        screen_.root_fingerprint = settings.root_fingerprint;
        screen_.request_fingerprint = settings.request_fingerprint;
        screen_.kit = settings.kit;
        screen_.lists = settings.lists;
        screen_.packs = settings.packs;
        if (std::exchange(screen_.loading, false)) {  // later, what is typed stays
            screen_.backup_folder.set(settings.backup_folder);
            screen_.kept.set(std::to_string(settings.backups_kept));
            screen_.idle.set(std::to_string(settings.idle_minutes));
        }
    }

    // Does something that answers with a sentence, and shows what stands then.
    template <class Job>
    void say(const char* working, Job job)
    {
        work_.start();
        screen_.working = working;
        host_.ask("settings act", Desk::Sort::Keep, std::move(job), [this](const std::string& said) {
            screen_.done(said);
            read();
        });
    }

    void carry_out(ui::SettingsAsks& asks)
    {
        if (asks.request_to)
            say("Saving the request",
                [with = screen_.organisation.text(), on = screen_.device.text(), to = *asks.request_to](
                    DeskStore& store) { return core::desk_request(store, with, on, to); });
        if (asks.trust)
            say("Reading the roster", [file = *asks.trust, root = screen_.root.text()](DeskStore& store) {
                return core::desk_trust(store, file, root);
            });
        if (asks.install)
            say("Installing the pack",
                [file = *asks.install](DeskStore& store) { return core::desk_install_pack(store, file); });
        if (asks.idle)
            say("Keeping it", [minutes = *asks.idle](DeskStore& store) -> base::Result<std::string> {
                TRY_VOID(core::desk_idle(store, minutes));
                return "The vault locks by itself after " + std::to_string(minutes) +
                       (minutes == 1 ? " minute." : " minutes.");
            });
        if (asks.idle) host_.idle_minutes = *asks.idle;
        if (asks.plan) plan(*asks.plan, asks.backup);
        if (asks.check) {
            work_.start();
            screen_.working = "Reading the vault back";
            host_.ask(
                "check", Desk::Sort::Read,
                [working = work_.shared()](DeskStore& store, const std::atomic<bool>& give_up) {
                    return core::desk_check(store, *working, give_up);
                },
                [this](const std::string& said) { screen_.done(said); });
        }
    }

    void plan(const ui::SettingsAsks::Plan& plan, bool now)
    {
        work_.start();
        screen_.working = now ? "Making a backup and reading it back" : "Keeping it";
        host_.ask(
            "plan", Desk::Sort::Read,
            [plan, now, working = work_.shared()](
                DeskStore& store, const std::atomic<bool>& give_up) -> base::Result<std::string> {
                TRY_VOID(core::desk_backup_plan(store, plan.folder, plan.keep));
                if (!now) return std::string("Backups go there from now on.");
                return core::desk_backup(store, *working, give_up);
            },
            [this](const std::string& said) { screen_.done(said); });
    }

    void recover(ui::SettingsAsks& asks)
    {
        if (asks.make_kit)
            host_.ask("new kit", Desk::Sort::Keep, core::desk_new_kit,
                      [this] { host_.go([&host = host_] { return kit_place(host, false); }); });
        if (asks.try_kit) {
            work_.start();
            host_.ask(
                "try kit", Desk::Sort::Read,
                [typed = std::make_shared<base::Secret>(std::move(*asks.try_kit)), working = work_.shared()](
                    DeskStore& store, const std::atomic<bool>& give_up) {
                    return core::desk_try_kit(store, *typed, *working, give_up);
                },
                [this] {
                    screen_.trying = false;
                    screen_.typed.clear();
                    screen_.done("The kit works: it opened a copy of this vault without the passphrase.");
                    read();
                });
        }
        if (asks.change) {
            auto old = std::make_shared<base::Secret>(std::move(asks.change->old));
            auto fresh = std::make_shared<base::Secret>(std::move(asks.change->fresh));
            host_.ask(
                "change", Desk::Sort::Keep,
                [old, fresh](DeskStore& store) { return core::desk_change_passphrase(store, *old, *fresh); },
                [this] {
                    screen_.changing = false;
                    screen_.done("The passphrase is changed. Earlier backups still open with the old one.");
                });
        }
    }

    Host& host_;
    ui::SettingsScreen screen_;
    Work work_;
};

}  // namespace

std::unique_ptr<Place> settings_place(Host& host, int tab)
{
    return std::make_unique<SettingsPlace>(host, tab);
}

}  // namespace desktop
