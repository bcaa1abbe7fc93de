// Before a vault is in use: welcome, the making of one, its recovery kit, and the way in with that kit.
#include "app/core/desk_vault.h"
#include "app/desktop/choosing.h"
#include "app/desktop/place.h"
#include "app/desktop/working.h"
#include "app/ui/screens/kit_screen.h"
#include "app/ui/screens/welcome_screen.h"
#include "crypto/base/places.h"
#include "crypto/primitives/passphrase.h"

namespace desktop {

namespace {

using core::Desk;
using core::DeskStore;

double worth(const ui::SecretText& passphrase)
{
    return passphrase.empty() ? 0 : crypto::bits(base::bytes_of(passphrase.view()));
}

std::string usual_folder(const char* name)
{
    return base::to_utf8(base::home_folder() / name);
}

class WelcomePlace : public Place {
public:
    explicit WelcomePlace(Host& host) : host_(host) {}
    void draw(ui::Kit& kit) override
    {
        switch (ui::draw(kit, screen_)) {
            case ui::WelcomeAsk::Nothing: return;
            case ui::WelcomeAsk::Make: return host_.go([&host = host_] { return create_place(host); });
            case ui::WelcomeAsk::Open:
                host_.folder.clear();
                return host_.go([&host = host_] { return unlock_place(host, false); });
        }
    }
    void refused(const base::Error&) override {}
    bool locked() const override { return true; }

private:
    Host& host_;
    ui::WelcomeScreen screen_;
};

class CreatePlace : public Place {
public:
    explicit CreatePlace(Host& host) : host_(host) { screen_.folder.set(usual_folder("Cairn reviews")); }

    void draw(ui::Kit& kit) override
    {
        screen_.bits = worth(screen_.passphrase);
        auto asks = ui::draw(kit, screen_);
        serve(host_, screen_.chooser);
        if (asks.back) host_.go([&host = host_] { return welcome_place(host); });
        if (asks.make) make(std::move(*asks.make));
    }

    void refused(const base::Error& error) override
    {
        const bool place = error.code == "vault_place";
        screen_.refused(error.what, error.code == "weak_passphrase" ? "create.passphrase" : "create.folder",
                        place);
    }
    bool locked() const override { return true; }

private:
    void make(ui::MakeVault wanted)
    {
        auto passphrase = std::make_shared<base::Secret>(std::move(wanted.passphrase));
        const core::NewVault vault{wanted.folder, wanted.owner, wanted.anywhere};
        host_.ask(
            "create", Desk::Sort::Read,
            [vault, passphrase](DeskStore& store) { return core::desk_create(store, vault, *passphrase); },
            [this, vault] {
                host_.folder = vault.folder;
                host_.owner = vault.owner;
                host_.remember();
                host_.go([&host = host_] { return kit_place(host, true); });
            });
    }

    Host& host_;
    ui::CreateScreen screen_;
};

class KitPlace : public Place {
public:
    KitPlace(Host& host, bool first_run) : host_(host)
    {
        screen_.first_run = first_run;
        screen_.folder.set(usual_folder(""));
    }

    void draw(ui::Kit& kit) override
    {
        if (screen_.busy) screen_.fraction = work_.fraction(kit);
        auto asks = ui::draw(kit, screen_);
        serve(host_, screen_.chooser);
        if (asks.cancel) work_.cancel();
        if (asks.write_to) write(*asks.write_to);
        if (asks.print) print();
        if (asks.typed) rehearse(std::move(*asks.typed));
        if (asks.destroy) destroy();
        if (asks.keep) screen_.go(ui::KitStep::Ready);
        if (asks.demos) demos(0);
        if (asks.enter) enter();
    }

    void refused(const base::Error& error) override { screen_.refused(error.what); }

private:
    void write(const std::string& folder)
    {
        host_.ask(
            "kit", Desk::Sort::Keep,
            [folder](DeskStore& store) { return core::desk_write_kit(store, folder); },
            [this](const core::KitFiles& files) {
                screen_.page = files.page;
                screen_.text = files.text;
                screen_.go(ui::KitStep::Print);
            });
    }

    void print()
    {
        host_.ask("print", Desk::Sort::Read, core::desk_print_kit, [this] {
            screen_.problem.clear();
            screen_.notice = "Sent to the printer. Wait until you hold the paper.";
        });
    }

    void rehearse(base::Secret typed)
    {
        work_.start();
        host_.ask(
            "rehearse", Desk::Sort::Read,
            [typed = std::make_shared<base::Secret>(std::move(typed)), working = work_.shared()](
                DeskStore& store, const std::atomic<bool>& give_up) {
                return core::desk_rehearse_kit(store, *typed, *working, give_up);
            },
            [this](const std::vector<int>& wrong) {
                if (wrong.empty()) {
                    screen_.typed.clear();
                    return screen_.go(ui::KitStep::Files);
                }
                screen_.typed.wrong = wrong;
                screen_.refused(wrong.size() == 1
                                    ? "Row " + std::to_string(wrong.front()) +
                                          " differs from the sheet: compare it letter by letter"
                                    : "These rows differ from the sheet: compare them letter by letter");
                screen_.problem_field = "kit.typed.row" + std::to_string(wrong.front());
            });
    }

