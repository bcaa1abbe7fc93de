#include "app/desktop/choosing.h"
#include "app/desktop/place.h"
#include "app/desktop/present.h"
#include "app/ui/screens/unlock_screen.h"

namespace desktop {

namespace {

class UnlockPlace : public Place {
public:
    UnlockPlace(Host& host, bool by_idle) : host_(host)
    {
        screen_.folder.set(host.folder);
        screen_.folder_given = !host.folder.empty();
        screen_.locked_by_idle = by_idle;
    }

    void draw(ui::Kit& kit) override
    {
        for (ui::Request& request : ui::draw(kit, screen_))
            if (auto* unlock = std::get_if<ui::Unlock>(&request)) open(std::move(*unlock));
        serve(host_, screen_.chooser);
        if (std::exchange(screen_.lost, false)) host_.go([&host = host_] { return recover_place(host); });
        if (std::exchange(screen_.other, false)) host_.go([&host = host_] { return welcome_place(host); });
    }

    void refused(const base::Error& error) override
    {
        screen_.busy = false;
        screen_.problem = unlock_problem(error);
        screen_.problem_is_folder = error.kind == base::ErrorKind::NoVault;
        if (screen_.problem_is_folder) screen_.folder_given = false;
        screen_.fresh = true;
    }

    bool locked() const override { return true; }

private:
    void open(ui::Unlock request)
    {
        host_.folder = request.folder;
        auto passphrase = std::make_shared<base::Secret>(std::move(request.passphrase));
        host_.ask(
            "unlock", core::Desk::Sort::Read,
            [folder = base::path_from_utf8(request.folder), passphrase, only = host_.vault](
                core::DeskStore& store) { return core::desk_unlock(store, folder, *passphrase, only); },
            [this](core::Unlocked unlocked) { host_.unlocked(std::move(unlocked)); });
    }

    Host& host_;
    ui::UnlockScreen screen_;
};

}  // namespace

std::unique_ptr<Place> unlock_place(Host& host, bool by_idle)
{
    return std::make_unique<UnlockPlace>(host, by_idle);
}

}  // namespace desktop
