#include <algorithm>

#include "app/core/desk_import.h"
#include "app/core/desk_import_words.h"
#include "app/desktop/choosing.h"
#include "app/desktop/place.h"
#include "app/desktop/present_screening.h"
#include "app/ui/screens/import_screen.h"
#include "crypto/base/platform.h"

namespace desktop {

namespace {

using core::Desk;
using core::DeskStore;

ui::ImportPreview preview_of(core::ImportShown shown)
{
    ui::ImportPreview made;
    made.hash = std::move(shown.hash);
    made.file_name = std::move(shown.file_name);
    made.kind = std::move(shown.kind);
    made.header_row = shown.header_row;
    made.rows_read = shown.rows_read;
    made.to_settle = shown.to_settle;
    made.parts = std::move(shown.parts);
    made.part = std::move(shown.part);
    for (auto& one : shown.columns)
        made.columns.push_back({std::move(one.heading), std::move(one.field), one.remembered});
    made.rows.reserve(shown.rows.size());
    for (auto& one : shown.rows)
        made.rows.push_back({one.number, std::move(one.reading), std::move(one.written), std::move(one.who),
                             std::move(one.what), std::move(one.agency), std::move(one.to_settle)});
    for (auto& one : shown.problems)
        made.problems.push_back({std::move(one.words), one.rows, std::move(one.at), one.sealed});
    made.order = std::move(shown.order);
    made.order_question = std::move(shown.order_question);
    for (auto& one : shown.order_rows)
        made.order_rows.push_back(
            {one.number, std::move(one.written), std::move(one.day_first), std::move(one.month_first)});
    made.questions = std::move(shown.questions);
    made.notes = std::move(shown.notes);
    for (auto& one : shown.agencies) made.agencies.push_back({std::move(one.text), std::move(one.words)});
    for (auto& one : shown.names) made.names.push_back({std::move(one.text), std::move(one.words)});
    if (shown.compared) {
        made.compared.emplace();
        made.compared->unchanged = shown.compared->unchanged;
        made.compared->changed = shown.compared->changed;
        made.compared->added = shown.compared->added;
        made.compared->gone = shown.compared->gone;
        for (auto& row : shown.compared->rows) made.compared->rows.push_back(std::move(row.words));
    }
    made.acceptable = shown.acceptable;
    made.why_not = std::move(shown.why_not);
    return made;
}

core::ImportAsk ask_of(const ui::ImportWish& wish)
{
    return {wish.path,   wish.pasted,     wish.agency, wish.agency_type, wish.order,
            wish.fields, wish.header_row, wish.part,   wish.all_rows};
}

class ImportPlace : public Place {
public:
    explicit ImportPlace(Host& host) : host_(host)
    {
        screen_.head = host.head;
        for (auto& one : core::import_words::fields())
            screen_.fields.push_back({std::move(one.name), std::move(one.words), ""});
        screen_.types = codes_of("agency_type");
        if (!host.dropped.empty()) screen_.choose(std::exchange(host.dropped, {}));
        offer();
    }
    // What is read is let go; what is being written is written to its end.
    ~ImportPlace() override
    {
        if (screen_.step == ui::ImportScreen::Step::Reading) progress_->cancel = true;
    }
    ImportPlace(const ImportPlace&) = delete;
    ImportPlace& operator=(const ImportPlace&) = delete;

    void draw(ui::Kit& kit) override
    {
        follow();
        serve(host_, screen_.chooser);
        auto asks = ui::draw(kit, screen_);
        if (asks.look) look();
        if (asks.accept) accept();
        if (asks.stop) progress_->cancel = true;
        if (asks.leave) leave();
        if (!asks.undo.empty()) undo(asks.undo);
        for (ui::Request& request : asks.common) host_.carry_out(request);
    }

    void refused(const base::Error& error) override
    {
        using Step = ui::ImportScreen::Step;
        screen_.again = false;
        const bool stopped = error.kind == base::ErrorKind::Cancelled;
        if (screen_.step == Step::Reading) screen_.step = Step::Agency;
        if (screen_.step == Step::Writing) screen_.step = Step::Preview;
        screen_.problem = stopped ? "" : error.what;
        screen_.problem_field = screen_.step == Step::Agency ? "import.look" : "import.back";
        if (stopped) host_.say("Stopped. Nothing was written.", ui::ToastOffer::None);
    }

