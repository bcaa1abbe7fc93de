#include "app/desktop/program.h"

#include <algorithm>
#include <cstdio>
#include <optional>

#include <imgui.h>

#include "app/desktop/present.h"
#include "app/ui/start.h"
#include "crypto/base/clock.h"
#include "crypto/base/platform.h"

namespace desktop {

namespace {

using Screen = std::variant<ui::UnlockScreen, ui::ReviewsScreen, ui::ChronologyScreen, ui::RecordsScreen>;
using Steady = std::chrono::steady_clock;

constexpr double kClipboardSeconds = 20;

double seconds_of(Steady::duration d)
{
    return std::chrono::duration<double>(d).count();
}

ui::UnlockScreen locked_screen(const std::string& folder, bool by_idle)
{
    ui::UnlockScreen screen;
    screen.folder.set(folder);
    screen.folder_given = !folder.empty();
    screen.locked_by_idle = by_idle;
    return screen;
}

class Program {
public:
    Program(Window& window, Renderer& renderer, ui::Fonts& fonts, const Options& options, Observer* observer)
        : window_(window),
          renderer_(renderer),
          fonts_(fonts),
          kit_(fonts, &window),
          options_(options),
          observer_(observer),
          screen_(locked_screen(options.folder, false)),
          folder_(options.folder),
          desk_([] { Window::wake(); })
    {
    }

    void run()
    {
        used();
        while (!window_.closing()) {
            window_.wait(wait_time());
            if (!window_.input.empty()) used();
            if (idle_too_long()) lock(true);
            bool changed = window_.take_damage() || !window_.input.empty() || caret_due();
            changed = take_answers() || changed;
            if (window_.copied() && seconds_of(Steady::now() - used_) > kClipboardSeconds)
                window_.clear_clipboard();
            if (changed && window_.visible()) picture();
        }
        window_.clear_clipboard();
    }

private:
    void used()
    {
        used_ = Steady::now();
        used_wall_ = clock_.now();
    }

    bool unlocked() const { return !std::holds_alternative<ui::UnlockScreen>(screen_); }

    bool idle_too_long() const
    {
        // The steady clock may stand still while the computer sleeps; the wall clock does not.
        const bool steady = Steady::now() - used_ >= options_.idle_limit;
        return unlocked() && (steady || clock_.now() - used_wall_ >= options_.idle_limit);
    }

    bool caret_due() const { return caret_at_ && Steady::now() >= *caret_at_; }

    std::optional<double> wait_time() const
    {
        std::optional<double> least;
        const auto at_most = [&](double seconds) {
            least = std::max(0.0, std::min(seconds, least.value_or(seconds)));
        };
        if (caret_at_ && window_.visible()) at_most(seconds_of(*caret_at_ - Steady::now()));
        if (unlocked()) at_most(seconds_of(used_ + options_.idle_limit - Steady::now()));
        if (window_.copied()) at_most(kClipboardSeconds + 0.1 - seconds_of(Steady::now() - used_));
        return least;
    }

    void fit_letters()
    {
        const float pixels = static_cast<float>(percent_) / 100 * window_.content_scale();
        if (fonts_.pixels() == pixels) return;
        fonts_.build(*ImGui::GetIO().Fonts, pixels);
        renderer_.upload_fonts();
    }

    void picture()
    {
        const auto start = Steady::now();
        // Built until nothing more is to do: the person sees only the last. The limit guards against a layout
        // that never comes to rest.
        int frames = 0;
        do {
            fit_letters();
            const double now = seconds_of(Steady::now().time_since_epoch());
            kit_.begin(window_.view(now), window_.input);
            zoom();
            for (ui::Request& request : draw_screen()) carry_out(std::move(request));
            kit_.end();
        } while (kit_.again() && ++frames < 400);
        caret_at_.reset();
        if (const auto wait = kit_.caret_wait())
            caret_at_ = Steady::now() +
                        std::chrono::duration_cast<Steady::duration>(std::chrono::duration<double>(*wait));
        const auto built = Steady::now();
        const ui::View view = window_.view(0);
        renderer_.draw(static_cast<int>(view.width), static_cast<int>(view.height));
        renderer_.present();
        ++pictures_;
        if (observer_ != nullptr)
            observer_->drawn({kit_.tree(), seconds_of(built - start) * 1000,
                              seconds_of(Steady::now() - built) * 1000, pictures_});
    }