    void destroy()
    {
        host_.ask("destroy", Desk::Sort::Keep, core::desk_destroy_kit_files, [this] {
            screen_.notice = "Both files are destroyed.";
            screen_.go(ui::KitStep::Ready);
        });
    }

    void demos(std::size_t number)
    {
        host_.ask(
            "demo", Desk::Sort::Read, [number](DeskStore& store) { return core::desk_demo(store, number); },
            [this, number](bool more) {
                if (!more) return enter();
                screen_.doing =
                    "Building the demonstration cases: " + std::to_string(number + 1) + " of 3 done";
                demos(number + 1);
            });
    }

    void enter()
    {
        if (!screen_.first_run) return host_.go([&host = host_] { return settings_place(host, 2); });
        host_.ask("enter", Desk::Sort::Read, core::desk_unlocked, [this](const core::Unlocked& unlocked) {
            host_.go([&host = host_, unlocked] { return first_place(host, unlocked); });
        });
    }

    Host& host_;
    ui::KitScreen screen_;
    Work work_;
};

class RecoverPlace : public Place {
public:
    explicit RecoverPlace(Host& host) : host_(host) { screen_.folder.set(host.folder); }

    void draw(ui::Kit& kit) override
    {
        screen_.bits = worth(screen_.passphrase);
        auto asks = ui::draw(kit, screen_);
        serve(host_, screen_.chooser);
        if (asks.back) host_.go([&host = host_] { return unlock_place(host, false); });
        if (asks.recover) recover(std::move(*asks.recover));
    }

    void refused(const base::Error& error) override
    {
        screen_.busy = false;
        screen_.problem = error.what;
        screen_.problem_field =
            error.kind == base::ErrorKind::NoVault ? "recover.folder" : "recover.typed.row1";
        if (error.kind == base::ErrorKind::Denied)
            screen_.problem = "This kit does not open this vault. Look whether the sheet belongs to it.";
    }
    bool locked() const override { return true; }

private:
    void recover(ui::RecoverAsks::Recover wanted)
    {
        host_.folder = wanted.folder;
        auto typed = std::make_shared<base::Secret>(std::move(wanted.typed));
        auto fresh = std::make_shared<base::Secret>(std::move(wanted.passphrase));
        host_.ask(
            "recover", Desk::Sort::Read,
            [folder = base::path_from_utf8(wanted.folder), typed, fresh](DeskStore& store) {
                return core::desk_recover(store, folder, *typed, *fresh);
            },
            [this](const core::Unlocked& unlocked) {
                host_.go([&host = host_, unlocked] { return first_place(host, unlocked); });
            });
    }

    Host& host_;
    ui::RecoverScreen screen_;
};

// The vault was made and its kit never tried: a new one is made, since the old one may be nowhere.
class PendingPlace : public Place {
public:
    explicit PendingPlace(Host& host) : host_(host)
    {
        host_.ask("new kit", Desk::Sort::Keep, core::desk_new_kit,
                  [this] { host_.go([&host = host_] { return kit_place(host, true); }); });
    }
    void draw(ui::Kit& kit) override
    {
        kit.screen("first_run");
        const ui::Kit::Pane page(kit, "pending", "Recovery kit", kit.window(), kit.px(ui::space::kLarge));
        kit.progress("pending.progress",
                     "The recovery kit of this vault was never tried. A new one is being made.", -1);
    }
    void refused(const base::Error& error) override { host_.say(error.what, ui::ToastOffer::None); }

private:
    Host& host_;
};

}  // namespace

std::unique_ptr<Place> welcome_place(Host& host)
{
    return std::make_unique<WelcomePlace>(host);
}

std::unique_ptr<Place> create_place(Host& host)
{
    return std::make_unique<CreatePlace>(host);
}

std::unique_ptr<Place> kit_place(Host& host, bool first_run)
{
    return std::make_unique<KitPlace>(host, first_run);
}

std::unique_ptr<Place> recover_place(Host& host)
{
    return std::make_unique<RecoverPlace>(host);
}

std::unique_ptr<Place> first_place(Host& host, const core::Unlocked& unlocked)
{
    host.owner = unlocked.owner;
    host.vault = unlocked.vault;
    host.idle_minutes = unlocked.idle_minutes;
    host.tour_due = unlocked.tour_due;
    host.remember();
    if (unlocked.kit_pending) return std::make_unique<PendingPlace>(host);
    return reviews_place(host, unlocked.reviews, unlocked.notices);
}

}  // namespace desktop
