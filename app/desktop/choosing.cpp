#include "app/desktop/choosing.h"

#include "app/desktop/present.h"

namespace desktop {

namespace {

// The chooser itself says why a folder cannot be read: for the store thread that is an answer, too.
struct Read {
    core::DeskFolder folder;
    std::string problem;
};

void read(Host& host, ui::FileChooser& chooser, std::string path, bool make)
{
    host.ask(
        "folder", core::Desk::Sort::Latest,
        [path = std::move(path), make](core::DeskStore&) -> base::Result<Read> {
            auto folder = make ? core::make_and_list(path) : core::list_folder(path);
            if (!folder) return Read{{}, folder.error().what};
            return Read{*std::move(folder), {}};
        },
        [&chooser](const Read& answer) {
            if (answer.problem.empty())
                chooser.show(folder_of(answer.folder));
            else
                chooser.refused(answer.problem);
        });
}

}  // namespace

void serve(Host& host, ui::FileChooser& chooser)
{
    if (auto path = chooser.take_new_folder()) read(host, chooser, *std::move(path), true);
    if (auto path = chooser.take_wanted()) read(host, chooser, *std::move(path), false);
}

}  // namespace desktop