    ui::Requests draw_screen()
    {
        return std::visit([&](auto& screen) { return ui::draw(kit_, screen); }, screen_);
    }

    void zoom()
    {
        for (const bool shift : {false, true}) {
            if (kit_.shortcut(ui::Key::Plus, {.ctrl = true, .shift = shift}))
                percent_ = ui::next_scale(percent_, 1);
            if (kit_.shortcut(ui::Key::Minus, {.ctrl = true, .shift = shift}))
                percent_ = ui::next_scale(percent_, -1);
        }
        if (kit_.shortcut(ui::Key::Zero, {.ctrl = true})) percent_ = 100;
    }

    void lock(bool by_idle)
    {
        desk_.lock();
        screen_ = locked_screen(folder_, by_idle);  // what was shown is gone before the next picture
        window_.clear_clipboard();
        next_ = std::nullopt;
        locked_now_ = true;
    }

    void carry_out(ui::Request request)
    {
        if (auto* unlock = std::get_if<ui::Unlock>(&request)) {
            folder_ = unlock->folder;
            desk_.unlock(base::path_from_utf8(unlock->folder), std::move(unlock->passphrase));
        } else if (const auto* open = std::get_if<ui::OpenReview>(&request)) {
            desk_.open_review(open->uuid);
        } else if (std::holds_alternative<ui::CloseReview>(request)) {
            desk_.close_review();
        } else if (const auto* rows = std::get_if<ui::NeedRows>(&request)) {
            desk_.rows(rows->offset, rows->limit);
        } else if (const auto* filter = std::get_if<ui::Filter>(&request)) {
            desk_.filter(filter->words, filter->agencies);
        } else if (const auto* section = std::get_if<ui::ShowSection>(&request)) {
            show(*section);
        } else if (auto* put = std::get_if<ui::PutRecord>(&request)) {
            desk_.put(std::move(put->kind), std::move(put->id), std::move(put->fields));
        } else if (auto* strike = std::get_if<ui::StrikeRecord>(&request)) {
            desk_.strike(std::move(strike->kind), std::move(strike->id), std::move(strike->reason));
        } else if (auto* draft = std::get_if<ui::Draft>(&request)) {
            desk_.draft({std::move(draft->kind), std::move(draft->id), std::move(draft->field),
                         std::move(draft->text), draft->caret, std::move(draft->undo)});
        } else if (const auto* undo = std::get_if<ui::UndoChange>(&request)) {
            desk_.undo(undo->again);
        } else {
            lock(false);
        }
    }

    // The chronology is read anew when it is returned to; every other section shows the review's records.
    void show(const ui::ShowSection& wanted)
    {
        if (wanted.key == "chronology") {
            desk_.open_review(review_.uuid);
            return;
        }
        ui::RecordsScreen screen;
        screen.review = review_;
        screen.events = events_;
        screen.section = wanted.key;
        screen.identified = wanted.identified;
        screen.lists = &model::CodeLists::built_in();
        next_ = std::move(screen);
        desk_.records();
    }

    bool take_answers()
    {
        bool any = std::exchange(locked_now_, false);
        while (auto answer = desk_.poll()) {
            std::visit([&](auto& value) { take(value); }, *answer);
            any = true;
        }
        if (next_) screen_ = std::move(*std::exchange(next_, std::nullopt));
        return any;
    }

