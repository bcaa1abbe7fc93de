// The health of the vault, and closing a finished review.
#include <set>

#include "app/core/desk_health.h"
#include "app/desktop/choosing.h"
#include "app/desktop/place.h"
#include "app/desktop/working.h"
#include "app/text/spelling.h"
#include "app/ui/screens/health_screen.h"
#include "crypto/base/places.h"

namespace desktop {

namespace {

using core::Desk;
using core::DeskStore;

constexpr int kRecoveryTab = 2, kBackupTab = 3, kCentreTab = 1;

ui::Health level_of(core::HealthLevel level)
{
    switch (level) {
        case core::HealthLevel::Well: return ui::Health::Well;
        case core::HealthLevel::Note: return ui::Health::Note;
        case core::HealthLevel::Act: return ui::Health::Act;
    }
    return ui::Health::Act;
}

ui::HealthDo fix_of(core::HealthFix fix)
{
    switch (fix) {
        case core::HealthFix::None: return ui::HealthDo::Nothing;
        case core::HealthFix::Check: return ui::HealthDo::Check;
        case core::HealthFix::Backup: return ui::HealthDo::Backup;
        case core::HealthFix::ChooseBackup: return ui::HealthDo::ChooseBackup;
        case core::HealthFix::TryKit: return ui::HealthDo::TryKit;
        case core::HealthFix::Enrol: return ui::HealthDo::Enrol;
    }
    return ui::HealthDo::Nothing;
}

// What the vault does not know of: what the program needs beside itself.
core::HealthLine parts_line()
{
    std::error_code error;
    base::Path dictionary = text::Speller::british();
    dictionary += ".dic";
    if (std::filesystem::exists(dictionary, error))
        return {"parts", "Dictionary", "The British dictionary is there.", core::HealthLevel::Well,
                core::HealthFix::None};
    return {"parts", "Dictionary",
            "The British dictionary is missing, so spelling is not checked. Ask whoever looks after this "
            "computer to "
            "install hunspell-en-gb.",
            core::HealthLevel::Act, core::HealthFix::None};
}

// Known since the start of the program: what was to be drawn and had no font.
core::HealthLine scripts_line(const std::set<std::string>& missing)
{
    if (missing.empty())
        return {"scripts", "Letters of other scripts", "Every name shown so far could be drawn.",
                core::HealthLevel::Well, core::HealthFix::None};
    std::string packages;
    for (const auto& one : missing) packages += (packages.empty() ? "" : ", ") + one;
    return {"scripts", "Letters of other scripts",
            "A name or quotation is shown as boxes. Ask whoever looks after this computer to install " +
                packages + ".",
            core::HealthLevel::Act, core::HealthFix::None};
}

ui::HealthRow row_of(const core::HealthLine& line)
{
    return {line.key, line.title, line.words, level_of(line.level), fix_of(line.fix)};
}

base::Result<std::vector<core::HealthLine>> everything(DeskStore& store)
{
    TRY_ASSIGN(auto lines, core::desk_health(store));
    lines.push_back(parts_line());
    return lines;
}

class HealthPlace : public Place {
public:
    explicit HealthPlace(Host& host) : host_(host)
    {
        host.head = {};
        host.section.clear();
        screen_.owner = host.owner;
        read();
    }

    void draw(ui::Kit& kit) override
    {
        if (!screen_.working.empty()) screen_.fraction = work_.fraction(kit);
        scripts_ = scripts_line(kit.fonts_missing());
        auto asks = ui::draw(kit, screen_);
        for (ui::Request& request : asks.common) host_.carry_out(request);
        if (asks.cancel) work_.cancel();
        if (asks.closing) host_.go([&host = host_] { return closing_place(host); });
        act(asks.does);
    }