    void changed() override { offer(); }

    bool take_drop(const std::string& path) override
    {
        using Step = ui::ImportScreen::Step;
        if (screen_.step == Step::Writing || screen_.step == Step::Reading) return true;
        screen_.start_again();
        screen_.choose(path);
        return true;
    }

private:
    void offer()
    {
        host_.ask("import offer", Desk::Sort::Latest, core::desk_import_offer,
                  [this](core::ImportOffer offer) {
                      screen_.loading = false;
                      screen_.head = host_.head;
                      screen_.agencies.clear();
                      screen_.type_of.clear();
                      for (auto& one : offer.agencies) {
                          screen_.type_of[one.id] = one.type;
                          screen_.agencies.push_back(
                              {one.id, std::move(one.name), one.remembered ? "columns remembered" : ""});
                      }
                      screen_.made.clear();
                      for (auto& one : offer.made)
                          screen_.made.push_back({std::move(one.id), std::move(one.agency),
                                                  std::move(one.words), std::move(one.file_name)});
                  });
    }

    // What the other thread says of its work.
    void follow()
    {
        if (screen_.step != ui::ImportScreen::Step::Writing) return;
        static constexpr const char* kSteps[] = {"Keeping the file", "Keeping the file",
                                                 "Preparing the contacts", "Writing the contacts"};
        const int step = std::clamp(progress_->step.load(), 0, 3);
        screen_.doing = kSteps[step];
        screen_.stoppable = step < 3;
        const auto total = progress_->total.load();
        screen_.share = step == 3 || total == 0
                            ? -1
                            : static_cast<float>(progress_->done.load()) / static_cast<float>(total);
    }

    void look()
    {
        progress_ = std::make_shared<core::ImportProgress>();
        host_.ask(
            "import look", Desk::Sort::Latest,
            [ask = ask_of(screen_.wish), progress = progress_](DeskStore& store) {
                return core::desk_import_look(store, ask, base::program_path(), *progress);
            },
            [this, progress = progress_](core::ImportShown shown) {
                if (progress == progress_) screen_.take(preview_of(std::move(shown)));
            });
    }

    void accept()
    {
        std::vector<std::string> names;
        for (const auto& one : screen_.preview.names)
            if (one.add) names.push_back(one.text);
        progress_ = std::make_shared<core::ImportProgress>();
        host_.ask(
            "import accept", Desk::Sort::Keep,
            [hash = screen_.preview.hash, names = std::move(names), progress = progress_](DeskStore& store) {
                return core::desk_import_accept(store, hash, names, *progress);
            },
            [this](const core::ImportDone& done) {
                screen_.step = ui::ImportScreen::Step::Done;
                screen_.import_id = done.import_id;
                screen_.events = done.events;
                screen_.to_settle = done.to_settle;
                screen_.people = done.people;
                screen_.preview = {};
                host_.head.events += static_cast<std::int64_t>(done.events);
                offer();
            });
    }

    void undo(const std::string& id)
    {
        host_.ask(
            "import undo", Desk::Sort::Keep,
            [id](DeskStore& store) { return core::desk_import_undo(store, id); },
            [this] {
                screen_.start_again();
                host_.say("The whole import was undone.", ui::ToastOffer::None);
                offer();
            });
    }

    void leave()
    {
        progress_->cancel = true;
        host_.ask(
            "import leave", Desk::Sort::Read,
            [](DeskStore& store) -> base::Result<void> {
                core::desk_import_leave(store);
                return {};
            },
            [] {});
    }

    Host& host_;
    ui::ImportScreen screen_;
    std::shared_ptr<core::ImportProgress> progress_ = std::make_shared<core::ImportProgress>();
};

}  // namespace

std::unique_ptr<Place> import_place(Host& host)
{
    return std::make_unique<ImportPlace>(host);
}

}  // namespace desktop