    void take(core::Unlocked& unlocked)
    {
        owner_ = unlocked.owner;
        next_ = reviews_of(owner_, unlocked.reviews, unlocked.notices);
    }
    void take(core::Closed& closed) { next_ = reviews_of(owner_, closed.reviews, {}); }
    void take(core::Opened& opened)
    {
        ui::ChronologyScreen screen = chronology_of(opened);
        review_ = screen.review;
        events_ = screen.all;
        screen.matching = 0;  // until the lines are counted as they will be shown
        screen.loading = true;
        next_ = std::move(screen);
        desk_.filter({}, {});
    }
    void take(core::Filtered& filtered)
    {
        auto* screen = chronology();
        if (screen == nullptr) return;
        screen->loading = false;
        screen->matching = filtered.matching;
        screen->take(0, rows_of(std::move(filtered.rows)));
        screen->table.top = 0;
        screen->table.hidden = 0;
        screen->table.selected = -1;
        screen->table.width = 0;
        screen->problem.clear();
    }
    void take(core::Rows& rows)
    {
        if (auto* screen = chronology()) screen->take(rows.offset, rows_of(std::move(rows.rows)));
    }
    void take(core::Records& records)
    {
        events_ = records.events;
        auto* screen = std::get_if<ui::RecordsScreen>(next_ ? &*next_ : &screen_);
        if (screen == nullptr) return;
        screen->today = records.today;
        screen->events = records.events;
        if (const auto day = model::day_from_text(records.today)) screen->reading.imported = *day;
        if (screen->loading) screen->drafts = drafts_of(std::move(records.drafts));
        screen->take(lines_of(std::move(records.records)));
    }
    void take(core::Failed& failed)
    {
        if (auto* records = std::get_if<ui::RecordsScreen>(next_ ? &*next_ : &screen_)) {
            records->refused(failed.error.what);
            return;
        }
        if (auto* unlock = std::get_if<ui::UnlockScreen>(&screen_)) {
            unlock->busy = false;
            unlock->problem = unlock_problem(failed.error);
            unlock->problem_is_folder = failed.error.kind == base::ErrorKind::NoVault;
            if (unlock->problem_is_folder) unlock->folder_given = false;
            unlock->fresh = true;
        } else if (auto* reviews = std::get_if<ui::ReviewsScreen>(&screen_)) {
            reviews->opening = false;
            reviews->problem = failed.error.what;
        } else if (auto* screen = chronology()) {
            screen->loading = false;
            screen->requested = {};
            screen->problem = failed.error.what;
        }
    }
    void take(core::Locked&) {}

    ui::ChronologyScreen* chronology()
    {
        return std::get_if<ui::ChronologyScreen>(next_ ? &*next_ : &screen_);
    }

    Window& window_;
    Renderer& renderer_;
    ui::Fonts& fonts_;
    ui::Kit kit_;
    const Options& options_;
    Observer* observer_;
    base::SystemClock clock_;
    Screen screen_;
    std::optional<Screen> next_;
    std::string folder_, owner_;
    ui::ReviewCard review_;  ///< the open one
    std::int64_t events_ = 0;
    int percent_ = 100;
    Steady::time_point used_{};
    base::Time used_wall_{};
    std::optional<Steady::time_point> caret_at_;
    std::int64_t pictures_ = 0;
    bool locked_now_ = false;
    core::Desk desk_;  // last: its thread ends first
};

int no_window(const std::string& why)
{
    std::fprintf(
        stderr,
        "cairn: no window can be opened: %s.\n"
        "Everything can be done without one: cairnctl review list DIR, then cairnctl chronology DIR REF.\n",
        why.c_str());
    return 1;
}

}  // namespace

int run(const Options& options, Observer* observer)
{
    auto fonts = ui::Fonts::load(ui::Fonts::folder_for(base::program_path()));
    if (!fonts) {
        std::fprintf(stderr, "cairn: %s\n", fonts.error().what.c_str());
        return 1;
    }
    auto window = Window::open();
    if (!window) return no_window(window.error().what);
    ui::wipe_freed_memory();
    ImGuiContext* context = ui::make_context();
    {
        auto renderer = make_gl3_renderer((*window)->handle());
        if (!renderer) {
            ImGui::DestroyContext(context);
            return no_window(renderer.error().what);
        }
        Program(**window, **renderer, *fonts, options, observer).run();
    }
    ImGui::DestroyContext(context);
    return 0;
}

}  // namespace desktop