    void refused(const base::Error& error) override
    {
        screen_.working.clear();
        screen_.loading = false;
        if (error.kind == base::ErrorKind::Cancelled)
            screen_.notice = "Stopped. Nothing was kept of it.";
        else
            screen_.problem = error.what;
    }

private:
    void read()
    {
        host_.ask("health", Desk::Sort::Latest, everything,
                  [this](const std::vector<core::HealthLine>& lines) {
                      screen_.loading = false;
                      screen_.rows.clear();
                      for (const auto& line : lines) screen_.rows.push_back(row_of(line));
                      screen_.rows.push_back(row_of(scripts_));
                  });
    }

    void act(ui::HealthDo what)
    {
        switch (what) {
            case ui::HealthDo::Nothing: return;
            case ui::HealthDo::Check: return work("Reading the vault back", core::desk_check);
            case ui::HealthDo::Backup: return work("Making a backup and reading it back", core::desk_backup);
            case ui::HealthDo::ChooseBackup: return settings(kBackupTab);
            case ui::HealthDo::TryKit: return settings(kRecoveryTab);
            case ui::HealthDo::Enrol: return settings(kCentreTab);
        }
    }

    void settings(int tab)
    {
        host_.go([&host = host_, tab] { return settings_place(host, tab); });
    }

    void work(const char* words,
              base::Result<std::string> (*job)(DeskStore&, core::Working&, const std::atomic<bool>&))
    {
        work_.start();
        screen_.working = words;
        screen_.notice.clear();
        screen_.problem.clear();
        host_.ask(
            "work", Desk::Sort::Read,
            [job, working = work_.shared()](DeskStore& store, const std::atomic<bool>& give_up) {
                return job(store, *working, give_up);
            },
            [this](const std::string& said) {
                screen_.working.clear();
                screen_.notice = said;
                read();
            });
    }

    Host& host_;
    ui::HealthScreen screen_;
    core::HealthLine scripts_ = scripts_line({});
    Work work_;
};

class ClosingPlace : public Place {
public:
    explicit ClosingPlace(Host& host) : host_(host)
    {
        screen_.owner = host.owner;
        screen_.archive.set(base::to_utf8(base::home_folder()));
        read();
    }

    void draw(ui::Kit& kit) override
    {
        auto asks = ui::draw(kit, screen_);
        serve(host_, screen_.chooser);
        for (ui::Request& request : asks.common) host_.carry_out(request);
        if (asks.close) close(*asks.close);
    }

    void refused(const base::Error& error) override
    {
        screen_.busy = screen_.loading = false;
        screen_.problem = error.what;
        screen_.problem_field = error.code == "not_confirmed" ? "closing.confirm" : "closing.archive";
    }

private:
    void read()
    {
        host_.ask("closings", Desk::Sort::Latest, core::desk_closings,
                  [this](std::vector<core::DeskClosing> rows) {
                      screen_.loading = false;
                      screen_.reviews.clear();
                      for (auto& row : rows)
                          screen_.reviews.push_back({row.uuid, row.reference, row.stage, row.identities_gone,
                                                     std::move(row.before), row.backups.size()});
                  });
    }

    void close(const ui::ClosingAsks::Close& wanted)
    {
        host_.ask(
            "close review", Desk::Sort::Keep,
            [close = core::CloseWanted{wanted.uuid, wanted.confirm, wanted.archive, wanted.destroy_backups}](
                DeskStore& store) { return core::desk_close_review(store, close); },
            [this](const core::ClosedReview& closed) {
                screen_.busy = false;
                screen_.done =
                    "Closed. Its coded record and the certificate are in " + closed.archive + "." +
                    (closed.backups_destroyed > 0 ? " The old backups are destroyed: make a new one now."
                                                  : "");
            });
    }

    Host& host_;
    ui::ClosingScreen screen_;
};

}  // namespace

std::unique_ptr<Place> health_place(Host& host)
{
    return std::make_unique<HealthPlace>(host);
}

std::unique_ptr<Place> closing_place(Host& host)
{
    return std::make_unique<ClosingPlace>(host);
}

}  // namespace desktop
